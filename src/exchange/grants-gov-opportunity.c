/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One opportunity of grants.gov made a grant, whichever of its answers it comes from. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/grants-gov-opportunity.h"

#include "exchange/grant-text.h"
#include "exchange/json-values.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define ZONE "America/New_York" /* the funder's */
#define PAGE "https://www.grants.gov/search-results-detail/"

#define VALUE(...) rc_json_dup_value (whole, details, (const char *const[]){ __VA_ARGS__, NULL })

/* Every date that grants.gov writes: MM/DD/YYYY, MMDDYYYY, 2026-10-19-00-00-00, Oct 19, 2026 12:00:00 AM EDT. */
static gboolean
read_date (const char *text, int *year, int *month, int *day)
{
  const char *end;
  int n = 0;

  if (text == NULL)
    return FALSE;
  if (sscanf (text, "%2d/%2d/%4d%n", month, day, year, &n) != 3
      && !(strlen (text) == 8 && sscanf (text, "%2d%2d%4d%n", month, day, year, &n) == 3 && n == 8))
    return rc_date_from_prose (text, year, month, day, &end);
  return *year >= 1990 && *year <= 2100 && *month >= 1 && *month <= 12 && *day >= 1
         && *day <= g_date_get_days_in_month (*month, *year);
}

/* "11:59 p.m., ET": the minute of the day; -1 when no time with the funder's zone is there. */
static int
read_time (const char *text)
{
  for (const char *p = text; p != NULL && (p = strchr (p, ':')) != NULL; p++)
    {
      const char *start = p;
      int hour, minute, n = 0;
      char half = 0;

      while (start > text && g_ascii_isdigit (start[-1]) && p - start < 2)
        start--;
      if (start == p || sscanf (start, "%2d:%2d%n", &hour, &minute, &n) != 2 || n == 0 || minute > 59)
        continue;
      start += n;
      start += strspn (start, " ");
      half = g_ascii_tolower (*start);
      if ((half != 'a' && half != 'p') || hour < 1 || hour > 12)
        continue;
      if (strstr (start, "ET") == NULL && strstr (start, "Eastern") == NULL && strstr (start, "EST") == NULL
          && strstr (start, "EDT") == NULL)
        continue;
      return (hour % 12 + (half == 'p' ? 12 : 0)) * 60 + minute;
    }
  return -1;
}

static void
read_deadline (RcGrant *grant, JsonObject *whole, JsonObject *details, RcReaderItem *item)
{
  g_autofree char *date = VALUE ("responseDateStr", "responseDate", "estApplicationResponseDateStr",
                                 "estApplicationResponseDate", "closeDate", "closeDateStr", "originalDueDate");
  g_autofree char *words = VALUE ("responseDateDesc", "estApplicationResponseDateDesc", "closeDateExplanation");
  g_autofree char *plain = words != NULL ? rc_html_to_text (words) : NULL;
  g_autoptr (RcDeadline) deadline = NULL;
  int minute = read_time (plain);

  if (date == NULL)
    {
      if (plain != NULL)
        rc_deadlines_from_prose (plain, grant->deadlines);
      return;
    }
  deadline = rc_deadline_new ();
  if (!read_date (date, &deadline->year, &deadline->month, &deadline->day))
    {
      rc_reader_item_warn (item, _ ("“%.60s” is no date: the deadline was left out"), date);
      return;
    }
  deadline->zone = g_strdup (ZONE);
  if (minute >= 0)
    {
      deadline->precision = RC_DEADLINE_INSTANT;
      deadline->minute = minute;
    }
  deadline->verbatim = plain != NULL ? g_strdup_printf ("%s; %s", date, plain) : g_strdup (date);
  g_ptr_array_add (grant->deadlines, g_steal_pointer (&deadline));
}

static void
read_opens (RcGrant *grant, JsonObject *whole, JsonObject *details)
{
  g_autofree char *date
      = VALUE ("postingDateStr", "postingDate", "openDate", "openDateStr", "estSynopsisPostingDateStr", "estSynopsisPostingDate");
  int year, month, day;

  if (read_date (date, &year, &month, &day))
    grant->opens = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/* Whole dollars; -1 for nothing and for zero, which stands for nothing there. */
static gint64
read_dollars (char *text)
{
  g_autofree char *digits = text;
  gint64 amount = -1;

  if (digits == NULL)
    return -1;
  for (char *from = digits, *to = digits;; from++)
    {
      if (*from == ',' || *from == '$')
        continue;
      if ((*to++ = *from) == '\0')
        break;
    }
  if (!g_ascii_string_to_signed (digits, 10, 1, G_MAXINT64, &amount, NULL))
    return -1;
  return amount;
}

static void
read_amount (RcGrant *grant, JsonObject *whole, JsonObject *details)
{
  grant->amount_min = read_dollars (VALUE ("awardFloor"));
  grant->amount_max = read_dollars (VALUE ("awardCeiling"));
  if (grant->amount_min < 0 && grant->amount_max < 0)
    return;
  grant->currency = g_strdup ("USD");
  if (grant->amount_min > 0 && grant->amount_max > 0 && grant->amount_min != grant->amount_max)
    grant->amount = g_strdup_printf ("US$ %" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, grant->amount_min, grant->amount_max);
  else
    grant->amount
        = g_strdup_printf ("US$ %" G_GINT64_FORMAT, grant->amount_max > 0 ? grant->amount_max : grant->amount_min);
}

/* The descriptions of a list of coded things. */
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
read_eligibility (RcGrant *grant, JsonObject *whole, JsonObject *details)
{
  g_auto (GStrv) types = dup_descriptions (whole, details, "applicantTypes");
  g_autofree char *words = VALUE ("applicantEligibilityDesc");
  g_autofree char *plain = words != NULL ? rc_html_to_text (words) : NULL;
  g_autofree char *list = g_strjoinv ("; ", types);

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

  return taken != NULL ? g_strdelimit (rc_html_to_text (taken), "\n", ' ') : NULL;
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

void
rc_grants_gov_read_opportunity (JsonNode *node, RcReaderItem *item)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  JsonObject *whole = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *details = rc_json_get_object (whole, "synopsis") != NULL ? rc_json_get_object (whole, "synopsis") : rc_json_get_object (whole, "forecast");
  g_autofree char *title = VALUE ("opportunityTitle", "title", "oppTitle");
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
  grant->summary = summary != NULL ? rc_html_to_text (summary) : NULL;
  if (id != NULL && strspn (id, "0123456789") == strlen (id))
    grant->url = g_strconcat (PAGE, id, NULL);
  grant->closed = status != NULL
                  && (g_ascii_strcasecmp (status, "closed") == 0 || g_ascii_strcasecmp (status, "archived") == 0);
  g_strfreev (grant->subjects);
  grant->subjects = dup_descriptions (whole, details, "fundingActivityCategories");
  read_funder (grant, whole, details);
  read_opens (grant, whole, details);
  read_deadline (grant, whole, details, item);
  read_amount (grant, whole, details);
  read_eligibility (grant, whole, details);
  item->record = rc_record_new_grant (id, g_steal_pointer (&grant));
}
