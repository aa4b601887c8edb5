/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds: the newest entries, and older ones behind the links of RFC 5005, which are followed for as long as they bring what is not known.
 *
 * [Ask]
 * Pages=10   so many at most; 1: never more than the feed itself */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include "catalogue/grant-offers.h"
#include "refresh/protocol.h"
#include "refresh/refresh.h"

#define NOTES "Notes" /* of this listing */
#define KEPT "Kept"   /* from one listing to the next */
#define USUAL_PAGES 10
#define MAX_PAGES 50
#define MAX_TRIES 5 /* runs that go on past a page that is known, as older ones were not had */

static guint
get_most_pages (RcHarvest *self)
{
  g_autofree char *text = rc_source_file_dup_ask (self->file, "Pages");
  guint64 most;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 1, MAX_PAGES, &most, NULL) ? (guint) most : USUAL_PAGES;
}

static gboolean
ask (RcHarvest *self, RcPageRequest *request, GError **error)
{
  request->url = g_strdup (self->n_pages > 0 && self->next != NULL ? self->next : self->source->url);
  request->conditional = self->n_pages == 0;
  return TRUE;
}

static const char *
skip_www (const char *host)
{
  return host != NULL && g_ascii_strncasecmp (host, "www.", 4) == 0 ? host + 4 : host;
}

/* Of the same server: some services write the address of their own machines into the feeds of others (Blogger does). */
static gboolean
is_near (const char *next, const char *url)
{
  g_autoptr (GUri) there = g_uri_parse (next, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GUri) here = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);

  return there != NULL && here != NULL && g_strcmp0 (g_uri_get_scheme (there), g_uri_get_scheme (here)) == 0 &&
         g_uri_get_host (there) != NULL && g_uri_get_host (here) != NULL &&
         g_ascii_strcasecmp (skip_www (g_uri_get_host (there)), skip_www (g_uri_get_host (here))) == 0 &&
         g_uri_get_port (there) == g_uri_get_port (here);
}

/* FALSE for an address that was asked for already: the links lead round. */
static gboolean
note_asked (RcHarvest *self, const char *next)
{
  g_auto (GStrv) asked = g_key_file_get_string_list (self->notes, NOTES, "Asked", NULL, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (g_str_equal (next, self->source->url) || (asked != NULL && g_strv_contains ((const char *const *) asked, next)))
    return FALSE;
  if (asked != NULL)
    g_strv_builder_addv (builder, (const char **) asked);
  g_strv_builder_add (builder, next);
  all = g_strv_builder_end (builder);
  g_key_file_set_string_list (self->notes, NOTES, "Asked", (const char *const *) all, g_strv_length (all));
  return TRUE;
}

/* Whether the page has what we do not have. */
static gboolean
brings_news (RcHarvest *self, gboolean *news, GError **error)
{
  g_autoptr (GHashTable) offered = rc_grants_get_offered (self->db, self->source->id, error);
  GPtrArray *records = self->listing->records;

  *news = FALSE;
  if (offered == NULL)
    return FALSE;
  for (guint i = 0; i < records->len && !*news; i++)
    {
      const RcRecord *record = g_ptr_array_index (records, i);

      *news = record->control == NULL || !g_hash_table_contains (offered, record->control);
    }
  return TRUE;
}

/* A run that does not come to the end leaves word for the next one, a few times: whether the one before this has. */
static gboolean
is_resumed (RcHarvest *self)
{
  int n = g_key_file_get_integer (self->kept, KEPT, "Unfinished", NULL);

  if (self->n_pages == 1)
    g_key_file_set_boolean (self->notes, NOTES, "Resumed", n > 0 && n < MAX_TRIES);
  return g_key_file_get_boolean (self->notes, NOTES, "Resumed", NULL);
}

static gboolean
go_on (RcHarvest *self, guint n_on_page, gboolean *more, GError **error)
{
  gboolean resumed = is_resumed (self), news = FALSE;

  *more = self->next != NULL && n_on_page > 0 && self->n_pages < get_most_pages (self) && is_near (self->next, self->source->url);
  if (*more && !brings_news (self, &news, error))
    return FALSE;
  *more = *more && (news || resumed) && note_asked (self, self->next);
  if (!*more)
    g_key_file_remove_key (self->kept, KEPT, "Unfinished", NULL);
  else if (self->n_pages == 1)
    g_key_file_set_integer (self->kept, KEPT, "Unfinished", g_key_file_get_integer (self->kept, KEPT, "Unfinished", NULL) + 1);
  return TRUE;
}

const RcProtocol rc_protocol_rss = { .word = "rss", .format = RC_FORMAT_RSS, .ask = ask, .go_on = go_on, .newest_first = TRUE };
