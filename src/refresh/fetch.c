/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One polite HTTP request whose answer is bounded in size, time and place. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include "refresh/address.h"
#include "refresh/fetch.h"
#include "refresh/refresh.h"
#include "refresh/schedule.h"

#define MAX_REDIRECTS 3
#define IDLE_SECONDS 30
#define CHUNK_BYTES (64 * 1024)
#define USER_AGENT "resource-centre/" PACKAGE_VERSION " (catalogue of the UNESCO Resource Centre, Almaty; asks once a day)"

G_DEFINE_QUARK (rc-refresh-error-quark, rc_refresh_error)

const RcFetchLimits rc_fetch_limits_default = {
  .max_bytes = RC_REFRESH_MAX_BYTES,
  .deadline_ms = RC_REFRESH_DEADLINE_SECONDS * 1000,
  .rate_window_ms = 15 * 1000,
  .rate_bytes = 1500,
  .pause_ms = 1000,
};

/* One fetch under way. */
typedef struct
{
  const RcFetchRequest *request;
  const RcFetchLimits *limits;
  GMainContext *context; /* (owned) */
  SoupSession *session;  /* (owned) */
  GCancellable *stop;    /* (owned) the caller's wish, the deadline and our own refusal all end here */
  GError *why;           /* (owned) (nullable) why we stopped by ourselves */
  GAsyncResult *result;  /* (owned) (nullable) of the step that has just ended */
  int fd;                /* the answer's file, without a name; -1 */
  gsize n_bytes;         /* of the answer so far */
  gsize n_bytes_before;  /* at the start of this window of the rate */
  gboolean reading;      /* the answer has begun: from now on the rate counts */
} Fetch;

static void
stop_because (Fetch *self, RcRefreshError code, const char *message)
{
  if (self->why == NULL)
    self->why = g_error_new_literal (RC_REFRESH_ERROR, code, message);
  g_cancellable_cancel (self->stop);
}

static gboolean
deadline_cb (gpointer user_data)
{
  stop_because (user_data, RC_REFRESH_ERROR_NETWORK, N_ ("the answer took too long"));
  return G_SOURCE_REMOVE;
}

static gboolean
rate_cb (gpointer user_data)
{
  Fetch *self = user_data;

  if (!self->reading)
    return G_SOURCE_CONTINUE;
  if (self->n_bytes - self->n_bytes_before < self->limits->rate_bytes)
    {
      stop_because (self, RC_REFRESH_ERROR_NETWORK, N_ ("the answer comes too slowly"));
      return G_SOURCE_REMOVE;
    }
  self->n_bytes_before = self->n_bytes;
  return G_SOURCE_CONTINUE;
}

static void
caller_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* A name may lead here or there from one look-up to the next: what counts is where we are connected. */
static void
network_event_cb (SoupMessage *message, GSocketClientEvent event, GIOStream *connection, gpointer user_data)
{
  Fetch *self = user_data;
  g_autoptr (GSocketAddress) address = NULL;

  if (event != G_SOCKET_CLIENT_CONNECTED || self->request->allow_http || !G_IS_SOCKET_CONNECTION (connection))
    return;
  address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
  if (!G_IS_INET_SOCKET_ADDRESS (address) ||
      rc_address_is_local (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address))))
    stop_because (self, RC_REFRESH_ERROR_REFUSED, N_ ("the address leads to this machine or the local network"));
}

static void
step_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fetch *self = user_data;

  self->result = g_object_ref (result);
}

static void
wait_for_step (Fetch *self)
{
  while (self->result == NULL)
    g_main_context_iteration (self->context, TRUE);
}

/* Turns what libsoup says into what we mean by it. */
static void
explain (Fetch *self, GError *problem, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = problem;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return;
  if (self->why != NULL)
    g_propagate_error (error, g_steal_pointer (&self->why));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
           g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) || self->n_bytes > 0)
    g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NETWORK, N_ ("the answer was cut short after %zu bytes: %s"),
                 self->n_bytes, cause->message);
  else
    g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NETWORK, N_ ("no answer: %s"), cause->message);
}

