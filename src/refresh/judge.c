/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an answer is the listing that was asked for, and what it holds. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "catalogue/drifts.h"
#include "catalogue/grant-offers.h"
#include "import/entry.h"
#include "record/problem.h"
#include "refresh/judge.h"
#include "refresh/refresh.h"

#define SNIFF_BYTES 1024
#define DETECT_BYTES (64 * 1024)

/* Deadlines that are compared with what was known: that all of them move is seen in the first ones. Of fewer, chance may have it. */
#define MAX_COMPARED 200
#define MIN_COMPARED 5
/* Of what has changed since yesterday, fewer entries say nothing of how all are made. */
#define MIN_PARTIAL 20
#define MAX_ZONES 100

RcListing *
rc_listing_new (void)
{
  RcListing *self = g_new0 (RcListing, 1);

  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_record_free);
  self->deleted = g_ptr_array_new_with_free_func (g_free);
  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->fresh = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  self->complete = TRUE;
  self->anew = TRUE;
  self->shape = rc_shape_new ();
  self->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
  return self;
}

static void
clear_page (RcListingPage *page)
{
  g_free (page->next);
  g_free (page->datestamp);
  g_free (page->answered);
  g_free (page->guess);
  memset (page, 0, sizeof *page);
}

void
rc_listing_free (RcListing *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->deleted);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->entries);
  g_array_unref (self->fresh);
  g_ptr_array_unref (self->problems);
  g_clear_object (&self->reader);
  clear_page (&self->page);
  rc_shape_free (self->shape);
  g_hash_table_unref (self->zones);
  g_clear_pointer (&self->before, rc_shape_free);
  g_clear_pointer (&self->accepted, rc_drift_free);
  g_clear_pointer (&self->drift, rc_drift_free);
  g_free (self);
}

gboolean
rc_listing_expect (RcListing *self, RcDatabase *db, const RcSource *source, GError **error)
{
  g_auto (RcDriftTexts) texts = { 0 };

  g_return_val_if_fail (self != NULL && db != NULL, FALSE);

  if (!rc_drifts_load (db, source->id, &texts, error))
    return FALSE;
  self->db = db;
  self->source = source->id;
  self->before = rc_shape_from_json (texts.shape);
  self->accepted = rc_drift_from_json (texts.accepted);
  return TRUE;
}

gint64
rc_listing_get_key (const char *control)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  gint64 key;

  g_checksum_update (checksum, (const guchar *) control, -1);
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (&key, digest, sizeof key);
  return key;
}

gboolean
rc_listing_has_seen (const RcListing *self, const char *control)
{
  gint64 key = rc_listing_get_key (control);

  return g_hash_table_contains (self->seen, &key);
}

void
rc_listing_drop_records (RcListing *self)
{
  g_ptr_array_set_size (self->records, 0);
  g_ptr_array_set_size (self->deleted, 0);
  g_hash_table_remove_all (self->entries);
}

/* A page for people where a listing should be: a notice, a login, a question whether we are a robot. Servers send these with 200. */
static gboolean
looks_like_html (const char *data, gsize length)
{
  g_autofree char *start = g_ascii_strdown (data, (gssize) MIN (length, SNIFF_BYTES));
  const char *text = start;

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  while (TRUE)
    {
      const char *end = NULL;

      while (g_ascii_isspace (*text))
        text++;
      if (g_str_has_prefix (text, "<?"))
        end = strstr (text, "?>");
      else if (g_str_has_prefix (text, "<!--"))
        end = strstr (text, "-->");
      if (end == NULL)
        break;
      text = end + (*end == '?' ? 2 : 3);
    }
  return g_str_has_prefix (text, "<!doctype html") || g_str_has_prefix (text, "<html") || g_str_has_prefix (text, "<head") ||
         g_str_has_prefix (text, "<body");
}

/* The name by which the same grant is known the next time. A source that gives none: where to apply, else what it is called. */
static char *
dup_control (const RcRecord *record)
{
  if (record->control != NULL && *record->control != '\0')
    return g_strdup (record->control);
  if (record->grant == NULL)
    return g_strdup ("");
  if (record->grant->url != NULL && *record->grant->url != '\0')
    return g_strdup (record->grant->url);
  return g_strdup (record->grant->title);
}

static void
add_problem (RcListing *self, const RcReaderItem *item, const char *message)
{
  if (self->problems->len < RC_LISTING_MAX_PROBLEMS)
    g_ptr_array_add (self->problems, rc_problem_new (NULL, item->position, item->control, message));
  self->n_problems++;
  self->complete = FALSE;
}

