/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a record is the library's own, and how it outlives a newer version of the record from elsewhere. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include <string.h>

#include "record/local.h"

static gboolean
is_copy (const RcMarcField *field)
{
  return g_str_equal (field->tag, "852") || g_str_equal (field->tag, "952");
}

gboolean
rc_marc_field_is_local (const RcMarcField *field)
{
  return field->tag[0] == '9' || (field->tag[0] == '5' && field->tag[1] == '9') || is_copy (field);
}

static char *
dup_barcode (const RcMarcField *field)
{
  g_autofree char *barcode = is_copy (field) ? rc_marc_field_dup_subfield (field, 'p') : NULL;

  if (barcode == NULL || *g_strstrip (barcode) == '\0')
    return NULL;
  return g_steal_pointer (&barcode);
}

/* The copy with the barcode; -1 when there is none. */
static int
find_copy (const RcMarc *marc, const char *tag, const char *barcode)
{
  for (int i = rc_marc_find (marc, tag, 0); i >= 0; i = rc_marc_find (marc, tag, (guint) i + 1))
    {
      g_autofree char *other = dup_barcode (rc_marc_get_field (marc, (guint) i));

      if (g_strcmp0 (other, barcode) == 0)
        return i;
    }
  return -1;
}

/* Whether a field of the old version, which the newer one has not, stays. What the newer one says of the same copy goes
 * out of `marc` then. */
static gboolean
stays (const RcMarcField *field, const RcMarc *newer, const RcMarc *ours, RcMarc *marc)
{
  g_autofree char *barcode = dup_barcode (field);

  if (ours != NULL && rc_marc_find_same (ours, field) >= 0)
    {
      int copy = barcode != NULL ? find_copy (marc, field->tag, barcode) : -1;

      if (copy >= 0)
        rc_marc_remove_field (marc, (guint) copy);
      return TRUE;
    }
  return barcode != NULL ? find_copy (newer, field->tag, barcode) < 0 : rc_marc_find (newer, field->tag, 0) < 0;
}

RcMarc *
rc_marc_update (const RcMarc *newer, const RcMarc *old, const RcMarc *ours, gboolean *same)
{
  RcMarc *marc = rc_marc_copy (newer);
  g_autoptr (RcMarc) rest = rc_marc_copy (old);
  g_autoptr (RcMarc) kept = rc_marc_new ();

  for (guint i = 0; i < rc_marc_get_n_fields (rest);)
    {
      const RcMarcField *field = rc_marc_get_field (rest, i);

      if (!rc_marc_field_is_local (field) || rc_marc_find_same (newer, field) >= 0 || !stays (field, newer, ours, marc))
        {
          i++;
          continue;
        }
      rc_marc_add_field (kept, field->tag, field->data, (gssize) field->length);
      rc_marc_remove_field (rest, i);
    }
  *same = rc_marc_equal (rest, marc);
  for (guint i = 0; i < rc_marc_get_n_fields (kept); i++)
    {
      const RcMarcField *field = rc_marc_get_field (kept, i);

      rc_marc_insert_field (marc, rc_marc_find_place (marc, field->tag), field->tag, field->data, (gssize) field->length);
    }
  return marc;
}

static char *
dup_field (const RcMarc *marc, const char *tag)
{
  int index = rc_marc_find (marc, tag, 0);

  return index >= 0 ? g_strstrip (g_strdup (rc_marc_get_field (marc, (guint) index)->data)) : NULL;
}

static void
set_field (RcMarc *marc, const char *tag, const RcMarc *from)
{
  int index = rc_marc_find (marc, tag, 0), theirs = rc_marc_find (from, tag, 0);

  if (index >= 0)
    rc_marc_remove_field (marc, (guint) index);
  if (theirs >= 0)
    rc_marc_insert_field (marc, rc_marc_find_place (marc, tag), tag, rc_marc_get_field (from, (guint) theirs)->data,
                          (gssize) rc_marc_get_field (from, (guint) theirs)->length);
}

void
rc_marc_take_number (RcMarc *marc, const RcMarc *old)
{
  g_autofree char *control = rc_marc_dup_control_number (marc);
  g_autofree char *our_control = rc_marc_dup_control_number (old);
  g_autofree char *agency = dup_field (marc, "003");
  g_autoptr (RcMarc) note = rc_marc_new ();

  if (our_control == NULL)
    return;
  set_field (marc, "001", old);
  set_field (marc, "003", old);
  if (control != NULL)
    {
      g_autofree char *number = agency != NULL && *agency != '\0' ? g_strdup_printf ("  \x1f"
                                                                                     "a(%s)%s",
                                                                                     agency, control)
                                                                  : g_strdup_printf ("  \x1f"
                                                                                     "a%s",
                                                                                     control);

      rc_marc_add_field (note, "035", number, -1);
      if (rc_marc_find_same (marc, rc_marc_get_field (note, 0)) < 0)
        rc_marc_insert_field (marc, rc_marc_find_place (marc, "035"), "035", number, -1);
    }
}

void
rc_marc_gather_local (const RcMarc *before, const RcMarc *after, RcMarc *ours)
{
  for (guint i = 0; i < rc_marc_get_n_fields (after); i++)
    {
      const RcMarcField *field = rc_marc_get_field (after, i);

      if (rc_marc_field_is_local (field) && (before == NULL || rc_marc_find_same (before, field) < 0))
        rc_marc_add_field (ours, field->tag, field->data, (gssize) field->length);
    }
}
