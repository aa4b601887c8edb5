/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OAI-PMH: what has changed since the last time, in windows of time and set by set where the source wants it so, part by part by tokens.
 *
 * [Ask]
 * Prefix=marcxml          the form of the records; oai_dc without it
 * Set=a;b                 only these sets
 * From=2020-01-01         the earliest datestamp that matters
 * Window=month            so much is asked for at once; also year, or a number of days
 * Relist=30               days after which everything is asked for anew where the repository does not remember what it deleted */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>

#include "exchange/oai-identify.h"
#include "refresh/protocol.h"
#include "refresh/refresh.h"

#define NOTES "Notes" /* of this listing */
#define KEPT "Kept"   /* from one listing to the next */
#define DAY_SECONDS (24 * 60 * 60)
#define IDENTIFY_DAYS 30
#define MAX_RECOVERIES 3

/* Keeps what matters of an answer to Identify. */
static gboolean
read_identity (RcHarvest *self, GBytes *answer, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (RcOaiIdentify) identity = rc_oai_identify_parse (answer, &problem);

  if (identity == NULL)
    {
      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NOT_A_LISTING, N_ ("the answer cannot be read: %s"), problem->message);
      return FALSE;
    }
  g_key_file_set_boolean (self->kept, KEPT, "Seconds", identity->seconds);
  g_key_file_set_boolean (self->kept, KEPT, "Remembers", identity->deleted == RC_OAI_DELETED_PERSISTENT);
  if (identity->earliest != NULL)
    g_key_file_set_string (self->kept, KEPT, "Earliest", identity->earliest);
  g_key_file_set_int64 (self->kept, KEPT, "Identified", g_get_real_time () / G_USEC_PER_SEC);
  return TRUE;
}

