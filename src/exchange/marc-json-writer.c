/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as MARC-in-JSON: an array with a record on each line. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/writer-private.h"

#include <string.h>

static void
append_text (GString *out, const char *text, gsize length, guint *n_replaced)
{
  const char *end = text + length;

  g_string_append_c (out, '"');
  while (text < end)
    {
      const char *plain = text;

      while (text < end && (guchar) *text >= ' ' && *text != '"' && *text != '\\' && (guchar) *text < 0x7f)
        text++;
      g_string_append_len (out, plain, text - plain);
      if (text == end)
        break;
      if (*text == '"' || *text == '\\')
        g_string_append_printf (out, "\\%c", *text++);
      else if ((guchar) *text < ' ' || *text == 0x7f)
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *text++);
      else
        {
          gunichar c = g_utf8_get_char_validated (text, end - text);
          gboolean good = c < (gunichar) -2;

          *n_replaced += !good;
          g_string_append_unichar (out, good ? c : 0xfffd);
          text += good ? g_unichar_to_utf8 (c, NULL) : 1;
        }
    }
  g_string_append_c (out, '"');
}

/* The length of a subfield's code, which is a character that can be shown; 0 when it is none. */
static gsize
measure_code (const char *code, gsize length)
{
  gunichar c = length > 0 ? g_utf8_get_char_validated (code, (gssize) length) : 0;

  return c >= ' ' && c < (gunichar) -2 ? (gsize) g_unichar_to_utf8 (c, NULL) : 0;
}

/* Two indicators and subfields, each with a code. All else is written as one text, as it stands. */
static gboolean
has_subfields (const RcMarcField *field)
{
  const char *data = field->data, *end = data + field->length;

  if (rc_marc_field_is_control (field) || field->length < 2 || (field->length > 2 && data[2] != RC_MARC_SUBFIELD))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (data[i] < ' ' || data[i] > '~')
      return FALSE;
  for (data += 2; data != NULL && data < end; data = memchr (data + 1, RC_MARC_SUBFIELD, (gsize) (end - data - 1)))
    if (measure_code (data + 1, (gsize) (end - data - 1)) == 0)
      return FALSE;
  return TRUE;
}

static void
append_subfields (GString *out, const RcMarcField *field, guint *n_replaced)
{
  const char *data = field->data + 2, *end = field->data + field->length;

  while (data < end)
    {
      const char *stop = memchr (data + 1, RC_MARC_SUBFIELD, (gsize) (end - data - 1));
      gsize code = measure_code (data + 1, (gsize) (end - data - 1));

      if (stop == NULL)
        stop = end;
      g_string_append (out, data == field->data + 2 ? "{" : ",{");
      append_text (out, data + 1, code, n_replaced);
      g_string_append_c (out, ':');
      append_text (out, data + 1 + code, (gsize) (stop - data) - 1 - code, n_replaced);
      g_string_append_c (out, '}');
      data = stop;
    }
}

static gboolean
append_json_record (const RcMarc *marc, GString *out, RcWriterState *state, GError **error)
{
  g_string_append (out, "{\"leader\":");
  append_text (out, rc_marc_get_leader (marc), RC_MARC_LEADER_LENGTH, &state->n_replaced);
  g_string_append (out, ",\"fields\":[");
  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);

      g_string_append (out, i > 0 ? ",{" : "{");
      append_text (out, field->tag, strlen (field->tag), &state->n_replaced);
      g_string_append_c (out, ':');
      if (has_subfields (field))
        {
          g_string_append (out, "{\"ind1\":");
          append_text (out, field->data, 1, &state->n_replaced);
          g_string_append (out, ",\"ind2\":");
          append_text (out, field->data + 1, 1, &state->n_replaced);
          g_string_append (out, ",\"subfields\":[");
          append_subfields (out, field, &state->n_replaced);
          g_string_append (out, "]}");
        }
      else
        append_text (out, field->data, field->length, &state->n_replaced);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}");
  return TRUE;
}

const RcWriterFormat rc_marc_json_writer = { .head = "[\n", .between = ",\n", .append = append_json_record, .tail = "\n]\n" };
