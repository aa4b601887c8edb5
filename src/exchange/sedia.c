/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Topics of EU Funding & Tenders: each value an array of texts, JSON in some of these. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/sedia.h"

#include "exchange/deadline-prose.h"
#include "exchange/json-values.h"
#include "exchange/languages.h"
#include "exchange/listing-record.h"

#include <glib/gi18n.h>
#include <string.h>

#define ZONE "Europe/Brussels"
#define PORTAL "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities/"
#define MOST 100000 /* calls that there can be at all; whatever was published is some million */
#define CLOSING_TIME (17 * 60) /* of nearly all calls, in Brussels */
#define MAX_VALUES 100

static gboolean
has_metadata (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node) && rc_json_get_object (json_node_get_object (node), "metadata") != NULL;
}

/* Some answers have no "metadata", and its members beside the others. */
static JsonObject *
get_metadata (JsonNode *node)
{
  JsonObject *whole = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *metadata = rc_json_get_object (whole, "metadata");

  return metadata != NULL ? metadata : whole;
}

static const char *
get_text (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* The texts of a member, borrowed, whether it is one or an array of them. */
static GPtrArray *
get_texts (JsonObject *metadata, const char *name)
{
  GPtrArray *texts = g_ptr_array_new ();
  JsonNode *node = rc_json_get_node (metadata, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_VALUES); i++)
    if (get_text (json_array_get_element (array, i)) != NULL)
      g_ptr_array_add (texts, (gpointer) get_text (json_array_get_element (array, i)));
  if (array == NULL && get_text (node) != NULL)
    g_ptr_array_add (texts, (gpointer) get_text (node));
  return texts;
}

/* The first text; NULL when there is none. */
static const char *
get_first (JsonObject *metadata, const char *name)
{
  g_autoptr (GPtrArray) texts = get_texts (metadata, name);

  return texts->len > 0 && *(const char *) texts->pdata[0] != '\0' ? texts->pdata[0] : NULL;
}

static const char *
get_language (JsonNode *node)
{
  const char *language = JSON_NODE_HOLDS_OBJECT (node) ? get_first (json_node_get_object (node), "language") : NULL;

  return language != NULL ? language : get_first (get_metadata (node), "language");
}

/* 1: a topic, 2: a prize or a call of another body, 8: a call of a project. What says nothing is one. */
static gboolean
is_call (JsonNode *node)
{
  const char *type = get_first (get_metadata (node), "type");

  return type == NULL || g_str_equal (type, "1") || g_str_equal (type, "2") || g_str_equal (type, "8");
}

gboolean
rc_sedia_check (GPtrArray *records, guint64 announced, GError **error)
{
  guint n_others = 0;

  for (guint i = 0; i < records->len; i++)
    n_others += !is_call (records->pdata[i]);
  if (announced <= MOST && n_others * 2 <= records->len)
    return TRUE;
  if (announced > MOST)
    g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED,
                 _ ("the service did not heed what it was asked for: it announces more than %d calls"), MOST);
  else
    g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED,
                 _ ("the service did not heed what it was asked for: %u of %u results are no calls for proposals"), n_others, records->len);
  return FALSE;
}

GHashTable *
rc_sedia_gather_english (GPtrArray *records)
{
  GHashTable *english = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const char *identifier = get_first (get_metadata (records->pdata[i]), "identifier");

      if (identifier != NULL && g_strcmp0 (get_language (records->pdata[i]), "en") == 0)
        g_hash_table_add (english, g_strdup (identifier));
    }
  return english;
}

static gboolean
is_of_day (const RcDeadline *deadline, int year, int month, int day)
{
  return deadline->year == year && deadline->month == month && deadline->day == day;
}

static void
add_day (GPtrArray *deadlines, int year, int month, int day, int minute, const char *verbatim)
{
  RcDeadline *deadline;

  for (guint i = 0; i < deadlines->len; i++)
    if (is_of_day (deadlines->pdata[i], year, month, day))
      return;
  deadline = rc_deadline_new ();
  deadline->year = year;
  deadline->month = month;
  deadline->day = day;
  deadline->zone = g_strdup (ZONE);
  deadline->verbatim = g_strdup (verbatim);
  if (minute > 0)
    {
      deadline->precision = RC_DEADLINE_INSTANT;
      deadline->minute = minute;
    }
  g_ptr_array_add (deadlines, deadline);
}

