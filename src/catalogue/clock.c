/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What time it is, as far as it can be believed. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/clock.h"

#include <glib/gi18n.h>

#include "build-time.h"
#include "catalogue/database-private.h"
#include "catalogue/sources.h"
#include "record/deadline.h"

#define TOLERANCE_SECONDS 3600

gboolean
rc_clock_read (RcClock *self, RcDatabase *db, gint64 time, GError **error)
{
  gint64 batch = 0, refresh, known;

  g_return_val_if_fail (self != NULL && db != NULL, FALSE);

  /* The last one that was made, not the highest time: a clock that once was ahead is forgotten with the next change. */
  if (!rc_database_get_number (db, "SELECT coalesce ((SELECT time FROM batch ORDER BY id DESC LIMIT 1), 0)", &batch, error))
    return FALSE;
  /* One that was refreshed while the clock was ahead is refreshed again, unless it was removed since. */
  refresh = rc_sources_get_newest_live_refresh (db, error);
  if (refresh < 0)
    return FALSE;
  known = MAX (MAX (batch, refresh), BUILD_TIME);
  self->is_wrong = time < known - TOLERANCE_SECONDS;
  self->now = self->is_wrong ? known : time;
  return TRUE;
}

char *
rc_clock_dup_problem (const RcClock *self, gint64 time)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->is_wrong)
    {
      g_autoptr (GDateTime) shown = g_date_time_new_from_unix_utc (time);
      g_autoptr (GDateTime) known = g_date_time_new_from_unix_utc (self->now);
      g_autofree char *a = shown != NULL ? g_date_time_format (shown, "%Y-%m-%d") : g_strdup ("?");
      g_autofree char *b = known != NULL ? g_date_time_format (known, "%Y-%m-%d") : g_strdup ("?");

      /* Translators: two days, like 2020-01-01. */
      return g_strdup_printf (_("The clock of this computer shows %s, but it is %s at least: no days left are shown until it is set"), a, b);
    }
  if (rc_zone_tables_are_old ())
    return g_strdup (_("The time zones of this computer (tzdata) are older than Kazakhstan's one time (UTC+5 since 1 March 2024): "
                       "deadlines here are right, other programs may be an hour off"));
  return NULL;
}
