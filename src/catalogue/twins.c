/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that may describe the same publication: found by their keys, then compared. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/twins.h"

#include "catalogue/database-private.h"
#include "catalogue/derive.h"

void
rc_twin_free (RcTwin *self)
{
  g_free (self->why);
  g_free (self->title);
  g_free (self->control);
  g_free (self->agency);
  g_free (self);
}

/* `select` stands on the row of the candidate. NULL when nothing speaks for it. */
static RcTwin *
compare (RcStatement *select, const RcDescription *description)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RcDescription) other = NULL;
  g_autoptr (RcMarc) marc = NULL;
  gsize size = 0;
  const void *data = rc_statement_get_bytes (select, 4, &size);
  RcTwin *twin;
  guint score;

  marc = rc_marc_from_bytes (data != NULL ? data : "", size, NULL);
  if (marc == NULL)
    return NULL;
  other = rc_description_new_from_marc (marc);
  score = rc_identity_compare (description, other, reasons);
  if (score == 0)
    return NULL;
  twin = g_new0 (RcTwin, 1);
  twin->record = rc_statement_get_int (select, 0);
  twin->score = score;
  g_ptr_array_add (reasons, NULL);
  twin->why = g_strjoinv (", ", (char **) reasons->pdata);
  twin->title = rc_statement_dup_text (select, 1);
  twin->control = rc_statement_dup_text (select, 2);
  twin->agency = rc_statement_dup_text (select, 3);
  twin->state = (RcState) rc_statement_get_int (select, 5);
  return twin;
}

static gboolean
add_candidate (RcDatabase *db, gint64 id, const RcDescription *description, GPtrArray *twins, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;
  RcTwin *twin = NULL;

  select = rc_statement_new (
      db, "SELECT id, title, control, agency, marc, state FROM record WHERE id = ? AND kind = 1 AND state <> 9", error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, id);
  if (rc_statement_step (select, &local_error))
    twin = compare (select, description);
  if (twin != NULL)
    g_ptr_array_add (twins, twin);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The likeliest first, of equal ones the eldest. */
static int
compare_twins (gconstpointer a, gconstpointer b)
{
  const RcTwin *one = *(RcTwin *const *) a, *other = *(RcTwin *const *) b;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  return one->record < other->record ? -1 : one->record > other->record;
}

/* Those that somebody told apart from the record, added to ids. */
static gboolean
list_parted (RcDatabase *db, gint64 record, GArray *ids, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT n.other FROM not_the_same n JOIN batch b ON b.id = n.batch WHERE n.one = ?1 AND NOT b.undone "
                             "UNION SELECT n.one FROM not_the_same n JOIN batch b ON b.id = n.batch WHERE n.other = ?1 AND NOT b.undone",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, record);
  return rc_statement_add_ids (select, ids, error);
}

static gboolean
is_among (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static GPtrArray *
find (RcDatabase *db, const RcDescription *description, const gint64 *keys, guint n_keys, gint64 except, GError **error)
{
  g_autoptr (GPtrArray) twins = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_twin_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (others, except);
  if (except != 0 && !list_parted (db, except, others, error))
    return NULL;
  for (guint i = 0; i < n_keys; i++)
    if (!rc_match_keys_find (db, keys[i], ids, error))
      return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!is_among (others, g_array_index (ids, gint64, i)) &&
        !add_candidate (db, g_array_index (ids, gint64, i), description, twins, error))
      return NULL;
  g_ptr_array_sort (twins, compare_twins);
  return g_steal_pointer (&twins);
}

GPtrArray *
rc_twins_find (RcDatabase *db, const RcRecord *record, gint64 except, GError **error)
{
  g_autoptr (RcDescription) description = NULL;
  gint64 keys[RC_MAX_MATCH_KEYS];

  g_return_val_if_fail (db != NULL && record != NULL, NULL);

  if (record->kind != RC_KIND_PUBLICATION || record->marc == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) rc_twin_free);
  description = rc_description_new_from_marc (record->marc);
  return find (db, description, keys, rc_identity_get_keys (description, keys), except, error);
}

GPtrArray *
rc_twins_find_prepared (RcDatabase *db, const RcPrepared *prepared, gint64 except, GError **error)
{
  g_return_val_if_fail (db != NULL && prepared != NULL, NULL);

  return find (db, prepared->description, prepared->keys, prepared->n_keys, except, error);
}

gboolean
rc_twins_part (RcDatabase *db, gint64 batch, gint64 one, gint64 other, GError **error)
{
  g_autoptr (RcStatement) insert = NULL;

  g_return_val_if_fail (db != NULL && batch > 0 && one > 0 && other > 0 && one != other, FALSE);

  insert = rc_statement_new (db, "INSERT INTO not_the_same (one, other, batch) VALUES (?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  rc_statement_bind_int (insert, 1, MIN (one, other));
  rc_statement_bind_int (insert, 2, MAX (one, other));
  rc_statement_bind_int (insert, 3, batch);
  return rc_statement_run (insert, error);
}
