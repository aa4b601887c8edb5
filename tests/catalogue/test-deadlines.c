/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of grants by deadline is that of the deadlines themselves. */
#include <sqlite3.h>
#include <string.h>

#include "catalogue/catalogue.h"
#include "catalogue/clock.h"
#include "catalogue/deadline-moves.h"
#include "catalogue/reviews.h"
#include "catalogue/sources.h"
#include "support.h"

#define DAY 86400

static char *
day_text (gint64 now, int days, const char *format)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (now + (gint64) days * DAY);

  return g_date_time_format (at, format);
}

static gint64
put_grant (RcDatabase *db, const char *title, const char *const *deadlines, gboolean closed)
{
  g_autoptr (RcRecord) record = make_grant (title, title, NULL);

  record->grant->closed = closed;
  for (guint i = 0; deadlines[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (record->grant->deadlines, rc_deadline_parse (deadlines[i], &error));
      g_assert_no_error (error);
    }
  return put (db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
}

/* The first letters of the titles, in order; `rows` (nullable) takes the rows. */
static char *
order_of (RcDatabase *db, RcSort sort, gboolean open_only, GPtrArray **rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("");
  g_autoptr (RcSearchAnswer) answer = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GString *order = g_string_new (NULL);

  query->sort = sort;
  query->open_only = open_only;
  query->limit = G_MAXUINT;
  answer = rc_query_run (db, query, NULL, &error);
  g_assert_no_error (error);
  found = rc_query_load_rows (db, (const gint64 *) (gpointer) answer->ids->data, answer->ids->len, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    g_string_append_c (order, ((RcRowData *) g_ptr_array_index (found, i))->title[0]);
  if (rows != NULL)
    *rows = g_steal_pointer (&found);
  return g_string_free (order, FALSE);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *soon = day_text (now, 40, "yearly %m-%d");
  g_autofree char *last_year = day_text (now, -30, "yearly %m-%d");
  g_autofree char *first_stage = day_text (now, 20, "%Y-%m-%d | first stage");
  g_autofree char *second_stage = day_text (now, 300, "%Y-%m-%d | second stage");
  g_autofree char *past = day_text (now, -100, "%Y-%m-%d");
  g_autofree char *long_past = day_text (now, -500, "%Y-%m-%d");
  g_autofree char *fixed = day_text (now, 100, "%Y-%m-%d 17:00 Europe/Brussels");
  g_autoptr (RcRecord) book = make_publication ("P", "P book", NULL);
  g_autofree char *by_deadline = NULL, *open = NULL, *by_title = NULL, *newest = NULL, *relevant = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  put_grant (fixture->db, "A rolling", (const char *[]){ "rolling", NULL }, FALSE);
  put_grant (fixture->db, "B past", (const char *[]){ past, long_past, NULL }, FALSE);
  put_grant (fixture->db, "C next year", (const char *[]){ last_year, NULL }, FALSE);
  put_grant (fixture->db, "D fixed", (const char *[]){ fixed, NULL }, FALSE);
  put_grant (fixture->db, "E stages", (const char *[]){ past, first_stage, second_stage, NULL }, FALSE);
  put_grant (fixture->db, "F this year", (const char *[]){ soon, NULL }, FALSE);
  put_grant (fixture->db, "G withdrawn", (const char *[]){ soon, NULL }, TRUE);
  put (fixture->db, 0, book, NULL, RC_STATE_VISIBLE, NULL);

  by_deadline = order_of (fixture->db, RC_SORT_DEADLINE, FALSE, &rows);
  g_assert_cmpstr (by_deadline, ==, "EFDCAPBG");
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (((RcRowData *) g_ptr_array_index (rows, i))->closed, ==, i >= 6);
  open = order_of (fixture->db, RC_SORT_DEADLINE, TRUE, NULL);
  g_assert_cmpstr (open, ==, "EFDCAP");
  by_title = order_of (fixture->db, RC_SORT_TITLE, FALSE, NULL);
  g_assert_cmpstr (by_title, ==, "ACDEFPBG");
  newest = order_of (fixture->db, RC_SORT_NEWEST, FALSE, NULL);
  g_assert_cmpstr (newest + 6, ==, "GB");
  relevant = order_of (fixture->db, RC_SORT_RELEVANCE, FALSE, NULL);
  g_assert_cmpstr (relevant + 6, ==, "GB");
}

/* Whatever the deadlines are, the rows' own next instants ascend in the order of the index. */
static void
test_same_as_rows (Fixture *fixture, gconstpointer data)
{
  static const char *const zones[] = { "", " Europe/Brussels", " AoE", " America/New_York", " Asia/Tokyo" };
  static const char *const months[] = { "January", "February", "June", "December" };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *order = NULL;
  gint64 before = 0;

  for (int n = 0; n < 120; n++)
    {
      g_autoptr (GPtrArray) deadlines = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *title = g_strdup_printf ("Grant %d", n);

      for (int i = g_rand_int_range (random, 1, 4); i > 0; i--)
        {
          int days = g_rand_int_range (random, -60, 900);
          const char *zone = zones[g_rand_int_range (random, 0, G_N_ELEMENTS (zones))];
          g_autofree char *yearly = day_text (now, days, "yearly %m-%d");
          g_autofree char *fixed = day_text (now, days, "%Y-%m-%d %H:%M");
          g_autofree char *month = g_strdup_printf ("usually %s", months[g_rand_int_range (random, 0, 4)]);
          const char *text[] = { yearly, fixed, fixed, month };
          int which = g_rand_int_range (random, 0, 4);

          g_ptr_array_add (deadlines, g_strconcat (text[which], which < 3 ? zone : "", NULL));
        }
      g_ptr_array_add (deadlines, NULL);
      put_grant (fixture->db, title, (const char *const *) deadlines->pdata, FALSE);
    }
  order = order_of (fixture->db, RC_SORT_DEADLINE, TRUE, &rows);
  g_assert_cmpuint (rows->len, >, 80);
  for (guint i = 0; i < rows->len; i++)
    {
      const RcRowData *row = g_ptr_array_index (rows, i);

      g_assert_cmpint (row->deadline, >, now);
      g_assert_false (row->closed);
      g_assert_cmpint (row->deadline, >=, before);
      before = row->deadline;
    }
}

/* Makes the last change of a record one of `days` ago. */
static void
age_change (RcDatabase *db, gint64 batch, int days)
{
  g_autofree char *path = g_build_filename (rc_database_get_folder (db), "catalogue.db", NULL);
  g_autofree char *sql = NULL;
  sqlite3 *handle = NULL;
  int status;

  sql = g_strdup_printf ("UPDATE batch SET time = time - %d WHERE id = %d", days * DAY, (int) batch);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  status = sqlite3_exec (handle, sql, NULL, NULL, NULL);
  g_assert_cmpint (status, ==, SQLITE_OK);
  sqlite3_close (handle);
}

/* How many days before or after today the day was that the grant closed on before it was changed. */
static void
assert_moved (Fixture *fixture, const char *before, const char *after, int days_ago, gboolean moved, int from)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (RcRecord) old = make_grant ("M", "M moved", before);
  g_autoptr (RcRecord) new = make_grant ("M", "M moved", after);
  gint64 id = put (fixture->db, 0, old, NULL, RC_STATE_VISIBLE, NULL);
  g_autoptr (GPtrArray) deadlines = g_ptr_array_ref (new->grant->deadlines);
  g_autoptr (GError) error = NULL;
  gint64 batch;
  guint day;

  put (fixture->db, id, new, NULL, RC_STATE_VISIBLE, &batch);
  age_change (fixture->db, batch, days_ago);
  g_assert_true (rc_deadlines_find_moved (fixture->db, id, deadlines, now, &day, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (day, ==, moved ? rc_deadline_today (now) + from : 0);
}

static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTimeZone) almaty = g_time_zone_new_identifier ("Asia/Almaty");
  g_autoptr (GDateTime) today = g_date_time_new_now (almaty);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  const char *gone, *recent, *near, *far;

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (today, (const int[]){ -40, -2, 6, 10 }[i]);

      g_ptr_array_add (days, g_date_time_format (day, "%Y-%m-%d"));
    }
  gone = g_ptr_array_index (days, 0);
  recent = g_ptr_array_index (days, 1);
  near = g_ptr_array_index (days, 2);
  far = g_ptr_array_index (days, 3);

  assert_moved (fixture, far, near, 0, TRUE, 10);
  assert_moved (fixture, near, far, 3, TRUE, 6);
  /* It was ahead when it was moved. */
  assert_moved (fixture, recent, far, 5, TRUE, -2);
  /* A new round, an old story, the same day, a month that became a day. */
  assert_moved (fixture, gone, far, 0, FALSE, 0);
  assert_moved (fixture, far, near, 20, FALSE, 0);
  assert_moved (fixture, near, near, 0, FALSE, 0);
  assert_moved (fixture, "usually March", near, 0, FALSE, 0);
  assert_moved (fixture, near, "rolling", 0, FALSE, 0);
}

/* The row of a list says it, too. */
static void
test_moved_row (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *far = day_text (now, 30, "%Y-%m-%d");
  g_autofree char *near = day_text (now, 20, "%Y-%m-%d");
  g_autoptr (RcRecord) old = make_grant ("R", "R row", far);
  g_autoptr (RcRecord) new = make_grant ("R", "R row", near);
  gint64 id = put (fixture->db, 0, old, NULL, RC_STATE_VISIBLE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = rc_query_load_rows (fixture->db, &id, 1, NULL, &error);
  g_autoptr (GPtrArray) after = NULL;
  const RcRowData *row;

  g_assert_no_error (error);
  g_assert_cmpuint (((RcRowData *) g_ptr_array_index (before, 0))->moved_from_day, ==, 0);
  put (fixture->db, id, new, NULL, RC_STATE_VISIBLE, NULL);
  after = rc_query_load_rows (fixture->db, &id, 1, NULL, &error);
  g_assert_no_error (error);
  row = g_ptr_array_index (after, 0);
  g_assert_cmpuint (row->moved_from_day, ==, ((RcRowData *) g_ptr_array_index (before, 0))->deadline_day);
  g_assert_cmpuint (row->deadline_day, <, row->moved_from_day);
}

/* What waits for a yes says no days left where the clock is before the last change. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) record = make_grant ("W", "W waits", "2090-01-01");
  g_autoptr (GPtrArray) right = NULL, wrong = NULL;
  g_autoptr (GError) error = NULL;
  gint64 batch = 0;

  put (fixture->db, 0, record, NULL, RC_STATE_REVIEW, &batch);
  right = rc_reviews_list (fixture->db, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (right->len, ==, 1);
  g_assert_false (((RcReview *) g_ptr_array_index (right, 0))->clock.is_wrong);
  age_change (fixture->db, batch, -3);
  wrong = rc_reviews_list (fixture->db, 10, &error);
  g_assert_no_error (error);
  g_assert_true (((RcReview *) g_ptr_array_index (wrong, 0))->clock.is_wrong);
}

/* The clock of a machine whose battery is empty. */
static void
test_clock (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (RcRecord) record = make_grant ("C", "C clock", "2090-01-01");
  g_autoptr (GError) error = NULL;
  g_autofree char *none = NULL;
  g_autofree char *problem = NULL;
  RcClock clock;

  put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  g_assert_true (rc_clock_read (&clock, fixture->db, now, &error));
  g_assert_no_error (error);
  g_assert_false (clock.is_wrong);
  g_assert_cmpint (clock.now, ==, now);
  none = rc_clock_dup_problem (&clock, now);
  g_assert_null (none);
  /* Put right by some minutes, it is still a clock. */
  g_assert_true (rc_clock_read (&clock, fixture->db, now - 600, &error));
  g_assert_false (clock.is_wrong);
  g_assert_true (rc_clock_read (&clock, fixture->db, now - 3 * DAY, &error));
  g_assert_true (clock.is_wrong);
  g_assert_cmpint (clock.now, >=, now - 1);
  /* An empty catalogue knows nothing; the program knows when it was made. */
  g_assert_true (rc_clock_read (&clock, fixture->db, 946684800, &error));
  g_assert_true (clock.is_wrong);
  problem = rc_clock_dup_problem (&clock, 946684800);
  g_assert_nonnull (strstr (problem, "2000-01-01"));
}

/* A source was refreshed while the clock was ahead: the clock is not wrong for ever. */
static void
test_clock_of_removed (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (RcSource) source = rc_source_new ();
  g_autoptr (GError) error = NULL;
  RcClock clock;

  source->name = g_strdup ("Ahead");
  source->url = g_strdup ("https://example.org/");
  source->last_success = now + 3000 * DAY;
  g_assert_cmpint (rc_sources_put (fixture->db, source, &error), >, 0);
  g_assert_no_error (error);
  g_assert_true (rc_clock_read (&clock, fixture->db, now, &error));
  g_assert_true (clock.is_wrong);
  g_assert_true (rc_sources_remove (fixture->db, "Ahead", &error));
  g_assert_no_error (error);
  g_assert_true (rc_clock_read (&clock, fixture->db, now, &error));
  g_assert_false (clock.is_wrong);
}

static void
test_not_stated (Fixture *fixture, gconstpointer data)
{
  gint64 id = put_grant (fixture->db, "N none", (const char *[]){ NULL }, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rc_query_load_rows (fixture->db, &id, 1, NULL, &error);
  const RcRowData *row;

  g_assert_no_error (error);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->deadline_precision, ==, RC_DEADLINE_NOT_STATED);
  g_assert_cmpint (row->deadline, ==, G_MAXINT64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/catalogue/deadlines/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/catalogue/deadlines/same-as-rows", Fixture, NULL, set_up, test_same_as_rows, tear_down);
  g_test_add ("/catalogue/deadlines/moved", Fixture, NULL, set_up, test_moved, tear_down);
  g_test_add ("/catalogue/deadlines/moved-row", Fixture, NULL, set_up, test_moved_row, tear_down);
  g_test_add ("/catalogue/deadlines/clock", Fixture, NULL, set_up, test_clock, tear_down);
  g_test_add ("/catalogue/deadlines/clock-of-removed", Fixture, NULL, set_up, test_clock_of_removed, tear_down);
  g_test_add ("/catalogue/deadlines/waiting", Fixture, NULL, set_up, test_waiting, tear_down);
  g_test_add ("/catalogue/deadlines/not-stated", Fixture, NULL, set_up, test_not_stated, tear_down);
  return g_test_run ();
}
