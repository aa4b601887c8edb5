/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a grant closes: its text form, and the instant it comes to. */
#define G_LOG_DOMAIN "rc-record"

#include "record/deadline.h"

#include "record/marc.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define HOME_ZONE "Asia/Almaty"
#define HOME_SECONDS (5 * 3600)
#define FIRST_SECONDS                                                                                                  \
  (14 * 3600) /* where days begin and end first: of a zone that is not known, nothing later may be told */
#define ANYWHERE_ON_EARTH "AoE"
#define SECONDS_OF_DAY 86400
#define LAST_MINUTE (24 * 60 - 1)

static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December" };

RcDeadline *
rc_deadline_new (void)
{
  RcDeadline *self = g_new0 (RcDeadline, 1);

  self->precision = RC_DEADLINE_DAY;
  return self;
}

RcDeadline *
rc_deadline_copy (const RcDeadline *self)
{
  RcDeadline *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->zone = g_strdup (self->zone);
  copy->label = g_strdup (self->label);
  copy->verbatim = g_strdup (self->verbatim);
  return copy;
}

void
rc_deadline_free (RcDeadline *self)
{
  if (self == NULL)
    return;
  g_free (self->zone);
  g_free (self->label);
  g_free (self->verbatim);
  g_free (self);
}

static int
days_in_month (int month, int year)
{
  return g_date_get_days_in_month (month, year > 0 ? year : 2000); /* a leap year, while there is none */
}

static gboolean
date_is_good (const RcDeadline *self)
{
  if (self->year < 0 || self->year > 9999 || self->month < 1 || self->month > 12)
    return FALSE;
  return self->day >= 1 && self->day <= days_in_month (self->month, self->yearly ? 0 : self->year);
}

/* "UTC+05:30": seconds east. */
static gboolean
parse_offset (const char *name, int *seconds)
{
  int hours, minutes, n = 0;
  char sign;

  if (sscanf (name, "UTC%c%2d:%2d%n", &sign, &hours, &minutes, &n) != 3 || n != 9 || name[n] != '\0' ||
      (sign != '+' && sign != '-') || hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
    return FALSE;
  *seconds = (hours * 60 + minutes) * (sign == '-' ? -60 : 60);
  return TRUE;
}

static gboolean
zone_is_known (const char *name)
{
  g_autoptr (GTimeZone) zone = NULL;
  int seconds;

  if (g_str_equal (name, ANYWHERE_ON_EARTH) || parse_offset (name, &seconds))
    return TRUE;
  if (strlen (name) > 64 || strstr (name, "..") != NULL || *name == '/')
    return FALSE;
  zone = g_time_zone_new_identifier (name);
  return zone != NULL;
}

/* "HH:MM", then optionally a zone; or a zone alone. */
static gboolean
parse_time_and_zone (RcDeadline *self, const char *text)
{
  int hour, minute, n = 0;

  text += strspn (text, " ");
  if (*text == '\0')
    return TRUE;
  if (sscanf (text, "%2d:%2d%n", &hour, &minute, &n) == 2 && n > 0)
    {
      if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || (hour == 24 && minute != 0))
        return FALSE;
      self->precision = RC_DEADLINE_INSTANT;
      self->minute = MIN (hour * 60 + minute, LAST_MINUTE);
      text += n;
      if (*text != '\0' && *text != ' ')
        return FALSE;
      text += strspn (text, " ");
    }
  if (*text == '\0')
    return TRUE;
  if (!zone_is_known (text))
    return FALSE;
  self->zone = g_strdup (text);
  return TRUE;
}

static gboolean
parse_when (RcDeadline *self, const char *text)
{
  int n = 0;

  if (g_str_equal (text, "rolling"))
    {
      self->precision = RC_DEADLINE_ROLLING;
      return TRUE;
    }
  if (g_str_has_prefix (text, "usually "))
    {
      self->precision = RC_DEADLINE_MONTH;
      self->yearly = TRUE;
      for (guint i = 0; i < G_N_ELEMENTS (months); i++)
        if (g_ascii_strcasecmp (text + strlen ("usually "), months[i]) == 0)
          self->month = (int) i + 1;
      return self->month > 0;
    }
  if (g_str_has_prefix (text, "yearly "))
    {
      self->yearly = TRUE;
      text += strlen ("yearly ");
      if (sscanf (text, "%2d-%2d%n", &self->month, &self->day, &n) == 2 && n == 5)
        return date_is_good (self) && parse_time_and_zone (self, text + n);
    }
  if (sscanf (text, "%4d-%2d-%2d%n", &self->year, &self->month, &self->day, &n) == 3 && n == 10)
    return date_is_good (self) && parse_time_and_zone (self, text + n);
  if (!self->yearly && strlen (text) == 7 && sscanf (text, "%4d-%2d", &self->year, &self->month) == 2)
    {
      self->precision = RC_DEADLINE_MONTH;
      return self->year > 0 && self->month >= 1 && self->month <= 12;
    }
  return FALSE;
}

