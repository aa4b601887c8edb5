/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records against their digests and against what is derived from them; derived anew in a repair. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>

#include "catalogue/check.h"
#include "catalogue/copies.h"
#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/grants.h"
#include "catalogue/subjects-index.h"

/* One row, read for a check. */
typedef struct
{
  gint64 id;
  RcRecord *record;           /* (owned) */
  RcDescription *description; /* (owned) (nullable) */
  RcColumns *columns;         /* (owned) as they should be */
  RcState state;
  gint64 added;
} RcChecked;

static void
checked_clear (RcChecked *self)
{
  g_clear_pointer (&self->record, rc_record_free);
  g_clear_pointer (&self->description, rc_description_free);
  g_clear_pointer (&self->columns, rc_columns_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcChecked, checked_clear)

#define QUERY                                                                                                          \
  "SELECT id, kind, control, marc, state, added, digest, material, title, parallel_title, people, publisher, languages, " \
  "year FROM record WHERE kind <> 3 AND state <> 9 ORDER BY id"

/* FALSE with an error of the record when its master cannot be read. */
static gboolean
read_checked (RcDatabase *db, RcStatement *select, RcChecked *checked, GError **error)
{
  RcKind kind = (RcKind) rc_statement_get_int (select, 1);

  checked->id = rc_statement_get_int (select, 0);
  checked->state = (RcState) rc_statement_get_int (select, 4);
  checked->added = rc_statement_get_int (select, 5);
  if (kind == RC_KIND_GRANT)
    {
      RcGrant *grant = rc_grants_load (db, checked->id, error);

      if (grant != NULL)
        checked->record = rc_record_new_grant (rc_statement_get_text (select, 2), grant);
    }
  else
    {
      gsize size = 0;
      const void *data = rc_statement_get_bytes (select, 3, &size);
      RcMarc *marc = rc_marc_from_bytes (data != NULL ? data : "", size, error);

      if (marc != NULL)
        checked->record = rc_record_new_marc (kind, marc);
    }
  if (checked->record == NULL)
    return FALSE;
  if (checked->record->marc != NULL)
    checked->description = rc_description_new_from_marc (checked->record->marc);
  checked->columns = rc_columns_new (checked->record, checked->description);
  return TRUE;
}

static gboolean
columns_match (RcStatement *select, const RcColumns *columns)
{
  return rc_statement_get_int (select, 7) == (gint64) columns->material &&
         g_strcmp0 (rc_statement_get_text (select, 8), columns->title) == 0 &&
         g_strcmp0 (rc_statement_get_text (select, 9), columns->parallel_title) == 0 &&
         g_strcmp0 (rc_statement_get_text (select, 10), columns->people) == 0 &&
         g_strcmp0 (rc_statement_get_text (select, 11), columns->publisher) == 0 &&
         g_strcmp0 (rc_statement_get_text (select, 12), columns->languages) == 0 &&
         rc_statement_get_int (select, 13) == columns->year;
}

static void
check_row (RcDatabase *db, RcStatement *select, GPtrArray *problems)
{
  g_auto (RcChecked) checked = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GBytes) digest = NULL;
  const char *control = rc_statement_get_text (select, 2);

  if (!read_checked (db, select, &checked, &error))
    {
      rc_check_add_problem (problems, checked.id, control, error->message);
      return;
    }
  stored = rc_statement_dup_bytes (select, 6);
  digest = rc_derive_digest (checked.record, NULL);
  if (stored == NULL || !g_bytes_equal (stored, digest))
    rc_check_add_problem (problems, checked.id, control, _ ("its content is not what was written"));
  else if (!columns_match (select, checked.columns))
    rc_check_add_problem (problems, checked.id, control, _ ("what lists show of it does not fit its content"));
}

gboolean
rc_check_records (RcDatabase *db, GPtrArray *problems, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = rc_statement_new (db, QUERY, error);

  if (select == NULL)
    return FALSE;
  while (rc_statement_step (select, &local_error))
    check_row (db, select, problems);
  if (g_error_matches (local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CORRUPT))
    rc_check_add_problem (problems, 0, NULL, local_error->message);
  else if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
store_columns (RcDatabase *db, gint64 id, const RcColumns *columns, GError **error)
{
  g_autoptr (RcStatement) update = NULL;

  update = rc_statement_new (db,
                             "UPDATE record SET material = ?2, title = ?3, parallel_title = ?4, people = ?5, publisher = ?6, "
                             "languages = ?7, year = ?8 WHERE id = ?1",
                             error);
  if (update == NULL)
    return FALSE;
  rc_statement_bind_int (update, 1, id);
  rc_statement_bind_int (update, 2, columns->material);
  rc_statement_bind_text (update, 3, columns->title);
  rc_statement_bind_text (update, 4, columns->parallel_title);
  rc_statement_bind_text (update, 5, columns->people);
  rc_statement_bind_text (update, 6, columns->publisher);
  rc_statement_bind_text (update, 7, columns->languages);
  rc_statement_bind_int (update, 8, columns->year);
  return rc_statement_run (update, error);
}

static gboolean
repair_row (RcDatabase *db, RcStatement *select, GError **error)
{
  g_auto (RcChecked) checked = { 0 };
  g_autoptr (GPtrArray) copies = NULL;

  /* A master that cannot be read is told by the check; there is nothing to derive from it. */
  if (!read_checked (db, select, &checked, NULL))
    return TRUE;
  copies = rc_copies_load (db, checked.id, error);
  return copies != NULL && (columns_match (select, checked.columns) || store_columns (db, checked.id, checked.columns, error)) &&
         rc_derive_index_record (db, checked.id, checked.record, checked.description, copies, checked.state, checked.added,
                                 error) &&
         (checked.record->kind != RC_KIND_DISC || rc_derive_index_files (db, checked.id, error));
}

gboolean
rc_check_repair (RcDatabase *db, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  if (!rc_search_index_clear (rc_database_get_handle (db), error) || !rc_subjects_index (db, NULL, error))
    return FALSE;
  select = rc_statement_new (db, QUERY, error);
  if (select == NULL)
    return FALSE;
  while (rc_statement_step (select, &local_error))
    if (!repair_row (db, select, error))
      return FALSE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}
