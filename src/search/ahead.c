/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words go in batches, of which there is a fixed number. What fits into one batch is not worth a thread. */
#define G_LOG_DOMAIN "rc-search"

#include "search/ahead.h"

#define N_BATCHES 3
#define BATCH_POSTINGS (1u << 16)
#define BATCH_WORDS (1u << 13)

typedef struct
{
  guint32 length;
  guint32 n_postings;
} Item;

typedef struct
{
  GArray *items;    /* (owned) Item */
  GByteArray *text; /* (owned) of the words */
  GArray *postings; /* (owned) guint64 */
  gboolean last;    /* there are no more */
} Batch;

struct _RcAhead
{
  RcPostingsReader *reader; /* (unowned) the thread's, when there is one */
  GArray *scratch;          /* (owned) guint64, the postings of one word; like the reader */
  Batch batches[N_BATCHES];
  GAsyncQueue *empty; /* (owned) Batch, unowned */
  GAsyncQueue *full;  /* (owned) Batch, unowned */
  GThread *thread;    /* (owned) (nullable) */
  gint stopping;      /* atomic */
  Batch *current;     /* (unowned) */
  guint at;           /* the next item of it */
  gsize text_at, postings_at;
};

static void
fill (RcAhead *self, Batch *batch)
{
  g_array_set_size (batch->items, 0);
  g_byte_array_set_size (batch->text, 0);
  g_array_set_size (batch->postings, 0);
  while (batch->postings->len < BATCH_POSTINGS && batch->items->len < BATCH_WORDS)
    {
      gsize length = 0;
      const guint8 *word = rc_postings_reader_next (self->reader, &length, self->scratch);
      Item item = { (guint32) length, self->scratch->len };

      batch->last = word == NULL;
      if (word == NULL)
        return;
      g_array_append_val (batch->items, item);
      g_byte_array_append (batch->text, word, item.length);
      g_array_append_vals (batch->postings, self->scratch->data, item.n_postings);
    }
}

static gpointer
read_ahead (gpointer data)
{
  RcAhead *self = data;
  Batch *batch;

  do
    {
      batch = g_async_queue_pop (self->empty);
      if (g_atomic_int_get (&self->stopping))
        break;
      fill (self, batch);
      g_async_queue_push (self->full, batch);
    }
  while (!batch->last);
  return NULL;
}

RcAhead *
rc_ahead_new (RcPostingsReader *reader)
{
  RcAhead *self = g_new0 (RcAhead, 1);

  self->reader = reader;
  self->scratch = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->empty = g_async_queue_new ();
  self->full = g_async_queue_new ();
  for (guint i = 0; i < N_BATCHES; i++)
    {
      self->batches[i] = (Batch){ g_array_new (FALSE, FALSE, sizeof (Item)), g_byte_array_new (),
                                  g_array_new (FALSE, FALSE, sizeof (guint64)), FALSE };
      if (i > 0)
        g_async_queue_push (self->empty, &self->batches[i]);
    }
  self->current = &self->batches[0];
  fill (self, self->current);
  if (!self->current->last)
    self->thread = g_thread_new ("rc-search-ahead", read_ahead, self);
  return self;
}

void
rc_ahead_free (RcAhead *self)
{
  if (self == NULL)
    return;
  if (self->thread != NULL)
    {
      g_atomic_int_set (&self->stopping, TRUE);
      /* It may be waiting for one. */
      g_async_queue_push (self->empty, self->current);
      g_thread_join (self->thread);
    }
  for (guint i = 0; i < N_BATCHES; i++)
    {
      g_array_unref (self->batches[i].items);
      g_byte_array_unref (self->batches[i].text);
      g_array_unref (self->batches[i].postings);
    }
  g_async_queue_unref (self->empty);
  g_async_queue_unref (self->full);
  g_array_unref (self->scratch);
  g_free (self);
}

gboolean
rc_ahead_next (RcAhead *self, RcAheadWord *word)
{
  const Item *item;

  while (self->at == self->current->items->len)
    {
      if (self->current->last)
        return FALSE;
      g_async_queue_push (self->empty, self->current);
      self->current = g_async_queue_pop (self->full);
      self->at = 0;
      self->text_at = self->postings_at = 0;
    }
  item = &g_array_index (self->current->items, Item, self->at++);
  *word = (RcAheadWord){ self->current->text->data + self->text_at, item->length,
                         (const guint64 *) (void *) self->current->postings->data + self->postings_at, item->n_postings };
  self->text_at += item->length;
  self->postings_at += item->n_postings;
  return TRUE;
}
