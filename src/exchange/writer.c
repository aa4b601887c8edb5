/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records in, bytes out: ISO 2709, MARCXML and MARC as lines. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/writer.h"

#include <glib/gi18n.h>
#include <string.h>

#define LEADER RC_MARC_LEADER_LENGTH
#define ENTRY 12
#define MOST_FIELD 9999
#define MOST_RECORD 99999
#define REPLACEMENT "\xef\xbf\xbd"

struct _RcWriter
{
  RcFormat format;
  GOutputStream *stream; /* (owned) */
  gboolean begun;
  guint n_replaced;
};

RcWriter *
rc_writer_new (RcFormat format, GOutputStream *stream, GError **error)
{
  RcWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  if (format != RC_FORMAT_MARC21 && format != RC_FORMAT_MARCXML && format != RC_FORMAT_MRK)
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT, _ ("the format “%s” cannot be written"),
                   rc_format_to_string (format));
      return NULL;
    }
  self = g_new0 (RcWriter, 1);
  self->format = format;
  self->stream = g_object_ref (stream);
  return self;
}

void
rc_writer_free (RcWriter *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  g_free (self);
}

/* "record KZ0001", for messages. */
static char *
dup_name (const RcMarc *marc)
{
  g_autofree char *control = rc_marc_dup_control_number (marc);

  return control != NULL ? g_strdup_printf (_ ("record %s"), control) : g_strdup (_ ("a record without a control number"));
}

/* The two terminators have their meaning everywhere in ISO 2709, and no field of ours holds them. */
static gboolean
field_can_be_written (const RcMarc *marc, const RcMarcField *field, GError **error)
{
  g_autofree char *name = NULL;

  if (field->length + 1 <= MOST_FIELD && memchr (field->data, '\x1e', field->length) == NULL
      && memchr (field->data, '\x1d', field->length) == NULL)
    return TRUE;
  name = dup_name (marc);
  if (field->length + 1 > MOST_FIELD)
    g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("%s: field %s has %zu bytes, MARC 21 allows %d"), name, field->tag, field->length,
                 MOST_FIELD - 1);
  else
    g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("%s: field %s holds a terminator"), name,
                 field->tag);
  return FALSE;
}

/* The bytes of the record and where its fields begin. FALSE when ISO 2709 has no room for it. */
static gboolean
measure_marc21 (const RcMarc *marc, gsize *size, gsize *base, GError **error)
{
  guint n_fields = rc_marc_get_n_fields (marc);

  *base = LEADER + (gsize) n_fields * ENTRY + 1;
  *size = *base + 1;
  for (guint i = 0; i < n_fields; i++)
    {
      if (!field_can_be_written (marc, rc_marc_get_field (marc, i), error))
        return FALSE;
      *size += rc_marc_get_field (marc, i)->length + 1;
    }
  if (*size > MOST_RECORD)
    {
      g_autofree char *name = dup_name (marc);

      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("%s has %zu bytes, MARC 21 allows %d"), name, *size, MOST_RECORD);
      return FALSE;
    }
  return TRUE;
}

static void
write_number (char *to, guint n_digits, gsize number)
{
  for (guint i = n_digits; i > 0; i--, number /= 10)
    to[i - 1] = (char) ('0' + number % 10);
}

static void
write_leader (const RcMarc *marc, gsize size, gsize base, char leader[LEADER])
{
  memcpy (leader, rc_marc_get_leader (marc), LEADER);
  write_number (leader, 5, size);
  memcpy (leader + 9, "a22", 3);
  write_number (leader + 12, 5, base);
  memcpy (leader + 20, "4500", 4);
}

static void
write_entry (const RcMarcField *field, gsize start, char entry[ENTRY])
{
  memcpy (entry, field->tag, 3);
  write_number (entry + 3, 4, field->length + 1);
  write_number (entry + 7, 5, start);
}

static gboolean
format_marc21 (const RcMarc *marc, GString *out, GError **error)
{
  guint n_fields = rc_marc_get_n_fields (marc);
  gsize size, base, start = 0;
  char head[LEADER];

  if (!measure_marc21 (marc, &size, &base, error))
    return FALSE;
  write_leader (marc, size, base, head);
  g_string_append_len (out, head, LEADER);
  for (guint i = 0; i < n_fields; i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);

      write_entry (field, start, head);
      g_string_append_len (out, head, ENTRY);
      start += field->length + 1;
    }
  g_string_append_c (out, '\x1e');
  for (guint i = 0; i < n_fields; i++)
    {
      g_string_append_len (out, rc_marc_get_field (marc, i)->data, rc_marc_get_field (marc, i)->length);
      g_string_append_c (out, '\x1e');
    }
  g_string_append_c (out, '\x1d');
  return TRUE;
}

gboolean
rc_writer_gives (const RcMarc *marc, const char *bytes, gsize length)
{
  g_autoptr (GString) out = NULL;

  g_return_val_if_fail (marc != NULL && bytes != NULL, FALSE);

  out = g_string_sized_new (length + 1);
  return format_marc21 (marc, out, NULL) && out->len == length && memcmp (out->str, bytes, length) == 0;
}

