/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents of records: taking a file in with the text of its pages, and getting at the bytes again. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "catalogue/batches.h"
#include "catalogue/discs.h"
#include "disc/media-type.h"
#include "disc/tree.h"
#include "documents/document-kind.h"
#include "documents/document-reading.h"
#include "documents/store.h"
#include "record/problem.h"
#include "record/readable.h"

#define HEAD 256
#define MAX_IN_MEMORY (64 << 20) /* of a file in $XDG_RUNTIME_DIR, which lies in memory */
#define MAX_READING (5 * 60 * G_TIME_SPAN_SECOND)
#define MAX_TEXT_BYTES (64u << 20) /* of one document before its record has it */

/* A file that is in the store and was read, and belongs to no record yet. */
typedef struct
{
  RcDocument *document; /* (owned) without id and record */
  RcTextReading *reading;   /* (owned) (nullable) */
  RcCoverPicture *large, *small; /* (owned) (nullable) */
} RcReadDocument;

static void
read_document_clear (RcReadDocument *self)
{
  rc_document_free (self->document);
  g_clear_pointer (&self->reading, rc_text_reading_free);
  g_clear_pointer (&self->large, rc_cover_picture_free);
  g_clear_pointer (&self->small, rc_cover_picture_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcReadDocument, read_document_clear)

static int
open_stored (RcDatabase *db, const char *sha256, const char *name, GError **error)
{
  g_autofree char *path = rc_store_dup_path (rc_database_get_folder (db), sha256);
  int fd = path ? open (path, O_RDONLY | O_CLOEXEC) : -1;

  if (fd < 0)
    g_set_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING,
                 _("The file of “%s” is not in the catalogue's folder"), name);
  return fd;
}

/* A file without a name, open for writing. */
static int
make_nameless (gint64 size, GError **error)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  const char *folder = runtime && size <= MAX_IN_MEMORY ? runtime : g_get_tmp_dir ();
  g_autofree char *path = NULL;
  int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  int saved;

  if (fd >= 0)
    return fd;
  /* Not every file system can; then the name goes at once. */
  path = g_build_filename (g_get_tmp_dir (), "resource-centre-XXXXXX", NULL);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  saved = errno;
  if (fd >= 0)
    unlink (path);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path, g_strerror (saved));
  return fd;
}

/* (takes fd) The same file, for reading only: the renderer is handed nothing it could write to. */
static int
reopen_to_read (int fd, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  int reading = open (path, O_RDONLY | O_CLOEXEC);
  int saved = errno;

  close (fd);
  if (reading < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path, g_strerror (saved));
  return reading;
}

static int
take_out_of_disc (RcDatabase *db, const RcDocument *document, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcDiscRow) row = rc_discs_get (db, document->disc, error);
  g_autofree char *image = NULL;
  g_autoptr (RcDisc) disc = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  int fd;

  if (!row)
    return -1;
  if (!row->sha256)
    {
      g_set_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING,
                   _("The disc “%s” was read without keeping its image"), row->title);
      return -1;
    }
  image = rc_store_dup_path (rc_database_get_folder (db), row->sha256);
  if (!image || !g_file_test (image, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING,
                   _("The image of the disc “%s” is not in the catalogue's folder"), row->title);
      return -1;
    }
  disc = rc_disc_open (image, cancellable, error);
  fd = disc && rc_disc_set_names (disc, row->names, error) ? make_nameless (document->size_bytes, error) : -1;
  if (fd < 0)
    return -1;
  stream = g_unix_output_stream_new (fd, FALSE);
  if (rc_disc_extract (disc, document->path, stream, cancellable, error))
    return reopen_to_read (fd, error);
  close (fd);
  return -1;
}

int
rc_document_open_fd (RcDatabase *db, const RcDocument *document, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (db && document, -1);
  if (document->sha256)
    return open_stored (db, document->sha256, document->name, error);
  if (document->disc != 0 && document->path)
    return take_out_of_disc (db, document, cancellable, error);
  g_set_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING, _("“%s” has no file"), document->name);
  return -1;
}

static GBytes *
read_head (const char *path)
{
  guint8 head[HEAD];
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gssize got = fd >= 0 ? read (fd, head, sizeof head) : -1;

  if (fd >= 0)
    close (fd);
  return got > 0 ? g_bytes_new (head, got) : NULL;
}

