/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two threads at one file: one reads, one writes, and whichever has nothing else to do prepares what was read.
 *
 * Records go in batches, in the order of the file. The thread of the pipeline reads batches until enough of them wait, and
 * prepares them one after another. The thread that writes takes the first when it is prepared; until then it prepares
 * others itself. So both are at work whether reading, preparing or writing takes longest, and what waits is bounded. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include <string.h>

#include "exchange/writer.h"
#include "import/pipeline.h"

/* What a batch is: small, so that nobody waits long for one. */
#define BATCH_RECORDS 32
#define BATCH_BYTES (256 * 1024)
/* What may wait, in bytes of the file: what is prepared of it, ten times as much, still stands in the processor's cache when it
 * is written and freed. */
#define MAX_BYTES (512 * 1024)

typedef enum
{
  BATCH_READ,
  BATCH_CLAIMED, /* somebody is preparing it */
  BATCH_PREPARED,
} BatchState;

typedef struct
{
  BatchState state; /* guarded by the pipeline's lock; the rest is its that claimed it */
  GArray *items;    /* (owned) RcImportItem */
  GError *error;    /* (owned) (nullable) why there is no more */
  gboolean last;
  gboolean here;      /* who writes has prepared it */
  gsize n_bytes;
  guint64 bytes_read; /* of the file, with this batch */
} Batch;

struct _RcPipeline
{
  RcReader *reader;          /* (owned) the thread's */
  GInputStream *stream;      /* (owned) the thread's */
  RcPreparer *here, *there;  /* (unowned) */
  RcFormat format;
  GCancellable *cancellable; /* (owned) (nullable) who asked for the file gives it up */
  gulong cancelled;
  GCancellable *stop; /* (owned) nobody wants more, for that or another reason */
  GThread *thread;    /* (owned) */
  Batch *current;     /* (owned) (nullable) the writer's */
  guint at;           /* the next item of it */

  GMutex lock; /* of what follows */
  GCond changed;
  GQueue batches; /* (owned) Batch, in the order of the file */
  gsize n_bytes;  /* in them */
  GQueue done;    /* (owned) Batch that were written: who read what is in them frees it, which takes half the time */
  gboolean ended; /* the last one was read */
  gboolean stopping;
};

static void
clear_item (gpointer data)
{
  RcImportItem *self = data;

  /* What was prepared borrows from the record. */
  g_clear_pointer (&self->prepared, rc_prepared_free);
  g_clear_pointer (&self->item, rc_reader_item_free);
  g_clear_pointer (&self->packed, g_bytes_unref);
}

static void
batch_free (Batch *self)
{
  g_array_unref (self->items);
  g_clear_error (&self->error);
  g_free (self);
}

static guint64
get_position (GInputStream *stream)
{
  if (!G_IS_SEEKABLE (stream) || !g_seekable_can_seek (G_SEEKABLE (stream)))
    return 0;
  return (guint64) g_seekable_tell (G_SEEKABLE (stream));
}

static Batch *
read_batch (RcPipeline *self)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->items = g_array_sized_new (FALSE, TRUE, sizeof (RcImportItem), BATCH_RECORDS);
  g_array_set_clear_func (batch->items, clear_item);
  while (!batch->last && batch->items->len < BATCH_RECORDS && batch->n_bytes < BATCH_BYTES)
    {
      RcImportItem one = { rc_reader_next (self->reader, self->stop, &batch->error), NULL, NULL };

      batch->last = one.item == NULL;
      if (one.item == NULL)
        break;
      batch->n_bytes += one.item->raw != NULL ? g_bytes_get_size (one.item->raw) : 0;
      g_array_append_val (batch->items, one);
    }
  batch->bytes_read = get_position (self->stream);
  return batch;
}

/* An export gives the same bytes: they need not be kept twice. */
static gboolean
gives_back (const RcRecord *record, GBytes *raw)
{
  gsize size;
  const char *bytes = g_bytes_get_data (raw, &size);

  return record->marc != NULL && bytes != NULL && rc_writer_gives (record->marc, bytes, size);
}

static void
prepare_batch (RcPipeline *self, Batch *batch, RcPreparer *preparer)
{
  for (guint i = 0; i < batch->items->len; i++)
    {
      RcImportItem *one = &g_array_index (batch->items, RcImportItem, i);
      const RcRecord *record = one->item->record;

      if (record == NULL)
        continue;
      rc_reader_check_text (self->reader, one->item);
      one->prepared = rc_preparer_prepare (preparer, record, NULL);
      if (one->item->raw != NULL && (self->format != RC_FORMAT_MARC21 || !gives_back (record, one->item->raw)))
        one->packed = rc_preparer_pack_raw (preparer, one->item->raw);
    }
}

/* The first batch that nobody prepares yet; NULL when there is none. */
static Batch *
find_unclaimed (RcPipeline *self)
{
  for (GList *link = self->batches.head; link != NULL; link = link->next)
    if (((Batch *) link->data)->state == BATCH_READ)
      return link->data;
  return NULL;
}

