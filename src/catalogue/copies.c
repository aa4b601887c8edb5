/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of copies. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/copies.h"
#include "catalogue/database-private.h"

GPtrArray *
rc_copies_load (RcDatabase *db, gint64 record, GError **error)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_copy_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT barcode, shelfmark, location, status, due, note FROM copy WHERE record = ? "
                             "ORDER BY position",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, record);
  while (rc_statement_step (select, &local_error))
    {
      RcCopy *copy = rc_copy_new ();

      copy->barcode = rc_statement_dup_text (select, 0);
      copy->shelfmark = rc_statement_dup_text (select, 1);
      copy->location = rc_statement_dup_text (select, 2);
      copy->status = (RcCopyStatus) rc_statement_get_int (select, 3);
      copy->due = rc_statement_dup_text (select, 4);
      copy->note = rc_statement_dup_text (select, 5);
      g_ptr_array_add (copies, copy);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&copies);
}

static gboolean
clear (RcDatabase *db, gint64 record, GError **error)
{
  return rc_statement_run_with_id (db, "DELETE FROM copy WHERE record = ?", record, error);
}

gboolean
rc_copies_store (RcDatabase *db, gint64 record, GPtrArray *copies, gboolean fresh, GError **error)
{
  g_autoptr (RcStatement) insert = NULL;

  if (!fresh && !clear (db, record, error))
    return FALSE;
  insert = rc_statement_new (db,
                             "INSERT INTO copy (record, position, barcode, shelfmark, location, status, due, note) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                             error);
  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < copies->len; i++)
    {
      const RcCopy *copy = g_ptr_array_index (copies, i);

      rc_statement_bind_int (insert, 1, record);
      rc_statement_bind_int (insert, 2, i);
      rc_statement_bind_text (insert, 3, copy->barcode);
      rc_statement_bind_text (insert, 4, copy->shelfmark);
      rc_statement_bind_text (insert, 5, copy->location);
      rc_statement_bind_int (insert, 6, copy->status);
      rc_statement_bind_text (insert, 7, copy->due);
      rc_statement_bind_text (insert, 8, copy->note);
      if (!rc_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
says_same (const RcCopy *one, const RcCopy *other)
{
  return g_strcmp0 (one->barcode, other->barcode) == 0 &&
         (one->barcode != NULL || (g_strcmp0 (one->shelfmark, other->shelfmark) == 0 &&
                                   g_strcmp0 (one->location, other->location) == 0 && g_strcmp0 (one->note, other->note) == 0));
}

/* By its barcode; one without by all that it says. */
static const RcCopy *
find_copy (GPtrArray *copies, const RcCopy *wanted, guint place)
{
  /* Of several that say the same the one in the same place. */
  if (place < copies->len && says_same (copies->pdata[place], wanted))
    return copies->pdata[place];
  for (guint i = 0; i < copies->len; i++)
    if (says_same (copies->pdata[i], wanted))
      return copies->pdata[i];
  return NULL;
}

void
rc_copies_keep_status (GPtrArray *copies, GPtrArray *old)
{
  for (guint i = 0; i < copies->len; i++)
    {
      RcCopy *copy = g_ptr_array_index (copies, i);
      const RcCopy *before = find_copy (old, copy, i);

      if (before == NULL)
        continue;
      copy->status = before->status;
      g_free (copy->due);
      copy->due = g_strdup (before->due);
    }
}

gboolean
rc_copies_have_status (GPtrArray *copies, GPtrArray *said)
{
  for (guint i = 0; i < copies->len; i++)
    {
      const RcCopy *copy = g_ptr_array_index (copies, i);
      const RcCopy *wanted = find_copy (said, copy, i);

      if (wanted != NULL && (copy->status != wanted->status || g_strcmp0 (copy->due, wanted->due) != 0))
        return FALSE;
    }
  return TRUE;
}

gboolean
rc_copies_equal_in_marc (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const RcCopy *one = g_ptr_array_index (a, i);
      const RcCopy *other = g_ptr_array_index (b, i);

      if (g_strcmp0 (one->barcode, other->barcode) != 0 || g_strcmp0 (one->shelfmark, other->shelfmark) != 0 ||
          g_strcmp0 (one->location, other->location) != 0 || g_strcmp0 (one->note, other->note) != 0)
        return FALSE;
    }
  return TRUE;
}
