/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One opportunity of grants.gov made a grant, whichever of its answers it comes from. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/grants-gov-opportunity.h"

#include "exchange/deadline-prose.h"
#include "exchange/eligibility-prose.h"
#include "exchange/json-values.h"
#include "exchange/listing-record.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define ZONE "America/New_York" /* the funder's */
#define PAGE "https://www.grants.gov/search-results-detail/"

#define VALUE(...) rc_json_dup_value (whole, details, (const char *const[]){ __VA_ARGS__, NULL })

static const RcDeadlineContext american = { .order = RC_DATE_ORDER_MONTH_FIRST, .zone = ZONE };

static void
read_deadline (RcGrant *grant, JsonObject *whole, JsonObject *details, RcReaderItem *item)
{
  g_autofree char *date = VALUE ("responseDateStr", "responseDate", "estApplicationResponseDateStr",
                                 "estApplicationResponseDate", "closeDate", "closeDateStr", "originalDueDate");
  g_autofree char *words = VALUE ("responseDateDesc", "estApplicationResponseDateDesc", "closeDateExplanation");
  g_autofree char *plain = words != NULL ? rc_listing_dup_text (words, FALSE) : NULL;
  RcDeadline *deadline;

  if (date == NULL)
    {
      if (plain != NULL)
        rc_deadlines_read (plain, &american, grant->deadlines);
      return;
    }
  deadline = rc_deadline_from_stamp_and_sentence (date, plain, &american);
  if (deadline != NULL)
    g_ptr_array_add (grant->deadlines, deadline);
  else
    rc_reader_item_warn (item, _ ("“%.60s” is no date: the deadline was left out"), date);
}

static void
read_opens (RcGrant *grant, JsonObject *whole, JsonObject *details)
{
  g_autofree char *date
      = VALUE ("postingDateStr", "postingDate", "openDate", "openDateStr", "estSynopsisPostingDateStr", "estSynopsisPostingDate");
  g_autoptr (RcDeadline) day = date != NULL ? rc_deadline_from_stamp_and_sentence (date, NULL, &american) : NULL;

  if (day != NULL)
    grant->opens = g_strdup_printf ("%04d-%02d-%02d", day->year, day->month, day->day);
}

/* Whole dollars, "1,000" and "$1000.00" too; -1 for nothing and for zero. */
static gint64
read_dollars (const char *text)
{
  g_autofree char *digits = text != NULL ? g_strdup (text) : g_strdup ("");
  char *to = digits, *end;
  gint64 amount;

  for (const char *from = digits; *from != '\0'; from++)
    if (*from != ',' && *from != '$')
      *to++ = *from;
  *to = '\0';
  amount = g_ascii_strtoll (digits, &end, 10);
  return end > digits && amount > 0 && (*end == '\0' || *end == '.') ? amount : -1;
}

void
rc_grants_gov_read_amount (RcGrant *grant, const char *floor, const char *ceiling)
{
  grant->amount_min = read_dollars (floor);
  grant->amount_max = read_dollars (ceiling);
  if (grant->amount_min < 0 && grant->amount_max < 0)
    return;
  grant->currency = g_strdup ("USD");
  if (grant->amount_min > 0 && grant->amount_max > 0 && grant->amount_min != grant->amount_max)
    grant->amount = g_strdup_printf ("US$ %" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, grant->amount_min, grant->amount_max);
  else
    grant->amount = g_strdup_printf ("US$ %" G_GINT64_FORMAT, MAX (grant->amount_max, grant->amount_min));
}

static GStrv
dup_descriptions (JsonObject *whole, JsonObject *details, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = rc_json_get_array (details, name) != NULL ? rc_json_get_array (details, name) : rc_json_get_array (whole, name);

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), 100); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *text = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        text = rc_json_dup_value (json_node_get_object (node), NULL, (const char *const[]){ "description", NULL });
      if (text != NULL)
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

static void
read_applicants (RcGrant *grant, JsonObject *whole, JsonObject *details, const char *words)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array
      = rc_json_get_array (details, "applicantTypes") != NULL ? rc_json_get_array (details, "applicantTypes") : rc_json_get_array (whole, "applicantTypes");
  RcFact *fact;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), 100); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      g_ptr_array_add (codes, JSON_NODE_HOLDS_OBJECT (node)
                                  ? rc_json_dup_value (json_node_get_object (node), NULL, (const char *const[]){ "id", NULL })
                                  : NULL);
    }
  fact = rc_fact_new_from_codes (codes, words);
  if (fact != NULL)
    g_ptr_array_add (grant->facts, fact);
}

static void
read_eligibility (RcGrant *grant, JsonObject *whole, JsonObject *details)
{
  g_auto (GStrv) types = dup_descriptions (whole, details, "applicantTypes");
  g_autofree char *words = VALUE ("applicantEligibilityDesc");
  g_autofree char *plain = words != NULL ? rc_listing_dup_text (words, FALSE) : NULL;
  g_autofree char *list = g_strjoinv ("; ", types);

  read_applicants (grant, whole, details, list);
  if (plain != NULL)
    rc_grant_propose_facts_of (grant, plain);
  if (*list != '\0' && plain != NULL && *plain != '\0')
    grant->eligibility = g_strdup_printf ("%s\n%s", list, plain);
  else if (*list != '\0')
    grant->eligibility = g_steal_pointer (&list);
  else if (plain != NULL && *plain != '\0')
    grant->eligibility = g_steal_pointer (&plain);
}

