/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work of the desk with discs. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include <glib/gi18n.h>

#include "catalogue/discs.h"
#include "desk/work-private.h"
#include "documents/store.h"
#include "import/open-disc.h"
#include "widgets/format.h"

void
rc_disc_wish_free (RcDiscWish *self)
{
  g_free (self->title);
  g_free (self->shelfmark);
  g_free (self->publisher);
  g_free (self->languages);
  g_free (self);
}

static gpointer
look_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rc_capture_look (((RcJob *) data)->path, cancellable, error);
}

void
rc_work_look_async (RcCatalogue *catalogue, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->path = g_strdup (path);
  rc_work_begin (catalogue, rc_catalogue_work_async, look_in_thread, job, (GDestroyNotify) rc_capture_look_free, cancellable, callback,
                 user_data);
}

/* "Keeping the image · 4.1 MB a second · 3 minutes left" */
static void
tell_cb (const RcCaptureProgress *progress, gpointer user_data)
{
  g_autoptr (GString) words = g_string_new (progress->what);

  if (progress->bytes_per_second > 0)
    {
      g_autofree char *size = rc_format_size ((guint64) progress->bytes_per_second);

      g_string_append (words, " · ");
      /* Translators: %s is "4.1 MB". */
      g_string_append_printf (words, _ ("%s per second"), size);
    }
  if (progress->seconds_left >= 60)
    {
      guint minutes = ((guint) progress->seconds_left + 59) / 60;

      g_string_append (words, " · ");
      g_string_append_printf (words, ngettext ("%u minute left", "%u minutes left", minutes), minutes);
    }
  else if (progress->seconds_left > 0)
    {
      g_string_append (words, " · ");
      g_string_append (words, _ ("less than a minute left"));
    }
  if (progress->bad > 0)
    {
      g_autofree char *size = rc_format_size ((guint64) progress->bad);

      g_string_append (words, " · ");
      /* Translators: %s is "12 kB". */
      g_string_append_printf (words, _ ("%s could not be read"), size);
    }
  rc_work_tell (user_data, progress->fraction, words->str);
}

static gpointer
capture_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcJob *job = data;
  const RcCaptureOptions options = {
    .title = job->disc->title,
    .shelfmark = job->disc->shelfmark,
    .publisher = job->disc->publisher,
    .languages = job->disc->languages,
    .year = job->disc->year,
    .tree_only = job->disc->tree_only,
    .into = job->disc->into,
    .tell = tell_cb,
    .user_data = job,
  };

  job->cancellable = cancellable;
  return rc_capture_disc (db, job->path, &options, cancellable, error);
}

void
rc_work_capture_async (RcCatalogue *catalogue, const char *path, RcDiscWish *wish, RcWorkProgress progress, gpointer progress_data,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = rc_work_new_long_job (progress, progress_data);

  job->path = g_strdup (path);
  job->disc = wish;
  rc_work_begin (catalogue, rc_catalogue_work_async, capture_in_thread, job, (GDestroyNotify) rc_capture_report_free, cancellable, callback,
                 user_data);
}

static gpointer
verify_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcDiscRow) disc = rc_discs_get (db, ((RcJob *) data)->id, error);

  if (disc == NULL || !rc_store_verify (rc_database_get_folder (db), disc->sha256, cancellable, error))
    return NULL;
  return g_steal_pointer (&disc);
}

void
rc_work_verify_async (RcCatalogue *catalogue, gint64 disc, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = disc;
  rc_work_begin (catalogue, rc_catalogue_work_async, verify_in_thread, job, (GDestroyNotify) rc_disc_row_free, cancellable, callback, user_data);
}

static gpointer
find_collections_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rc_collections_list (db, ((RcJob *) data)->id, cancellable, error);
}

void
rc_work_find_collections_async (RcCatalogue *catalogue, gint64 disc, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = disc;
  rc_work_begin (catalogue, rc_catalogue_work_async, find_collections_in_thread, job, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                 user_data);
}

static gpointer
take_collection_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const RcJob *job = data;

  return rc_collection_import (db, job->id, job->path, cancellable, error);
}

void
rc_work_take_collection_async (RcCatalogue *catalogue, gint64 disc, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = disc;
  job->path = g_strdup (path);
  rc_work_begin (catalogue, rc_catalogue_work_async, take_collection_in_thread, job, (GDestroyNotify) rc_collection_report_free, cancellable,
                 callback, user_data);
}

/* A stream that is closed by somebody who was stopped leaves what was there before. */
static gpointer
save_file_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const RcJob *job = data;
  g_autoptr (GFile) file = g_file_new_for_path (job->title);
  g_autoptr (RcDisc) disc = rc_disc_open_kept (db, job->id, cancellable, error);
  g_autoptr (GFileOutputStream) stream = disc != NULL ? g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, error) : NULL;
  g_autoptr (GCancellable) stopped = g_cancellable_new ();

  if (stream == NULL)
    return NULL;
  if (rc_disc_extract (disc, job->path, G_OUTPUT_STREAM (stream), cancellable, error))
    return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error) ? g_strdup (job->title) : NULL;
  g_cancellable_cancel (stopped);
  g_output_stream_close (G_OUTPUT_STREAM (stream), stopped, NULL);
  return NULL;
}

void
rc_work_save_disc_file_async (RcCatalogue *catalogue, gint64 disc, const char *path, const char *place, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  RcJob *job = g_new0 (RcJob, 1);

  job->id = disc;
  job->path = g_strdup (path);
  job->title = g_strdup (place);
  rc_work_begin (catalogue, rc_catalogue_work_async, save_file_in_thread, job, g_free, cancellable, callback, user_data);
}
