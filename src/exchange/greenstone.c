/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Greenstone's metadata.xml:
 *
 *   <DirectoryMetadata><FileSet><FileName>report\.pdf</FileName>
 *     <Description><Metadata name="dc.Title">…</Metadata></Description></FileSet></DirectoryMetadata>
 *
 * and doc.xml, of which the first section says what all of it is:
 *
 *   <Archive><Section><Description><Metadata name="gsdlassocfile">report.pdf:application/pdf:</Metadata> … */
#define G_LOG_DOMAIN "rc-exchange"

#include "config.h"

#include "exchange/greenstone.h"

#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <string.h>

#include "exchange/languages.h"
#include "exchange/reader-private.h"

#define MAX_BYTES (16u << 20)
#define MAX_SETS 100000
#define MAX_PATTERN 512 /* bytes */
/* PCRE2 gives up there; a pattern of a real collection takes some hundred steps. */
#define BOUNDS "(*LIMIT_MATCH=20000)(*LIMIT_DEPTH=2000)(*LIMIT_HEAP=1000)"

void
rc_greenstone_set_free (RcGreenstoneSet *self)
{
  g_ptr_array_unref (self->patterns);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->values);
  g_free (self);
}

static gboolean
is_element (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && g_str_equal ((const char *) node->name, name);
}

/* The text of an element, one blank between words. */
static char *
dup_text (xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);
  g_auto (GStrv) words = g_strsplit_set (content != NULL ? (const char *) content : "", " \t\r\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  xmlFree (content);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", words[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_metadata (RcGreenstoneSet *self, xmlNode *description)
{
  for (xmlNode *node = description->children; node != NULL; node = node->next)
    {
      xmlChar *name = is_element (node, "Metadata") ? xmlGetNoNsProp (node, (const xmlChar *) "name") : NULL;
      g_autofree char *text = name != NULL ? dup_text (node) : NULL;

      if (text != NULL && *text != '\0')
        {
          g_ptr_array_add (self->names, g_strdup ((const char *) name));
          g_ptr_array_add (self->values, g_steal_pointer (&text));
        }
      xmlFree (name);
    }
}

static RcGreenstoneSet *
set_new (void)
{
  RcGreenstoneSet *self = g_new0 (RcGreenstoneSet, 1);

  self->patterns = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static RcGreenstoneSet *
make_set (xmlNode *element)
{
  RcGreenstoneSet *self = set_new ();

  for (xmlNode *node = element->children; node != NULL; node = node->next)
    if (is_element (node, "FileName"))
      g_ptr_array_add (self->patterns, dup_text (node));
    else if (is_element (node, "Description"))
      add_metadata (self, node);
  return self;
}

/* NULL for what cannot be read, or brings entities of its own. Free with xmlFreeDoc. */
static xmlDoc *
read_xml (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  xmlDoc *doc = size <= MAX_BYTES ? xmlReadMemory (text, (int) size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA)
                                  : NULL;

  if (doc == NULL || (xmlDocGetRootElement (doc) != NULL && (doc->intSubset == NULL || doc->intSubset->entities == NULL)))
    return doc;
  xmlFreeDoc (doc);
  return NULL;
}

GPtrArray *
rc_greenstone_parse (GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_greenstone_set_free);
  xmlDoc *doc = read_xml (bytes);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  gboolean ours = root != NULL && is_element (root, "DirectoryMetadata");

  for (xmlNode *node = ours ? root->children : NULL; node != NULL && sets->len < MAX_SETS; node = node->next)
    if (is_element (node, "FileSet"))
      g_ptr_array_add (sets, make_set (node));
  if (doc != NULL)
    xmlFreeDoc (doc);
  if (ours)
    return g_steal_pointer (&sets);
  g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("It is no metadata.xml of Greenstone that can be read"));
  return NULL;
}

static xmlNode *
find_child (xmlNode *parent, const char *name)
{
  xmlNode *node = parent != NULL ? parent->children : NULL;

  while (node != NULL && !is_element (node, name))
    node = node->next;
  return node;
}

/* Those beside the file first. What is "cover.jpg:image/jpeg:" is a picture of the document, not itself. */
static void
find_document_files (RcGreenstoneSet *self)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *value = g_ptr_array_index (self->values, i), *colon = strchr (value, ':');

      if (g_str_equal (g_ptr_array_index (self->names, i), "gsdlassocfile") && colon != NULL && !g_str_has_prefix (colon, ":image/"))
        g_ptr_array_add (self->patterns, g_strndup (value, (gsize) (colon - value)));
    }
  for (guint i = 0; i < self->names->len; i++)
    if (g_str_equal (g_ptr_array_index (self->names, i), "gsdlsourcefilename"))
      g_ptr_array_add (self->patterns, g_strdelimit (g_strdup (g_ptr_array_index (self->values, i)), "\\", '/'));
}

RcGreenstoneSet *
rc_greenstone_parse_document (GBytes *bytes, GError **error)
{
  g_autoptr (RcGreenstoneSet) set = set_new ();
  xmlDoc *doc = read_xml (bytes);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  gboolean ours = root != NULL && (is_element (root, "Archive") || is_element (root, "GreenstoneArchive"));
  xmlNode *description = ours ? find_child (find_child (root, "Section"), "Description") : NULL;

  if (description != NULL)
    add_metadata (set, description);
  find_document_files (set);
  if (doc != NULL)
    xmlFreeDoc (doc);
  if (ours)
    return g_steal_pointer (&set);
  g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("It is no doc.xml of Greenstone that can be read"));
  return NULL;
}

