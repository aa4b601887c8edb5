/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as a collection of MODS 3.8. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/mods-writer-private.h"

#include "exchange/marc-fields.h"
#include "exchange/mods-private.h"
#include "exchange/writer-private.h"
#include "exchange/xml-text.h"
#include "record/reference.h"

#include <libxml/parser.h>
#include <string.h>

void
rc_mods_open (RcModsWriter *self, const char *format, ...)
{
  va_list args;

  g_string_append (self->out, "<");
  va_start (args, format);
  g_string_append_vprintf (self->out, format, args);
  va_end (args);
  g_string_append_c (self->out, '>');
}

void
rc_mods_close (RcModsWriter *self, const char *name)
{
  g_string_append_printf (self->out, "</%s>", name);
}

void
rc_mods_add (RcModsWriter *self, const char *tag, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (self->out, "<%s>", tag);
  *self->n_replaced += rc_xml_append_text (self->out, text);
  g_string_append_printf (self->out, "</%.*s>", (int) strcspn (tag, " "), tag);
}

/* `attribute` has the name and what it equals up to its opening quote. */
void
rc_mods_add_with (RcModsWriter *self, const char *name, const char *attribute, const char *value, const char *text)
{
  g_autoptr (GString) tag = g_string_new (name);

  if (value != NULL && *value != '\0')
    {
      g_string_append_printf (tag, " %s=\"", attribute);
      rc_xml_append_text (tag, value);
      g_string_append_c (tag, '"');
    }
  rc_mods_add (self, tag->str, text);
}

char *
rc_mods_dup_clean (const RcMarcField *field, const char *codes, const char *separator)
{
  char *text = rc_marc_field_dup_subfields (field, codes, separator);
  gsize length = text != NULL ? strlen (text) : 0;

  while (length > 0 && strchr (" /:;,=+", text[length - 1]) != NULL)
    text[--length] = '\0';
  if (length == 0)
    g_clear_pointer (&text, g_free);
  return text;
}

void
rc_mods_for_each (RcModsWriter *self, const RcMarc *marc, const char *tag, RcModsWrite write)
{
  for (int i = rc_marc_find (marc, tag, 0); i >= 0; i = rc_marc_find (marc, tag, (guint) i + 1))
    write (self, rc_marc_get_field (marc, (guint) i));
}

static void
write_type (RcModsWriter *self, const RcMarc *marc)
{
  const char *leader = rc_marc_get_leader (marc);
  gboolean manuscript = leader[6] == 't' || leader[6] == 'd' || leader[6] == 'f';
  char type = leader[6] == 't' ? 'a' : leader[6] == 'd' ? 'c' : leader[6] == 'f' ? 'e' : leader[6] == 'o' ? 'p' : leader[6];
  g_autofree char *tag = g_strconcat ("typeOfResource", leader[7] == 'c' ? " collection=\"yes\"" : "", manuscript ? " manuscript=\"yes\"" : "", NULL);

  for (const RcModsType *known = rc_mods_types; known->word != NULL; known++)
    if (known->type == type)
      {
        rc_mods_add (self, tag, known->word);
        return;
      }
}

static void
write_genre (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *text = rc_mods_dup_clean (field, "a", " "), *list = rc_marc_field_dup_subfield (field, '2');

  rc_mods_add_with (self, "genre", "authority", list, text);
}

static void
write_language (RcModsWriter *self, const char *part, const char *code)
{
  if (part != NULL)
    rc_mods_open (self, "language objectPart=\"%s\"", part);
  else
    rc_mods_open (self, "language");
  rc_mods_add (self, "languageTerm type=\"code\" authority=\"iso639-2b\"", code);
  rc_mods_close (self, "language");
}

/* Those of parts; what is sung or spoken is among those of the record. */
static void
write_part_languages (RcModsWriter *self, const RcMarcField *field)
{
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  if (rc_marc_field_get_indicator (field, 2) == '7') /* codes of another list */
    return;
  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    for (const RcModsPartLanguage *known = rc_mods_part_languages; known->part != NULL; known++)
      if (*known->code == code && code != 'd' && length == 3)
        {
          g_autofree char *language = g_strndup (value, length);

          write_language (self, known->part, language);
        }
}

static void
write_languages (RcModsWriter *self, const RcMarc *marc, const RcReference *reference)
{
  for (guint i = 0; i < reference->languages->len; i++)
    write_language (self, NULL, g_ptr_array_index (reference->languages, i));
  rc_mods_for_each (self, marc, "041", write_part_languages);
}

