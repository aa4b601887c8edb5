/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import: records from files into the catalogue, as one batch. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include <glib/gstdio.h>

#include "admin/admin.h"
#include "admin/mapping.h"
#include "admin/output.h"
#include "exchange/charset.h"
#include "import/import.h"

/* A catalogue that this run made, to be taken away again when nothing came of it. */
typedef struct
{
  char *folder;       /* (owned) */
  char *before;       /* (owned) the folder above it, or itself, that was there already */
} Made;

static void
made_clear (Made *self)
{
  g_free (self->folder);
  g_free (self->before);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Made, made_clear)

static void
show_progress (const RcImportReport *so_far, guint64 bytes_read, guint64 bytes_total, gpointer user_data)
{
  g_autofree char *what = g_strdup_printf ("%" G_GUINT64_FORMAT " records, %" G_GUINT64_FORMAT " rejected", so_far->read, so_far->rejected);

  rc_progress_show (bytes_total > 0 ? (double) bytes_read / (double) bytes_total : -1, what);
}

static void
replace_by_parent (char **path)
{
  char *above = g_path_get_dirname (*path);

  g_free (*path);
  *path = above;
}

/* Files of the search whose import did not come to its end. */
static void
take_search_away (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "search-") && (g_str_has_suffix (name, ".idx") || g_str_has_suffix (name, ".tmp")))
      {
        g_autofree char *file = g_build_filename (folder, name, NULL);

        g_remove (file);
      }
}

/* What an empty catalogue consists of; a folder that holds anything else stays. */
static void
take_away (const Made *made)
{
  g_autofree char *path = g_strdup (made->folder);
  const char *const names[] = { "catalogue.db", "catalogue.db-wal", "catalogue.db-shm", "catalogue.db-journal", "files" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (made->folder, names[i], NULL);

      g_remove (file);
    }
  take_search_away (made->folder);
  while (!g_str_equal (path, made->before) && g_rmdir (path) == 0)
    replace_by_parent (&path);
}

static char *
dup_existing_folder (const char *folder)
{
  char *path = g_strdup (folder);

  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    replace_by_parent (&path);
  return path;
}

/* The catalogue, made where there is none. A dry run makes it elsewhere. */
static RcDatabase *
open_or_make (RcAdmin *admin, gboolean dry_run, Made *made, GError **error)
{
  g_autoptr (GError) problem = NULL;
  RcDatabase *db = rc_admin_open (admin, dry_run ? RC_DATABASE_READ : RC_DATABASE_WRITE, &problem);

  if (db != NULL)
    return db;
  if (!g_error_matches (problem, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_MISSING))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  made->folder = dry_run ? g_dir_make_tmp ("resource-centre-XXXXXX", error) : g_strdup (admin->folder);
  if (made->folder == NULL)
    return NULL;
  made->before = dry_run ? g_path_get_dirname (made->folder) : dup_existing_folder (admin->folder);
  db = rc_database_open (made->folder, RC_DATABASE_CREATE, error);
  if (db == NULL)
    return NULL;
  rc_database_set_cancellable (db, admin->cancellable);
  if (!dry_run)
    rc_database_fill (db);
  return db;
}

static void
print_report (RcAdmin *admin, const RcImportReport *report, gboolean dry_run)
{
  if (admin->json)
    {
      g_autofree char *text = rc_import_report_to_json (report);

      rc_print_json_text (text);
      return;
    }
  rc_print_problems (report->problems);
  if (dry_run)
    rc_print ("Nothing was written. It would be so:\n");
  else if (report->import != 0)
    rc_print ("Import %" G_GINT64_FORMAT " (“undo %" G_GINT64_FORMAT "” takes it back)\n", report->import, report->import);
  rc_print ("%" G_GUINT64_FORMAT " read: %" G_GUINT64_FORMAT " added, %" G_GUINT64_FORMAT " updated, %" G_GUINT64_FORMAT
            " unchanged, %" G_GUINT64_FORMAT " duplicates, %" G_GUINT64_FORMAT " rejected; %.1f seconds\n",
            report->read, report->added, report->updated, report->unchanged, report->duplicates, report->rejected, report->seconds);
}

/* A name that was typed wrong is found out before anything is read or made. */
static gboolean
check_names (char **files, GError **error)
{
  for (; *files != NULL; files++)
    if (!g_str_equal (*files, "-") && !g_file_test (*files, G_FILE_TEST_EXISTS))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: there is no such file", *files);
        return FALSE;
      }
  return TRUE;
}

/* Whether a whole file is among what was left out. */
static gboolean
lost_a_file (const RcImportReport *report)
{
  for (guint i = 0; i < report->problems->len; i++)
    {
      const RcProblem *problem = g_ptr_array_index (report->problems, i);

      if (problem->file != NULL && problem->position == 0)
        return TRUE;
    }
  return FALSE;
}

