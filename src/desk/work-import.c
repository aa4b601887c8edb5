/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports of files, and what is kept of tables for the next one. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/mappings.h"
#include "catalogue/originals.h"
#include "desk/work-private.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

/* Before that nobody knows how long it will take. */
#define GUESS_AFTER_SECONDS 2.0
#define CHANGES_SHOWN 100
#define SECONDS_SHOWN 90 /* more are minutes */

/* "about 3 minutes left"; NULL while it is too early to say. */
static char *
dup_time_left (double seconds, double fraction)
{
  guint left;

  if (seconds < GUESS_AFTER_SECONDS || fraction <= 0 || fraction > 1)
    return NULL;
  left = (guint) (seconds * (1 - fraction) / fraction) + 1;
  if (left <= SECONDS_SHOWN)
    return g_strdup_printf (ngettext ("about %u second left", "about %u seconds left", left), left);
  left = (left + 59) / 60;
  return g_strdup_printf (ngettext ("about %u minute left", "about %u minutes left", left), left);
}

static void
progress_cb (const RcImportReport *so_far, guint64 bytes_read, guint64 bytes_total, gpointer user_data)
{
  double fraction = bytes_total > 0 ? (double) bytes_read / (double) bytes_total : -1;
  g_autofree char *number = rc_format_count (so_far->read);
  /* Translators: %s is a number, as "4 812". */
  g_autofree char *read = g_strdup_printf (ngettext ("%s record read", "%s records read", (gulong) so_far->read), number);
  guint64 speed = so_far->seconds > 0 ? (guint64) ((double) so_far->read / so_far->seconds) : 0;
  g_autofree char *speed_number = rc_format_count (speed);
  /* Translators: %s is a number: how many records are read in a second. */
  g_autofree char *each = g_strdup_printf (ngettext ("%s a second", "%s a second", (gulong) speed), speed_number);
  g_autofree char *left = dup_time_left (so_far->seconds, fraction);
  g_autofree char *words = g_strjoin (" · ", read, each, left, NULL);

  rc_work_tell (user_data, fraction, words);
}

static gpointer
import_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  const RcImportPlan *plan = job->plan;
  RcImportOptions options = {
    .format = RC_FORMAT_AUTO,
    .twins = plan->twins,
    .ways = plan->ways,
    .dry_run = plan->dry_run,
    .mends = plan->mends,
    .n_changes = CHANGES_SHOWN,
    .rejects = plan->rejects,
    .progress = progress_cb,
    .user_data = job,
  };

  job->cancellable = cancellable;
  return rc_import_files (db, (const char *const *) plan->files, &options, cancellable, error);
}

void
rc_work_import_async (RcCatalogue *catalogue, const RcImportPlan *plan, RcWorkProgress progress, gpointer progress_data,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = rc_work_new_long_job (progress, progress_data);

  job->plan = rc_import_plan_copy (plan);
  /* A trial holds nobody up, and waits for nobody. */
  rc_work_begin (catalogue, plan->dry_run ? rc_catalogue_work_async : rc_catalogue_write_async, import_in_thread, job,
                 (GDestroyNotify) rc_import_report_free, cancellable, callback, user_data);
}

static gpointer
save_rejects_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  g_autoptr (GBytes) bytes = rc_originals_get_rejects (db, job->id, error);
  g_autoptr (GFile) file = g_file_new_for_path (job->path);

  if (bytes == NULL)
    return NULL;
  if (g_bytes_get_size (bytes) == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("What was rejected is not kept: look for it in the file that was imported."));
      return NULL;
    }
  if (!g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                cancellable, error))
    return NULL;
  return g_strdup (job->path);
}

void
rc_work_save_rejects_async (RcCatalogue *catalogue, gint64 batch, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = batch;
  job->path = g_strdup (path);
  /* Beside the edits: the disk may be slow. */
  rc_work_begin (catalogue, rc_catalogue_work_async, save_rejects_in_thread, job, g_free, cancellable, callback, user_data);
}

static gpointer
keep_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;

  return rc_database_begin (db, error) ? rc_work_end_write (db, job, rc_mappings_put (db, job->title, job->label, error), error) : NULL;
}

void
rc_work_keep_mapping_async (RcCatalogue *catalogue, const char *name, const RcCsvMapping *mapping, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->title = g_strdup (name);
  job->label = rc_csv_mapping_to_key_file (mapping);
  rc_work_begin (catalogue, rc_catalogue_write_async, keep_in_thread, job, g_free, cancellable, callback, user_data);
}

static gpointer
forget_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;

  return rc_database_begin (db, error) ? rc_work_end_write (db, job, rc_mappings_remove (db, job->title, error), error) : NULL;
}

void
rc_work_forget_mapping_async (RcCatalogue *catalogue, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->title = g_strdup (name);
  rc_work_begin (catalogue, rc_catalogue_write_async, forget_in_thread, job, g_free, cancellable, callback, user_data);
}
