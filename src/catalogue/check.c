/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that can be checked: pages, rows, the index against the records. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalogue/check.h"
#include "catalogue/database-private.h"
#include "catalogue/grant-keys.h"
#include "catalogue/grant-source-store.h"
#include "catalogue/quality-store.h"
#include "record/problem.h"

/* A broken file has a lot to say. */
#define MAX_PROBLEMS 1000

void
rc_check_add_problem (GPtrArray *problems, gint64 record, const char *control, const char *message)
{
  g_autofree char *text = record != 0 ? g_strdup_printf ("record %" PRId64 ": %s", record, message) : g_strdup (message);

  if (problems->len < MAX_PROBLEMS)
    g_ptr_array_add (problems, rc_problem_new (NULL, 0, control, text));
}

/* What SQLite finds in its pages and rows. */
static gboolean
check_pages (RcDatabase *db, GPtrArray *problems, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = rc_statement_new (db, "PRAGMA integrity_check (100)", error);

  if (select == NULL)
    return FALSE;
  while (rc_statement_step (select, &local_error))
    {
      const char *text = rc_statement_get_text (select, 0);

      if (g_strcmp0 (text, "ok") != 0)
        rc_check_add_problem (problems, 0, NULL, text);
    }
  /* A file that is too broken to be checked is the answer to the question. */
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
check_references (RcDatabase *db, GPtrArray *problems, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = rc_statement_new (db, "PRAGMA foreign_key_check", error);

  if (select == NULL)
    return FALSE;
  while (rc_statement_step (select, &local_error))
    {
      g_autofree char *message = g_strdup_printf (_ ("a row of table %s (%" PRId64 ") belongs to nothing in table %s"),
                                                  rc_statement_get_text (select, 0), rc_statement_get_int (select, 1),
                                                  rc_statement_get_text (select, 2));

      rc_check_add_problem (problems, 0, NULL, message);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_index (RcDatabase *db, GPtrArray *problems, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 n_records = 0;

  if (!rc_database_get_number (db,
                               "SELECT (SELECT count (*) FROM record WHERE kind <> 3 AND state <> 9) + "
                               "(SELECT count (*) FROM file JOIN record ON record.id = file.record WHERE NOT folder AND state <> 9)",
                               &n_records, error))
    return FALSE;
  if (!rc_search_index_check (rc_database_get_handle (db), (guint64) n_records, &local_error))
    {
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || rc_database_is_cancelled (db, error))
        return FALSE;
      rc_check_add_problem (problems, 0, NULL, local_error->message);
    }
  return TRUE;
}

static gboolean
check_all (RcDatabase *db, gboolean repair, GPtrArray *problems, GError **error)
{
  if (!check_pages (db, problems, error))
    return FALSE;
  /* Broken pages make everything else guesswork. */
  if (problems->len > 0 && !repair)
    return TRUE;
  return check_references (db, problems, error) && rc_check_records (db, problems, error) &&
         rc_grant_sources_check (db, problems, error) && check_index (db, problems, error) &&
         (!repair || (rc_check_repair (db, error) && rc_quality_judge_all (db, error) && rc_match_keys_rebuild (db, error) &&
                     rc_grant_keys_rebuild (db, error)));
}

gboolean
rc_database_check (RcDatabase *self, gboolean repair, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  gboolean done;

  g_return_val_if_fail (self != NULL && problems != NULL, FALSE);

  rc_database_set_cancellable (self, cancellable);
  /* One transaction, so that what somebody writes meanwhile is no damage. */
  if (repair ? rc_database_begin (self, error) : rc_database_exec (self, "BEGIN", error))
    {
      done = check_all (self, repair, problems, error);
      if (done && repair)
        done = rc_database_commit (self, error);
      else
        rc_database_rollback (self);
    }
  else
    done = FALSE;
  rc_database_set_cancellable (self, NULL);
  return done;
}
