/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a source is, in plain words. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/source-words.h"
#include "widgets/format.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
rc_source_is_failing (const RcSource *source)
{
  return g_strcmp0 (source->result, "failed") == 0 && !source->paused;
}

RcSourceHealth
rc_source_get_health (const RcSource *source, gboolean elsewhere)
{
  if (elsewhere)
    return RC_SOURCE_ELSEWHERE;
  if (source->paused)
    return RC_SOURCE_PAUSED;
  if (source->last_try == 0)
    return RC_SOURCE_NEVER;
  if (!rc_source_is_failing (source))
    return RC_SOURCE_GOOD;
  /* Nobody can accept a page for people. */
  return source->last_error != NULL && g_str_has_prefix (source->last_error, "needs care") && strstr (source->last_error, "web page") == NULL
             ? RC_SOURCE_CARE
             : RC_SOURCE_FAILING;
}

/* Names of formats, which are the same in every language. */
static const char *
get_format_name (const char *word)
{
  static const struct
  {
    const char *word, *name;
  } names[] = {
    { "auto", "" },           { "rss", "RSS" },          { "oai-pmh", "OAI-PMH" },  { "grants-gov", "Grants.gov" }, { "sedia", "SEDIA" },
    { "commongrants", "CommonGrants" }, { "360giving", "360Giving" }, { "opendatasoft", "Opendatasoft" }, { "reliefweb", "ReliefWeb" },
    { "ics", "iCalendar" },   { "csv", "CSV" },          { "json", "JSON" },        { "xml", "XML" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].word, word))
      return names[i].name;
  return word;
}

char *
rc_source_dup_place (const RcSource *source)
{
  g_autoptr (GUri) uri = g_uri_parse (source->url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : source->url;
  const char *format = get_format_name (source->format);

  return *format == '\0' ? g_strdup (host) : g_strdup_printf ("%s · %s", host, format);
}

char *
rc_source_dup_state (const RcSource *source, RcSourceHealth health)
{
  switch (health)
    {
    case RC_SOURCE_RUNNING:
      return g_strdup (_ ("Refreshing…"));
    case RC_SOURCE_STOPPING:
      return g_strdup (_ ("Stopping…"));
    case RC_SOURCE_ELSEWHERE:
      return g_strdup (_ ("Refreshed by another program now"));
    case RC_SOURCE_PAUSED:
      return g_strdup (_ ("Paused at the desk"));
    case RC_SOURCE_NEVER:
      return g_strdup (_ ("Not asked yet"));
    case RC_SOURCE_CARE:
      return g_strdup (_ ("Needs care"));
    case RC_SOURCE_FAILING:
      return source->last_error != NULL ? rc_refresh_dup_words (source->last_error) : g_strdup (_ ("It did not answer"));
    case RC_SOURCE_GOOD:
    default:
      return rc_format_moment (source->last_success);
    }
}

/* When it was good last, for one that is not now. */
static char *
dup_last_good (const RcSource *source, const char *next)
{
  g_autofree char *success = source->last_success > 0 ? rc_format_moment (source->last_success) : NULL;

  if (success == NULL)
    return next != NULL ? g_strdup_printf (_ ("Next try %s, nothing was ever received"), next) : g_strdup (_ ("Nothing was ever received"));
  /* Translators: both are moments, as "today 09:12": when a source is tried again, and when it answered well last. */
  return next != NULL ? g_strdup_printf (_ ("Next try %s, last good %s"), next, success)
                      /* Translators: %s is a moment, as "today 09:12": the last time a source answered well. */
                      : g_strdup_printf (_ ("Last good: %s"), success);
}

char *
rc_source_dup_next (const RcSource *source, RcSourceHealth health)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *next = source->next_due > now ? rc_format_moment (source->next_due) : NULL;
  g_autofree char *success = source->last_success > 0 ? rc_format_moment (source->last_success) : NULL;

  switch (health)
    {
    case RC_SOURCE_RUNNING:
    case RC_SOURCE_STOPPING:
    case RC_SOURCE_ELSEWHERE:
      return g_strdup ("");
    case RC_SOURCE_PAUSED:
      /* Translators: %s is a moment, as "today 09:12". */
      return success != NULL ? g_strdup_printf (_ ("Visitors see its listing of %s"), success) : g_strdup ("");
    case RC_SOURCE_CARE:
      return g_strdup (_ ("Not what came before. Nothing was changed."));
    case RC_SOURCE_FAILING:
      return dup_last_good (source, next);
    case RC_SOURCE_NEVER:
    case RC_SOURCE_GOOD:
    default:
      /* Translators: %s is a moment, as "today 15:00". */
      return next != NULL ? g_strdup_printf (_ ("Next: %s"), next) : g_strdup (health == RC_SOURCE_GOOD ? _ ("Next time that sources are asked") : "");
    }
}

