/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library asked over SRU: one address that holds the question, one answer in XML. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include "refresh/fetch.h"
#include "refresh/lookup-private.h"
#include "refresh/refresh.h"

#include <string.h>

#define MAX_BYTES (16u << 20)
/* The number of hits stands before the records. */
#define HEAD_BYTES (64 * 1024)

static char *
join_cql (const char *a, const char *b)
{
  return g_strdup_printf ("%s and %s", a, b);
}

static void
add_parameter (GString *url, const char *name, const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  g_string_append_printf (url, "%c%s=%s", strchr (url->str, '?') != NULL ? '&' : '?', name, escaped);
}

static char *
make_url (const RcTarget *target, const char *query, guint limit)
{
  GString *url = g_string_new (target->address);
  g_autofree char *n = g_strdup_printf ("%u", limit);

  add_parameter (url, "version", target->version);
  add_parameter (url, "operation", "searchRetrieve");
  add_parameter (url, "query", query);
  add_parameter (url, "maximumRecords", n);
  if (target->schema != NULL)
    add_parameter (url, "recordSchema", target->schema);
  return g_string_free (url, FALSE);
}

/* The text of an element of the response, without markup inside; NULL when it is not there. */
static char *
find_element (const char *text, gsize length, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("<(?:[A-Za-z0-9_.-]+:)?%s(?:\\s[^>]*)?>\\s*([^<]{1,300}?)\\s*</", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *found = NULL;

  if (!g_regex_match_full (regex, text, (gssize) length, 0, 0, &match, NULL))
    return NULL;
  found = g_match_info_fetch (match, 1);
  return g_utf8_make_valid (found, -1);
}

/* What the server complains of is a diagnostic of SRU 1.1. */
gboolean
rc_lookup_answer_read_head (RcLookupAnswer *answer, GBytes *body, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  gsize head = MIN (length, HEAD_BYTES);
  g_autofree char *total = length > 0 ? find_element (text, head, "numberOfRecords") : NULL;
  g_autofree char *message = NULL;

  if (total != NULL)
    {
      answer->total = g_ascii_strtoull (total, NULL, 10);
      return TRUE;
    }
  message = length > 0 ? find_element (text, head, "message") : NULL;
  g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NOT_A_LISTING,
               message != NULL ? "the library says: %s" : "the answer is none of SRU", message);
  return FALSE;
}

gboolean
rc_lookup_ask_sru (RcLookupAnswer *answer, const RcLookup *lookup, GCancellable *cancellable, GError **error)
{
  const RcTarget *target = answer->target;
  g_autofree char *query = rc_lookup_dup_query (target, lookup, join_cql);
  g_autofree char *url = NULL;
  RcFetchLimits limits = rc_fetch_limits_default;
  RcFetchRequest request = { .allow_http = target->allow_http, .limits = &limits };
  g_autoptr (RcFetchAnswer) fetched = NULL;
  gint64 retry_after;

  if (query == NULL)
    {
      g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, "it cannot be asked for that");
      return FALSE;
    }
  limits.max_bytes = MAX_BYTES;
  limits.deadline_ms = RC_LOOKUP_SECONDS * 1000;
  url = make_url (target, query, MIN (lookup->limit, RC_LOOKUP_MAX_RECORDS));
  request.url = url;
  fetched = rc_fetch (&request, &retry_after, cancellable, error);
  if (fetched == NULL || !rc_lookup_answer_read_head (answer, fetched->body, error))
    return FALSE;
  if (answer->total > 0)
    rc_lookup_answer_read (answer, fetched->body, cancellable);
  return TRUE;
}
