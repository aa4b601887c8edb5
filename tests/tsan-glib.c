/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands before GLib in what is built with ThreadSanitizer, and tells it how threads meet there. GLib itself is not
 * instrumented, and waits by system calls nobody watches: without this, all that a GMutex guards would be called a
 * race. Nothing here makes two threads meet that GLib does not make meet.
 */
#include <dlfcn.h>
#include <gio/gio.h>

extern void __tsan_init (void);
extern void __tsan_acquire (void *address);
extern void __tsan_release (void *address);

/* The next of that name, which is GLib's. */
#define NEXT(name)                                                                                                     \
  ({                                                                                                                   \
    static __typeof__ (&name) next;                                                                                    \
    __typeof__ (&name) found = __atomic_load_n (&next, __ATOMIC_RELAXED);                                              \
    if (found == NULL)                                                                                                 \
      {                                                                                                                \
        found = (__typeof__ (&name)) dlsym (RTLD_NEXT, #name);                                                         \
        __atomic_store_n (&next, found, __ATOMIC_RELAXED);                                                             \
      }                                                                                                                \
    found;                                                                                                             \
  })

/* The libraries start earlier than ThreadSanitizer does; there is one thread then. */
static gboolean watching;

__attribute__ ((constructor)) static void
start_watching (void)
{
  __tsan_init ();
  watching = TRUE;
}

static void
give (gconstpointer address)
{
  if (watching && address != NULL)
    __tsan_release ((gpointer) address);
}

static void
take (gconstpointer address)
{
  if (watching && address != NULL)
    __tsan_acquire ((gpointer) address);
}

/* Whoever drops the last reference has seen all that the others did. */
static void
drop (gconstpointer address)
{
  give (address);
  take (address);
}

/* Locks */

void
g_mutex_lock (GMutex *mutex)
{
  NEXT (g_mutex_lock) (mutex);
  take (mutex);
}

gboolean
g_mutex_trylock (GMutex *mutex)
{
  gboolean locked = NEXT (g_mutex_trylock) (mutex);

  if (locked)
    take (mutex);
  return locked;
}

void
g_mutex_unlock (GMutex *mutex)
{
  give (mutex);
  NEXT (g_mutex_unlock) (mutex);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  give (mutex);
  NEXT (g_cond_wait) (cond, mutex);
  take (mutex);
}

gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  gboolean signalled;

  give (mutex);
  signalled = NEXT (g_cond_wait_until) (cond, mutex, end_time);
  take (mutex);
  return signalled;
}

void
g_rec_mutex_lock (GRecMutex *mutex)
{
  NEXT (g_rec_mutex_lock) (mutex);
  take (mutex);
}

void
g_rec_mutex_unlock (GRecMutex *mutex)
{
  give (mutex);
  NEXT (g_rec_mutex_unlock) (mutex);
}

/* Its lock is taken within GLib, where nobody stands before it. */
void
g_async_queue_push (GAsyncQueue *queue, gpointer data)
{
  give (queue);
  NEXT (g_async_queue_push) (queue, data);
}

gpointer
g_async_queue_pop (GAsyncQueue *queue)
{
  gpointer data = NEXT (g_async_queue_pop) (queue);

  take (queue);
  return data;
}

/* Its other half is an atomic read in the macro of the same name, which is the caller's and instrumented. */
void (g_once_init_leave) (volatile void *location, gsize result)
{
  give ((gpointer) location);
  NEXT (g_once_init_leave) (location, result);
}

/* References */

gboolean (g_atomic_ref_count_dec) (gatomicrefcount *count)
{
  gboolean last;

  give (count);
  last = NEXT (g_atomic_ref_count_dec) (count);
  if (last)
    take (count);
  return last;
}

void
g_object_unref (gpointer object)
{
  drop (object);
  NEXT (g_object_unref) (object);
}

void
g_bytes_unref (GBytes *bytes)
{
  drop (bytes);
  NEXT (g_bytes_unref) (bytes);
}

void
g_ptr_array_unref (GPtrArray *array)
{
  drop (array);
  NEXT (g_ptr_array_unref) (array);
}

void
g_atomic_rc_box_release_full (gpointer box, GDestroyNotify clear)
{
  drop (box);
  NEXT (g_atomic_rc_box_release_full) (box, clear);
}

/* Functions that another thread calls */

typedef struct
{
  GSourceFunc func;
  gpointer data;
  GDestroyNotify notify; /* (nullable) */
} Call;

static gboolean
call (gpointer user_data)
{
  Call *self = user_data;

  take (self);
  return self->func (self->data);
}

static void
call_free (gpointer user_data)
{
  Call *self = user_data;

  drop (self);
  if (self->notify != NULL)
    self->notify (self->data);
  g_free (self);
}

static Call *
call_new (GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  Call *self = g_new (Call, 1);

  *self = (Call){ func, data, notify };
  give (self);
  return self;
}

/* The idle and timeout sources only: others call functions of other kinds. GTask ends by the first of them. */
void
g_source_set_callback (GSource *source, GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  if (func != NULL && (source->source_funcs == &g_idle_funcs || source->source_funcs == &g_timeout_funcs))
    NEXT (g_source_set_callback) (source, call, call_new (func, data, notify), call_free);
  else
    NEXT (g_source_set_callback) (source, func, data, notify);
}

guint
g_idle_add_full (int priority, GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  return NEXT (g_idle_add_full) (priority, call, call_new (func, data, notify), call_free);
}

guint
g_idle_add (GSourceFunc func, gpointer data)
{
  return g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, func, data, NULL);
}

void
g_main_context_invoke_full (GMainContext *context, int priority, GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  NEXT (g_main_context_invoke_full) (context, priority, call, call_new (func, data, notify), call_free);
}

void
g_main_context_invoke (GMainContext *context, GSourceFunc func, gpointer data)
{
  g_main_context_invoke_full (context, G_PRIORITY_DEFAULT, func, data, NULL);
}

/* GTask's threads are those of a pool. */

typedef struct
{
  GFunc func;
  gpointer user_data;
} Worker;

static void
work (gpointer data, gpointer user_data)
{
  const Worker *self = user_data;

  take (data);
  self->func (data, self->user_data);
  give (self);
}

/* As long as the program: GIO has one pool. */
GThreadPool *
g_thread_pool_new (GFunc func, gpointer user_data, int max_threads, gboolean exclusive, GError **error)
{
  Worker *self = g_new (Worker, 1);

  *self = (Worker){ func, user_data };
  return NEXT (g_thread_pool_new) (work, self, max_threads, exclusive, error);
}

/* Whoever waits for the last of its threads has seen what they did. */
void
g_thread_pool_free (GThreadPool *pool, gboolean immediate, gboolean wait)
{
  gpointer self = pool->func == work ? pool->user_data : NULL;

  NEXT (g_thread_pool_free) (pool, immediate, wait);
  if (wait)
    take (self);
}

gboolean
g_thread_pool_push (GThreadPool *pool, gpointer data, GError **error)
{
  give (data);
  return NEXT (g_thread_pool_push) (pool, data, error);
}
