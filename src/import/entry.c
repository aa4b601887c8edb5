/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Publications that a source brings, into an open batch. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include "import/entry.h"

#include "catalogue/entries.h"
#include "catalogue/merge.h"
#include "catalogue/twins.h"

char *
rc_import_dup_entry_name (const RcRecord *record)
{
  g_return_val_if_fail (record != NULL && record->control != NULL, NULL);

  if (record->marc == NULL)
    return g_strdup (record->control);
  for (int i = rc_marc_find (record->marc, "035", 0); i >= 0; i = rc_marc_find (record->marc, "035", (guint) i + 1))
    {
      g_autofree char *number = rc_marc_field_dup_subfield (rc_marc_get_field (record->marc, (guint) i), 'a');

      if (number != NULL && g_str_has_prefix (number, "oai:"))
        return g_steal_pointer (&number);
    }
  return g_strdup (record->control);
}

/* What is another text when anything in the record is, but when it was sent (005). */
static char *
dup_digest (const RcMarc *marc)
{
  g_autoptr (RcMarc) copy = rc_marc_copy (marc);
  g_autoptr (GBytes) bytes = NULL;
  int sent = rc_marc_find (copy, "005", 0);

  if (sent >= 0)
    rc_marc_remove_field (copy, (guint) sent);
  bytes = rc_marc_to_bytes (copy);
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/* An entry under way into the catalogue. */
typedef struct
{
  RcDatabase *db; /* (unowned) */
  gint64 batch, source;
  const RcRecord *record; /* (unowned) */
  RcPrepared *prepared;   /* (unowned) */
  const char *name, *said; /* (unowned) */
  RcOutcome *outcome;
  gboolean *beside;
} RcEntry;

static gboolean
follow (RcEntry *self, gint64 id, RcState state, gboolean known, GError **error)
{
  g_auto (RcMerge) merge = { 0 };

  if (!rc_records_follow (self->db, self->batch, id, self->prepared, state, &merge, error))
    return FALSE;
  *self->outcome = merge.same ? RC_OUTCOME_UNCHANGED : RC_OUTCOME_UPDATED;
  *self->beside = merge.replaced != NULL;
  /* What was the same all the time needs no word about it. */
  return (known && merge.same) || rc_entries_keep (self->db, self->batch, self->source, self->name, id, self->said, error);
}

static gboolean
add (RcEntry *self, RcState state, GError **error)
{
  gint64 id = rc_records_put_from_source (self->db, self->batch, 0, self->source, self->record, state, error);

  *self->outcome = RC_OUTCOME_ADDED;
  return id != 0 && rc_entries_keep (self->db, self->batch, self->source, self->name, id, self->said, error);
}

/* The source itself counts two records as two. */
static gboolean
has_entry (RcEntry *self, gint64 id, gboolean *has, GError **error)
{
  g_autoptr (GPtrArray) rows = rc_grant_sources_list (self->db, id, error);

  *has = FALSE;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    *has = *has || ((const RcGrantSource *) g_ptr_array_index (rows, i))->source == self->source;
  return rows != NULL;
}

static gboolean
take_new (RcEntry *self, RcState state, GError **error)
{
  g_autoptr (GPtrArray) twins = NULL;
  const RcTwin *twin;
  RcMatch match;
  gboolean has;

  if (!rc_records_match (self->db, 0, self->prepared, &match, error))
    return FALSE;
  if (match.id != 0)
    return has_entry (self, match.id, &has, error) && (has ? add (self, state, error) : follow (self, match.id, match.state, FALSE, error));
  *self->outcome = RC_OUTCOME_DUPLICATE;
  if (match.joined != 0)
    return TRUE;
  twins = rc_twins_find_prepared (self->db, self->prepared, 0, error);
  if (twins == NULL)
    return FALSE;
  twin = twins->len > 0 ? g_ptr_array_index (twins, 0) : NULL;
  if (twin == NULL || twin->score < RC_TWIN_SURE)
    return add (self, state, error);
  return has_entry (self, twin->record, &has, error) && (!has || add (self, state, error));
}

/* The state of the record that an entry has become; 9 (removed) and none at all are no state: FALSE in `there`. */
static gboolean
find_state (RcDatabase *db, gint64 id, RcState *state, gboolean *there, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcRecordDetails) details = rc_records_get (db, id, &local_error);

  *there = details != NULL && details->id == id;
  if (*there)
    *state = details->state;
  if (details != NULL || g_error_matches (local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
rc_import_entry (RcDatabase *db, gint64 batch, gint64 source, const RcRecord *record, RcState state, RcOutcome *outcome, gboolean *beside,
                 GError **error)
{
  g_autoptr (RcGrantSource) known = NULL;
  g_autoptr (RcPreparer) preparer = NULL;
  g_autoptr (RcPrepared) prepared = NULL;
  g_autofree char *name = NULL;
  g_autofree char *said = NULL;
  RcEntry self = { .db = db, .batch = batch, .source = source, .record = record, .outcome = outcome, .beside = beside };
  gboolean there;

  g_return_val_if_fail (db != NULL && batch > 0 && source > 0 && outcome != NULL && beside != NULL, FALSE);
  g_return_val_if_fail (record->kind == RC_KIND_PUBLICATION && record->marc != NULL && record->control != NULL, FALSE);

  *outcome = RC_OUTCOME_UNCHANGED;
  *beside = FALSE;
  self.name = name = rc_import_dup_entry_name (record);
  self.said = said = dup_digest (record->marc);
  if (!rc_entries_find (db, source, name, &known, error))
    return FALSE;
  if (known != NULL && known->state == RC_GRANT_OFFERED && g_str_equal (known->upstream, said))
    return TRUE;
  preparer = rc_preparer_new ();
  self.prepared = prepared = rc_preparer_prepare (preparer, record, NULL);
  if (known == NULL)
    return take_new (&self, state, error);
  if (!find_state (db, known->record, &state, &there, error))
    return FALSE;
  /* Somebody took it out of the catalogue, or made it a part of another record: so it stays. */
  return !there || follow (&self, known->record, state, known->state == RC_GRANT_OFFERED, error);
}
