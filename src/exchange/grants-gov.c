/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants out of the JSON answers of grants.gov: lists of hits, and single opportunities. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/grant-text.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#define MAX_DEPTH 64
#define ZONE "America/New_York" /* the funder's */
#define PAGE "https://www.grants.gov/search-results-detail/"

struct _RcGrantsGovReader
{
  RcReader parent_instance;

  JsonParser *parser;       /* (owned) (nullable) made for the first item */
  GPtrArray *opportunities; /* (owned) (nullable) JsonNode, borrowed from the parser */
  guint next;
};

#define RC_TYPE_GRANTS_GOV_READER (rc_grants_gov_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantsGovReader, rc_grants_gov_reader, RC, GRANTS_GOV_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcGrantsGovReader, rc_grants_gov_reader, RC_TYPE_READER)

static JsonNode *
get_node (JsonObject *object, const char *name)
{
  return object != NULL && json_object_has_member (object, name) ? json_object_get_member (object, name) : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = get_node (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = get_node (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* The first of the names (ended by NULL) that the details or the whole give as a text or a number. */
static char *
dup_value (JsonObject *whole, JsonObject *details, const char *const *names)
{
  for (; *names != NULL; names++)
    for (guint i = 0; i < 2; i++)
      {
        JsonNode *node = get_node (i == 0 ? details : whole, *names);
        g_autofree char *text = NULL;

        if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
          continue;
        if (json_node_get_value_type (node) == G_TYPE_STRING)
          text = g_strstrip (json_node_dup_string (node));
        else if (json_node_get_value_type (node) == G_TYPE_INT64)
          text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
        if (text != NULL && *text != '\0' && !g_str_equal (text, "none"))
          return g_steal_pointer (&text);
      }
  return NULL;
}

#define VALUE(...) dup_value (whole, details, (const char *const[]){ __VA_ARGS__, NULL })

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
  JsonArray *array = get_array (details, name) != NULL ? get_array (details, name) : get_array (whole, name);

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), 100); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *text = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        text = dup_value (json_node_get_object (node), NULL, (const char *const[]){ "description", NULL });
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
      details = get_object (whole, "agencyDetails");
      grant->funder = dup_one_line (VALUE ("agencyName", "agencyCode"));
    }
}

static void
read_opportunity (JsonNode *node, RcReaderItem *item)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  JsonObject *whole = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *details = get_object (whole, "synopsis") != NULL ? get_object (whole, "synopsis") : get_object (whole, "forecast");
  g_autofree char *title = VALUE ("opportunityTitle", "title", "oppTitle");
  g_autofree char *id = dup_value (whole, NULL, (const char *const[]){ "id", "opportunityId", "oppId", NULL });
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

/* Deep nesting would be the parser's end: it calls itself for every bracket. */
static gboolean
is_shallow (const char *data, gsize length)
{
  gsize depth = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    if (quoted && data[i] == '\\')
      i++;
    else if (data[i] == '"')
      quoted = !quoted;
    else if (!quoted && (data[i] == '{' || data[i] == '[') && ++depth > MAX_DEPTH)
      return FALSE;
    else if (!quoted && (data[i] == '}' || data[i] == ']') && depth > 0)
      depth--;
  return TRUE;
}

static void
gather_array (RcGrantsGovReader *self, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (self->opportunities, json_array_get_element (array, i));
}

static void
gather (RcGrantsGovReader *self, JsonNode *root)
{
  JsonObject *object;

  if (JSON_NODE_HOLDS_ARRAY (root))
    {
      gather_array (self, json_node_get_array (root));
      return;
    }
  object = json_node_get_object (root);
  if (get_object (object, "data") != NULL)
    {
      root = get_node (object, "data");
      object = json_node_get_object (root);
    }
  if (get_array (object, "oppHits") != NULL)
    gather_array (self, get_array (object, "oppHits"));
  else
    g_ptr_array_add (self->opportunities, root);
}

/* The service says what went wrong in an answer that is good JSON. */
static gboolean
is_refusal (JsonNode *root, GError **error)
{
  JsonObject *whole = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *code = get_node (whole, "errorcode");
  g_autofree char *message = NULL;

  if (code == NULL || !JSON_NODE_HOLDS_VALUE (code) || json_node_get_int (code) == 0)
    return FALSE;
  message = dup_value (whole, NULL, (const char *const[]){ "msg", NULL });
  g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the service answers: %.200s"),
               message != NULL ? message : "?");
  return TRUE;
}

static gboolean
load (RcGrantsGovReader *self, GCancellable *cancellable, GError **error)
{
  RcInput *input = rc_reader_get_input (RC_READER (self));
  g_autoptr (GError) problem = NULL;
  JsonNode *root;
  const char *data;
  gsize length;

  if (!rc_input_fill (input, RC_MAX_DOCUMENT_BYTES + 1, cancellable, error))
    return FALSE;
  data = rc_input_peek (input, &length);
  if (length > RC_MAX_DOCUMENT_BYTES)
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("the JSON has more than %d MiB"),
                   RC_MAX_DOCUMENT_BYTES / 1024 / 1024);
      return FALSE;
    }
  if (!is_shallow (data, length))
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("the JSON is nested deeper than %d"),
                   MAX_DEPTH);
      return FALSE;
    }
  self->parser = json_parser_new_immutable ();
  self->opportunities = g_ptr_array_new ();
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  if (!json_parser_load_from_data (self->parser, data, length, &problem))
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the JSON is broken: %s"), problem->message);
      return FALSE;
    }
  root = json_parser_get_root (self->parser);
  if (root == NULL || (!JSON_NODE_HOLDS_OBJECT (root) && !JSON_NODE_HOLDS_ARRAY (root)))
    {
      g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the JSON holds no opportunities"));
      return FALSE;
    }
  if (is_refusal (root, error))
    return FALSE;
  gather (self, root);
  return TRUE;
}

static RcReaderItem *
rc_grants_gov_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcGrantsGovReader *self = RC_GRANTS_GOV_READER (reader);
  g_autoptr (RcReaderItem) item = NULL;
  g_autofree char *text = NULL;
  JsonNode *node;

  if (self->parser == NULL && !load (self, cancellable, error))
    return NULL;
  if (self->next >= self->opportunities->len)
    return NULL;
  node = g_ptr_array_index (self->opportunities, self->next++);
  item = rc_reader_new_item (reader);
  text = json_to_string (node, FALSE);
  item->raw = g_bytes_new (text, strlen (text));
  read_opportunity (node, item);
  return g_steal_pointer (&item);
}

static void
rc_grants_gov_reader_finalize (GObject *object)
{
  RcGrantsGovReader *self = RC_GRANTS_GOV_READER (object);

  g_clear_pointer (&self->opportunities, g_ptr_array_unref);
  g_clear_object (&self->parser);
  G_OBJECT_CLASS (rc_grants_gov_reader_parent_class)->finalize (object);
}

static void
rc_grants_gov_reader_class_init (RcGrantsGovReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_grants_gov_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_grants_gov_reader_next;
}

static void
rc_grants_gov_reader_init (RcGrantsGovReader *self)
{
}