static void
hold_zones (RcListing *self, const RcGrant *grant)
{
  for (guint i = 0; i < grant->deadlines->len; i++)
    {
      const char *name = ((const RcDeadline *) g_ptr_array_index (grant->deadlines, i))->zone;
      GTimeZone *zone;

      if (name == NULL || g_hash_table_contains (self->zones, name) || g_hash_table_size (self->zones) >= MAX_ZONES)
        continue;
      zone = g_time_zone_new_identifier (name);
      if (zone != NULL)
        g_hash_table_insert (self->zones, g_strdup (name), zone);
    }
}

static const RcDeadline *
find_dated (const RcGrant *grant)
{
  for (guint i = 0; i < grant->deadlines->len; i++)
    {
      const RcDeadline *deadline = g_ptr_array_index (grant->deadlines, i);

      if (deadline->precision <= RC_DEADLINE_DAY && !deadline->yearly && deadline->year != 0)
        return deadline;
    }
  return NULL;
}

/* Whether its deadline has moved, as all of them do when somebody reads days and months the wrong way round or forgets a zone. */
static void
compare_deadline (RcListing *self, const RcRecord *record)
{
  const RcDeadline *now = self->db != NULL && self->n_compared < MAX_COMPARED && record->grant != NULL ? find_dated (record->grant) : NULL;
  g_autoptr (RcGrant) said = now != NULL ? rc_grants_get_said (self->db, self->source, record->control, NULL) : NULL;
  const RcDeadline *before = said != NULL ? find_dated (said) : NULL;
  int minutes;

  if (before == NULL || before->precision != now->precision)
    return;
  minutes = (int) ((rc_deadline_next (now, 0) - rc_deadline_next (before, 0)) / 60);
  if (self->n_compared++ == 0)
    self->minutes = minutes;
  self->n_moved += minutes != 0 && minutes == self->minutes;
}

static void
take_item (RcListing *self, RcReaderItem *item)
{
  g_autofree char *control = NULL;
  g_autofree char *name = NULL;
  gint64 key;

  if (item->deleted && item->control != NULL)
    {
      g_ptr_array_add (self->deleted, g_strdup (item->control));
      return;
    }
  if (item->record == NULL)
    {
      add_problem (self, item, item->rejection);
      return;
    }
  if ((item->record->kind != RC_KIND_GRANT || item->record->grant == NULL) &&
      (item->record->kind != RC_KIND_PUBLICATION || item->record->marc == NULL))
    {
      add_problem (self, item, N_ ("it is neither a grant nor a publication"));
      return;
    }
  control = dup_control (item->record);
  if (*control == '\0')
    {
      add_problem (self, item, N_ ("it has neither a number, nor an address, nor a title"));
      return;
    }
  /* What has no name of its own may be any of those that are missed. */
  if (item->record->control == NULL)
    self->complete = FALSE;
  g_free (item->record->control);
  item->record->control = g_steal_pointer (&control);
  name = rc_import_dup_entry_name (item->record);
  key = rc_listing_get_key (name);
  /* The second mention of one grant is an overlap of pages and no problem. */
  if (!g_hash_table_add (self->seen, g_memdup2 (&key, sizeof key)))
    return;
  self->n_read++;
  g_array_append_val (self->fresh, key);
  rc_shape_add (self->shape, item->record);
  if (item->record->grant != NULL)
    hold_zones (self, item->record->grant);
  compare_deadline (self, item->record);
  g_ptr_array_add (self->records, g_steal_pointer (&item->record));
}

static gboolean
not_a_listing (GError **error, const char *message)
{
  g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NOT_A_LISTING, message);
  return FALSE;
}

/* Errors of the reader in our own domain; a cancelled one stays what it is. */
static gboolean
unreadable (GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return FALSE;
    }
  g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NOT_A_LISTING, N_ ("the answer cannot be read: %s"), owned->message);
  return FALSE;
}