/* As the repository writes moments; NULL for none. */
static char *
dup_moment (RcHarvest *self, gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return g_date_time_format (time, g_key_file_get_boolean (self->kept, KEPT, "Seconds", NULL) ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%d");
}

/* "2020-01-01", with a time or without; 0 for what is none. */
static gint64
parse_moment (const char *text)
{
  g_autofree char *whole = text != NULL ? g_strconcat (text, strchr (text, 'T') != NULL ? "" : "T00:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) time = whole != NULL ? g_date_time_new_from_iso8601 (whole, NULL) : NULL;

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static gint64
get_note (RcHarvest *self, const char *key)
{
  return g_key_file_get_int64 (self->notes, NOTES, key, NULL);
}

static void
set_note (RcHarvest *self, const char *key, gint64 value)
{
  g_key_file_set_int64 (self->notes, NOTES, key, value);
}

static gint64
get_window (RcHarvest *self)
{
  g_autofree char *word = rc_source_file_dup_ask (self->file, "Window");
  guint64 days;

  if (word == NULL)
    return 0;
  if (g_str_equal (word, "month"))
    return 31 * DAY_SECONDS;
  if (g_str_equal (word, "year"))
    return 366 * DAY_SECONDS;
  return g_ascii_string_to_unsigned (word, 10, 1, 36600, &days, NULL) ? (gint64) days * DAY_SECONDS : 0;
}

/* The least time between two datestamps: a window reaches to just before the next one, in seconds or in days. */
static gint64
get_step (RcHarvest *self)
{
  return g_key_file_get_boolean (self->kept, KEPT, "Seconds", NULL) ? 1 : DAY_SECONDS;
}

/* Everything is wanted: for the first time, or because what was deleted is only seen by its absence. */
static gboolean
wants_all (RcHarvest *self, gint64 now)
{
  g_autofree char *relist = rc_source_file_dup_ask (self->file, "Relist");
  gint64 listed = g_key_file_get_int64 (self->kept, KEPT, "Listed", NULL);
  guint64 days = 30;

  if (g_key_file_get_int64 (self->kept, KEPT, "From", NULL) == 0)
    return TRUE;
  if (g_key_file_get_boolean (self->kept, KEPT, "Remembers", NULL))
    return FALSE;
  if (relist != NULL)
    g_ascii_string_to_unsigned (relist, 10, 1, 3660, &days, NULL);
  /* Later than now: by a clock that was ahead. */
  return listed > now || listed + (gint64) days * DAY_SECONDS <= now;
}

/* Where a new listing begins. */
static void
set_start (RcHarvest *self, gint64 now)
{
  g_autofree char *asked = rc_source_file_dup_ask (self->file, "From");
  g_autofree char *earliest = g_key_file_get_string (self->kept, KEPT, "Earliest", NULL);

  set_note (self, "Began", now);
  self->listing->partial = !wants_all (self, now);
  if (self->listing->partial)
    set_note (self, "From", g_key_file_get_int64 (self->kept, KEPT, "From", NULL));
  else
    {
      set_note (self, "All", 1);
      set_note (self, "From", asked != NULL ? parse_moment (asked) : get_window (self) > 0 ? parse_moment (earliest) : 0);
    }
  if (get_window (self) > 0 && get_note (self, "From") > 0)
    set_note (self, "Until", get_note (self, "From") + get_window (self) - get_step (self));
}

static gboolean
begin (RcHarvest *self, GCancellable *cancellable, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 identified = g_key_file_get_int64 (self->kept, KEPT, "Identified", NULL);

  if (identified > now || identified + IDENTIFY_DAYS * DAY_SECONDS < now)
    {
      g_auto (RcPageRequest) request = { .url = rc_protocol_dup_url (self->source->url, "verb", "Identify", NULL) };
      g_autoptr (RcFetchAnswer) answer = rc_harvest_fetch (self, &request, cancellable, error);

      if (answer == NULL || !read_identity (self, answer->body, error) || !rc_harvest_wait (self, self->limits->pause_ms, cancellable, error))
        return FALSE;
    }
  if (get_note (self, "Began") == 0)
    set_start (self, now);
  return TRUE;
}

/* The set that is asked for now; NULL for all. */
static char *
dup_set (RcHarvest *self, gboolean *last)
{
  g_autofree char *asked = rc_source_file_dup_ask (self->file, "Set");
  g_auto (GStrv) sets = asked != NULL ? g_strsplit (asked, ";", -1) : NULL;
  guint n_sets = sets != NULL ? g_strv_length (sets) : 0;
  guint index = (guint) get_note (self, "Set");

  *last = index + 1 >= n_sets;
  return index < n_sets ? g_strdup (g_strstrip (sets[index])) : NULL;
}

static gboolean
ask (RcHarvest *self, RcPageRequest *request, GError **error)
{
  g_autofree char *prefix = rc_source_file_dup_ask (self->file, "Prefix");
  g_autofree char *token = g_key_file_get_string (self->notes, NOTES, "Token", NULL);
  g_autofree char *from = get_note (self, "From") > 0 ? dup_moment (self, get_note (self, "From")) : NULL;
  g_autofree char *until = get_note (self, "Until") > 0 ? dup_moment (self, get_note (self, "Until")) : NULL;
  gboolean last;
  g_autofree char *set = dup_set (self, &last);

  if (token != NULL)
    request->url = rc_protocol_dup_url (self->source->url, "verb", "ListRecords", "resumptionToken", token, NULL);
  else
    request->url = rc_protocol_dup_url (self->source->url, "verb", "ListRecords", "metadataPrefix", prefix != NULL ? prefix : "oai_dc", "set", set,
                                        "from", from, "until", until, NULL);
  return TRUE;
}

/* After the last part of a window: the next window, the next set, or the end. */
static gboolean
go_to_next (RcHarvest *self)
{
  gint64 window = get_window (self);
  gint64 until = get_note (self, "Until");
  gboolean last;

  g_free (dup_set (self, &last));
  if (window > 0 && until > 0 && until < get_note (self, "Began"))
    {
      set_note (self, "From", until + get_step (self));
      set_note (self, "Until", until + window);
      return TRUE;
    }
  if (last)
    return FALSE;
  set_note (self, "Set", get_note (self, "Set") + 1);
  set_note (self, "Until", 0);
  if (get_note (self, "All") != 0)
    {
      g_autofree char *asked = rc_source_file_dup_ask (self->file, "From");
      g_autofree char *earliest = g_key_file_get_string (self->kept, KEPT, "Earliest", NULL);

      set_note (self, "From", asked != NULL ? parse_moment (asked) : window > 0 ? parse_moment (earliest) : 0);
    }
  else
    set_note (self, "From", g_key_file_get_int64 (self->kept, KEPT, "From", NULL));
  if (window > 0 && get_note (self, "From") > 0)
    set_note (self, "Until", get_note (self, "From") + window - get_step (self));
  return TRUE;
}

/* What the next listing begins with. By the repository's own clock, a day before: some write a record's datestamp before it is there. */
static void
end_listing (RcHarvest *self)
{
  gint64 began = get_note (self, "Clock") > 0 ? get_note (self, "Clock") : get_note (self, "Began");
  gboolean whole = get_note (self, "All") != 0 && get_note (self, "Recovered") == 0;
  g_autofree char *asked = rc_source_file_dup_ask (self->file, "From");

  g_key_file_set_int64 (self->kept, KEPT, "From", began - DAY_SECONDS);
  if (whole)
    g_key_file_set_int64 (self->kept, KEPT, "Listed", get_note (self, "Began"));
  self->listing->complete = whole && self->listing->n_problems == 0 && asked == NULL;
  /* Each part says how long it is itself, and what was deleted is not among what we have seen. */
  self->listing->announced = 0;
}

static gboolean
go_on (RcHarvest *self, guint n_on_page, gboolean *more, GError **error)
{
  g_autofree char *token = g_key_file_get_string (self->notes, NOTES, "Token", NULL);
  gint64 stamp = parse_moment (self->listing->page.datestamp);

  if (get_note (self, "Clock") == 0)
    set_note (self, "Clock", parse_moment (self->listing->page.answered));
  if (stamp > 0 && stamp < get_note (self, "Stamp"))
    set_note (self, "Unordered", 1);
  if (stamp > 0)
    set_note (self, "Stamp", stamp);
  if (self->next != NULL && g_strcmp0 (token, self->next) == 0)
    {
      g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NOT_A_LISTING, N_ ("the repository gives the same token again: its list has no end"));
      return FALSE;
    }
  if (self->next != NULL)
    g_key_file_set_string (self->notes, NOTES, "Token", self->next);
  else
    g_key_file_remove_key (self->notes, NOTES, "Token", NULL);
  *more = self->next != NULL || go_to_next (self);
  if (!*more)
    end_listing (self);
  return TRUE;
}

/* A token that the repository does not know any more: from the datestamp of the last part on, where its lists are in that order. */
static gboolean
recover (RcHarvest *self, const GError *problem)
{
  if (strstr (problem->message, "badResumptionToken") == NULL || !g_key_file_has_key (self->notes, NOTES, "Token", NULL) ||
      get_note (self, "Recovered") >= MAX_RECOVERIES)
    return FALSE;
  g_key_file_remove_key (self->notes, NOTES, "Token", NULL);
  set_note (self, "Recovered", get_note (self, "Recovered") + 1);
  if (get_note (self, "Stamp") > get_note (self, "From") && get_note (self, "Unordered") == 0)
    set_note (self, "From", get_note (self, "Stamp"));
  return TRUE;
}

const RcProtocol rc_protocol_oai = {
  .word = "oai-pmh", .format = RC_FORMAT_OAI, .begin = begin, .ask = ask, .go_on = go_on, .recover = recover, .overlaps = TRUE,
};
