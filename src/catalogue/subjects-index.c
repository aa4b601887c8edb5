/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thesaurus as a whole: a few thousand subjects, so that all of it is copied. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalogue/database-private.h"
#include "catalogue/subjects-index.h"
#include "search/subjects.h"

typedef gboolean (*RcRowFunc) (RcStatement *select, gpointer data, GError **error);

static gboolean
for_each (RcDatabase *db, const char *sql, RcRowFunc func, gpointer data, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = rc_statement_new (db, sql, error);

  if (select == NULL)
    return FALSE;
  while (rc_statement_step (select, &local_error))
    if (!func (select, data, &local_error))
      break;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
tell_label (RcStatement *select, gpointer data, GError **error)
{
  return rc_subjects_writer_add_label (data, rc_statement_get_int (select, 0), rc_statement_get_text (select, 2),
                                       rc_statement_get_text (select, 1), rc_statement_get_int (select, 3) != 0, error);
}

static gboolean
tell_link (RcStatement *select, gpointer data, GError **error)
{
  return rc_subjects_writer_add_narrower (data, rc_statement_get_int (select, 0), rc_statement_get_int (select, 1), error);
}

gboolean
rc_subjects_index (RcDatabase *db, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcSubjectsWriter) writer = rc_subjects_writer_new (rc_database_get_handle (db), error);

  return writer != NULL
         && for_each (db, "SELECT subject, language, label, preferred FROM subject_label", tell_label, writer, error)
         && for_each (db, "SELECT other, subject FROM subject_link WHERE kind = 1", tell_link, writer, error)
         && rc_subjects_writer_finish (writer, cancellable, error);
}

/* Runs statements that take the batch as their only parameter. */
static gboolean
run_all (RcDatabase *db, const char *const *statements, guint n_statements, gint64 batch, GError **error)
{
  for (guint i = 0; i < n_statements; i++)
    {
      g_autoptr (RcStatement) statement = rc_statement_new (db, statements[i], error);

      if (statement == NULL)
        return FALSE;
      rc_statement_bind_int (statement, 1, batch);
      if (!rc_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rc_subjects_keep (RcDatabase *db, gint64 batch, GError **error)
{
  static const char *const statements[] = {
    "INSERT INTO kept_subject SELECT ?1, id, uri FROM subject",
    "INSERT INTO kept_subject_label SELECT ?1, subject, language, label, preferred, folded FROM subject_label",
    "INSERT INTO kept_subject_link SELECT ?1, subject, kind, other FROM subject_link",
  };

  return run_all (db, statements, G_N_ELEMENTS (statements), batch, error);
}

/* The later batch that changed the thesaurus and still stands; 0: none. */
static gboolean
find_later (RcDatabase *db, gint64 batch, gint64 *later, GError **error)
{
  /* 6 is the import of a thesaurus. */
  return rc_statement_find_int (db, "SELECT max (id) FROM batch WHERE kind = 6 AND id > ? AND NOT undone", batch, later, error);
}

static gboolean
count_restored (RcDatabase *db, gint64 batch, RcUndoReport *report, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT (SELECT count (*) FROM kept_subject WHERE batch = ?1), (SELECT count (*) FROM subject "
                             "WHERE id NOT IN (SELECT id FROM kept_subject WHERE batch = ?1))",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, batch);
  if (!rc_statement_step (select, error))
    return FALSE;
  report->restored = (guint) rc_statement_get_int (select, 0);
  report->removed = (guint) rc_statement_get_int (select, 1);
  return TRUE;
}

gboolean
rc_subjects_restore (RcDatabase *db, gint64 batch, RcUndoReport *report, GError **error)
{
  static const char *const statements[] = {
    "INSERT INTO subject SELECT id, uri FROM kept_subject WHERE batch = ?1",
    "INSERT INTO subject_label SELECT subject, language, label, preferred, folded FROM kept_subject_label WHERE batch = ?1",
    "INSERT INTO subject_link SELECT subject, kind, other FROM kept_subject_link WHERE batch = ?1",
  };
  gint64 later = 0;

  if (!find_later (db, batch, &later, error))
    return FALSE;
  if (later != 0)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT,
                   _ ("The thesaurus was changed again by import %" PRId64 "; take that back first"), later);
      return FALSE;
    }
  /* Labels and links go with their subjects. */
  return count_restored (db, batch, report, error) && rc_database_exec (db, "DELETE FROM subject", error)
         && run_all (db, statements, G_N_ELEMENTS (statements), batch, error) && rc_subjects_index (db, NULL, error);
}
