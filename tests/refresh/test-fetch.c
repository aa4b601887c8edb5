/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A polite client in front of an impolite server. */
#include "config.h"

#include "refresh/fetch.h"
#include "refresh/refresh.h"
#include "server.h"

static const RcFetchLimits SMALL = {
  .max_bytes = 1u << 20, .deadline_ms = 20000, .rate_window_ms = 20000, .rate_bytes = 1,
};

typedef struct
{
  RcTestServer *server;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = rc_test_server_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  rc_test_server_free (fixture->server);
}

static RcFetchAnswer *
fetch_with (Fixture *fixture, const char *path, const RcFetchLimits *limits, gint64 *retry_after, GError **error)
{
  g_autofree char *url = rc_test_server_dup_url (fixture->server, path);
  const RcFetchRequest request = { .url = url, .allow_http = TRUE, .limits = limits };

  return rc_fetch (&request, retry_after, NULL, error);
}

static void
assert_fails (Fixture *fixture, const char *path, const RcFetchLimits *limits, RcRefreshError code)
{
  g_autoptr (GError) error = NULL;
  gint64 retry_after;
  RcFetchAnswer *answer = fetch_with (fixture, path, limits, &retry_after, &error);

  g_assert_null (answer);
  g_assert_error (error, RC_REFRESH_ERROR, code);
}

static void
test_good (Fixture *fixture, gconstpointer data)
{
  g_autofree char *feed = rc_test_feed_new (1, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcFetchAnswer) answer = NULL;
  g_autofree char *headers = NULL;
  gint64 retry_after;

  rc_test_server_set_page (fixture->server, feed, "\"one\"");
  answer = fetch_with (fixture, "/page", &SMALL, &retry_after, &error);
  g_assert_no_error (error);
  g_assert_false (answer->unchanged);
  g_assert_cmpmem (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body), feed, strlen (feed));
  g_assert_cmpstr (answer->etag, ==, "\"one\"");
  g_assert_cmpstr (answer->last_modified, ==, "Wed, 21 Oct 2026 07:28:00 GMT");
  g_assert_cmpstr (answer->content_type, ==, "application/rss+xml");
  headers = rc_test_server_dup_last_headers (fixture->server);
  g_assert_nonnull (strstr (headers, "User-Agent: resource-centre/"));
  g_assert_nonnull (strstr (headers, "gzip"));
  g_assert_null (strstr (headers, "If-"));
}

/* Both are sent as they came, and the answer is a success without a body. */
static void
test_not_modified (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = rc_test_server_dup_url (fixture->server, "/page");
  const RcFetchRequest request = {
    .url = url, .etag = "W/\"one, \\two\"", .last_modified = "yesterday or so", .allow_http = TRUE, .limits = &SMALL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (RcFetchAnswer) answer = NULL;
  g_autofree char *headers = NULL;
  gint64 retry_after;

  rc_test_server_set_page (fixture->server, "<rss/>", "W/\"one, \\two\"");
  answer = rc_fetch (&request, &retry_after, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (answer->unchanged);
  g_assert_null (answer->body);
  headers = rc_test_server_dup_last_headers (fixture->server);
  g_assert_nonnull (strstr (headers, "If-None-Match: W/\"one, \\two\"\n"));
  g_assert_nonnull (strstr (headers, "If-Modified-Since: yesterday or so\n"));
}

/* Nobody asked: then it is no answer. */
static void
test_not_modified_unasked (Fixture *fixture, gconstpointer data)
{
  assert_fails (fixture, "/status/304", &SMALL, RC_REFRESH_ERROR_STATUS);
}

static gint64
get_wait (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  gint64 retry_after = -1;
  RcFetchAnswer *answer = fetch_with (fixture, path, &SMALL, &retry_after, &error);

  g_assert_null (answer);
  g_assert_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_STATUS);
  return retry_after == 0 ? 0 : retry_after - g_get_real_time () / G_USEC_PER_SEC;
}

static void
test_status (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (get_wait (fixture, "/status/404"), ==, 0);
  g_assert_cmpint (get_wait (fixture, "/status/500"), ==, 0);
  g_assert_cmpint (get_wait (fixture, "/status/429/after/120"), >=, 110);
  g_assert_cmpint (get_wait (fixture, "/status/429/after/120"), <=, 120);
  g_assert_cmpint (get_wait (fixture, "/status/429/after/date"), >=, 590);
  g_assert_cmpint (get_wait (fixture, "/status/429/after/date"), <=, 600);
  g_assert_cmpint (get_wait (fixture, "/status/503/after/999999999"), <=, 24 * 60 * 60);
  g_assert_cmpint (get_wait (fixture, "/status/503/after/999999999"), >=, 24 * 60 * 60 - 10);
}

/* calls.xml.gz as it lies there: no header says that it is packed. */
static void
test_packed_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 retry_after;
  g_autoptr (RcFetchAnswer) answer = fetch_with (fixture, "/packed-file", &SMALL, &retry_after, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body), "<r/>", 4);
  assert_fails (fixture, "/bomb-file", &SMALL, RC_REFRESH_ERROR_TOO_LARGE);
}

