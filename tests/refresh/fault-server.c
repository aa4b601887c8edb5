/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A web server in a thread of the test, which plays every service, and every way in which one fails. */
#include "fault-server.h"

#include <string.h>
#include <sys/socket.h>

#include "loopback.h"

#define HUGE_BYTES (24u << 20) /* more than the tests allow */
#define LEVELS 100000
#define STEP (64u << 10)

struct _RcFaultServer
{
  RcLoopback *loopback; /* (owned) */
  GMutex mutex;         /* everything below */
  RcTestItems items;
  RcFault fault;
  guint from, n_requests;
};

static const char *const names[RC_N_FAULTS] = {
  "none", "not-found", "gone", "server-error", "too-many", "too-many-date", "too-many-silent", "unavailable", "challenge", "html",
  "empty", "silence", "drip", "endless", "cut", "reset", "broken-gzip", "cut-gzip", "gzip-bomb", "xml-bomb", "deep", "huge",
  "half-a-document", "other-shape", "far-fewer", "nothing-left", "redirect-scheme", "redirect-file", "redirect-loop", "repeated-page",
  "bad-utf8", "bad-dates",
};

const char *
rc_fault_to_string (RcFault fault)
{
  return names[fault];
}

static void
set_header (SoupServerMessage *message, const char *name, const char *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}

static void
set_body (SoupServerMessage *message, const char *type, GBytes *body)
{
  set_header (message, "Content-Type", type);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

static void
set_text (SoupServerMessage *message, const char *type, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  set_body (message, type, body);
}

static gboolean
is_json (const RcTestService *service)
{
  return strstr (service->type, "json") != NULL;
}

static GBytes *
pack (const char *data, gsize length)
{
  g_autoptr (GConverter) packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, packer);

  g_assert_true (g_output_stream_write_all (stream, data, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* Every occurrence, in a text. */
static GBytes *
replace (GBytes *body, const char *what, const char *with)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  GString *text = g_string_new_len (data, (gssize) length);

  g_string_replace (text, what, with, 0);
  return g_string_free_to_bytes (text);
}

/* The same answer, with each name of a field turned round: what stands before a colon, or in a tag. */
static GBytes *
rename_fields (const RcTestService *service, GBytes *body)
{
  static const char *const fields[] = {
    "\"id\"", "\"title\"", "\"name\"", "\"key\"", "\"reference\"", "\"metadata\"", "\"identifier\"", "\"oppHits\"", "\"url\"", "\"data\"",
    "\"fields\"", "<item>", "</item>", "<entry>", "</entry>", "<record>", "</record>", "call>", "<call ", "Detail_1_0", "id,title,funder,deadlines,url", "VEVENT",
  };
  GBytes *answer = g_bytes_ref (body);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GBytes) before = answer;
      g_autoptr (GString) other = g_string_new (fields[i]);

      if (strchr ("\"<", other->str[0]) != NULL)
        g_string_insert (other, other->str[1] == '/' ? 2 : 1, "zz");
      else if (other->str[0] == 'i')
        g_string_assign (other, "a,b,c,d,e");
      else
        g_string_prepend (other, "zz");
      answer = replace (before, fields[i], other->str);
    }
  return answer;
}

/* A word of each title ends in a byte that is no letter. */
static GBytes *
spoil_words (GBytes *body)
{
  static const char *const words[] = { "Стипендия", "Award", "Есеп", "Report", "Opportunity", "Extract", "Topic", "Programme", "Доклад",
                                       "Training", "Конкурс", "Prize", "Residency", "Mobility" };
  GBytes *answer = g_bytes_ref (body);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GBytes) before = answer;
      g_autofree char *spoiled = g_strdup_printf ("%s\xff", words[i]);

      answer = replace (before, words[i], spoiled);
    }
  return answer;
}

static GBytes *
make_bomb (void)
{
  GString *text = g_string_new ("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"aaaaaaaaaa\">");

  for (guint i = 1; i < 12; i++)
    {
      g_string_append_printf (text, "<!ENTITY a%u \"", i);
      for (guint k = 0; k < 10; k++)
        g_string_append_printf (text, "&a%u;", i - 1);
      g_string_append (text, "\">");
    }
  g_string_append (text, "]><rss version=\"2.0\"><channel><item><title>&a11;</title></item></channel></rss>");
  return g_string_free_to_bytes (text);
}