/* --- records --- */

/* Greenstone's own names and those of Dublin Core; "dc.Title^en" is a title, too. */
static const struct
{
  const char *name, *tag, *indicators;
  char code;
} fields[] = {
  { "creator", "700", "1 ", 'a' },     { "author", "700", "1 ", 'a' },  { "contributor", "700", "1 ", 'a' },
  { "subject", "653", "  ", 'a' },     { "subjects", "653", "  ", 'a' }, { "keyword", "653", "  ", 'a' },
  { "description", "520", "  ", 'a' }, { "abstract", "520", "  ", 'a' }, { "coverage", "653", "  ", 'a' },
  { "rights", "540", "  ", 'a' },      { "series", "490", "0 ", 'a' },
};

/* The name without its set and its language. */
static char *
dup_plain_name (const char *name)
{
  const char *dot = strrchr (name, '.');
  char *plain = g_ascii_strdown (dot != NULL ? dot + 1 : name, -1);

  plain[strcspn (plain, "^")] = '\0';
  return plain;
}

static void
add (RcMarc *marc, const char *tag, const char *indicators, char code, const char *text)
{
  g_autofree char *clean = g_utf8_make_valid (text, -1);
  g_autofree char *data = NULL;

  for (char *p = clean; *p != '\0'; p++)
    if ((guchar) *p < 0x20)
      *p = ' ';
  data = g_strdup_printf ("%s%c%c%s", indicators, RC_MARC_SUBFIELD, code, clean);
  rc_marc_add_field (marc, tag, data, -1);
}

/* The first value of one of two names. What somebody wrote ("dc.Title") goes before what was found in the file ("Title", "ex.Title").
 * Borrowed. */
static const char *
find (const RcGreenstoneSet *set, const char *name, const char *other)
{
  const char *found = NULL;

  for (guint i = 0; i < set->names->len; i++)
    {
      const char *whole = g_ptr_array_index (set->names, i);
      g_autofree char *plain = dup_plain_name (whole);

      if (!g_str_equal (plain, name) && !g_str_equal (plain, other))
        continue;
      if (strchr (whole, '.') != NULL && !g_str_has_prefix (whole, "ex."))
        return g_ptr_array_index (set->values, i);
      if (found == NULL)
        found = g_ptr_array_index (set->values, i);
    }
  return found;
}

/* Day and month are left out: "19990312" is 1999. */
static char *
dup_year (const char *date)
{
  gsize digits = strspn (date, "0123456789");

  return digits == 8 || digits == 6 ? g_strndup (date, 4) : g_strdup (date);
}

RcMarc *
rc_greenstone_to_marc (const RcGreenstoneSet *set)
{
  const char *title = find (set, "title", "title"), *language = find (set, "language", "language");
  const char *publisher = find (set, "publisher", "organization"), *date = find (set, "date", "year");
  g_autofree char *code = language != NULL ? rc_language_from_text (language) : NULL;
  g_autofree char *year = date != NULL ? dup_year (date) : NULL;
  RcMarc *marc;

  if (title == NULL)
    return NULL;
  marc = rc_marc_new ();
  rc_marc_set_leader (marc, "00000nam a2200000 a 4500");
  if (code != NULL)
    add (marc, "041", "0 ", 'a', code);
  add (marc, "245", "00", 'a', title);
  if (publisher != NULL)
    add (marc, "264", " 1", 'b', publisher);
  if (year != NULL)
    add (marc, "264", " 1", 'c', year);
  for (guint i = 0; i < set->names->len; i++)
    {
      g_autofree char *plain = dup_plain_name (g_ptr_array_index (set->names, i));

      for (guint k = 0; k < G_N_ELEMENTS (fields); k++)
        if (g_str_equal (plain, fields[k].name))
          add (marc, fields[k].tag, fields[k].indicators, fields[k].code, g_ptr_array_index (set->values, i));
    }
  return marc;
}

/* --- names --- */

struct _RcGreenstoneNames
{
  GPtrArray *regexes; /* (owned) GRegex */
  GPtrArray *plain;   /* (owned) char * */
};

RcGreenstoneNames *
rc_greenstone_names_new (const RcGreenstoneSet *set)
{
  RcGreenstoneNames *self = g_new0 (RcGreenstoneNames, 1);

  self->regexes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
  self->plain = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < set->patterns->len; i++)
    {
      const char *pattern = g_ptr_array_index (set->patterns, i);
      g_autofree char *bounded = strlen (pattern) <= MAX_PATTERN ? g_strdup_printf (BOUNDS "^(?:%s)$", pattern) : NULL;
      GRegex *regex = bounded != NULL ? g_regex_new (bounded, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL) : NULL;

      if (regex != NULL)
        g_ptr_array_add (self->regexes, regex);
      else
        g_ptr_array_add (self->plain, g_strdup (pattern));
    }
  return self;
}

void
rc_greenstone_names_free (RcGreenstoneNames *self)
{
  g_ptr_array_unref (self->regexes);
  g_ptr_array_unref (self->plain);
  g_free (self);
}

gboolean
rc_greenstone_names_match (const RcGreenstoneNames *self, const char *name)
{
  for (guint i = 0; i < self->plain->len; i++)
    if (g_str_equal (g_ptr_array_index (self->plain, i), name))
      return TRUE;
  for (guint i = 0; i < self->regexes->len; i++)
    if (g_regex_match (g_ptr_array_index (self->regexes, i), name, G_REGEX_MATCH_DEFAULT, NULL))
      return TRUE;
  return FALSE;
}
