/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copy cataloguing: a thread for each library that is asked. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include "refresh/fetch.h"
#include "refresh/lookup-private.h"
#include "refresh/refresh.h"

#include <string.h>

/* Targets that are asked at the same time; more wait. */
#define MAX_THREADS 16
#define MAX_TEXT 500

/* What the threads share. */
typedef struct
{
  const RcLookup *lookup;
  GCancellable *cancellable; /* (nullable) */
  GAsyncQueue *answers;      /* (owned) RcLookupAnswer */
} Round;

void
rc_lookup_answer_free (RcLookupAnswer *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_free (self->name);
  g_free (self->failure);
  g_free (self);
}

/* In quotation marks, which both languages of queries understand alike. */
static char *
quote (const char *text)
{
  GString *out = g_string_new ("\"");
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_TEXT));

  for (const char *p = valid; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, (guchar) *p < ' ' ? ' ' : *p);
    }
  g_string_append_c (out, '"');
  return g_string_free (out, FALSE);
}

/* The text in its place in the template. */
static char *
fill_in (const char *template, const char *text)
{
  const char *place = strstr (template, "%s");
  g_autofree char *quoted = quote (text);

  return g_strdup_printf ("%.*s%s%s", (int) (place - template), template, quoted, place + 2);
}

char *
rc_lookup_dup_query (const RcTarget *target, const RcLookup *lookup, char *(*join) (const char *a, const char *b))
{
  g_autofree char *query = NULL;

  for (guint i = 0; i < RC_LOOKUP_N_KINDS; i++)
    {
      g_autofree char *part = NULL, *before = g_steal_pointer (&query);

      if (lookup->texts[i] != NULL && target->queries[i] == NULL)
        return NULL;
      if (lookup->texts[i] != NULL)
        part = fill_in (target->queries[i], lookup->texts[i]);
      query = before != NULL && part != NULL ? join (before, part) : g_strdup (before != NULL ? before : part);
    }
  return g_steal_pointer (&query);
}

void
rc_lookup_answer_read (RcLookupAnswer *self, GBytes *bytes, GCancellable *cancellable)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcReader) reader = rc_reader_new (stream, self->target->format, self->target->encoding, cancellable, &error);
  RcReaderItem *item = NULL;

  while (reader != NULL && self->items->len < RC_LOOKUP_MAX_RECORDS
         && (item = rc_reader_next (reader, cancellable, &error)) != NULL)
    g_ptr_array_add (self->items, item);
  if (error != NULL && self->failure == NULL)
    self->failure = g_strdup (error->message);
}

static RcLookupAnswer *
ask (const RcTarget *target, const Round *round)
{
  RcLookupAnswer *answer = g_new0 (RcLookupAnswer, 1);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  gboolean answered;

  answer->name = g_strdup (target->name);
  answer->target = target;
  answer->items = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free);
  answered = target->protocol == RC_TARGET_SRU ? rc_lookup_ask_sru (answer, round->lookup, round->cancellable, &error)
                                               : rc_lookup_ask_z3950 (answer, round->lookup, round->cancellable, &error);
  if (!answered)
    {
      g_free (answer->failure);
      answer->failure = g_strdup (error->message);
    }
  answer->seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  return answer;
}

static void
ask_in_thread (gpointer target, gpointer user_data)
{
  Round *round = user_data;

  g_async_queue_push (round->answers, ask (target, round));
}

gboolean
rc_lookup (GPtrArray *targets, const RcLookup *lookup, RcLookupFunc func, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncQueue) answers = g_async_queue_new_full ((GDestroyNotify) rc_lookup_answer_free);
  Round round = { lookup, cancellable, answers };
  GThreadPool *pool;
  gboolean asks = FALSE;

  g_return_val_if_fail (targets != NULL && lookup != NULL && func != NULL, FALSE);

  for (guint i = 0; i < RC_LOOKUP_N_KINDS; i++)
    asks |= lookup->texts[i] != NULL;
  if (!asks || targets->len == 0)
    {
      g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED,
                           asks ? "there is nobody to ask" : "there is nothing to ask for");
      return FALSE;
    }
  rc_fetch_prepare ();
  pool = g_thread_pool_new (ask_in_thread, &round, MIN (targets->len, MAX_THREADS), FALSE, NULL);
  for (guint i = 0; i < targets->len; i++)
    g_thread_pool_push (pool, g_ptr_array_index (targets, i), NULL);
  for (guint i = 0; i < targets->len; i++)
    {
      RcLookupAnswer *answer = g_async_queue_pop (answers);

      if (g_cancellable_is_cancelled (cancellable))
        rc_lookup_answer_free (answer);
      else
        func (answer, user_data);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
