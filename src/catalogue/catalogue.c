/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue as screens use it: connections on threads of their own, calls that never wait. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>

#include "catalogue/catalogue.h"
#include "catalogue/work-queue.h"

#define N_READERS 2
/* Many changes at once, as a refresh of many sources makes them, are told together: who hears of one may read much anew. */
#define TELL_EVERY_US (G_USEC_PER_SEC / 2)
#define N_WORKERS 64 /* of long work: nearly all of them wait for a server nearly all of the time */

/* What workers know of the catalogue: it may be gone when they have something to say. */
typedef struct
{
  GWeakRef catalogue;
  GMainContext *context; /* (owned) where signals are emitted */
} RcTeller;

struct _RcCatalogue
{
  GObject parent_instance;

  char *folder;         /* (owned) */
  RcWorkQueue *readers; /* (owned) */
  RcWorkQueue *writer;  /* (owned) (nullable) */
  RcWorkQueue *workers; /* (owned) (nullable) with the writer: long work */
  RcTeller *teller;     /* (owned) how workers reach us */
  gint64 told_us;       /* when a change was told last */
  gboolean is_telling;  /* a source waits to tell the next */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcCatalogue, rc_catalogue, G_TYPE_OBJECT)

static RcTeller *
teller_new (RcCatalogue *self)
{
  RcTeller *teller = g_atomic_rc_box_new0 (RcTeller);

  g_weak_ref_init (&teller->catalogue, self);
  teller->context = g_main_context_ref_thread_default ();
  return teller;
}

static void
teller_clear (gpointer data)
{
  RcTeller *teller = data;

  g_weak_ref_clear (&teller->catalogue);
  g_main_context_unref (teller->context);
}

static void
unref_teller (gpointer data)
{
  g_atomic_rc_box_release_full (data, teller_clear);
}

static void
attach (RcTeller *teller, GSource *source, GSourceFunc func)
{
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, g_atomic_rc_box_acquire (teller), unref_teller);
  g_source_attach (source, teller->context);
}

