/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event or a task of a calendar made a grant. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/ics-event.h"

#include "exchange/deadline-prose.h"
#include "exchange/eligibility-prose.h"
#include "exchange/grant-text.h"
#include "exchange/languages.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SUBJECTS 50
#define MAX_ROUNDS 6        /* deadlines of a call that comes again */
#define MAX_STEPS 1000      /* of one that began long ago */
#define SHORT (60 * 60)     /* seconds: programs give as much to what has no length of its own */

/* A time of the calendar, and where. */
typedef struct
{
  icalproperty *property; /* (nullable) there is none */
  icaltimetype time;
  char *zone;             /* (owned) (nullable) as RcDeadline has it */
  gboolean unknown_zone;  /* it names one that nobody knows */
} Moment;

static void
clear_moment (Moment *self)
{
  g_free (self->zone);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Moment, clear_moment)

void
rc_ics_calendar_clear (RcIcsCalendar *self)
{
  g_clear_pointer (&self->zones, icalcomponent_free);
  g_clear_pointer (&self->zone, g_free);
}

static gboolean
is_iana (const char *name)
{
  g_autoptr (GTimeZone) zone = strchr (name, '/') != NULL && name[0] != '/' ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL;
}

/* "/freeassociation.sourceforge.net/Europe/Berlin": what of it is a name that all know; NULL: nothing. */
static const char *
find_iana (const char *name)
{
  for (const char *at = name; at != NULL && *at != '\0';)
    {
      if (is_iana (at))
        return at;
      at = strchr (at, '/');
      at = at != NULL ? at + 1 : NULL;
    }
  return NULL;
}

static icalcomponent *
find_zone (const RcIcsCalendar *calendar, const char *name)
{
  icalcomponent *zone = calendar->zones != NULL ? icalcomponent_get_first_component (calendar->zones, ICAL_VTIMEZONE_COMPONENT) : NULL;

  for (; zone != NULL; zone = icalcomponent_get_next_component (calendar->zones, ICAL_VTIMEZONE_COMPONENT))
    {
      icalproperty *id = icalcomponent_get_first_property (zone, ICAL_TZID_PROPERTY);

      if (id != NULL && g_strcmp0 (icalproperty_get_tzid (id), name) == 0)
        return zone;
    }
  return NULL;
}

/* The place that a zone of the calendar's own stands for, if it says so. */
static const char *
find_location (icalcomponent *zone)
{
  icalproperty *property = icalcomponent_get_first_property (zone, ICAL_X_PROPERTY);

  for (; property != NULL; property = icalcomponent_get_next_property (zone, ICAL_X_PROPERTY))
    if (g_strcmp0 (icalproperty_get_x_name (property), "X-LIC-LOCATION") == 0)
      return find_iana (icalproperty_get_x (property));
  return NULL;
}

/* How far the zone that the calendar describes is from UTC at that time, as a zone. */
static char *
dup_offset (icalcomponent *described, icaltimetype time)
{
  icaltimezone *zone = icaltimezone_new ();
  char *name = NULL;
  int is_daylight, offset;

  if (icaltimezone_set_component (zone, icalcomponent_new_clone (described)) != 0)
    {
      offset = icaltimezone_get_utc_offset (zone, &time, &is_daylight);
      if (ABS (offset) <= 14 * 60 * 60)
        name = g_strdup_printf ("UTC%c%02d:%02d", offset < 0 ? '-' : '+', ABS (offset) / 3600, ABS (offset) / 60 % 60);
    }
  icaltimezone_free (zone, 1);
  return name;
}

/* A name says more than an offset, which is of that day alone; a zone that the calendar describes may be none of those that have names. */
static void
find_moment_zone (Moment *self, const RcIcsCalendar *calendar)
{
  icalparameter *parameter = icalproperty_get_first_parameter (self->property, ICAL_TZID_PARAMETER);
  const char *name = parameter != NULL ? icalparameter_get_tzid (parameter) : calendar->zone, *known;
  icalcomponent *described;

  if (icaltime_is_utc (self->time))
    {
      self->zone = g_strdup ("UTC+00:00");
      return;
    }
  if (name == NULL)
    return;
  described = find_zone (calendar, name);
  known = find_iana (name);
  if (known == NULL && described != NULL)
    known = find_location (described);
  self->zone = known != NULL ? g_strdup (known) : described != NULL ? dup_offset (described, self->time) : NULL;
  self->unknown_zone = self->zone == NULL;
}

