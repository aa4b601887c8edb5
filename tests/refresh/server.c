/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A web server in a thread of the test, which answers each path in its own, mostly bad, manner. */
#include "server.h"

#include <string.h>

#include "loopback.h"

#define BOMB_BYTES (64u << 20)

struct _RcTestServer
{
  RcLoopback *loopback;  /* (owned) */
  GMutex mutex;          /* everything below */
  guint n_requests;
  char *page, *etag;     /* (owned) (nullable) */
  GString *last_headers; /* (owned) */
  char *last_body;       /* (owned) (nullable) */
  GString *asked;        /* (owned) addresses of the requests, by lines */
  RcTestServices services;
  guint n_asked;         /* of the services, since they are so */
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
pack (const char *text, gsize length, guint n_times)
{
  g_autoptr (GConverter) packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, packer);

  for (guint i = 0; i < n_times; i++)
    g_assert_true (g_output_stream_write_all (stream, text, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
make_bomb (void)
{
  g_autofree char *zeros = g_malloc0 (1u << 20);

  return pack (zeros, 1u << 20, BOMB_BYTES >> 20);
}

static gboolean
drip_cb (gpointer user_data)
{
  SoupServerMessage *message = user_data;

  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, "<!", 2);
  soup_server_message_unpause (message);
  return G_SOURCE_CONTINUE;
}

/* Says that more comes than does, and closes: "/cut", or with what "/cut/…" says of the answer. */
static void
cut_short (SoupServerMessage *message, const char *path)
{
  g_autoptr (GIOStream) connection = soup_server_message_steal_connection (message);
  GOutputStream *out = g_io_stream_get_output_stream (connection);
  static const char PLAIN[] = "<rss version=\"2.0\"><chan";
  static const char PACKED[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03\x01\x40\0\xbf\xff<rss version=";
  const char *encoding = g_str_has_prefix (path, "/cut/") ? path + strlen ("/cut/") : NULL;
  g_autoptr (GString) answer = g_string_new ("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 5000\r\n");

  if (encoding != NULL)
    g_string_append_printf (answer, "Content-Encoding: %s\r\nETag: \"cut\"\r\nConnection: close\r\n", encoding);
  g_string_append (answer, "\r\n");
  if (g_strcmp0 (encoding, "gzip") == 0)
    g_string_append_len (answer, PACKED, sizeof PACKED - 1);
  else
    g_string_append (answer, PLAIN);
  g_output_stream_write_all (out, answer->str, answer->len, NULL, NULL, NULL);
  g_io_stream_close (connection, NULL, NULL);
}

/* Whether a service says no: it is gone, busy, has forgotten a token, or has no details of a number that ends in 7. */
static gboolean
is_refused (RcTestServer *self, SoupServerMessage *message, const RcTestRequest *request)
{
  RcTestServices *services = &self->services;
  gboolean token = request->query != NULL && g_hash_table_contains (request->query, "resumptionToken");

  self->n_asked++;
  if (services->fails_from > 0 && self->n_asked >= services->fails_from)
    soup_server_message_set_status (message, SOUP_STATUS_BAD_GATEWAY, NULL);
  else if (token && services->n_busy > 0)
    {
      services->n_busy--;
      set_header (message, "Retry-After", "1");
      soup_server_message_set_status (message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
    }
  else if (token && services->forgets)
    {
      services->forgets = FALSE;
      set_body (message, "text/xml", "<?xml version=\"1.0\"?><OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">"
                                     "<responseDate>2026-11-22T00:00:00Z</responseDate><request>x</request>"
                                     "<error code=\"badResumptionToken\">forgotten</error></OAI-PMH>");
    }
  else if (!services->whole && g_str_has_suffix (request->path, "/fetchOpportunity") && g_regex_match_simple ("\"opportunityId\":\\s*\"?\\d*7\\b", request->body, 0, 0))
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
  else
    return FALSE;
  return TRUE;
}

/* FALSE for what is no service's. */
static gboolean
answer_service (RcTestServer *self, SoupServerMessage *message, const char *path, GHashTable *query)
{
  const RcTestService *service = rc_test_services_find (path);
  const RcTestRequest request = { .path = path, .query = query, .body = self->last_body, .length = strlen (self->last_body),
                                  .again = self->services.again };
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GString) text = NULL;

  if (service == NULL)
    return FALSE;
  if (is_refused (self, message, &request))
    return TRUE;
  body = service->answer (&request, &self->services.items);
  text = g_string_new_len (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  if (query != NULL && g_hash_table_contains (query, "size"))
    {
      const char *number = g_hash_table_lookup (query, "page");
      g_autofree char *etag = g_strdup_printf ("\"page-%s\"", number != NULL ? number : "1");

      set_header (message, "ETag", etag);
    }
  if (self->services.away)
    g_assert_cmpuint (g_string_replace (text, "\"next\":\"", "\"next\":\"https://elsewhere.example", 1), ==, 1);
  soup_server_message_set_response (message, service->type, SOUP_MEMORY_COPY, text->str, text->len);
  return TRUE;
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

/* A feed that breaks off after some bytes each time; the rest can be asked for. */
static void
answer_in_parts (RcTestServer *self, SoupServerMessage *message)
{
  const char *range = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Range");
  const char *state = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-Range");
  gsize length = strlen (self->page), start = 0, n;
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autoptr (GIOStream) connection = NULL;

  if (range != NULL && g_strcmp0 (state, self->etag) == 0)
    start = strtoul (range + strlen ("bytes="), NULL, 10);
  n = MIN (length - start, length / 3);
  if (start > 0)
    g_string_printf (answer, "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes %zu-%zu/%zu\r\n", start, length - 1, length);
  else
    g_string_append (answer, "HTTP/1.1 200 OK\r\n");
  g_string_append_printf (answer, "Content-Type: application/rss+xml\r\nETag: %s\r\nConnection: close\r\nContent-Length: %zu\r\n\r\n", self->etag,
                          length - start);
  g_string_append_len (answer, self->page + start, (gssize) n);
  connection = soup_server_message_steal_connection (message);
  g_output_stream_write_all (g_io_stream_get_output_stream (connection), answer->str, answer->len, NULL, NULL, NULL);
  g_io_stream_close (connection, NULL, NULL);
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
  g_string_append_printf (self->asked, "%s?%s\n", g_uri_get_path (soup_server_message_get_uri (message)),
                          g_uri_get_query (soup_server_message_get_uri (message)) != NULL ? g_uri_get_query (soup_server_message_get_uri (message)) : "");
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
  if (answer_service (self, message, path, query))
    return;
  if (g_str_equal (path, "/page"))
    answer_page (self, message);
  else if (g_str_equal (path, "/parts"))
    answer_in_parts (self, message);
  else if (g_str_has_prefix (path, "/status/"))
    answer_status (message, path);
  else if (g_str_has_prefix (path, "/redirect/"))
    answer_redirect (self, message, path);
  else if (g_str_has_prefix (path, "/html/"))
    {
      soup_server_message_set_status (message, (guint) atoi (path + strlen ("/html/")), NULL);
      set_body (message, "text/html", "\n<!-- a notice -->\n<!DOCTYPE html><html><body>Please wait</body></html>");
    }
  else if (g_str_equal (path, "/packed-file"))
    {
      g_autoptr (GBytes) packed = pack ("<r/>", 4, 1);

      soup_message_body_append_bytes (soup_server_message_get_response_body (message), packed);
    }
  else if (g_str_equal (path, "/bomb") || g_str_equal (path, "/bomb-file"))
    {
      g_autoptr (GBytes) bomb = make_bomb ();

      if (g_str_equal (path, "/bomb"))
        set_header (message, "Content-Encoding", "gzip");
      soup_message_body_append_bytes (soup_server_message_get_response_body (message), bomb);
    }
  else if (g_str_equal (path, "/large"))
    soup_message_body_append_take (soup_server_message_get_response_body (message), g_malloc0 (10u << 20), 10u << 20);
  else if (g_str_equal (path, "/drip"))
    rc_loopback_go_on (message, drip_cb, 20);
  else if (g_str_equal (path, "/cut") || g_str_equal (path, "/cut/gzip") || g_str_equal (path, "/cut/identity"))
    cut_short (message, path);
  else
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}

RcTestServer *
rc_test_server_new (void)
{
  RcTestServer *self = g_new0 (RcTestServer, 1);

  g_mutex_init (&self->mutex);
  self->last_headers = g_string_new (NULL);
  self->asked = g_string_new (NULL);
  self->loopback = rc_loopback_new (request_cb, self);
  return self;
}

void
rc_test_server_free (RcTestServer *self)
{
  rc_loopback_free (self->loopback);
  g_free (self->page);
  g_free (self->etag);
  g_free (self->last_body);
  g_string_free (self->last_headers, TRUE);
  g_string_free (self->asked, TRUE);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

char *
rc_test_server_dup_url (RcTestServer *self, const char *path)
{
  return rc_loopback_dup_url (self->loopback, path);
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

char *
rc_test_server_dup_asked (RcTestServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  char *asked = g_strdup (self->asked->str);

  g_string_truncate (self->asked, 0);
  return asked;
}

void
rc_test_server_set_services (RcTestServer *self, const RcTestServices *services)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->services = *services;
  self->n_asked = 0;
}
