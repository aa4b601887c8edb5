/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All pages of one listing: asked for, judged, stored, one after the other. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "record/problem.h"
#include "refresh/apply.h"
#include "refresh/checkpoint.h"
#include "refresh/harvest.h"
#include "refresh/schedule.h"
#include "refresh/source-lock.h"

#define AT_ONCE 1000 /* records that are stored in one transaction */
#define TELL_EVERY_US (G_USEC_PER_SEC / 8)
#define WAIT_STEP_MS 1000
#define HOST_STEP_MS 100 /* between two looks whether the server is asked by nobody */
#define MAX_BUSY 4
#define MAX_WAIT_MS (10 * 60 * 1000)

typedef struct
{
  RcHarvest harvest;  /* what the protocol sees */
  RcHarvestRun *run;  /* (unowned) */
  guint64 n_bytes;    /* of the answers that have ended */
  guint64 n_bytes_now; /* of the one that comes */
  guint waits_seconds;
  gint64 told_us;
  gint64 fresh_until; /* of the first page */
  char *stopped;      /* (owned) (nullable) why a feed's older pages could not be had */
} Run;

static void
tell (Run *self, gboolean now)
{
  const RcRefreshOptions *options = self->run->options;
  const RcListing *listing = self->harvest.listing;
  gint64 time = g_get_monotonic_time ();
  RcRefreshProgress progress = {
    .source = self->run->source->name, .page = self->harvest.n_pages + 1, .n_bytes = self->n_bytes + self->n_bytes_now,
    .n_read = g_hash_table_size (listing->seen), .announced = listing->announced, .n_new = self->run->report->n_new,
    .n_changed = self->run->report->n_changed, .n_closed = self->run->report->n_closed, .waits_seconds = self->waits_seconds,
  };

  if (options->progress == NULL || (!now && time - self->told_us < TELL_EVERY_US))
    return;
  self->told_us = time;
  if (listing->announced > 0 && self->harvest.n_pages > 0 && self->harvest.n_entries > 0)
    {
      guint64 on_page = MAX (self->harvest.n_entries / self->harvest.n_pages, 1);

      progress.n_pages = (guint) MAX ((listing->announced + on_page - 1) / on_page, progress.page);
    }
  options->progress (&progress, options->user_data);
}

static void
fetched_cb (guint64 n_bytes, gpointer user_data)
{
  Run *self = user_data;

  self->n_bytes_now = n_bytes;
  tell (self, FALSE);
}

