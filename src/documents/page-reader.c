/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the text of many pages. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/page-reader.h"

#include <sys/resource.h>
#include <unistd.h>

#include "documents/page-boxes.h"
#include "documents/pdf-private.h"

#define NICE 19
/* Fewer pages are read sooner than a second renderer has begun. */
#define MIN_PAGES_FOR_TWO 12
/* Pages that may stop the renderer before the rest of a document is given up. */
#define MAX_STOPPED 50

struct _RcPageReader
{
  char *path;    /* (owned) */
  RcPdf *pdf;    /* (owned) */
  RcPdf *second; /* (owned) (nullable) */
  RcRendererSpare *spare; /* (owned) (nullable) */
  gboolean idle;
  gboolean alone;
  int n_failed; /* atomic */
};

/* What an opening thread is told, and tells. */
typedef struct
{
  const RcPageReader *reader;
  GCancellable *cancellable;
  GError *error; /* (owned) (nullable) */
} Opening;

/* What both threads share while some pages are read. */
typedef struct
{
  RcPageReader *reader;
  int first;
  int count;
  int next;           /* atomic */
  RcPageText **pages; /* one each, written by whoever took the number */
  char **reasons;
  GCancellable *cancellable;
} Stretch;

void
rc_page_problem_free (RcPageProblem *self)
{
  g_free (self->reason);
  g_free (self);
}

void
rc_page_reader_become_idle (void)
{
  setpriority (PRIO_PROCESS, (id_t) gettid (), NICE);
}

static RcPdf *
open_here (const RcPageReader *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcPdf) pdf = rc_pdf_new_unopened (self->path, -1, NULL, self->spare);

  return rc_pdf_thread_run (pdf->thread, rc_pdf_open_in_thread, pdf, cancellable, error);
}

static gpointer
open_in_thread (gpointer data)
{
  Opening *opening = data;

  /* Of this thread, and so of that of the document and of its renderer. */
  rc_page_reader_become_idle ();
  return open_here (opening->reader, opening->cancellable, &opening->error);
}

static RcPdf *
open_pdf (const RcPageReader *self, GCancellable *cancellable, GError **error)
{
  Opening opening = { self, cancellable, NULL };
  RcPdf *pdf;

  if (!self->idle)
    return open_here (self, cancellable, error);
  pdf = g_thread_join (g_thread_new ("rc-idle", open_in_thread, &opening));
  if (opening.error != NULL)
    g_propagate_error (error, opening.error);
  return pdf;
}

RcPageReader *
rc_page_reader_new (const char *path, RcRendererSpare *spare, gboolean idle, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcPageReader) self = g_new0 (RcPageReader, 1);

  self->path = g_strdup (path);
  self->spare = spare != NULL ? rc_renderer_spare_ref (spare) : NULL;
  self->idle = idle;
  self->pdf = open_pdf (self, cancellable, error);
  return self->pdf != NULL ? g_steal_pointer (&self) : NULL;
}

void
rc_page_reader_free (RcPageReader *self)
{
  g_clear_object (&self->pdf);
  g_clear_object (&self->second);
  g_clear_pointer (&self->spare, rc_renderer_spare_unref);
  g_free (self->path);
  g_free (self);
}

RcPdf *
rc_page_reader_get_pdf (RcPageReader *self)
{
  return self->pdf;
}

void
rc_page_reader_set_alone (RcPageReader *self, gboolean alone)
{
  self->alone = alone;
}

static void
read_pages (Stretch *stretch, RcPdf *pdf)
{
  int i;

  while (!g_cancellable_is_cancelled (stretch->cancellable) && (i = g_atomic_int_add (&stretch->next, 1)) < stretch->count)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RcTextLayer) layer = rc_pdf_text_layer (pdf, stretch->first + i, FALSE, stretch->cancellable, &error);
      g_autoptr (GBytes) boxes = layer != NULL && layer->n_characters > 0 ? rc_page_boxes_pack (layer->text, layer->boxes) : NULL;

      stretch->pages[i] = rc_page_text_new (layer != NULL ? layer->text : "", boxes);
      if (layer != NULL)
        {
          stretch->pages[i]->label = g_steal_pointer (&layer->label);
          continue;
        }
      stretch->reasons[i] = g_strdup (error->message);
      /* One that was stopped by some pages may read the others. */
      if (g_atomic_int_add (&stretch->reader->n_failed, 1) < MAX_STOPPED)
        rc_pdf_try_again (pdf);
    }
}

static gpointer
read_in_thread (gpointer data)
{
  Stretch *stretch = data;
  RcPageReader *reader = stretch->reader;

  /* Started beside the first one's work, which does all of it where there can be no second one. */
  if (reader->second == NULL)
    reader->second = open_pdf (reader, stretch->cancellable, NULL);
  if (reader->second != NULL)
    read_pages (stretch, reader->second);
  return NULL;
}

GPtrArray *
rc_page_reader_read (RcPageReader *self, int first, int count, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_page_text_free);
  Stretch stretch = { .reader = self, .first = first, .count = count, .cancellable = cancellable };
  GThread *thread = NULL;

  g_return_val_if_fail (self != NULL && first >= 0 && count >= 0, NULL);

  stretch.pages = g_new0 (RcPageText *, count + 1);
  stretch.reasons = g_new0 (char *, count + 1);
  if (!self->alone && (self->second != NULL || count >= MIN_PAGES_FOR_TWO))
    thread = g_thread_new ("rc-pages", read_in_thread, &stretch);
  read_pages (&stretch, self->pdf);
  if (thread != NULL)
    g_thread_join (thread);
  for (int i = 0; i < count; i++)
    {
      g_ptr_array_add (pages, stretch.pages[i]);
      if (stretch.reasons[i] != NULL)
        {
          RcPageProblem *problem = g_new (RcPageProblem, 1);

          *problem = (RcPageProblem){ first + i, stretch.reasons[i] };
          g_ptr_array_add (problems, problem);
        }
    }
  g_free (stretch.pages);
  g_free (stretch.reasons);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&pages);
}
