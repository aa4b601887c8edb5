/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Publications that a source brings. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/entries.h"

#include "catalogue/database-private.h"
#include "catalogue/grant-source-store.h"
#include "catalogue/record-store.h"

gboolean
rc_entries_find (RcDatabase *db, gint64 source, const char *control, RcGrantSource **entry, GError **error)
{
  g_return_val_if_fail (db != NULL && control != NULL && entry != NULL, FALSE);

  return rc_grant_source_find (db, source, control, entry, error);
}

gboolean
rc_entries_keep (RcDatabase *db, gint64 batch, gint64 source, const char *control, gint64 record, const char *said, GError **error)
{
  g_autoptr (RcGrantSource) row = NULL;

  g_return_val_if_fail (db != NULL && batch > 0 && source > 0 && record > 0 && said != NULL, FALSE);

  if (!rc_grant_source_find (db, source, control, &row, error))
    return FALSE;
  if (row == NULL)
    {
      row = g_new0 (RcGrantSource, 1);
      row->source = source;
      row->control = g_strdup (control);
      row->leads = TRUE;
      row->first = g_get_real_time () / G_USEC_PER_SEC;
    }
  row->record = record;
  row->state = RC_GRANT_OFFERED;
  g_free (row->upstream);
  row->upstream = g_strdup (said);
  return rc_revision_add_change (db, batch, record, RC_REVISION_CHANGED, error) && rc_grant_source_store (db, row, error);
}

gboolean
rc_entries_withdraw (RcDatabase *db, gint64 batch, const RcGrantSource *entry, GError **error)
{
  RcGrantSource row = *entry;

  row.state = RC_GRANT_WITHDRAWN;
  return rc_revision_add_change (db, batch, row.record, RC_REVISION_CHANGED, error) && rc_grant_source_store (db, &row, error);
}

GArray *
rc_entries_list_withdrawn (RcDatabase *db, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db,
                             "SELECT DISTINCT r.id FROM grant_source g JOIN record r ON r.id = g.record WHERE g.state = 2 AND r.kind = 1 "
                             "AND r.state <> 9 ORDER BY r.id DESC",
                             error);
  if (select == NULL)
    return NULL;
  while (!g_cancellable_set_error_if_cancelled (cancellable, &local_error) && rc_statement_step (select, &local_error))
    {
      gint64 record = rc_statement_get_int (select, 0);

      g_array_append_val (records, record);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&records);
}