gboolean
rc_harvest_wait (RcHarvest *harvest, guint milliseconds, GCancellable *cancellable, GError **error)
{
  Run *self = harvest->told;
  GPollFD fd = { .fd = -1 };
  gboolean pollable = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &fd);
  gint64 until = g_get_monotonic_time () + (gint64) milliseconds * 1000;

  for (gint64 left = milliseconds; left > 0 && !g_cancellable_is_cancelled (cancellable); left = (until - g_get_monotonic_time ()) / 1000)
    {
      self->waits_seconds = milliseconds > 2 * WAIT_STEP_MS ? (guint) ((left + 999) / 1000) : 0;
      tell (self, FALSE);
      g_poll (&fd, pollable ? 1 : 0, (int) MIN (left, WAIT_STEP_MS));
    }
  self->waits_seconds = 0;
  if (pollable)
    g_cancellable_release_fd (cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Waits until no other program asks this server. One that takes longer for a request than any may last was stopped, and asks nothing. */
static gboolean
take_host (RcHarvest *self, int lock, GCancellable *cancellable, GError **error)
{
  guint longest_ms = MAX (self->limits->deadline_ms, self->limits->large_deadline_ms);
  gint64 until = g_get_monotonic_time () + (gint64) longest_ms * 1000;

  while (!rc_lock_try (lock) && g_get_monotonic_time () < until)
    if (!rc_harvest_wait (self, HOST_STEP_MS, cancellable, error))
      return FALSE;
  return TRUE;
}

RcFetchAnswer *
rc_harvest_fetch (RcHarvest *harvest, const RcPageRequest *request, GCancellable *cancellable, GError **error)
{
  Run *self = harvest->told;
  const RcFetchRequest asked = {
    .url = request->url, .body = request->body, .body_type = request->body_type, .header = request->header,
    .etag = request->conditional ? harvest->source->etag : NULL,
    .last_modified = request->conditional ? harvest->source->last_modified : NULL,
    .large = request->large, .allow_http = harvest->source->allow_http, .limits = harvest->limits, .status = harvest->status,
    .progress = fetched_cb, .user_data = self,
  };
  int lock = rc_host_lock_open (harvest->db, request->url, error);
  RcFetchAnswer *answer = NULL;

  if (lock < 0)
    return NULL;
  if (take_host (harvest, lock, cancellable, error))
    answer = rc_fetch (&asked, &harvest->retry_after, cancellable, error);
  rc_source_unlock (lock);
  self->n_bytes += self->n_bytes_now;
  self->n_bytes_now = 0;
  return answer;
}

/* Reads a page without keeping it: what is stored bit by bit afterwards was read to its end before. `announced` (out). */
static gboolean
look_through (Run *self, GInputStream *page, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcListing) listing = rc_listing_new ();
  gboolean more = self->harvest.n_pages > 0, end = FALSE;

  listing->partial = self->harvest.listing->partial;
  if (!rc_listing_expect (listing, self->run->db, self->run->source, error) ||
      !rc_listing_open (listing, self->run->file, page, self->harvest.protocol->format, cancellable, error))
    return FALSE;
  while (!end)
    {
      if (!rc_listing_read (listing, AT_ONCE, &end, cancellable, error))
        return FALSE;
      rc_listing_drop_records (listing);
      tell (self, FALSE);
    }
  more = more || listing->page.next != NULL || listing->announced > listing->n_read;
  if (more ? rc_listing_judge_start (listing, self->run->source, error) : rc_listing_judge (listing, self->run->source, error))
    return TRUE;
  self->harvest.listing->drift = g_steal_pointer (&listing->drift);
  return FALSE;
}

static void
note_text (RcHarvest *harvest, const char *key, const char *text)
{
  if (text != NULL && g_utf8_validate (text, -1, NULL))
    g_key_file_set_string (harvest->notes, "Notes", key, text);
}

/* The first page is what is asked for the next time, and what the next listing is counted against: of a feed it is kept apart. */
static void
note_first (Run *self, const RcFetchAnswer *answer, guint n_on_page)
{
  RcHarvest *harvest = &self->harvest;

  self->fresh_until = answer->fresh_until;
  if (!harvest->protocol->newest_first)
    return;
  note_text (harvest, "ETag", answer->etag);
  note_text (harvest, "LastModified", answer->last_modified);
  g_key_file_set_uint64 (harvest->notes, "Notes", "First", n_on_page);
}

/* By what the listing is asked for only where it has changed: that of one page says nothing of the others, but for a feed. */
static void
note_validators (Run *self, const RcFetchAnswer *answer)
{
  RcSource *source = self->run->source;
  GKeyFile *notes = self->harvest.notes;

  g_clear_pointer (&source->etag, g_free);
  g_clear_pointer (&source->last_modified, g_free);
  if (self->harvest.protocol->newest_first && self->stopped == NULL)
    {
      source->etag = g_key_file_get_string (notes, "Notes", "ETag", NULL);
      source->last_modified = g_key_file_get_string (notes, "Notes", "LastModified", NULL);
    }
  else if (self->harvest.n_pages == 1 && answer != NULL)
    {
      source->etag = g_strdup (answer->etag);
      source->last_modified = g_strdup (answer->last_modified);
    }
}

/* What is known after the last page, as it is to be kept. */
static void
note_success (Run *self, const RcFetchAnswer *answer)
{
  RcSource *source = self->run->source;
  const RcListing *listing = self->harvest.listing;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  rc_schedule_note_success (source, self->run->file, &listing->page, answer != NULL ? answer->fresh_until : self->fresh_until, now);
  g_free (source->checkpoint);
  source->checkpoint = rc_checkpoint_dup_end (&self->harvest);
  if (self->harvest.protocol->newest_first)
    source->n_total = (guint) g_key_file_get_uint64 (self->harvest.notes, "Notes", "First", NULL);
  else if (!listing->partial)
    source->n_total = g_hash_table_size (listing->seen) + listing->n_problems; /* what cannot be read is there, too */
  note_validators (self, answer);
}

