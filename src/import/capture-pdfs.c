/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The PDFs of a disc and the text of their pages. Each is taken out into a file of its own, which the renderer reads. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "documents/document-reading.h"
#include "import/capture-pdfs.h"
#include "record/problem.h"

/* Of one disc: its documents, the time for them, and their text in memory. */
#define MAX_PDFS 5000
#define MAX_TIME_US (30 * 60 * G_USEC_PER_SEC)
#define MAX_TEXT_BYTES (128u << 20)
#define MAX_PDF_BYTES (G_GINT64_CONSTANT (512) << 20)

/* What is left of the limits. */
typedef struct
{
  gint64 end; /* monotonic */
  gsize text_bytes;
} RcBudget;

void
rc_captured_pdf_free (RcCapturedPdf *self)
{
  g_free (self->path);
  g_free (self->title);
  g_clear_pointer (&self->reading, rc_text_reading_free);
  g_free (self);
}

static void
add_problem (GPtrArray *problems, const char *path, const char *message)
{
  g_ptr_array_add (problems, rc_problem_new (path, 0, NULL, message));
}

/* Takes the file out of the disc. NULL on error. */
static char *
extract (RcDisc *disc, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = NULL;
  int fd = g_file_open_tmp ("rc-capture-XXXXXX", &name, error);
  g_autoptr (GOutputStream) stream = NULL;

  if (fd < 0)
    return NULL;
  stream = g_unix_output_stream_new (fd, TRUE);
  if (rc_disc_extract (disc, path, stream, cancellable, error) && g_output_stream_close (stream, cancellable, error))
    return g_steal_pointer (&name);
  g_unlink (name);
  return NULL;
}

/* The document is kept whatever happens: a PDF that cannot be read today may be tomorrow. */
static void
read_pdf (RcDisc *disc, RcCapturedPdf *captured, RcBudget *budget, GPtrArray *problems, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;
  g_autoptr (RcPageReader) reader = NULL;

  if (captured->size_bytes > MAX_PDF_BYTES || budget->text_bytes > MAX_TEXT_BYTES || g_get_monotonic_time () > budget->end)
    {
      add_problem (problems, captured->path, _ ("its text was not read: the disc has too much of it"));
      return;
    }
  file = extract (disc, captured->path, cancellable, &error);
  reader = file != NULL ? rc_page_reader_new (file, FALSE, cancellable, &error) : NULL;
  if (reader != NULL)
    {
      RcPdf *pdf = rc_page_reader_get_pdf (reader);

      captured->pages = rc_pdf_get_n_pages (pdf);
      captured->title = g_strdup (rc_pdf_get_title (pdf));
      captured->reading = rc_document_read_file (reader, captured->path, budget->end, MAX_TEXT_BYTES - budget->text_bytes, problems,
                                                 cancellable, &error);
    }
  for (guint i = 0; captured->reading != NULL && i < captured->reading->pages->len; i++)
    budget->text_bytes += strlen (((RcPageText *) g_ptr_array_index (captured->reading->pages, i))->text);
  if (file != NULL)
    g_unlink (file);
  if (error != NULL)
    add_problem (problems, captured->path, error->message);
}

GPtrArray *
rc_capture_read_pdfs (RcDisc *disc, GPtrArray *entries, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) pdfs = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_captured_pdf_free);
  RcBudget budget = { .end = g_get_monotonic_time () + MAX_TIME_US };

  for (guint i = 0; i < entries->len; i++)
    {
      const RcDiscEntry *entry = g_ptr_array_index (entries, i);
      RcCapturedPdf *captured;

      if (entry->folder || g_strcmp0 (entry->type, "application/pdf") != 0)
        continue;
      if (pdfs->len == MAX_PDFS)
        {
          add_problem (problems, entry->path, _ ("this and further PDFs are files only: the disc has too many"));
          break;
        }
      captured = g_new0 (RcCapturedPdf, 1);
      captured->path = g_strdup (entry->path);
      captured->size_bytes = entry->size;
      g_ptr_array_add (pdfs, captured);
      read_pdf (disc, captured, &budget, problems, cancellable);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&pdfs);
}