static GBytes *
make_deep (const RcTestService *service)
{
  GString *text = g_string_new (is_json (service) ? "{\"results\":" : "<rss><channel><item>");

  for (guint i = 0; i < LEVELS; i++)
    g_string_append (text, is_json (service) ? "[" : "<b>");
  for (guint i = 0; i < LEVELS; i++)
    g_string_append (text, is_json (service) ? "]" : "</b>");
  g_string_append (text, is_json (service) ? "}" : "</item></channel></rss>");
  return g_string_free_to_bytes (text);
}

static GBytes *
make_half (GBytes *body)
{
  return g_bytes_new_from_bytes (body, 0, g_bytes_get_size (body) / 2);
}

static gboolean
drip_cb (gpointer user_data)
{
  SoupServerMessage *message = user_data;

  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, " ", 1);
  soup_server_message_unpause (message);
  return G_SOURCE_CONTINUE;
}

static gboolean
pour_cb (gpointer user_data)
{
  SoupServerMessage *message = user_data;

  soup_message_body_append_take (soup_server_message_get_response_body (message), (guchar *) g_strnfill (STEP, ' '), STEP);
  soup_server_message_unpause (message);
  return G_SOURCE_CONTINUE;
}

/* Says that more comes than does. A reset breaks the connection at once, a cut ends it. */
static void
break_off (SoupServerMessage *message, const char *type, GBytes *body, gboolean reset)
{
  g_autoptr (GIOStream) connection = soup_server_message_steal_connection (message);
  GOutputStream *out = g_io_stream_get_output_stream (connection);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", type,
                                           g_bytes_get_size (body));

  g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
  g_output_stream_write_all (out, g_bytes_get_data (body, NULL), g_bytes_get_size (body) / 2, NULL, NULL, NULL);
  if (reset && G_IS_SOCKET_CONNECTION (connection))
    {
      const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };
      int fd = g_socket_get_fd (g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection)));

      setsockopt (fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
  g_io_stream_close (connection, NULL, NULL);
}

static void
answer_status (SoupServerMessage *message, guint status, const char *retry_after)
{
  soup_server_message_set_status (message, status, NULL);
  if (retry_after != NULL)
    set_header (message, "Retry-After", retry_after);
}

static char *
dup_later (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_hours (now, 2);

  return soup_date_time_to_string (later, SOUP_DATE_HTTP);
}

static void
answer_html (SoupServerMessage *message, guint status)
{
  soup_server_message_set_status (message, status, NULL);
  set_text (message, "text/html", "<!DOCTYPE html><html><head><script>check()</script></head><body>One moment please</body></html>");
}

/* What is wrong with the answer as a whole. FALSE when nothing is. */
static gboolean
fail_to_answer (RcFaultServer *self, SoupServerMessage *message, const RcTestService *service, GBytes *body)
{
  g_autofree char *later = NULL;
  g_autoptr (GBytes) other = NULL;

  switch ((int) self->fault)
    {
    case RC_FAULT_NOT_FOUND:
      answer_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return TRUE;
    case RC_FAULT_GONE:
      answer_status (message, SOUP_STATUS_GONE, NULL);
      return TRUE;
    case RC_FAULT_SERVER_ERROR:
      answer_status (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL);
      return TRUE;
    case RC_FAULT_TOO_MANY:
      answer_status (message, 429, "7200");
      return TRUE;
    case RC_FAULT_TOO_MANY_DATE:
      later = dup_later ();
      answer_status (message, 429, later);
      return TRUE;
    case RC_FAULT_TOO_MANY_SILENT:
      answer_status (message, 429, NULL);
      return TRUE;
    case RC_FAULT_UNAVAILABLE:
      answer_status (message, SOUP_STATUS_SERVICE_UNAVAILABLE, "1");
      return TRUE;
    case RC_FAULT_CHALLENGE:
      answer_html (message, SOUP_STATUS_ACCEPTED);
      return TRUE;
    case RC_FAULT_HTML:
      answer_html (message, SOUP_STATUS_OK);
      return TRUE;
    case RC_FAULT_EMPTY:
      set_header (message, "Content-Type", service->type);
      return TRUE;
    case RC_FAULT_SILENCE:
      soup_server_message_pause (message);
      return TRUE;
    case RC_FAULT_DRIP:
      rc_loopback_go_on (message, drip_cb, 20);
      return TRUE;
    case RC_FAULT_ENDLESS:
      rc_loopback_go_on (message, pour_cb, 0);
      return TRUE;
    case RC_FAULT_CUT:
    case RC_FAULT_RESET:
      break_off (message, service->type, body, self->fault == RC_FAULT_RESET);
      return TRUE;
    case RC_FAULT_BROKEN_GZIP:
      set_header (message, "Content-Encoding", "gzip");
      set_text (message, service->type, "\x1f\x8b\x08 this is not what was packed");
      return TRUE;
    case RC_FAULT_REDIRECT_SCHEME:
      soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "ftp://127.0.0.1/list");
      return TRUE;
    case RC_FAULT_REDIRECT_FILE:
      soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "file:///etc/hostname");
      return TRUE;
    case RC_FAULT_REDIRECT_LOOP:
      soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, g_uri_get_path (soup_server_message_get_uri (message)));
      return TRUE;
    default:
      return FALSE;
    }
}

