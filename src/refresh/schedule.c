/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a source is asked again. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <libsoup/soup.h>

#include "refresh/schedule.h"

#define HOUR_SECONDS (60 * 60)
#define DAY_SECONDS (24 * HOUR_SECONDS)
#define FIRST_WAIT_SECONDS (15 * 60)
#define LEAST_WAIT_SECONDS 60

gint64
rc_schedule_parse_retry_after (const char *text, gint64 now)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));
  guint64 seconds;
  gint64 until;

  if (*trimmed == '\0')
    return 0;
  if (g_ascii_string_to_unsigned (trimmed, 10, 0, G_MAXUINT64, &seconds, NULL))
    until = now + (gint64) MIN (seconds, RC_SCHEDULE_MAX_WAIT_SECONDS);
  else if (strspn (trimmed, "0123456789") == strlen (trimmed))
    until = now + RC_SCHEDULE_MAX_WAIT_SECONDS; /* a number past every limit */
  else
    {
      g_autoptr (GDateTime) date = soup_date_time_new_from_http_string (trimmed);

      until = date != NULL ? g_date_time_to_unix (date) : 0;
    }
  if (until <= now)
    return 0;
  return MIN (until, now + RC_SCHEDULE_MAX_WAIT_SECONDS);
}

/* The feed does not want to be asked at that moment. */
static gboolean
is_skipped (const RcListingPage *page, gint64 moment)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (moment);

  return (page->skip_hours >> g_date_time_get_hour (time) & 1) != 0 || (page->skip_days >> (g_date_time_get_day_of_week (time) - 1) & 1) != 0;
}

void
rc_schedule_note_success (RcSource *source, const RcSourceFile *file, const RcListingPage *page, gint64 fresh_until, gint64 now)
{
  gint64 period = (gint64) file->schedule_minutes * 60;
  gint64 due = now + period - MIN (period / 12, HOUR_SECONDS);
  gint64 wished = MAX (now + (gint64) page->ttl_minutes * 60, fresh_until);

  due = MAX (due, MIN (wished, now + DAY_SECONDS));
  /* A week of hours at most; one that skips them all skips none. */
  for (guint i = 0; i < 7 * 24 && is_skipped (page, due); i++)
    due += HOUR_SECONDS;
  source->last_try = source->last_success = now;
  source->next_due = due;
  source->retry_after = 0;
  source->n_failures = 0;
  g_clear_pointer (&source->last_error, g_free);
}

void
rc_schedule_note_failure (RcSource *source, gint64 retry_after, gint64 now)
{
  gint64 most = FIRST_WAIT_SECONDS;

  for (guint i = 0; i < source->n_failures && most < DAY_SECONDS; i++)
    most *= 2;
  most = MIN (most, DAY_SECONDS);
  source->n_failures++;
  source->next_due = MAX (now + g_random_int_range (LEAST_WAIT_SECONDS, (gint32) most + 1), retry_after);
  source->last_try = now;
  source->retry_after = retry_after;
}

gboolean
rc_schedule_is_due (const RcSource *source, gint64 now)
{
  /* The clock was ahead when it was asked last: what was worked out then holds nobody back for a year. */
  gboolean set_back = source->last_try > now + HOUR_SECONDS;

  return !source->paused && (set_back || (source->next_due <= now && source->retry_after <= now));
}
