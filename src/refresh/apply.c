/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of a judged listing into the catalogue: one transaction. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "catalogue/batches.h"
#include "catalogue/drifts.h"
#include "catalogue/grant-offers.h"
#include "import/entry.h"
#include "refresh/apply.h"

static void
count (RcRefreshReport *report, RcOffer offer)
{
  report->n_new += offer == RC_OFFER_NEW;
  report->n_changed += offer == RC_OFFER_JOINED || offer == RC_OFFER_CHANGED || offer == RC_OFFER_BESIDE;
  report->n_beside += offer == RC_OFFER_BESIDE;
  report->n_closed += offer == RC_OFFER_CLOSED || offer == RC_OFFER_WITHDRAWN;
  report->n_withdrawn += offer == RC_OFFER_WITHDRAWN;
}

static gboolean
apply_publication (RcDatabase *db, const RcSource *source, const RcRecord *record, RcState state, RcRefreshReport *report, GError **error)
{
  RcOutcome outcome;
  gboolean beside;

  if (!rc_import_entry (db, report->batch, source->id, record, state, &outcome, &beside, error))
    return FALSE;
  report->n_new += outcome == RC_OUTCOME_ADDED;
  report->n_changed += outcome == RC_OUTCOME_UPDATED;
  report->n_beside += outcome == RC_OUTCOME_UPDATED && beside;
  return TRUE;
}

/* A new record waits for review where the source is so, or what is in it was guessed; one that is known stays what staff made of it. */
static gboolean
apply_record (RcDatabase *db, const RcSource *source, const RcListing *listing, const RcRecord *record, RcRefreshReport *report, GError **error)
{
  RcState state = source->review || listing->guessed ? RC_STATE_REVIEW : RC_STATE_VISIBLE;
  RcOffer offer;

  if (record->kind == RC_KIND_PUBLICATION)
    return apply_publication (db, source, record, state, report, error);
  if (!rc_grants_offer (db, report->batch, source->id, record, state, &offer, NULL, error))
    return FALSE;
  count (report, offer);
  return TRUE;
}

static gboolean
withdraw (RcDatabase *db, const RcSource *source, const char *control, RcRefreshReport *report, GError **error)
{
  RcOffer offer;

  if (!rc_grants_withdraw (db, report->batch, source->id, control, &offer, error))
    return FALSE;
  count (report, offer);
  return TRUE;
}

static char *
describe (const RcListing *listing, const RcRefreshReport *report)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (root, object);
  json_object_set_string_member (object, "source", report->source);
  json_object_set_int_member (object, "read", listing->n_read + listing->n_problems);
  json_object_set_int_member (object, "new", report->n_new);
  json_object_set_int_member (object, "changed", report->n_changed);
  json_object_set_int_member (object, "closed", report->n_closed);
  json_object_set_int_member (object, "withdrawn", report->n_withdrawn);
  json_object_set_int_member (object, "beside", report->n_beside);
  json_object_set_int_member (object, "rejected", listing->n_problems);
  return json_to_string (root, FALSE);
}

/* What a complete listing does not hold any more is withdrawn. */
static gboolean
withdraw_absent (RcDatabase *db, const RcSource *source, const RcListing *listing, RcRefreshReport *report, GError **error)
{
  g_autoptr (GHashTable) offered = rc_grants_get_offered (db, source->id, error);
  GHashTableIter iter;
  gpointer control;

  if (offered == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, offered);
  while (g_hash_table_iter_next (&iter, &control, NULL))
    if (!rc_listing_has_seen (listing, control) && !withdraw (db, source, control, report, error))
      return FALSE;
  return TRUE;
}

static gboolean
apply_records (RcDatabase *db, const RcSource *source, const RcListing *listing, gboolean last, RcRefreshReport *report, GCancellable *cancellable,
               GError **error)
{
  for (guint i = 0; i < listing->records->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !apply_record (db, source, listing, g_ptr_array_index (listing->records, i), report, error))
      return FALSE;
  for (guint i = 0; i < listing->deleted->len; i++)
    if (!withdraw (db, source, g_ptr_array_index (listing->deleted, i), report, error))
      return FALSE;
  return !last || !listing->complete || withdraw_absent (db, source, listing, report, error);
}

/* Inside the transaction. */
static gboolean
write_page (RcDatabase *db, const RcSource *source, const RcListing *listing, gboolean last, RcRefreshReport *report, GCancellable *cancellable,
            GError **error)
{
  if (report->batch == 0)
    report->batch = rc_batch_begin (db, RC_BATCH_REFRESH, source->name, NULL, error);
  return report->batch != 0 && apply_records (db, source, listing, last, report, cancellable, error);
}