/* The file `name` as the format wants it: of a table, which is what it is for unless said otherwise, or of an answer in JSON or XML.
 * Sets none of both when it may be a name that the catalogue keeps. */
static int
read_mapping (const char *name, RcFormat *format, RcCsvMapping **table, RcListingMapping **listing, GError **error)
{
  if (*format == RC_FORMAT_AUTO)
    *format = RC_FORMAT_CSV;
  if (rc_listing_mapping_is_for (*format))
    return (*listing = rc_admin_read_listing_mapping (name, *format, error)) != NULL ? RC_EXIT_DONE : RC_EXIT_FAILED;
  if (*format != RC_FORMAT_CSV)
    {
      rc_admin_set_usage (error, "--mapping is of tables and of answers in JSON and XML: --format csv, json, xml");
      return RC_EXIT_USAGE;
    }
  if (!g_file_test (name, G_FILE_TEST_EXISTS))
    return RC_EXIT_DONE;
  return (*table = rc_admin_read_mapping (name, error)) != NULL ? RC_EXIT_DONE : RC_EXIT_FAILED;
}

int
rc_command_import (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_autofree char *format = NULL;
  g_autofree char *encoding = NULL;
  g_autofree char *rejects = NULL;
  g_autofree char *match = NULL;
  g_autofree char *mapping_name = NULL;
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &format, "auto (default), marc21, marcxml …: a wrong one lists all", "F" },
    { "encoding", 0, 0, G_OPTION_ARG_FILENAME, &encoding, "Encoding of the texts, whatever the records say", "E" },
    { "match", 0, 0, G_OPTION_ARG_FILENAME, &match,
      "What becomes of a record that is there under another number: skip (default), update, keep-both", "RULE" },
    { "mapping", 0, 0, G_OPTION_ARG_FILENAME, &mapping_name, "What the columns of a table hold: a file, or a name that is kept; where JSON or XML has what: a file", "FILE|NAME" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, "Do everything but write", NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &rejects, "Write what was rejected to this file, as it came", "FILE" },
    { NULL },
  };
  g_auto (GStrv) files = rc_admin_parse (argc, argv, "FILE…", entries, 1, G_MAXUINT, error);
  RcImportOptions options = { .format = RC_FORMAT_AUTO, .progress = show_progress };
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (RcImportReport) report = NULL;
  g_autoptr (RcCsvMapping) mapping = NULL;
  g_autoptr (RcListingMapping) listing = NULL;
  g_auto (Made) made = { 0 };
  int status;

  if (files == NULL || !rc_admin_parse_format (RC_WORDS_IMPORT, format != NULL ? format : "auto", &options.format, error))
    return RC_EXIT_USAGE;
  if (encoding != NULL && (*encoding == '\0' || !rc_charset_is_known (encoding)))
    {
      rc_admin_set_usage (error, "“%s” is no encoding; some are utf-8, marc-8, windows-1251, cp866, koi8-r, iso5426", encoding);
      return RC_EXIT_USAGE;
    }
  if (match != NULL && !rc_twin_rule_from_string (match, &options.twins))
    {
      rc_admin_set_usage (error, "--match wants skip, update or keep-both, not “%s”", match);
      return RC_EXIT_USAGE;
    }
  if (mapping_name != NULL && (status = read_mapping (mapping_name, &options.format, &mapping, &listing, error)) != RC_EXIT_DONE)
    return status;
  if (!check_names (files, error) || !rc_admin_check_output (admin, rejects, error))
    return RC_EXIT_FAILED;
  options.encoding = encoding;
  options.dry_run = dry_run;
  options.rejects = rejects;
  db = open_or_make (admin, dry_run, &made, error);
  /* No file is called so: the catalogue keeps it. */
  if (db != NULL && mapping_name != NULL && mapping == NULL && listing == NULL
      && (mapping = rc_admin_load_mapping (db, mapping_name, error)) == NULL)
    g_clear_pointer (&db, rc_database_close);
  if (db == NULL)
    {
      if (made.folder != NULL && made.before != NULL)
        take_away (&made);
      return RC_EXIT_FAILED;
    }
  options.mapping = mapping;
  options.listing = listing;
  report = rc_import_files (db, (const char *const *) files, &options, admin->cancellable, error);
  if (made.folder != NULL && (report == NULL || dry_run))
    {
      g_clear_pointer (&db, rc_database_close);
      take_away (&made);
    }
  if (report == NULL)
    return RC_EXIT_FAILED;
  admin->writes = report->import != 0;
  print_report (admin, report, dry_run);
  return report->rejected > 0 || lost_a_file (report) ? RC_EXIT_PART : RC_EXIT_DONE;
}
