/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a grant closes, in words. */
#include "config.h"

#include "widgets/day-clock.h"
#include "widgets/deadline-text.h"

#define DAY 86400

/* In Almaty, whatever the machine thinks. */
static gint64
at (int year, int month, int day, int hour, int minute)
{
  g_autoptr (GTimeZone) almaty = g_time_zone_new_identifier ("Asia/Almaty");
  g_autoptr (GDateTime) time = g_date_time_new (almaty, year, month, day, hour, minute, 0);

  return g_date_time_to_unix (time);
}

static void
assert_days_left (gint64 deadline, gint64 now, const char *text, RcUrgency urgency)
{
  RcDeadline here = { .precision = RC_DEADLINE_INSTANT };
  RcUrgency got;
  g_autofree char *words
    = rc_deadline_dup_days_left (deadline, rc_deadline_get_day (&here, deadline), RC_DEADLINE_INSTANT, FALSE, now, &got);

  g_assert_cmpstr (words, ==, text);
  g_assert_cmpint (got, ==, urgency);
}

static void
test_days_left (void)
{
  gint64 now = at (2026, 11, 23, 10, 0);

  assert_days_left (at (2026, 11, 23, 23, 59), now, "Closes today", RC_URGENCY_SOON);
  /* The end of the 23rd is not the 24th. */
  assert_days_left (at (2026, 11, 24, 0, 0), now, "Closes today", RC_URGENCY_SOON);
  assert_days_left (at (2026, 11, 24, 0, 1), now, "1 day left", RC_URGENCY_SOON);
  assert_days_left (at (2026, 11, 30, 12, 0), now, "7 days left", RC_URGENCY_SOON);
  assert_days_left (at (2026, 12, 1, 12, 0), now, "8 days left", RC_URGENCY_WARM);
  assert_days_left (at (2026, 12, 7, 12, 0), now, "14 days left", RC_URGENCY_WARM);
  assert_days_left (at (2026, 12, 8, 12, 0), now, "15 days left", RC_URGENCY_NONE);
  assert_days_left (now - 60, now, "Closed", RC_URGENCY_NONE);
}

/* "26 November" of the source, seen at an hour of Almaty. */
static void
assert_seen (const char *deadline, gint64 now, const char *day, const char *left)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDeadline) parsed = rc_deadline_parse (deadline, &error);
  gint64 instant;
  RcUrgency urgency;
  g_autofree char *got_day = NULL;
  g_autofree char *got_left = NULL;

  g_assert_no_error (error);
  instant = rc_deadline_next (parsed, now);
  got_day = rc_deadline_dup_short_day (rc_deadline_get_day (parsed, instant), now);
  got_left = rc_deadline_dup_days_left (instant, rc_deadline_get_day (parsed, instant), parsed->precision, FALSE, now, &urgency);
  g_assert_cmpstr (got_day, ==, day);
  g_assert_cmpstr (got_left, ==, left);
}

/* The day is the funder's, and never later than ours. */
static void
test_zones (void)
{
  /* 03:59 of the 27th in Almaty. */
  assert_seen ("2026-11-26 23:59 Europe/Paris", at (2026, 11, 23, 9, 0), "26 November", "3 days left");
  assert_seen ("2026-11-26 23:59 Europe/Paris", at (2026, 11, 26, 23, 0), "26 November", "Closes today");
  assert_seen ("2026-11-26 23:59 Europe/Paris", at (2026, 11, 27, 3, 0), "26 November", "Closes today");
  assert_seen ("2026-11-26 23:59 Europe/Paris", at (2026, 11, 27, 4, 0), "26 November", "Closed");
  assert_seen ("2026-11-26 AoE", at (2026, 11, 23, 9, 0), "26 November", "3 days left");
  /* 20:30 of the 25th in Almaty. */
  assert_seen ("2026-11-26 00:30 Asia/Tokyo", at (2026, 11, 25, 9, 0), "25 November", "Closes today");
  assert_seen ("2026-11-26", at (2026, 11, 25, 23, 59), "26 November", "1 day left");
  assert_seen ("2026-11-26", at (2026, 11, 26, 0, 1), "26 November", "Closes today");
  assert_seen ("yearly 01-02", at (2026, 12, 31, 12, 0), "2 January 2027", "2 days left");
}

static guint
day_of (const char *deadline)
{
  g_autoptr (RcDeadline) parsed = rc_deadline_parse (deadline, NULL);

  return rc_deadline_get_day (parsed, rc_deadline_next (parsed, 0));
}

