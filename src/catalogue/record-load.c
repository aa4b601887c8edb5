/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records read from the catalogue: whole, by number, one after another. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "catalogue/copies.h"
#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/documents.h"
#include "catalogue/grants.h"
#include "catalogue/identity.h"
#include "catalogue/join.h"
#include "exchange/isis-marc.h"

void
rc_record_details_free (RcRecordDetails *self)
{
  g_clear_pointer (&self->record, rc_record_free);
  g_clear_pointer (&self->description, rc_description_free);
  g_clear_pointer (&self->copies, g_ptr_array_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_free (self->title);
  g_free (self->source);
  g_free (self->path);
  g_free (self->media_type);
  g_free (self);
}

/* A record from its row; `marc` is that of the statement. */
static RcRecord *
make_record (RcDatabase *db, gint64 id, RcKind kind, const char *control, RcStatement *select, int marc_column, GError **error)
{
  gsize size = 0;
  const void *data;
  RcMarc *marc;

  if (kind == RC_KIND_GRANT)
    {
      RcGrant *grant = rc_grants_load (db, id, error);

      return grant != NULL ? rc_record_new_grant (control, grant) : NULL;
    }
  if (kind == RC_KIND_FILE)
    {
      RcRecord *record = g_new0 (RcRecord, 1);

      record->kind = kind;
      return record;
    }
  data = rc_statement_get_bytes (select, marc_column, &size);
  marc = rc_marc_from_bytes (data != NULL ? data : "", size, error);
  if (marc == NULL)
    {
      g_prefix_error (error, _ ("Record %" PRId64 ": "), id);
      return NULL;
    }
  return rc_record_new_marc (kind, marc);
}

static gboolean
load_file (RcDatabase *db, gint64 id, RcRecordDetails *details, GError **error)
{
  g_autoptr (RcStatement) select = NULL;
  g_autoptr (GError) local_error = NULL;

  select = rc_statement_new (db, "SELECT disc, path, size_bytes, media_type FROM file WHERE record = ?", error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, id);
  if (rc_statement_step (select, &local_error))
    {
      details->disc = rc_statement_get_int (select, 0);
      details->path = rc_statement_dup_text (select, 1);
      details->size_bytes = rc_statement_get_int (select, 2);
      details->media_type = rc_statement_dup_text (select, 3);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_parts (RcDatabase *db, gint64 id, RcRecordDetails *details, GError **error)
{
  details->copies = rc_copies_load (db, id, error);
  details->documents = details->copies != NULL ? rc_documents_list (db, id, error) : NULL;
  if (details->documents == NULL)
    return FALSE;
  if (details->record->kind == RC_KIND_FILE)
    return load_file (db, id, details, error);
  if (details->record->grant != NULL)
    details->deadline = rc_grants_get_end (details->record->grant);
  else
    details->description = rc_description_new_from_marc (details->record->marc);
  return TRUE;
}

RcRecordDetails *
rc_records_get (RcDatabase *db, gint64 id, GError **error)
{
  g_autoptr (RcRecordDetails) details = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db,
                             "SELECT r.kind, r.state, r.control, r.marc, r.title, r.added, r.changed, s.name, s.last_success "
                             "FROM record r LEFT JOIN source s ON s.id = r.source WHERE r.id = ? AND r.state <> 9",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, id);
  if (!rc_statement_step (select, &local_error))
    {
      gint64 kept = local_error == NULL ? rc_records_get_kept (db, id, &local_error) : 0;

      if (kept != 0)
        return rc_records_get (db, kept, error);
      if (local_error == NULL)
        g_set_error (&local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("There is no record %" PRId64), id);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  details = g_new0 (RcRecordDetails, 1);
  details->id = id;
  details->record = make_record (db, id, (RcKind) rc_statement_get_int (select, 0), rc_statement_get_text (select, 2), select,
                                 3, error);
  if (details->record == NULL)
    return NULL;
  details->state = (RcState) rc_statement_get_int (select, 1);
  details->title = rc_statement_dup_text (select, 4);
  details->added = rc_statement_get_int (select, 5);
  details->changed = rc_statement_get_int (select, 6);
  details->source = rc_statement_dup_text (select, 7);
  details->source_checked = rc_statement_get_int (select, 8);
  if (!load_parts (db, id, details, error))
    return NULL;
  return g_steal_pointer (&details);
}

/* The first column of the first row; 0 for none, and with `error` set on error. */
static gint64
step_id (RcStatement *select, GError **error)
{
  return rc_statement_step (select, error) ? rc_statement_get_int (select, 0) : 0;
}

gint64
rc_records_find_control (RcDatabase *db, RcKind kind, gint64 source, const char *control, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && control != NULL, 0);

  select = rc_statement_new (db,
                             "SELECT id FROM record WHERE control = ? AND kind = ? AND source IS ? AND state <> 9 "
                             "ORDER BY id LIMIT 1",
                             error);
  if (select == NULL)
    return 0;
  rc_statement_bind_text (select, 1, control);
  rc_statement_bind_int (select, 2, kind);
  rc_statement_bind_id (select, 3, source);
  return step_id (select, error);
}

static RcStatement *
select_match (RcDatabase *db, gint64 source, const RcRecord *record, GBytes *digest, const char *agency, GError **error)
{
  RcStatement *select;

  if (record->control == NULL)
    {
      select = rc_statement_new (db,
                                 "SELECT id, digest, state, 1, agency, title, people, year FROM record WHERE control IS NULL AND digest = ? AND kind = ? "
                                 "AND source IS ? AND state <> 9 ORDER BY id LIMIT 1",
                                 error);
      if (select != NULL)
        rc_statement_bind_bytes (select, 1, digest);
    }
  else
    {
      select = rc_statement_new (db,
                                 "SELECT id, digest, state, agency IS ?4, agency, title, people, year FROM record WHERE control = ?1 AND kind = ?2 "
                                 "AND source IS ?3 AND (state <> 9 OR EXISTS (SELECT 1 FROM joined j WHERE j.record = record.id)) "
                                 "AND (agency IS NULL OR ?4 IS NULL OR agency = ?4) "
                                 "ORDER BY id",
                                 error);
      if (select != NULL)
        {
          rc_statement_bind_text (select, 1, record->control);
          rc_statement_bind_text (select, 4, agency);
        }
    }
  if (select != NULL)
    {
      rc_statement_bind_int (select, 2, record->kind);
      rc_statement_bind_id (select, 3, source);
    }
  return select;
}

/* `select` stands on a record with the same control number and other content. `description` is that of the new one, made when
 * it is wanted (owned). */
static gboolean
is_stranger (RcStatement *select, const RcRecord *record, const char *agency, RcDescription **description)
{
  gboolean said = agency != NULL && !g_str_has_prefix (agency, RC_ISIS_AGENCY);

  if (record->marc == NULL)
    return FALSE;
  if (*description == NULL)
    *description = rc_description_new_from_marc (record->marc);
  if (said && g_strcmp0 (rc_statement_get_text (select, 4), agency) == 0)
    return FALSE;
  return rc_identity_is_stranger (rc_statement_get_text (select, 5), rc_statement_get_text (select, 6),
                                  (int) rc_statement_get_int (select, 7), *description);
}

/* Where several libraries' records have one number: the library tells them apart where the new one says which, else the title. */
static guint
rank (RcStatement *select, const char *agency, const RcDescription *description)
{
  gboolean exact = rc_statement_get_int (select, 3) != 0;
  gboolean titled = description != NULL && g_strcmp0 (rc_statement_get_text (select, 5), description->title) == 0;

  return agency != NULL ? 2 * exact + titled : 2 * titled + exact;
}

gboolean
rc_records_match (RcDatabase *db, gint64 source, const RcPrepared *prepared, RcMatch *match, GError **error)
{
  g_autoptr (RcDescription) description = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;
  guint match_rank = 0, n_candidates = 0;

  g_return_val_if_fail (db != NULL && prepared != NULL && match != NULL, FALSE);

  select = select_match (db, source, prepared->record, prepared->digest, prepared->agency, error);
  *match = (RcMatch) { 0 };
  if (select == NULL)
    return FALSE;
  /* The first one; one of a higher rank goes before it, and one with the same content before all. */
  while (!match->same && rc_statement_step (select, &local_error))
    {
      g_autoptr (GBytes) old = rc_statement_dup_bytes (select, 1);
      gboolean same = old != NULL && g_bytes_equal (old, prepared->digest);
      guint rank_here;

      /* One that was joined is a part of another. */
      if (rc_statement_get_int (select, 2) == RC_STATE_REMOVED)
        {
          match->joined = rc_statement_get_int (select, 0);
          continue;
        }
      if (!same && is_stranger (select, prepared->record, prepared->agency, &description))
        {
          match->stranger = rc_statement_get_int (select, 0);
          continue;
        }
      n_candidates++;
      rank_here = rank (select, prepared->agency, description);
      if (match->id != 0 && !same && rank_here <= match_rank)
        continue;
      match->id = rc_statement_get_int (select, 0);
      match->same = same;
      match->state = (RcState) rc_statement_get_int (select, 2);
      match_rank = rank_here;
    }
  /* Several have the number, and none of them the title. */
  if (n_candidates > 1 && match_rank == 0 && !match->same)
    {
      match->stranger = match->id;
      match->id = 0;
    }
  if (match->joined != 0 && local_error == NULL)
    match->joined = match->id == 0 ? rc_records_get_kept (db, match->joined, &local_error) : 0;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gint64
find_by_text (RcDatabase *db, const char *sql, const char *text, GError **error)
{
  g_autoptr (RcStatement) select = rc_statement_new (db, sql, error);

  if (select == NULL)
    return 0;
  rc_statement_bind_text (select, 1, text);
  return step_id (select, error);
}

/* What was joined to another one leads there. */
static gint64
find_joined (RcDatabase *db, const char *text, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 id;

  id = find_by_text (db,
                     "SELECT j.record FROM joined j JOIN record r ON r.id = j.record "
                     "WHERE r.control = ?1 OR CAST (r.id AS TEXT) = ?1 ORDER BY r.control IS NOT ?1, r.id LIMIT 1",
                     text, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return id != 0 ? rc_records_get_kept (db, id, error) : 0;
}

gint64
rc_records_find (RcDatabase *db, const char *text, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  guint64 number = 0;
  gint64 id = 0;

  g_return_val_if_fail (db != NULL && text != NULL, 0);

  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    id = find_by_text (db, "SELECT id FROM record WHERE id = CAST (? AS INTEGER) AND state <> 9", text, &local_error);
  if (id == 0 && local_error == NULL)
    id = find_by_text (db, "SELECT id FROM record WHERE control = ? AND state <> 9 ORDER BY id LIMIT 1", text, &local_error);
  if (id == 0 && local_error == NULL)
    id = find_by_text (db,
                       "SELECT c.record FROM copy c JOIN record r ON r.id = c.record "
                       "WHERE c.barcode = ? AND r.state <> 9 ORDER BY c.record LIMIT 1",
                       text, &local_error);
  if (id == 0 && local_error == NULL)
    id = find_joined (db, text, &local_error);
  if (id == 0 && local_error == NULL)
    g_set_error (&local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("There is no record “%s”"), text);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return id;
}

gboolean
rc_records_foreach (RcDatabase *db, RcRecordFunc func, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;
  gboolean go_on = TRUE;

  g_return_val_if_fail (db != NULL && func != NULL, FALSE);

  select = rc_statement_new (db, "SELECT id, kind, control, marc FROM record WHERE kind <> 3 AND state <> 9 ORDER BY id", error);
  if (select == NULL)
    return FALSE;
  while (go_on && rc_statement_step (select, &local_error))
    {
      gint64 id = rc_statement_get_int (select, 0);
      g_autoptr (RcRecord) record = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      record = make_record (db, id, (RcKind) rc_statement_get_int (select, 1), rc_statement_get_text (select, 2), select, 3,
                            error);
      if (record == NULL)
        return FALSE;
      if (record->marc != NULL)
        {
          record->copies = rc_copies_load (db, id, error);
          if (record->copies == NULL)
            return FALSE;
        }
      go_on = func (id, record, user_data);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}