/* Stores what waits. `last`: the listing has ended with it. */
static gboolean
store (Run *self, gboolean last, const RcFetchAnswer *answer, GCancellable *cancellable, GError **error)
{
  RcRefreshReport *report = self->run->report;
  guint n_before = report->n_new - report->n_closed;
  RcListing *listing = self->harvest.listing;
  gboolean stored;

  if (self->harvest.protocol->enrich != NULL && !self->harvest.protocol->enrich (&self->harvest, cancellable, error))
    return FALSE;
  if (last)
    note_success (self, answer);
  if (!rc_apply_listing (self->run->db, self->run->source, listing, last, report, &stored, cancellable, error))
    return FALSE;
  if (last && listing->partial)
    self->run->source->n_total += report->n_new - report->n_closed - n_before;
  if (stored)
    {
      g_array_set_size (listing->fresh, 0);
      listing->anew = FALSE;
    }
  rc_listing_drop_records (listing);
  tell (self, TRUE);
  return TRUE;
}

/* After the last record of a page: whether there is another page. What is complete is decided with the last one. */
static gboolean
end_page (Run *self, guint n_on_page, gboolean *more, GError **error)
{
  RcHarvest *harvest = &self->harvest;
  RcListing *listing = harvest->listing;

  harvest->n_pages++;
  harvest->n_entries += n_on_page;
  g_free (harvest->next);
  harvest->next = g_strdup (listing->page.next);
  *more = harvest->next != NULL;
  if (harvest->protocol->go_on != NULL && !harvest->protocol->go_on (harvest, n_on_page, more, error))
    return FALSE;
  if (!*more && listing->announced > g_hash_table_size (listing->seen))
    listing->complete = FALSE;
  if (*more && n_on_page == 0 && !harvest->protocol->overlaps)
    {
      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NOT_A_LISTING, N_ ("page %u brings nothing new: %u of %" PRIu64 " came"), harvest->n_pages,
                   g_hash_table_size (listing->seen), listing->announced);
      return FALSE;
    }
  if (*more && harvest->protocol->max_pages > 0 && harvest->n_pages >= harvest->protocol->max_pages)
    {
      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_SUSPECT, N_ ("needs care: it says that it has %" PRIu64 " grants; ask for fewer"),
                   listing->announced);
      return FALSE;
    }
  return TRUE;
}

static void
note_checkpoint (Run *self)
{
  g_free (self->run->source->checkpoint);
  self->run->source->checkpoint = rc_checkpoint_dup (&self->harvest);
}

/* One answer, read and stored bit by bit. */
static gboolean
take_page (Run *self, RcFetchAnswer *answer, gboolean *more, GCancellable *cancellable, GError **error)
{
  RcListing *listing = self->harvest.listing;
  guint at_once = self->harvest.protocol->n_at_once > 0 ? self->harvest.protocol->n_at_once : AT_ONCE;
  guint n_before = g_hash_table_size (listing->seen) + listing->n_problems;
  g_autoptr (GInputStream) page = rc_fetch_answer_open (answer, error);
  gboolean end = FALSE, looked = FALSE;
  guint n_on_page;

  if (page == NULL || !rc_listing_open (listing, self->run->file, page, self->harvest.protocol->format, cancellable, error))
    return FALSE;
  while (TRUE)
    {
      if (!rc_listing_read (listing, at_once, &end, cancellable, error))
        return FALSE;
      if (end)
        break;
      if (!looked)
        {
          g_autoptr (GInputStream) again = rc_fetch_answer_open (answer, error);

          looked = again != NULL && look_through (self, again, cancellable, error);
          if (!looked)
            return FALSE;
        }
      if (!store (self, FALSE, answer, cancellable, error))
        return FALSE;
    }
  if (self->harvest.n_pages == 0 && !looked && !rc_listing_judge_start (listing, self->run->source, error))
    return FALSE;
  n_on_page = g_hash_table_size (listing->seen) + listing->n_problems + listing->deleted->len - n_before;
  if (self->harvest.n_pages == 0)
    note_first (self, answer, n_on_page);
  if (!end_page (self, n_on_page, more, error))
    {
      listing->complete = FALSE;
      return FALSE;
    }
  if (!*more && !rc_listing_judge (listing, self->run->source, error))
    return FALSE;
  if (*more)
    note_checkpoint (self);
  return store (self, !*more, answer, cancellable, error);
}