static void
test_supposed (void)
{
  gint64 now = at (2026, 11, 23, 10, 0);
  RcUrgency urgency;
  g_autofree char *month
    = rc_deadline_dup_days_left (at (2027, 4, 1, 0, 0), day_of ("2027-03"), RC_DEADLINE_MONTH, FALSE, now, &urgency);
  g_autofree char *rolling = rc_deadline_dup_days_left (G_MAXINT64, 0, RC_DEADLINE_ROLLING, FALSE, now, &urgency);
  g_autofree char *closed = rc_deadline_dup_days_left (now + DAY, day_of ("2026-11-24"), RC_DEADLINE_DAY, TRUE, now, &urgency);

  g_assert_cmpstr (month, ==, "Usually March");
  g_assert_cmpstr (rolling, ==, "Any time");
  g_assert_cmpstr (closed, ==, "Closed");
}

static void
test_hours (void)
{
  RcDeadline deadline = { .precision = RC_DEADLINE_INSTANT, .zone = (char *) "Europe/Paris", .minute = 23 * 60 + 59 };
  g_autoptr (GTimeZone) paris = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr (GDateTime) time = g_date_time_new (paris, 2026, 11, 26, 23, 59, 0);
  g_autofree char *hours = rc_deadline_dup_hours (&deadline, g_date_time_to_unix (time));
  g_autofree char *no_hours = NULL;
  g_autofree char *midnight = NULL;

  g_assert_cmpstr (hours, ==, "23:59 in Paris, 03:59 on 27 November in Almaty");
  deadline.minute = 0;
  midnight = rc_deadline_dup_hours (&deadline, rc_deadline_next (&(RcDeadline){ .precision = RC_DEADLINE_INSTANT, .zone = deadline.zone, .year = 2026, .month = 11, .day = 26 }, 0));
  g_assert_cmpstr (midnight, ==, "00:00 in Paris, 04:00 in Almaty: as the day begins");
  deadline.precision = RC_DEADLINE_DAY;
  no_hours = rc_deadline_dup_hours (&deadline, g_date_time_to_unix (time));
  g_assert_cmpstr (no_hours, ==, "Time not stated");
}

/* The last hours of a day, seen from both sides of midnight. */
static void
assert_closing (const char *deadline, gint64 now, const char *text)
{
  g_autoptr (RcDeadline) parsed = rc_deadline_parse (deadline, NULL);
  gint64 instant = rc_deadline_next (parsed, 0);
  g_autofree char *words
    = rc_deadline_dup_closing (instant, rc_deadline_get_day (parsed, instant), parsed->precision, FALSE, now);

  g_assert_cmpstr (words, ==, text);
}

static void
test_closing (void)
{
  const char *here = "2026-11-26 17:00 Asia/Almaty";

  assert_closing (here, at (2026, 11, 23, 10, 0), "3 days left");
  assert_closing (here, at (2026, 11, 24, 23, 59), "2 days left");
  assert_closing (here, at (2026, 11, 25, 0, 0), "Closes tomorrow");
  assert_closing (here, at (2026, 11, 26, 0, 0), "Closes today at 17:00");
  assert_closing (here, at (2026, 11, 26, 17, 0), "Closed today");
  assert_closing (here, at (2026, 11, 27, 0, 0), "Closed yesterday");
  assert_closing (here, at (2026, 11, 28, 0, 0), "Closed 2 days ago");
  assert_closing ("2026-11-26", at (2026, 11, 26, 23, 59), "Closes today");
  assert_closing ("2026-11-26 23:59 Europe/Paris", at (2026, 11, 26, 12, 0), "Closes today");
  assert_closing ("2026-11-26 23:59 Europe/Paris", at (2026, 11, 27, 1, 0), "Closes today at 03:59");
  assert_closing ("2026-11-26 23:59 Europe/Paris", at (2026, 11, 27, 4, 0), "Closed yesterday");
  /* What begins with a day is over when the day before is. */
  assert_closing ("2026-11-27 00:00 Asia/Almaty", at (2026, 11, 26, 12, 0), "Closes today");
}

/* Between two moments that are told as changes, the words stay. */
static void
test_changes (void)
{
  static const char *const deadlines[] = { "2026-11-26 17:00 Asia/Almaty", "2026-11-26", "2026-11-26 23:59 Europe/Paris", "2026-11-26 AoE",
                                           "2026-11-26 00:30 Asia/Tokyo", "2026-11-26 17:00 UTC+05:30" };

  for (guint i = 0; i < G_N_ELEMENTS (deadlines); i++)
    {
      g_autoptr (RcDeadline) parsed = rc_deadline_parse (deadlines[i], NULL);
      gint64 instant = rc_deadline_next (parsed, 0);
      guint day = rc_deadline_get_day (parsed, instant);
      gint64 change = 0;
      g_autofree char *before = NULL;

      for (gint64 now = at (2026, 11, 22, 0, 0); now < at (2026, 11, 30, 0, 0); now += 60)
        {
          g_autofree char *words = rc_deadline_dup_closing (instant, day, parsed->precision, FALSE, now);

          if (before != NULL && now < change)
            g_assert_cmpstr (words, ==, before);
          if (now >= change)
            change = rc_deadline_next_change (instant, now);
          g_assert_cmpint (change, >, now);
          g_free (before);
          before = g_steal_pointer (&words);
        }
    }
}

