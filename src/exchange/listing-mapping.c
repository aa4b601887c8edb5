/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the answers of a source have what a record is made of, read from its key file. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/listing-mapping-private.h"

#include "record/reference.h"

#include <glib/gi18n.h>
#include <libxml/xpath.h>
#include <string.h>

#define MAX_PATHS 20
#define MAX_PATH_BYTES 1000
#define OR " || "

enum
{
  OF_GRANT = 1,
  OF_PUBLICATION = 2,
  OF_BOTH = 3,
  IS_LIST = 4,  /* may be parted by a separator */
  IS_DATE = 8,  /* may have a format */
  IS_NAMED = 16, /* "line.Awarded to" */
  HAS_WORDS = 32, /* words of the source for words of ours */
  IS_COUNTED = 64, /* may come again as deadline2 */
};

static const struct
{
  const char *name;
  guint flags;
} known[] = {
  { "control", OF_BOTH },
  { "title", OF_BOTH },
  { "url", OF_BOTH },
  { "summary", OF_BOTH },
  { "type", OF_BOTH | HAS_WORDS },
  { "subjects", OF_BOTH | IS_LIST },
  { "language", OF_BOTH | IS_LIST },
  { "line", OF_BOTH | IS_NAMED },
  { "funder", OF_GRANT },
  { "eligibility", OF_GRANT | IS_COUNTED },
  { "amount", OF_GRANT },
  { "amount_min", OF_GRANT },
  { "amount_max", OF_GRANT },
  { "currency", OF_GRANT },
  { "number", OF_GRANT },
  { "published", OF_GRANT | IS_DATE },
  { "opens", OF_GRANT | IS_DATE },
  { "audience", OF_GRANT | IS_LIST | HAS_WORDS },
  { "applicants", OF_GRANT },
  { "countries", OF_GRANT | IS_LIST },
  { "deadline", OF_GRANT | IS_DATE | IS_COUNTED },
  { "status", OF_GRANT | HAS_WORDS },
  { "subtitle", OF_PUBLICATION },
  { "authors", OF_PUBLICATION | IS_LIST },
  { "bodies", OF_PUBLICATION | IS_LIST },
  { "publisher", OF_PUBLICATION },
  { "place", OF_PUBLICATION },
  { "issued", OF_PUBLICATION | IS_DATE },
  { "isbn", OF_PUBLICATION | IS_LIST },
  { "issn", OF_PUBLICATION | IS_LIST },
  { "doi", OF_PUBLICATION },
  { "series", OF_PUBLICATION },
  { "edition", OF_PUBLICATION },
  { "extent", OF_PUBLICATION },
  { "report_number", OF_PUBLICATION },
  { "notes", OF_PUBLICATION },
  { "other", OF_PUBLICATION | IS_NAMED },
};

static const char *const places[RC_LISTING_N_PLACES] = { "records", "total", "next", "start", "page", "pages", "size" };

static void
path_free (RcListingPath *self)
{
  g_free (self->text);
  rc_json_path_free (self->json);
  g_free (self);
}

static void
meaning_free (RcListingMeaning *self)
{
  g_free (self->word);
  g_strfreev (self->theirs);
  g_free (self);
}

static void
field_free (RcListingField *self)
{
  g_free (self->name);
  g_free (self->label);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->time, g_ptr_array_unref);
  g_ptr_array_unref (self->meanings);
  g_free (self->prefix);
  g_free (self->separator);
  g_free (self->format);
  g_free (self->zone);
  g_free (self);
}

static void
mapping_clear (gpointer data)
{
  RcListingMapping *self = data;

  for (guint i = 0; i < RC_LISTING_N_PLACES; i++)
    g_clear_pointer (&self->places[i], g_ptr_array_unref);
  g_ptr_array_unref (self->fields);
}

