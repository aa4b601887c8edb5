/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as ISO 2709, in UTF-8. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/writer-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define LEADER RC_MARC_LEADER_LENGTH
#define ENTRY 12
#define MOST_FIELD 9999
#define MOST_RECORD 99999

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
append_marc21 (const RcMarc *marc, GString *out, RcWriterState *state, GError **error)
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
  return append_marc21 (marc, out, NULL, NULL) && out->len == length && memcmp (out->str, bytes, length) == 0;
}

const RcWriterFormat rc_marc21_writer = { .append = append_marc21 };
