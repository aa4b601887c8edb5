/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of a record and what hangs on it, without batches and revisions. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalogue/copies.h"
#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/grant-keys.h"
#include "catalogue/grants.h"
#include "catalogue/quality-store.h"
#include "catalogue/record-store.h"
#include "catalogue/snapshot.h"
#include "catalogue/trial.h"

#define N_COLUMNS 15

/* Binds the columns in the order in which both statements name them. The values live as long as their owners. */
static void
bind_columns (RcStatement *statement, const RcStoredRecord *stored)
{
  const RcPrepared *prepared = stored->prepared;
  const RcColumns *columns = prepared->columns;
  int i = 1;

  rc_statement_bind_int (statement, i++, prepared->record->kind);
  rc_statement_bind_int (statement, i++, stored->state);
  rc_statement_bind_text (statement, i++, prepared->record->control);
  rc_statement_bind_text (statement, i++, prepared->agency);
  rc_statement_bind_id (statement, i++, stored->source);
  rc_statement_bind_bytes (statement, i++, prepared->marc);
  rc_statement_bind_bytes (statement, i++, prepared->digest);
  rc_statement_bind_int (statement, i++, stored->added);
  rc_statement_bind_int (statement, i++, stored->changed);
  rc_statement_bind_int (statement, i++, columns->material);
  rc_statement_bind_text (statement, i++, columns->title);
  rc_statement_bind_text (statement, i++, columns->parallel_title);
  rc_statement_bind_text (statement, i++, columns->people);
  rc_statement_bind_text (statement, i++, columns->publisher);
  rc_statement_bind_text (statement, i++, columns->languages);
  rc_statement_bind_int (statement, i++, columns->year);
  g_assert (i == N_COLUMNS + 2);
}

/* The keys under which a record that is there is found. */
static gboolean
load_keys (RcDatabase *db, gint64 id, gint64 keys[RC_MAX_MATCH_KEYS], guint *n_keys, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = rc_statement_new (db, "SELECT marc FROM record WHERE id = ? AND kind = 1", error);

  *n_keys = 0;
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, id);
  if (rc_statement_step (select, &local_error))
    {
      gsize size = 0;
      const void *data = rc_statement_get_bytes (select, 0, &size);
      g_autoptr (RcMarc) marc = rc_marc_from_bytes (data != NULL ? data : "", size, NULL);
      g_autoptr (RcDescription) description = marc != NULL ? rc_description_new_from_marc (marc) : NULL;

      if (description != NULL)
        *n_keys = rc_identity_get_keys (description, keys);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Before the row is changed. */
static gboolean
drop_keys (RcDatabase *db, gint64 id, GError **error)
{
  gint64 keys[RC_MAX_MATCH_KEYS];
  guint n_keys;

  return load_keys (db, id, keys, &n_keys, error) && (n_keys == 0 || rc_match_keys_remove (db, id, keys, n_keys, error));
}

/* Writes the row with `statement`, then all that hangs on it. `id` is in and out: 0 for a new one. */
static gboolean
write_record (RcDatabase *db, RcStatement *statement, gint64 *id, const RcStoredRecord *stored, GError **error)
{
  const RcPrepared *prepared = stored->prepared;
  gboolean fresh = *id == 0;

  bind_columns (statement, stored);
  rc_statement_bind_id (statement, N_COLUMNS + 2, fresh ? stored->id : *id);
  if (!fresh && !drop_keys (db, *id, error))
    return FALSE;
  if (!rc_statement_run (statement, error))
    return FALSE;
  if (fresh)
    *id = sqlite3_last_insert_rowid (rc_database_get_handle (db));
  if (prepared->n_keys > 0 && !rc_match_keys_add (db, *id, prepared->keys, prepared->n_keys, error))
    return FALSE;
  if (rc_trial_is_on (db))
    return TRUE;
  if (prepared->record->grant != NULL && (!rc_grants_store (db, *id, prepared->record->grant, error) ||
                                          !rc_grant_keys_store (db, *id, 0, prepared->record->grant, error)))
    return FALSE;
  return rc_copies_store (db, *id, prepared->copies, fresh, error) &&
         rc_quality_store (db, *id, prepared->quality, stored->accepted, fresh, error) &&
         rc_derive_index_prepared (db, *id, prepared, stored->state, stored->added, !fresh, error);
}

gboolean
rc_record_has_row (RcDatabase *db, gint64 id, gboolean *has, GError **error)
{
  g_autoptr (RcStatement) select = rc_statement_new (db, "SELECT EXISTS (SELECT 1 FROM record WHERE id = ?)", error);

  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, id);
  if (!rc_statement_step (select, error))
    return FALSE;
  *has = rc_statement_get_int (select, 0) != 0;
  return TRUE;
}

