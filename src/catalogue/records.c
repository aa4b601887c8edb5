/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records put into the catalogue, changed and removed: each with its revision. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalogue/copies.h"
#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/quality-store.h"
#include "catalogue/record-store.h"

/* What the row of a record says before it is changed. */
typedef struct
{
  gint64 source;
  gint64 added;
  RcState state;
} RcOldRow;

static gboolean
load_old_row (RcDatabase *db, gint64 id, RcOldRow *old, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db, "SELECT source, added, state FROM record WHERE id = ? AND state <> 9 AND kind <> 3", error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, id);
  if (rc_statement_step (select, &local_error))
    {
      old->source = rc_statement_get_int (select, 0);
      old->added = rc_statement_get_int (select, 1);
      old->state = (RcState) rc_statement_get_int (select, 2);
      return TRUE;
    }
  if (local_error == NULL)
    g_set_error (&local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("There is no record %" PRId64), id);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Copies that are there already keep the status they had, unless the record comes with another one. */
static gboolean
keep_status (RcDatabase *db, gint64 id, const RcPrepared *prepared, GError **error)
{
  g_autoptr (GPtrArray) old = NULL;

  if (id == 0 || prepared->record->marc == NULL)
    return TRUE;
  old = rc_copies_load (db, id, error);
  if (old != NULL)
    rc_copies_keep_status (prepared->copies, old);
  if (old != NULL && prepared->record->copies != NULL)
    rc_copies_keep_status (prepared->copies, prepared->record->copies);
  return old != NULL;
}

/* MARC is the master of copies, too: it is made to say what the editor said. NULL when it does already. */
static RcRecord *
write_copies (const RcRecord *record, GPtrArray *copies)
{
  g_autoptr (GPtrArray) said = NULL;
  RcMarc *marc;

  if (copies == NULL || record->marc == NULL)
    return NULL;
  said = rc_copies_from_marc (record->marc);
  if (rc_copies_equal_in_marc (said, copies))
    return NULL;
  marc = rc_marc_copy (record->marc);
  rc_copies_to_marc (copies, marc);
  return rc_record_new_marc (record->kind, marc);
}

static gint64
add_record (RcDatabase *db, gint64 batch, RcStoredRecord *stored, GError **error)
{
  gint64 id;

  stored->added = stored->changed;
  id = rc_record_insert (db, stored, error);
  if (id == 0 || !rc_revision_add (db, batch, id, RC_REVISION_ADDED, NULL, NULL, error))
    return 0;
  return id;
}

static gint64
change_record (RcDatabase *db, gint64 batch, gint64 id, RcStoredRecord *stored, GError **error)
{
  RcOldRow old;

  if (!load_old_row (db, id, &old, error))
    return 0;
  stored->added = old.added;
  if (stored->source == 0)
    stored->source = old.source;
  if (!rc_revision_add_change (db, batch, id, RC_REVISION_CHANGED, error) || !rc_record_update (db, id, stored, error))
    return 0;
  /* A disc that is a draft hides its files with it. */
  if (stored->prepared->record->kind == RC_KIND_DISC && stored->state != old.state &&
      !(rc_record_set_state (db, id, stored->state, error) && rc_derive_index_files (db, id, error)))
    return 0;
  return id;
}

static gint64
put_prepared (RcDatabase *db, gint64 batch, gint64 id, gint64 source, const RcPrepared *prepared, RcState state,
              GError **error)
{
  RcStoredRecord stored = {
    .prepared = prepared,
    .state = state,
    .source = source,
    .changed = g_get_real_time () / G_USEC_PER_SEC,
    .accepted = RC_QUALITY_AS_IT_IS,
  };

  return id == 0 ? add_record (db, batch, &stored, error) : change_record (db, batch, id, &stored, error);
}

static gint64
put (RcDatabase *db, gint64 batch, gint64 id, gint64 source, const RcRecord *record, GPtrArray *copies, RcState state,
     GError **error)
{
  g_autoptr (RcRecord) written = write_copies (record, copies);
  g_autoptr (RcPrepared) prepared = NULL;

  prepared = rc_preparer_prepare (rc_database_get_preparer (db), written != NULL ? written : record, copies);
  if (copies == NULL && !keep_status (db, id, prepared, error))
    return 0;
  return put_prepared (db, batch, id, source, prepared, state, error);
}

gint64
rc_records_put_prepared (RcDatabase *db, gint64 batch, gint64 id, RcPrepared *prepared, RcState state, GError **error)
{
  g_return_val_if_fail (db != NULL && batch > 0 && prepared != NULL, 0);

  return keep_status (db, id, prepared, error) ? put_prepared (db, batch, id, 0, prepared, state, error) : 0;
}

gint64
rc_records_put (RcDatabase *db, gint64 batch, gint64 id, const RcRecord *record, GPtrArray *copies, RcState state,
                GError **error)
{
  g_return_val_if_fail (db != NULL && batch > 0, 0);
  g_return_val_if_fail (record->kind == RC_KIND_GRANT ? record->grant != NULL : record->marc != NULL, 0);

  return put (db, batch, id, 0, record, copies, state, error);
}

gint64
rc_records_put_from_source (RcDatabase *db, gint64 batch, gint64 id, gint64 source, const RcRecord *record, RcState state,
                            GError **error)
{
  g_return_val_if_fail (db != NULL && batch > 0, 0);
  g_return_val_if_fail (record->kind == RC_KIND_GRANT ? record->grant != NULL : record->marc != NULL, 0);

  return put (db, batch, id, source, record, NULL, state, error);
}

gboolean
rc_records_remove (RcDatabase *db, gint64 batch, gint64 id, GError **error)
{
  RcOldRow old;

  g_return_val_if_fail (db != NULL && batch > 0, FALSE);

  return load_old_row (db, id, &old, error) && rc_revision_add_change (db, batch, id, RC_REVISION_REMOVED, error) &&
         rc_record_set_state (db, id, RC_STATE_REMOVED, error) && rc_derive_unindex (db, id, error) &&
         rc_derive_unindex_files (db, id, error) && rc_quality_forget (db, id, error);
}

void
rc_revision_free (RcRevision *self)
{
  g_free (self->who);
  g_free (self->why);
  g_free (self->what);
  g_free (self);
}

static const char *
name_what (gint64 what)
{
  switch (what)
    {
    case RC_REVISION_ADDED:
      return "added";
    case RC_REVISION_REMOVED:
      return "removed";
    case RC_REVISION_ACCEPTED:
      return "accepted";
    default:
      return "changed";
    }
}

GPtrArray *
rc_records_get_revisions (RcDatabase *db, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_revision_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT r.batch, b.time, b.who, b.label, r.what, b.kind, b.undone FROM revision r JOIN batch b ON b.id = r.batch "
                             "WHERE r.record = ? ORDER BY r.id DESC",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, id);
  while (rc_statement_step (select, &local_error))
    {
      RcRevision *revision = g_new0 (RcRevision, 1);

      revision->batch = rc_statement_get_int (select, 0);
      revision->time = rc_statement_get_int (select, 1);
      revision->who = rc_statement_dup_text (select, 2);
      revision->why = rc_statement_dup_text (select, 3);
      revision->what = g_strdup (name_what (rc_statement_get_int (select, 4)));
      revision->kind = (RcBatchKind) rc_statement_get_int (select, 5);
      revision->undone = rc_statement_get_int (select, 6) != 0;
      g_ptr_array_add (revisions, revision);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&revisions);
}