/* What is known after the listing. */
static gboolean
note_drift (RcDatabase *db, const RcSource *source, const RcListing *listing, RcDriftTexts *texts, GError **error)
{
  if (!rc_drifts_load (db, source->id, texts, error))
    return FALSE;
  if (listing->drift != NULL)
    {
      g_autoptr (RcDrift) old = rc_drift_from_json (texts->report);

      /* What was seen once is the same today. */
      listing->drift->waits = old != NULL && old->waits && rc_drift_is_within (listing->drift, old);
      g_free (texts->report);
      texts->report = rc_drift_to_json (listing->drift);
      return TRUE;
    }
  if (!listing->partial || texts->shape == NULL)
    {
      g_free (texts->shape);
      texts->shape = rc_shape_to_json (listing->shape);
    }
  g_clear_pointer (&texts->report, g_free);
  g_clear_pointer (&texts->accepted, g_free);
  return TRUE;
}

static gboolean
write_drift (RcDatabase *db, const RcSource *source, const RcListing *listing, GError **error)
{
  g_auto (RcDriftTexts) texts = { 0 };

  return note_drift (db, source, listing, &texts, error) && rc_drifts_store (db, source->id, &texts, error);
}

gboolean
rc_apply_drift (RcDatabase *db, const RcSource *source, const RcListing *listing, GError **error)
{
  g_auto (RcDriftTexts) before = { 0 };
  g_auto (RcDriftTexts) after = { 0 };

  if (!rc_drifts_load (db, source->id, &before, error) || !note_drift (db, source, listing, &after, error))
    return FALSE;
  /* The same trouble every quarter of an hour is written down once. */
  if (g_strcmp0 (before.report, after.report) == 0 && g_strcmp0 (before.accepted, after.accepted) == 0)
    return TRUE;
  if (!rc_database_begin (db, error))
    return FALSE;
  if (rc_drifts_store (db, source->id, &after, error))
    return rc_database_commit (db, error);
  rc_database_rollback (db);
  return FALSE;
}

/* What is to be true together with the page. */
static gboolean
write_rest (RcDatabase *db, const RcSource *source, const RcListing *listing, gboolean last, const RcRefreshReport *report, GError **error)
{
  g_autoptr (RcSource) saved = rc_source_copy (source);
  g_autofree char *text = describe (listing, report);

  if (last)
    {
      saved->n_new = report->n_new;
      saved->n_changed = report->n_changed;
      saved->n_closed = report->n_closed;
    }
  return rc_batch_finish (db, report->batch, text, error) && rc_sources_keep_try (db, saved, error) &&
         (!last || write_drift (db, source, listing, error)) &&
         rc_sources_keep_entries (db, source->id, listing->entries, error) &&
         ((!last && !listing->anew) || rc_sources_forget_seen (db, source->id, error)) &&
         (last || rc_sources_keep_seen (db, source->id, (const gint64 *) (gconstpointer) listing->fresh->data, listing->fresh->len, error));
}

/* What was asked for without news is remembered all the same, so that it is not asked for every day. */
static gboolean
keep_entries (RcDatabase *db, const RcSource *source, const RcListing *listing, GError **error)
{
  if (g_hash_table_size (listing->entries) == 0)
    return TRUE;
  if (!rc_database_begin (db, error))
    return FALSE;
  if (rc_sources_keep_entries (db, source->id, listing->entries, error))
    return rc_database_commit (db, error);
  rc_database_rollback (db);
  return FALSE;
}

gboolean
rc_apply_listing (RcDatabase *db, const RcSource *source, const RcListing *listing, gboolean last, RcRefreshReport *report, gboolean *stored,
                  GCancellable *cancellable, GError **error)
{
  const RcRefreshReport before = *report;
  gboolean news;

  *stored = FALSE;
  if (!rc_database_begin (db, error))
    return FALSE;
  if (write_page (db, source, listing, last, report, cancellable, error))
    {
      news = report->n_new + report->n_changed + report->n_closed > before.n_new + before.n_changed + before.n_closed;
      if (!news && (before.batch == 0 || !last))
        {
          /* A day without news leaves no batch behind. */
          rc_database_rollback (db);
          *report = before;
          return keep_entries (db, source, listing, error);
        }
      if (write_rest (db, source, listing, last, report, error) && rc_database_commit (db, error))
        {
          *stored = TRUE;
          return TRUE;
        }
    }
  rc_database_rollback (db);
  *report = before;
  return FALSE;
}
