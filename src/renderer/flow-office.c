/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DOCX and ODT: a few files of XML out of a ZIP, unpacked within bounds. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/flow.h"

#include <archive.h>
#include <archive_entry.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <libxml/xmlreader.h>
#include <string.h>

#define MAX_XML (48u << 20) /* bytes of one file, unpacked */
#define MAX_ENTRIES 10000
#define MAX_CELL_TEXT (1u << 20)
#define CELL_GAP "\xe2\x80\x83" /* U+2003 */

/* What is taken out; the others are passed over. */
typedef enum
{
  WORD_DOCUMENT,
  WORD_STYLES,
  WORD_CORE,
  ODT_CONTENT,
  ODT_META,
  ODT_MANIFEST,
  N_PARTS,
} Part;

static const char *const part_names[N_PARTS] = {
  "word/document.xml", "word/styles.xml", "docProps/core.xml", "content.xml", "meta.xml", "META-INF/manifest.xml",
};

typedef struct
{
  RcFlow *flow;
  GHashTable *headings; /* (owned) name of a style → level */
  GString *text;        /* (owned) of the paragraph, or of the row */
  gboolean in_text;     /* w:t */
  RcRendererBlockKind kind;
  guint level;
  guint n_items; /* lists around */
  guint n_rows;  /* tables' rows around */
  guint n_notes;
  gboolean full;
} Reader;

static GByteArray *
unpack (struct archive *archive)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (1 << 16);
  la_ssize_t got;

  while (bytes->len < MAX_XML && (got = archive_read_data (archive, buffer, 1 << 16)) > 0)
    g_byte_array_append (bytes, buffer, (guint) got);
  return bytes;
}

/* What some programs save again becomes word/document2.xml. */
static gboolean
is_part (const char *name, guint part)
{
  static const char numbered[] = "word/document";

  return strcmp (name, part_names[part]) == 0 ||
         (part == WORD_DOCUMENT && g_str_has_prefix (name, numbered) && g_ascii_isdigit (name[strlen (numbered)]) &&
          strcmp (name + strlen (numbered) + 1, ".xml") == 0);
}

static void
unpack_parts (const char *bytes, gsize size, GByteArray **parts)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;

  archive_read_support_format_zip (archive);
  if (archive_read_open_memory (archive, bytes, size) == ARCHIVE_OK)
    for (guint i = 0; i < MAX_ENTRIES && archive_read_next_header (archive, &entry) == ARCHIVE_OK; i++)
      {
        const char *name = archive_entry_pathname (entry);

        for (guint part = 0; name && part < N_PARTS; part++)
          if (!parts[part] && is_part (name, part))
            parts[part] = unpack (archive);
      }
  archive_read_free (archive);
}

static void
end_paragraph (Reader *self)
{
  if (self->n_rows > 0 || self->n_notes > 0)
    g_string_append_c (self->text, ' ');
  else
    {
      if (self->text->len > 0)
        self->full = !rc_flow_add (self->flow, self->kind, self->level, self->text->str, self->text->len);
      g_string_truncate (self->text, 0);
    }
  self->kind = self->n_items > 0 ? RC_RENDERER_BLOCK_ITEM : RC_RENDERER_BLOCK_PARAGRAPH;
  self->level = 0;
}

static void
end_row (Reader *self)
{
  self->n_rows -= self->n_rows > 0;
  if (self->n_rows > 0)
    return;
  self->full = !rc_flow_add (self->flow, RC_RENDERER_BLOCK_LINE, 0, self->text->str, self->text->len);
  g_string_truncate (self->text, 0);
}

static void
append (Reader *self, const char *text)
{
  if (self->text->len < MAX_CELL_TEXT)
    g_string_append (self->text, text);
}

/* (nullable) (transfer full) Whatever its prefix is. */
static char *
get_attribute (xmlTextReader *xml, const char *name)
{
  char *value = NULL;

  while (!value && xmlTextReaderMoveToNextAttribute (xml) == 1)
    if (strcmp ((const char *) xmlTextReaderConstLocalName (xml), name) == 0)
      value = g_strdup ((const char *) xmlTextReaderConstValue (xml));
  xmlTextReaderMoveToElement (xml);
  return value;
}

