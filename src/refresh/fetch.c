/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One polite HTTP request: what it says, where it may lead, and how long it may take. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>

#include "refresh/address.h"
#include "refresh/fetch-private.h"
#include "refresh/refresh.h"

#define MAX_REDIRECTS 3
#define IDLE_SECONDS 30
#define USER_AGENT "resource-centre/" PACKAGE_VERSION " (catalogue of the UNESCO Resource Centre, Almaty; asks once a day)"

G_DEFINE_QUARK (rc-refresh-error-quark, rc_refresh_error)

const RcFetchLimits rc_fetch_limits_default = {
  .max_bytes = 64u << 20,
  .deadline_ms = 120 * 1000,
  .rate_window_ms = 15 * 1000,
  .rate_bytes = 1500,
  .pause_ms = 1000,
  .large_bytes = 512u << 20,
  .large_deadline_ms = 3600 * 1000,
  .busy_ms = 15 * 1000,
};

static void
stop_because (RcFetch *self, RcRefreshError code, const char *message)
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
  RcFetch *self = user_data;

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
  RcFetch *self = user_data;
  g_autoptr (GSocketAddress) address = NULL;

  if (event != G_SOCKET_CLIENT_CONNECTED || self->request->allow_http || self->proxied || !G_IS_SOCKET_CONNECTION (connection))
    return;
  address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
  if (!G_IS_INET_SOCKET_ADDRESS (address) ||
      rc_address_is_local (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address))))
    stop_because (self, RC_REFRESH_ERROR_REFUSED, N_ ("the address leads to this machine or the local network"));
}

void
rc_fetch_step_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RcFetch *self = user_data;

  self->result = g_object_ref (result);
}

void
rc_fetch_wait_for_step (RcFetch *self)
{
  while (self->result == NULL)
    g_main_context_iteration (self->context, TRUE);
}

void
rc_fetch_explain (RcFetch *self, GError *problem, GCancellable *cancellable, GError **error)
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
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NETWORK, N_ ("no answer for %d seconds"), IDLE_SECONDS);
  else
    g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NETWORK, N_ ("no answer: %s"), cause->message);
}

/* What is a secret between us and one server is not told to another. */
static void
add_header (RcFetch *self, SoupMessageHeaders *headers, const char *url)
{
  const char *colon = self->request->header != NULL ? strchr (self->request->header, ':') : NULL;
  g_autoptr (GUri) own = g_uri_parse (self->request->url, G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autoptr (GUri) asked = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (colon == NULL || own == NULL || asked == NULL || g_strcmp0 (g_uri_get_host (own), g_uri_get_host (asked)) != 0)
    return;
  name = g_strndup (self->request->header, (gsize) (colon - self->request->header));
  value = g_strstrip (g_strdup (colon + 1));
  soup_message_headers_replace (headers, name, value);
}

static SoupMessage *
make_message (RcFetch *self, const char *url, GError **error)
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
  soup_message_headers_append (headers, "Accept-Encoding", "gzip");
  add_header (self, headers, url);
  if (request->etag != NULL)
    soup_message_headers_append (headers, "If-None-Match", request->etag);
  if (request->last_modified != NULL)
    soup_message_headers_append (headers, "If-Modified-Since", request->last_modified);
  if (request->body != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (request->body, strlen (request->body));

      soup_message_set_request_body_from_bytes (message, request->body_type != NULL ? request->body_type : "application/json", body);
    }
  if (self->n_bytes > 0)
    {
      soup_message_headers_set_range (headers, (goffset) self->n_bytes, -1);
      soup_message_headers_append (headers, "If-Range", self->resume_mark);
    }
  return message;
}

/* Behind a proxy we do not see where a name leads to: it is looked up here, as far as names are known here. FALSE when it leads to
 * this network. */
static gboolean
check_name (RcFetch *self, const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  GList *addresses;
  gboolean local = FALSE;

  if (self->request->allow_http || uri == NULL || g_hostname_is_ip_address (g_uri_get_host (uri)))
    return TRUE;
  g_resolver_lookup_by_name_async (resolver, g_uri_get_host (uri), self->stop, rc_fetch_step_done_cb, self);
  rc_fetch_wait_for_step (self);
  addresses = g_resolver_lookup_by_name_finish (resolver, self->result, NULL);
  g_clear_object (&self->result);
  for (GList *address = addresses; address != NULL; address = address->next)
    local = local || rc_address_is_local (address->data);
  g_resolver_free_addresses (addresses);
  return !local;
}

