/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of a source: asked politely, judged, applied in one transaction. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>

#include "catalogue/refreshes.h"
#include "record/problem.h"
#include "refresh/apply.h"
#include "refresh/fetch.h"
#include "refresh/grants-gov.h"
#include "refresh/judge.h"
#include "refresh/refresh.h"
#include "refresh/schedule.h"

static gint64
now_seconds (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

void
rc_refresh_report_free (RcRefreshReport *self)
{
  if (self == NULL)
    return;
  g_free (self->source);
  g_free (self->result);
  g_free (self->message);
  g_free (self);
}

static void
replace (char **member, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*member);
  *member = copy;
}

static void
set_result (RcRefreshReport *report, RcSource *source, const char *result, const char *message)
{
  replace (&report->result, result);
  replace (&report->message, message);
  replace (&source->result, result);
}

/* The source as it is after a try that went well, to be saved with what it brought. */
static void
note_success (RcSource *source, gint64 now)
{
  source->last_try = source->last_success = now;
  source->next_due = rc_schedule_after_success (now);
  source->retry_after = 0;
  g_clear_pointer (&source->last_error, g_free);
}

static void
note_failure (RcSource *source, RcRefreshReport *report, gint64 retry_after, const char *message)
{
  gint64 now = now_seconds ();

  source->next_due = rc_schedule_after_failure (source, retry_after, now);
  source->last_try = now;
  source->retry_after = retry_after;
  replace (&source->last_error, message);
  set_result (report, source, "failed", message);
}

/* One GET. `unchanged` (out): the source says that nothing has changed. */
static gboolean
fetch_listing (RcSource *source, RcFormat format, const RcFetchLimits *limits, RcListing *listing, gboolean *unchanged,
               guint *status, gint64 *retry_after, GCancellable *cancellable, GError **error)
{
  const RcFetchRequest request = {
    .url = source->url, .etag = source->etag, .last_modified = source->last_modified,
    .allow_http = source->allow_http, .limits = limits, .status = status,
  };
  g_autoptr (RcFetchAnswer) answer = rc_fetch (&request, retry_after, cancellable, error);

  if (answer == NULL)
    return FALSE;
  *unchanged = answer->unchanged;
  if (answer->unchanged)
    return TRUE;
  if (!rc_listing_read (listing, answer->body, answer->content_type, format, cancellable, error))
    return FALSE;
  if (listing->announced > listing->records->len)
    listing->complete = FALSE;
  /* As a pair, and only of an answer that was good: a bad one must be asked for again. */
  replace (&source->etag, answer->etag);
  replace (&source->last_modified, answer->last_modified);
  return TRUE;
}

static char *
describe_left_out (const RcListing *listing)
{
  const RcProblem *first;

  if (listing->problems->len == 0)
    return NULL;
  first = g_ptr_array_index (listing->problems, 0);
  return g_strdup_printf (listing->problems->len == 1 ? "%u entry was left out: %s" : "%u entries were left out; the first: %s",
                          listing->problems->len, first->message);
}

static gboolean
apply (RcDatabase *db, RcSource *source, const RcListing *listing, RcRefreshReport *report, GCancellable *cancellable, GError **error)
{
  g_autofree char *left_out = describe_left_out (listing);

  if (!rc_listing_judge (listing, source, error))
    return FALSE;
  note_success (source, now_seconds ());
  source->n_total = listing->records->len;
  set_result (report, source, "updated", left_out);
  if (!rc_apply_listing (db, source, listing, report, cancellable, error))
    return FALSE;
  if (report->batch == 0)
    set_result (report, source, "unchanged", left_out);
  return TRUE;
}

/* The pages that came before a long listing was cut are good: what they bring is kept, and nothing is closed. What is said of
 * the source is said afterwards. */
static gboolean
keep_good_pages (RcDatabase *db, const char *name, const RcListing *listing, RcRefreshReport *report, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcSource) as_it_was = NULL;

  if (listing->records->len == 0)
    return TRUE;
  as_it_was = rc_sources_find (db, name, error);
  return as_it_was != NULL && rc_apply_listing (db, as_it_was, listing, report, cancellable, error);
}

