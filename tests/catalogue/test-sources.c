/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources: put, found, listed, removed, and back again. */
#include "catalogue/refreshes.h"
#include "catalogue/reviews.h"
#include "support.h"

static RcSource *
make_source (const char *name, const char *url)
{
  RcSource *source = rc_source_new ();

  source->name = g_strdup (name);
  source->url = g_strdup (url);
  return source;
}

static gint64
put_source (RcDatabase *db, const RcSource *source, GError **error)
{
  gint64 id;

  g_assert_true (rc_database_begin (db, NULL));
  id = rc_sources_put (db, source, error);
  if (id != 0)
    g_assert_true (rc_database_commit (db, NULL));
  else
    rc_database_rollback (db);
  return id;
}

static void
test_put (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcSource) source = make_source ("Calls", "https://grants.example/rss");
  g_autoptr (RcSource) found = NULL;
  g_autoptr (RcSource) again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  source->format = g_strdup ("rss");
  source->mapping = g_strdup ("title = name");
  source->allow_http = TRUE;
  source->review = TRUE;
  source->last_try = 1;
  source->last_success = 2;
  source->next_due = 3;
  source->retry_after = 4;
  source->last_error = g_strdup ("it was away");
  source->etag = g_strdup ("W/\"abc\"");
  source->last_modified = g_strdup ("Sat, 01 Jan 2000 00:00:00 GMT");
  source->result = g_strdup ("updated");
  source->n_new = 5;
  source->n_changed = 6;
  source->n_closed = 7;
  source->n_total = 8;
  id = put_source (fixture->db, source, &error);
  g_assert_no_error (error);
  found = rc_sources_find (fixture->db, "Calls", &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->id, ==, id);
  g_assert_cmpstr (found->url, ==, source->url);
  g_assert_cmpstr (found->format, ==, "rss");
  g_assert_cmpstr (found->mapping, ==, source->mapping);
  g_assert_true (found->allow_http && found->review);
  g_assert_cmpint (found->last_try, ==, 1);
  g_assert_cmpint (found->last_success, ==, 2);
  g_assert_cmpint (found->next_due, ==, 3);
  g_assert_cmpint (found->retry_after, ==, 4);
  g_assert_cmpstr (found->last_error, ==, source->last_error);
  g_assert_cmpstr (found->etag, ==, source->etag);
  g_assert_cmpstr (found->last_modified, ==, source->last_modified);
  g_assert_cmpstr (found->result, ==, "updated");
  g_assert_cmpuint (found->n_new, ==, 5);
  g_assert_cmpuint (found->n_changed, ==, 6);
  g_assert_cmpuint (found->n_closed, ==, 7);
  g_assert_cmpuint (found->n_total, ==, 8);

  found->review = FALSE;
  g_clear_pointer (&found->etag, g_free);
  g_assert_cmpint (put_source (fixture->db, found, &error), ==, id);
  g_assert_no_error (error);
  again = rc_sources_find (fixture->db, "Calls", &error);
  g_assert_false (again->review);
  g_assert_null (again->etag);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcSource) b = make_source ("b", "https://grants.example/b");
  g_autoptr (RcSource) a = make_source ("a", "https://grants.example/a");
  g_autoptr (RcSource) same = make_source ("a", "https://grants.example/other");
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GError) error = NULL;

  put_source (fixture->db, b, &error);
  put_source (fixture->db, a, &error);
  g_assert_no_error (error);
  g_assert_cmpint (put_source (fixture->db, same, &error), ==, 0);
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_EXISTS);
  g_clear_error (&error);
  sources = rc_sources_list (fixture->db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sources->len, ==, 2);
  g_assert_cmpstr (((RcSource *) g_ptr_array_index (sources, 0))->name, ==, "a");
  /* Without a format it is found out. */
  g_assert_cmpstr (((RcSource *) g_ptr_array_index (sources, 0))->format, ==, "auto");
  g_assert_null (rc_sources_find (fixture->db, "c", &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND);
}

static void
remove_source (RcDatabase *db, const char *name, GError **error)
{
  g_assert_true (rc_database_begin (db, NULL));
  if (rc_sources_remove (db, name, error))
    g_assert_true (rc_database_commit (db, NULL));
  else
    rc_database_rollback (db);
}

/* Its grants stay, say where they came from, and belong to it again when it comes back. */
static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcSource) source = make_source ("a", "https://grants.example/a");
  g_autoptr (RcSource) back = make_source ("a", "https://grants.example/new");
  g_autoptr (RcRecord) open = make_grant ("open", "For readers", NULL);
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (RcRecordDetails) details = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = put_source (fixture->db, source, &error);
  gint64 batch, grant;

  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_REFRESH, "a", NULL, &error);
  grant = rc_records_put_from_source (fixture->db, batch, 0, id, open, RC_STATE_VISIBLE, &error);
  g_assert_true (rc_database_commit (fixture->db, &error));

  remove_source (fixture->db, "a", &error);
  g_assert_no_error (error);
  remove_source (fixture->db, "a", &error);
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  sources = rc_sources_list (fixture->db, &error);
  g_assert_cmpuint (sources->len, ==, 0);
  g_assert_cmpuint (count_found (fixture->db, "readers"), ==, 1);
  details = rc_records_get (fixture->db, grant, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (details->source, ==, "a");

  g_assert_cmpint (put_source (fixture->db, back, &error), ==, id);
  g_assert_no_error (error);
  g_assert_cmpint (rc_records_find_control (fixture->db, RC_KIND_GRANT, id, "open", &error), ==, grant);
}