/* What a listing that is stored lacks, or how it was understood, for people; NULL when there is nothing to say. */
static char *
describe_left_out (const RcListing *listing)
{
  guint n_seen = g_hash_table_size (listing->seen);
  const RcProblem *first;

  if (listing->n_problems == 0 && !listing->partial && listing->announced > n_seen + listing->deleted->len)
    return g_strdup_printf (N_ ("it says that it has %" PRIu64 " entries, and gave %u: none was closed"), listing->announced, n_seen);
  if (listing->n_problems == 0 && listing->page.guess != NULL)
    return g_strdup_printf (N_ ("its fields were guessed, and what is new waits for review: %s"), listing->page.guess);
  if (listing->n_problems == 0)
    return NULL;
  first = g_ptr_array_index (listing->problems, 0);
  return g_strdup_printf (listing->n_problems == 1 ? "%u entry was left out: %s" : "%u entries were left out; the first: %s",
                          listing->n_problems, first->message);
}

/* A server that is busy in the middle of a listing is given time, more each time, as long as it does not want too much of it. */
static gboolean
wait_for_busy (Run *self, const GError *problem, guint n_tries, GCancellable *cancellable)
{
  RcHarvest *harvest = &self->harvest;
  guint status = *harvest->status;
  gint64 asked = harvest->retry_after > 0 ? (harvest->retry_after - g_get_real_time () / G_USEC_PER_SEC) * 1000 : 0;
  gint64 wait = MAX ((gint64) harvest->limits->busy_ms << n_tries, asked);

  return g_error_matches (problem, RC_REFRESH_ERROR, RC_REFRESH_ERROR_STATUS) && (status == 429 || status == 503) && n_tries < MAX_BUSY &&
         wait <= MAX_WAIT_MS && rc_harvest_wait (harvest, (guint) wait, cancellable, NULL);
}

static RcFetchAnswer *
fetch_page (Run *self, GCancellable *cancellable, GError **error)
{
  RcHarvest *harvest = &self->harvest;

  for (guint n = 0;; n++)
    {
      g_auto (RcPageRequest) request = { 0 };
      g_autoptr (GError) problem = NULL;
      RcFetchAnswer *answer;

      if (!harvest->protocol->ask (harvest, &request, error))
        return NULL;
      answer = rc_harvest_fetch (harvest, &request, cancellable, &problem);
      if (answer != NULL)
        return answer;
      if (harvest->n_pages == 0 || !wait_for_busy (self, problem, n, cancellable))
        {
          if (!g_cancellable_set_error_if_cancelled (cancellable, error))
            g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
}

/* Which page it was, where that says more than the words alone. */
static void
prefix_page (GError **error, guint page)
{
  if (page > 1 && error != NULL && (*error)->domain == RC_REFRESH_ERROR && (*error)->code != RC_REFRESH_ERROR_SUSPECT)
    g_prefix_error (error, N_ ("page %u: "), page);
}

/* One page. `more` (out): another one follows; `unchanged` (out): the source says that nothing has changed. */
static gboolean
take_next (Run *self, gboolean *more, gboolean *unchanged, GCancellable *cancellable, GError **error)
{
  RcHarvest *harvest = &self->harvest;
  g_autoptr (RcFetchAnswer) answer = fetch_page (self, cancellable, error);

  if (answer == NULL)
    {
      prefix_page (error, harvest->n_pages + 1);
      return FALSE;
    }
  if (!answer->unchanged)
    return take_page (self, answer, more, cancellable, error);
  *unchanged = TRUE;
  *more = FALSE;
  rc_schedule_note_success (self->run->source, self->run->file, &harvest->listing->page, answer->fresh_until,
                            g_get_real_time () / G_USEC_PER_SEC);
  return TRUE;
}

/* Between two pages: longer where the source wants it so ([Ask] Pause=5, in seconds); shorter only on one's own network. */
static guint
get_pause_ms (RcHarvest *harvest)
{
  g_autofree char *text = rc_source_file_dup_ask (harvest->file, "Pause");
  guint64 seconds;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, 60, &seconds, NULL))
    return harvest->limits->pause_ms;
  return harvest->source->allow_http ? (guint) seconds * 1000 : MAX (harvest->limits->pause_ms, (guint) seconds * 1000);
}