static guint
get_level (const char *text)
{
  gint64 level = text ? g_ascii_strtoll (text, NULL, 10) : 0;

  return (guint) CLAMP (level, 0, 9);
}

static void
make_heading (Reader *self, guint level)
{
  if (level == 0)
    return;
  self->kind = RC_RENDERER_BLOCK_HEADING;
  self->level = level;
}

static void
start_item (Reader *self)
{
  self->kind = RC_RENDERER_BLOCK_ITEM;
  append (self, "• ");
}

static void
take_word (Reader *self, xmlTextReader *xml, const char *name, gboolean start)
{
  g_autofree char *value = NULL;

  if (strcmp (name, "t") == 0)
    self->in_text = start && !xmlTextReaderIsEmptyElement (xml);
  else if (strcmp (name, "p") == 0 && (!start || xmlTextReaderIsEmptyElement (xml)))
    end_paragraph (self);
  else if (strcmp (name, "tr") == 0 && start)
    self->n_rows++;
  else if (strcmp (name, "tr") == 0)
    end_row (self);
  else if (strcmp (name, "tc") == 0 && !start)
    append (self, CELL_GAP);
  else if (!start)
    return;
  else if (strcmp (name, "pStyle") == 0)
    {
      value = get_attribute (xml, "val");
      make_heading (self, value ? GPOINTER_TO_UINT (g_hash_table_lookup (self->headings, value)) : 0);
    }
  else if (strcmp (name, "outlineLvl") == 0)
    {
      value = get_attribute (xml, "val");
      make_heading (self, value && g_ascii_isdigit (*value) && *value != '9' ? get_level (value) + 1 : 0);
    }
  else if (strcmp (name, "numPr") == 0 && self->kind != RC_RENDERER_BLOCK_HEADING && self->n_rows == 0)
    start_item (self);
  else if (strcmp (name, "tab") == 0 || strcmp (name, "br") == 0 || strcmp (name, "cr") == 0)
    append (self, " ");
  else if (strcmp (name, "noBreakHyphen") == 0)
    append (self, "-");
}

static void
take_odt (Reader *self, xmlTextReader *xml, const char *name, gboolean start)
{
  g_autofree char *value = NULL;
  gboolean ends = !start || xmlTextReaderIsEmptyElement (xml);

  if (strcmp (name, "p") == 0 || strcmp (name, "h") == 0)
    {
      self->in_text = !ends;
      if (start && *name == 'h' && self->n_rows == 0)
        {
          value = get_attribute (xml, "outline-level");
          make_heading (self, MAX (1, get_level (value)));
        }
      if (ends)
        end_paragraph (self);
      /* A note stands in the middle of its paragraph. */
      self->in_text = self->in_text || self->n_notes > 0;
    }
  else if (strcmp (name, "list-item") == 0)
    {
      if (start && !ends)
        self->n_items++;
      else if (!start)
        self->n_items -= self->n_items > 0;
      if (start && self->n_rows == 0 && self->text->len == 0)
        start_item (self);
    }
  else if (strcmp (name, "table-row") == 0 && start && !ends)
    self->n_rows++;
  else if (strcmp (name, "table-row") == 0)
    end_row (self);
  else if (strcmp (name, "table-cell") == 0 && ends)
    append (self, CELL_GAP);
  else if (strcmp (name, "note") == 0)
    {
      append (self, start ? " [" : "]");
      self->n_notes += start && !ends;
      self->n_notes -= !start && self->n_notes > 0;
      self->in_text = TRUE;
    }
  else if (start && (strcmp (name, "s") == 0 || strcmp (name, "tab") == 0 || strcmp (name, "line-break") == 0))
    append (self, " ");
}

/* With all that is in them. */
static gboolean
is_left_out (const char *name)
{
  static const char *const names[] = { "del", "Fallback", "annotation", "tracked-changes", "note-citation", "instrText", "script", "pict", NULL };

  return g_strv_contains (names, name);
}

typedef void (*ElementFunc) (Reader *self, xmlTextReader *xml, const char *name, gboolean start);