/* Finds out whether the request goes through a proxy of the system. */
static gboolean
look_for_proxy (RcFetch *self, const char *url, GError **error)
{
  GProxyResolver *resolver = self->limits->proxies != NULL ? self->limits->proxies : g_proxy_resolver_get_default ();
  g_auto (GStrv) proxies = NULL;

  g_proxy_resolver_lookup_async (resolver, url, self->stop, rc_fetch_step_done_cb, self);
  rc_fetch_wait_for_step (self);
  proxies = g_proxy_resolver_lookup_finish (resolver, self->result, NULL);
  g_clear_object (&self->result);
  self->proxied = proxies != NULL && proxies[0] != NULL && !g_str_has_prefix (proxies[0], "direct");
  if (!self->proxied || check_name (self, url))
    return TRUE;
  g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, N_ ("the address leads to this machine or the local network"));
  return FALSE;
}

/* Where a redirect leads to; NULL and an error when we do not go there. */
static char *
follow (RcFetch *self, SoupMessage *message, const char *url, GError **error)
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

GInputStream *
rc_fetch_send (RcFetch *self, SoupMessage **answered, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = g_strdup (self->request->url);

  for (guint n_redirects = 0; n_redirects <= MAX_REDIRECTS; n_redirects++)
    {
      g_autoptr (SoupMessage) message = make_message (self, url, error);
      g_autoptr (GInputStream) stream = NULL;
      GError *problem = NULL;
      char *next;

      if (message == NULL || !look_for_proxy (self, url, error))
        return NULL;
      soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, self->stop, rc_fetch_step_done_cb, self);
      rc_fetch_wait_for_step (self);
      /* An answer that is there although we were just told to stop is taken, and let go unread: libsoup 3.2 would take its connection
       * away from it first, and crash. */
      g_task_set_check_cancellable (G_TASK (self->result), FALSE);
      stream = soup_session_send_finish (self->session, self->result, &problem);
      g_clear_object (&self->result);
      if (stream == NULL)
        {
          rc_fetch_explain (self, problem, cancellable, error);
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

static void
add_timer (RcFetch *self, guint interval_ms, GSourceFunc func)
{
  g_autoptr (GSource) timer = g_timeout_source_new (interval_ms);

  g_source_set_callback (timer, func, self, NULL);
  g_source_attach (timer, self->context);
}

void
rc_fetch_prepare (void)
{
  const GType types[] = { G_TYPE_NETWORK_ADDRESS, G_TYPE_INET_SOCKET_ADDRESS, G_TYPE_SOCKET_CLIENT, SOUP_TYPE_SESSION, SOUP_TYPE_MESSAGE };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_type_class_unref (g_type_class_ref (types[i]));
}

RcFetchAnswer *
rc_fetch (const RcFetchRequest *request, gint64 *retry_after, GCancellable *cancellable, GError **error)
{
  RcFetch self = { .request = request, .limits = request->limits, .fd = -1 };
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
  self.session = soup_session_new_with_options ("user-agent", USER_AGENT, "timeout", IDLE_SECONDS, NULL);
  soup_session_remove_feature_by_type (self.session, SOUP_TYPE_CONTENT_DECODER);
  if (self.limits->proxies != NULL)
    soup_session_set_proxy_resolver (self.session, self.limits->proxies);
  add_timer (&self, request->large && self.limits->large_deadline_ms > 0 ? self.limits->large_deadline_ms : self.limits->deadline_ms, deadline_cb);
  add_timer (&self, self.limits->rate_window_ms, rate_cb);
  handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (caller_cancelled_cb), self.stop, NULL) : 0;

  answer = rc_fetch_take (&self, retry_after, cancellable, error);

  g_cancellable_disconnect (cancellable, handler);
  soup_session_abort (self.session);
  while (g_main_context_iteration (self.context, FALSE))
    ;
  g_clear_object (&self.session);
  g_clear_object (&self.stop);
  g_clear_error (&self.why);
  g_free (self.resume_mark);
  g_main_context_pop_thread_default (self.context);
  g_main_context_unref (self.context);
  if (self.fd >= 0)
    close (self.fd);
  return answer;
}
