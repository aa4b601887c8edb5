/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an answer is the listing that was asked for, and what it holds. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "exchange/reader.h"
#include "record/problem.h"
#include "refresh/judge.h"
#include "refresh/refresh.h"

#define SNIFF_BYTES 1024

RcListing *
rc_listing_new (void)
{
  RcListing *self = g_new0 (RcListing, 1);

  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_record_free);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  self->complete = TRUE;
  return self;
}

void
rc_listing_free (RcListing *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->records);
  g_hash_table_unref (self->seen);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

gboolean
rc_judge_get_format (const RcSource *source, RcFormat *format, GError **error)
{
  if (g_str_equal (source->format, "auto"))
    *format = RC_FORMAT_AUTO;
  else if (g_str_equal (source->format, "rss"))
    *format = RC_FORMAT_RSS;
  else if (g_str_equal (source->format, "grants-gov"))
    *format = RC_FORMAT_GRANTS_GOV;
  else if (g_str_equal (source->format, "csv"))
    *format = RC_FORMAT_GRANTS_CSV;
  else
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT, N_ ("format %s is not supported yet"), source->format);
      return FALSE;
    }
  return TRUE;
}

/* A page for people where a listing should be: a notice, a login, a question whether we are a robot. Servers send these with 200. */
static gboolean
looks_like_html (GBytes *page)
{
  gsize length;
  const char *data = g_bytes_get_data (page, &length);
  g_autofree char *start = g_ascii_strdown (length > 0 ? data : "", MIN (length, SNIFF_BYTES));
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

/* How many there are in all, where a JSON listing says so. Not parsed: inside a text the quotes would be escaped. */
static guint64
find_hit_count (GBytes *page)
{
  static const char KEY[] = "\"hitCount\"";
  gsize length;
  const char *data = g_bytes_get_data (page, &length);
  const char *end = data + length;
  const char *at = length > 0 ? memmem (data, length, KEY, strlen (KEY)) : NULL;
  guint64 count = 0;

  if (at == NULL)
    return 0;
  for (at += strlen (KEY); at < end && (g_ascii_isspace (*at) || *at == ':' || *at == '"'); at++)
    ;
  for (; at < end && g_ascii_isdigit (*at) && count < G_MAXUINT32; at++)
    count = count * 10 + (guint64) (*at - '0');
  return count;
}

/* The name by which the same grant is known the next time. A source that gives none: where to apply, else what it is called. */
static char *
dup_control (const RcRecord *record)
{
  if (record->control != NULL && *record->control != '\0')
    return g_strdup (record->control);
  if (record->grant->url != NULL && *record->grant->url != '\0')
    return g_strdup (record->grant->url);
  return g_strdup (record->grant->title);
}

static void
add_problem (RcListing *self, const RcReaderItem *item, const char *message)
{
  g_ptr_array_add (self->problems, rc_problem_new (NULL, item->position, item->control, message));
  self->complete = FALSE;
}

static void
take_item (RcListing *self, RcReaderItem *item)
{
  g_autofree char *control = NULL;

  if (item->record == NULL)
    {
      add_problem (self, item, item->rejection);
      return;
    }
  if (item->record->kind != RC_KIND_GRANT || item->record->grant == NULL)
    {
      add_problem (self, item, N_ ("it is no grant"));
      return;
    }
  control = dup_control (item->record);
  if (*control == '\0')
    {
      add_problem (self, item, N_ ("it has neither a number, nor an address, nor a title"));
      return;
    }
  g_free (item->record->control);
  item->record->control = g_strdup (control);
  /* The second mention of one grant is an overlap of pages and no problem. */
  if (g_hash_table_add (self->seen, g_steal_pointer (&control)))
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
rc_listing_read (RcListing *self, GBytes *page, const char *content_type, RcFormat format, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (page);
  g_autoptr (RcReader) reader = NULL;
  GError *problem = NULL;

  if (g_bytes_get_size (page) == 0)
    return not_a_listing (error, N_ ("the answer is empty"));
  if (looks_like_html (page))
    return not_a_listing (error, N_ ("the answer is a web page, not a listing"));
  reader = rc_reader_new (stream, format, NULL, cancellable, &problem);
  if (reader == NULL)
    return unreadable (problem, error);

  while (TRUE)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, cancellable, &problem);

      if (problem != NULL)
        return unreadable (problem, error);
      if (item == NULL)
        break;
      take_item (self, item);
      if (self->records->len > RC_LISTING_MAX_RECORDS)
        return not_a_listing (error, N_ ("the listing has no end"));
    }
  format = rc_reader_get_format (reader);
  if (format == RC_FORMAT_GRANTS_GOV)
    self->announced = find_hit_count (page);
  /* Items roll off the end of a feed, and an answer about one grant says nothing of the others. */
  if (format != RC_FORMAT_GRANTS_CSV && self->announced == 0)
    self->complete = FALSE;
  return TRUE;
}

gboolean
rc_listing_judge (const RcListing *self, const RcSource *source, GError **error)
{
  if (self->records->len == 0 && self->problems->len > 0)
    {
      const RcProblem *first = g_ptr_array_index (self->problems, 0);

      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NOT_A_LISTING, N_ ("not one entry can be read: %s"), first->message);
      return FALSE;
    }
  if (2 * (guint64) self->records->len < source->n_total)
    {
      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_SUSPECT,
                   "needs care: %u %s where there were %u. Nothing was changed; if it is right, remove the source and add it again",
                   self->records->len, self->records->len == 1 ? "grant" : "grants", source->n_total);
      return FALSE;
    }
  return TRUE;
}
