/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One item of CSL-JSON as a reference. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csl-json.h"

#include "exchange/json-values.h"
#include "exchange/languages.h"

#include <string.h>

#define MAX_NAMES 2000

/* The first of a type is the one that we write. */
static const struct
{
  const char *text;
  RcReferenceType type;
} types[] = {
  { "document", RC_REFERENCE_OTHER },          { "book", RC_REFERENCE_BOOK },
  { "chapter", RC_REFERENCE_CHAPTER },         { "article-journal", RC_REFERENCE_ARTICLE },
  { "report", RC_REFERENCE_REPORT },           { "thesis", RC_REFERENCE_THESIS },
  { "paper-conference", RC_REFERENCE_CONFERENCE_PAPER }, { "periodical", RC_REFERENCE_SERIAL },
  { "article-newspaper", RC_REFERENCE_NEWSPAPER_ARTICLE }, { "webpage", RC_REFERENCE_WEB_PAGE },
  { "map", RC_REFERENCE_MAP },                 { "motion_picture", RC_REFERENCE_VIDEO },
  { "song", RC_REFERENCE_SOUND },              { "musical_score", RC_REFERENCE_SCORE },
  { "graphic", RC_REFERENCE_PICTURE },         { "dataset", RC_REFERENCE_DATASET },
  { "software", RC_REFERENCE_SOFTWARE },       { "patent", RC_REFERENCE_PATENT },
  { "standard", RC_REFERENCE_STANDARD },       { "legislation", RC_REFERENCE_LEGISLATION },
  { "manuscript", RC_REFERENCE_MANUSCRIPT },   { "article-magazine", RC_REFERENCE_ARTICLE },
  { "review", RC_REFERENCE_ARTICLE },          { "review-book", RC_REFERENCE_ARTICLE },
  { "entry", RC_REFERENCE_CHAPTER },           { "entry-dictionary", RC_REFERENCE_CHAPTER },
  { "entry-encyclopedia", RC_REFERENCE_CHAPTER }, { "post", RC_REFERENCE_WEB_PAGE },
  { "post-weblog", RC_REFERENCE_WEB_PAGE },    { "broadcast", RC_REFERENCE_VIDEO },
  { "figure", RC_REFERENCE_PICTURE },          { "bill", RC_REFERENCE_LEGISLATION },
  { "legal_case", RC_REFERENCE_LEGISLATION },  { "regulation", RC_REFERENCE_LEGISLATION },
  { "treaty", RC_REFERENCE_LEGISLATION },      { "personal_communication", RC_REFERENCE_MANUSCRIPT },
  { "pamphlet", RC_REFERENCE_BOOK },           { "classic", RC_REFERENCE_BOOK },
};

/* Members of one text each. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "id", G_STRUCT_OFFSET (RcReference, key) },
  { "title", G_STRUCT_OFFSET (RcReference, title) },
  { "title-short", G_STRUCT_OFFSET (RcReference, short_title) },
  { "shortTitle", G_STRUCT_OFFSET (RcReference, short_title) },
  { "container-title", G_STRUCT_OFFSET (RcReference, container) },
  { "container-title-short", G_STRUCT_OFFSET (RcReference, container_short) },
  { "journalAbbreviation", G_STRUCT_OFFSET (RcReference, container_short) },
  { "collection-title", G_STRUCT_OFFSET (RcReference, series) },
  { "collection-number", G_STRUCT_OFFSET (RcReference, series_number) },
  { "volume", G_STRUCT_OFFSET (RcReference, volume) },
  { "issue", G_STRUCT_OFFSET (RcReference, issue) },
  { "page", G_STRUCT_OFFSET (RcReference, pages) },
  { "number-of-pages", G_STRUCT_OFFSET (RcReference, extent) },
  { "number", G_STRUCT_OFFSET (RcReference, report_number) },
  { "genre", G_STRUCT_OFFSET (RcReference, genre) },
  { "edition", G_STRUCT_OFFSET (RcReference, edition) },
  { "publisher", G_STRUCT_OFFSET (RcReference, publisher) },
  { "publisher-place", G_STRUCT_OFFSET (RcReference, place) },
  { "DOI", G_STRUCT_OFFSET (RcReference, doi) },
  { "abstract", G_STRUCT_OFFSET (RcReference, abstract) },
  { "call-number", G_STRUCT_OFFSET (RcReference, call_number) },
};

/* Members of several texts, with what stands between them. */
static const struct
{
  const char *name;
  gsize offset;
  const char *separator;
} lists[] = {
  { "URL", G_STRUCT_OFFSET (RcReference, urls), NULL },
  { "ISBN", G_STRUCT_OFFSET (RcReference, isbn), " " },
  { "ISSN", G_STRUCT_OFFSET (RcReference, issn), " " },
  { "keyword", G_STRUCT_OFFSET (RcReference, keywords), "," },
  { "note", G_STRUCT_OFFSET (RcReference, notes), "\n" },
};

