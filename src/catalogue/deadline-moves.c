/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines that were moved lately, as the revisions of a grant tell. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/database-private.h"
#include "catalogue/batches.h"
#include "catalogue/deadline-moves.h"
#include "catalogue/grants.h"
#include "catalogue/record-store.h"
#include "catalogue/snapshot.h"

static gboolean
names_a_day (const RcDeadline *deadline)
{
  return deadline != NULL && (deadline->precision == RC_DEADLINE_INSTANT || deadline->precision == RC_DEADLINE_DAY);
}

/* `then` is when the deadlines changed: what was next at that moment is compared with what came in its place. */
static guint
compare (GPtrArray *before, GPtrArray *after, gint64 then, gint64 now)
{
  const RcDeadline *old = rc_deadlines_current (before, then);
  const RcDeadline *new = rc_deadlines_current (after, then);
  gint64 old_instant, new_instant;
  guint old_day;

  if (!names_a_day (old) || !names_a_day (new) || new != rc_deadlines_current (after, now))
    return 0;
  old_instant = rc_deadline_next (old, then);
  new_instant = rc_deadline_next (new, then);
  if (old_instant <= then || new_instant != rc_deadline_next (new, now))
    return 0;
  old_day = rc_deadline_get_day (old, old_instant);
  return old_day != rc_deadline_get_day (new, new_instant) ? old_day : 0;
}

gboolean
rc_deadlines_find_moved (RcDatabase *db, gint64 record, GPtrArray *deadlines, gint64 now, guint *day, GError **error)
{
  g_autoptr (RcGrant) before = NULL;
  g_autoptr (GBytes) snapshot = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && deadlines != NULL && day != NULL, FALSE);

  *day = 0;
  select = rc_statement_new (db,
                             "SELECT r.before, b.time FROM revision r JOIN batch b ON b.id = r.batch "
                             "WHERE r.record = ? AND r.what = ? AND b.time > ? ORDER BY r.id LIMIT 1",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, record);
  rc_statement_bind_int (select, 2, RC_REVISION_CHANGED);
  rc_statement_bind_int (select, 3, now - RC_MOVED_FOR_SECONDS);
  if (rc_statement_step (select, &local_error))
    {
      snapshot = rc_statement_dup_bytes (select, 0);
      before = snapshot != NULL ? rc_snapshot_get_grant (snapshot, &local_error) : NULL;
      if (before != NULL)
        *day = compare (before->deadlines, deadlines, rc_statement_get_int (select, 1), now);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The day that counted then; 0: none is named. */
static guint
get_day (const RcGrant *grant, gint64 then)
{
  const RcDeadline *deadline = rc_deadlines_current (grant->deadlines, then);

  return names_a_day (deadline) ? rc_deadline_get_day (deadline, rc_deadline_next (deadline, then)) : 0;
}

static void
add_move (GPtrArray *moves, const RcDeadlineMove *change, const RcGrant *before, const RcGrant *after)
{
  RcDeadlineMove move = *change;

  move.from = get_day (before, move.time);
  move.to = get_day (after, move.time);
  if (move.from != move.to)
    g_ptr_array_insert (moves, 0, g_memdup2 (&move, sizeof move));
}

GPtrArray *
rc_deadlines_list_moves (RcDatabase *db, gint64 record, GError **error)
{
  g_autoptr (GPtrArray) moves = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RcGrant) before = NULL;
  g_autoptr (RcGrant) now = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;
  RcDeadlineMove change = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  now = rc_grants_load (db, record, error);
  if (now == NULL)
    return NULL;
  select = rc_statement_new (db,
                             "SELECT r.before, b.time, b.id FROM revision r JOIN batch b ON b.id = r.batch "
                             "WHERE r.record = ?1 AND r.what = ?2 AND NOT b.undone AND b.kind <> ?3 ORDER BY r.id",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, record);
  rc_statement_bind_int (select, 2, RC_REVISION_CHANGED);
  rc_statement_bind_int (select, 3, RC_BATCH_UNDO);
  while (rc_statement_step (select, &local_error))
    {
      g_autoptr (GBytes) snapshot = rc_statement_dup_bytes (select, 0);
      RcGrant *grant = snapshot != NULL ? rc_snapshot_get_grant (snapshot, &local_error) : NULL;

      if (local_error != NULL)
        break;
      if (grant == NULL)
        continue;
      if (before != NULL)
        add_move (moves, &change, before, grant);
      g_clear_pointer (&before, rc_grant_free);
      before = grant;
      change.time = rc_statement_get_int (select, 1);
      change.batch = rc_statement_get_int (select, 2);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (before != NULL)
    add_move (moves, &change, before, now);
  return g_steal_pointer (&moves);
}