RcListingMapping *
rc_listing_mapping_ref (RcListingMapping *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
rc_listing_mapping_unref (RcListingMapping *self)
{
  g_atomic_rc_box_release_full (self, mapping_clear);
}

G_GNUC_PRINTF (3, 4)
static gboolean
fail (GError **error, const char *key, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list args;

  va_start (args, format);
  why = g_strdup_vprintf (format, args);
  va_end (args);
  /* Translators: the first %s is a key of a file, the second one a sentence */
  g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the mapping: %s: %s"), key, why);
  return FALSE;
}

static void
keep_silent (void *data, xmlErrorPtr problem)
{
}

static gboolean
is_xpath (const char *text)
{
  xmlXPathContext *context = xmlXPathNewContext (NULL);
  xmlXPathCompExpr *expression;
  gboolean good;

  context->error = keep_silent;
  expression = xmlXPathCtxtCompile (context, (const xmlChar *) text);
  good = expression != NULL;
  xmlXPathFreeCompExpr (expression);
  xmlXPathFreeContext (context);
  return good;
}

static gboolean
is_name (const char *text)
{
  for (const char *p = text + (*text == '@'); *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("_-.", *p) == NULL && (guchar) *p < 0x80)
      return FALSE;
  return *text != '\0';
}

/* One of several ways to a value. `names`: of XML, the name of an element that stands beside the records. */
static RcListingPath *
read_path (RcListingMapping *self, const char *key, const char *text, gboolean names, GError **error)
{
  g_autofree char *problem = NULL;
  RcListingPath *path = g_new0 (RcListingPath, 1);
  gsize length = strlen (text);
  gboolean good;

  path->literal = length >= 2 && *text == '"' && text[length - 1] == '"';
  path->text = path->literal ? g_strndup (text + 1, length - 2) : g_strdup (text);
  if (path->literal)
    good = TRUE;
  else if (length > MAX_PATH_BYTES)
    good = fail (error, key, _ ("the path is too long"));
  else if (self->format != RC_FORMAT_XML)
    {
      path->json = rc_json_path_new (text, &problem);
      good = path->json != NULL || fail (error, key, "%s", problem);
    }
  else if (names)
    {
      const char *name = strpbrk (text, "/:") != NULL ? text + strlen (text) : text;

      while (name > text && strchr ("/:", name[-1]) == NULL)
        name--;
      good = is_name (name) || fail (error, key, _ ("“%.60s” is no name of an element"), text);
      g_free (path->text);
      path->text = g_strdup (name);
    }
  else
    good = is_xpath (text) || fail (error, key, _ ("“%.60s” is no XPath"), text);
  if (good)
    return path;
  path_free (path);
  return NULL;
}

/* NULL and an error when one of them is none. */
static GPtrArray *
read_paths (RcListingMapping *self, const char *key, const char *text, gboolean names, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func ((GDestroyNotify) path_free);
  g_auto (GStrv) parts = g_strsplit (text, OR, MAX_PATHS);

  for (char **part = parts; *part != NULL; part++)
    {
      RcListingPath *path;

      if (*g_strstrip (*part) == '\0')
        {
          fail (error, key, _ ("there is no path"));
          return NULL;
        }
      path = read_path (self, key, *part, names, error);
      if (path == NULL)
        return NULL;
      g_ptr_array_add (paths, path);
    }
  if (paths->len > 0)
    return g_steal_pointer (&paths);
  fail (error, key, _ ("there is no path"));
  return NULL;
}

static guint
flags_of (const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      gsize known_length = strlen (known[i].name);

      if (strncmp (known[i].name, name, known_length) == 0
          && (length == known_length
              || ((known[i].flags & IS_COUNTED) != 0 && length == known_length + 1 && name[known_length] >= '2' && name[known_length] <= '9')))
        return known[i].flags;
    }
  return 0;
}

static RcListingField *
find_field (RcListingMapping *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      RcListingField *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (field->name, name))
        return field;
    }
  return NULL;
}

static gboolean
add_field (RcListingMapping *self, const char *key, const char *name, const char *label, const char *text, GError **error)
{
  RcListingField *field;
  g_autoptr (GPtrArray) paths = NULL;
  guint flags = flags_of (name);

  if ((flags & OF_BOTH) == 0)
    return fail (error, key, _ ("there is no such key"));
  if ((flags & (self->kind == RC_KIND_GRANT ? OF_GRANT : OF_PUBLICATION)) == 0)
    return fail (error, key, self->kind == RC_KIND_GRANT ? _ ("a grant has no such thing") : _ ("a publication has no such thing"));
  paths = read_paths (self, key, text, FALSE, error);
  if (paths == NULL)
    return FALSE;
  field = g_new0 (RcListingField, 1);
  field->name = g_strdup (name);
  field->label = g_strdup (label);
  field->paths = g_steal_pointer (&paths);
  field->meanings = g_ptr_array_new_with_free_func ((GDestroyNotify) meaning_free);
  g_ptr_array_add (self->fields, field);
  return TRUE;
}