/* Fills in what is known of a PDF, or of a text. FALSE only when cancelled. */
static gboolean
examine (RcReadDocument *self, const char *stored, const char *path, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcReadAhead) ahead = rc_read_ahead_new (FALSE, cancellable);
  g_autoptr (RcReadBegun) begun = NULL;

  rc_read_ahead_push (ahead, &(RcReadWanted){ .path = stored, .text = TRUE, .cover = TRUE, .alone = TRUE });
  begun = rc_read_ahead_pop (ahead, error);
  if (!begun)
    return FALSE;
  if (!begun->reader)
    {
      if (problems)
        g_ptr_array_add (problems, rc_problem_new (path, 0, NULL, begun->refusal->message));
      return TRUE;
    }
  self->document->pages = rc_pdf_get_n_pages (rc_page_reader_get_pdf (begun->reader));
  self->document->title = g_strdup (rc_pdf_get_title (rc_page_reader_get_pdf (begun->reader)));
  self->large = g_steal_pointer (&begun->large);
  self->small = g_steal_pointer (&begun->small);
  self->reading = rc_document_read_file (begun, path, g_get_monotonic_time () + MAX_READING, MAX_TEXT_BYTES, problems, cancellable, error);
  return self->reading != NULL;
}

/* A file that is kept and cannot be read here: what it is. */
static void
note_stranger (const char *stored, const char *path, GPtrArray *problems)
{
  int fd = open (stored, O_RDONLY | O_CLOEXEC);
  g_autofree char *reason = fd >= 0 && rc_document_kind_of (fd) == RC_DOCUMENT_PDF ? rc_document_dup_stranger (fd) : NULL;

  if (fd >= 0)
    close (fd);
  if (reason != NULL && problems != NULL)
    g_ptr_array_add (problems, rc_problem_new (path, 0, NULL, reason));
}

/* Stores the file and reads it. What was stored is told also when reading it was cancelled. */
static gboolean
read_document (RcReadDocument *self, const char *catalogue_folder, const char *path, GPtrArray *problems, GCancellable *cancellable,
               GError **error)
{
  RcDocument *document = self->document;
  g_autoptr (GBytes) head = NULL;
  g_autofree char *stored = NULL, *base = NULL;

  document->sha256 = rc_store_add (catalogue_folder, path, &document->size_bytes, NULL, NULL, cancellable, error);
  if (!document->sha256)
    return FALSE;
  stored = rc_store_dup_path (catalogue_folder, document->sha256);
  base = g_path_get_basename (path);
  document->name = g_utf8_make_valid (base, -1);
  head = read_head (stored);
  document->media_type = rc_media_type_guess (document->name, head);
  if (rc_readable_of (document->media_type) == RC_READABLE_PDF || rc_readable_of (document->media_type) == RC_READABLE_TEXT)
    return examine (self, stored, path, problems, cancellable, error);
  note_stranger (stored, path, problems);
  return TRUE;
}

/* Inside the transaction. */
static gint64
put_document (RcDatabase *db, gint64 record, const RcReadDocument *read, const char *label, gint64 *batch, GError **error)
{
  gint64 id;

  if (read->document->sha256 != NULL && !rc_store_check_held (db, read->document->sha256, error))
    return 0;
  *batch = rc_batch_begin (db, RC_BATCH_EDIT, label, NULL, error);
  if (*batch == 0)
    return 0;
  read->document->record = record;
  id = rc_documents_put (db, *batch, read->document, read->reading, error);
  if (id != 0 && read->reading != NULL && !rc_covers_put (db, id, read->large, read->small, error))
    return 0;
  return id != 0 && rc_batch_finish (db, *batch, NULL, error) ? id : 0;
}

static gint64
put_in_transaction (RcDatabase *db, gint64 record, const RcReadDocument *read, const char *label, gint64 *batch, GError **error)
{
  gint64 id, made;

  if (!rc_database_begin (db, error))
    return 0;
  id = put_document (db, record, read, label, &made, error);
  if (id == 0 || !rc_database_commit (db, error))
    {
      rc_database_rollback (db);
      return 0;
    }
  if (batch)
    *batch = made;
  return id;
}

gint64
rc_document_add (RcDatabase *db,
                 gint64 record,
                 const char *path,
                 const char *label,
                 GPtrArray *problems,
                 gint64 *batch,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (RcReadDocument) read = { .document = g_new0 (RcDocument, 1) };
  gint64 id = 0;

  g_return_val_if_fail (db && path && label, 0);
  if (read_document (&read, rc_database_get_folder (db), path, problems, cancellable, error))
    id = put_in_transaction (db, record, &read, label, batch, error);
  if (id == 0 && read.document->sha256)
    rc_store_drop (db, read.document->sha256);
  return id;
}