static SoupMessage *
make_message (Fetch *self, const char *url, GError **error)
{
  const RcFetchRequest *request = self->request;
  SoupMessage *message = soup_message_new (request->body != NULL ? "POST" : "GET", url);
  SoupMessageHeaders *headers;

  if (message == NULL)
    {
      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, N_ ("“%s” is no web address"), url);
      return NULL;
    }
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), self);
  headers = soup_message_get_request_headers (message);
  if (request->etag != NULL)
    soup_message_headers_append (headers, "If-None-Match", request->etag);
  if (request->last_modified != NULL)
    soup_message_headers_append (headers, "If-Modified-Since", request->last_modified);
  if (request->body != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (request->body, strlen (request->body));

      soup_message_set_request_body_from_bytes (message, "application/json", body);
    }
  return message;
}

/* Where a redirect leads to; NULL and an error when we do not go there. */
static char *
follow (Fetch *self, SoupMessage *message, const char *url, GError **error)
{
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autofree char *target = NULL;
  g_autofree char *fault = NULL;

  if (location != NULL)
    target = g_uri_resolve_relative (url, location, G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (target == NULL)
    fault = g_strdup (N_ ("it leads nowhere"));
  else if (self->request->body != NULL && soup_message_get_status (message) < SOUP_STATUS_TEMPORARY_REDIRECT)
    fault = g_strdup (N_ ("it would lose the question"));
  else
    fault = rc_address_check_redirect (url, target, self->request->allow_http);
  if (fault != NULL)
    {
      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, N_ ("a redirect was refused: %s"), fault);
      return NULL;
    }
  return g_steal_pointer (&target);
}

/* Sends, and follows redirects by our own rules. Returns the stream of the answer's body and the message that brought it. */
static GInputStream *
send (Fetch *self, SoupMessage **answered, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = g_strdup (self->request->url);

  for (guint n_redirects = 0; n_redirects <= MAX_REDIRECTS; n_redirects++)
    {
      g_autoptr (SoupMessage) message = make_message (self, url, error);
      g_autoptr (GInputStream) stream = NULL;
      GError *problem = NULL;
      char *next;

      if (message == NULL)
        return NULL;
      soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, self->stop, step_done_cb, self);
      wait_for_step (self);
      stream = soup_session_send_finish (self->session, self->result, &problem);
      g_clear_object (&self->result);
      if (stream == NULL)
        {
          explain (self, problem, cancellable, error);
          return NULL;
        }
      if (!SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (message)) ||
          soup_message_get_status (message) == SOUP_STATUS_NOT_MODIFIED)
        {
          *answered = g_steal_pointer (&message);
          return g_steal_pointer (&stream);
        }
      next = follow (self, message, url, error);
      if (next == NULL)
        return NULL;
      g_free (url);
      url = next;
    }
  g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, N_ ("more than %d redirects"), MAX_REDIRECTS);
  return NULL;
}

static gboolean
write_all (Fetch *self, const char *data, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize n_written = write (self->fd, data, length);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written <= 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), N_ ("cannot keep the answer in %s: %s"),
                       g_get_tmp_dir (), g_strerror (errno));
          return FALSE;
        }
      data += n_written;
      length -= n_written;
    }
  return TRUE;
}

