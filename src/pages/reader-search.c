/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking for a text through all pages of an open document. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-search.h"

#include "documents/page-boxes.h"

struct _RcReaderSearch
{
  GObject parent_instance;
  RcPdf *pdf;                /* (owned) */
  RcDocumentText *text;      /* (owned) (nullable) until it is known whether the catalogue has it */
  gboolean whole;            /* all pages are in it */
  gboolean reading;          /* one is being read */
  GCancellable *cancellable; /* (owned) of loading */
  char *wanted;              /* (owned) (nullable) */
  gboolean by_words;         /* each word of it, in all its forms */
  RcHits *hits;              /* (owned) (nullable) */
  guint total;
  RcReaderSearchState state;
  guint serial; /* answers to older texts are dropped */
};

enum
{
  SIGNAL_RESTARTED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcReaderSearch, rc_reader_search, G_TYPE_OBJECT)

/* One look through the document, made beside the main thread. */
typedef struct
{
  RcDocumentText *text; /* (owned) */
  char *wanted;         /* (owned) */
  gboolean by_words;
  guint serial;
  guint total;
  GArray *places; /* (owned) (nullable) RcTextPlace */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  rc_document_text_unref (look->text);
  g_free (look->wanted);
  g_clear_pointer (&look->places, g_array_unref);
  g_free (look);
}

static void
look_at (Look *look, guint first_page)
{
  look->places = (look->by_words ? rc_document_text_find_words : rc_document_text_find) (look->text, look->wanted, first_page,
                                                                                         RC_READER_SEARCH_MAX_HITS, &look->total);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  look_at (data, 0);
  g_task_return_boolean (task, TRUE);
}

static void
set_state (RcReaderSearch *self, RcReaderSearchState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What was found, behind what there is. */
static void
take (RcReaderSearch *self, Look *look)
{
  self->total += look->total;
  if (self->hits == NULL)
    self->hits = rc_hits_new (look->text);
  if (rc_hits_get_n (self->hits) < RC_READER_SEARCH_MAX_HITS)
    rc_hits_add (self->hits, look->places);
}

static RcReaderSearchState
get_last_state (RcReaderSearch *self)
{
  if (!self->whole)
    return RC_READER_SEARCH_RUNNING;
  if (rc_document_text_is_pictures (self->text))
    return RC_READER_SEARCH_NO_TEXT;
  return self->wanted != NULL && *self->wanted != '\0' ? RC_READER_SEARCH_DONE : RC_READER_SEARCH_IDLE;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RcReaderSearch *self = RC_READER_SEARCH (source);
  Look *look = g_task_get_task_data (G_TASK (result));

  if (look->serial != self->serial)
    return;
  take (self, look);
  set_state (self, get_last_state (self));
}

static Look *
look_new (RcReaderSearch *self)
{
  Look *look = g_new0 (Look, 1);

  look->text = rc_document_text_ref (self->text);
  look->wanted = g_strdup (self->wanted);
  look->by_words = self->by_words;
  look->serial = self->serial;
  return look;
}

/* Pages that come in one by one are looked at as they come: each takes less than a tenth of a millisecond. */
static void
look_from (RcReaderSearch *self, guint first_page)
{
  Look *look = look_new (self);

  look_at (look, first_page);
  take (self, look);
  look_free (look);
  set_state (self, get_last_state (self));
}

static void read_next (RcReaderSearch *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcReaderSearch) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcTextLayer) layer = rc_pdf_text_layer_finish (RC_PDF (source), result, &error);
  g_autoptr (GBytes) boxes = layer != NULL && layer->n_characters > 0 ? rc_page_boxes_pack (layer->text, layer->boxes) : NULL;
  guint page = rc_document_text_get_n_pages (self->text);

  self->reading = FALSE;
  if (layer == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("page %u cannot be searched: %s", page + 1, error->message);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  rc_document_text_add (self->text, rc_page_text_new (layer != NULL ? layer->text : "", boxes));
  self->whole = (int) page + 1 >= rc_pdf_get_n_pages (self->pdf);
  if (self->wanted != NULL && *self->wanted != '\0')
    look_from (self, page);
  read_next (self);
}

/* As long as something is looked for. */
static void
read_next (RcReaderSearch *self)
{
  if (self->whole || self->reading || self->wanted == NULL || *self->wanted == '\0')
    return;
  self->reading = TRUE;
  rc_pdf_text_layer_async (self->pdf, (int) rc_document_text_get_n_pages (self->text), G_PRIORITY_LOW, self->cancellable, read_cb,
                           g_object_ref (self));
}

