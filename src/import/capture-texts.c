/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents of a disc (PDFs, texts, web pages, what word processors wrote) and what they say. Each is taken out into a file of its own,
 * which the renderer reads. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "documents/document-reading.h"
#include "import/capture-kept.h"
#include "import/capture-texts.h"
#include "record/problem.h"
#include "record/readable.h"

/* Of one disc: its documents, the time for them, and their text in memory. */
#define MAX_DOCUMENTS 20000
#define MAX_TOLD 100 /* that were not read, by name */
#define MAX_TIME_US (30 * 60 * G_USEC_PER_SEC)
#define MAX_TEXT_BYTES (128u << 20)
#define MAX_PDF_BYTES (G_GINT64_CONSTANT (512) << 20)
#define MAX_TEXT_FILE_BYTES (G_GINT64_CONSTANT (64) << 20)

/* What is left of the limits. */
typedef struct
{
  gint64 end; /* monotonic */
  gsize text_bytes;
} RcBudget;

void
rc_captured_text_free (RcCapturedText *self)
{
  g_free (self->path);
  g_free (self->title);
  g_free (self->type);
  g_clear_pointer (&self->reading, rc_text_reading_free);
  g_free (self);
}

static void
add_problem (GPtrArray *problems, const char *path, const char *message)
{
  g_ptr_array_add (problems, rc_problem_new (path, 0, NULL, message));
}

/* Takes the file out of the disc, into one that has no name and is gone with us, however we go. -1 on error. */
static int
extract (RcDisc *disc, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = NULL;
  int fd = g_file_open_tmp ("rc-capture-XXXXXX", &name, error);
  g_autoptr (GOutputStream) stream = NULL;

  if (fd < 0)
    return -1;
  g_unlink (name);
  stream = g_unix_output_stream_new (fd, FALSE);
  if (rc_disc_extract (disc, path, stream, cancellable, error) && g_output_stream_close (stream, cancellable, error))
    return fd;
  close (fd);
  return -1;
}

static gboolean
is_too_much (const RcCapturedText *captured, const RcBudget *budget)
{
  gboolean pdf = rc_readable_of (captured->type) == RC_READABLE_PDF;

  return captured->size_bytes > (pdf ? MAX_PDF_BYTES : MAX_TEXT_FILE_BYTES) || budget->text_bytes > MAX_TEXT_BYTES ||
         g_get_monotonic_time () > budget->end;
}

/* A document that is read next, or soon. */
typedef struct
{
  gboolean too_much;
  GPtrArray *told; /* (owned) (nullable) RcProblem; it was read by a capture before this one */
  int fd;        /* of the file that was taken out of the disc; -1: none */
  GError *error; /* (owned) (nullable) why it is not */
} Next;

static void
next_free (Next *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_error (&self->error);
  g_clear_pointer (&self->told, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Next, next_free)

static void
count_text (const RcCapturedText *captured, RcBudget *budget)
{
  for (guint i = 0; captured->reading != NULL && i < captured->reading->pages->len; i++)
    budget->text_bytes += strlen (((RcPageText *) g_ptr_array_index (captured->reading->pages, i))->text);
}

static Next *
begin_next (RcDisc *disc, RcCapturedText *captured, const char *kept, RcBudget *budget, RcReadAhead *ahead, GCancellable *cancellable)
{
  Next *self = g_new0 (Next, 1);

  self->fd = -1;
  self->too_much = is_too_much (captured, budget);
  if (!self->too_much && kept != NULL)
    self->told = rc_capture_kept_take (kept, captured);
  if (self->told != NULL)
    count_text (captured, budget);
  else if (!self->too_much)
    self->fd = extract (disc, captured->path, cancellable, &self->error);
  if (self->fd >= 0)
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", self->fd);

      rc_read_ahead_push (ahead, &(RcReadWanted){ .path = path, .text = TRUE });
    }
  return self;
}