gint64
rc_record_insert (RcDatabase *db, const RcStoredRecord *stored, GError **error)
{
  g_autoptr (RcStatement) insert = NULL;
  gint64 id = 0;

  insert = rc_statement_new (db,
                             rc_trial_is_on (db)
                                 ? rc_trial_put
                                 : "INSERT INTO record (kind, state, control, agency, source, marc, digest, added, changed, "
                                   "material, title, parallel_title, people, publisher, languages, year, id) "
                                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             error);
  if (insert == NULL || !write_record (db, insert, &id, stored, error))
    return 0;
  return id;
}

gboolean
rc_record_update (RcDatabase *db, gint64 id, const RcStoredRecord *stored, GError **error)
{
  g_autoptr (RcStatement) update = NULL;

  update = rc_statement_new (db,
                             rc_trial_is_on (db)
                                 ? rc_trial_put
                                 : "UPDATE record SET kind = ?, state = ?, control = ?, agency = ?, source = ?, marc = ?, "
                                   "digest = ?, added = ?, changed = ?, material = ?, title = ?, parallel_title = ?, people = ?, "
                                   "publisher = ?, languages = ?, year = ? WHERE id = ?",
                             error);
  return update != NULL && write_record (db, update, &id, stored, error);
}

gboolean
rc_record_set_state (RcDatabase *db, gint64 id, int state, GError **error)
{
  g_autoptr (RcStatement) update = NULL;

  update = rc_statement_new (db,
                             "UPDATE record SET state = ?1 WHERE id = ?2 OR id IN (SELECT record FROM file WHERE disc = ?2)",
                             error);
  if (update == NULL)
    return FALSE;
  rc_statement_bind_int (update, 1, state);
  rc_statement_bind_int (update, 2, id);
  return rc_statement_run (update, error);
}

gboolean
rc_record_delete (RcDatabase *db, gint64 id, GError **error)
{
  /* The rest goes by foreign keys. Documents may lie on the disc, so they go before it. */
  return drop_keys (db, id, error) && rc_derive_unindex_files (db, id, error) && rc_derive_unindex (db, id, error) &&
         rc_statement_run_with_id (db, "DELETE FROM document WHERE disc = ?", id, error) &&
         rc_statement_run_with_id (db, "DELETE FROM record WHERE id IN (SELECT record FROM file WHERE disc = ?)", id, error) &&
         rc_statement_run_with_id (db, "DELETE FROM record WHERE id = ?", id, error);
}

gboolean
rc_revision_add (RcDatabase *db, gint64 batch, gint64 record, RcRevisionWhat what, GBytes *before, GBytes *texts,
                 GError **error)
{
  g_autoptr (RcStatement) insert = NULL;

  if (rc_trial_is_on (db))
    return TRUE;
  insert = rc_statement_new (db, "INSERT INTO revision (batch, record, what, before, texts) VALUES (?, ?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  rc_statement_bind_int (insert, 1, batch);
  rc_statement_bind_int (insert, 2, record);
  rc_statement_bind_int (insert, 3, what);
  rc_statement_bind_bytes (insert, 4, before);
  rc_statement_bind_bytes (insert, 5, texts);
  return rc_statement_run (insert, error);
}

gboolean
rc_revision_add_change (RcDatabase *db, gint64 batch, gint64 record, RcRevisionWhat what, GError **error)
{
  g_autoptr (GBytes) before = NULL;
  gint64 newest = batch;

  if (!rc_trial_is_on (db)
      && !rc_statement_find_int (db, "SELECT batch FROM revision WHERE record = ? ORDER BY id DESC LIMIT 1", record, &newest, error))
    return FALSE;
  /* What it was before this batch is kept already. A removal is told apart all the same. */
  if (newest == batch && what != RC_REVISION_REMOVED)
    return TRUE;
  before = rc_snapshot_take (db, record, error);
  if (before == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("There is no record %" PRId64), record);
      return FALSE;
    }
  return rc_revision_add (db, batch, record, what, before, NULL, error);
}