static int
minute_of (GDateTime *moment)
{
  return g_date_time_get_hour (moment) * 60 + g_date_time_get_minute (moment);
}

/* The stamps are the time of Brussels written as if it were that of Greenwich, and then shown in that of Brussels: 17:00 stands
 * as "19:00+0200" in summer. Where both readings are possible, the one that has 17:00 counts, else the earlier one. */
static void
add_stamp (GPtrArray *deadlines, const char *stamp, RcReaderItem *item)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) local = g_date_time_new_from_iso8601 (stamp, utc);
  g_autoptr (GDateTime) greenwich = local != NULL ? g_date_time_to_utc (local) : NULL;
  g_autoptr (RcDeadline) day = NULL;
  GDateTime *meant;
  gboolean is_shown;

  if (greenwich == NULL)
    {
      RcDeadlineContext context = { .zone = ZONE, .is_deadline = TRUE };

      day = rc_deadline_from_stamp_and_sentence (stamp, NULL, &context);
      if (day != NULL && day->year > 0)
        add_day (deadlines, day->year, day->month, day->day, day->precision == RC_DEADLINE_INSTANT ? day->minute : 0, stamp);
      else
        rc_reader_item_warn (item, _ ("“%.60s” is no date: the deadline was left out"), stamp);
      return;
    }
  is_shown = minute_of (local) == 0 || (minute_of (local) == CLOSING_TIME && minute_of (greenwich) != 0);
  meant = is_shown ? local : greenwich;
  if (minute_of (meant) != 0 && minute_of (meant) != CLOSING_TIME)
    rc_reader_item_warn (item, _ ("the hour of the deadline “%.60s” may be one or two later"), stamp);
  add_day (deadlines, g_date_time_get_year (meant), g_date_time_get_month (meant), g_date_time_get_day_of_month (meant), minute_of (meant), stamp);
}

static void
add_dates (GPtrArray *deadlines, JsonObject *action, RcReaderItem *item)
{
  g_autoptr (GPtrArray) dates = get_texts (action, "deadlineDates");

  for (guint i = 0; i < dates->len; i++)
    add_stamp (deadlines, dates->pdata[i], item);
}

static int
compare_deadlines (gconstpointer a, gconstpointer b)
{
  const RcDeadline *one = *(RcDeadline *const *) a, *two = *(RcDeadline *const *) b;

  return (one->year * 12 + one->month) * 31 + one->day - ((two->year * 12 + two->month) * 31 + two->day);
}

static void
label_deadlines (GPtrArray *deadlines, const char *model)
{
  for (guint i = 0; i < deadlines->len && deadlines->len > 1; i++)
    {
      RcDeadline *deadline = deadlines->pdata[i];

      if (g_strcmp0 (model, "two-stage") == 0 && deadlines->len == 2)
        deadline->label = g_strdup (i == 0 ? "first stage" : "second stage");
      else if (model != NULL && g_str_has_prefix (model, "multiple"))
        deadline->label = g_strdup ("cut-off");
    }
}

/* The JSON in a text; NULL when it is none. */
static JsonNode *
parse_inside (const char *text)
{
  return text != NULL ? rc_json_parse (text, strlen (text)) : NULL;
}

/* What the budget tells of this topic: it has a table of the whole call. */
static GPtrArray *
find_actions (JsonNode *budget, JsonObject *metadata)
{
  const char *identifier = get_first (metadata, "identifier"), *id = get_first (metadata, "ccm2Id");
  JsonObject *map = budget != NULL && JSON_NODE_HOLDS_OBJECT (budget) ? rc_json_get_object (json_node_get_object (budget), "budgetTopicActionMap") : NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GPtrArray *ours = g_ptr_array_new ();
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (map == NULL)
    return ours;
  json_object_iter_init_ordered (&iter, map);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    for (guint i = 0; JSON_NODE_HOLDS_ARRAY (node) && i < json_array_get_length (json_node_get_array (node)); i++)
      {
        JsonNode *element = json_array_get_element (json_node_get_array (node), i);
        JsonObject *action = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
        const char *name = get_first (action, "action");

        if (action == NULL)
          continue;
        g_ptr_array_add (all, action);
        if (g_strcmp0 (key, id) == 0 || (name != NULL && identifier != NULL && g_ascii_strncasecmp (name, identifier, strlen (identifier)) == 0))
          g_ptr_array_add (ours, action);
      }
  if (ours->len == 0 && all->len == 1)
    g_ptr_array_add (ours, all->pdata[0]);
  return ours;
}

