/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the answers of each source are made of. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/database-private.h"
#include "catalogue/drifts.h"

void
rc_drift_texts_clear (RcDriftTexts *self)
{
  g_clear_pointer (&self->shape, g_free);
  g_clear_pointer (&self->report, g_free);
  g_clear_pointer (&self->accepted, g_free);
}

gboolean
rc_drifts_load (RcDatabase *db, gint64 source, RcDriftTexts *texts, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && texts != NULL, FALSE);

  *texts = (RcDriftTexts){ 0 };
  select = rc_statement_new (db, "SELECT shape, report, accepted FROM drift WHERE source = ?", error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, source);
  if (rc_statement_step (select, &local_error))
    {
      texts->shape = rc_statement_dup_text (select, 0);
      texts->report = rc_statement_dup_text (select, 1);
      texts->accepted = rc_statement_dup_text (select, 2);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
rc_drifts_store (RcDatabase *db, gint64 source, const RcDriftTexts *texts, GError **error)
{
  g_autoptr (RcStatement) insert = NULL;

  g_return_val_if_fail (db != NULL && source > 0 && texts != NULL, FALSE);

  insert = rc_statement_new (db, "INSERT OR REPLACE INTO drift (source, shape, report, accepted) VALUES (?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  rc_statement_bind_int (insert, 1, source);
  rc_statement_bind_text (insert, 2, texts->shape);
  rc_statement_bind_text (insert, 3, texts->report);
  rc_statement_bind_text (insert, 4, texts->accepted);
  return rc_statement_run (insert, error);
}
