/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grant as it was, as its revisions tell. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/grant-past.h"

#include "catalogue/database-private.h"
#include "catalogue/record-store.h"
#include "catalogue/snapshot.h"

RcGrant *
rc_grants_load_past (RcDatabase *db, gint64 record, gint64 since, GError **error)
{
  g_autoptr (RcStatement) select = NULL;
  g_autoptr (GBytes) snapshot = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  /* Every revision keeps what was before it: the first one has what was then. */
  select = rc_statement_new (db,
                             "SELECT r.before FROM revision r JOIN batch b ON b.id = r.batch "
                             "WHERE r.record = ? AND r.what = ? AND b.time > ? ORDER BY r.id LIMIT 1",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, record);
  rc_statement_bind_int (select, 2, RC_REVISION_CHANGED);
  rc_statement_bind_int (select, 3, since);
  if (rc_statement_step (select, error))
    snapshot = rc_statement_dup_bytes (select, 0);
  return snapshot != NULL ? rc_snapshot_get_grant (snapshot, error) : NULL;
}
