/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as MARC in lines of text. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/writer-private.h"

#include <string.h>

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

static gboolean
append_mrk_record (const RcMarc *marc, GString *out, RcWriterState *state, GError **error)
{
  g_string_append (out, "=LDR  ");
  append_mrk (out, rc_marc_get_leader (marc), RC_MARC_LEADER_LENGTH, FALSE);
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
  return TRUE;
}

const RcWriterFormat rc_mrk_writer = { .append = append_mrk_record };
