/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a source is asked again. */
#include "config.h"

#include "refresh/schedule.h"

#define NOW 1792566000 /* Wed, 21 Oct 2026 07:00:00 GMT */
#define DAY (24 * 60 * 60)

static void
test_retry_after (void)
{
  g_assert_cmpint (rc_schedule_parse_retry_after (NULL, NOW), ==, 0);
  g_assert_cmpint (rc_schedule_parse_retry_after ("", NOW), ==, 0);
  g_assert_cmpint (rc_schedule_parse_retry_after ("soon", NOW), ==, 0);
  g_assert_cmpint (rc_schedule_parse_retry_after ("-5", NOW), ==, 0);
  g_assert_cmpint (rc_schedule_parse_retry_after ("0", NOW), ==, 0);
  g_assert_cmpint (rc_schedule_parse_retry_after (" 90 ", NOW), ==, NOW + 90);
  g_assert_cmpint (rc_schedule_parse_retry_after ("9999999", NOW), ==, NOW + DAY);
  g_assert_cmpint (rc_schedule_parse_retry_after ("99999999999999999999999", NOW), ==, NOW + DAY);
  g_assert_cmpint (rc_schedule_parse_retry_after ("Wed, 21 Oct 2026 07:28:00 GMT", NOW), ==, NOW + 28 * 60);
  g_assert_cmpint (rc_schedule_parse_retry_after ("Wed, 21 Oct 2020 07:28:00 GMT", NOW), ==, 0);
  g_assert_cmpint (rc_schedule_parse_retry_after ("Wed, 21 Oct 2099 07:28:00 GMT", NOW), ==, NOW + DAY);
}

/* Twice as long after each failure, a day at most, and never before the server wants it. */
static void
test_back_off (void)
{
  RcSource source = { 0 };
  gint64 longest = 0;

  for (guint i = 0; i < 20; i++)
    {
      gint64 most = MIN ((gint64) (15 * 60) << i, DAY);

      rc_schedule_note_failure (&source, 0, NOW);
      g_assert_cmpuint (source.n_failures, ==, i + 1);
      g_assert_cmpint (source.next_due - NOW, >=, 60);
      g_assert_cmpint (source.next_due - NOW, <=, most);
      longest = MAX (longest, source.next_due - NOW);
    }
  /* By chance: thirteen tries of a day at most, none of which is longer than a quarter. */
  g_assert_cmpint (longest, >, DAY / 4);
  rc_schedule_note_failure (&source, NOW + 2 * DAY, NOW);
  g_assert_cmpint (source.next_due, ==, NOW + 2 * DAY);
}

static void
test_due (void)
{
  const RcSourceFile file = { .schedule_minutes = 24 * 60 };
  const RcListingPage page = { 0 };
  RcSource source = { 0 };

  g_assert_true (rc_schedule_is_due (&source, NOW));
  source.n_failures = 3;
  rc_schedule_note_success (&source, &file, &page, 0, NOW);
  g_assert_cmpuint (source.n_failures, ==, 0);
  g_assert_false (rc_schedule_is_due (&source, NOW));
  g_assert_true (rc_schedule_is_due (&source, NOW + DAY));
  source.retry_after = NOW + DAY + 1;
  g_assert_false (rc_schedule_is_due (&source, NOW + DAY));
}

/* Asked while the clock was a year ahead, well or in vain; a clock that was put right by some seconds is no such thing. */
static void
test_clock_set_back (void)
{
  const RcSourceFile file = { .schedule_minutes = 24 * 60 };
  const RcListingPage page = { 0 };
  RcSource source = { 0 };

  rc_schedule_note_success (&source, &file, &page, 0, NOW + 365 * DAY);
  g_assert_true (rc_schedule_is_due (&source, NOW));
  rc_schedule_note_failure (&source, NOW + 366 * DAY, NOW + 365 * DAY);
  g_assert_true (rc_schedule_is_due (&source, NOW));
  rc_schedule_note_failure (&source, 0, NOW);
  g_assert_false (rc_schedule_is_due (&source, NOW));
  rc_schedule_note_success (&source, &file, &page, 0, NOW + 30);
  g_assert_false (rc_schedule_is_due (&source, NOW));
  source.paused = TRUE;
  g_assert_false (rc_schedule_is_due (&source, NOW - 365 * DAY));
}

/* What the feed and the answer wish: later than the schedule, never by more than a day, and not in the hours it keeps for itself. */
static void
test_wishes (void)
{
  const RcSourceFile hourly = { .schedule_minutes = 60 };
  RcListingPage page = { .ttl_minutes = 180 };
  g_autoptr (GDateTime) due = NULL;
  RcSource source = { 0 };

  rc_schedule_note_success (&source, &hourly, &page, 0, NOW);
  g_assert_cmpint (source.next_due, ==, NOW + 180 * 60);
  rc_schedule_note_success (&source, &hourly, &page, NOW + 5 * 60 * 60, NOW);
  g_assert_cmpint (source.next_due, ==, NOW + 5 * 60 * 60);
  rc_schedule_note_success (&source, &hourly, &page, NOW + 30 * DAY, NOW);
  g_assert_cmpint (source.next_due, ==, NOW + DAY);
  page.ttl_minutes = 0;
  page.skip_hours = 0xffffff & ~(1u << 7);
  rc_schedule_note_success (&source, &hourly, &page, 0, NOW);
  due = g_date_time_new_from_unix_utc (source.next_due);
  g_assert_cmpint (g_date_time_get_hour (due), ==, 7);
  page.skip_hours = 0xffffff;
  rc_schedule_note_success (&source, &hourly, &page, 0, NOW);
  g_assert_cmpint (source.next_due, <=, NOW + 8 * DAY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refresh/schedule/retry-after", test_retry_after);
  g_test_add_func ("/refresh/schedule/back-off", test_back_off);
  g_test_add_func ("/refresh/schedule/due", test_due);
  g_test_add_func ("/refresh/schedule/clock-set-back", test_clock_set_back);
  g_test_add_func ("/refresh/schedule/wishes", test_wishes);
  return g_test_run ();
}
