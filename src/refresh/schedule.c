/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a source is asked again. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <libsoup/soup.h>

#include "refresh/schedule.h"

#define DAY_SECONDS (23 * 60 * 60)
#define FIRST_WAIT_SECONDS (15 * 60)

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

gint64
rc_schedule_after_success (gint64 now)
{
  return now + DAY_SECONDS;
}

gint64
rc_schedule_after_failure (const RcSource *source, gint64 retry_after, gint64 now)
{
  gint64 wait = FIRST_WAIT_SECONDS;

  if (g_strcmp0 (source->result, "failed") == 0 && source->next_due > source->last_try)
    wait = CLAMP (2 * (source->next_due - source->last_try), FIRST_WAIT_SECONDS, DAY_SECONDS);
  return MAX (now + wait, retry_after);
}

gboolean
rc_schedule_is_due (const RcSource *source, gint64 now)
{
  return source->next_due <= now && source->retry_after <= now;
}