static gboolean
is_reference_type (const char *word)
{
  for (guint i = 0; i < RC_N_REFERENCE_TYPES; i++)
    if (g_str_equal (rc_reference_type_to_string (i), word))
      return TRUE;
  return FALSE;
}

static gboolean
add_meaning (RcListingField *field, RcKind kind, const char *key, const char *word, const char *text, GError **error)
{
  static const char *const states[] = { "closed", "forecasted", "open", NULL };
  static const char *const audience[] = { "researcher", "educator", "student", "organisation", NULL };
  const char *const *allowed = g_str_equal (field->name, "status") ? states : g_str_equal (field->name, "audience") ? audience : NULL;
  g_autofree char *folded = g_utf8_casefold (text, -1);
  RcListingMeaning *meaning;

  if (g_str_equal (field->name, "type") && kind == RC_KIND_PUBLICATION && !is_reference_type (word))
    return fail (error, key, _ ("there is no such kind of publication"));
  if (allowed != NULL && !g_strv_contains (allowed, word))
    {
      g_autofree char *list = g_strjoinv (", ", (char **) allowed);

      return fail (error, key, _ ("“%.40s” is none of: %s"), word, list);
    }
  meaning = g_new0 (RcListingMeaning, 1);
  meaning->word = g_strdup (word);
  meaning->theirs = g_strsplit (folded, ";", 100);
  for (char **one = meaning->theirs; *one != NULL; one++)
    g_strstrip (*one);
  g_ptr_array_add (field->meanings, meaning);
  return TRUE;
}

static gboolean
is_zone (const char *name)
{
  g_autofree char *text = g_strconcat ("2000-01-01 ", name, NULL);
  g_autoptr (RcDeadline) deadline = rc_deadline_parse (text, NULL);

  return deadline != NULL && g_strcmp0 (deadline->zone, name) == 0;
}

static gboolean
is_format (const char *format)
{
  for (const char *p = strchr (format, '%'); p != NULL; p = strchr (p + 2, '%'))
    if (p[1] == '\0' || strchr ("YymBdHIMSpz", p[1]) == NULL)
      return FALSE;
  return strchr (format, '%') != NULL;
}

/* What a key with a dot says of a field. */
static gboolean
add_detail (RcListingMapping *self, const char *key, const char *name, const char *detail, const char *text, GError **error)
{
  RcListingField *field = find_field (self, name);
  guint flags = flags_of (name);
  gboolean is_deadline = g_str_has_prefix (name, "deadline");

  if ((flags & OF_BOTH) == 0)
    return fail (error, key, _ ("there is no such key"));
  if (field == NULL)
    return fail (error, key, _ ("it says something of %s, which is not there"), name);
  if (g_str_equal (detail, "prefix") && g_str_equal (name, "url"))
    field->prefix = g_strdup (text);
  else if (g_str_equal (detail, "separator") && (flags & IS_LIST) != 0 && *text != '\0')
    field->separator = g_strdup (text);
  else if (g_str_equal (detail, "label") && is_deadline)
    field->label = g_strdup (text);
  else if (g_str_equal (detail, "words") && is_deadline)
    {
      field->words = read_paths (self, key, text, FALSE, error);
      return field->words != NULL;
    }
  else if (g_str_equal (detail, "time") && is_deadline)
    {
      field->time = read_paths (self, key, text, FALSE, error);
      return field->time != NULL;
    }
  else if (g_str_equal (detail, "format") && (flags & IS_DATE) != 0)
    {
      if (!is_format (text))
        return fail (error, key, _ ("“%.40s” is no form of a date: %%d.%%m.%%Y"), text);
      field->format = g_strdup (text);
    }
  else if (g_str_equal (detail, "order") && (flags & IS_DATE) != 0)
    {
      if (!g_str_equal (text, "day-first") && !g_str_equal (text, "month-first"))
        return fail (error, key, _ ("“%.40s” is none of: %s"), text, "day-first, month-first");
      field->order = *text == 'd' ? RC_DATE_ORDER_DAY_FIRST : RC_DATE_ORDER_MONTH_FIRST;
    }
  else if (g_str_equal (detail, "zone") && is_deadline)
    {
      if (!is_zone (text))
        return fail (error, key, _ ("“%.40s” is no time zone: Europe/Brussels, AoE"), text);
      field->zone = g_strdup (text);
    }
  else if ((flags & HAS_WORDS) != 0)
    return add_meaning (field, self->kind, key, detail, text, error);
  else
    return fail (error, key, _ ("there is no such key"));
  return TRUE;
}