static Moment
find_moment (const RcIcsCalendar *calendar, icalcomponent *event, icalproperty_kind kind)
{
  Moment moment = { .property = icalcomponent_get_first_property (event, kind) };
  icalvalue *value = moment.property != NULL ? icalproperty_get_value (moment.property) : NULL;

  if (value == NULL || (icalvalue_isa (value) != ICAL_DATE_VALUE && icalvalue_isa (value) != ICAL_DATETIME_VALUE))
    {
      moment.property = NULL;
      return moment;
    }
  moment.time = icalvalue_isa (value) == ICAL_DATE_VALUE ? icalvalue_get_date (value) : icalvalue_get_datetime (value);
  if (!icaltime_is_valid_time (moment.time) || moment.time.year < 1970 || moment.time.year > 2200
      || !g_date_valid_dmy ((GDateDay) moment.time.day, (GDateMonth) moment.time.month, (GDateYear) moment.time.year))
    moment.property = NULL;
  else
    find_moment_zone (&moment, calendar);
  return moment;
}

static RcDeadline *
make_deadline (const Moment *moment, icaltimetype time)
{
  RcDeadline *deadline = rc_deadline_new ();
  char *line = icalproperty_as_ical_string_r (moment->property);

  /* An hour that nobody knows the place of is none. */
  deadline->precision = time.is_date || moment->zone == NULL ? RC_DEADLINE_DAY : RC_DEADLINE_INSTANT;
  deadline->year = time.year;
  deadline->month = time.month;
  deadline->day = time.day;
  if (deadline->precision == RC_DEADLINE_INSTANT)
    deadline->minute = time.hour * 60 + time.minute;
  deadline->zone = g_strdup (moment->zone);
  deadline->verbatim = g_strdelimit (g_strstrip (g_strdup (line)), "\r\n", ' ');
  icalmemory_free_buffer (line);
  return deadline;
}

/* The end of a day that is whole is the day after it. */
static void
step_back (Moment *end)
{
  if (end->time.is_date)
    icaltime_adjust (&end->time, -1, 0, 0, 0);
}

/* Which of its times is the last one to apply at: of a task when it is due, of what takes days its end, of what takes an hour its beginning. */
static void
choose (Moment *start, Moment *end, Moment *due, const Moment **deadline, RcGrant *grant)
{
  gboolean long_one = FALSE;

  *deadline = due->property != NULL ? due : start->property != NULL ? start : NULL;
  if (due->property != NULL || end->property == NULL)
    return;
  step_back (end);
  if (start->property == NULL)
    {
      *deadline = end;
      return;
    }
  /* In one zone, mostly; elsewhere a few hours make no days. */
  long_one = icaltime_as_timet (end->time) - icaltime_as_timet (start->time) > (start->time.is_date ? 0 : SHORT);
  if (!long_one)
    return;
  *deadline = end;
  if (icaltime_compare_date_only (start->time, end->time) < 0)
    grant->opens = g_strdup_printf ("%04d-%02d-%02d", start->time.year, start->time.month, start->time.day);
}