static char *
dup_one_line (char *html)
{
  g_autofree char *taken = html;

  return taken != NULL ? rc_listing_dup_text (taken, TRUE) : NULL;
}

static void
read_funder (RcGrant *grant, JsonObject *whole, JsonObject *details)
{
  grant->funder = dup_one_line (VALUE ("agencyName", "agency"));
  if (grant->funder == NULL)
    {
      details = rc_json_get_object (whole, "agencyDetails");
      grant->funder = dup_one_line (VALUE ("agencyName", "agencyCode"));
    }
}

/* The numbers of the programmes that it belongs to, and whom to ask. */
static void
read_lines (RcGrant *grant, JsonObject *whole, JsonObject *details)
{
  JsonArray *listings = rc_json_get_array (whole, "cfdas");
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) contact = g_ptr_array_new_with_free_func (g_free);
  const char *const contacts[] = { "agencyContactName", "agencyContactEmail", "agencyContactPhone" };

  for (guint i = 0; listings != NULL && i < MIN (json_array_get_length (listings), 100); i++)
    {
      JsonNode *node = json_array_get_element (listings, i);
      JsonObject *listing = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      char *number = rc_json_dup_value (listing, NULL, (const char *const[]){ "cfdaNumber", NULL });

      if (number != NULL)
        g_ptr_array_add (numbers, number);
    }
  for (guint i = 0; i < G_N_ELEMENTS (contacts); i++)
    {
      char *text = VALUE (contacts[i]);

      if (text != NULL)
        g_ptr_array_add (contact, text);
    }
  rc_listing_add_line (&grant->summary, "Assistance Listing", numbers);
  rc_listing_add_line (&grant->summary, "Contact", contact);
}

JsonObject *
rc_grants_gov_get_details (JsonObject *whole)
{
  JsonObject *synopsis = rc_json_get_object (whole, "synopsis"), *forecast = rc_json_get_object (whole, "forecast");

  return synopsis != NULL && json_object_get_size (synopsis) > 0 ? synopsis : forecast;
}

/* It is not offered yet, and what it says is an estimate. */
static gboolean
is_forecast (JsonObject *whole, JsonObject *details, const char *status)
{
  if (status != NULL)
    return g_ascii_strncasecmp (status, "forecast", strlen ("forecast")) == 0;
  return details != NULL && details == rc_json_get_object (whole, "forecast");
}

void
rc_grants_gov_read_opportunity (JsonNode *node, RcReaderItem *item)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  JsonObject *whole = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *details = rc_grants_gov_get_details (whole);
  g_autofree char *title = VALUE ("opportunityTitle", "title", "oppTitle");
  g_autofree char *floor = VALUE ("awardFloor");
  g_autofree char *ceiling = VALUE ("awardCeiling");
  g_autofree char *id = rc_json_dup_value (whole, NULL, (const char *const[]){ "id", "opportunityId", "oppId", NULL });
  g_autofree char *status = VALUE ("oppStatus", "status", "opportunityStatus");
  g_autofree char *summary = VALUE ("synopsisDesc", "forecastDesc", "description");

  if (id == NULL)
    id = VALUE ("opportunityId", "opportunityNumber", "number", "oppNumber");
  item->control = g_strdup (id);
  if (title == NULL)
    {
      rc_reader_item_reject (item, _ ("the opportunity has no title"));
      return;
    }
  g_free (grant->title);
  grant->title = dup_one_line (g_steal_pointer (&title));
  grant->type = g_strdup ("call");
  grant->language = g_strdup ("eng");
  grant->summary = summary != NULL ? rc_listing_dup_text (summary, FALSE) : NULL;
  if (id != NULL && strspn (id, "0123456789") == strlen (id))
    grant->url = g_strconcat (PAGE, id, NULL);
  grant->number = VALUE ("opportunityNumber", "number", "oppNumber");
  if (status != NULL && (g_ascii_strcasecmp (status, "closed") == 0 || g_ascii_strcasecmp (status, "archived") == 0))
    grant->closed = RC_GRANT_CLOSED;
  g_strfreev (grant->subjects);
  grant->subjects = dup_descriptions (whole, details, "fundingActivityCategories");
  if (is_forecast (whole, details, status))
    rc_listing_add_forecast (&grant->summary);
  read_lines (grant, whole, details);
  read_funder (grant, whole, details);
  read_opens (grant, whole, details);
  read_deadline (grant, whole, details, item);
  rc_grants_gov_read_amount (grant, floor, ceiling);
  read_eligibility (grant, whole, details);
  item->record = rc_record_new_grant (id, g_steal_pointer (&grant));
}