static void
add_refresh (RcDatabase *db, gint64 source, guint status, const char *message)
{
  const RcPastRefresh refresh = { .source = source, .time = 100 + status, .milliseconds = 1500, .result = (char *) (message ? "failed" : "updated"),
                                  .status = status, .n_read = 9, .n_new = 3, .message = (char *) message };
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_database_begin (db, &error));
  g_assert_true (rc_refreshes_add (db, &refresh, &error));
  g_assert_true (rc_database_commit (db, &error));
}

/* The log: newest first, of one or of all, and no longer than it may be. */
static void
test_log (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcSource) calls = make_source ("Calls", "https://grants.example/rss");
  g_autoptr (RcSource) prizes = make_source ("Prizes", "https://prizes.example/rss");
  gint64 a = put_source (fixture->db, calls, NULL), b = put_source (fixture->db, prizes, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) left = NULL;
  const RcPastRefresh *newest;

  add_refresh (fixture->db, a, 200, NULL);
  for (guint i = 0; i < RC_REFRESHES_KEPT + 5; i++)
    add_refresh (fixture->db, b, 304, NULL);
  add_refresh (fixture->db, b, 503, "the server is away");
  all = rc_refreshes_list (fixture->db, 0, 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, RC_REFRESHES_KEPT + 1);
  newest = g_ptr_array_index (all, 0);
  g_assert_cmpuint (newest->status, ==, 503);
  g_assert_cmpstr (newest->message, ==, "the server is away");
  g_assert_cmpstr (newest->source_name, ==, "Prizes");
  one = rc_refreshes_list (fixture->db, a, 10, &error);
  g_assert_cmpuint (one->len, ==, 1);
  newest = g_ptr_array_index (one, 0);
  g_assert_cmpuint (newest->n_read, ==, 9);
  g_assert_cmpuint (newest->milliseconds, ==, 1500);
  g_assert_null (newest->message);
  g_assert_cmpint (newest->batch, ==, 0);
  /* Of a removed source nothing is shown. */
  g_assert_true (rc_database_begin (fixture->db, NULL));
  g_assert_true (rc_sources_remove (fixture->db, "Prizes", NULL));
  g_assert_true (rc_database_commit (fixture->db, NULL));
  left = rc_refreshes_list (fixture->db, 0, 1000, &error);
  g_assert_cmpuint (left->len, ==, 1);
}

static gint64
put_named_source (RcDatabase *db, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSource) source = make_source (name, "https://grants.example.org/");
  gint64 id = put_source (db, source, &error);

  g_assert_no_error (error);
  return id;
}

static void
test_reviews (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 source, other, waiting[3], batch;
  g_autoptr (GPtrArray) reviews = NULL;
  g_autoptr (GPtrArray) counts = NULL;
  g_autoptr (RcUndoReport) undone = NULL;
  const RcReview *first;

  source = put_named_source (fixture->db, "Hydrology");
  other = put_named_source (fixture->db, "Glaciology");
  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_REFRESH, "Hydrology", "tester", &error);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    {
      static const char *const controls[] = { "a", "b", "c" };
      g_autoptr (RcRecord) record = make_grant (controls[i], "A grant that waits", "2027-03-15");

      ((RcDeadline *) g_ptr_array_index (record->grant->deadlines, 0))->verbatim = g_strdup ("Apply by\n15 March 2027");
      waiting[i] = rc_records_put_from_source (fixture->db, batch, 0, i < 2 ? source : other, record, RC_STATE_REVIEW, &error);
      g_assert_no_error (error);
    }
  g_assert_true (rc_database_commit (fixture->db, &error));
  g_assert_cmpuint (count_found (fixture->db, "waits"), ==, 0);

  reviews = rc_reviews_list (fixture->db, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reviews->len, ==, 3);
  first = g_ptr_array_index (reviews, 0);
  g_assert_cmpstr (first->source_name, ==, "Glaciology");
  g_assert_cmpstr (first->people, ==, "A foundation");
  g_assert_cmpstr (first->sentence, ==, "Apply by 15 March 2027");
  g_assert_cmpuint (first->deadlines->len, ==, 1);
  counts = rc_reviews_count (fixture->db, &error);
  g_assert_cmpuint (counts->len, ==, 2);
  g_assert_cmpuint (((RcReviewCount *) g_ptr_array_index (counts, 1))->n, ==, 2);

  /* One of them is a no, which is a revision like any other; nobody can answer twice. */
  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_EDIT, "no", "tester", &error);
  g_assert_true (rc_reviews_decide (fixture->db, batch, waiting[2], RC_STATE_DRAFT, &error));
  g_assert_false (rc_reviews_decide (fixture->db, batch, waiting[2], RC_STATE_VISIBLE, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (rc_reviews_decide_source (fixture->db, batch, source, RC_STATE_VISIBLE, NULL, &error), ==, 2);
  g_assert_true (rc_database_commit (fixture->db, &error));
  g_assert_cmpuint (count_found (fixture->db, "waits"), ==, 2);
  g_assert_cmpint (rc_records_find_control (fixture->db, RC_KIND_GRANT, other, "c", &error), ==, waiting[2]);

  undone = rc_batch_undo (fixture->db, batch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->restored, ==, 3);
  g_assert_cmpuint (count_found (fixture->db, "waits"), ==, 0);
  g_clear_pointer (&reviews, g_ptr_array_unref);
  reviews = rc_reviews_list (fixture->db, 2, &error);
  g_assert_cmpuint (reviews->len, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sources/put", Fixture, NULL, set_up, test_put, tear_down);
  g_test_add ("/sources/log", Fixture, NULL, set_up, test_log, tear_down);
  g_test_add ("/sources/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/sources/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/sources/reviews", Fixture, NULL, set_up, test_reviews, tear_down);
  return g_test_run ();
}