static void
write_record_info (RcModsWriter *self, const RcMarc *marc)
{
  g_autofree char *control = rc_marc_dup_control_number (marc);
  int agency = rc_marc_find (marc, "003", 0), changed = rc_marc_find (marc, "005", 0), source = rc_marc_find (marc, "040", 0);
  g_autofree char *cataloguer = source >= 0 ? rc_marc_field_dup_subfield (rc_marc_get_field (marc, (guint) source), 'a') : NULL;
  g_autofree char *language = source >= 0 ? rc_marc_field_dup_subfield (rc_marc_get_field (marc, (guint) source), 'b') : NULL;
  g_autofree char *standard = source >= 0 ? rc_marc_field_dup_subfield (rc_marc_get_field (marc, (guint) source), 'e') : NULL;
  gsize start = self->out->len, bare;

  rc_mods_open (self, "recordInfo");
  bare = self->out->len;
  rc_mods_add (self, "recordContentSource", cataloguer);
  if (changed >= 0)
    rc_mods_add (self, "recordChangeDate encoding=\"iso8601\"", rc_marc_get_field (marc, (guint) changed)->data);
  rc_mods_add_with (self, "recordIdentifier", "source", agency >= 0 ? rc_marc_get_field (marc, (guint) agency)->data : NULL, control);
  rc_mods_add (self, "descriptionStandard", standard);
  if (language != NULL)
    {
      rc_mods_open (self, "languageOfCataloging");
      rc_mods_add (self, "languageTerm type=\"code\" authority=\"iso639-2b\"", language);
      rc_mods_close (self, "languageOfCataloging");
    }
  if (self->out->len == bare)
    g_string_truncate (self->out, start);
  else
    rc_mods_close (self, "recordInfo");
}

/* An element that a record of MODS brought: it goes out as it is, if it is one. */
static void
write_rest (RcModsWriter *self, const RcMarcField *field)
{
  g_autofree char *format = rc_marc_field_dup_subfield (field, '2'), *text = rc_marc_field_dup_subfield (field, 'a');
  g_autofree char *document = NULL;
  xmlDoc *doc;

  if (g_strcmp0 (format, RC_MODS_WORD) != 0 || text == NULL)
    return;
  document = g_strconcat ("<mods xmlns=\"" RC_MODS_SPACE "\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">", text, "</mods>", NULL);
  doc = xmlReadMemory (document, (int) strlen (document), NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (doc != NULL)
    for (xmlNode *child = xmlDocGetRootElement (doc)->children; child != NULL; child = child->next)
      if (child->type == XML_ELEMENT_NODE)
        rc_xml_append_element (self->out, child, RC_MODS_SPACE);
  xmlFreeDoc (doc);
}

/* UNIMARC has other tags: what a reference knows of it is written. */
static RcMarc *
make_marc21 (const RcMarc *marc)
{
  g_autoptr (RcReference) reference = NULL;

  if (rc_marc_find (marc, "245", 0) >= 0 || rc_marc_find (marc, "200", 0) < 0)
    return rc_marc_copy (marc);
  reference = rc_reference_new_from_marc (marc);
  return rc_reference_to_marc (reference);
}

/* The same in another script. */
static void
write_linked (RcModsWriter *self, const RcMarc *linked)
{
  g_autoptr (RcReference) reference = rc_reference_new_from_marc (linked);

  rc_mods_write_titles (self, linked, reference);
  rc_mods_write_names (self, linked);
  if (rc_marc_find (linked, "260", 0) >= 0 || rc_marc_find (linked, "264", 0) >= 0)
    rc_mods_write_origin (self, linked, reference);
  rc_mods_write_notes (self, linked);
  rc_mods_write_subjects (self, linked);
  rc_mods_write_related (self, linked, reference);
}

static gboolean
append_mods (const RcMarc *original, GString *out, RcWriterState *state, GError **error)
{
  g_autoptr (RcMarc) marc = make_marc21 (original);
  g_autoptr (RcReference) reference = rc_reference_new_from_marc (marc);
  g_autoptr (RcMarc) linked = rc_marc_fields_dup_linked (marc);
  RcModsWriter self = { .out = out, .n_replaced = &state->n_replaced };

  g_string_append (out, "  <mods version=\"3.8\">");
  rc_mods_write_titles (&self, marc, reference);
  rc_mods_write_names (&self, marc);
  write_type (&self, marc);
  rc_mods_for_each (&self, marc, "655", write_genre);
  rc_mods_for_each (&self, marc, "336", write_genre);
  rc_mods_write_origin (&self, marc, reference);
  write_languages (&self, marc, reference);
  rc_mods_write_description (&self, marc);
  rc_mods_write_notes (&self, marc);
  rc_mods_write_subjects (&self, marc);
  rc_mods_write_related (&self, marc, reference);
  rc_mods_write_identifiers (&self, marc);
  write_record_info (&self, marc);
  if (linked != NULL)
    write_linked (&self, linked);
  rc_mods_for_each (&self, marc, "887", write_rest);
  g_string_append (out, "</mods>\n");
  return TRUE;
}

const RcWriterFormat rc_mods_writer = {
  .head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<modsCollection xmlns=\"" RC_MODS_SPACE "\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n",
  .append = append_mods,
  .tail = "</modsCollection>\n",
};
