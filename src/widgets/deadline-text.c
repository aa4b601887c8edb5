/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a grant closes, in the words of a row or a page. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/deadline-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "widgets/format.h"

GDateTime *
rc_deadline_day_to_time (guint day)
{
  GDate date;

  if (!g_date_valid_julian (day))
    return NULL;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_date_time_new_utc (g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date), 12, 0, 0);
}

int
rc_deadline_days_left (gint64 deadline, guint day, gint64 now)
{
  int days;

  if (deadline == G_MAXINT64)
    return G_MAXINT;
  days = (int) day - (int) rc_deadline_today (now);
  return deadline <= now ? MIN (days, -1) : MAX (days, 0);
}

RcUrgency
rc_deadline_get_urgency (int days)
{
  return days <= 7 ? RC_URGENCY_SOON : days <= 14 ? RC_URGENCY_WARM : RC_URGENCY_NONE;
}

static char *
dup_usual_month (guint day)
{
  g_autoptr (GDateTime) last = rc_deadline_day_to_time (day);
  g_autofree char *month = last != NULL ? rc_format_skeleton (last, "LLLL") : NULL;

  /* Translators: %s is a month that stands alone, like "March": the grant usually closes then. */
  return g_strdup_printf (_("Usually %s"), month != NULL ? month : "");
}

/* Where the clock is wrong, this year is not known either. */
static char *
dup_day_and_year (guint day)
{
  g_autoptr (GDateTime) time = rc_deadline_day_to_time (day);

  return time != NULL ? rc_format_skeleton (time, "dMMMMy") : g_strdup ("");
}

char *
rc_deadline_dup_days_left (gint64 deadline, guint day, RcDeadlinePrecision precision, gboolean closed, gint64 now, RcUrgency *urgency)
{
  int days;

  *urgency = RC_URGENCY_NONE;
  if (closed)
    return g_strdup (_("Closed"));
  if (precision == RC_DEADLINE_NOT_STATED)
    /* Translators: in the place of the days that are left: the source says nothing of when the grant closes. */
    return g_strdup (_("Day not stated"));
  if (precision == RC_DEADLINE_ROLLING || deadline == G_MAXINT64)
    return g_strdup (_("Any time"));
  if (precision == RC_DEADLINE_UNCOUNTED)
    return dup_day_and_year (day);
  if (deadline <= now)
    return g_strdup (_("Closed"));
  if (precision == RC_DEADLINE_MONTH)
    return dup_usual_month (day);

  days = rc_deadline_days_left (deadline, day, now);
  *urgency = rc_deadline_get_urgency (days);
  if (days == 0)
    return g_strdup (_("Closes today"));
  return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) days), days);
}

/* The hour here, where it is one of the given day; NULL else. */
static char *
dup_hour_of_today (gint64 deadline, gint64 now)
{
  g_autoptr (GTimeZone) here = rc_zone_new (NULL);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (deadline);
  g_autoptr (GDateTime) at_ours = moment != NULL ? g_date_time_to_timezone (moment, here) : NULL;

  /* Midnight is the end of today, not an hour of it. */
  return at_ours != NULL && rc_deadline_today (deadline) == rc_deadline_today (now) ? g_date_time_format (at_ours, "%H:%M") : NULL;
}

static char *
dup_closed (int days)
{
  if (days == 0)
    return g_strdup (_("Closed today"));
  if (days == -1)
    return g_strdup (_("Closed yesterday"));
  return g_strdup_printf (ngettext ("Closed %d day ago", "Closed %d days ago", (gulong) -days), -days);
}

char *
rc_deadline_dup_closing (gint64 deadline, guint day, RcDeadlinePrecision precision, gboolean closed, gint64 now)
{
  gboolean is_day = precision == RC_DEADLINE_INSTANT || precision == RC_DEADLINE_DAY;
  int days = (int) day - (int) rc_deadline_today (now);
  g_autofree char *hour = NULL;
  RcUrgency urgency;

  if (!is_day || deadline == G_MAXINT64 || (closed && deadline > now))
    return rc_deadline_dup_days_left (deadline, day, precision, closed, now, &urgency);
  if (deadline <= now)
    return dup_closed (MIN (days, 0));
  days = MAX (days, 0);
  hour = precision == RC_DEADLINE_INSTANT && days == 0 ? dup_hour_of_today (deadline, now) : NULL;
  if (hour != NULL)
    /* Translators: %s is an hour, like 17:00. */
    return g_strdup_printf (_("Closes today at %s"), hour);
  if (days == 1)
    return g_strdup (_("Closes tomorrow"));
  return rc_deadline_dup_days_left (deadline, day, precision, closed, now, &urgency);
}