/* Older pages of a feed that cannot be had do not take away what its first one brought. */
static gboolean
end_feed (Run *self, const GError *problem, GCancellable *cancellable, GError **error)
{
  rc_listing_drop_records (self->harvest.listing);
  self->stopped = g_strdup (problem->message);
  return store (self, TRUE, NULL, cancellable, error);
}

static gboolean
take_pages (Run *self, gboolean *unchanged, GCancellable *cancellable, GError **error)
{
  RcHarvest *harvest = &self->harvest;
  gboolean more = TRUE, has_first = harvest->n_pages > 0;

  for (guint n = 0; more; n++)
    {
      g_autoptr (GError) problem = NULL;

      tell (self, TRUE);
      if (n > 0 && !rc_harvest_wait (harvest, get_pause_ms (harvest), cancellable, error))
        return FALSE;
      if (take_next (self, &more, unchanged, cancellable, &problem))
        {
          has_first = TRUE;
          continue;
        }
      harvest->listing->complete = FALSE;
      if (harvest->protocol->newest_first && has_first && problem->domain == RC_REFRESH_ERROR &&
          problem->code != RC_REFRESH_ERROR_NETWORK)
        return end_feed (self, problem, cancellable, error);
      if (problem->domain != RC_REFRESH_ERROR || harvest->protocol->recover == NULL || !harvest->protocol->recover (harvest, problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
rc_harvest_run (RcHarvestRun *run, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcListing) listing = rc_listing_new ();
  g_autoptr (GKeyFile) notes = g_key_file_new ();
  g_autoptr (GKeyFile) kept = g_key_file_new ();
  g_autoptr (RcSource) before = rc_source_copy (run->source);
  Run self = {
    .harvest = { .db = run->db, .source = before, .file = run->file, .limits = run->options->limits, .listing = listing, .notes = notes,
                 .kept = kept, .status = &run->report->status },
    .run = run,
  };
  RcHarvest *harvest = &self.harvest;
  gboolean unchanged = FALSE, done;
  g_autofree char *left_out = NULL;
  g_autofree char *stopped = NULL;

  harvest->told = &self;
  harvest->protocol = rc_protocol_find (run->file, error);
  done = harvest->protocol != NULL && rc_listing_expect (listing, run->db, before, error) && rc_checkpoint_take_up (harvest, error) &&
         (harvest->protocol->begin == NULL || harvest->protocol->begin (harvest, cancellable, error)) &&
         take_pages (&self, &unchanged, cancellable, error);
  run->retry_after = harvest->retry_after;
  run->report->n_read = listing->n_read;
  run->report->n_left_out = listing->n_problems;
  g_free (harvest->next);
  stopped = self.stopped;
  if (!done)
    {
      g_autoptr (GError) problem = NULL;

      if (listing->drift == NULL || rc_apply_drift (run->db, before, listing, &problem))
        return FALSE;
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (listing->accepted != NULL && !rc_apply_drift (run->db, before, listing, error))
    return FALSE;
  left_out = describe_left_out (listing);
  g_free (run->report->result);
  run->report->result = g_strdup (run->report->batch != 0 ? "updated" : "unchanged");
  g_free (run->report->message);
  run->report->message = unchanged ? NULL : stopped != NULL ? g_steal_pointer (&stopped) : g_steal_pointer (&left_out);
  return TRUE;
}