gboolean
rc_listing_open (RcListing *self, const RcSourceFile *file, GInputStream *page, RcFormat format, GCancellable *cancellable, GError **error)
{
  g_autofree char *start = g_malloc (DETECT_BYTES);
  gsize length;
  GError *problem = NULL;

  if (!g_input_stream_read_all (page, start, DETECT_BYTES, &length, cancellable, error) ||
      !g_seekable_seek (G_SEEKABLE (page), 0, G_SEEK_SET, cancellable, error))
    return FALSE;
  if (length == 0)
    return not_a_listing (error, N_ ("the answer is empty"));
  if (looks_like_html (start, length))
    {
      g_clear_pointer (&self->drift, rc_drift_free);
      self->drift = rc_drift_new ();
      self->drift->kinds = RC_DRIFT_WEB_PAGE;
      return not_a_listing (error, N_ ("needs care: the answer is a web page, not a listing"));
    }
  g_clear_object (&self->reader);
  if (format == RC_FORMAT_AUTO && rc_format_detect (start, length) == RC_FORMAT_AUTO)
    format = rc_format_detect_listing (start, length);
  self->reader = rc_reader_new (page, format, NULL, cancellable, &problem);
  if (self->reader == NULL)
    return unreadable (problem, error);
  rc_reader_set_address (self->reader, file->url);
  rc_reader_set_locale (self->reader, file->language, file->zone);
  if (file->mapping != NULL)
    rc_reader_set_listing_mapping (self->reader, file->mapping);
  return TRUE;
}

/* What the page that has ended says of the whole. */
static void
end_page (RcListing *self)
{
  const RcListingPage *page = rc_reader_get_page (self->reader);

  /* One that shrinks while it is read has lost what was on pages between. */
  self->announced = MAX (self->announced, page->announced);
  self->complete = self->complete && page->whole;
  clear_page (&self->page);
  self->page = *page;
  self->page.next = g_strdup (page->next);
  self->page.datestamp = g_strdup (page->datestamp);
  self->page.answered = g_strdup (page->answered);
  self->page.guess = g_strdup (page->guess);
  g_clear_object (&self->reader);
}

gboolean
rc_listing_read (RcListing *self, guint n_max, gboolean *end, GCancellable *cancellable, GError **error)
{
  GError *problem = NULL;

  *end = FALSE;
  while (self->records->len < n_max)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (self->reader, cancellable, &problem);

      if (problem != NULL)
        return unreadable (problem, error);
      if (item == NULL)
        {
          *end = TRUE;
          end_page (self);
          return TRUE;
        }
      self->guessed = self->guessed || rc_reader_get_page (self->reader)->guess != NULL;
      take_item (self, item);
      if (self->n_read > RC_LISTING_MAX_RECORDS)
        return not_a_listing (error, N_ ("the listing has no end"));
    }
  return TRUE;
}

static gboolean
set_suspect (const RcDrift *drift, GError **error)
{
  if ((drift->kinds & RC_DRIFT_FEWER) != 0)
    g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_SUSPECT,
                 "needs care: %u %s where there were %u. Nothing was closed; accept it if it is right", drift->n_now,
                 drift->n_now == 1 ? "entry" : "entries", drift->n_before);
  else if ((drift->kinds & RC_DRIFT_MOVED) != 0)
    g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_SUSPECT,
                         N_ ("needs care: all deadlines have moved by the same time. Accept it if it is right"));
  else
    g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_SUSPECT,
                         N_ ("needs care: its entries are made in another way than before. Accept it if it is right"));
  return FALSE;
}

/* What was read so far, of a listing that has `n` entries in all; n 0 and `known` FALSE: nobody knows yet. */
static gboolean
judge (RcListing *self, guint64 n, gboolean known, const RcSource *source, GError **error)
{
  g_autoptr (RcDrift) drift = rc_drift_new ();

  drift->n_before = source->n_total;
  drift->n_now = (guint) MIN (n, G_MAXUINT);
  if (known && !self->partial && 2 * n < source->n_total)
    drift->kinds |= RC_DRIFT_FEWER;
  rc_drift_compare (drift, self->partial && self->shape->n < MIN_PARTIAL ? NULL : self->before, self->shape);
  if (self->n_compared >= MIN_COMPARED && self->n_moved == self->n_compared)
    {
      drift->kinds |= RC_DRIFT_MOVED;
      drift->minutes = self->minutes;
    }
  if (drift->kinds == 0 || rc_drift_is_within (drift, self->accepted))
    return TRUE;
  g_clear_pointer (&self->drift, rc_drift_free);
  self->drift = g_steal_pointer (&drift);
  return set_suspect (self->drift, error);
}

gboolean
rc_listing_judge_start (RcListing *self, const RcSource *source, GError **error)
{
  return judge (self, self->announced, self->announced > 0, source, error);
}

gboolean
rc_listing_judge (RcListing *self, const RcSource *source, GError **error)
{
  if (self->n_read == 0 && self->deleted->len == 0 && self->n_problems > 0)
    {
      const RcProblem *first = g_ptr_array_index (self->problems, 0);

      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NOT_A_LISTING, N_ ("not one entry can be read: %s"), first->message);
      return FALSE;
    }
  return judge (self, g_hash_table_size (self->seen) + self->n_problems, TRUE, source, error);
}
