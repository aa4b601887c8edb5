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
  gint64 now = NOW;
  gint64 last_wait = 0;

  source.next_due = rc_schedule_after_failure (&source, 0, now);
  g_assert_cmpint (source.next_due - now, ==, 15 * 60);
  source.result = (char *) "failed";
  for (guint i = 0; i < 20; i++)
    {
      gint64 next;

      source.last_try = now;
      source.next_due = MAX (source.next_due, now + 1);
      now = source.next_due;
      next = rc_schedule_after_failure (&source, 0, now);
      g_assert_cmpint (next - now, >=, last_wait);
      g_assert_cmpint (next - now, <=, DAY);
      last_wait = next - now;
      source.last_try = now;
      source.next_due = next;
    }
  g_assert_cmpint (last_wait, >, DAY / 2);
  g_assert_cmpint (rc_schedule_after_failure (&source, now + 2 * DAY, now), ==, now + 2 * DAY);
}

static void
test_due (void)
{
  RcSource source = { 0 };

  g_assert_true (rc_schedule_is_due (&source, NOW));
  source.next_due = rc_schedule_after_success (NOW);
  g_assert_false (rc_schedule_is_due (&source, NOW));
  g_assert_true (rc_schedule_is_due (&source, NOW + DAY));
  source.retry_after = NOW + DAY + 1;
  g_assert_false (rc_schedule_is_due (&source, NOW + DAY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refresh/schedule/retry-after", test_retry_after);
  g_test_add_func ("/refresh/schedule/back-off", test_back_off);
  g_test_add_func ("/refresh/schedule/due", test_due);
  return g_test_run ();
}