RcDeadline *
rc_deadline_parse (const char *text, GError **error)
{
  g_autoptr (RcDeadline) self = rc_deadline_new ();
  g_autofree char *when = NULL;
  const char *bar;

  g_return_val_if_fail (text != NULL, NULL);

  bar = strchr (text, '|');
  when = bar != NULL ? g_strndup (text, bar - text) : g_strdup (text);
  g_strstrip (when);
  if (!parse_when (self, when))
    {
      g_set_error (error, RC_RECORD_ERROR, RC_RECORD_ERROR_MALFORMED, _ ("“%.100s” is no deadline"), text);
      return NULL;
    }
  if (bar != NULL)
    {
      self->label = g_strstrip (g_strdup (bar + 1));
      if (*self->label == '\0')
        g_clear_pointer (&self->label, g_free);
    }
  return g_steal_pointer (&self);
}

static void
append_day (GString *text, const RcDeadline *self)
{
  if (self->yearly)
    g_string_append (text, "yearly ");
  if (self->year > 0)
    g_string_append_printf (text, "%04d-", self->year);
  g_string_append_printf (text, "%02d-%02d", self->month, self->day);
  if (self->precision == RC_DEADLINE_INSTANT)
    g_string_append_printf (text, " %02d:%02d", self->minute / 60, self->minute % 60);
  if (self->zone != NULL)
    g_string_append_printf (text, " %s", self->zone);
}

char *
rc_deadline_to_string (const RcDeadline *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (self->precision == RC_DEADLINE_ROLLING)
    g_string_append (text, "rolling");
  else if (self->precision == RC_DEADLINE_MONTH && self->year > 0 && !self->yearly)
    g_string_append_printf (text, "%04d-%02d", self->year, self->month);
  else if (self->precision == RC_DEADLINE_MONTH)
    g_string_append_printf (text, "usually %s", months[CLAMP (self->month, 1, 12) - 1]);
  else
    append_day (text, self);
  if (self->label != NULL)
    g_string_append_printf (text, " | %s", self->label);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* All of Kazakhstan has had one time since 1 March 2024, whatever the system's tables say. */
static gboolean
is_in_kazakhstan (const char *name)
{
  static const char *const zones[] = { HOME_ZONE,    "Asia/Qostanay", "Asia/Qyzylorda", "Asia/Aqtobe",
                                       "Asia/Aqtau", "Asia/Atyrau",   "Asia/Oral",      NULL };

  return g_strv_contains (zones, name);
}

gboolean
rc_zone_tables_are_old (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (HOME_ZONE);
  g_autoptr (GDateTime) day = zone != NULL ? g_date_time_new (zone, 2026, 7, 1, 12, 0, 0) : NULL;

  return day == NULL || g_date_time_get_utc_offset (day) != HOME_SECONDS * G_TIME_SPAN_SECOND;
}

/* Before 2024 most of it was an hour ahead, and what closed then says so; tables that do not know of 2024 say it to this day. */
static GTimeZone *
new_zone_in_kazakhstan (const char *name)
{
  static gsize tables = 0; /* 1: old */
  GTimeZone *zone;

  if (g_once_init_enter (&tables))
    g_once_init_leave (&tables, rc_zone_tables_are_old () ? 1 : 2);
  zone = tables == 2 ? g_time_zone_new_identifier (name) : NULL;
  return zone != NULL ? zone : g_time_zone_new_offset (HOME_SECONDS);
}

GTimeZone *
rc_zone_new (const char *name)
{
  GTimeZone *zone;
  int seconds;

  if (name == NULL || *name == '\0')
    name = HOME_ZONE;
  if (is_in_kazakhstan (name))
    return new_zone_in_kazakhstan (name);
  if (g_str_equal (name, ANYWHERE_ON_EARTH))
    return g_time_zone_new_offset (-12 * 3600);
  if (parse_offset (name, &seconds))
    return g_time_zone_new_offset (seconds);
  zone = g_time_zone_new_identifier (name);
  return zone != NULL ? zone : g_time_zone_new_offset (FIRST_SECONDS);
}

/* Unix seconds. Where clocks are set back, a time comes twice: the first one counts, as nobody is late then. */
static gint64
get_first (GDateTime *when, GTimeZone *zone)
{
  gint64 instant = g_date_time_to_unix (when);
  g_autoptr (GDateTime) before = g_date_time_new_from_unix_utc (instant - 3600);
  g_autoptr (GDateTime) local = before != NULL ? g_date_time_to_timezone (before, zone) : NULL;

  return local != NULL && g_date_time_get_hour (local) == g_date_time_get_hour (when) ? instant - 3600 : instant;
}

/* The instant in the given year: the last second of the minute, day or month that is still open. */
static gint64
instant_in_year (const RcDeadline *self, GTimeZone *zone, int year)
{
  g_autoptr (GDateTime) when = NULL;
  int last = days_in_month (self->month, year);
  int day = self->precision == RC_DEADLINE_MONTH ? last : MIN (self->day, last);

  if (self->precision == RC_DEADLINE_INSTANT)
    when = g_date_time_new (zone, year, self->month, day, self->minute / 60, self->minute % 60, 0);
  else
    when = g_date_time_new (zone, year, self->month, day, 23, 59, 59);
  if (when == NULL)
    return G_MAXINT64;
  return self->precision == RC_DEADLINE_INSTANT ? get_first (when, zone) : g_date_time_to_unix (when);
}

gint64
rc_deadline_next (const RcDeadline *self, gint64 now)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) today = NULL;
  int first;

  g_return_val_if_fail (self != NULL, G_MAXINT64);

  if (self->precision == RC_DEADLINE_ROLLING || self->month < 1 || self->month > 12)
    return G_MAXINT64;
  zone = rc_zone_new (self->zone);
  if (!self->yearly && self->year > 0)
    return instant_in_year (self, zone, self->year);
  today = g_date_time_new_from_unix_utc (now);
  if (today == NULL)
    return G_MAXINT64;
  /* A zone may already be in the next year, or still in the last one. */
  first = MAX (self->year, g_date_time_get_year (today) - 1);
  for (int year = first; year <= first + 3; year++)
    {
      gint64 instant = instant_in_year (self, zone, year);

      if (instant > now)
        return instant;
    }
  return G_MAXINT64;
}

