/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the index keeps of deadlines says the same as the deadlines themselves, at any time. */
#include <string.h>

#include "common.h"
#include "record/deadline.h"
#include "search/closing.h"

#define DAY 86400

static gint64
next_of (const char *text, gint64 end, gint64 now)
{
  g_autoptr (RcClosings) closings = rc_closings_new (now);
  gint64 next = rc_closings_get_next (closings, text, end);

  /* Remembered, it is the same. */
  g_assert_cmpint (rc_closings_get_next (closings, text, end), ==, next);
  return next;
}

static GPtrArray *
deadlines_of (const char *const *texts)
{
  GPtrArray *deadlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_free);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (deadlines, rc_deadline_parse (texts[i], &error));
      g_assert_no_error (error);
    }
  return deadlines;
}

/* As the catalogue works it out. */
static gint64
end_of (GPtrArray *deadlines)
{
  gint64 end = deadlines->len > 0 ? 1 : G_MAXINT64;

  for (guint i = 0; i < deadlines->len; i++)
    {
      const RcDeadline *deadline = g_ptr_array_index (deadlines, i);

      end = deadline->yearly ? G_MAXINT64 : MAX (end, rc_deadline_next (deadline, 0));
    }
  return end;
}

static void
assert_next (const char *const *texts, const char *now, const char *expected)
{
  g_autoptr (GPtrArray) deadlines = deadlines_of (texts);
  g_autofree char *text = rc_closing_to_text (deadlines, end_of (deadlines));
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (now, NULL);
  gint64 next = next_of (text, end_of (deadlines), g_date_time_to_unix (at));
  g_autoptr (GDateTime) found = next != G_MAXINT64 ? g_date_time_new_from_unix_utc (next) : NULL;
  g_autofree char *said = found != NULL ? g_date_time_format (found, "%Y-%m-%dT%H:%M") : g_strdup ("never");

  g_assert_cmpstr (said, ==, expected);
}

static void
test_examples (void)
{
  assert_next ((const char *[]){ "yearly 04-30 17:00 Europe/Brussels", NULL }, "2026-01-01T00:00:00Z", "2026-04-30T15:00");
  assert_next ((const char *[]){ "yearly 04-30 17:00 Europe/Brussels", NULL }, "2026-04-30T15:00:00Z", "2027-04-30T15:00");
  assert_next ((const char *[]){ "yearly 2030-04-30 17:00 Europe/Brussels", NULL }, "2026-01-01T00:00:00Z",
               "2030-04-30T15:00");
  assert_next ((const char *[]){ "usually February", NULL }, "2027-12-01T00:00:00Z", "2028-02-29T18:59");
  assert_next ((const char *[]){ "usually February", NULL }, "2028-02-29T19:00:00Z", "2029-02-28T18:59");
  assert_next ((const char *[]){ "rolling", NULL }, "2026-01-01T00:00:00Z", "never");
  assert_next ((const char *[]){ "2020-01-01", "rolling", NULL }, "2026-01-01T00:00:00Z", "never");
  assert_next ((const char *[]){ "2026-05-01 | one", "2026-03-01 | two", "2025-01-01", NULL }, "2026-01-01T00:00:00Z",
               "2026-03-01T18:59");
  assert_next ((const char *[]){ "2026-05-01 | one", "2026-03-01 | two", "2025-01-01", NULL }, "2026-03-02T00:00:00Z",
               "2026-05-01T18:59");
  assert_next ((const char *[]){ "yearly 12-31", "yearly 06-30", "2026-07-15 12:00", NULL }, "2026-07-01T00:00:00Z",
               "2026-07-15T07:00");
}

/* What says nothing new takes no room. */
static void
test_short (void)
{
  g_autoptr (GPtrArray) one = deadlines_of ((const char *[]){ "2026-05-01", NULL });
  g_autoptr (GPtrArray) always = deadlines_of ((const char *[]){ "rolling", NULL });
  g_autofree char *text = rc_closing_to_text (one, end_of (one));
  g_autofree char *rolling = rc_closing_to_text (always, G_MAXINT64);
  g_autofree char *none = rc_closing_to_text (NULL, 0);
  g_autofree char *unknown = rc_closing_to_text (NULL, G_MAXINT64);

  g_assert_cmpstr (text, ==, "");
  g_assert_cmpstr (rolling, ==, "");
  g_assert_cmpstr (none, ==, "");
  g_assert_true (rc_closing_is_not_stated (unknown));
  g_assert_false (rc_closing_is_not_stated (rolling));
  g_assert_cmpint (next_of (unknown, G_MAXINT64, 3), ==, G_MAXINT64);
  g_assert_cmpint (next_of (NULL, 7, 3), ==, 7);
  g_assert_cmpint (next_of ("nonsense\n1 2 3\n9 0 99 99 99 No/Zone\n", G_MAXINT64, 3), ==, G_MAXINT64);
}

static RcDeadline *
random_deadline (GRand *random)
{
  static const char *const zones[] = { NULL, "Europe/Brussels", "AoE", "America/New_York", "Pacific/Kiritimati" };
  RcDeadline *deadline = rc_deadline_new ();

  deadline->precision = (RcDeadlinePrecision) g_rand_int_range (random, 0, 4);
  if (deadline->precision == RC_DEADLINE_ROLLING)
    return deadline;
  deadline->yearly = g_rand_boolean (random);
  deadline->year = deadline->yearly && g_rand_boolean (random) ? 0 : g_rand_int_range (random, 2024, 2032);
  deadline->month = g_rand_int_range (random, 1, 13);
  deadline->day = deadline->precision == RC_DEADLINE_MONTH ? 0 : g_rand_int_range (random, 1, 29);
  deadline->minute = deadline->precision == RC_DEADLINE_INSTANT ? g_rand_int_range (random, 0, 1440) : 0;
  deadline->zone = g_strdup (zones[g_rand_int_range (random, 0, G_N_ELEMENTS (zones))]);
  return deadline;
}

static void
test_same_at_any_time (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);

  for (int n = 0; n < 400; n++)
    {
      g_autoptr (GPtrArray) deadlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_free);
      g_autofree char *text = NULL;
      gint64 end;

      for (int i = g_rand_int_range (random, 1, 5); i > 0; i--)
        g_ptr_array_add (deadlines, random_deadline (random));
      end = end_of (deadlines);
      for (guint i = 0; i < deadlines->len; i++)
        if (((RcDeadline *) g_ptr_array_index (deadlines, i))->precision == RC_DEADLINE_ROLLING)
          end = G_MAXINT64;
      text = rc_closing_to_text (deadlines, end);
      for (int i = 0; i < 4; i++)
        {
          gint64 now = 1700000000 + (gint64) g_rand_int_range (random, 0, 4000) * DAY + g_rand_int_range (random, 0, DAY);
          gint64 expected = rc_deadline_next (rc_deadlines_current (deadlines, now), now);

          g_assert_cmpint (next_of (text, end, now), ==, expected);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/closing/examples", test_examples);
  g_test_add_func ("/search/closing/short", test_short);
  g_test_add_func ("/search/closing/same-at-any-time", test_same_at_any_time);
  return g_test_run ();
}