static gint64
get_amount (JsonObject *action, const char *name)
{
  g_autofree char *text = rc_json_dup_value (action, NULL, (const char *const[]){ name, NULL });
  JsonNode *node = rc_json_get_node (action, name);

  if (text != NULL)
    return rc_listing_read_amount (text);
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE && json_node_get_double (node) > 0
                 && json_node_get_double (node) < 1e15
             ? (gint64) json_node_get_double (node)
             : -1;
}

static void
read_money (RcGrant *grant, GPtrArray *actions)
{
  for (guint i = 0; i < actions->len; i++)
    {
      gint64 least = get_amount (actions->pdata[i], "minContribution"), most = get_amount (actions->pdata[i], "maxContribution");

      if (least > 0 && (grant->amount_min < 0 || least < grant->amount_min))
        grant->amount_min = least;
      if (most > grant->amount_max && most > 0)
        grant->amount_max = most;
    }
  rc_listing_finish_amounts (grant, "EUR");
}

static void
read_deadlines (RcGrant *grant, JsonObject *metadata, GPtrArray *actions, RcReaderItem *item)
{
  g_autoptr (GPtrArray) stamps = get_texts (metadata, "deadlineDate");
  g_autoptr (GPtrArray) texts = get_texts (metadata, "actions");

  for (guint i = 0; i < stamps->len; i++)
    add_stamp (grant->deadlines, stamps->pdata[i], item);
  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr (JsonNode) node = parse_inside (texts->pdata[i]);
      JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      for (guint j = 0; list != NULL && j < MIN (json_array_get_length (list), MAX_VALUES); j++)
        if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (list, j)))
          add_dates (grant->deadlines, json_array_get_object_element (list, j), item);
    }
  for (guint i = 0; i < actions->len && grant->deadlines->len == 0; i++)
    add_dates (grant->deadlines, actions->pdata[i], item);
  g_ptr_array_sort (grant->deadlines, compare_deadlines);
  label_deadlines (grant->deadlines, get_first (metadata, "deadlineModel"));
}

/* Words, or an array of them in a text. */
static void
read_keywords (RcGrant *grant, JsonObject *metadata)
{
  g_autoptr (GPtrArray) texts = get_texts (metadata, "keywords");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = texts->pdata[i];
      g_autoptr (JsonNode) node = *text == '[' ? parse_inside (text) : NULL;
      JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      for (guint j = 0; list != NULL && j < MIN (json_array_get_length (list), MAX_VALUES); j++)
        if (get_text (json_array_get_element (list, j)) != NULL && g_hash_table_add (seen, g_strdup (get_text (json_array_get_element (list, j)))))
          g_strv_builder_add (builder, get_text (json_array_get_element (list, j)));
      if (list == NULL && *text != '\0' && g_hash_table_add (seen, g_strdup (text)))
        g_strv_builder_add (builder, text);
    }
  if (g_hash_table_size (seen) == 0)
    return;
  g_strfreev (grant->subjects);
  grant->subjects = g_strv_builder_end (builder);
}