static gboolean
try_source (RcDatabase *db, RcSource *source, const RcFetchLimits *limits, RcRefreshReport *report, gint64 *retry_after,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (RcListing) listing = rc_listing_new ();
  gboolean unchanged = FALSE;
  RcFormat format;

  if (!rc_judge_get_format (source, &format, error))
    return FALSE;
  if ((format == RC_FORMAT_GRANTS_GOV || format == RC_FORMAT_AUTO) && rc_grants_gov_is_search (source->url))
    {
      g_autoptr (GError) cut = NULL;

      if (!rc_grants_gov_fetch (source, limits, listing, &report->status, retry_after, cancellable, &cut))
        {
          if (!g_error_matches (cut, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
              !g_error_matches (cut, RC_REFRESH_ERROR, RC_REFRESH_ERROR_SUSPECT) &&
              !keep_good_pages (db, source->name, listing, report, cancellable, error))
            return FALSE;
          g_propagate_error (error, g_steal_pointer (&cut));
          return FALSE;
        }
    }
  else if (!fetch_listing (source, format, limits, listing, &unchanged, &report->status, retry_after, cancellable, error))
    return FALSE;
  report->n_read = listing->records->len;
  report->n_left_out = listing->problems->len;

  if (!unchanged)
    return apply (db, source, listing, report, cancellable, error);
  note_success (source, now_seconds ());
  set_result (report, source, "unchanged", NULL);
  source->n_new = source->n_changed = source->n_closed = 0;
  return rc_apply_source (db, source, error);
}

/* What stops everything: the caller, or our own catalogue. Anything else is the source's failure. */
static gboolean
is_ours (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || error->domain == RC_CATALOGUE_ERROR;
}

static gboolean
keep_failure (RcDatabase *db, const char *name, RcRefreshReport *report, gint64 retry_after, const char *message, GError **error)
{
  g_autoptr (RcSource) source = rc_sources_find (db, name, error);

  if (source == NULL)
    return FALSE;
  note_failure (source, report, retry_after, message);
  return rc_apply_source (db, source, error);
}

static gboolean
keep_log (RcDatabase *db, gint64 source, gint64 began, const RcRefreshReport *report, GError **error)
{
  const RcPastRefresh past = {
    .source = source, .time = began, .milliseconds = (guint) (report->seconds * 1000), .result = report->result, .status = report->status,
    .n_read = report->n_read, .n_new = report->n_new, .n_changed = report->n_changed, .n_closed = report->n_closed,
    .n_left_out = report->n_left_out, .message = report->message, .batch = report->batch,
  };

  if (!rc_database_begin (db, error))
    return FALSE;
  if (rc_refreshes_add (db, &past, error) && rc_database_commit (db, error))
    return TRUE;
  rc_database_rollback (db);
  return FALSE;
}

RcRefreshReport *
rc_refresh_source_within (RcDatabase *db, const char *name, const RcFetchLimits *limits, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcRefreshReport) report = g_new0 (RcRefreshReport, 1);
  g_autoptr (RcSource) source = rc_sources_find (db, name, error);
  g_autoptr (GError) failure = NULL;
  gint64 start_us = g_get_monotonic_time ();
  gint64 began = now_seconds ();
  gint64 retry_after = 0;

  if (source == NULL)
    return NULL;
  report->source = g_strdup (name);
  if (source->retry_after > now_seconds ())
    {
      g_autoptr (GDateTime) until = g_date_time_new_from_unix_local (source->retry_after);
      g_autofree char *when = g_date_time_format (until, "%Y-%m-%d %H:%M");

      report->result = g_strdup ("failed");
      report->message = g_strdup_printf (N_ ("the server asked to be left alone until %s"), when);
      return g_steal_pointer (&report);
    }
  if (!try_source (db, source, limits, report, &retry_after, cancellable, &failure))
    {
      if (is_ours (failure))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (!keep_failure (db, name, report, retry_after, failure->message, error))
        return NULL;
    }
  report->seconds = (double) (g_get_monotonic_time () - start_us) / G_USEC_PER_SEC;
  if (!keep_log (db, source->id, began, report, error))
    return NULL;
  return g_steal_pointer (&report);
}

RcRefreshReport *
rc_refresh_source (RcDatabase *db, const char *name, GCancellable *cancellable, GError **error)
{
  return rc_refresh_source_within (db, name, &rc_fetch_limits_default, cancellable, error);
}

GPtrArray *
rc_refresh_list_due (RcDatabase *db, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) sources = rc_sources_list (db, error);
  GPtrArray *names;

  if (sources == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < sources->len; i++)
    {
      const RcSource *source = g_ptr_array_index (sources, i);

      if (rc_schedule_is_due (source, now))
        g_ptr_array_add (names, g_strdup (source->name));
    }
  return names;
}
