/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents of which the first pages are read ahead. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/read-ahead.h"

#include <fcntl.h>
#include <unistd.h>

#include "documents/cover.h"
#include "documents/document-kind.h"
#include "renderer/spare.h"

#define N_THREADS 2

typedef struct
{
  RcReadWanted wanted;
  char *path; /* (owned) */
  RcReadBegun *begun; /* (owned) (nullable) */
  gboolean done; /* under the mutex */
} Item;

struct _RcReadAhead
{
  gboolean idle;
  GCancellable *cancellable; /* (nullable) */
  GThreadPool *pool;         /* (owned) */
  GQueue items;              /* of Item (owned), the caller's own */
  GMutex mutex; /* for the following, and for what is done */
  GCond changed;
  RcRendererSpare *spares[2]; /* (owned) (nullable) */
};

/* What most documents are; of the others each has a renderer started for it. */
static const struct
{
  RcDocumentKind kind;
  RcRendererRole role;
} spared[] = {
  { RC_DOCUMENT_PDF, RC_RENDERER_ROLE_PDF },
  { RC_DOCUMENT_TEXT, RC_RENDERER_ROLE_TEXT },
};

void
rc_read_begun_free (RcReadBegun *self)
{
  g_clear_pointer (&self->reader, rc_page_reader_free);
  g_clear_error (&self->refusal);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->large, rc_cover_picture_free);
  g_clear_pointer (&self->small, rc_cover_picture_free);
  g_free (self);
}

static void
item_free (Item *item)
{
  g_clear_pointer (&item->begun, rc_read_begun_free);
  g_free (item->path);
  g_free (item);
}

/* (nullable) What renderers for such files are made of: made in a thread that has its priority already. */
static RcRendererSpare *
ensure_spare (RcReadAhead *self, const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  RcDocumentKind kind = fd >= 0 ? rc_document_kind_of (fd) : RC_DOCUMENT_PICTURE;
  RcRendererSpare *spare = NULL;

  if (fd >= 0)
    close (fd);
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < G_N_ELEMENTS (spared); i++)
    if (spared[i].kind == kind)
      spare = self->spares[i] = self->spares[i] != NULL ? self->spares[i] : rc_renderer_spare_new (spared[i].role);
  g_mutex_unlock (&self->mutex);
  return spare;
}

static RcReadBegun *
begin (RcReadAhead *self, const RcReadWanted *wanted)
{
  RcReadBegun *begun = g_new0 (RcReadBegun, 1);
  g_autoptr (GError) error = NULL;

  begun->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_page_problem_free);
  begun->reader = rc_page_reader_new (wanted->path, ensure_spare (self, wanted->path), self->idle, self->cancellable, &begun->refusal);
  if (begun->reader == NULL)
    return begun;
  if (wanted->cover && !rc_cover_draw (rc_page_reader_get_pdf (begun->reader), &begun->large, &begun->small, self->cancellable, &error))
    g_info ("%s has no cover: %s", wanted->path, error->message);
  if (!wanted->text)
    return begun;
  rc_page_reader_set_alone (begun->reader, !wanted->alone);
  begun->pages = rc_page_reader_read (begun->reader, wanted->first,
                                      CLAMP (rc_pdf_get_n_pages (rc_page_reader_get_pdf (begun->reader)) - wanted->first, 0, RC_READ_AHEAD_PAGES),
                                      begun->problems, self->cancellable, NULL);
  rc_page_reader_set_alone (begun->reader, FALSE);
  return begun;
}

static void
begin_in_thread (gpointer data, gpointer user_data)
{
  RcReadAhead *self = user_data;
  Item *item = data;
  RcReadBegun *begun;

  if (self->idle)
    rc_page_reader_become_idle ();
  begun = begin (self, &item->wanted);
  g_mutex_lock (&self->mutex);
  item->begun = begun;
  item->done = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

RcReadAhead *
rc_read_ahead_new (gboolean idle, GCancellable *cancellable)
{
  RcReadAhead *self = g_new0 (RcReadAhead, 1);

  self->idle = idle;
  self->cancellable = cancellable;
  g_queue_init (&self->items);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  /* Threads of its own, which may become idle for good. */
  self->pool = g_thread_pool_new (begin_in_thread, self, N_THREADS, TRUE, NULL);
  return self;
}

void
rc_read_ahead_free (RcReadAhead *self)
{
  g_thread_pool_free (self->pool, TRUE, TRUE);
  g_queue_clear_full (&self->items, (GDestroyNotify) item_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->spares); i++)
    g_clear_pointer (&self->spares[i], rc_renderer_spare_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

void
rc_read_ahead_push (RcReadAhead *self, const RcReadWanted *wanted)
{
  Item *item = g_new0 (Item, 1);

  item->path = g_strdup (wanted->path);
  item->wanted = *wanted;
  item->wanted.path = item->path;
  g_queue_push_tail (&self->items, item);
  g_thread_pool_push (self->pool, item, NULL);
}

RcReadBegun *
rc_read_ahead_pop (RcReadAhead *self, GError **error)
{
  Item *item = g_queue_pop_head (&self->items);
  g_autoptr (RcReadBegun) begun = NULL;

  g_return_val_if_fail (item != NULL, NULL);
  g_mutex_lock (&self->mutex);
  while (!item->done)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
  begun = g_steal_pointer (&item->begun);
  item_free (item);
  return g_cancellable_set_error_if_cancelled (self->cancellable, error) ? NULL : g_steal_pointer (&begun);
}
