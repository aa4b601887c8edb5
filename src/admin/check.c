/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check: reads everything, database and files, and says whether it is whole; or what is to be checked in records. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output.h"
#include "catalogue/quality.h"
#include "catalogue/documents.h"
#include "documents/store.h"
#include "record/problem.h"

/* Records that are put into words at once. */
#define PAGE_RECORDS 256

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

static void
print_counts (RcAdmin *admin, const RcQualityCounts *counts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  rc_json_add_int (builder, "to_check", (gint64) counts->n_wrong);
  json_builder_set_member_name (builder, "classes");
  json_builder_begin_object (builder);
  for (guint i = 0; i < RC_N_QUALITIES; i++)
    rc_json_add_int (builder, rc_quality_to_string ((RcQuality) i), (gint64) counts->n[i]);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  if (admin->json)
    {
      rc_print_builder (builder);
      return;
    }
  for (guint i = 0; i < RC_N_QUALITIES; i++)
    if (counts->n[i] > 0)
      rc_print ("%-20s %" G_GUINT64_FORMAT "\n", rc_quality_to_string ((RcQuality) i), counts->n[i]);
  rc_print ("%-20s %" G_GUINT64_FORMAT "\n", "records to check", counts->n_wrong);
}

static void
print_finding (RcAdmin *admin, const RcToCheck *record, const RcFinding *finding)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!admin->json)
    {
      rc_print ("%" G_GINT64_FORMAT " %s: %s\n", record->id, *record->title != '\0' ? record->title : "(no title)", finding->message);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rc_json_add_int (builder, "id", record->id);
  rc_json_add_string (builder, "title", record->title);
  rc_json_add_string (builder, "class", rc_quality_to_string (finding->quality));
  rc_json_add_string (builder, "field", *finding->tag != '\0' ? finding->tag : NULL);
  rc_json_add_string (builder, "message", finding->message);
  rc_json_add_string (builder, "proposed", finding->right);
  json_builder_end_object (builder);
  rc_print_builder (builder);
}

static gboolean
print_page (RcAdmin *admin, RcDatabase *db, const gint64 *ids, guint n_ids, RcQuality quality, GError **error)
{
  g_autoptr (GPtrArray) records = rc_quality_load (db, ids, n_ids, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const RcToCheck *record = g_ptr_array_index (records, i);

      for (guint f = 0; record != NULL && f < record->findings->len; f++)
        if (((const RcFinding *) g_ptr_array_index (record->findings, f))->quality == quality)
          print_finding (admin, record, g_ptr_array_index (record->findings, f));
    }
  return records != NULL;
}

/* What is wrong with records is no damage: the catalogue is as it should be. */
static int
check_records (RcAdmin *admin, const char *word, GError **error)
{
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (GArray) ids = NULL;
  RcQualityCounts counts;
  RcQuality quality = RC_QUALITY_NO_TITLE;

  if (word != NULL && !rc_quality_from_string (word, &quality))
    {
      rc_admin_set_usage (error, "“%s” is no class of what is to be checked; check --records lists them", word);
      return RC_EXIT_USAGE;
    }
  db = rc_admin_open (admin, RC_DATABASE_READ, error);
  if (db == NULL)
    return RC_EXIT_FAILED;
  if (word == NULL)
    {
      if (!rc_quality_count (db, &counts, admin->cancellable, error))
        return RC_EXIT_FAILED;
      print_counts (admin, &counts);
      return RC_EXIT_DONE;
    }
  ids = rc_quality_list (db, RC_QUALITY_BIT (quality), admin->cancellable, error);
  for (guint at = 0; ids != NULL && at < ids->len; at += PAGE_RECORDS)
    if (!print_page (admin, db, &g_array_index (ids, gint64, at), MIN (PAGE_RECORDS, ids->len - at), quality, error))
      return RC_EXIT_FAILED;
  return ids != NULL ? RC_EXIT_DONE : RC_EXIT_FAILED;
}

int
rc_command_check (RcAdmin *admin, int argc, char **argv, GError **error)
{
  gboolean repair = FALSE, records = FALSE;
  const GOptionEntry entries[] = {
    { "repair", 0, 0, G_OPTION_ARG_NONE, &repair, "Make the index and what is derived anew, remove files that belong to nothing", NULL },
    { "records", 0, 0, G_OPTION_ARG_NONE, &records, "Count records by what is to be checked in them; with CLASS: list those of one class", NULL },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "[CLASS]", entries, 0, 1, error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GPtrArray) repaired = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (RcDatabase) db = NULL;
  guint n_orphans = 0;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  if ((operands[0] != NULL && (!records || !rc_admin_check_text (operands[0], error))) || (records && repair))
    {
      if (error != NULL && *error == NULL)
        rc_admin_set_usage (error, records ? "--records and --repair do not go together" : "a class goes with --records");
      return RC_EXIT_USAGE;
    }
  if (records)
    return check_records (admin, operands[0], error);
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