/* The programmes that calls belong to stand as numbers. One that is not known is left out: its number tells nobody anything. */
static void
read_programme (RcGrant *grant, JsonObject *metadata)
{
  static const struct
  {
    const char *code, *name;
  } programmes[] = {
    { "43108390", "Horizon Europe" },
    { "43152860", "Digital Europe" },
    { "43353764", "Erasmus+" },
    { "43251814", "Creative Europe" },
    { "43252405", "LIFE" },
    { "44181033", "European Defence Fund" },
    { "43251567", "Connecting Europe Facility" },
    { "43332642", "EU4Health" },
    { "43089234", "Innovation Fund" },
    { "43298916", "Euratom Research and Training" },
    { "43252476", "Single Market Programme" },
    { "43251589", "Citizens, Equality, Rights and Values" },
    { "43254037", "European Solidarity Corps" },
    { "44416173", "Interregional Innovation Investments" },
    { "44773066", "Just Transition Mechanism" },
    { "43252368", "Internal Security Fund" },
    { "43298203", "Union Civil Protection Mechanism" },
    { "43298664", "Promotion of Agricultural Products" },
    { "43251842", "Union Anti-Fraud Programme" },
    { "31045243", "Horizon 2020" },
  };
  g_autoptr (GPtrArray) codes = get_texts (metadata, "frameworkProgramme");
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < codes->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (programmes); k++)
      if (g_str_equal (codes->pdata[i], programmes[k].code))
        g_ptr_array_add (names, (gpointer) programmes[k].name);
  rc_listing_add_line (&grant->summary, "Programme", names);
}

/* The page for people: the address of the answer is one for programs. */
static void
read_address (RcGrant *grant, JsonNode *node, JsonObject *metadata)
{
  const char *identifier = get_first (metadata, "identifier");
  const char *reference = get_first (json_node_get_object (node), "reference");
  g_autofree char *part = NULL;
  const char *page = "topic-details/";

  if (reference != NULL && strstr (reference, "COMPETITIVE_CALL") != NULL)
    {
      page = "competitive-calls-cs/";
      part = g_strndup (reference, strspn (reference, "0123456789"));
    }
  else if (reference != NULL && strstr (reference, "PROSPECT") != NULL)
    {
      page = "prospect-details/";
      part = g_uri_escape_string (reference, NULL, FALSE);
    }
  else if (identifier != NULL)
    part = g_uri_escape_string (identifier, NULL, FALSE);
  if (part == NULL || *part == '\0')
    return;
  g_free (grant->url);
  grant->url = g_strconcat (PORTAL, page, part, NULL);
}

static void
reject (RcReaderItem *item, const char *why)
{
  g_clear_pointer (&item->record, rc_record_free);
  rc_reader_item_reject (item, "%s", why);
}

/* A topic in another language is another record than the English one, and not needed where that is there. FALSE: rejected. */
static gboolean
settle_language (JsonNode *node, JsonObject *metadata, GHashTable *english, RcReaderItem *item)
{
  const char *language = get_language (node), *identifier = get_first (metadata, "identifier");
  RcGrant *grant = item->record->grant;

  if (language == NULL || strcmp (language, "en") == 0)
    return TRUE;
  if (identifier != NULL && g_hash_table_contains (english, identifier))
    {
      g_autofree char *why = g_strdup_printf (_ ("the topic is there in English; this is it in “%.10s”"), language);

      reject (item, why);
      return FALSE;
    }
  g_free (grant->language);
  grant->language = rc_language_from_text (language);
  if (item->control != NULL)
    {
      g_autofree char *control = item->control;

      item->control = g_strconcat (control, "/", language, NULL);
      g_free (item->record->control);
      item->record->control = g_strdup (item->control);
    }
  return TRUE;
}

void
rc_sedia_read_topic (JsonNode *node, GHashTable *english, RcReaderItem *item)
{
  JsonObject *metadata = get_metadata (node);
  g_autoptr (JsonNode) budget = NULL;
  g_autoptr (GPtrArray) actions = NULL;

  if (!is_call (node))
    {
      reject (item, _ ("this is no call for proposals"));
      return;
    }
  /* Its number is what it is known by the next time: what is called by another name would come as a new one, and the old one would go. */
  if (get_first (metadata, "identifier") == NULL && get_first (metadata, "ccm2Id") == NULL && !has_metadata (node))
    {
      g_autofree char *why = g_strdup_printf (_ ("the record is of another shape: it has nothing at %s"), "$.metadata");

      reject (item, why);
      return;
    }
  if (item->record == NULL || item->record->grant == NULL || !settle_language (node, metadata, english, item))
    return;
  budget = parse_inside (get_first (metadata, "budgetOverview"));
  actions = find_actions (budget, metadata);
  read_deadlines (item->record->grant, metadata, actions, item);
  read_money (item->record->grant, actions);
  read_keywords (item->record->grant, metadata);
  read_programme (item->record->grant, metadata);
  read_address (item->record->grant, node, metadata);
}