static void
test_cut (Fixture *fixture, gconstpointer data)
{
  assert_fails (fixture, "/cut", &SMALL, RC_REFRESH_ERROR_NETWORK);
  g_assert_cmpuint (rc_test_server_get_n_requests (fixture->server), ==, 1);
  /* The rest of what is packed cannot be asked for; that of what is not packed can, and is, as long as it helps. */
  assert_fails (fixture, "/cut/gzip", &SMALL, RC_REFRESH_ERROR_NETWORK);
  g_assert_cmpuint (rc_test_server_get_n_requests (fixture->server), ==, 2);
  assert_fails (fixture, "/cut/identity", &SMALL, RC_REFRESH_ERROR_NETWORK);
  g_assert_cmpuint (rc_test_server_get_n_requests (fixture->server), ==, 6);
}

/* Each part ends too early; together they are the whole, no byte of it twice. */
static void
test_resumed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *feed = rc_test_feed_new (1, 30);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcFetchAnswer) answer = NULL;
  gint64 retry_after;

  rc_test_server_set_page (fixture->server, feed, "\"whole\"");
  answer = fetch_with (fixture, "/parts", &SMALL, &retry_after, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body), feed, strlen (feed));
  g_assert_cmpuint (rc_test_server_get_n_requests (fixture->server), >, 2);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  assert_fails (fixture, "/large", &SMALL, RC_REFRESH_ERROR_TOO_LARGE);
  assert_fails (fixture, "/bomb", &SMALL, RC_REFRESH_ERROR_TOO_LARGE);
}

static void
test_drip (Fixture *fixture, gconstpointer data)
{
  const RcFetchLimits slow = { .max_bytes = 1u << 20, .deadline_ms = 60000, .rate_window_ms = 300, .rate_bytes = 1000 };
  const RcFetchLimits late = { .max_bytes = 1u << 20, .deadline_ms = 300, .rate_window_ms = 60000, .rate_bytes = 1 };

  assert_fails (fixture, "/drip", &slow, RC_REFRESH_ERROR_NETWORK);
  assert_fails (fixture, "/drip", &late, RC_REFRESH_ERROR_NETWORK);
}

static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcFetchAnswer) answer = NULL;
  gint64 retry_after;

  rc_test_server_set_page (fixture->server, "<rss/>", NULL);
  answer = fetch_with (fixture, "/redirect/%2Fpage", &SMALL, &retry_after, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (answer->body), ==, 6);

  assert_fails (fixture, "/redirect/http%3A%2F%2F127.0.0.1%3A9%2Fpage", &SMALL, RC_REFRESH_ERROR_REFUSED);
  assert_fails (fixture, "/redirect/file%3A%2F%2F%2Fetc%2Fpasswd", &SMALL, RC_REFRESH_ERROR_REFUSED);
  assert_fails (fixture, "/redirect/%2Fredirect%2F%252Fredirect%252F%25252Fredirect%25252F%2525252Fredirect%2525252F%252525252Fpage", &SMALL, RC_REFRESH_ERROR_REFUSED);
}

/* Refused by its text, before anything is asked. */
static void
test_local (Fixture *fixture, gconstpointer data)
{
  const char *const urls[] = { "http://127.0.0.1/", "https://127.0.0.1/", "https://localhost/", "https://feeds.localhost/", "https://[::1]/" };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      const RcFetchRequest request = { .url = urls[i], .limits = &SMALL };
      g_autoptr (GError) error = NULL;
      gint64 retry_after;

      g_assert_null (rc_fetch (&request, &retry_after, NULL, &error));
      g_assert_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED);
    }
}

