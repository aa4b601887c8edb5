/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A web server in a thread of the test, which answers each path in its own, mostly bad, manner. */
#include "server.h"

#include <string.h>

#define BOMB_BYTES (64u << 20)
#define SEARCH_HITS 600

struct _RcTestServer
{
  GThread *thread;       /* (owned) */
  GMainContext *context; /* (owned) */
  GMainLoop *loop;       /* (owned) */
  SoupServer *server;    /* (owned) of the thread */
  GMutex mutex;          /* everything below */
  GCond ready;
  guint port;
  guint n_requests;
  char *page, *etag;     /* (owned) (nullable) */
  GString *last_headers; /* (owned) */
  char *last_body;       /* (owned) (nullable) */
};

char *
rc_test_feed_new (guint first, guint n)
{
  GString *feed = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Calls</title>\n");

  for (guint i = first; i < first + n; i++)
    g_string_append_printf (feed, "<item><title>Fellowship %u</title><link>https://example.org/g%u</link><guid>g%u</guid>"
                                  "<description>For teachers.</description></item>\n", i, i, i);
  g_string_append (feed, "</channel></rss>\n");
  return g_string_free (feed, FALSE);
}

static void
set_body (SoupServerMessage *message, const char *type, const char *body)
{
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

static void
set_header (SoupServerMessage *message, const char *name, const char *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}

/* 64 MiB of zeros in some 64 kB. */
static GBytes *
make_bomb (void)
{
  g_autoptr (GConverter) packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, packer);
  g_autofree char *zeros = g_malloc0 (1u << 20);

  for (guint i = 0; i < BOMB_BYTES >> 20; i++)
    g_assert_true (g_output_stream_write_all (stream, zeros, 1u << 20, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static gboolean
drip_cb (gpointer user_data)
{
  SoupServerMessage *message = user_data;

  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, "<!", 2);
  soup_server_message_unpause (message);
  return G_SOURCE_CONTINUE;
}

static void
drip_finished_cb (SoupServerMessage *message, gpointer user_data)
{
  g_source_destroy (user_data);
}

static void
drip (RcTestServer *self, SoupServerMessage *message)
{
  g_autoptr (GSource) timer = g_timeout_source_new (20);

  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  g_source_set_callback (timer, drip_cb, g_object_ref (message), g_object_unref);
  g_source_attach (timer, self->context);
  g_signal_connect_data (message, "finished", G_CALLBACK (drip_finished_cb), g_source_ref (timer),
                         (GClosureNotify) (GCallback) g_source_unref, 0);
}

/* Says that more comes than does, and closes. */
static void
cut_short (SoupServerMessage *message)
{
  g_autoptr (GIOStream) connection = soup_server_message_steal_connection (message);
  static const char ANSWER[] = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 5000\r\n\r\n<rss version=\"2.0\"><chan";

  g_output_stream_write_all (g_io_stream_get_output_stream (connection), ANSWER, strlen (ANSWER), NULL, NULL, NULL);
  g_io_stream_close (connection, NULL, NULL);
}

/* As api.grants.gov does it: some 600 hits, of which a page at a time. "/cut/search2" fails from the second page on. */
static void
answer_search (SoupServerMessage *message, const char *path)
{
  const char *body = soup_server_message_get_request_body (message)->data;
  const char *at = body != NULL ? strstr (body, "\"startRecordNum\":") : NULL;
  guint start = at != NULL ? (guint) atoi (at + strlen ("\"startRecordNum\":")) : 0;
  g_autoptr (GString) answer = g_string_new (NULL);

  if (start > 0 && strstr (path, "cut") != NULL)
    {
      soup_server_message_set_status (message, SOUP_STATUS_BAD_GATEWAY, NULL);
      return;
    }
  if (strstr (path, "loop") != NULL)
    start = 0;
  g_string_append_printf (answer, "{\"errorcode\":0,\"msg\":\"Webservice Succeeds\",\"data\":{\"hitCount\":%d,\"startRecord\":%u,\"oppHits\":[",
                          SEARCH_HITS, start);
  for (guint i = start; i < MIN (start + 250, SEARCH_HITS); i++)
    g_string_append_printf (answer, "%s{\"id\":\"%u\",\"number\":\"ED-%u\",\"title\":\"Opportunity %u\",\"agency\":\"Agency\","
                                    "\"openDate\":\"01/15/2026\",\"closeDate\":\"12/31/2026\",\"oppStatus\":\"posted\",\"docType\":\"synopsis\"}",
                            i > start ? "," : "", 1000 + i, i, i);
  g_string_append (answer, "]}}");
  set_body (message, "application/json", answer->str);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
}

static void
answer_page (RcTestServer *self, SoupServerMessage *message)
{
  const char *known = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-None-Match");

  if (self->etag != NULL)
    {
      set_header (message, "ETag", self->etag);
      set_header (message, "Last-Modified", "Wed, 21 Oct 2026 07:28:00 GMT");
    }
  if (self->etag != NULL && g_strcmp0 (known, self->etag) == 0)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
      return;
    }
  set_body (message, "application/rss+xml", self->page != NULL ? self->page : "");
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
}

static void
answer_status (SoupServerMessage *message, const char *path)
{
  guint status = (guint) atoi (path + strlen ("/status/"));
  const char *after = strstr (path, "/after/");

  soup_server_message_set_status (message, status, NULL);
  if (after != NULL && g_str_equal (after, "/after/date"))
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr (GDateTime) later = g_date_time_add_minutes (now, 10);
      g_autofree char *text = soup_date_time_to_string (later, SOUP_DATE_HTTP);

      set_header (message, "Retry-After", text);
    }
  else if (after != NULL)
    set_header (message, "Retry-After", after + strlen ("/after/"));
}