/* What comes again in another way than every year: the next times. */
static void
add_rounds (RcGrant *grant, const Moment *moment, struct icalrecurrencetype rule, RcReaderItem *item)
{
  icalrecur_iterator *iterator = icalrecur_iterator_new (rule, moment->time);
  guint today = rc_deadline_today (g_get_real_time () / G_USEC_PER_SEC);
  icaltimetype time;

  for (guint i = 0; iterator != NULL && i < MAX_STEPS && grant->deadlines->len < MAX_ROUNDS; i++)
    {
      GDate date;

      time = icalrecur_iterator_next (iterator);
      if (icaltime_is_null_time (time) || time.year > 2200)
        break;
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay) time.day, (GDateMonth) time.month, (GDateYear) time.year);
      if (g_date_get_julian (&date) >= today)
        g_ptr_array_add (grant->deadlines, make_deadline (moment, time));
    }
  if (iterator != NULL)
    icalrecur_iterator_free (iterator);
  if (grant->deadlines->len == 0)
    g_ptr_array_add (grant->deadlines, make_deadline (moment, moment->time));
  rc_reader_item_warn (item, _ ("it comes again, and not every year: its next deadlines were taken"));
}

static void
read_times (const RcIcsCalendar *calendar, icalcomponent *event, RcGrant *grant, RcReaderItem *item)
{
  g_auto (Moment) start = find_moment (calendar, event, ICAL_DTSTART_PROPERTY);
  g_auto (Moment) end = find_moment (calendar, event, ICAL_DTEND_PROPERTY);
  g_auto (Moment) due = find_moment (calendar, event, ICAL_DUE_PROPERTY);
  icalproperty *rule = icalcomponent_get_first_property (event, ICAL_RRULE_PROPERTY);
  icalproperty *created = icalcomponent_get_first_property (event, ICAL_CREATED_PROPERTY);
  RcDeadlineContext context = calendar->context;
  const Moment *moment = NULL;

  choose (&start, &end, &due, &moment, grant);
  if (moment == NULL)
    {
      context.zone = calendar->zone != NULL ? find_iana (calendar->zone) : NULL;
      /* The stamp is of the day on which the calendar was made, and no use for that. */
      if (created != NULL)
        context.published = (gint64) icaltime_as_timet (icalproperty_get_created (created));
      if (grant->summary != NULL && !rc_deadlines_read (grant->summary, &context, grant->deadlines))
        rc_reader_item_warn (item, _ ("the text speaks of a deadline that was not understood"));
      if (grant->deadlines->len == 0)
        rc_reader_item_warn (item, _ ("it has no day"));
      return;
    }
  if (moment->unknown_zone)
    rc_reader_item_warn (item, _ ("its time zone is not known: only the day was taken"));
  else if (moment->zone == NULL && !moment->time.is_date)
    rc_reader_item_warn (item, _ ("its time names no zone: only the day was taken"));
  if (rule != NULL && icalproperty_get_rrule (rule).freq != ICAL_YEARLY_RECURRENCE)
    add_rounds (grant, moment, icalproperty_get_rrule (rule), item);
  else
    {
      RcDeadline *deadline = make_deadline (moment, moment->time);

      deadline->yearly = rule != NULL && icalproperty_get_rrule (rule).count != 1;
      g_ptr_array_add (grant->deadlines, deadline);
    }
}

/* The text of a property; NULL when there is none. */
static char *
dup_property (icalcomponent *event, icalproperty_kind kind)
{
  icalproperty *property = icalcomponent_get_first_property (event, kind);
  const char *text = property != NULL ? icalproperty_get_value_as_string (property) : NULL;
  icalvalue *value = property != NULL ? icalproperty_get_value (property) : NULL;
  char *copy;

  if (value != NULL && icalvalue_isa (value) == ICAL_TEXT_VALUE)
    text = icalvalue_get_text (value);
  copy = text != NULL ? g_strstrip (g_utf8_make_valid (text, -1)) : NULL;
  if (copy != NULL && *copy == '\0')
    g_clear_pointer (&copy, g_free);
  return copy;
}

static char *
dup_plain (icalcomponent *event, icalproperty_kind kind)
{
  g_autofree char *text = dup_property (event, kind);

  return text != NULL ? rc_html_to_text (text) : NULL;
}