/* A resolver for which every name leads to one address: to this machine, as a hostile one may. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;

  const char *address; /* (nullable) NULL: this machine */
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
free_addresses (gpointer addresses)
{
  g_resolver_free_addresses (addresses);
}

static void
look_up_async (GResolver *resolver, const char *name, GResolverNameLookupFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  const char *address = TEST_RESOLVER (resolver)->address;

  g_task_return_pointer (task, g_list_append (NULL, g_inet_address_new_from_string (address != NULL ? address : "127.0.0.1")), free_addresses);
}

static void
look_up_plainly_async (GResolver *resolver, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  look_up_async (resolver, name, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, callback, user_data);
}

static GList *
look_up_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  G_RESOLVER_CLASS (klass)->lookup_by_name_async = look_up_plainly_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_finish = look_up_finish;
  G_RESOLVER_CLASS (klass)->lookup_by_name_with_flags_async = look_up_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_with_flags_finish = look_up_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

/* The name looks like any other: what is refused is the connection, before a byte is sent. */
static void
test_local_by_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = rc_test_server_dup_url (fixture->server, "/page");
  g_autofree char *url = g_strdup_printf ("https://feeds.example.org:%s", strrchr (page, ':') + 1);
  const RcFetchRequest request = { .url = url, .limits = &SMALL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GResolver) usual = g_resolver_get_default ();
  g_autoptr (GResolver) hostile = g_object_new (TEST_TYPE_RESOLVER, NULL);
  gint64 retry_after;

  g_resolver_set_default (hostile);
  g_assert_null (rc_fetch (&request, &retry_after, NULL, &error));
  g_resolver_set_default (usual);
  g_assert_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED);
  g_assert_cmpuint (rc_test_server_get_n_requests (fixture->server), ==, 0);
}

/* A proxy on this machine: what is asked plainly goes on to the server, whatever host it was asked of; no tunnel is opened. */
typedef struct
{
  GSocketListener *listener; /* (owned) */
  GCancellable *stop;        /* (owned) */
  GThread *thread;           /* (owned) */
  char *server;              /* (owned) "127.0.0.1:PORT" */
  GAsyncQueue *asked;        /* (owned) first lines: char * */
} Proxy;

static char *
read_head (GInputStream *in)
{
  g_autoptr (GString) head = g_string_new (NULL);
  char byte;

  while (head->len < 8192 && g_input_stream_read (in, &byte, 1, NULL, NULL) == 1)
    {
      g_string_append_c (head, byte);
      if (g_str_has_suffix (head->str, "\r\n\r\n"))
        break;
    }
  return g_strndup (head->str, strcspn (head->str, "\r\n"));
}

static void
pass_on (Proxy *self, const char *line, GOutputStream *out)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  g_autoptr (GUri) uri = g_uri_parse (words[1], G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) server = NULL;
  g_autofree char *question = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", g_uri_get_path (uri));

  g_socket_client_set_enable_proxy (client, FALSE);
  server = g_socket_client_connect_to_host (client, self->server, 80, NULL, NULL);
  g_assert_nonnull (server);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (server)), question, strlen (question), NULL, NULL, NULL);
  g_output_stream_splice (out, g_io_stream_get_input_stream (G_IO_STREAM (server)), G_OUTPUT_STREAM_SPLICE_NONE, NULL, NULL);
}

static gpointer
serve_proxy_in_thread (gpointer data)
{
  static const char refusal[] = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  Proxy *self = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (self->listener, NULL, self->stop, NULL)) != NULL)
    {
      GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
      g_autofree char *line = read_head (g_io_stream_get_input_stream (G_IO_STREAM (connection)));

      g_async_queue_push (self->asked, g_strdup (line));
      if (g_str_has_prefix (line, "GET http://"))
        pass_on (self, line, out);
      else
        g_output_stream_write_all (out, refusal, strlen (refusal), NULL, NULL, NULL);
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
      g_object_unref (connection);
    }
  return NULL;
}

/* What the proxy was asked, "" for nothing. */
static char *
fetch_through (Proxy *proxy, GProxyResolver *proxies, const char *url, gboolean allow_http, RcFetchAnswer **answer, GError **error)
{
  RcFetchLimits limits = SMALL;
  const RcFetchRequest request = { .url = url, .allow_http = allow_http, .limits = &limits };
  gint64 retry_after;
  char *line;

  limits.proxies = proxies;
  *answer = rc_fetch (&request, &retry_after, NULL, error);
  line = g_async_queue_try_pop (proxy->asked);
  return line != NULL ? line : g_strdup ("");
}

