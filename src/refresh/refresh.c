/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of a source: its lock, its pages, what is kept of it. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>

#include "catalogue/source-state.h"
#include "refresh/harvest.h"
#include "refresh/refresh.h"
#include "refresh/schedule.h"
#include "refresh/source-lock.h"

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
note_failure (RcSource *source, RcRefreshReport *report, gint64 retry_after, const char *message)
{
  rc_schedule_note_failure (source, retry_after, now_seconds ());
  replace (&source->last_error, message);
  replace (&report->result, "failed");
  replace (&report->message, message);
}

static gboolean
keep_state (RcDatabase *db, RcSource *source, gint64 began, const RcRefreshReport *report, GError **error)
{
  const RcPastRefresh past = {
    .source = source->id, .time = began, .milliseconds = (guint) (report->seconds * 1000), .result = report->result, .status = report->status,
    .n_read = report->n_read, .n_new = report->n_new, .n_changed = report->n_changed, .n_closed = report->n_closed,
    .n_left_out = report->n_left_out, .message = report->message, .batch = report->batch,
  };

  replace (&source->result, report->result);
  if (!g_str_equal (report->result, "failed"))
    {
      source->n_new = report->n_new;
      source->n_changed = report->n_changed;
      source->n_closed = report->n_closed;
    }
  return rc_source_state_keep (db, source, &past, error);
}

/* What stops everything: the caller, or our own catalogue. Anything else is the source's failure. */
static gboolean
is_ours (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || error->domain == RC_CATALOGUE_ERROR;
}

/* The pages, with whatever came of them in the report. */
static gboolean
try_source (RcDatabase *db, RcSource *source, const RcRefreshOptions *options, RcRefreshReport *report, gint64 *retry_after,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (RcSourceFile) file = rc_source_file_new_for_source (source, error);
  RcHarvestRun run = { .db = db, .source = source, .file = file, .options = options, .report = report };
  gboolean done;

  if (file == NULL)
    return FALSE;
  done = rc_harvest_run (&run, cancellable, error);
  *retry_after = run.retry_after;
  return done;
}

/* With the lock of the source. */
static gboolean
run_source (RcDatabase *db, const RcRefreshOptions *options, RcRefreshReport *report, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcSource) source = rc_sources_find (db, report->source, error);
  g_autoptr (GError) failure = NULL;
  gint64 start_us = g_get_monotonic_time ();
  gint64 began = now_seconds (), retry_after = 0;

  if (source == NULL)
    return FALSE;
  if (source->retry_after > began)
    {
      g_autoptr (GDateTime) until = g_date_time_new_from_unix_local (source->retry_after);
      g_autofree char *when = g_date_time_format (until, "%Y-%m-%d %H:%M");

      report->result = g_strdup ("failed");
      report->message = g_strdup_printf (N_ ("the server asked to be left alone until %s"), when);
      return TRUE;
    }
  if (!try_source (db, source, options, report, &retry_after, cancellable, &failure))
    {
      if (is_ours (failure))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      rc_source_free (g_steal_pointer (&source));
      source = rc_sources_find (db, report->source, error);
      if (source == NULL)
        return FALSE;
      note_failure (source, report, retry_after, failure->message);
    }
  report->seconds = (double) (g_get_monotonic_time () - start_us) / G_USEC_PER_SEC;
  return keep_state (db, source, began, report, error);
}

RcRefreshReport *
rc_refresh_source (RcDatabase *db, const char *name, const RcRefreshOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcRefreshReport) report = g_new0 (RcRefreshReport, 1);
  g_autoptr (RcSource) source = rc_sources_find (db, name, error);
  g_autoptr (GError) problem = NULL;
  RcRefreshOptions asked = { 0 };
  gboolean done;
  int lock;

  if (source == NULL)
    return NULL;
  if (options != NULL)
    asked = *options;
  if (asked.limits == NULL)
    asked.limits = &rc_fetch_limits_default;
  report->source = g_strdup (name);
  lock = rc_source_lock (db, source->id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (lock < 0)
    {
      report->result = g_strdup ("failed");
      report->message = g_strdup (N_ ("it is being refreshed already"));
      return g_steal_pointer (&report);
    }
  done = run_source (db, &asked, report, cancellable, error);
  rc_source_unlock (lock);
  return done ? g_steal_pointer (&report) : NULL;
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
