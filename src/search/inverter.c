/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries are handed over in batches, of which there is a fixed number: who reads them waits when nobody keeps up. */
#define G_LOG_DOMAIN "rc-search"

#include "search/inverter.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Two, as kiosks have cores; what they keep in memory together is bounded. */
#define N_WORKERS 2
#define MAX_WORKER_BYTES (96u << 20)
#define N_BATCHES 6
#define BATCH_BYTES (512u << 10)

typedef struct
{
  guint32 id;
  guint32 lengths[RC_N_COLUMNS];
} Item;

typedef struct
{
  GArray *items;    /* (owned) Item */
  GByteArray *text; /* (owned) their columns */
  gboolean last;    /* there are no more */
} Batch;

typedef struct
{
  RcInverter *inverter; /* (unowned) */
  RcPostings *postings; /* (owned) */
  GThread *thread;      /* (owned) (nullable) */
  GError *problem;      /* (owned) (nullable) */
} Worker;

struct _RcInverter
{
  Worker workers[N_WORKERS];
  Batch batches[N_BATCHES + N_WORKERS];
  Batch *filling;     /* (unowned) */
  GAsyncQueue *empty; /* (owned) Batch, unowned */
  GAsyncQueue *full;  /* (owned) Batch, unowned */
  gboolean threaded;
  gint failed;        /* atomic */
};

RcInverter *
rc_inverter_new (const char *folder)
{
  RcInverter *self = g_new0 (RcInverter, 1);

  self->empty = g_async_queue_new ();
  self->full = g_async_queue_new ();
  for (guint i = 0; i < N_WORKERS; i++)
    self->workers[i] = (Worker){ .inverter = self, .postings = rc_postings_new (folder, MAX_WORKER_BYTES) };
  for (guint i = 0; i < N_BATCHES + N_WORKERS; i++)
    self->batches[i].last = TRUE;
  for (guint i = 0; i < N_BATCHES; i++)
    {
      self->batches[i] = (Batch){ g_array_new (FALSE, FALSE, sizeof (Item)), g_byte_array_new (), FALSE };
      g_async_queue_push (self->empty, &self->batches[i]);
    }
  self->filling = g_async_queue_pop (self->empty);
  return self;
}

static void
take_apart (Worker *self, const Batch *batch)
{
  const char *text = (const char *) batch->text->data;

  for (guint i = 0; i < batch->items->len && self->problem == NULL; i++)
    {
      const Item *item = &g_array_index (batch->items, Item, i);

      for (guint column = 0; column < RC_N_COLUMNS; column++)
        {
          rc_postings_add_text (self->postings, text, item->lengths[column], item->id, (guint8) (1u << column));
          text += item->lengths[column];
        }
      if (!rc_postings_settle (self->postings, &self->problem))
        g_atomic_int_set (&self->inverter->failed, TRUE);
    }
}

static gpointer
work (gpointer data)
{
  Worker *self = data;

  for (;;)
    {
      Batch *batch = g_async_queue_pop (self->inverter->full);

      if (batch->last)
        break;
      take_apart (self, batch);
      g_async_queue_push (self->inverter->empty, batch);
    }
  if (self->problem == NULL)
    rc_postings_close (self->postings, &self->problem);
  return NULL;
}

static void
hand_over (RcInverter *self)
{
  for (guint i = 0; i < N_WORKERS && !self->threaded; i++)
    self->workers[i].thread = g_thread_new ("rc-search-words", work, &self->workers[i]);
  self->threaded = TRUE;
  g_async_queue_push (self->full, self->filling);
  self->filling = g_async_queue_pop (self->empty);
  g_array_set_size (self->filling->items, 0);
  g_byte_array_set_size (self->filling->text, 0);
}

static gboolean
check (RcInverter *self, GError **error)
{
  for (guint i = 0; i < N_WORKERS; i++)
    if (self->workers[i].problem != NULL)
      {
        g_propagate_error (error, g_steal_pointer (&self->workers[i].problem));
        return FALSE;
      }
  return TRUE;
}

static void
join (RcInverter *self)
{
#ifdef __GLIBC__
  gboolean threaded = self->threaded;
#endif

  for (guint i = 0; i < N_WORKERS && self->threaded; i++)
    g_async_queue_push (self->full, &self->batches[N_BATCHES + i]);
  for (guint i = 0; i < N_WORKERS && self->threaded; i++)
    g_thread_join (g_steal_pointer (&self->workers[i].thread));
  self->threaded = FALSE;
#ifdef __GLIBC__
  /* Their words were many small pieces of memory, which nobody after them has a use for. */
  if (threaded)
    malloc_trim (0);
#endif
}

gboolean
rc_inverter_add (RcInverter *self, guint32 id, const RcEntry *entry, GError **error)
{
  Item item = { .id = id };

  if (g_atomic_int_get (&self->failed))
    {
      join (self);
      return check (self, error);
    }
  for (guint column = 0; column < RC_N_COLUMNS; column++)
    {
      item.lengths[column] = (guint32) entry->lengths[column];
      g_byte_array_append (self->filling->text, (const guint8 *) entry->columns[column], item.lengths[column]);
    }
  g_array_append_val (self->filling->items, item);
  if (self->filling->text->len >= BATCH_BYTES)
    hand_over (self);
  return TRUE;
}

RcPostingsReader *
rc_inverter_read (RcInverter *self, GError **error)
{
  RcPostings *postings[N_WORKERS];

  /* What is little is not worth a thread. */
  if (self->threaded)
    {
      hand_over (self);
      join (self);
    }
  else
    {
      take_apart (&self->workers[0], self->filling);
      if (self->workers[0].problem == NULL)
        rc_postings_close (self->workers[0].postings, &self->workers[0].problem);
    }
  if (!check (self, error))
    return NULL;
  for (guint i = 0; i < N_WORKERS; i++)
    postings[i] = self->workers[i].postings;
  return rc_postings_read (postings, N_WORKERS);
}

void
rc_inverter_free (RcInverter *self)
{
  if (self == NULL)
    return;
  join (self);
  for (guint i = 0; i < N_WORKERS; i++)
    {
      rc_postings_free (self->workers[i].postings);
      g_clear_error (&self->workers[i].problem);
    }
  for (guint i = 0; i < N_BATCHES; i++)
    {
      g_array_unref (self->batches[i].items);
      g_byte_array_unref (self->batches[i].text);
    }
  g_async_queue_unref (self->empty);
  g_async_queue_unref (self->full);
  g_free (self);
}