/* Text for XML: markup is escaped, white space that a reader would change too, and what no XML can hold is shown as �. */
static void
append_xml (GString *out, const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else if (c == '\t' || c == '\n' || c == '\r')
        g_string_append_printf (out, "&#%u;", (guint) c);
      else if (c < ' ' || c == 0xfffe || c == 0xffff)
        g_string_append (out, REPLACEMENT);
      else
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
}

/* What append_xml() shows as �. */
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
      append_xml (out, data + 1, value - data - 1);
      g_string_append (out, "\">");
      append_xml (out, value, stop - value);
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
  append_xml (out, field->tag, strlen (field->tag));
  if (plain)
    {
      g_string_append (out, "\">");
      append_xml (out, field->data, field->length);
      g_string_append (out, "</controlfield>\n");
      return;
    }
  for (guint i = 0; i < 2; i++)
    {
      gboolean there = i < field->length && (delimiter == NULL || field->data + i < delimiter);

      g_string_append_printf (out, "\" ind%u=\"", i + 1);
      append_xml (out, there ? field->data + i : " ", 1);
    }
  g_string_append (out, "\">\n");
  if (delimiter != NULL && delimiter - field->data > 2)
    {
      g_string_append (out, "      <subfield code=\" \">");
      append_xml (out, field->data + 2, delimiter - field->data - 2);
      g_string_append (out, "</subfield>\n");
    }
  if (delimiter != NULL)
    append_subfields (out, delimiter, field->data + field->length - delimiter);
  g_string_append (out, "    </datafield>\n");
}

static void
format_marcxml (RcWriter *self, const RcMarc *marc, GString *out)
{
  g_string_append (out, "  <record>\n    <leader>");
  append_xml (out, rc_marc_get_leader (marc), LEADER);
  g_string_append (out, "</leader>\n");
  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      append_xml_field (out, rc_marc_get_field (marc, i));
      self->n_replaced += count_unwritable (rc_marc_get_field (marc, i));
    }
  g_string_append (out, "  </record>\n");
}

/* What has a meaning of its own in lines of MARC is written by its name. In the head of a field, which has no subfields,
 * a blank is shown and the sign of a subfield has no other. */
static void
append_mrk (GString *out, const char *text, gsize length, gboolean head)
{
  for (const char *p = text; p < text + length; p++)
    {
      if (*p == RC_MARC_SUBFIELD && !head)
        g_string_append_c (out, '$');
      else if (*p == '$')
        g_string_append (out, "{dollar}");
      else if (*p == '{')
        g_string_append (out, "{lcub}");
      else if (*p == '}')
        g_string_append (out, "{rcub}");
      else if (*p == '\\')
        g_string_append (out, "{bsol}");
      else if (*p == ' ' && head)
        g_string_append_c (out, '\\');
      else if ((guchar) *p < ' ')
        g_string_append_printf (out, "{u%04x}", (guint) *p);
      else
        g_string_append_c (out, *p);
    }
}

static void
format_mrk (const RcMarc *marc, GString *out)
{
  g_string_append (out, "=LDR  ");
  append_mrk (out, rc_marc_get_leader (marc), LEADER, FALSE);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      gsize head = rc_marc_field_is_control (field) ? field->length : MIN (2, field->length);
      gboolean whole = rc_marc_field_is_control (field) || memchr (field->data, RC_MARC_SUBFIELD, head) == NULL;

      g_string_append_printf (out, "=%.3s  ", field->tag);
      /* A field without indicators is shown as it is: a blank for one that is missing would be a change. */
      for (gsize at = 0; at < head; at++)
        append_mrk (out, field->data + at, 1, whole || field->data[at] == RC_MARC_SUBFIELD);
      append_mrk (out, field->data + head, field->length - head, FALSE);
      g_string_append_c (out, '\n');
    }
  g_string_append_c (out, '\n');
}

static void
begin (RcWriter *self, GString *out)
{
  if (self->format == RC_FORMAT_MARCXML && !self->begun)
    g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n");
  self->begun = TRUE;
}

gboolean
rc_writer_add (RcWriter *self, const RcMarc *marc, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) head = g_string_new (NULL);

  g_return_val_if_fail (self != NULL && marc != NULL, FALSE);

  if (self->format == RC_FORMAT_MARC21)
    {
      if (!format_marc21 (marc, out, error))
        return FALSE;
    }
  else if (self->format == RC_FORMAT_MARCXML)
    format_marcxml (self, marc, out);
  else
    format_mrk (marc, out);
  begin (self, head);
  g_string_append_len (head, out->str, out->len);
  return g_output_stream_write_all (self->stream, head->str, head->len, NULL, NULL, error);
}

guint
rc_writer_take_replaced (RcWriter *self)
{
  guint n_replaced = self->n_replaced;

  self->n_replaced = 0;
  return n_replaced;
}

gboolean
rc_writer_finish (RcWriter *self, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, FALSE);

  begin (self, out);
  if (self->format == RC_FORMAT_MARCXML)
    g_string_append (out, "</collection>\n");
  return g_output_stream_write_all (self->stream, out->str, out->len, NULL, NULL, error)
         && g_output_stream_flush (self->stream, NULL, error);
}
