/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record takes the place of another version of itself, of which what is local stays. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <string.h>

#include "catalogue/copies.h"
#include "catalogue/merge.h"

#include "catalogue/batches.h"
#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/snapshot.h"
#include "catalogue/trial.h"
#include "record/local.h"
#include "record/marc-partial.h"

void
rc_merge_clear (RcMerge *self)
{
  g_clear_pointer (&self->before, rc_marc_free);
  g_clear_pointer (&self->after, rc_marc_free);
  g_clear_pointer (&self->replaced, g_free);
}

/* `sql` selects it by its id. */
static gboolean
load_marc (RcDatabase *db, const char *sql, gint64 id, RcMarc **marc, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = rc_statement_new (db, sql, error);

  *marc = NULL;
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, id);
  if (rc_statement_step (select, &local_error))
    {
      gsize size = 0;
      const void *data = rc_statement_get_bytes (select, 0, &size);

      *marc = rc_marc_from_bytes (data != NULL ? data : "", size, &local_error);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return *marc != NULL;
}

/* Tags of fields that an edit changed, each once, in MARC's order. */
static void
gather_tags (const RcMarc *before, const RcMarc *after, GPtrArray *tags)
{
  for (guint i = 0; i < rc_marc_get_n_fields (after); i++)
    {
      const RcMarcField *field = rc_marc_get_field (after, i);
      gboolean found = FALSE;

      for (int j = rc_marc_find (before, field->tag, 0); j >= 0 && !found;
           j = rc_marc_find (before, field->tag, (guint) j + 1))
        found = g_strcmp0 (rc_marc_get_field (before, (guint) j)->data, field->data) == 0;
      if (!found && !rc_marc_field_is_local (field) && strcmp (field->tag, "005") != 0 &&
          !g_ptr_array_find_with_equal_func (tags, field->tag, g_str_equal, NULL))
        g_ptr_array_add (tags, g_strdup (field->tag));
    }
}

/* What was written here since the record came in: its local fields, and the tags of others. */
typedef struct
{
  RcMarc *local;   /* (owned) */
  GPtrArray *tags; /* (owned) char * */
  gboolean losses; /* tags of which something was taken out count, too */
} RcOurs;

