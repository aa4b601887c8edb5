/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file out of an archive, unpacked as it is read. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/archive-stream.h"

#include "exchange/format.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n.h>
#include <string.h>

#define STEP (64 * 1024)
#define MAX_ENTRIES 1000
#define MAX_RATIO 200                                  /* text in XML packs to a tenth, repetitions to a fiftieth */
#define FREE_BYTES (16 * 1024 * 1024)                  /* the ratio counts from there */
#define MAX_BYTES (G_GUINT64_CONSTANT (4) * 1024 * 1024 * 1024)

struct _RcArchiveStream
{
  GInputStream parent_instance;

  RcInput *input;          /* (unowned) */
  struct archive *archive; /* (owned) */
  gsize given;             /* bytes of the window that the archive has, and which go when it asks for more */
  guint64 n_packed, n_unpacked;
  GCancellable *cancellable; /* borrowed for the time of a call */
  GError *problem;           /* (owned) (nullable) of the input */
};

G_DEFINE_FINAL_TYPE (RcArchiveStream, rc_archive_stream, G_TYPE_INPUT_STREAM)

gboolean
rc_archive_looks_like (const char *data, gsize length)
{
  return length >= 4 && memcmp (data, "PK\3\4", 4) == 0;
}

static la_ssize_t
read_cb (struct archive *archive, void *context, const void **buffer)
{
  RcArchiveStream *self = context;
  gsize length;

  rc_input_skip (self->input, self->given);
  self->given = 0;
  if (!rc_input_fill (self->input, STEP, self->cancellable, self->problem == NULL ? &self->problem : NULL))
    return ARCHIVE_FATAL;
  *buffer = rc_input_peek (self->input, &length);
  self->given = MIN (length, STEP);
  self->n_packed += self->given;
  return (la_ssize_t) self->given;
}

static void
set_error (RcArchiveStream *self, GError **error)
{
  const char *words = archive_error_string (self->archive);

  if (self->problem != NULL)
    g_propagate_error (error, g_steal_pointer (&self->problem));
  else
    g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the archive is broken: %s"), words != NULL ? words : "?");
}

static gssize
rc_archive_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  RcArchiveStream *self = RC_ARCHIVE_STREAM (stream);
  la_ssize_t n_read;

  self->cancellable = cancellable;
  n_read = archive_read_data (self->archive, buffer, count);
  self->cancellable = NULL;
  if (n_read < 0)
    {
      set_error (self, error);
      return -1;
    }
  self->n_unpacked += (guint64) n_read;
  if (self->n_unpacked > MAX_BYTES || (self->n_unpacked > FREE_BYTES && self->n_unpacked / MAX_RATIO > self->n_packed))
    {
      g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("a file of the archive unpacks to implausibly much"));
      return -1;
    }
  return (gssize) n_read;
}

static void
rc_archive_stream_finalize (GObject *object)
{
  RcArchiveStream *self = RC_ARCHIVE_STREAM (object);

  archive_read_free (self->archive);
  g_clear_error (&self->problem);
  G_OBJECT_CLASS (rc_archive_stream_parent_class)->finalize (object);
}

static void
rc_archive_stream_class_init (RcArchiveStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_archive_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = rc_archive_stream_read;
}

static void
rc_archive_stream_init (RcArchiveStream *self)
{
  self->archive = archive_read_new ();
}

/* To the first file that is wanted. */
static gboolean
find_entry (RcArchiveStream *self, const char *suffix, GError **error)
{
  struct archive_entry *entry;
  int answer;

  for (guint i = 0; i < MAX_ENTRIES && (answer = archive_read_next_header (self->archive, &entry)) != ARCHIVE_EOF; i++)
    {
      const char *name;
      g_autofree char *lower = NULL;

      if (answer < ARCHIVE_WARN)
        {
          set_error (self, error);
          return FALSE;
        }
      name = archive_entry_pathname (entry);
      lower = g_ascii_strdown (name != NULL ? name : "", -1);
      if (g_str_has_suffix (lower, suffix) && archive_entry_filetype (entry) == AE_IFREG)
        return TRUE;
    }
  g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("there is no file “*%s” in the archive"), suffix);
  return FALSE;
}

GInputStream *
rc_archive_stream_new (RcInput *input, const char *suffix, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcArchiveStream) self = g_object_new (RC_TYPE_ARCHIVE_STREAM, NULL);
  gboolean found;

  self->input = input;
  self->cancellable = cancellable;
  archive_read_support_format_zip_streamable (self->archive);
  if (archive_read_open (self->archive, self, NULL, read_cb, NULL) != ARCHIVE_OK)
    {
      set_error (self, error);
      return NULL;
    }
  found = find_entry (self, suffix, error);
  self->cancellable = NULL;
  return found ? G_INPUT_STREAM (g_steal_pointer (&self)) : NULL;
}
