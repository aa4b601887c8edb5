/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with records, as the table quality keeps it. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/copies.h"
#include "catalogue/database-private.h"
#include "catalogue/quality-store.h"

int
rc_quality_get_this_year (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_get_year (now);
}

gboolean
rc_quality_load_accepted (RcDatabase *db, gint64 record, guint32 *accepted, GError **error)
{
  gint64 number;
  gboolean found = rc_statement_find_int (db, "SELECT accepted FROM quality WHERE record = ?", record, &number, error);

  *accepted = (guint32) number;
  return found;
}

gboolean
rc_quality_forget (RcDatabase *db, gint64 record, GError **error)
{
  return rc_statement_run_with_id (db, "DELETE FROM quality WHERE record = ?", record, error);
}

gboolean
rc_quality_store (RcDatabase *db, gint64 record, guint32 judged, guint32 accepted, gboolean fresh, GError **error)
{
  g_autoptr (RcStatement) put = NULL;

  if (fresh && judged == 0)
    return TRUE;
  if (fresh)
    accepted = 0;
  else if (accepted == RC_QUALITY_AS_IT_IS && !rc_quality_load_accepted (db, record, &accepted, error))
    return FALSE;
  accepted &= judged | RC_QUALITY_BESIDE;
  if (judged == 0 && accepted == 0)
    return rc_quality_forget (db, record, error);
  put = rc_statement_new (db, "INSERT OR REPLACE INTO quality (record, found, accepted) VALUES (?, ?, ?)", error);
  if (put == NULL)
    return FALSE;
  rc_statement_bind_int (put, 1, record);
  rc_statement_bind_int (put, 2, judged & ~accepted);
  rc_statement_bind_int (put, 3, accepted);
  return rc_statement_run (put, error);
}

/* `select` stands on id and master of a record. One that cannot be read is what the check tells. */
static gboolean
judge_row (RcDatabase *db, RcStatement *select, int this_year, GError **error)
{
  gint64 id = rc_statement_get_int (select, 0);
  gsize size = 0;
  const void *data = rc_statement_get_bytes (select, 1, &size);
  g_autoptr (RcMarc) marc = rc_marc_from_bytes (data, size, NULL);
  g_autoptr (RcDescription) description = marc != NULL ? rc_description_new_from_marc (marc) : NULL;
  g_autoptr (GPtrArray) copies = NULL;

  if (marc == NULL)
    return TRUE;
  copies = rc_copies_load (db, id, error);
  return copies != NULL
         && rc_quality_store (db, id, rc_quality_judge_all_of (marc, description, copies, this_year), RC_QUALITY_AS_IT_IS, FALSE, error);
}

gboolean
rc_quality_judge_all (RcDatabase *db, GError **error)
{
  int this_year = rc_quality_get_this_year ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select
      = rc_statement_new (db, "SELECT id, marc FROM record WHERE marc IS NOT NULL AND state <> 9", error);

  if (select == NULL)
    return FALSE;
  while (rc_statement_step (select, &local_error))
    if (!judge_row (db, select, this_year, &local_error))
      break;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
