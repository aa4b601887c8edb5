/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A web server in a thread of its own, at a port of this machine that was free. */
#include "loopback.h"

struct _RcLoopback
{
  SoupServerCallback handler;
  gpointer user_data;
  GThread *thread;       /* (owned) */
  GMainContext *context; /* (owned) */
  GMainLoop *loop;       /* (owned) */
  GMutex mutex;          /* everything below */
  GCond ready;
  guint port;
};

static gpointer
serve_in_thread (gpointer user_data)
{
  RcLoopback *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupServer) server = NULL;
  GSList *uris;

  g_main_context_push_thread_default (self->context);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, self->handler, self->user_data, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  g_mutex_lock (&self->mutex);
  self->port = (guint) g_uri_get_port (uris->data);
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->mutex);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (self->loop);
  soup_server_disconnect (server);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

RcLoopback *
rc_loopback_new (SoupServerCallback handler, gpointer user_data)
{
  RcLoopback *self = g_new0 (RcLoopback, 1);

  self->handler = handler;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->ready);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("server", serve_in_thread, self);
  g_mutex_lock (&self->mutex);
  while (self->port == 0)
    g_cond_wait (&self->ready, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

void
rc_loopback_free (RcLoopback *self)
{
  g_autoptr (GSource) quit = g_idle_source_new ();

  g_source_set_callback (quit, quit_cb, self->loop, NULL);
  g_source_attach (quit, self->context);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->ready);
  g_free (self);
}

char *
rc_loopback_dup_url (RcLoopback *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

static void
finished_cb (SoupServerMessage *message, gpointer user_data)
{
  g_source_destroy (user_data);
}

void
rc_loopback_go_on (SoupServerMessage *message, GSourceFunc func, guint every_ms)
{
  g_autoptr (GSource) timer = g_timeout_source_new (every_ms);

  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  g_source_set_callback (timer, func, g_object_ref (message), g_object_unref);
  g_source_attach (timer, g_main_context_get_thread_default ());
  g_signal_connect_data (message, "finished", G_CALLBACK (finished_cb), g_source_ref (timer), (GClosureNotify) (GCallback) g_source_unref, 0);
}
