/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records of one publication side by side, for somebody who chooses what of the other one is taken. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include <string.h>

#include "record/join.h"
#include "record/join-rows.h"
#include "record/local.h"

static const RcMarcField *
get_ours (const RcMarc *keep, const RcJoinRow *row)
{
  return row->ours >= 0 ? rc_marc_get_field (keep, (guint) row->ours) : NULL;
}

static gboolean
is_same (const RcMarcField *one, const RcMarcField *other)
{
  return g_str_equal (one->tag, other->tag) && one->length == other->length && memcmp (one->data, other->data, one->length) == 0;
}

/* A record has one of a class, under whatever tag: its main entry, its publication. */
static const char *
get_class (const RcMarcField *field)
{
  if (field->tag[0] == '1')
    return "1XX";
  return g_str_equal (field->tag, "260") ? "264" : field->tag;
}

static gboolean
is_fixed (const RcMarcField *field)
{
  return rc_marc_field_is_control (field) || g_str_equal (field->tag, "880") || rc_marc_field_is_local (field);
}

/* Where the field says the same as one of ours, that is its row; once is enough. */
static gboolean
put_beside_same (GArray *rows, const RcMarc *keep, guint theirs, const RcMarcField *field)
{
  gboolean has = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      RcJoinRow *row = &g_array_index (rows, RcJoinRow, i);

      if (!is_same (get_ours (keep, row), field))
        continue;
      has = TRUE;
      if (row->theirs >= 0)
        continue;
      row->theirs = (int) theirs;
      row->same = TRUE;
      break;
    }
  return has;
}

/* Else one of ours that says something else about the same. */
static gboolean
put_beside_other (GArray *rows, const RcMarc *keep, guint theirs, const RcMarcField *field)
{
  for (guint i = 0; i < rows->len; i++)
    {
      RcJoinRow *row = &g_array_index (rows, RcJoinRow, i);

      if (row->theirs < 0 && row->ours >= 0 && g_str_equal (get_class (get_ours (keep, row)), get_class (field)))
        {
          row->theirs = (int) theirs;
          row->fixed = is_fixed (field);
          return TRUE;
        }
    }
  return FALSE;
}

/* After what has its tag or a lower one. */
static void
insert (GArray *rows, const RcMarc *keep, const RcMarc *other, guint theirs, const RcMarcField *field)
{
  RcJoinRow row = { -1, (int) theirs, FALSE, is_fixed (field), rc_marc_would_take (keep, field) };
  guint place = rows->len;

  while (place > 0)
    {
      const RcJoinRow *before = &g_array_index (rows, RcJoinRow, place - 1);
      const RcMarcField *last = before->ours >= 0 ? get_ours (keep, before) : rc_marc_get_field (other, (guint) before->theirs);

      if (strcmp (last->tag, field->tag) <= 0)
        break;
      place--;
    }
  g_array_insert_val (rows, place, row);
}

GArray *
rc_join_rows_new (const RcMarc *keep, const RcMarc *other)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (RcJoinRow));
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (keep != NULL && other != NULL, rows);

  for (guint i = 0; i < rc_marc_get_n_fields (keep); i++)
    {
      RcJoinRow row = { (int) i, -1, FALSE, TRUE, FALSE };

      g_array_append_val (rows, row);
    }
  /* What is the same finds its place before anything else takes it. */
  for (guint i = 0; i < rc_marc_get_n_fields (other); i++)
    if (!put_beside_same (rows, keep, i, rc_marc_get_field (other, i)))
      g_array_append_val (left, i);
  for (guint i = 0; i < left->len; i++)
    {
      guint theirs = g_array_index (left, guint, i);
      const RcMarcField *field = rc_marc_get_field (other, theirs);

      if (rc_marc_would_take (keep, field) || !put_beside_other (rows, keep, theirs, field))
        insert (rows, keep, other, theirs, field);
    }
  return rows;
}

static int
compare_indexes (gconstpointer a, gconstpointer b)
{
  const guint *one = a, *other = b;

  return *one < *other ? -1 : *one > *other;
}

/* What is replaced goes in all its scripts. */
static void
add_with_script (GArray *indexes, const RcMarc *marc, int index)
{
  int script = rc_marc_find_other_script (marc, (guint) index);

  g_array_append_val (indexes, index);
  if (script >= 0)
    g_array_append_val (indexes, script);
}

RcMarc *
rc_join_rows_apply (const GArray *rows, const RcMarc *keep, const RcMarc *other)
{
  g_autoptr (RcMarc) base = rc_marc_copy (keep);
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) replaced = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (rows != NULL && keep != NULL && other != NULL, g_steal_pointer (&base));

  for (guint i = 0; i < rows->len; i++)
    {
      const RcJoinRow *row = &g_array_index (rows, RcJoinRow, i);

      if (!row->taken || row->theirs < 0)
        continue;
      g_array_append_val (chosen, row->theirs);
      if (row->ours >= 0)
        add_with_script (replaced, keep, row->ours);
    }
  g_array_sort (chosen, compare_indexes);
  g_array_sort (replaced, compare_indexes);
  for (guint i = replaced->len; i > 0; i--)
    rc_marc_remove_field (base, g_array_index (replaced, guint, i - 1));
  return rc_marc_join (base, other, chosen);
}
