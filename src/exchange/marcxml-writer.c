/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as MARCXML. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/writer-private.h"

#include <string.h>

/* What rc_writer_append_xml() shows as �. */
static guint
count_unwritable (const RcMarcField *field)
{
  g_autofree char *valid = g_utf8_make_valid (field->data, (gssize) field->length);
  gboolean with_subfields = memchr (field->data, RC_MARC_SUBFIELD, field->length) != NULL;
  guint n = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n += (c < ' ' && c != '\t' && c != '\n' && c != '\r' && !(c == RC_MARC_SUBFIELD && with_subfields)) || c == 0xfffe || c == 0xffff;
    }
  /* Making a text valid shows zero bytes and broken UTF-8 as � already; what stood as � in the record is its own. */
  if (strlen (valid) != field->length || memcmp (valid, field->data, field->length) != 0)
    n++;
  return n;
}

static void
append_subfields (GString *out, const char *data, gsize length)
{
  const char *end = data + length;

  while (data < end)
    {
      const char *stop = memchr (data + 1, RC_MARC_SUBFIELD, end - data - 1);
      const char *value;

      if (stop == NULL)
        stop = end;
      /* A code may be a whole character; there may be none at all. */
      value = data + 1;
      if (value < stop)
        value++;
      while (value < stop && ((guchar) *value & 0xc0) == 0x80)
        value++;
      g_string_append (out, "      <subfield code=\"");
      rc_writer_append_xml (out, data + 1, value - data - 1);
      g_string_append (out, "\">");
      rc_writer_append_xml (out, value, stop - value);
      g_string_append (out, "</subfield>\n");
      data = stop;
    }
}

static void
append_xml_field (GString *out, const RcMarcField *field)
{
  const char *delimiter = memchr (field->data, RC_MARC_SUBFIELD, field->length);
  gboolean plain = delimiter == NULL && (rc_marc_field_is_control (field) || field->length != 2);

  g_string_append (out, plain ? "    <controlfield tag=\"" : "    <datafield tag=\"");
  rc_writer_append_xml (out, field->tag, strlen (field->tag));
  if (plain)
    {
      g_string_append (out, "\">");
      rc_writer_append_xml (out, field->data, field->length);
      g_string_append (out, "</controlfield>\n");
      return;
    }
  for (guint i = 0; i < 2; i++)
    {
      gboolean there = i < field->length && (delimiter == NULL || field->data + i < delimiter);

      g_string_append_printf (out, "\" ind%u=\"", i + 1);
      rc_writer_append_xml (out, there ? field->data + i : " ", 1);
    }
  g_string_append (out, "\">\n");
  if (delimiter != NULL && delimiter - field->data > 2)
    {
      g_string_append (out, "      <subfield code=\" \">");
      rc_writer_append_xml (out, field->data + 2, delimiter - field->data - 2);
      g_string_append (out, "</subfield>\n");
    }
  if (delimiter != NULL)
    append_subfields (out, delimiter, field->data + field->length - delimiter);
  g_string_append (out, "    </datafield>\n");
}

static gboolean
append_marcxml (const RcMarc *marc, GString *out, RcWriterState *state, GError **error)
{
  g_string_append (out, "  <record>\n    <leader>");
  rc_writer_append_xml (out, rc_marc_get_leader (marc), RC_MARC_LEADER_LENGTH);
  g_string_append (out, "</leader>\n");
  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      append_xml_field (out, rc_marc_get_field (marc, i));
      state->n_replaced += count_unwritable (rc_marc_get_field (marc, i));
    }
  g_string_append (out, "  </record>\n");
  return TRUE;
}

const RcWriterFormat rc_marcxml_writer = {
  .head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n",
  .append = append_marcxml,
  .tail = "</collection>\n",
};