/* What is wrong with the text of the answer; NULL when nothing is. */
static GBytes *
spoil (RcFaultServer *self, SoupServerMessage *message, const RcTestService *service, GBytes *body)
{
  g_autoptr (GBytes) packed = NULL;
  g_autofree char *much = NULL;

  switch ((int) self->fault)
    {
    case RC_FAULT_CUT_GZIP:
      packed = pack (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
      set_header (message, "Content-Encoding", "gzip");
      return make_half (packed);
    case RC_FAULT_GZIP_BOMB:
      much = g_strnfill (HUGE_BYTES, ' ');
      set_header (message, "Content-Encoding", "gzip");
      return pack (much, HUGE_BYTES);
    case RC_FAULT_XML_BOMB:
      return make_bomb ();
    case RC_FAULT_DEEP:
      return make_deep (service);
    case RC_FAULT_HUGE:
      return g_bytes_new_take (g_strnfill (HUGE_BYTES, '['), HUGE_BYTES);
    case RC_FAULT_HALF_A_DOCUMENT:
      return make_half (body);
    case RC_FAULT_OTHER_SHAPE:
      return rename_fields (service, body);
    case RC_FAULT_BAD_UTF8:
      return spoil_words (body);
    case RC_FAULT_BAD_DATES:
      {
        g_autoptr (GBytes) days = replace (body, "2035-0", "2035-9");
        g_autoptr (GBytes) compact = replace (days, "20350", "20359");

        return replace (compact, "/2035", "/99935");
      }
    default:
      return NULL;
    }
}

/* Fewer than half, or nothing. */
static RcTestItems
choose_items (const RcFaultServer *self, gboolean fails)
{
  RcTestItems items = self->items;

  if (fails && self->fault == RC_FAULT_FAR_FEWER)
    items.n /= 4;
  else if (fails && self->fault == RC_FAULT_NOTHING_LEFT)
    items.n = 0;
  return items;
}

static void
answer (RcFaultServer *self, SoupServerMessage *message, const char *path, GHashTable *query, gboolean fails)
{
  const RcTestService *service = rc_test_services_find (path);
  SoupMessageBody *asked = soup_server_message_get_request_body (message);
  RcTestItems items = choose_items (self, fails);
  const RcTestRequest request = {
    .path = path, .query = query, .body = asked->data != NULL ? asked->data : "", .length = asked->data != NULL ? (gsize) asked->length : 0,
    .again = fails && self->fault == RC_FAULT_REPEATED_PAGE, .renamed = fails && self->fault == RC_FAULT_OTHER_SHAPE,
  };
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) spoiled = NULL;

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  if (service == NULL)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return;
    }
  body = service->answer (&request, &items);
  if (fails && fail_to_answer (self, message, service, body))
    return;
  spoiled = fails ? spoil (self, message, service, body) : NULL;
  set_body (message, service->type, spoiled != NULL ? spoiled : body);
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  RcFaultServer *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  answer (self, message, path, query, self->fault != RC_FAULT_NONE && self->n_requests >= self->from);
  self->n_requests++;
}

RcFaultServer *
rc_fault_server_new (void)
{
  RcFaultServer *self = g_new0 (RcFaultServer, 1);

  g_mutex_init (&self->mutex);
  self->loopback = rc_loopback_new (request_cb, self);
  return self;
}

void
rc_fault_server_free (RcFaultServer *self)
{
  rc_loopback_free (self->loopback);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

char *
rc_fault_server_dup_url (RcFaultServer *self, const char *path)
{
  return rc_loopback_dup_url (self->loopback, path);
}

void
rc_fault_server_set (RcFaultServer *self, const RcTestItems *items, RcFault fault, guint from)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->items = *items;
  self->fault = fault;
  self->from = from;
  self->n_requests = 0;
}

guint
rc_fault_server_get_n_requests (RcFaultServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_requests;
}