static void
read_subjects (icalcomponent *event, RcGrant *grant)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new ();
  icalproperty *property = icalcomponent_get_first_property (event, ICAL_CATEGORIES_PROPERTY);

  for (; property != NULL; property = icalcomponent_get_next_property (event, ICAL_CATEGORIES_PROPERTY))
    {
      g_auto (GStrv) parts = g_strsplit (icalproperty_get_categories (property) != NULL ? icalproperty_get_categories (property) : "", ",", MAX_SUBJECTS);

      for (char **part = parts; *part != NULL && subjects->len < MAX_SUBJECTS; part++)
        if (*g_strstrip (*part) != '\0' && !g_ptr_array_find_with_equal_func (subjects, *part, g_str_equal, NULL))
          g_ptr_array_add (subjects, g_utf8_make_valid (*part, -1));
    }
  g_ptr_array_add (subjects, NULL);
  g_strfreev (grant->subjects);
  grant->subjects = (GStrv) g_ptr_array_free (g_steal_pointer (&subjects), FALSE);
}

/* Who calls, where the organiser has a name. */
static char *
dup_organizer (icalcomponent *event)
{
  icalproperty *property = icalcomponent_get_first_property (event, ICAL_ORGANIZER_PROPERTY);
  icalparameter *name = property != NULL ? icalproperty_get_first_parameter (property, ICAL_CN_PARAMETER) : NULL;

  return name != NULL && icalparameter_get_cn (name) != NULL ? g_utf8_make_valid (icalparameter_get_cn (name), -1) : NULL;
}

static char *
dup_language (icalcomponent *event)
{
  icalproperty *property = icalcomponent_get_first_property (event, ICAL_SUMMARY_PROPERTY);
  icalparameter *code = property != NULL ? icalproperty_get_first_parameter (property, ICAL_LANGUAGE_PARAMETER) : NULL;

  return code != NULL ? rc_language_to_marc (icalparameter_get_language (code)) : NULL;
}

/* One round of what comes again is known by its day, too. */
static char *
dup_control (icalcomponent *event)
{
  g_autofree char *uid = dup_property (event, ICAL_UID_PROPERTY);
  g_autofree char *round = dup_property (event, ICAL_RECURRENCEID_PROPERTY);

  return uid != NULL && round != NULL ? g_strconcat (uid, "#", round, NULL) : g_steal_pointer (&uid);
}

/* Lines that are none of iCalendar. */
static void
warn_of_bad_lines (icalcomponent *event, RcReaderItem *item)
{
  int n = icalcomponent_count_errors (event);

  if (n > 0)
    rc_reader_item_warn (item, ngettext ("%d line is none of a calendar and was left out", "%d lines are none of a calendar and were left out", (gulong) n), n);
}

void
rc_ics_read_event (const RcIcsCalendar *calendar, icalcomponent *event, RcReaderItem *item)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  g_autofree char *title = dup_plain (event, ICAL_SUMMARY_PROPERTY);
  g_autofree char *url = dup_property (event, ICAL_URL_PROPERTY);

  warn_of_bad_lines (event, item);
  item->control = dup_control (event);
  grant->summary = dup_plain (event, ICAL_DESCRIPTION_PROPERTY);
  if (title == NULL || *title == '\0')
    {
      rc_reader_item_reject (item, _ ("the event has no title"));
      return;
    }
  if (item->control == NULL)
    rc_reader_item_warn (item, _ ("the event has nothing to know it again by"));
  g_free (grant->title);
  grant->title = g_strdelimit (g_steal_pointer (&title), "\n", ' ');
  grant->funder = dup_organizer (event);
  grant->language = dup_language (event);
  if (url != NULL && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://")))
    grant->url = g_steal_pointer (&url);
  else if (url != NULL)
    rc_reader_item_warn (item, _ ("the link “%.60s” is no web address and was left out"), url);
  if (calendar->cancelled || icalcomponent_get_status (event) == ICAL_STATUS_CANCELLED)
    grant->closed = RC_GRANT_CLOSED;
  read_subjects (event, grant);
  read_times (calendar, event, grant, item);
  rc_grant_propose_facts (grant);
  item->record = rc_record_new_grant (item->control, g_steal_pointer (&grant));
}
