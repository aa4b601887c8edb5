/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records of one publication made one; a record as the draft of another. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalogue/join.h"

#include "catalogue/copies.h"
#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/record-store.h"
#include "record/join.h"

/* Joins of what was joined. */
#define MAX_STEPS 32

static gboolean
run_with_ids (RcDatabase *db, const char *sql, gint64 one, gint64 other, GError **error)
{
  g_autoptr (RcStatement) statement = rc_statement_new (db, sql, error);

  if (statement == NULL)
    return FALSE;
  rc_statement_bind_int (statement, 1, one);
  rc_statement_bind_int (statement, 2, other);
  return rc_statement_run (statement, error);
}

static gboolean
is_among (GPtrArray *copies, const RcCopy *wanted)
{
  for (guint i = 0; i < copies->len; i++)
    {
      const RcCopy *copy = g_ptr_array_index (copies, i);

      if (wanted->barcode != NULL ? g_strcmp0 (copy->barcode, wanted->barcode) == 0
                                  : copy->barcode == NULL && g_strcmp0 (copy->shelfmark, wanted->shelfmark) == 0 &&
                                        g_strcmp0 (copy->location, wanted->location) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Those of both records, each once, with what is known of them beside MARC. */
static GPtrArray *
gather_copies (const RcMarc *joined, GPtrArray *ours, GPtrArray *theirs)
{
  GPtrArray *copies = rc_copies_from_marc (joined);
  GPtrArray *const lists[] = { ours, theirs };

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    {
      for (guint i = 0; i < lists[l]->len; i++)
        if (!is_among (copies, g_ptr_array_index (lists[l], i)))
          g_ptr_array_add (copies, rc_copy_copy (g_ptr_array_index (lists[l], i)));
      rc_copies_keep_status (copies, lists[l]);
    }
  return copies;
}

static RcRecordDetails *
load (RcDatabase *db, gint64 id, GError **error)
{
  g_autoptr (RcRecordDetails) details = rc_records_get (db, id, error);

  if (details == NULL)
    return NULL;
  if (details->id == id && details->record->kind == RC_KIND_PUBLICATION)
    return g_steal_pointer (&details);
  g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT, _ ("Only publications can be joined; record %" PRId64 " is none"), id);
  return NULL;
}

/* Both are kept as they were; the other one second, so that an undo gives it back its documents before it looks at ours. */
static gboolean
add_revisions (RcDatabase *db, gint64 batch, gint64 keep, gint64 other, GError **error)
{
  return rc_revision_add_change (db, batch, keep, RC_REVISION_CHANGED, error) &&
         rc_revision_add_change (db, batch, other, RC_REVISION_REMOVED, error);
}

gboolean
rc_records_join (RcDatabase *db, gint64 batch, gint64 keep, gint64 other, const RcMarc *joined, GError **error)
{
  g_autoptr (RcRecordDetails) ours = NULL;
  g_autoptr (RcRecordDetails) theirs = NULL;
  g_autoptr (RcRecord) record = NULL;
  g_autoptr (GPtrArray) copies = NULL;

  g_return_val_if_fail (db != NULL && batch > 0, FALSE);

  ours = load (db, keep, error);
  theirs = ours != NULL ? load (db, other, error) : NULL;
  if (theirs == NULL)
    return FALSE;
  if (keep == other)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT, _ ("Record %" PRId64 " cannot be joined to itself"), keep);
      return FALSE;
    }
  record = rc_record_new_marc (RC_KIND_PUBLICATION, joined != NULL ? rc_marc_copy (joined)
                                                                   : rc_marc_join (ours->record->marc, theirs->record->marc, NULL));
  copies = gather_copies (record->marc, ours->copies, theirs->copies);
  return add_revisions (db, batch, keep, other, error) &&
         run_with_ids (db, "UPDATE document SET record = ? WHERE record = ?", keep, other, error) &&
         run_with_ids (db, "INSERT INTO joined (record, kept) VALUES (?, ?)", other, keep, error) &&
         rc_records_remove (db, batch, other, error) && rc_records_put (db, batch, keep, record, copies, ours->state, error) != 0;
}

gint64
rc_records_get_kept (RcDatabase *db, gint64 id, GError **error)
{
  g_return_val_if_fail (db != NULL, 0);

  for (guint i = 0; i < MAX_STEPS; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (RcStatement) select = NULL;

      select = rc_statement_new (db, "SELECT j.kept, r.state FROM joined j JOIN record r ON r.id = j.kept WHERE j.record = ?", error);
      if (select == NULL)
        return 0;
      rc_statement_bind_int (select, 1, id);
      if (!rc_statement_step (select, &local_error))
        {
          if (local_error != NULL)
            g_propagate_error (error, g_steal_pointer (&local_error));
          return 0;
        }
      id = rc_statement_get_int (select, 0);
      if (rc_statement_get_int (select, 1) != RC_STATE_REMOVED)
        return id;
    }
  return 0;
}

gint64
rc_records_duplicate (RcDatabase *db, gint64 batch, gint64 id, GError **error)
{
  g_autoptr (RcRecordDetails) details = NULL;
  g_autoptr (RcRecord) draft = NULL;

  g_return_val_if_fail (db != NULL && batch > 0, 0);

  details = rc_records_get (db, id, error);
  if (details == NULL)
    return 0;
  if (details->record->grant != NULL)
    {
      g_autofree char *json = rc_grant_to_json (details->record->grant);
      RcGrant *grant = rc_grant_from_json (json, error);

      draft = grant != NULL ? rc_record_new_grant (NULL, grant) : NULL;
    }
  else if (details->record->kind == RC_KIND_PUBLICATION)
    draft = rc_record_new_marc (RC_KIND_PUBLICATION, rc_marc_make_draft (details->record->marc));
  else
    g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT, _ ("Record %" PRId64 " is no publication and no grant"), id);
  return draft != NULL ? rc_records_put (db, batch, 0, draft, NULL, RC_STATE_DRAFT, error) : 0;
}