char *
rc_deadline_dup_day (guint day, RcDeadlinePrecision precision, gint64 now)
{
  g_autoptr (GDateTime) last = NULL;
  g_autoptr (GDateTime) today = rc_deadline_day_to_time (rc_deadline_today (now));

  if (precision == RC_DEADLINE_NOT_STATED)
    return g_strdup (_("Day not stated"));
  if (precision == RC_DEADLINE_ROLLING || day == 0)
    return g_strdup (_("Any time"));
  if (precision == RC_DEADLINE_MONTH)
    return dup_usual_month (day);
  last = rc_deadline_day_to_time (day);
  if (last == NULL)
    return g_strdup ("");
  return rc_format_skeleton (last, g_date_time_get_year (last) == g_date_time_get_year (today) ? "EEEdMMMM" : "EEEdMMMMy");
}

char *
rc_deadline_dup_short_day (guint day, gint64 now)
{
  g_autoptr (GDateTime) time = rc_deadline_day_to_time (day);
  g_autoptr (GDateTime) today = rc_deadline_day_to_time (rc_deadline_today (now));

  return time != NULL ? rc_format_day (time, today) : g_strdup ("");
}

/* "Europe/Brussels" is Brussels to people; "UTC+05:30" stays what it is. */
static char *
dup_place_of_zone (const char *zone)
{
  const char *slash = strrchr (zone, '/');

  return g_strdelimit (g_strdup (slash != NULL ? slash + 1 : zone), "_", ' ');
}

static char *
dup_our_hour (GDateTime *moment, gboolean with_day)
{
  g_autofree char *hour = g_date_time_format (moment, "%H:%M");
  g_autofree char *day = NULL;

  if (!with_day)
    return g_steal_pointer (&hour);
  day = rc_format_day (moment, moment);
  /* Translators: an hour and a day: "03:59 on 27 November". */
  return g_strdup_printf (_("%s on %s"), hour, day);
}

static char *
dup_hours_in_zone (const char *zone, gint64 instant)
{
  g_autoptr (GTimeZone) there = rc_zone_new (zone);
  g_autoptr (GTimeZone) here = rc_zone_new (NULL);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (instant);
  g_autoptr (GDateTime) at_theirs = moment != NULL ? g_date_time_to_timezone (moment, there) : NULL;
  g_autoptr (GDateTime) at_ours = moment != NULL ? g_date_time_to_timezone (moment, here) : NULL;
  g_autofree char *place = dup_place_of_zone (zone);
  g_autofree char *theirs = NULL;
  g_autofree char *ours = NULL;

  if (at_theirs == NULL || at_ours == NULL)
    return NULL;
  theirs = g_date_time_format (at_theirs, "%H:%M");
  if (g_date_time_get_utc_offset (at_theirs) == g_date_time_get_utc_offset (at_ours))
    /* Translators: an hour: "17:00 in Almaty". */
    return g_strdup_printf (_("%s in Almaty"), theirs);
  ours = dup_our_hour (at_ours, g_date_time_get_day_of_month (at_theirs) != g_date_time_get_day_of_month (at_ours));
  if (g_str_equal (zone, "AoE"))
    /* Translators: the last hour anywhere on Earth, and what that is here. */
    return g_strdup_printf (_("%s anywhere on Earth, %s in Almaty"), theirs, ours);
  /* Translators: "23:59 in Paris, 03:59 on 27 November in Almaty". */
  return g_strdup_printf (_("%s in %s, %s in Almaty"), theirs, place, ours);
}

static char *
dup_hour_without_zone (const RcDeadline *deadline)
{
  g_autofree char *hour = g_strdup_printf ("%02d:%02d", deadline->minute / 60, deadline->minute % 60);

  /* Translators: the hour at which a grant closes; where clocks show it is not said. */
  return g_strdup_printf (_("%s, time zone not stated"), hour);
}

char *
rc_deadline_dup_hours (const RcDeadline *deadline, gint64 instant)
{
  g_autofree char *hours = NULL;

  if (deadline == NULL || instant == G_MAXINT64)
    return NULL;
  if (deadline->precision == RC_DEADLINE_DAY)
    return g_strdup (_("Time not stated"));
  if (deadline->precision != RC_DEADLINE_INSTANT)
    return NULL;
  hours = deadline->zone == NULL ? dup_hour_without_zone (deadline) : dup_hours_in_zone (deadline->zone, instant);
  /* "By midnight on 15 March" may be either end of that day; the earlier is taken, and said. */
  if (hours != NULL && deadline->minute == 0)
    /* Translators: a grant closes at 00:00; %s is that hour and where, as "00:00 in Paris, 04:00 in Almaty". */
    return g_strdup_printf (_("%s: as the day begins"), hours);
  return g_steal_pointer (&hours);
}
