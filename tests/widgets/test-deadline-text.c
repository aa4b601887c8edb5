/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a grant closes, in words. */
#include "config.h"

#include "widgets/deadline-text.h"

#define DAY 86400

static gint64
at (int year, int month, int day, int hour, int minute)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (year, month, day, hour, minute, 0);

  return g_date_time_to_unix (time);
}

static void
assert_days_left (gint64 deadline, gint64 now, const char *text, RcUrgency urgency)
{
  RcUrgency got;
  g_autofree char *words = rc_deadline_dup_days_left (deadline, RC_DEADLINE_INSTANT, FALSE, now, &got);

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

static void
test_supposed (void)
{
  gint64 now = at (2026, 11, 23, 10, 0);
  RcUrgency urgency;
  g_autofree char *month = rc_deadline_dup_days_left (at (2027, 4, 1, 0, 0), RC_DEADLINE_MONTH, FALSE, now, &urgency);
  g_autofree char *rolling = rc_deadline_dup_days_left (G_MAXINT64, RC_DEADLINE_ROLLING, FALSE, now, &urgency);
  g_autofree char *closed = rc_deadline_dup_days_left (now + DAY, RC_DEADLINE_DAY, TRUE, now, &urgency);

  g_assert_cmpstr (month, ==, "Usually March");
  g_assert_cmpstr (rolling, ==, "Any time");
  g_assert_cmpstr (closed, ==, "Closed");
}

static void
test_hours (void)
{
  RcDeadline deadline = { .precision = RC_DEADLINE_INSTANT, .zone = (char *) "Europe/Paris" };
  g_autoptr (GTimeZone) paris = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr (GDateTime) time = g_date_time_new (paris, 2026, 11, 26, 23, 59, 0);
  g_autofree char *hours = rc_deadline_dup_hours (&deadline, g_date_time_to_unix (time));
  g_autofree char *no_hours = NULL;

  g_assert_cmpstr (hours, ==, "23:59 in Paris, 03:59 on 27 November in Almaty");
  deadline.precision = RC_DEADLINE_DAY;
  no_hours = rc_deadline_dup_hours (&deadline, g_date_time_to_unix (time));
  g_assert_cmpstr (no_hours, ==, "Time not stated");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline-text/days-left", test_days_left);
  g_test_add_func ("/deadline-text/supposed", test_supposed);
  g_test_add_func ("/deadline-text/hours", test_hours);
  return g_test_run ();
}
