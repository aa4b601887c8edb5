/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A judged listing into the catalogue: one batch, one transaction. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "catalogue/batches.h"
#include "catalogue/records.h"
#include "import/import.h"
#include "refresh/apply.h"

/* A new grant waits for review where the source is so; one that is known stays what staff made of it. */
static gboolean
choose_state (RcDatabase *db, const RcSource *source, const char *control, RcState *state, GError **error)
{
  g_autoptr (RcRecordDetails) details = NULL;
  gint64 id;

  *state = source->review ? RC_STATE_REVIEW : RC_STATE_VISIBLE;
  id = rc_records_find_control (db, RC_KIND_GRANT, source->id, control, NULL);
  if (id == 0)
    return TRUE;
  details = rc_records_get (db, id, error);
  if (details == NULL)
    return FALSE;
  *state = details->state;
  return TRUE;
}

static gboolean
apply_record (RcDatabase *db, const RcSource *source, const RcRecord *record, GHashTable *open, RcRefreshReport *report, GError **error)
{
  RcOutcome outcome;
  RcState state;

  if (!choose_state (db, source, record->control, &state, error) ||
      !rc_import_record (db, report->batch, source->id, record, state, &outcome, NULL, error))
    return FALSE;
  if (outcome == RC_OUTCOME_ADDED)
    report->n_new++;
  else if (outcome == RC_OUTCOME_UPDATED && record->grant->closed && g_hash_table_contains (open, record->control))
    report->n_closed++;
  else if (outcome == RC_OUTCOME_UPDATED)
    report->n_changed++;
  return TRUE;
}

/* What a complete listing does not hold any more is closed. */
static gboolean
close_absent (RcDatabase *db, const RcSource *source, const char *control, RcRefreshReport *report, GError **error)
{
  gint64 id = rc_records_find_control (db, RC_KIND_GRANT, source->id, control, error);
  g_autoptr (RcRecordDetails) details = id != 0 ? rc_records_get (db, id, error) : NULL;
  g_autoptr (RcRecord) record = NULL;
  RcOutcome outcome;

  if (details == NULL || details->record->grant == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("the grant %s is not there any more"), control);
      return FALSE;
    }
  record = rc_record_new_grant (control, rc_grant_copy (details->record->grant));
  record->grant->closed = TRUE;
  if (!rc_import_record (db, report->batch, source->id, record, details->state, &outcome, NULL, error))
    return FALSE;
  report->n_closed++;
  return TRUE;
}

static char *
describe (const RcListing *listing, const RcRefreshReport *report)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (root, object);
  json_object_set_string_member (object, "source", report->source);
  json_object_set_int_member (object, "read", listing->records->len + listing->problems->len);
  json_object_set_int_member (object, "new", report->n_new);
  json_object_set_int_member (object, "changed", report->n_changed);
  json_object_set_int_member (object, "closed", report->n_closed);
  json_object_set_int_member (object, "rejected", listing->problems->len);
  return json_to_string (root, FALSE);
}

static gboolean
apply_records (RcDatabase *db, const RcSource *source, const RcListing *listing, RcRefreshReport *report, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GHashTable) open = rc_sources_get_open_controls (db, source->id, error);
  GHashTableIter iter;
  gpointer control;

  if (open == NULL)
    return FALSE;
  for (guint i = 0; i < listing->records->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !apply_record (db, source, g_ptr_array_index (listing->records, i), open, report, error))
      return FALSE;
  if (!listing->complete)
    return TRUE;
  g_hash_table_iter_init (&iter, open);
  while (g_hash_table_iter_next (&iter, &control, NULL))
    if (!g_hash_table_contains (listing->seen, control) && !close_absent (db, source, control, report, error))
      return FALSE;
  return TRUE;
}

/* Inside the transaction. */
static gboolean
write_batch (RcDatabase *db, RcSource *source, const RcListing *listing, RcRefreshReport *report, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = NULL;

  report->batch = rc_batch_begin (db, RC_BATCH_REFRESH, source->name, NULL, error);
  if (report->batch == 0 || !apply_records (db, source, listing, report, cancellable, error))
    return FALSE;
  source->n_new = report->n_new;
  source->n_changed = report->n_changed;
  source->n_closed = report->n_closed;
  text = describe (listing, report);
  return rc_batch_finish (db, report->batch, text, error) && rc_sources_put (db, source, error) != 0;
}

gboolean
rc_apply_listing (RcDatabase *db, RcSource *source, const RcListing *listing, RcRefreshReport *report, GCancellable *cancellable,
                  GError **error)
{
  if (!rc_database_begin (db, error))
    return FALSE;
  if (!write_batch (db, source, listing, report, cancellable, error))
    {
      rc_database_rollback (db);
      report->n_new = report->n_changed = report->n_closed = 0;
      report->batch = 0;
      return FALSE;
    }
  if (report->n_new + report->n_changed + report->n_closed == 0)
    {
      /* A day without news leaves no batch behind. */
      rc_database_rollback (db);
      report->batch = 0;
      return rc_apply_source (db, source, error);
    }
  return rc_database_commit (db, error);
}

gboolean
rc_apply_source (RcDatabase *db, const RcSource *source, GError **error)
{
  if (!rc_database_begin (db, error))
    return FALSE;
  if (rc_sources_put (db, source, error) == 0)
    {
      rc_database_rollback (db);
      return FALSE;
    }
  return rc_database_commit (db, error);
}
