/* SPDX-License-Identifier: GPL-3.0-or-later */
/* disc verify. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include <string.h>

#include "admin/admin.h"
#include "admin/output.h"
#include "catalogue/discs.h"
#include "disc/tree.h"
#include "documents/pdf.h"
#include "documents/store.h"
#include "record/problem.h"

/* What a verification found. */
typedef struct
{
  const char *image; /* "whole", "damaged", "missing", or "none": only the tree is kept */
  guint64 n_files;   /* read and compared */
  GPtrArray *problems;
} Verified;

static void
add_problem (Verified *self, const char *path, const char *message)
{
  g_ptr_array_add (self->problems, rc_problem_new (path, 0, NULL, message));
}

static gboolean
is_same (RcDisc *disc, const RcFileRow *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *sum = rc_disc_digest (disc, file->path, file->size_bytes, NULL, NULL, cancellable, error);

  if (sum == NULL)
    return FALSE;
  if (strcmp (sum, file->sha256) == 0)
    return TRUE;
  g_set_error (error, RC_ADMIN_ERROR, RC_ADMIN_ERROR_FAILED, "it is not what it was when the disc was taken in");
  return FALSE;
}

static gboolean
verify_files (RcAdmin *admin, RcDatabase *db, const RcDiscRow *row, Verified *self, GError **error)
{
  g_autofree char *path = rc_store_dup_path (rc_database_get_folder (db), row->sha256);
  g_autoptr (RcDisc) disc = rc_disc_open (path, admin->cancellable, error);
  g_autoptr (GPtrArray) files = disc != NULL && rc_disc_set_names (disc, row->names, error) ? rc_discs_list_all (db, row->id, error) : NULL;

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const RcFileRow *file = g_ptr_array_index (files, i);
      g_autoptr (GError) local = NULL;

      rc_progress_show ((double) i / files->len, file->path);
      if (file->sha256 == NULL)
        continue;
      self->n_files++;
      if (!is_same (disc, file, admin->cancellable, &local))
        add_problem (self, file->path, local->message);
      if (g_cancellable_set_error_if_cancelled (admin->cancellable, error))
        return FALSE;
    }
  return files != NULL;
}

static gboolean
verify (RcAdmin *admin, RcDatabase *db, const RcDiscRow *row, Verified *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  self->image = "none";
  if (row->sha256 == NULL)
    return TRUE;
  self->image = "whole";
  if (!rc_store_verify (rc_database_get_folder (db), row->sha256, admin->cancellable, &local))
    {
      self->image = g_error_matches (local, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING) ? "missing" : "damaged";
      add_problem (self, NULL, local->message);
      if (g_cancellable_set_error_if_cancelled (admin->cancellable, error))
        return FALSE;
    }
  return strcmp (self->image, "missing") == 0 || verify_files (admin, db, row, self, error);
}

static void
print_verified (RcAdmin *admin, const RcDiscRow *row, const Verified *self)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!admin->json)
    {
      rc_print_problems (self->problems);
      rc_print ("Disc %" G_GINT64_FORMAT ": image %s, %" G_GUINT64_FORMAT " files compared, %u problems\n", row->id, self->image, self->n_files,
                self->problems->len);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rc_json_add_int (builder, "disc", row->id);
  rc_json_add_string (builder, "image", self->image);
  rc_json_add_int (builder, "files", (gint64) self->n_files);
  rc_json_add_problems (builder, "problems", self->problems);
  json_builder_end_object (builder);
  rc_print_builder (builder);
}

int
rc_command_disc_verify (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "ID", NULL, 1, 1, error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  Verified verified = { .problems = problems };
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (RcDiscRow) row = NULL;
  gint64 id;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  id = rc_admin_parse_id (operands[0], error);
  db = id != 0 ? rc_admin_open (admin, RC_DATABASE_READ, error) : NULL;
  row = db != NULL ? rc_discs_get (db, id, error) : NULL;
  if (row == NULL || !verify (admin, db, row, &verified, error))
    return RC_EXIT_FAILED;
  print_verified (admin, row, &verified);
  return problems->len > 0 ? RC_EXIT_FAILED : RC_EXIT_DONE;
}