static void
ours_clear (RcOurs *self)
{
  g_clear_pointer (&self->local, rc_marc_free);
  g_clear_pointer (&self->tags, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcOurs, ours_clear)

static void
gather_edits (const RcMarc *before, const RcMarc *after, RcOurs *ours)
{
  gather_tags (before, after, ours->tags);
  if (ours->losses)
    gather_tags (after, before, ours->tags);
}

/* A revision has what was before; what came of it is what the next one has, or the record itself. */
static gboolean
read_edits (RcDatabase *db, gint64 id, RcOurs *ours, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcMarc) before = NULL;
  g_autoptr (RcMarc) now = NULL;
  g_autoptr (RcStatement) select = NULL;
  gboolean edit = FALSE, tried = FALSE;

  /* A trial leaves no revisions: the record as they know it is that of the catalogue. */
  if (!load_marc (db, "SELECT marc FROM main.record WHERE id = ?", id, &now, error) || !rc_trial_has (db, id, &tried, error))
    return FALSE;
  select = rc_statement_new (db,
                             "SELECT r.before, b.kind, b.undone FROM revision r JOIN batch b ON b.id = r.batch "
                             "WHERE r.record = ? ORDER BY r.id",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, id);
  while (rc_statement_step (select, &local_error))
    {
      g_autoptr (GBytes) snapshot = rc_statement_dup_bytes (select, 0);
      g_autoptr (RcMarc) after = snapshot != NULL ? rc_snapshot_get_marc (snapshot, NULL) : NULL;
      gint64 kind = rc_statement_get_int (select, 1);

      if (edit && after != NULL)
        {
          rc_marc_gather_local (before, after, ours->local);
          if (before != NULL)
            gather_edits (before, after, ours);
        }
      edit = (kind == RC_BATCH_EDIT || kind == RC_BATCH_JOIN) && rc_statement_get_int (select, 2) == 0;
      /* What an import brings is no longer ours. */
      if (kind == RC_BATCH_IMPORT)
        g_ptr_array_set_size (ours->tags, 0);
      g_clear_pointer (&before, rc_marc_free);
      before = g_steal_pointer (&after);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (edit)
    {
      rc_marc_gather_local (before, now, ours->local);
      if (before != NULL)
        gather_edits (before, now, ours);
    }
  if (tried)
    g_ptr_array_set_size (ours->tags, 0);
  return TRUE;
}

/* Whether the record was ever changed by hand: mostly it was not, and then its revisions need not be read. */
static gboolean
find_edits (RcDatabase *db, gint64 id, gboolean *any, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT EXISTS (SELECT 1 FROM revision r JOIN batch b ON b.id = r.batch "
                             "WHERE r.record = ? AND b.kind IN (4, 7) AND NOT b.undone)",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, id);
  if (!rc_statement_step (select, error))
    return FALSE;
  *any = rc_statement_get_int (select, 0) != 0;
  return TRUE;
}

static char *
join_tags (GPtrArray *tags)
{
  if (tags->len == 0)
    return NULL;
  g_ptr_array_add (tags, NULL);
  return g_strjoinv (", ", (char **) tags->pdata);
}

/* Whether the copies stand in the catalogue as the record says it of them, who may say nothing. */
static gboolean
compare_copies (RcDatabase *db, gint64 id, GPtrArray *said, gboolean *same, GError **error)
{
  g_autoptr (GPtrArray) copies = NULL;

  *same = TRUE;
  if (said == NULL)
    return TRUE;
  copies = rc_copies_load (db, id, error);
  if (copies != NULL)
    *same = rc_copies_have_status (copies, said);
  return copies != NULL;
}

/* Puts a record that is not the one that came in. */
static gboolean
put_merged (RcDatabase *db, gint64 batch, gint64 id, const RcRecord *came, RcMarc *marc, RcState state, GError **error)
{
  g_autoptr (RcRecord) record = rc_record_new_marc (came->kind, marc);
  g_autoptr (RcPrepared) prepared = NULL;

  record->copies = came->copies != NULL ? g_ptr_array_ref (came->copies) : NULL;
  prepared = rc_preparer_prepare (rc_database_get_preparer (db), record, NULL);
  return rc_records_put_prepared (db, batch, id, prepared, state, error) != 0;
}

/* Gives `marc` the fields of a tag that `from` has, in the place of its own. Returns whether that made a difference. */
static gboolean
take_fields (RcMarc *marc, const RcMarc *from, const char *tag)
{
  g_autoptr (RcMarc) before = rc_marc_copy (marc);
  int at = rc_marc_find (marc, tag, 0);
  guint place;

  while (rc_marc_find (marc, tag, 0) >= 0)
    rc_marc_remove_field (marc, (guint) rc_marc_find (marc, tag, 0));
  for (place = 0; at < 0 && place < rc_marc_get_n_fields (marc) && strcmp (rc_marc_get_field (marc, place)->tag, tag) < 0; place++)
    ;
  if (at >= 0)
    place = (guint) at;
  for (int i = rc_marc_find (from, tag, 0); i >= 0; i = rc_marc_find (from, tag, (guint) i + 1))
    {
      const RcMarcField *field = rc_marc_get_field (from, (guint) i);

      rc_marc_insert_field (marc, place++, tag, field->data, (gssize) field->length);
    }
  return !rc_marc_equal (before, marc);
}

/* What was changed here stays; of the tags only those are left of which `newer` says something else. */
static void
keep_edits (RcMarc *newer, const RcMarc *old, GPtrArray *tags)
{
  for (guint i = 0; i < tags->len;)
    if (take_fields (newer, old, g_ptr_array_index (tags, i)))
      i++;
    else
      g_ptr_array_remove_index (tags, i);
}

static gboolean
merge_record (RcDatabase *db, gint64 batch, gint64 id, RcPrepared *prepared, gboolean keep_number, gboolean follows, RcState state, RcMerge *merge,
              GError **error)
{
  const RcRecord *record = prepared->record;
  g_auto (RcOurs) ours = { NULL };
  g_autoptr (RcMarc) old = NULL;
  g_autoptr (RcMarc) newer = NULL;
  g_autoptr (RcMarc) marc = NULL;
  gboolean edited = FALSE, same_copies;

  *merge = (RcMerge){ 0 };
  if (record->marc == NULL)
    return rc_records_put_prepared (db, batch, id, prepared, state, error) != 0;
  ours.local = rc_marc_new ();
  ours.tags = g_ptr_array_new_with_free_func (g_free);
  ours.losses = follows;
  if (!load_marc (db, "SELECT marc FROM record WHERE id = ?", id, &old, error) || !find_edits (db, id, &edited, error) ||
      (edited && !read_edits (db, id, &ours, error)))
    return FALSE;
  newer = rc_marc_copy (record->marc);
  if (keep_number)
    rc_marc_take_number (newer, old);
  if (follows)
    keep_edits (newer, old, ours.tags);
  else if (record->project != NULL)
    {
      g_autoptr (RcMarc) partial = g_steal_pointer (&newer);

      newer = rc_marc_update_partial (old, partial, record->project);
    }
  marc = rc_marc_update (newer, old, ours.local, &merge->same);
  if (!compare_copies (db, id, record->copies, &same_copies, error))
    return FALSE;
  merge->same = merge->same && same_copies;
  if (follows || !merge->same)
    merge->replaced = join_tags (ours.tags);
  if (merge->same)
    return TRUE;
  merge->merged = !rc_marc_equal (marc, record->marc);
  merge->before = g_steal_pointer (&old);
  merge->after = merge->merged ? rc_marc_copy (marc) : g_steal_pointer (&marc);
  if (!merge->merged)
    return rc_records_put_prepared (db, batch, id, prepared, state, error) != 0;
  return put_merged (db, batch, id, record, g_steal_pointer (&marc), state, error);
}

gboolean
rc_records_merge (RcDatabase *db,
                  gint64 batch,
                  gint64 id,
                  RcPrepared *prepared,
                  gboolean keep_number,
                  RcState state,
                  RcMerge *merge,
                  GError **error)
{
  g_return_val_if_fail (db != NULL && batch > 0 && id > 0 && merge != NULL, FALSE);

  return merge_record (db, batch, id, prepared, keep_number, FALSE, state, merge, error);
}

gboolean
rc_records_follow (RcDatabase *db, gint64 batch, gint64 id, RcPrepared *prepared, RcState state, RcMerge *merge, GError **error)
{
  g_return_val_if_fail (db != NULL && batch > 0 && id > 0 && merge != NULL, FALSE);

  return merge_record (db, batch, id, prepared, FALSE, TRUE, state, merge, error);
}