/* Under the lock, which is left while the work is done. */
static void
prepare_unlocked (RcPipeline *self, Batch *batch, RcPreparer *preparer)
{
  batch->state = BATCH_CLAIMED;
  batch->here = preparer == self->here;
  g_mutex_unlock (&self->lock);
  prepare_batch (self, batch, preparer);
  g_mutex_lock (&self->lock);
  batch->state = BATCH_PREPARED;
  g_cond_broadcast (&self->changed);
}

static void
read_unlocked (RcPipeline *self)
{
  Batch *batch;

  g_mutex_unlock (&self->lock);
  batch = read_batch (self);
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->batches, batch);
  self->n_bytes += batch->n_bytes;
  self->ended = batch->last;
  g_cond_broadcast (&self->changed);
}

static void
free_done_unlocked (RcPipeline *self)
{
  Batch *batch = g_queue_pop_head (&self->done);

  g_mutex_unlock (&self->lock);
  batch_free (batch);
  g_mutex_lock (&self->lock);
}

static gpointer
work (gpointer data)
{
  RcPipeline *self = data;
  Batch *batch;

  g_mutex_lock (&self->lock);
  while (!self->stopping)
    {
      if (self->done.length > 0)
        free_done_unlocked (self);
      else if (!self->ended && self->n_bytes < MAX_BYTES)
        read_unlocked (self);
      else if ((batch = find_unclaimed (self)) != NULL)
        prepare_unlocked (self, batch, self->there);
      else if (self->ended)
        break;
      else
        g_cond_wait (&self->changed, &self->lock);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

static void
cancelled_cb (GCancellable *cancellable, GCancellable *stop)
{
  g_cancellable_cancel (stop);
}

RcPipeline *
rc_pipeline_new (RcReader *reader, GInputStream *stream, RcPreparer *here, RcPreparer *there, GCancellable *cancellable)
{
  RcPipeline *self = g_new0 (RcPipeline, 1);

  self->reader = g_object_ref (reader);
  self->stream = g_object_ref (stream);
  self->here = here;
  self->there = there;
  self->format = rc_reader_get_format (reader);
  self->stop = g_cancellable_new ();
  if (cancellable != NULL)
    {
      self->cancellable = g_object_ref (cancellable);
      self->cancelled = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self->stop, NULL);
    }
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->batches);
  g_queue_init (&self->done);
  self->thread = g_thread_new ("import", work, self);
  return self;
}

void
rc_pipeline_free (RcPipeline *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  if (self->cancelled != 0)
    g_cancellable_disconnect (self->cancellable, self->cancelled);
  g_clear_pointer (&self->current, batch_free);
  g_queue_clear_full (&self->batches, (GDestroyNotify) batch_free);
  g_queue_clear_full (&self->done, (GDestroyNotify) batch_free);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stop);
  g_clear_object (&self->stream);
  g_clear_object (&self->reader);
  g_free (self);
}

void
rc_pipeline_fill (RcPipeline *self)
{
  g_mutex_lock (&self->lock);
  while (TRUE)
    {
      Batch *batch = find_unclaimed (self);
      gboolean ready = (self->ended || self->n_bytes >= MAX_BYTES) && batch == NULL;

      for (GList *link = self->batches.head; link != NULL && ready; link = link->next)
        ready = ((Batch *) link->data)->state == BATCH_PREPARED;
      if (ready)
        break;
      if (batch != NULL)
        prepare_unlocked (self, batch, self->here);
      else
        g_cond_wait (&self->changed, &self->lock);
    }
  g_mutex_unlock (&self->lock);
}

/* Memory goes back to who took it: else the two wait for each other in every malloc. */
static void
free_prepared_here (Batch *self)
{
  for (guint i = 0; i < self->items->len && self->here; i++)
    {
      RcImportItem *one = &g_array_index (self->items, RcImportItem, i);

      g_clear_pointer (&one->prepared, rc_prepared_free);
      g_clear_pointer (&one->packed, g_bytes_unref);
    }
}

/* The first batch, once it is prepared, in exchange for the one before; one that ends the file is left to the caller. */
static Batch *
take_batch (RcPipeline *self, Batch *written)
{
  Batch *batch;

  if (written != NULL)
    free_prepared_here (written);
  g_mutex_lock (&self->lock);
  if (written != NULL)
    g_queue_push_tail (&self->done, written);
  while (TRUE)
    {
      batch = g_queue_peek_head (&self->batches);
      if (batch != NULL && batch->state == BATCH_PREPARED)
        break;
      batch = find_unclaimed (self);
      if (batch != NULL)
        prepare_unlocked (self, batch, self->here);
      else
        g_cond_wait (&self->changed, &self->lock);
    }
  g_queue_pop_head (&self->batches);
  self->n_bytes -= batch->n_bytes;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return batch;
}

const RcImportItem *
rc_pipeline_next (RcPipeline *self, GError **error)
{
  while (self->current == NULL || self->at == self->current->items->len)
    {
      if (self->current != NULL && self->current->last)
        {
          if (self->current->error != NULL)
            g_propagate_error (error, g_error_copy (self->current->error));
          return NULL;
        }
      self->current = take_batch (self, g_steal_pointer (&self->current));
      self->at = 0;
    }
  return &g_array_index (self->current->items, RcImportItem, self->at++);
}

guint64
rc_pipeline_get_bytes_read (RcPipeline *self)
{
  return self->current != NULL ? self->current->bytes_read : 0;
}