static void
add_line (GString *lines, const char *what, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (lines, "%s%s: %s", lines->len > 0 ? "\n" : "", what, value);
}

static void
add_moment (GString *lines, const char *what, gint64 seconds)
{
  g_autofree char *moment = seconds > 0 ? rc_format_moment (seconds) : NULL;

  add_line (lines, what, moment);
}

char *
rc_source_dup_details (const RcSource *source)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *total = rc_format_count (source->n_total);
  g_autofree char *failures = rc_format_count (source->n_failures);
  g_autofree char *fault = source->last_error != NULL ? rc_refresh_dup_words (source->last_error) : NULL;

  add_line (lines, _ ("Address"), source->url);
  add_line (lines, _ ("Format"), source->format);
  add_line (lines, _ ("New ones"), source->review ? _ ("wait for a yes") : _ ("are shown at once"));
  add_moment (lines, _ ("Last asked"), source->last_try);
  add_moment (lines, _ ("Last answered well"), source->last_success);
  add_moment (lines, _ ("To be asked again"), source->paused ? 0 : source->next_due);
  add_moment (lines, _ ("The server wants to be left alone until"), source->retry_after);
  add_line (lines, _ ("Grants in its last good answer"), source->last_success > 0 ? total : NULL);
  add_line (lines, _ ("Tries that failed since"), source->n_failures > 0 ? failures : NULL);
  add_line (lines, _ ("What went wrong"), fault);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

char *
rc_source_dup_advice (const RcSource *source)
{
  g_autofree char *fault = source->last_error != NULL ? rc_refresh_dup_words (source->last_error) : g_strdup (_ ("It did not answer"));
  g_autofree char *next = rc_format_moment (source->next_due);

  /* Translators: the name of a source, what is wrong with it, and when it is tried again: "today 15:00". */
  return g_strdup_printf (_ ("%s: %s. It is tried again by itself (%s)."), source->name, fault, next);
}

char *
rc_refreshing_dup_page (const RcRefreshProgress *progress)
{
  if (progress->waits_seconds > 0)
    return g_strdup_printf (ngettext ("The server asks to wait %u second", "The server asks to wait %u seconds", progress->waits_seconds),
                            progress->waits_seconds);
  if (progress->n_pages > 0)
    return g_strdup_printf (_ ("Reading page %u of %u"), progress->page, MAX (progress->n_pages, progress->page));
  return g_strdup_printf (_ ("Reading page %u"), MAX (progress->page, 1));
}

char *
rc_refreshing_dup_size (const RcRefreshProgress *progress)
{
  return progress->n_bytes > 0 ? rc_format_size (progress->n_bytes) : g_strdup ("");
}

char *
rc_refreshing_dup_so_far (const RcRefreshProgress *progress)
{
  g_autofree char *number = rc_format_count (progress->n_read);

  /* Translators: grants that came so far. */
  return g_strdup_printf (ngettext ("%s so far", "%s so far", (gulong) progress->n_read), number);
}

double
rc_refreshing_get_fraction (const RcRefreshProgress *progress)
{
  if (progress->announced > 0)
    return MIN (1.0, (double) progress->n_read / (double) progress->announced);
  if (progress->n_pages > 0)
    return MIN (1.0, (double) (progress->page - 1) / (double) progress->n_pages);
  return -1;
}
