/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records of one publication made one, and a record as the beginning of another. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include <string.h>

#include "record/join.h"
#include "record/local.h"

/* "880-01" */
#define LINK_LENGTH 6
#define MAX_LINK 99

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

  /* A main entry is one, whatever its tag; another script comes with the field that it belongs to. */
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

/* "880-01" in $6 of a field, where it stands in the data; NULL when there is none, or it is linked to nothing. */
static const char *
find_link (const RcMarcField *field)
{
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  if (rc_marc_field_is_control (field))
    return NULL;
  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    if (code == '6' && length >= LINK_LENGTH && value[3] == '-' && g_ascii_isdigit (value[4]) && g_ascii_isdigit (value[5]) &&
        strncmp (value + 4, "00", 2) != 0)
      return value;
  return NULL;
}

int
rc_marc_find_other_script (const RcMarc *marc, guint index)
{
  const RcMarcField *field;
  const char *link;

  g_return_val_if_fail (marc != NULL && index < rc_marc_get_n_fields (marc), -1);

  field = rc_marc_get_field (marc, index);
  link = find_link (field);
  if (link == NULL || !g_str_has_prefix (link, "880"))
    return -1;
  for (int i = rc_marc_find (marc, "880", 0); i >= 0; i = rc_marc_find (marc, "880", (guint) i + 1))
    {
      const char *back = find_link (rc_marc_get_field (marc, (guint) i));

      if (back != NULL && g_str_has_prefix (back, field->tag) && strncmp (back + 3, link + 3, LINK_LENGTH - 3) == 0)
        return i;
    }
  return -1;
}

/* A number under which nothing is linked; 100 when all are taken. */
static guint
find_free_number (const RcMarc *marc)
{
  guint most = 0;

  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const char *link = find_link (rc_marc_get_field (marc, i));

      if (link != NULL)
        most = MAX (most, (guint) (10 * (link[4] - '0') + link[5] - '0'));
    }
  return most + 1;
}

static void
insert_linked (RcMarc *marc, const RcMarcField *field, guint number)
{
  g_autofree char *data = g_memdup2 (field->data, field->length);
  char *link = data + (find_link (field) - field->data);

  link[4] = (char) ('0' + number / 10);
  link[5] = (char) ('0' + number % 10);
  insert (marc, field->tag, data, (gssize) field->length);
}

/* Takes a field, and what the other record has of it in another script. */
static void
take (RcMarc *marc, const RcMarc *other, guint index)
{
  const RcMarcField *field = rc_marc_get_field (other, index);
  int script = rc_marc_find_other_script (other, index);
  guint number = script >= 0 ? find_free_number (marc) : 0;

  if (script < 0)
    {
      insert (marc, field->tag, field->data, (gssize) field->length);
      return;
    }
  /* Where all numbers are taken both stay, linked to nothing. */
  if (number > MAX_LINK)
    number = 0;
  insert_linked (marc, field, number);
  insert_linked (marc, rc_marc_get_field (other, (guint) script), number);
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
    if (is_chosen (keep, other, i, fields))
      take (marc, other, i);
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