static guint
day_in_zone (GTimeZone *zone, gint64 instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (instant);
  g_autoptr (GDateTime) there = time != NULL ? g_date_time_to_timezone (time, zone) : NULL;
  GDate date;
  int year, month, day;

  if (there == NULL)
    return 0;
  g_date_time_get_ymd (there, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

guint
rc_deadline_get_day (const RcDeadline *self, gint64 instant)
{
  g_autoptr (GTimeZone) there = NULL;
  g_autoptr (GTimeZone) here = NULL;

  g_return_val_if_fail (self != NULL, 0);

  if (instant == G_MAXINT64)
    return 0;
  there = rc_zone_new (self->zone);
  here = rc_zone_new (NULL);
  return MIN (day_in_zone (there, instant - 1), day_in_zone (here, instant - 1));
}

guint
rc_deadline_today (gint64 now)
{
  g_autoptr (GTimeZone) here = rc_zone_new (NULL);

  return day_in_zone (here, now);
}

gint64
rc_deadline_next_change (gint64 deadline, gint64 now)
{
  gint64 since_midnight = (now + HOME_SECONDS) % SECONDS_OF_DAY;
  gint64 midnight = now - since_midnight + SECONDS_OF_DAY;

  return deadline > now ? MIN (deadline, midnight) : midnight;
}

const RcDeadline *
rc_deadlines_current (GPtrArray *deadlines, gint64 now)
{
  const RcDeadline *next = NULL, *last = NULL;
  gint64 next_instant = 0, last_instant = 0;

  for (guint i = 0; deadlines != NULL && i < deadlines->len; i++)
    {
      const RcDeadline *deadline = g_ptr_array_index (deadlines, i);
      gint64 instant = rc_deadline_next (deadline, now);

      if (instant > now && (next == NULL || instant < next_instant))
        {
          next = deadline;
          next_instant = instant;
        }
      if (last == NULL || instant > last_instant)
        {
          last = deadline;
          last_instant = instant;
        }
    }
  return next != NULL ? next : last;
}