/* The proxies of the system: plain requests and tunnels go through them, and addresses of this network through none. */
static void
test_proxy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *feed = rc_test_feed_new (1, 3);
  g_autofree char *page = rc_test_server_dup_url (fixture->server, "/page");
  Proxy proxy = { .listener = g_socket_listener_new (), .stop = g_cancellable_new (), .asked = g_async_queue_new_full (g_free) };
  guint16 port = g_socket_listener_add_any_inet_port (proxy.listener, NULL, NULL);
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autoptr (GProxyResolver) proxies = g_simple_proxy_resolver_new (address, NULL);
  g_autoptr (GResolver) usual = g_resolver_get_default ();
  g_autoptr (GResolver) resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  static const struct
  {
    const char *url, *address, *line;
    gboolean allow_http;
  } cases[] = {
    { "http://feeds.example.org/page", "203.0.113.7", "GET http://feeds.example.org/page ", TRUE },
    { "https://feeds.example.org/page", "203.0.113.7", "CONNECT feeds.example.org:443 ", FALSE },
    { "https://feeds.example.org/page", "10.1.2.3", NULL, FALSE },
    { "https://feeds.example.org/page", NULL, NULL, FALSE },
    { "https://10.1.2.3/page", NULL, NULL, FALSE },
  };

  proxy.server = g_strndup (page + strlen ("http://"), strcspn (page + strlen ("http://"), "/"));
  proxy.thread = g_thread_new ("proxy", serve_proxy_in_thread, &proxy);
  rc_test_server_set_page (fixture->server, feed, NULL);
  g_resolver_set_default (resolver);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RcFetchAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *line = NULL;

      TEST_RESOLVER (resolver)->address = cases[i].address;
      line = fetch_through (&proxy, proxies, cases[i].url, cases[i].allow_http, &answer, &error);
      g_test_message ("%s: %s; %s", cases[i].url, line, error != NULL ? error->message : "good");
      if (cases[i].line != NULL)
        g_assert_true (g_str_has_prefix (line, cases[i].line));
      else
        g_assert_cmpstr (line, ==, "");
      if (cases[i].allow_http)
        g_assert_cmpmem (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body), feed, strlen (feed));
      else if (cases[i].line == NULL)
        g_assert_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED);
      else
        g_assert_cmpint (error->domain, ==, RC_REFRESH_ERROR);
    }
  g_resolver_set_default (usual);
  g_cancellable_cancel (proxy.stop);
  g_thread_join (proxy.thread);
  g_object_unref (proxy.listener);
  g_object_unref (proxy.stop);
  g_async_queue_unref (proxy.asked);
  g_free (proxy.server);
}

typedef struct
{
  RcTestServer *server;
  GCancellable *cancellable;
  guint n_before;
} Cancel;

/* In the midst of the answer, or just as it comes. */
static gpointer
cancel_in_thread (gpointer data)
{
  const Cancel *cancel = data;

  while (rc_test_server_get_n_requests (cancel->server) == cancel->n_before)
    g_thread_yield ();
  g_cancellable_cancel (cancel->cancellable);
  return NULL;
}

/* Often, as each time it meets the answer at another point. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = rc_test_server_dup_url (fixture->server, "/drip");
  const RcFetchRequest request = { .url = url, .allow_http = TRUE, .limits = &SMALL };

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Cancel cancel = { fixture->server, cancellable, i };
      GThread *thread = g_thread_new ("cancel", cancel_in_thread, &cancel);
      g_autoptr (GError) error = NULL;
      gint64 retry_after;

      g_assert_null (rc_fetch (&request, &retry_after, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_thread_join (thread);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/refresh/fetch/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("good", test_good);
  ADD ("not-modified", test_not_modified);
  ADD ("not-modified-unasked", test_not_modified_unasked);
  ADD ("status", test_status);
  ADD ("packed-file", test_packed_file);
  ADD ("cut", test_cut);
  ADD ("resumed", test_resumed);
  ADD ("too-large", test_too_large);
  ADD ("drip", test_drip);
  ADD ("redirect", test_redirect);
  ADD ("local", test_local);
  ADD ("local-by-name", test_local_by_name);
  ADD ("proxy", test_proxy);
  ADD ("cancel", test_cancel);
  return g_test_run ();
}