static const struct
{
  const char *name;
  const char *role;
} roles[] = {
  { "author", "aut" },      { "editor", "edt" },   { "translator", "trl" },          { "illustrator", "ill" }, { "compiler", "com" },
  { "director", "drt" },    { "composer", "cmp" }, { "collection-editor", "edt" },   { "interviewer", "ivr" }, { "recipient", "rcp" },
  { "editorial-director", "edt" },
};

const char *
rc_csl_type_to_text (RcReferenceType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].type == type)
      return types[i].text;
  return types[0].text;
}

RcReferenceType
rc_csl_type_from_text (const char *text)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].text, text))
      return types[i].type;
  return RC_REFERENCE_OTHER;
}

/* A text or a number, without blanks around and the characters that MARC has for itself; NULL when there is none. */
static char *
dup_text (JsonObject *object, const char *name)
{
  char *text = rc_json_dup_value (object, NULL, (const char *const[]){ name, NULL });

  for (char *p = text; p != NULL && *p != '\0'; p++)
    if ((guchar) *p < ' ' && *p != '\n' && *p != '\t')
      *p = ' ';
  if (text != NULL && *g_strstrip (text) == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static void
read_name (RcReference *reference, JsonObject *name, const char *role)
{
  g_autofree char *family = dup_text (name, "family"), *given = dup_text (name, "given"), *suffix = dup_text (name, "suffix");
  g_autofree char *literal = dup_text (name, "literal"), *before = dup_text (name, "non-dropping-particle");
  g_autofree char *behind = dup_text (name, "dropping-particle");
  g_autoptr (GString) heading = g_string_new (NULL);

  if (family == NULL)
    {
      rc_reference_add_name (reference, literal != NULL ? literal : given, role, literal != NULL ? RC_NAME_BODY : RC_NAME_PERSON);
      return;
    }
  g_string_append_printf (heading, "%s%s%s", before != NULL ? before : "", before != NULL ? " " : "", family);
  if (given != NULL || behind != NULL)
    g_string_append_printf (heading, ", %s%s%s", given != NULL ? given : "", given != NULL && behind != NULL ? " " : "",
                            behind != NULL ? behind : "");
  if (suffix != NULL)
    g_string_append_printf (heading, ", %s", suffix);
  rc_reference_add_name (reference, heading->str, role, RC_NAME_PERSON);
}

static gboolean
read_names (RcReference *reference, const char *member, JsonNode *node)
{
  const char *role = NULL;
  JsonArray *names;

  for (guint i = 0; i < G_N_ELEMENTS (roles) && role == NULL; i++)
    if (g_str_equal (roles[i].name, member))
      role = roles[i].role;
  if (role == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  names = json_node_get_array (node);
  for (guint i = 0; i < MIN (json_array_get_length (names), MAX_NAMES); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (names, i)))
      read_name (reference, json_array_get_object_element (names, i), role);
  return TRUE;
}

/* A number, which some write as a text; 0 when it is none. */
static int
get_number (JsonArray *parts, guint index)
{
  JsonNode *node = index < json_array_get_length (parts) ? json_array_get_element (parts, index) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return 0;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return (int) CLAMP (g_ascii_strtoll (json_node_get_string (node), NULL, 10), 0, 9999);
  return (int) CLAMP (json_node_get_int (node), 0, 9999);
}

static JsonArray *
get_part (JsonArray *dates, guint index)
{
  JsonNode *node = dates != NULL && index < json_array_get_length (dates) ? json_array_get_element (dates, index) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* {"date-parts": [[2014, 7, 12]]}, or as it was typed: NULL when it is none. `end`: the year that it goes on to. */
static char *
dup_date (JsonNode *node, int *end)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *dates = object != NULL ? rc_json_get_array (object, "date-parts") : NULL;
  JsonArray *from = get_part (dates, 0), *to = get_part (dates, 1);
  int year = from != NULL ? get_number (from, 0) : 0, month, day;
  char *typed;

  *end = to != NULL ? get_number (to, 0) : 0;
  if (year == 0)
    {
      typed = object != NULL ? dup_text (object, "raw") : NULL;
      return typed != NULL || object == NULL ? typed : dup_text (object, "literal");
    }
  month = get_number (from, 1);
  day = month != 0 ? get_number (from, 2) : 0;
  return month == 0 ? g_strdup_printf ("%04d", year)
                    : day == 0 ? g_strdup_printf ("%04d-%02d", year, month) : g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

static gboolean
read_date (RcReference *reference, const char *member, JsonNode *node)
{
  g_autofree char *date = NULL;
  int end;

  if (!g_str_equal (member, "issued") && !g_str_equal (member, "accessed"))
    return FALSE;
  date = dup_date (node, &end);
  if (date == NULL)
    return FALSE;
  if (g_str_equal (member, "accessed"))
    {
      g_free (reference->accessed);
      reference->accessed = g_steal_pointer (&date);
    }
  else if (rc_reference_set_date (reference, date, NULL))
    reference->year_end = end > reference->year ? end : 0;
  else
    rc_reference_add_other (reference, RC_CSL_WORD, member, date);
  return TRUE;
}

/* A member of one text, or of several. */
static gboolean
read_text (RcReference *reference, const char *member, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char **text = G_STRUCT_MEMBER_P (reference, texts[i].offset);

      if (!g_str_equal (texts[i].name, member) || *text != NULL)
        continue;
      *text = g_strdup (value);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].name, member))
      {
        GPtrArray *list = G_STRUCT_MEMBER (GPtrArray *, reference, lists[i].offset);
        g_auto (GStrv) parts = lists[i].separator != NULL ? g_strsplit (value, lists[i].separator, -1) : NULL;

        if (parts == NULL)
          rc_reference_add_text (list, value);
        for (char **part = parts; part != NULL && *part != NULL; part++)
          rc_reference_add_text (list, *part);
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_language (RcReference *reference, const char *member, const char *value)
{
  g_autofree char *code = g_str_equal (member, "language") ? rc_language_from_text (value) : NULL;

  if (code == NULL)
    return FALSE;
  rc_reference_add_text (reference->languages, code);
  return TRUE;
}

static void
read_member (JsonObject *object, const char *member, JsonNode *node, gpointer data)
{
  RcReference *reference = data;
  g_autofree char *value = NULL;

  if (g_str_equal (member, "type") || read_names (reference, member, node) || read_date (reference, member, node))
    return;
  value = dup_text (object, member);
  if (value == NULL && (JSON_NODE_HOLDS_OBJECT (node) || JSON_NODE_HOLDS_ARRAY (node)))
    value = json_to_string (node, FALSE);
  if (value == NULL || read_text (reference, member, value) || read_language (reference, member, value))
    return;
  if (g_str_equal (member, "event-title") || g_str_equal (member, "event"))
    rc_reference_add_name (reference, value, "", RC_NAME_MEETING);
  else
    rc_reference_add_other (reference, RC_CSL_WORD, member, value);
}

RcReference *
rc_reference_new_from_csl (JsonObject *object)
{
  g_autofree char *type = dup_text (object, "type");
  RcReference *reference = rc_reference_new (rc_csl_type_from_text (type));

  if (type != NULL && g_strcmp0 (rc_csl_type_to_text (reference->type), type) != 0)
    rc_reference_add_other (reference, RC_CSL_WORD, "type", type);
  json_object_foreach_member (object, read_member, reference);
  return reference;
}
