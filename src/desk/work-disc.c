/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work of the desk with discs. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include <glib/gi18n.h>

#include "catalogue/discs.h"
#include "desk/work-private.h"
#include "documents/store.h"
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
