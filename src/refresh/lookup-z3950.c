/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library asked over Z39.50 (ISO 23950), through ZOOM of YAZ: one session with a search that brings its first records. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>

#include "refresh/address.h"
#include "refresh/lookup-private.h"
#include "refresh/refresh.h"

#include <yaz/zoom.h>

#define PORT 210

/* A session; freed in this order. */
typedef struct
{
  ZOOM_query query;
  ZOOM_resultset results;
  ZOOM_connection connection;
  ZOOM_options options;
} Session;

static void
session_clear (Session *self)
{
  g_clear_pointer (&self->results, ZOOM_resultset_destroy);
  g_clear_pointer (&self->query, ZOOM_query_destroy);
  g_clear_pointer (&self->connection, ZOOM_connection_destroy);
  g_clear_pointer (&self->options, ZOOM_options_destroy);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Session, session_clear)

/* Prefix notation: the operator comes first. */
static char *
join_pqf (const char *a, const char *b)
{
  return g_strdup_printf ("@and %s %s", a, b);
}

/* The host as a number, so that YAZ need not look it up: that could not be cancelled, nor be told where it leads. */
static char *
resolve (const RcTarget *target, const char *server, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSocketConnectable) place = g_network_address_parse (server, PORT, error);
  g_autoptr (GSocketAddressEnumerator) all = place != NULL ? g_socket_connectable_enumerate (place) : NULL;
  g_autoptr (GSocketAddress) found = all != NULL ? g_socket_address_enumerator_next (all, cancellable, error) : NULL;
  GInetAddress *address;
  g_autofree char *number = NULL;

  if (found == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NETWORK, "“%s” names no server", server);
      return NULL;
    }
  address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (found));
  number = g_inet_address_to_string (address);
  if (!target->allow_http && rc_address_is_local (address))
    {
      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, "%s is an address of this machine or the local network", number);
      return NULL;
    }
  return g_strdup_printf (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 ? "[%s]:%u" : "%s:%u", number,
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (found)));
}

static const char *
get_syntax (const RcTarget *target)
{
  switch (target->format)
    {
    case RC_FORMAT_UNIMARC:
    case RC_FORMAT_RUSMARC:
      return "unimarc";
    case RC_FORMAT_MARCXML:
      return "xml";
    default:
      return "usmarc";
    }
}

/* Waits for the server, until `end`, or for who asks, whichever is first. FALSE when cancelled. */
static gboolean
wait_for (ZOOM_connection connection, gint64 end, GCancellable *cancellable, GError **error)
{
  int mask = ZOOM_connection_get_mask (connection);
  GPollFD fds[2] = { { .fd = ZOOM_connection_get_socket (connection) } };
  gint64 left_ms = MAX (end - g_get_monotonic_time (), 0) / 1000;
  guint n = 1;

  fds[0].events = (mask & ZOOM_SELECT_READ ? G_IO_IN : 0) | (mask & ZOOM_SELECT_WRITE ? G_IO_OUT : 0)
                  | (mask & ZOOM_SELECT_EXCEPT ? G_IO_PRI : 0);
  if (g_cancellable_make_pollfd (cancellable, &fds[1]))
    n = 2;
  g_poll (fds, n, (gint) left_ms);
  if (n == 2)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (fds[0].revents != 0)
    ZOOM_connection_fire_event_socket (connection,
                                       (fds[0].revents & (G_IO_IN | G_IO_HUP | G_IO_ERR) ? ZOOM_SELECT_READ : 0)
                                       | (fds[0].revents & G_IO_OUT ? ZOOM_SELECT_WRITE : 0)
                                       | (fds[0].revents & G_IO_PRI ? ZOOM_SELECT_EXCEPT : 0));
  return TRUE;
}

/* Until the search is over, whatever it came to. FALSE when cancelled, or when its time has passed: that is seen by our own clock, for
 * YAZ knows none while events keep coming. */
static gboolean
drive (ZOOM_connection connection, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + RC_LOOKUP_SECONDS * G_USEC_PER_SEC;

  for (;;)
    {
      if (g_get_monotonic_time () >= end)
        {
          g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NETWORK, N_ ("no answer for %d seconds"), RC_LOOKUP_SECONDS);
          return FALSE;
        }
      if (ZOOM_event_nonblock (1, &connection) != 0)
        continue;
      if (ZOOM_connection_is_idle (connection) || ZOOM_connection_get_socket (connection) < 0)
        return TRUE;
      if (!wait_for (connection, end, cancellable, error))
        return FALSE;
    }
}

static gboolean
check (ZOOM_connection connection, GError **error)
{
  const char *message, *more;

  if (ZOOM_connection_error (connection, &message, &more) == ZOOM_ERROR_NONE)
    return TRUE;
  g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NETWORK, more != NULL && *more != '\0' ? "the library says: %s (%s)"
                                                                                                 : "the library says: %s",
               message, more);
  return FALSE;
}

static void
read_records (RcLookupAnswer *answer, ZOOM_resultset results, guint limit, GCancellable *cancellable)
{
  for (guint i = 0; i < MIN (answer->total, limit); i++)
    {
      ZOOM_record record = ZOOM_resultset_record_immediate (results, i);
      g_autoptr (GBytes) bytes = NULL;
      int length = 0;
      const char *data = record != NULL ? ZOOM_record_get (record, "raw", &length) : NULL;

      /* Less than nothing: it is no row of bytes, but a structure that stands for a complaint. */
      if (data == NULL || length <= 0)
        {
          if (answer->failure == NULL)
            answer->failure = g_strdup_printf ("record %u did not come", i + 1);
          continue;
        }
      bytes = g_bytes_new (data, (gsize) length);
      rc_lookup_answer_read (answer, bytes, cancellable);
    }
}

gboolean
rc_lookup_ask_z3950 (RcLookupAnswer *answer, const RcLookup *lookup, GCancellable *cancellable, GError **error)
{
  const RcTarget *target = answer->target;
  g_auto (GStrv) parts = g_strsplit (target->address, "/", 2);
  g_autofree char *query = rc_lookup_dup_query (target, lookup, join_pqf);
  g_autofree char *server = NULL, *n = NULL;
  guint limit = MIN (lookup->limit, RC_LOOKUP_MAX_RECORDS);
  g_auto (Session) session = { NULL };

  if (query == NULL)
    {
      g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, "it cannot be asked for that");
      return FALSE;
    }
  server = resolve (target, parts[0], cancellable, error);
  if (server == NULL)
    return FALSE;
  n = g_strdup_printf ("%u", limit);
  session.options = ZOOM_options_create ();
  ZOOM_options_set (session.options, "async", "1");
  ZOOM_options_set (session.options, "databaseName", parts[1] != NULL && *parts[1] != '\0' ? parts[1] : "Default");
  ZOOM_options_set (session.options, "preferredRecordSyntax", get_syntax (target));
  ZOOM_options_set (session.options, "elementSetName", "F");
  ZOOM_options_set (session.options, "presentChunk", n);
  ZOOM_options_set (session.options, "count", n);
  session.connection = ZOOM_connection_create (session.options);
  ZOOM_connection_connect (session.connection, server, 0);
  session.query = ZOOM_query_create ();
  if (ZOOM_query_prefix (session.query, query) != 0)
    {
      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, "%s is no query", query);
      return FALSE;
    }
  session.results = ZOOM_connection_search (session.connection, session.query);
  if (!drive (session.connection, cancellable, error) || !check (session.connection, error))
    return FALSE;
  answer->total = ZOOM_resultset_size (session.results);
  read_records (answer, session.results, limit, cancellable);
  return TRUE;
}
