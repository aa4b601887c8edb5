/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search of grants.gov: a question that is POSTed, answered page by page. What stands behind the ? of the address is put into it.
 *
 * [Ask]
 * Details=https://…       where the rest of an opportunity is asked for by its number, when it is new or was changed */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "catalogue/grant-offers.h"
#include "record/problem.h"
#include "refresh/protocol.h"
#include "refresh/refresh.h"

#define PAGE_RECORDS 250
#define AT_ONCE 25
#define MAX_TRIES 5 /* refreshes in which details that cannot be had are asked for */
#define MAX_PAGES 80 /* the whole of grants.gov is a tenth of this */

static char *
dup_question (const char *url, guint64 start)
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
  json_object_set_int_member (question, "startRecordNum", (gint64) start);
  return json_to_string (root, FALSE);
}

static gboolean
ask (RcHarvest *self, RcPageRequest *request, GError **error)
{
  request->url = g_strndup (self->source->url, strcspn (self->source->url, "?#"));
  request->body = dup_question (self->source->url, (guint64) self->n_pages * PAGE_RECORDS);
  return TRUE;
}

static gboolean
go_on (RcHarvest *self, guint n_on_page, gboolean *more, GError **error)
{
  *more = (guint64) self->n_pages * PAGE_RECORDS < self->listing->announced;
  return TRUE;
}

/* Puts what the details say in place of the entry. Details that cannot be had are said, and the entry stands. `failed` (out): they cannot. */
static gboolean
fetch_details (RcHarvest *self, const char *address, RcRecord **record, gboolean *failed, GCancellable *cancellable, GError **error)
{
  g_auto (RcPageRequest) request = { .url = g_strdup (address) };
  g_autoptr (RcListing) details = rc_listing_new ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (RcFetchAnswer) answer = NULL;
  g_autoptr (GInputStream) stream = NULL;
  gboolean end;

  *failed = FALSE;
  if (!rc_harvest_wait (self, self->limits->pause_ms, cancellable, error))
    return FALSE;
  request.body = g_strdup_printf ("{\"opportunityId\":%" G_GUINT64_FORMAT "}", g_ascii_strtoull ((*record)->control, NULL, 10));
  answer = rc_harvest_fetch (self, &request, cancellable, &problem);
  stream = answer != NULL ? rc_fetch_answer_open (answer, &problem) : NULL;
  if (stream != NULL && rc_listing_open (details, self->file, stream, self->protocol->format, cancellable, &problem) &&
      rc_listing_read (details, 2, &end, cancellable, &problem) && details->records->len == 1 &&
      g_strcmp0 (((RcRecord *) g_ptr_array_index (details->records, 0))->control, (*record)->control) == 0)
    {
      rc_record_free (*record);
      *record = g_ptr_array_steal_index (details->records, 0);
      return TRUE;
    }
  if (problem != NULL && (problem->domain != RC_REFRESH_ERROR || problem->code == RC_REFRESH_ERROR_NETWORK || self->retry_after != 0))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  g_ptr_array_add (self->listing->problems, rc_problem_new (NULL, 0, (*record)->control, problem != NULL ? problem->message : N_ ("it is no grant")));
  self->listing->n_problems++;
  *failed = TRUE;
  return TRUE;
}

/* In how many refreshes the details of this same entry could not be had: so much is added to what the entry is remembered by, that it
 * differs the next time and they are asked for again. */
static guint
count_tries (const gint64 *before, gint64 digest)
{
  guint64 more = before != NULL ? (guint64) *before - (guint64) digest : 0;

  return more < MAX_TRIES ? (guint) more : 0;
}

static gboolean
enrich (RcHarvest *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *address = rc_source_file_dup_ask (self->file, "Details");
  GPtrArray *records = self->listing->records;
  g_autoptr (GHashTable) offered = rc_grants_get_offered (self->db, self->source->id, error);
  g_autoptr (GHashTable) known = offered != NULL ? rc_sources_load_entries (self->db, self->source->id, error) : NULL;

  if (known == NULL)
    return FALSE;
  for (guint i = records->len; i > 0; i--)
    {
      RcRecord **record = (RcRecord **) &g_ptr_array_index (records, i - 1);
      g_autofree char *text = rc_grant_to_json ((*record)->grant);
      gint64 key = rc_listing_get_key ((*record)->control), digest = rc_listing_get_key (text);
      const gint64 *before = g_hash_table_lookup (known, &key);
      guint n_tries = count_tries (before, digest);
      gboolean failed;

      if (before != NULL && *before == digest && g_hash_table_contains (offered, (*record)->control))
        {
          g_ptr_array_remove_index (records, i - 1);
          continue;
        }
      if (!fetch_details (self, address, record, &failed, cancellable, error))
        return FALSE;
      if (failed && n_tries + 1 < MAX_TRIES)
        digest = (gint64) ((guint64) digest + n_tries + 1);
      g_hash_table_insert (self->listing->entries, g_memdup2 (&key, sizeof key), g_memdup2 (&digest, sizeof digest));
    }
  return TRUE;
}

const RcProtocol rc_protocol_search2 = {
  .word = "grants-gov", .format = RC_FORMAT_GRANTS_GOV, .max_pages = MAX_PAGES, .ask = ask, .go_on = go_on,
};
const RcProtocol rc_protocol_search2_details = {
  .word = "grants-gov", .format = RC_FORMAT_GRANTS_GOV, .max_pages = MAX_PAGES, .ask = ask, .go_on = go_on, .enrich = enrich,
  .n_at_once = AT_ONCE,
};
