/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several sources at once: hosts side by side, the sources of one host one after the other. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include "refresh/fetch.h"
#include "refresh/refresh.h"

#define MAX_THREADS 64 /* nearly all of them wait nearly all of the time */

/* What a worker says to the thread that called: a report, how far it is, or its end. */
typedef struct
{
  RcRefreshReport *report; /* (owned) (nullable) */
  RcRefreshProgress *progress; /* (owned) (nullable) */
  char *source;            /* (owned) (nullable) of the progress */
  GError *error;           /* (owned) (nullable) */
  gboolean end;            /* of the worker */
} Word;

typedef struct
{
  const char *folder;
  const RcRefreshOptions *options;
  GCancellable *cancellable; /* (owned) the caller's wish, and the first error */
  GAsyncQueue *words;        /* (owned) Word */
  GMutex mutex;              /* of the queue of hosts */
  GQueue hosts;              /* GPtrArray (owned) of names (char *, unowned): those of one host */
} Many;

static void
word_free (Word *word)
{
  rc_refresh_report_free (word->report);
  g_free (word->progress);
  g_free (word->source);
  g_clear_error (&word->error);
  g_free (word);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Word, word_free)

static void
progress_cb (const RcRefreshProgress *progress, gpointer user_data)
{
  Many *self = user_data;
  Word *word = g_new0 (Word, 1);

  word->source = g_strdup (progress->source);
  word->progress = g_memdup2 (progress, sizeof *progress);
  word->progress->source = word->source;
  g_async_queue_push (self->words, word);
}

static gboolean
refresh_host (Many *self, RcDatabase *db, GPtrArray *names, GError **error)
{
  RcRefreshOptions options = { .limits = self->options->limits };

  if (self->options->progress != NULL)
    {
      options.progress = progress_cb;
      options.user_data = self;
    }
  for (guint i = 0; i < names->len; i++)
    {
      RcRefreshReport *report = rc_refresh_source (db, g_ptr_array_index (names, i), &options, self->cancellable, error);
      Word *word;

      if (report == NULL)
        return FALSE;
      word = g_new0 (Word, 1);
      word->report = report;
      g_async_queue_push (self->words, word);
    }
  return TRUE;
}

static gpointer
work_in_thread (gpointer user_data)
{
  Many *self = user_data;
  Word *word = g_new0 (Word, 1);
  g_autoptr (RcDatabase) db = rc_database_open (self->folder, RC_DATABASE_WRITE, &word->error);

  if (db != NULL)
    {
      rc_database_set_cancellable (db, self->cancellable);
      rc_database_set_patient (db, NULL, NULL);
    }
  while (word->error == NULL)
    {
      g_autoptr (GPtrArray) names = NULL;

      g_mutex_lock (&self->mutex);
      names = g_queue_pop_head (&self->hosts);
      g_mutex_unlock (&self->mutex);
      if (names == NULL || !refresh_host (self, db, names, &word->error))
        break;
    }
  word->end = TRUE;
  g_async_queue_push (self->words, word);
  return NULL;
}

static char *
dup_host (RcDatabase *db, const char *name, GError **error)
{
  g_autoptr (RcSource) source = rc_sources_find (db, name, error);
  g_autoptr (GUri) uri = source != NULL ? g_uri_parse (source->url, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;

  if (source == NULL)
    return NULL;
  return uri != NULL && g_uri_get_host (uri) != NULL ? g_ascii_strdown (g_uri_get_host (uri), -1) : g_strdup ("");
}

/* A host at a time is one thread's. */
static gboolean
sort_by_host (Many *self, const char *const *names, GError **error)
{
  g_autoptr (RcDatabase) db = rc_database_open (self->folder, RC_DATABASE_READ, error);
  g_autoptr (GHashTable) hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (db == NULL)
    return FALSE;
  for (; *names != NULL; names++)
    {
      g_autofree char *host = dup_host (db, *names, error);
      GPtrArray *found;

      if (host == NULL)
        return FALSE;
      found = g_hash_table_lookup (hosts, host);
      if (found == NULL)
        {
          found = g_ptr_array_new ();
          g_hash_table_insert (hosts, g_steal_pointer (&host), found);
          g_queue_push_tail (&self->hosts, found);
        }
      g_ptr_array_add (found, (gpointer) *names);
    }
  return TRUE;
}

/* Until the last worker has ended. */
static gboolean
listen_to (Many *self, guint n_workers, RcRefreshReportFunc report, gpointer user_data, GError **error)
{
  g_autoptr (GError) first = NULL;

  while (n_workers > 0)
    {
      g_autoptr (Word) word = g_async_queue_pop (self->words);

      if (word->report != NULL)
        report (g_steal_pointer (&word->report), user_data);
      if (word->progress != NULL)
        self->options->progress (word->progress, self->options->user_data);
      if (word->error != NULL && first == NULL)
        {
          first = g_steal_pointer (&word->error);
          g_cancellable_cancel (self->cancellable);
        }
      n_workers -= word->end ? 1 : 0;
    }
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

gboolean
rc_refresh_sources (const char *folder, const char *const *names, const RcRefreshOptions *options, RcRefreshReportFunc report,
                    GCancellable *cancellable, GError **error)
{
  const RcRefreshOptions none = { 0 };
  Many self = { .folder = folder, .options = options != NULL ? options : &none, .hosts = G_QUEUE_INIT };
  GThread *threads[MAX_THREADS];
  guint n_threads = 0;
  gulong handler;
  gboolean done;

  rc_fetch_prepare ();
  self.cancellable = g_cancellable_new ();
  self.words = g_async_queue_new_full ((GDestroyNotify) word_free);
  g_mutex_init (&self.mutex);
  handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self.cancellable, NULL) : 0;
  done = sort_by_host (&self, names, error);
  if (done)
    {
      guint n_hosts = MIN (g_queue_get_length (&self.hosts), MAX_THREADS);

      for (; n_threads < n_hosts; n_threads++)
        threads[n_threads] = g_thread_new ("refresh", work_in_thread, &self);
      done = listen_to (&self, n_threads, report, self.options->user_data, error);
      for (guint i = 0; i < n_threads; i++)
        g_thread_join (threads[i]);
    }
  g_cancellable_disconnect (cancellable, handler);
  g_queue_clear_full (&self.hosts, (GDestroyNotify) g_ptr_array_unref);
  g_mutex_clear (&self.mutex);
  g_async_queue_unref (self.words);
  g_object_unref (self.cancellable);
  return done;
}
