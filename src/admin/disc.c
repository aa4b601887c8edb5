/* SPDX-License-Identifier: GPL-3.0-or-later */
/* disc add, list, files, extract. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output-file.h"
#include "admin/output.h"
#include "catalogue/discs.h"
#include "disc/tree.h"
#include "documents/store.h"
#include "import/capture.h"

static void
show_progress (double fraction, const char *what, gpointer user_data)
{
  rc_progress_show (fraction, what);
}

static void
print_capture (RcAdmin *admin, const RcCaptureReport *report)
{
  if (admin->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rc_json_add_int (builder, "disc", report->disc);
      rc_json_add_int (builder, "record", report->disc);
      rc_json_add_int (builder, "files", (gint64) report->files);
      rc_json_add_int (builder, "folders", (gint64) report->folders);
      rc_json_add_int (builder, "bytes", (gint64) report->bytes);
      rc_json_add_int (builder, "unreadable", (gint64) report->unreadable);
      rc_json_add_problems (builder, "problems", report->problems);
      rc_json_add_int (builder, "import", report->batch);
      json_builder_end_object (builder);
      rc_print_builder (builder);
      return;
    }
  rc_print_problems (report->problems);
  rc_print ("Disc %" G_GINT64_FORMAT ": %" G_GUINT64_FORMAT " files in %" G_GUINT64_FORMAT " folders, %" G_GUINT64_FORMAT " bytes, %" G_GUINT64_FORMAT
            " unreadable",
            report->disc, report->files, report->folders, report->bytes, report->unreadable);
  if (report->again)
    rc_print ("; its record is as it was\n");
  else
    rc_print (" (“undo %" G_GINT64_FORMAT "” takes it back)\n", report->batch);
}

int
rc_command_disc_add (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_autofree char *title = NULL;
  g_autofree char *shelfmark = NULL;
  g_autofree char *encoding = NULL;
  g_autofree char *into = NULL;
  gboolean tree_only = FALSE, no_hashes = FALSE, no_texts = FALSE, again = FALSE;
  const GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &title, "What the disc is called", "T" },
    { "shelfmark", 0, 0, G_OPTION_ARG_FILENAME, &shelfmark, "Where it stands", "S" },
    { "tree-only", 0, 0, G_OPTION_ARG_NONE, &tree_only, "Do not keep the image", NULL },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, "The character set of names that are not in Unicode: CP866, CP1251, KOI8-R, PT154 …", "E" },
    { "no-hashes", 0, 0, G_OPTION_ARG_NONE, &no_hashes, "Do not read all files to know them on other discs", NULL },
    { "no-texts", 0, 0, G_OPTION_ARG_NONE, &no_texts, "Leave what its documents say to “document index”, or to the desk", NULL },
    { "again", 0, 0, G_OPTION_ARG_NONE, &again, "Also when the catalogue has this disc already", NULL },
    { "into", 0, 0, G_OPTION_ARG_STRING, &into, "Capture this disc again: its record stays as it is", "ID" },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "IMAGE-OR-FOLDER", entries, 1, 1, error);
  g_autoptr (RcCaptureReport) report = NULL;
  g_autoptr (RcDatabase) db = NULL;
  RcCaptureOptions options = { .progress = show_progress };

  if (operands == NULL || (title != NULL && !rc_admin_check_text (title, error)) ||
      (shelfmark != NULL && !rc_admin_check_text (shelfmark, error)))
    return RC_EXIT_USAGE;
  if (into != NULL && (title != NULL || shelfmark != NULL))
    {
      rc_admin_set_usage (error, "with --into the record stays as it is: no --title, no --shelfmark");
      return RC_EXIT_USAGE;
    }
  options.into = into != NULL ? rc_admin_parse_id (into, error) : 0;
  if (into != NULL && options.into == 0)
    return RC_EXIT_FAILED;
  options.title = title;
  options.shelfmark = shelfmark;
  options.tree_only = tree_only;
  options.names = encoding;
  options.no_digests = no_hashes;
  options.texts_later = no_texts;
  options.again = again;
  db = rc_admin_open (admin, RC_DATABASE_WRITE, error);
  report = db != NULL ? rc_capture_disc (db, operands[0], &options, admin->cancellable, error) : NULL;
  if (report == NULL)
    return RC_EXIT_FAILED;
  print_capture (admin, report);
  return report->unreadable > 0 ? RC_EXIT_PART : RC_EXIT_DONE;
}

static void
print_disc (RcAdmin *admin, const RcDiscRow *disc)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!admin->json)
    {
      rc_print ("%8" G_GINT64_FORMAT "  %s  %s  %" G_GUINT64_FORMAT " files\n", disc->id, disc->shelfmark != NULL ? disc->shelfmark : "-", disc->title,
                disc->n_files);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rc_json_add_int (builder, "disc", disc->id);
  rc_json_add_string (builder, "title", disc->title);
  rc_json_add_string (builder, "shelfmark", disc->shelfmark);
  rc_json_add_string (builder, "volume", disc->volume);
  rc_json_add_string (builder, "sha256", disc->sha256);
  rc_json_add_string (builder, "encoding", disc->names);
  rc_json_add_string (builder, "facts", disc->facts);
  rc_json_add_int (builder, "files", (gint64) disc->n_files);
  rc_json_add_int (builder, "folders", (gint64) disc->n_folders);
  rc_json_add_int (builder, "bytes", (gint64) disc->bytes);
  rc_json_add_int (builder, "unreadable", (gint64) disc->n_unreadable);
  json_builder_end_object (builder);
  rc_print_builder (builder);
}

int
rc_command_disc_list (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, NULL, NULL, 0, 0, error);
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (GPtrArray) discs = NULL;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_READ, error);
  discs = db != NULL ? rc_discs_list (db, error) : NULL;
  if (discs == NULL)
    return RC_EXIT_FAILED;
  for (guint i = 0; i < discs->len; i++)
    print_disc (admin, g_ptr_array_index (discs, i));
  return RC_EXIT_DONE;
}

static void
print_file (RcAdmin *admin, const RcFileRow *file)
{
  if (admin->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rc_json_add_string (builder, "path", file->path);
      rc_json_add_int (builder, "size", file->size_bytes);
      rc_json_add_string (builder, "type", file->media_type);
      json_builder_end_object (builder);
      rc_print_builder (builder);
    }
  else
    rc_print ("%12" G_GINT64_FORMAT "  %s%s\n", file->size_bytes, file->path, file->folder ? "/" : "");
}

/* The disc, by its id. */
static RcDiscRow *
open_disc (RcAdmin *admin, const char *text, RcDatabase **db, GError **error)
{
  gint64 id = rc_admin_parse_id (text, error);

  if (id == 0)
    return NULL;
  *db = rc_admin_open (admin, RC_DATABASE_READ, error);
  return *db != NULL ? rc_discs_get (*db, id, error) : NULL;
}