/* The document is kept whatever happens: one that cannot be read today may be tomorrow. */
static void
read_text (const Next *next, RcReadAhead *ahead, RcCapturedText *captured, const char *kept, RcBudget *budget, GPtrArray *problems,
           GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcReadBegun) begun = next->fd >= 0 ? rc_read_ahead_pop (ahead, &error) : NULL;
  const GError *refusal = next->fd < 0 ? next->error : begun == NULL ? error : begun->refusal;
  guint n_told = problems->len;

  if (refusal == NULL)
    {
      RcPdf *pdf = rc_page_reader_get_pdf (begun->reader);

      captured->pages = rc_pdf_get_n_pages (pdf);
      captured->title = g_strdup (rc_pdf_get_title (pdf));
      captured->reading = rc_document_read_file (begun, captured->path, budget->end, MAX_TEXT_BYTES - budget->text_bytes, problems,
                                                 cancellable, &error);
      refusal = error;
    }
  count_text (captured, budget);
  if (kept != NULL && captured->reading != NULL && captured->reading->complete)
    rc_capture_kept_add (kept, captured, problems, n_told);
  if (refusal != NULL)
    add_problem (problems, captured->path, refusal->message);
}

/* Those of one kind. FALSE when there are more than there is place for. */
static gboolean
add_kind (GPtrArray *texts, GPtrArray *entries, GHashTable *known, RcReadable kind, GPtrArray *problems)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const RcDiscEntry *entry = g_ptr_array_index (entries, i);
      RcCapturedText *captured;

      if (entry->folder || entry->type == NULL || rc_readable_of (entry->type) != kind || (entry->size == 0 && kind != RC_READABLE_PDF) ||
          (known != NULL && g_hash_table_contains (known, entry->path)))
        continue;
      if (texts->len == MAX_DOCUMENTS)
        {
          add_problem (problems, entry->path, _ ("what this and further documents say is not searched: the disc has too many"));
          return FALSE;
        }
      captured = g_new0 (RcCapturedText, 1);
      captured->path = g_strdup (entry->path);
      captured->type = g_strdup (entry->type);
      captured->size_bytes = entry->size;
      g_ptr_array_add (texts, captured);
    }
  return TRUE;
}

GPtrArray *
rc_capture_read_texts (RcDisc *disc, GPtrArray *entries, GHashTable *known, const char *kept, gboolean later, RcTextsProgress progress,
                       gpointer user_data, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_captured_text_free);
  RcBudget budget = { .end = g_get_monotonic_time () + MAX_TIME_US };
  g_autoptr (GPtrArray) begun = g_ptr_array_new_with_free_func ((GDestroyNotify) next_free);
  g_autoptr (RcReadAhead) ahead = rc_read_ahead_new (FALSE, cancellable); /* goes before the files do */
  guint n_left = 0;

  /* Thousands of small web pages do not take the place of the books. */
  if (add_kind (texts, entries, known, RC_READABLE_PDF, problems))
    add_kind (texts, entries, known, RC_READABLE_TEXT, problems);
  for (guint i = 0; !later && i < texts->len; i++)
    {
      RcCapturedText *captured = g_ptr_array_index (texts, i);
      g_autoptr (Next) next = NULL;

      progress (i, texts->len, user_data);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      while (begun->len < RC_READ_AHEAD_DOCUMENTS && i + begun->len < texts->len)
        g_ptr_array_add (begun, begin_next (disc, g_ptr_array_index (texts, i + begun->len), kept, &budget, ahead, cancellable));
      next = g_ptr_array_steal_index (begun, 0);
      if (next->told != NULL)
        g_ptr_array_extend_and_steal (problems, g_steal_pointer (&next->told));
      else if (!next->too_much)
        read_text (next, ahead, captured, kept, &budget, problems, cancellable);
      else if (n_left++ < MAX_TOLD)
        add_problem (problems, captured->path, _ ("its text was not read: the disc has too much of it"));
    }
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&texts);
}
