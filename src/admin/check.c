/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check: reads everything, database and files, and says whether it is whole. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output.h"
#include "catalogue/documents.h"
#include "documents/store.h"
#include "record/problem.h"

/* Every file that a record refers to is there and has not changed. */
static gboolean
check_files (RcDatabase *db, GHashTable *wanted, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  guint n_done = 0;
  GHashTableIter iter;
  gpointer sha256;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &sha256, NULL))
    {
      g_autoptr (GError) fault = NULL;

      rc_progress_show ((double) n_done++ / g_hash_table_size (wanted), "files");
      if (rc_store_verify (rc_database_get_folder (db), sha256, cancellable, &fault))
        continue;
      if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      g_ptr_array_add (problems, rc_problem_new (sha256, 0, NULL, fault->message));
    }
  return TRUE;
}

/* What stands in the store and belongs to nothing: no damage, room that a broken-off import took. */
static gboolean
count_orphans (RcDatabase *db, GHashTable *wanted, gboolean repair, guint *n_orphans, GError **error)
{
  g_autoptr (GPtrArray) orphans = rc_store_find_orphans (rc_database_get_folder (db), wanted, repair, error);

  if (orphans == NULL)
    return FALSE;
  *n_orphans = orphans->len;
  return TRUE;
}

static void
print_result (RcAdmin *admin, GPtrArray *problems, GPtrArray *repaired, guint n_orphans, gboolean repair)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (admin->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      rc_json_add_bool (builder, "whole", problems->len == 0);
      rc_json_add_problems (builder, "problems", problems);
      if (repair)
        rc_json_add_problems (builder, "repaired", repaired);
      rc_json_add_int (builder, "orphans", n_orphans);
      json_builder_end_object (builder);
      rc_print_builder (builder);
      return;
    }
  rc_print_problems (repair ? repaired : NULL);
  rc_print_problems (problems);
  if (n_orphans > 0)
    rc_print ("%u files belong to nothing%s\n", n_orphans, repair ? " and were removed" : " (--repair removes them)");
  rc_print (problems->len == 0 ? "The catalogue is whole\n" : "The catalogue is damaged\n");
}

int
rc_command_check (RcAdmin *admin, int argc, char **argv, GError **error)
{
  gboolean repair = FALSE;
  const GOptionEntry entries[] = {
    { "repair", 0, 0, G_OPTION_ARG_NONE, &repair, "Make the index and what is derived anew, remove files that belong to nothing", NULL },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, NULL, entries, 0, 0, error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GPtrArray) repaired = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (RcDatabase) db = NULL;
  guint n_orphans = 0;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, repair ? RC_DATABASE_WRITE : RC_DATABASE_READ, error);
  if (db == NULL)
    return RC_EXIT_FAILED;
  /* What was repaired is told; what counts is what a second reading finds. */
  if (repair && !rc_database_check (db, TRUE, repaired, admin->cancellable, error))
    return RC_EXIT_FAILED;
  if (!rc_database_check (db, FALSE, problems, admin->cancellable, error))
    return RC_EXIT_FAILED;
  wanted = rc_documents_get_wanted_files (db, error);
  if (wanted == NULL || !check_files (db, wanted, problems, admin->cancellable, error) ||
      !count_orphans (db, wanted, repair, &n_orphans, error))
    return RC_EXIT_FAILED;
  print_result (admin, problems, repaired, n_orphans, repair);
  return problems->len == 0 ? RC_EXIT_DONE : RC_EXIT_FAILED;
}
