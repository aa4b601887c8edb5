/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of the sources: every try of each, for a while. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/database-private.h"
#include "catalogue/refreshes.h"
#include "catalogue/source-state.h"

void
rc_past_refresh_free (RcPastRefresh *self)
{
  g_free (self->source_name);
  g_free (self->result);
  g_free (self->message);
  g_free (self);
}

static gboolean
forget_old (RcDatabase *db, gint64 source, GError **error)
{
  g_autoptr (RcStatement) remove = NULL;

  remove = rc_statement_new (db,
                             "DELETE FROM refresh WHERE source = ?1 AND id NOT IN "
                             "(SELECT id FROM refresh WHERE source = ?1 ORDER BY id DESC LIMIT ?2)",
                             error);
  if (remove == NULL)
    return FALSE;
  rc_statement_bind_int (remove, 1, source);
  rc_statement_bind_int (remove, 2, RC_REFRESHES_KEPT);
  return rc_statement_run (remove, error);
}

gboolean
rc_refreshes_add (RcDatabase *db, const RcPastRefresh *refresh, GError **error)
{
  g_autoptr (RcStatement) insert = NULL;
  int i = 1;

  g_return_val_if_fail (db != NULL && refresh->source > 0 && refresh->result != NULL, FALSE);

  insert = rc_statement_new (db,
                             "INSERT INTO refresh (source, time, milliseconds, result, status, n_read, n_new, n_changed, n_closed, "
                             "n_left_out, message, batch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif (?, 0))",
                             error);
  if (insert == NULL)
    return FALSE;
  rc_statement_bind_int (insert, i++, refresh->source);
  rc_statement_bind_int (insert, i++, refresh->time);
  rc_statement_bind_int (insert, i++, refresh->milliseconds);
  rc_statement_bind_text (insert, i++, refresh->result);
  rc_statement_bind_int (insert, i++, refresh->status);
  rc_statement_bind_int (insert, i++, refresh->n_read);
  rc_statement_bind_int (insert, i++, refresh->n_new);
  rc_statement_bind_int (insert, i++, refresh->n_changed);
  rc_statement_bind_int (insert, i++, refresh->n_closed);
  rc_statement_bind_int (insert, i++, refresh->n_left_out);
  rc_statement_bind_text (insert, i++, refresh->message);
  rc_statement_bind_int (insert, i++, refresh->batch);
  return rc_statement_run (insert, error) && forget_old (db, refresh->source, error);
}

static RcPastRefresh *
make_refresh (RcStatement *select)
{
  RcPastRefresh *self = g_new0 (RcPastRefresh, 1);
  int i = 0;

  self->id = rc_statement_get_int (select, i++);
  self->source = rc_statement_get_int (select, i++);
  self->source_name = rc_statement_dup_text (select, i++);
  self->time = rc_statement_get_int (select, i++);
  self->milliseconds = (guint) rc_statement_get_int (select, i++);
  self->result = rc_statement_dup_text (select, i++);
  self->status = (guint) rc_statement_get_int (select, i++);
  self->n_read = (guint) rc_statement_get_int (select, i++);
  self->n_new = (guint) rc_statement_get_int (select, i++);
  self->n_changed = (guint) rc_statement_get_int (select, i++);
  self->n_closed = (guint) rc_statement_get_int (select, i++);
  self->n_left_out = (guint) rc_statement_get_int (select, i++);
  self->message = rc_statement_dup_text (select, i++);
  self->batch = rc_statement_get_int (select, i++);
  return self;
}

/* Adds the lines that are not in the database yet. */
static gboolean
add_recent (RcDatabase *db, gint64 source, GPtrArray *refreshes, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db, "SELECT id, name, epoch FROM source WHERE CASE ?1 WHEN 0 THEN NOT removed ELSE id = ?1 END", error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, source);
  while (rc_statement_step (select, &local_error))
    {
      g_autoptr (GPtrArray) lines = rc_source_state_list (rc_database_get_folder (db), rc_statement_get_int (select, 2),
                                                          rc_statement_get_int (select, 0));

      for (guint i = lines->len; i > 0; i--)
        {
          RcPastRefresh *line = g_ptr_array_steal_index (lines, i - 1);

          line->source_name = rc_statement_dup_text (select, 1);
          g_ptr_array_add (refreshes, line);
        }
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  const RcPastRefresh *first = *(RcPastRefresh *const *) a, *second = *(RcPastRefresh *const *) b;

  return (second->time > first->time) - (second->time < first->time);
}

GPtrArray *
rc_refreshes_list (RcDatabase *db, gint64 source, guint limit, GError **error)
{
  g_autoptr (GPtrArray) refreshes = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_past_refresh_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  if (!add_recent (db, source, refreshes, error))
    return NULL;
  select = rc_statement_new (db,
                             "SELECT r.id, r.source, s.name, r.time, r.milliseconds, r.result, r.status, r.n_read, r.n_new, r.n_changed, "
                             "r.n_closed, r.n_left_out, r.message, r.batch FROM refresh r JOIN source s ON s.id = r.source "
                             "WHERE CASE ?1 WHEN 0 THEN NOT s.removed ELSE r.source = ?1 END ORDER BY r.id DESC LIMIT ?2",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, source);
  rc_statement_bind_int (select, 2, limit);
  while (rc_statement_step (select, &local_error))
    g_ptr_array_add (refreshes, make_refresh (select));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  /* Lines of one second stay in the order they have: this sort is stable. */
  g_ptr_array_sort (refreshes, compare_times);
  if (refreshes->len > limit)
    g_ptr_array_set_size (refreshes, (int) limit);
  return g_steal_pointer (&refreshes);
}
