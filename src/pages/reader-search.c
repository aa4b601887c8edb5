/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking for a text through all pages of an open document, page after page. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-search.h"

#define N_PAGES_SAMPLED 5 /* with no text on any of them a document counts as pictures only */

struct _RcReaderSearch
{
  GObject parent_instance;
  RcPdf *pdf;      /* (owned) */
  char *text;      /* (owned) (nullable) */
  GPtrArray *hits; /* (owned) RcPdfHit */
  RcReaderSearchState state;
  guint serial; /* answers to older texts are dropped; they are not cancelled, for that would end the renderer */
  int page;
};

enum
{
  SIGNAL_RESTARTED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcReaderSearch, rc_reader_search, G_TYPE_OBJECT)

typedef struct
{
  GWeakRef self;
  guint serial;
} Step;

static void look_at_page (RcReaderSearch *self);
static void sample_page (RcReaderSearch *self);

static Step *
step_new (RcReaderSearch *self)
{
  Step *step = g_new0 (Step, 1);

  g_weak_ref_init (&step->self, self);
  step->serial = self->serial;
  return step;
}

/* The search the step belongs to, or NULL when it is gone or looks for something else now. Frees the step. */
static RcReaderSearch *
step_take (Step *step)
{
  RcReaderSearch *self = g_weak_ref_get (&step->self);
  guint serial = step->serial;

  g_weak_ref_clear (&step->self);
  g_free (step);
  if (self != NULL && self->serial != serial)
    g_clear_object (&self);
  return self;
}

static void
set_state (RcReaderSearch *self, RcReaderSearchState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
sampled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcReaderSearch) self = step_take (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rc_pdf_text_finish (RC_PDF (source), result, &error);

  if (self == NULL)
    return;
  if (text != NULL && *g_strstrip (text) != '\0')
    {
      set_state (self, RC_READER_SEARCH_DONE);
      return;
    }
  self->page++;
  sample_page (self);
}

/* Without a hit: is there any text at all? */
static void
sample_page (RcReaderSearch *self)
{
  if (self->page >= MIN (N_PAGES_SAMPLED, rc_pdf_get_n_pages (self->pdf)))
    set_state (self, RC_READER_SEARCH_NO_TEXT);
  else
    rc_pdf_text_async (self->pdf, self->page, NULL, sampled_cb, step_new (self));
}

static void
end (RcReaderSearch *self)
{
  if (self->hits->len > 0)
    {
      set_state (self, RC_READER_SEARCH_DONE);
      return;
    }
  self->page = 0;
  sample_page (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcReaderSearch) self = step_take (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = rc_pdf_find_finish (RC_PDF (source), result, &error);

  if (self == NULL)
    return;
  if (found == NULL)
    g_info ("page %d cannot be searched: %s", self->page + 1, error->message);
  else if (found->len > 0)
    {
      g_ptr_array_extend_and_steal (self->hits, g_steal_pointer (&found));
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  self->page++;
  look_at_page (self);
}

static void
look_at_page (RcReaderSearch *self)
{
  if (self->page >= rc_pdf_get_n_pages (self->pdf) || self->hits->len >= RC_READER_SEARCH_MAX_HITS)
    end (self);
  else
    rc_pdf_find_async (self->pdf, self->page, self->text, NULL, found_cb, step_new (self));
}

static void
rc_reader_search_finalize (GObject *object)
{
  RcReaderSearch *self = RC_READER_SEARCH (object);

  g_object_unref (self->pdf);
  g_free (self->text);
  g_ptr_array_unref (self->hits);
  G_OBJECT_CLASS (rc_reader_search_parent_class)->finalize (object);
}

static void
rc_reader_search_class_init (RcReaderSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_reader_search_finalize;

  signals[SIGNAL_RESTARTED] = g_signal_new ("restarted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
rc_reader_search_init (RcReaderSearch *self)
{
  self->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_pdf_hit_free);
}

RcReaderSearch *
rc_reader_search_new (RcPdf *pdf)
{
  RcReaderSearch *self = g_object_new (RC_TYPE_READER_SEARCH, NULL);

  self->pdf = g_object_ref (pdf);
  return self;
}

void
rc_reader_search_set_text (RcReaderSearch *self, const char *text)
{
  g_autofree char *wanted = NULL;

  g_return_if_fail (RC_IS_READER_SEARCH (self));

  wanted = text != NULL ? g_strstrip (g_strdup (text)) : g_strdup ("");
  if (g_strcmp0 (wanted, self->text) == 0)
    return;
  g_free (self->text);
  self->text = g_steal_pointer (&wanted);
  self->serial++;
  self->page = 0;
  g_ptr_array_unref (self->hits);
  self->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_pdf_hit_free);
  self->state = *self->text == '\0' ? RC_READER_SEARCH_IDLE : RC_READER_SEARCH_RUNNING;
  g_signal_emit (self, signals[SIGNAL_RESTARTED], 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (*self->text != '\0')
    look_at_page (self);
}

RcReaderSearchState
rc_reader_search_get_state (RcReaderSearch *self)
{
  g_return_val_if_fail (RC_IS_READER_SEARCH (self), RC_READER_SEARCH_IDLE);

  return self->state;
}

GPtrArray *
rc_reader_search_get_hits (RcReaderSearch *self)
{
  g_return_val_if_fail (RC_IS_READER_SEARCH (self), NULL);

  return self->hits;
}