static gboolean
tell_late_cb (gpointer user_data)
{
  RcTeller *teller = user_data;
  g_autoptr (RcCatalogue) self = g_weak_ref_get (&teller->catalogue);

  if (self != NULL)
    {
      self->is_telling = FALSE;
      self->told_us = g_get_monotonic_time ();
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  return G_SOURCE_REMOVE;
}

/* At once, when nothing was told for a while. */
static gboolean
tell_cb (gpointer user_data)
{
  RcTeller *teller = user_data;
  g_autoptr (RcCatalogue) self = g_weak_ref_get (&teller->catalogue);
  gint64 wait_us = self != NULL ? self->told_us + TELL_EVERY_US - g_get_monotonic_time () : 0;
  g_autoptr (GSource) later = NULL;

  if (self == NULL || self->is_telling)
    return G_SOURCE_REMOVE;
  if (self->told_us == 0 || wait_us <= 0)
    return tell_late_cb (teller);
  self->is_telling = TRUE;
  later = g_timeout_source_new ((guint) (wait_us / 1000));
  attach (teller, later, tell_late_cb);
  return G_SOURCE_REMOVE;
}

/* In a worker. */
static void
content_changed_cb (gpointer user_data)
{
  RcTeller *teller = user_data;
  g_autoptr (GSource) source = g_idle_source_new ();

  attach (teller, source, tell_cb);
}

static void
rc_catalogue_finalize (GObject *object)
{
  RcCatalogue *self = RC_CATALOGUE (object);

  g_clear_pointer (&self->workers, rc_work_queue_free);
  g_clear_pointer (&self->writer, rc_work_queue_free);
  g_clear_pointer (&self->readers, rc_work_queue_free);
  g_clear_pointer (&self->teller, unref_teller);
  g_free (self->folder);

  G_OBJECT_CLASS (rc_catalogue_parent_class)->finalize (object);
}

static void
rc_catalogue_class_init (RcCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_catalogue_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
rc_catalogue_init (RcCatalogue *self)
{
}

RcCatalogue *
rc_catalogue_new (const char *folder, gboolean writable)
{
  RcCatalogue *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (RC_TYPE_CATALOGUE, NULL);
  self->folder = g_strdup (folder);
  self->teller = teller_new (self);
  self->readers = rc_work_queue_new (folder, RC_DATABASE_READ, N_READERS, content_changed_cb, self->teller);
  if (writable)
    {
      self->writer = rc_work_queue_new (folder, RC_DATABASE_WRITE, 1, NULL, NULL);
      self->workers = rc_work_queue_new (folder, RC_DATABASE_WRITE, N_WORKERS, NULL, NULL);
    }
  return self;
}

const char *
rc_catalogue_get_folder (RcCatalogue *self)
{
  g_return_val_if_fail (RC_IS_CATALOGUE (self), NULL);

  return self->folder;
}

void
rc_catalogue_read_async (RcCatalogue *self, int priority, RcDatabaseFunc func, gpointer data, GDestroyNotify free_data,
                         GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;

  g_return_if_fail (RC_IS_CATALOGUE (self) && func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rc_catalogue_read_async);
  g_task_set_priority (task, priority);
  rc_work_queue_push (self->readers, task, func, data, free_data, free_result);
}

/* A write and what to do after it. */
typedef struct
{
  RcWorkQueue *readers; /* (unowned) the task holds the catalogue */
  RcDatabaseFunc func;
  gpointer data;
  GDestroyNotify free_data;
} RcWrite;

static void
write_free (gpointer user_data)
{
  RcWrite *write = user_data;

  if (write->free_data != NULL)
    write->free_data (write->data);
  g_free (write);
}

static gpointer
write_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcWrite *write = data;
  gpointer result = write->func (db, write->data, cancellable, error);

  /* Our own readers need not wait for their next look. */
  rc_work_queue_poll (write->readers);
  return result;
}

/* On one of the queues that write; NULL where there is none. */
static void
push_write (RcCatalogue *self, RcWorkQueue *queue, RcDatabaseFunc func, gpointer data, GDestroyNotify free_data,
            GDestroyNotify free_result, GTask *task)
{
  RcWrite *write;

  /* What was written is written, whatever was wished meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  if (queue == NULL)
    {
      if (free_data != NULL)
        free_data (data);
      g_task_return_new_error (task, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_READ_ONLY,
                               _ ("The catalogue in %s is open for reading only"), self->folder);
      g_object_unref (task);
      return;
    }
  write = g_new0 (RcWrite, 1);
  write->readers = self->readers;
  write->func = func;
  write->data = data;
  write->free_data = free_data;
  rc_work_queue_push (queue, task, write_in_thread, write, write_free, free_result);
}

void
rc_catalogue_write_async (RcCatalogue *self, RcDatabaseFunc func, gpointer data, GDestroyNotify free_data,
                          GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (RC_IS_CATALOGUE (self) && func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rc_catalogue_write_async);
  push_write (self, self->writer, func, data, free_data, free_result, task);
}

void
rc_catalogue_work_async (RcCatalogue *self, RcDatabaseFunc func, gpointer data, GDestroyNotify free_data,
                         GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;

  g_return_if_fail (RC_IS_CATALOGUE (self) && func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rc_catalogue_work_async);
  push_write (self, self->workers, func, data, free_data, free_result, task);
}

gpointer
rc_catalogue_call_finish (RcCatalogue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RC_IS_CATALOGUE (self) && g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
search_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rc_query_run (db, data, cancellable, error);
}

void
rc_catalogue_search_async (RcCatalogue *self, const RcSearchQuery *query, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (RC_IS_CATALOGUE (self) && query != NULL);

  /* Before the rows of an older answer. */
  rc_catalogue_read_async (self, G_PRIORITY_HIGH, search_in_thread, rc_search_query_copy (query),
                           (GDestroyNotify) rc_search_query_free, (GDestroyNotify) rc_search_answer_free, cancellable, callback,
                           user_data);
}

RcSearchAnswer *
rc_catalogue_search_finish (RcCatalogue *self, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (self, result, error);
}

static gpointer
load_record_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *id = data;

  return rc_records_get (db, *id, error);
}

void
rc_catalogue_load_record_async (RcCatalogue *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (RC_IS_CATALOGUE (self));

  rc_catalogue_read_async (self, G_PRIORITY_DEFAULT, load_record_in_thread, g_memdup2 (&id, sizeof id), g_free,
                           (GDestroyNotify) rc_record_details_free, cancellable, callback, user_data);
}

RcRecordDetails *
rc_catalogue_load_record_finish (RcCatalogue *self, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (self, result, error);
}