/* What breaks off is read as far as it goes. */
static void
walk (Reader *self, const GByteArray *bytes, ElementFunc func)
{
  xmlTextReader *xml = xmlReaderForMemory ((const char *) bytes->data, (int) bytes->len, NULL, NULL,
                                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
  int more = xml ? xmlTextReaderRead (xml) : 0;

  while (more == 1 && !self->full)
    {
      int type = xmlTextReaderNodeType (xml);
      const char *name = (const char *) xmlTextReaderConstLocalName (xml);

      if (type == XML_READER_TYPE_ELEMENT && is_left_out (name))
        {
          more = xmlTextReaderNext (xml);
          continue;
        }
      if (type == XML_READER_TYPE_ELEMENT || type == XML_READER_TYPE_END_ELEMENT)
        func (self, xml, name, type == XML_READER_TYPE_ELEMENT);
      else if (self->in_text && (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE))
        append (self, (const char *) xmlTextReaderConstValue (xml));
      more = xmlTextReaderRead (xml);
    }
  if (xml)
    xmlFreeTextReader (xml);
}

/* Names of styles are in the language of who wrote them; "heading 1" is in every one. */
static void
take_style (Reader *self, xmlTextReader *xml, const char *name, gboolean start)
{
  g_autofree char *value = NULL;

  if (!start)
    return;
  if (strcmp (name, "style") == 0)
    {
      value = get_attribute (xml, "styleId");
      g_string_assign (self->text, value ? value : "");
    }
  else if (strcmp (name, "name") == 0)
    {
      value = get_attribute (xml, "val");
      if (value && g_ascii_strncasecmp (value, "heading ", 8) == 0 && get_level (value + 8) > 0)
        g_hash_table_insert (self->headings, g_strdup (self->text->str), GUINT_TO_POINTER (get_level (value + 8)));
      else if (value && g_ascii_strcasecmp (value, "title") == 0)
        g_hash_table_insert (self->headings, g_strdup (self->text->str), GUINT_TO_POINTER (1));
    }
}

static void
take_title (Reader *self, xmlTextReader *xml, const char *name, gboolean start)
{
  if (strcmp (name, "title") != 0)
    return;
  self->in_text = start && !xmlTextReaderIsEmptyElement (xml);
  if (!start && self->text->len > 0)
    rc_flow_take_title (self->flow, self->text->str, self->text->len);
}

static void
read_parts (RcFlow *flow, GByteArray **parts)
{
  gboolean word = parts[WORD_DOCUMENT] != NULL;
  GByteArray *meta = parts[word ? WORD_CORE : ODT_META];
  Reader reader = { .flow = flow, .text = g_string_new (NULL) };

  reader.headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (meta)
    walk (&reader, meta, take_title);
  if (parts[WORD_STYLES])
    walk (&reader, parts[WORD_STYLES], take_style);
  g_string_truncate (reader.text, 0);
  reader.in_text = FALSE;
  walk (&reader, parts[word ? WORD_DOCUMENT : ODT_CONTENT], word ? take_word : take_odt);
  reader.n_rows = reader.n_notes = 0;
  if (!reader.full)
    end_paragraph (&reader);
  g_string_free (reader.text, TRUE);
  g_hash_table_unref (reader.headings);
}

gboolean
rc_flow_read_office (RcFlow *self, const char *bytes, gsize size, GError **error)
{
  GByteArray *parts[N_PARTS] = { NULL };
  gboolean done = FALSE;

  unpack_parts (bytes, size, parts);
  if (!parts[WORD_DOCUMENT] && !parts[ODT_CONTENT])
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, N_("it is not a text document"));
  else if (parts[ODT_MANIFEST] && parts[ODT_MANIFEST]->len > 0 && memmem (parts[ODT_MANIFEST]->data, parts[ODT_MANIFEST]->len, "encryption-data", 15))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, N_("it is encrypted"));
  else
    {
      read_parts (self, parts);
      done = TRUE;
    }
  for (guint i = 0; i < N_PARTS; i++)
    g_clear_pointer (&parts[i], g_byte_array_unref);
  return done;
}
