/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RcReading: asks for the text of pages around one, and has them reflowed. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/reading.h"

#include "documents/pdf-private.h"

#define KEPT 16 /* pages */

struct _RcReading
{
  GObject parent_instance;
  RcPdf *pdf; /* (owned) */

  /* Of the document's thread alone. */
  struct
  {
    int page;
    RcTextLayer *layer; /* (owned) (nullable) of a page that cannot be read, too */
    gboolean known;
  } kept[KEPT]; /* at page modulo KEPT */
};

typedef struct
{
  RcReading *reading; /* (owned) */
  int page;
} Wanted;

G_DEFINE_FINAL_TYPE (RcReading, rc_reading, G_TYPE_OBJECT)

static void
rc_reading_finalize (GObject *object)
{
  RcReading *self = RC_READING (object);

  for (guint i = 0; i < KEPT; i++)
    g_clear_pointer (&self->kept[i].layer, rc_text_layer_free);
  g_object_unref (self->pdf);
  G_OBJECT_CLASS (rc_reading_parent_class)->finalize (object);
}

static void
rc_reading_class_init (RcReadingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_reading_finalize;
}

static void
rc_reading_init (RcReading *self)
{
}

RcReading *
rc_reading_new (RcPdf *pdf)
{
  RcReading *self = g_object_new (RC_TYPE_READING, NULL);

  self->pdf = g_object_ref (pdf);
  return self;
}

int
rc_reading_get_n_pages (RcReading *self)
{
  g_return_val_if_fail (RC_IS_READING (self), 0);
  return rc_pdf_get_n_pages (self->pdf);
}

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_object_unref (wanted->reading);
  g_free (wanted);
}

/* Borrowed; NULL for a page that cannot be read. */
static const RcTextLayer *
get_layer (RcReading *self, RcPdfThread *thread, int page, GError **error)
{
  const RcPdfArguments arguments = { .page = page, .runs = TRUE };
  guint at = (guint) page % KEPT;

  if (!self->kept[at].known || self->kept[at].page != page)
    {
      g_clear_pointer (&self->kept[at].layer, rc_text_layer_free);
      self->kept[at].page = page;
      self->kept[at].layer = rc_pdf_job_layer (thread, (gpointer) &arguments, error);
      self->kept[at].known = TRUE;
      /* Whoever waits for a page to be drawn goes first. */
      rc_pdf_thread_give_way (thread);
    }
  return self->kept[at].layer;
}

static gpointer
blocks_in_thread (RcPdfThread *thread, gpointer data, GError **error)
{
  const Wanted *wanted = data;
  RcReading *self = wanted->reading;
  const RcTextLayer *layers[2 * RC_REFLOW_REACH + 1] = { NULL };
  int first = MAX (0, wanted->page - RC_REFLOW_REACH);
  int last = MIN (rc_pdf_get_n_pages (self->pdf) - 1, wanted->page + RC_REFLOW_REACH);
  const RcPdfArguments arguments = { .page = wanted->page };
  const RcTextLayer *own;

  if (self->pdf->flows)
    return rc_pdf_job_blocks (thread, (gpointer) &arguments, error);
  own = get_layer (self, thread, wanted->page, error);
  if (!own)
    {
      /* The next time it is asked for again. */
      self->kept[(guint) wanted->page % KEPT].known = FALSE;
      if (error && !*error)
        g_set_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED, "page %d has no text", wanted->page + 1);
      return NULL;
    }
  for (int page = first; page <= last; page++)
    layers[page - first] = get_layer (self, thread, page, NULL);
  return rc_reflow (layers, (guint) (last - first + 1), (guint) (wanted->page - first));
}

static Wanted *
wanted_new (RcReading *self, int page)
{
  Wanted *wanted = g_new (Wanted, 1);

  *wanted = (Wanted){ g_object_ref (self), page };
  return wanted;
}

GPtrArray *
rc_reading_blocks (RcReading *self, int page, GCancellable *cancellable, GError **error)
{
  Wanted wanted = { self, page };

  g_return_val_if_fail (RC_IS_READING (self) && page >= 0 && page < rc_reading_get_n_pages (self), NULL);
  return rc_pdf_thread_run (self->pdf->thread, blocks_in_thread, &wanted, cancellable, error);
}

void
rc_reading_blocks_async (RcReading *self, int page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (RC_IS_READING (self) && page >= 0 && page < rc_reading_get_n_pages (self));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rc_reading_blocks_async);
  g_task_set_task_data (task, wanted_new (self, page), wanted_free);
  rc_pdf_thread_push (self->pdf->thread, task, blocks_in_thread, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
rc_reading_blocks_finish (RcReading *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self) && g_async_result_is_tagged (result, rc_reading_blocks_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