static GBytes *
read_body (Fetch *self, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *chunk = g_malloc (CHUNK_BYTES);
  g_autoptr (GMappedFile) mapped = NULL;

  self->fd = g_file_open_tmp ("resource-centre-XXXXXX", &path, error);
  if (self->fd < 0)
    return NULL;
  g_unlink (path);
  self->reading = TRUE;
  while (TRUE)
    {
      GError *problem = NULL;
      gssize n_read;

      g_input_stream_read_async (stream, chunk, CHUNK_BYTES, G_PRIORITY_DEFAULT, self->stop, step_done_cb, self);
      wait_for_step (self);
      n_read = g_input_stream_read_finish (stream, self->result, &problem);
      g_clear_object (&self->result);
      if (n_read < 0)
        {
          explain (self, problem, cancellable, error);
          return NULL;
        }
      if (n_read == 0)
        break;
      self->n_bytes += n_read;
      if (self->n_bytes > self->limits->max_bytes)
        {
          g_autofree char *limit = g_format_size_full (self->limits->max_bytes, G_FORMAT_SIZE_IEC_UNITS);

          g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_TOO_LARGE, N_ ("the answer is larger than %s"), limit);
          return NULL;
        }
      if (!write_all (self, chunk, n_read, error))
        return NULL;
    }
  mapped = g_mapped_file_new_from_fd (self->fd, FALSE, error);
  return mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;
}

static RcFetchAnswer *
take_answer (Fetch *self, gint64 *retry_after, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcFetchAnswer) answer = g_new0 (RcFetchAnswer, 1);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GInputStream) stream = send (self, &message, cancellable, error);
  SoupMessageHeaders *headers;
  guint status;

  if (self->request->status != NULL)
    *self->request->status = message != NULL ? soup_message_get_status (message) : 0;
  if (stream == NULL)
    return NULL;
  status = soup_message_get_status (message);
  headers = soup_message_get_response_headers (message);
  if (status == SOUP_STATUS_NOT_MODIFIED && (self->request->etag != NULL || self->request->last_modified != NULL))
    {
      answer->unchanged = TRUE;
      return g_steal_pointer (&answer);
    }
  if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    {
      *retry_after = rc_schedule_parse_retry_after (soup_message_headers_get_one (headers, "Retry-After"),
                                                    g_get_real_time () / G_USEC_PER_SEC);
      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_STATUS, "the server answered %u %s", status,
                   soup_status_get_phrase (status));
      return NULL;
    }
  answer->body = read_body (self, stream, cancellable, error);
  if (answer->body == NULL)
    return NULL;
  answer->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  answer->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  answer->last_modified = g_strdup (soup_message_headers_get_one (headers, "Last-Modified"));
  return g_steal_pointer (&answer);
}

static void
add_timer (Fetch *self, guint interval_ms, GSourceFunc func)
{
  g_autoptr (GSource) timer = g_timeout_source_new (interval_ms);

  g_source_set_callback (timer, func, self, NULL);
  g_source_attach (timer, self->context);
}

void
rc_fetch_answer_free (RcFetchAnswer *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self);
}

RcFetchAnswer *
rc_fetch (const RcFetchRequest *request, gint64 *retry_after, GCancellable *cancellable, GError **error)
{
  Fetch self = { .request = request, .limits = request->limits, .fd = -1 };
  g_autofree char *fault = rc_refresh_check_address (request->url, request->allow_http);
  RcFetchAnswer *answer;
  gulong handler;

  *retry_after = 0;
  if (fault != NULL)
    {
      g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, fault);
      return NULL;
    }

  self.context = g_main_context_new ();
  g_main_context_push_thread_default (self.context);
  self.stop = g_cancellable_new ();
  /* Without a proxy: through one we could not see where we are connected. */
  self.session = soup_session_new_with_options ("user-agent", USER_AGENT, "timeout", IDLE_SECONDS, "proxy-resolver", NULL, NULL);
  add_timer (&self, self.limits->deadline_ms, deadline_cb);
  add_timer (&self, self.limits->rate_window_ms, rate_cb);
  handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (caller_cancelled_cb), self.stop, NULL) : 0;

  answer = take_answer (&self, retry_after, cancellable, error);

  g_cancellable_disconnect (cancellable, handler);
  soup_session_abort (self.session);
  while (g_main_context_iteration (self.context, FALSE))
    ;
  g_clear_object (&self.session);
  g_clear_object (&self.stop);
  g_clear_error (&self.why);
  g_main_context_pop_thread_default (self.context);
  g_main_context_unref (self.context);
  if (self.fd >= 0)
    close (self.fd);
  return answer;
}