/* What the answer says of itself. FALSE when the key is none of these, or with an error. */
static gboolean
read_place (RcListingMapping *self, const char *key, const char *text, GError **error)
{
  for (guint i = 0; i < RC_LISTING_N_PLACES; i++)
    if (g_str_equal (places[i], key))
      {
        self->places[i] = read_paths (self, key, text, TRUE, error);
        return self->places[i] != NULL;
      }
  return FALSE;
}

static gboolean
read_head (RcListingMapping *self, GKeyFile *file, const char *group, GError **error)
{
  g_autofree char *kind = g_key_file_get_string (file, group, "kind", NULL);
  g_autoptr (GError) problem = NULL;

  if (kind != NULL && !g_str_equal (kind, "grant") && !g_str_equal (kind, "publication"))
    return fail (error, "kind", _ ("“%.40s” is none of: %s"), kind, "grant, publication");
  self->kind = g_strcmp0 (kind, "publication") == 0 ? RC_KIND_PUBLICATION : RC_KIND_GRANT;
  if (g_key_file_has_key (file, group, "whole", NULL))
    self->whole = g_key_file_get_boolean (file, group, "whole", &problem);
  return problem == NULL || fail (error, "whole", "%s", problem->message);
}

/* A key is a place, a field, or says something of a field: the fields come first. */
static gboolean
read_keys (RcListingMapping *self, GKeyFile *file, const char *group, gboolean details, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);

  for (char **key = keys; key != NULL && *key != NULL; key++)
    {
      g_autofree char *text = g_key_file_get_string (file, group, *key, NULL);
      const char *dot = strchr (*key, '.');
      g_autofree char *name = dot != NULL ? g_strndup (*key, dot - *key) : g_strdup (*key);
      gboolean named = (flags_of (name) & IS_NAMED) != 0;
      GError *problem = NULL;

      /* Of a key that is there twice the last one counts, as in every key file: it is what was read above. */
      if (g_strv_contains ((const char *const *) key + 1, *key))
        continue;
      if (text == NULL)
        return fail (error, *key, _ ("the value cannot be read"));
      if (g_str_equal (*key, "kind") || g_str_equal (*key, "whole") || (dot != NULL && !named) != details)
        continue;
      if (named && (dot == NULL || dot[1] == '\0'))
        return fail (error, *key, _ ("a name is missing: %s.Name=…"), name);
      if (details ? add_detail (self, *key, name, dot + 1, text, &problem)
                  : read_place (self, *key, text, &problem)
                        || (problem == NULL && add_field (self, *key, name, named ? dot + 1 : NULL, text, &problem)))
        continue;
      g_propagate_error (error, problem);
      return FALSE;
    }
  return TRUE;
}

/* Without a title nothing is a record; what the format brings along knows its answers. */
static gboolean
complete (RcListingMapping *self, GError **error)
{
  g_autoptr (RcListingMapping) shipped = NULL;

  if (find_field (self, "title") == NULL)
    return fail (error, "title", _ ("the key is missing"));
  if (find_field (self, "control") == NULL && find_field (self, "url") == NULL)
    return fail (error, "control", _ ("the key is missing"));
  if (self->places[RC_LISTING_RECORDS] == NULL && self->format != RC_FORMAT_JSON && self->format != RC_FORMAT_XML)
    shipped = rc_listing_mapping_new_shipped (self->format);
  if (shipped != NULL)
    for (guint i = 0; i < RC_LISTING_N_PLACES; i++)
      if (self->places[i] == NULL && shipped->places[i] != NULL)
        self->places[i] = g_ptr_array_ref (shipped->places[i]);
  return self->places[RC_LISTING_RECORDS] != NULL || fail (error, "records", _ ("the key is missing"));
}

RcListingMapping *
rc_listing_mapping_new (GKeyFile *file, const char *group, RcFormat format, GError **error)
{
  g_autoptr (RcListingMapping) self = NULL;

  g_return_val_if_fail (rc_listing_mapping_is_for (format), NULL);

  if (!g_key_file_has_group (file, group))
    {
      fail (error, group, _ ("the group is missing"));
      return NULL;
    }
  self = g_atomic_rc_box_new0 (RcListingMapping);
  self->format = format;
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
  if (!read_head (self, file, group, error) || !read_keys (self, file, group, FALSE, error) || !read_keys (self, file, group, TRUE, error)
      || !complete (self, error))
    return NULL;
  return g_steal_pointer (&self);
}
