/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deadlines of a grant as events of a calendar. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/grant-calendar.h"

#include <libical/ical.h>

#define PRODUCT "-//UNESCO Resource Centre//EN"
#define SHORT_TITLE 80 /* letters */

/* Days before the deadline on which a calendar reminds of it. */
static const unsigned int reminders[] = { 7, 1 };

static gboolean
is_event (const RcGrant *grant, const RcDeadline *deadline, gint64 now)
{
  gint64 instant = rc_deadline_next (deadline, now);

  return grant->closed == RC_GRANT_OFFERED && (deadline->precision == RC_DEADLINE_INSTANT || deadline->precision == RC_DEADLINE_DAY)
         && instant > now && instant != G_MAXINT64;
}

static void
add_reminders (icalcomponent *event, const char *title)
{
  for (guint i = 0; i < G_N_ELEMENTS (reminders); i++)
    {
      icalcomponent *alarm = icalcomponent_new_valarm ();
      struct icaltriggertype trigger = { .time = icaltime_null_time (), .duration = icaldurationtype_null_duration () };

      trigger.duration.is_neg = 1;
      trigger.duration.days = reminders[i];
      icalcomponent_add_property (alarm, icalproperty_new_action (ICAL_ACTION_DISPLAY));
      icalcomponent_add_property (alarm, icalproperty_new_description (title));
      icalcomponent_add_property (alarm, icalproperty_new_trigger (trigger));
      icalcomponent_add_component (event, alarm);
    }
}

static struct icaltimetype
day_to_time (guint number)
{
  struct icaltimetype time = icaltime_null_date ();
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, number);
  time.year = g_date_get_year (&day);
  time.month = (int) g_date_get_month (&day);
  time.day = g_date_get_day (&day);
  return time;
}

/* A day without an hour is a whole day, which ends where the next begins. */
static void
add_time (icalcomponent *event, const RcDeadline *deadline, gint64 instant)
{
  guint day = rc_deadline_get_day (deadline, instant);

  if (deadline->precision == RC_DEADLINE_INSTANT)
    {
      icalcomponent_add_property (event, icalproperty_new_dtstart (icaltime_from_timet_with_zone (instant, 0, icaltimezone_get_utc_timezone ())));
      return;
    }
  icalcomponent_add_property (event, icalproperty_new_dtstart (day_to_time (day)));
  icalcomponent_add_property (event, icalproperty_new_dtend (day_to_time (day + 1)));
  icalcomponent_add_property (event, icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT));
}

static char *
dup_title (const RcGrant *grant, const RcDeadline *deadline, gboolean brief)
{
  g_autofree char *whole = deadline->label != NULL ? g_strdup_printf ("%s: %s", grant->title, deadline->label) : g_strdup (grant->title);
  g_autofree char *cut = NULL;

  if (!brief || g_utf8_strlen (whole, -1) <= SHORT_TITLE)
    return g_steal_pointer (&whole);
  cut = g_utf8_substring (whole, 0, SHORT_TITLE - 1);
  return g_strconcat (cut, "…", NULL);
}

static void
add_event (icalcomponent *calendar, const RcGrant *grant, guint position, gint64 id, gint64 changed, gint64 now, gboolean brief)
{
  const RcDeadline *deadline = g_ptr_array_index (grant->deadlines, position);
  icalcomponent *event = icalcomponent_new_vevent ();
  g_autofree char *uid = g_strdup_printf ("grant-%" G_GINT64_FORMAT "-%u@resource-centre.unesco.kz", id, position);
  g_autofree char *title = dup_title (grant, deadline, brief);

  icalcomponent_add_property (event, icalproperty_new_uid (uid));
  icalcomponent_add_property (event, icalproperty_new_dtstamp (icaltime_from_timet_with_zone (changed, 0, icaltimezone_get_utc_timezone ())));
  icalcomponent_add_property (event, icalproperty_new_summary (title));
  add_time (event, deadline, rc_deadline_next (deadline, now));
  if (!brief && deadline->verbatim != NULL)
    icalcomponent_add_property (event, icalproperty_new_description (deadline->verbatim));
  if (grant->url != NULL)
    icalcomponent_add_property (event, icalproperty_new_url (grant->url));
  add_reminders (event, title);
  icalcomponent_add_component (calendar, event);
}

static char *
make_calendar (const RcGrant *grant, gint64 id, gint64 changed, gint64 now, gboolean brief)
{
  icalcomponent *calendar = icalcomponent_new_vcalendar ();
  const RcDeadline *current = rc_deadlines_current (grant->deadlines, now);
  guint n = 0;
  char *text = NULL;

  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar, icalproperty_new_prodid (PRODUCT));
  for (guint i = 0; i < grant->deadlines->len; i++)
    {
      const RcDeadline *deadline = g_ptr_array_index (grant->deadlines, i);

      if (!is_event (grant, deadline, now) || (brief && deadline != current))
        continue;
      add_event (calendar, grant, i, id, changed, now, brief);
      n++;
    }
  if (n > 0)
    {
      char *own = icalcomponent_as_ical_string_r (calendar);

      text = g_strdup (own);
      icalmemory_free_buffer (own);
    }
  icalcomponent_free (calendar);
  return text;
}

char *
rc_grant_to_calendar (const RcGrant *grant, gint64 id, gint64 changed, gint64 now)
{
  g_return_val_if_fail (grant != NULL, NULL);

  return make_calendar (grant, id, changed, now, FALSE);
}

char *
rc_grant_to_short_calendar (const RcGrant *grant, gint64 id, gint64 changed, gint64 now)
{
  g_return_val_if_fail (grant != NULL, NULL);

  return make_calendar (grant, id, changed, now, TRUE);
}