int
rc_command_disc_files (RcAdmin *admin, int argc, char **argv, GError **error)
{
  gboolean all = FALSE;
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, "Every file, not one folder", NULL },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "ID [PATH]", entries, 1, 2, error);
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (RcDiscRow) disc = NULL;
  g_autoptr (GPtrArray) files = NULL;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  if (all && operands[1] != NULL)
    {
      rc_admin_set_usage (error, "a PATH and --all exclude each other");
      return RC_EXIT_USAGE;
    }
  disc = open_disc (admin, operands[0], &db, error);
  if (disc == NULL)
    return RC_EXIT_FAILED;
  files = all ? rc_discs_list_all (db, disc->id, error) : rc_discs_list_folder (db, disc->id, operands[1], error);
  if (files == NULL)
    return RC_EXIT_FAILED;
  for (guint i = 0; i < files->len; i++)
    print_file (admin, g_ptr_array_index (files, i));
  return RC_EXIT_DONE;
}

static gboolean
extract_to (RcDisc *image, const char *path, const char *output, GCancellable *cancellable, GError **error)
{
  RcOutputFile file = { 0 };

  if (!rc_output_file_open (&file, output, error))
    return FALSE;
  return rc_output_file_close (&file, rc_disc_extract (image, path, file.stream, cancellable, error), error);
}

int
rc_command_disc_extract (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, "Write to this file instead of standard output", "FILE" },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "ID PATH", entries, 2, 2, error);
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (RcDiscRow) row = NULL;
  g_autoptr (RcDisc) image = NULL;
  g_autofree char *path = NULL;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  if (admin->json && output == NULL)
    {
      rc_admin_set_usage (error, "with --json, disc extract wants --output");
      return RC_EXIT_USAGE;
    }
  row = rc_admin_check_output (admin, output, error) ? open_disc (admin, operands[0], &db, error) : NULL;
  if (row == NULL)
    return RC_EXIT_FAILED;
  if (row->sha256 == NULL)
    {
      g_set_error (error, RC_ADMIN_ERROR, RC_ADMIN_ERROR_FAILED, "only the tree of disc %" G_GINT64_FORMAT " is kept, not its files", row->id);
      return RC_EXIT_FAILED;
    }
  path = rc_store_dup_path (rc_database_get_folder (db), row->sha256);
  image = rc_disc_open (path, admin->cancellable, error);
  if (image == NULL || !rc_disc_set_names (image, row->names, error) || !extract_to (image, operands[1], output, admin->cancellable, error))
    return RC_EXIT_FAILED;
  if (admin->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rc_json_add_int (builder, "disc", row->id);
      rc_json_add_string (builder, "path", operands[1]);
      rc_json_add_string (builder, "output", output);
      json_builder_end_object (builder);
      rc_print_builder (builder);
    }
  return RC_EXIT_DONE;
}