static void
test_unknown (void)
{
  gint64 now = at (2026, 11, 23, 10, 0);
  RcDeadline deadline = { .precision = RC_DEADLINE_INSTANT, .minute = 17 * 60, .year = 2026, .month = 11, .day = 30 };
  RcUrgency urgency;
  g_autofree char *not_stated = rc_deadline_dup_days_left (G_MAXINT64, 0, RC_DEADLINE_NOT_STATED, FALSE, now, &urgency);
  g_autofree char *uncounted = rc_deadline_dup_days_left (now + DAY, day_of ("2026-11-24"), RC_DEADLINE_UNCOUNTED, FALSE, 1000, &urgency);
  g_autofree char *hours = rc_deadline_dup_hours (&deadline, now);

  g_assert_cmpstr (not_stated, ==, "Day not stated");
  g_assert_cmpstr (uncounted, ==, "24 November 2026");
  g_assert_cmpint (urgency, ==, RC_URGENCY_NONE);
  g_assert_cmpstr (hours, ==, "17:00, time zone not stated");
}

static gint64
read_time (gpointer time)
{
  return *(gint64 *) time;
}

static void
count_cb (RcDayClock *clock, guint *n)
{
  ++*n;
}

static void
test_clock (void)
{
  gint64 now = at (2026, 11, 23, 23, 58);
  guint n = 0;
  g_autoptr (RcDayClock) clock = rc_day_clock_new (read_time, &now);

  g_signal_connect (clock, "changed", G_CALLBACK (count_cb), &n);
  rc_day_clock_filled (clock, G_MAXINT64);
  now = at (2026, 11, 23, 23, 59);
  rc_day_clock_look (clock);
  g_assert_cmpuint (n, ==, 0);
  now = at (2026, 11, 24, 0, 0);
  rc_day_clock_look (clock);
  g_assert_cmpuint (n, ==, 1);
  /* Once, until the page is filled. */
  rc_day_clock_look (clock);
  g_assert_cmpuint (n, ==, 1);
  /* A deadline in the middle of the day. */
  rc_day_clock_filled (clock, at (2026, 11, 24, 12, 0));
  now = at (2026, 11, 24, 12, 0);
  rc_day_clock_look (clock);
  g_assert_cmpuint (n, ==, 2);
  /* Three days of sleep. */
  rc_day_clock_filled (clock, G_MAXINT64);
  now = at (2026, 11, 27, 9, 0);
  rc_day_clock_look (clock);
  g_assert_cmpuint (n, ==, 3);
  /* A clock that was set back. */
  rc_day_clock_filled (clock, G_MAXINT64);
  now = at (2026, 11, 20, 9, 0);
  rc_day_clock_look (clock);
  g_assert_cmpuint (n, ==, 4);
}

static void
test_next_change (void)
{
  gint64 now = at (2026, 12, 31, 12, 0);

  g_assert_cmpint (rc_deadline_next_change (G_MAXINT64, now), ==, at (2027, 1, 1, 0, 0));
  g_assert_cmpint (rc_deadline_next_change (now + 60, now), ==, now + 60);
  g_assert_cmpint (rc_deadline_next_change (now, now), ==, at (2027, 1, 1, 0, 0));
  /* The day of 25 hours, when Almaty went from +06 to +05. */
  g_assert_cmpint (rc_deadline_next_change (G_MAXINT64, at (2024, 2, 29, 12, 0)), ==, at (2024, 3, 1, 0, 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline-text/days-left", test_days_left);
  g_test_add_func ("/deadline-text/zones", test_zones);
  g_test_add_func ("/deadline-text/supposed", test_supposed);
  g_test_add_func ("/deadline-text/hours", test_hours);
  g_test_add_func ("/deadline-text/closing", test_closing);
  g_test_add_func ("/deadline-text/changes", test_changes);
  g_test_add_func ("/deadline-text/unknown", test_unknown);
  g_test_add_func ("/deadline-text/clock", test_clock);
  g_test_add_func ("/deadline-text/next-change", test_next_change);
  return g_test_run ();
}
