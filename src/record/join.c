/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records of one publication made one, and a record as the beginning of another. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include <string.h>

#include "record/join.h"
#include "record/local.h"

static gboolean
has_field (const RcMarc *marc, const RcMarcField *field)
{
  for (int i = rc_marc_find (marc, field->tag, 0); i >= 0; i = rc_marc_find (marc, field->tag, (guint) i + 1))
    {
      const RcMarcField *other = rc_marc_get_field (marc, (guint) i);

      if (other->length == field->length && memcmp (other->data, field->data, field->length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Fields of which a record may have many, each saying something of its own. */
static gboolean
is_gathered (const RcMarcField *field)
{
  static const char *const tags[] = { "020", "022", "024", "027", "028", "035", "088", "246", "856" };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (g_str_equal (field->tag, tags[i]))
      return TRUE;
  return field->tag[0] == '6' || rc_marc_field_is_local (field);
}

gboolean
rc_marc_would_take (const RcMarc *keep, const RcMarcField *field)
{
  g_return_val_if_fail (keep != NULL && field != NULL, FALSE);

  /* A main entry is one, whatever its tag; a link to another script belongs to a field that stays behind. */
  if (rc_marc_field_is_control (field) || g_str_equal (field->tag, "880") || has_field (keep, field))
    return FALSE;
  if (field->tag[0] == '1')
    return rc_marc_find (keep, "1XX", 0) < 0;
  if (g_str_equal (field->tag, "260") || g_str_equal (field->tag, "264"))
    return rc_marc_find (keep, "260", 0) < 0 && rc_marc_find (keep, "264", 0) < 0;
  return is_gathered (field) || rc_marc_find (keep, field->tag, 0) < 0;
}

/* After the fields with its tag, or where they would stand. */
static void
insert (RcMarc *marc, const char *tag, const char *data, gssize length)
{
  guint i;

  for (i = 0; i < rc_marc_get_n_fields (marc); i++)
    if (strcmp (rc_marc_get_field (marc, i)->tag, tag) > 0)
      break;
  rc_marc_insert_field (marc, i, tag, data, length);
}

static gboolean
is_chosen (const RcMarc *keep, const RcMarc *other, guint index, const GArray *fields)
{
  if (fields == NULL)
    return rc_marc_would_take (keep, rc_marc_get_field (other, index));
  for (guint i = 0; i < fields->len; i++)
    if (g_array_index (fields, guint, i) == index)
      return TRUE;
  return FALSE;
}

static void
add_number (RcMarc *marc, const RcMarc *other)
{
  g_autofree char *control = rc_marc_dup_control_number (other);
  int index = rc_marc_find (other, "003", 0);
  g_autofree char *agency = index >= 0 ? g_strstrip (g_strdup (rc_marc_get_field (other, (guint) index)->data)) : NULL;
  g_autofree char *data = NULL;
  RcMarcField field = { .tag = "035" };

  if (control == NULL)
    return;
  data = agency != NULL && *agency != '\0' ? g_strdup_printf ("  \x1f" "a(%s)%s", agency, control)
                                           : g_strdup_printf ("  \x1f" "a%s", control);
  field.data = data;
  field.length = strlen (data);
  if (!has_field (marc, &field))
    insert (marc, "035", data, -1);
}

RcMarc *
rc_marc_join (const RcMarc *keep, const RcMarc *other, const GArray *fields)
{
  RcMarc *marc = rc_marc_copy (keep);

  g_return_val_if_fail (keep != NULL && other != NULL, marc);

  for (guint i = 0; i < rc_marc_get_n_fields (other); i++)
    {
      const RcMarcField *field = rc_marc_get_field (other, i);

      if (is_chosen (keep, other, i, fields))
        insert (marc, field->tag, field->data, (gssize) field->length);
    }
  add_number (marc, other);
  return marc;
}

RcMarc *
rc_marc_make_draft (const RcMarc *marc)
{
  static const char *const tags[]
    = { "001", "003", "005", "010", "015", "016", "020", "024", "027", "028", "035", "088", "852", "856", "952" };
  RcMarc *draft = rc_marc_copy (marc);

  for (guint t = 0; t < G_N_ELEMENTS (tags); t++)
    for (int i = rc_marc_find (draft, tags[t], 0); i >= 0; i = rc_marc_find (draft, tags[t], (guint) i))
      rc_marc_remove_field (draft, (guint) i);
  return draft;
}