static void
answer_redirect (RcTestServer *self, SoupServerMessage *message, const char *path)
{
  g_autofree char *target = g_uri_unescape_string (path + strlen ("/redirect/"), NULL);

  soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, target);
}

static void
note_header (const char *name, const char *value, gpointer user_data)
{
  g_string_append_printf (user_data, "%s: %s\n", name, value);
}

static void
note_request (RcTestServer *self, SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  self->n_requests++;
  g_string_truncate (self->last_headers, 0);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), note_header, self->last_headers);
  g_free (self->last_body);
  self->last_body = g_strndup (body->data != NULL ? body->data : "", (gsize) body->length);
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  RcTestServer *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  note_request (self, message);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  if (g_str_equal (path, "/page"))
    answer_page (self, message);
  else if (g_str_has_prefix (path, "/status/"))
    answer_status (message, path);
  else if (g_str_has_prefix (path, "/redirect/"))
    answer_redirect (self, message, path);
  else if (g_str_has_prefix (path, "/html/"))
    {
      soup_server_message_set_status (message, (guint) atoi (path + strlen ("/html/")), NULL);
      set_body (message, "text/html", "\n<!-- a notice -->\n<!DOCTYPE html><html><body>Please wait</body></html>");
    }
  else if (g_str_equal (path, "/bomb"))
    {
      g_autoptr (GBytes) bomb = make_bomb ();

      set_header (message, "Content-Encoding", "gzip");
      soup_message_body_append_bytes (soup_server_message_get_response_body (message), bomb);
    }
  else if (g_str_equal (path, "/large"))
    soup_message_body_append_take (soup_server_message_get_response_body (message), g_malloc0 (10u << 20), 10u << 20);
  else if (g_str_equal (path, "/drip"))
    drip (self, message);
  else if (g_str_equal (path, "/cut"))
    cut_short (message);
  else if (g_str_has_suffix (path, "/search2"))
    answer_search (message, path);
  else
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}

static gpointer
serve_in_thread (gpointer user_data)
{
  RcTestServer *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupServer) server = NULL;
  GSList *uris;

  g_main_context_push_thread_default (self->context);
  server = soup_server_new ("raw-paths", FALSE, NULL);
  soup_server_add_handler (server, NULL, request_cb, self, NULL);
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

RcTestServer *
rc_test_server_new (void)
{
  RcTestServer *self = g_new0 (RcTestServer, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->ready);
  self->last_headers = g_string_new (NULL);
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
rc_test_server_free (RcTestServer *self)
{
  g_autoptr (GSource) quit = g_idle_source_new ();

  g_source_set_callback (quit, quit_cb, self->loop, NULL);
  g_source_attach (quit, self->context);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self->page);
  g_free (self->etag);
  g_free (self->last_body);
  g_string_free (self->last_headers, TRUE);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->ready);
  g_free (self);
}

char *
rc_test_server_dup_url (RcTestServer *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

void
rc_test_server_set_page (RcTestServer *self, const char *body, const char *etag)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_free (self->page);
  g_free (self->etag);
  self->page = g_strdup (body);
  self->etag = g_strdup (etag);
}

guint
rc_test_server_get_n_requests (RcTestServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_requests;
}

char *
rc_test_server_dup_last_headers (RcTestServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->last_headers->str);
}

char *
rc_test_server_dup_last_body (RcTestServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->last_body != NULL ? self->last_body : "");
}
