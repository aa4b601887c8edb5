/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields put into a record in the order of their tags. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/marc-fields.h"

#include <string.h>

void
rc_marc_fields_append (GString *data, const char *code, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_c (data, RC_MARC_SUBFIELD);
  g_string_append (data, code);
  for (; *text != '\0'; text++)
    g_string_append_c (data, (guchar) *text < ' ' && *text != '\n' ? ' ' : *text);
}

void
rc_marc_fields_take (RcMarc *marc, const char *tag, GString *data)
{
  guint at = rc_marc_get_n_fields (marc);

  while (at > 0 && strcmp (rc_marc_get_field (marc, at - 1)->tag, tag) > 0)
    at--;
  if (data->len > 2)
    rc_marc_insert_field (marc, at, tag, data->str, (gssize) data->len);
  g_string_free (data, TRUE);
}

void
rc_marc_fields_put (RcMarc *marc, const char *tag, const char *indicators, ...)
{
  GString *data = g_string_new (indicators);
  const char *code;
  va_list args;

  va_start (args, indicators);
  while ((code = va_arg (args, const char *)) != NULL)
    rc_marc_fields_append (data, code, va_arg (args, const char *));
  va_end (args);
  rc_marc_fields_take (marc, tag, data);
}

RcMarc *
rc_marc_fields_dup_linked (const RcMarc *marc)
{
  g_autoptr (RcMarc) linked = rc_marc_new ();

  rc_marc_set_leader (linked, rc_marc_get_leader (marc));
  for (int i = rc_marc_find (marc, "880", 0); i >= 0; i = rc_marc_find (marc, "880", (guint) i + 1))
    {
      const RcMarcField *field = rc_marc_get_field (marc, (guint) i);
      g_autofree char *link = rc_marc_field_dup_subfield (field, '6');

      if (link == NULL || strlen (link) < 3 || strspn (link, "0123456789") < 3 || g_str_has_prefix (link, "00"))
        continue;
      link[3] = '\0';
      if (*link == '1' && !g_str_equal (link, "130"))
        *link = '7';
      rc_marc_fields_take (linked, link, g_string_new_len (field->data, (gssize) field->length));
    }
  return rc_marc_get_n_fields (linked) > 0 ? g_steal_pointer (&linked) : NULL;
}
