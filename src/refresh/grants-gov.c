/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search of grants.gov: a question that is POSTed, answered page by page. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>

#include "refresh/grants-gov.h"
#include "refresh/refresh.h"

#define PAGE_RECORDS 250
#define MAX_PAGES 80 /* the whole of grants.gov is a tenth of this */

gboolean
rc_grants_gov_is_search (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);

  return uri != NULL && g_str_has_suffix (g_uri_get_path (uri), "/search2");
}

char *
rc_grants_gov_dup_question (const char *url, guint start)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED_QUERY, NULL);
  g_autoptr (GHashTable) parameters = NULL;
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *question = json_object_new ();
  GHashTableIter iter;
  gpointer name, value;

  json_node_take_object (root, question);
  json_object_set_string_member (question, "oppStatuses", "forecasted|posted");
  if (uri != NULL && g_uri_get_query (uri) != NULL)
    parameters = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  if (parameters != NULL)
    {
      g_hash_table_iter_init (&iter, parameters);
      while (g_hash_table_iter_next (&iter, &name, &value))
        json_object_set_string_member (question, name, value);
    }
  json_object_set_int_member (question, "rows", PAGE_RECORDS);
  json_object_set_int_member (question, "startRecordNum", start);
  return json_to_string (root, FALSE);
}

static char *
dup_address_without_query (const char *url)
{
  return g_strndup (url, strcspn (url, "?#"));
}

/* A pause between two requests; FALSE when cancelled meanwhile. */
static gboolean
pause_for (guint pause_ms, GCancellable *cancellable, GError **error)
{
  GPollFD fd = { .fd = -1 };
  gboolean pollable = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &fd);

  g_poll (&fd, pollable ? 1 : 0, (int) pause_ms);
  if (pollable)
    g_cancellable_release_fd (cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
fetch_page (const RcSource *source, const RcFetchLimits *limits, const char *address, guint start, RcListing *listing,
            guint *status, gint64 *retry_after, GCancellable *cancellable, GError **error)
{
  g_autofree char *question = rc_grants_gov_dup_question (source->url, start);
  const RcFetchRequest request = {
    .url = address, .body = question, .allow_http = source->allow_http, .limits = limits, .status = status,
  };
  g_autoptr (RcFetchAnswer) answer = rc_fetch (&request, retry_after, cancellable, error);

  if (answer == NULL)
    return FALSE;
  return rc_listing_read (listing, answer->body, answer->content_type, RC_FORMAT_GRANTS_GOV, cancellable, error);
}

gboolean
rc_grants_gov_fetch (const RcSource *source, const RcFetchLimits *limits, RcListing *listing, guint *status,
                     gint64 *retry_after, GCancellable *cancellable, GError **error)
{
  g_autofree char *address = dup_address_without_query (source->url);
  guint start = 0;

  for (guint n_pages = 0; n_pages < MAX_PAGES; n_pages++)
    {
      guint n_before = listing->records->len + listing->problems->len;
      guint n_on_page;

      if ((n_pages > 0 && !pause_for (limits->pause_ms, cancellable, error)) ||
          !fetch_page (source, limits, address, start, listing, status, retry_after, cancellable, error))
        {
          listing->complete = FALSE;
          if (n_pages > 0)
            g_prefix_error (error, N_ ("page %u: "), n_pages + 1);
          return FALSE;
        }
      n_on_page = listing->records->len + listing->problems->len - n_before;
      start += PAGE_RECORDS;
      if (start >= listing->announced)
        {
          if (listing->records->len < listing->announced)
            listing->complete = FALSE;
          return TRUE;
        }
      if (n_on_page == 0)
        {
          listing->complete = FALSE;
          g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NOT_A_LISTING,
                       N_ ("page %u brings nothing new: %u of %" PRIu64 " came"), n_pages + 1, listing->records->len,
                       listing->announced);
          return FALSE;
        }
    }
  listing->complete = FALSE;
  g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_SUSPECT,
               N_ ("needs care: it says that it has %" PRIu64 " grants; ask for fewer"), listing->announced);
  return FALSE;
}