static void
look (RcReaderSearch *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->text == NULL || self->wanted == NULL || *self->wanted == '\0')
    return;
  if (!self->whole)
    {
      if (rc_document_text_get_n_pages (self->text) > 0)
        look_from (self, 0);
      read_next (self);
      return;
    }
  task = g_task_new (self, NULL, looked_cb, NULL);
  g_task_set_task_data (task, look_new (self), look_free);
  g_task_run_in_thread (task, look_in_thread);
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rc_document_text_load (db, *(const gint64 *) data, cancellable, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcReaderSearch) self = data;
  g_autoptr (GError) error = NULL;
  RcDocumentText *text = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->whole = text != NULL;
  self->text = text != NULL ? text : rc_document_text_new ();
  if (self->whole && rc_document_text_is_pictures (self->text))
    set_state (self, RC_READER_SEARCH_NO_TEXT);
  look (self);
}

static void
rc_reader_search_dispose (GObject *object)
{
  RcReaderSearch *self = RC_READER_SEARCH (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (rc_reader_search_parent_class)->dispose (object);
}

static void
rc_reader_search_finalize (GObject *object)
{
  RcReaderSearch *self = RC_READER_SEARCH (object);

  g_object_unref (self->pdf);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->text, rc_document_text_unref);
  g_free (self->wanted);
  g_clear_pointer (&self->hits, rc_hits_unref);
  G_OBJECT_CLASS (rc_reader_search_parent_class)->finalize (object);
}

static void
rc_reader_search_class_init (RcReaderSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_reader_search_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_reader_search_finalize;

  signals[SIGNAL_RESTARTED] = g_signal_new ("restarted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
rc_reader_search_init (RcReaderSearch *self)
{
  self->cancellable = g_cancellable_new ();
}

RcReaderSearch *
rc_reader_search_new (RcCatalogue *catalogue, gint64 document, RcPdf *pdf)
{
  RcReaderSearch *self = g_object_new (RC_TYPE_READER_SEARCH, NULL);

  self->pdf = g_object_ref (pdf);
  /* At once, so that the first key finds it there. */
  rc_catalogue_read_async (catalogue, G_PRIORITY_LOW, load_in_thread, g_memdup2 (&document, sizeof document), g_free,
                           (GDestroyNotify) rc_document_text_unref, self->cancellable, loaded_cb, g_object_ref (self));
  return self;
}

static void
begin (RcReaderSearch *self, const char *text, gboolean by_words)
{
  g_autofree char *wanted = text != NULL ? g_strstrip (g_strdup (text)) : g_strdup ("");

  if (g_strcmp0 (wanted, self->wanted) == 0 && by_words == self->by_words)
    return;
  g_free (self->wanted);
  self->wanted = g_steal_pointer (&wanted);
  self->by_words = by_words;
  self->serial++;
  self->total = 0;
  g_clear_pointer (&self->hits, rc_hits_unref);
  if (self->state != RC_READER_SEARCH_NO_TEXT)
    self->state = *self->wanted == '\0' ? RC_READER_SEARCH_IDLE : RC_READER_SEARCH_RUNNING;
  g_signal_emit (self, signals[SIGNAL_RESTARTED], 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  look (self);
}

void
rc_reader_search_set_text (RcReaderSearch *self, const char *text)
{
  g_return_if_fail (RC_IS_READER_SEARCH (self));

  begin (self, text, FALSE);
}

void
rc_reader_search_set_words (RcReaderSearch *self, const char *words)
{
  g_return_if_fail (RC_IS_READER_SEARCH (self));

  begin (self, words, TRUE);
}

RcReaderSearchState
rc_reader_search_get_state (RcReaderSearch *self)
{
  g_return_val_if_fail (RC_IS_READER_SEARCH (self), RC_READER_SEARCH_IDLE);

  return self->state;
}

RcHits *
rc_reader_search_get_hits (RcReaderSearch *self)
{
  g_return_val_if_fail (RC_IS_READER_SEARCH (self), NULL);

  return self->hits;
}

guint
rc_reader_search_get_total (RcReaderSearch *self)
{
  g_return_val_if_fail (RC_IS_READER_SEARCH (self), 0);

  return self->total;
}
