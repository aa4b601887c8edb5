/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which services we know, and those that need no more than one request. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>

#include "refresh/protocol.h"
#include "refresh/refresh.h"

void
rc_page_request_clear (RcPageRequest *self)
{
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->body, g_free);
  g_clear_pointer (&self->body_type, g_free);
  g_clear_pointer (&self->header, g_free);
}

/* The link is the best so far when it is of the pattern and comes behind. */
static void
take_link (const GMatchInfo *match, GPatternSpec *pattern, char **best)
{
  g_autofree char *link = g_match_info_fetch (match, 1);
  g_autofree char *name = g_path_get_basename (link);
  g_autofree char *best_name = *best != NULL ? g_path_get_basename (*best) : NULL;

  if (!g_pattern_spec_match_string (pattern, name) || (best_name != NULL && strcmp (name, best_name) <= 0))
    return;
  g_free (*best);
  *best = g_steal_pointer (&link);
}

/* The link of a web page whose file's name is of the pattern; of several the last one by its name: names hold dates. */
static char *
find_link (GBytes *page, const char *wanted)
{
  g_autoptr (GRegex) regex = g_regex_new ("href\\s*=\\s*[\"']([^\"'<>]{1,2000})[\"']", G_REGEX_CASELESS | G_REGEX_RAW, 0, NULL);
  g_autoptr (GPatternSpec) pattern = g_pattern_spec_new (wanted);
  g_autoptr (GMatchInfo) match = NULL;
  gsize length;
  const char *text = g_bytes_get_data (page, &length);
  char *best = NULL;

  for (g_regex_match_full (regex, text, (gssize) length, 0, 0, &match, NULL); g_match_info_matches (match); g_match_info_next (match, NULL))
    take_link (match, pattern, &best);
  return best;
}

/* Where the address is that of a web page which links to the listing: the link. */
static gboolean
begin_once (RcHarvest *self, GCancellable *cancellable, GError **error)
{
  g_auto (RcPageRequest) request = { .url = g_strdup (self->source->url) };
  g_autofree char *pattern = rc_source_file_dup_ask (self->file, "Link");
  g_autoptr (RcFetchAnswer) answer = NULL;
  g_autofree char *link = NULL;
  g_autofree char *target = NULL;

  if (pattern == NULL)
    return TRUE;
  answer = rc_harvest_fetch (self, &request, cancellable, error);
  if (answer == NULL)
    return FALSE;
  link = find_link (answer->body, pattern);
  target = link != NULL ? g_uri_resolve_relative (self->source->url, link, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  if (target == NULL)
    {
      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NOT_A_LISTING, N_ ("the page has no link to %s"), pattern);
      return FALSE;
    }
  g_key_file_set_string (self->notes, "Notes", "Link", target);
  return TRUE;
}

/* The address of the source, and nothing after its answer.
 *
 * [Ask]
 * Link=GrantsDBExtract*v2.zip   the address is that of a page that links to it
 * Large=true                    the answer is the whole of something large */
static gboolean
ask_once (RcHarvest *self, RcPageRequest *request, GError **error)
{
  g_autofree char *link = g_key_file_get_string (self->notes, "Notes", "Link", NULL);

  request->url = link != NULL ? g_steal_pointer (&link) : g_strdup (self->source->url);
  request->large = g_key_file_get_boolean (self->file->keys, "Ask", "Large", NULL);
  request->conditional = TRUE;
  return TRUE;
}

static gboolean
go_on_never (RcHarvest *self, guint n_on_page, gboolean *more, GError **error)
{
  *more = FALSE;
  return TRUE;
}

#define ONCE .begin = begin_once, .ask = ask_once, .go_on = go_on_never
static const RcProtocol by_itself = { .word = "auto", .format = RC_FORMAT_AUTO, ONCE };
static const RcProtocol csv = { .word = "csv", .format = RC_FORMAT_GRANTS_CSV, ONCE };
static const RcProtocol ics = { .word = "ics", .format = RC_FORMAT_ICS, ONCE };
static const RcProtocol grants_gov = { .word = "grants-gov", .format = RC_FORMAT_GRANTS_GOV, ONCE };

static const RcProtocol *const protocols[] = {
  &by_itself, &rc_protocol_rss, &rc_protocol_oai, &grants_gov, &rc_protocol_sedia, &rc_protocol_commongrants,
  &rc_protocol_360giving, &rc_protocol_opendatasoft, &rc_protocol_reliefweb, &csv, &ics, &rc_protocol_json, &rc_protocol_xml,
};

static gboolean
is_search2 (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);

  return uri != NULL && g_str_has_suffix (g_uri_get_path (uri), "/search2");
}

const RcProtocol *
rc_protocol_find (const RcSourceFile *file, GError **error)
{
  if ((g_str_equal (file->format, "grants-gov") || g_str_equal (file->format, "auto")) && is_search2 (file->url))
    return g_key_file_has_key (file->keys, "Ask", "Details", NULL) ? &rc_protocol_search2_details : &rc_protocol_search2;
  for (guint i = 0; i < G_N_ELEMENTS (protocols); i++)
    if (g_str_equal (file->format, protocols[i]->word))
      return protocols[i];
  g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT, N_ ("format %s is not supported yet"), file->format);
  return NULL;
}

/* Whether "name=value" is one of the pairs. */
static gboolean
is_given (const char *pair, GPtrArray *names)
{
  gsize length = strcspn (pair, "=");

  for (guint i = 0; i < names->len; i++)
    if (strlen (g_ptr_array_index (names, i)) == length && strncmp (pair, g_ptr_array_index (names, i), length) == 0)
      return TRUE;
  return FALSE;
}

char *
rc_protocol_dup_url (const char *url, ...)
{
  g_autofree char *whole = g_strndup (url, strcspn (url, "#"));
  const char *query = strchr (whole, '?');
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GString) added = g_string_new (NULL);
  g_autoptr (GString) result = g_string_new_len (whole, query != NULL ? query - whole : -1);
  g_auto (GStrv) pairs = query != NULL ? g_strsplit (query + 1, "&", -1) : NULL;
  const char *name, *value;
  va_list arguments;
  char sign = '?';

  va_start (arguments, url);
  while ((name = va_arg (arguments, const char *)) != NULL)
    {
      g_autofree char *escaped = NULL;

      value = va_arg (arguments, const char *);
      g_ptr_array_add (names, (gpointer) name);
      if (value == NULL)
        continue;
      escaped = g_uri_escape_string (value, NULL, FALSE);
      g_string_append_printf (added, "&%s=%s", name, escaped);
    }
  va_end (arguments);
  for (char **pair = pairs; pair != NULL && *pair != NULL; pair++)
    if (**pair != '\0' && !is_given (*pair, names))
      {
        g_string_append_printf (result, "%c%s", sign, *pair);
        sign = '&';
      }
  if (added->len > 0)
    {
      added->str[0] = sign;
      g_string_append (result, added->str);
    }
  return g_string_free (g_steal_pointer (&result), FALSE);
}
