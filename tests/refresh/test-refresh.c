/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole runs of a source: what comes into the catalogue, and what stays when nothing good comes. */
#include "config.h"

#include "catalogue/refreshes.h"
#include "catalogue/batches.h"
#include "catalogue/records.h"
#include "refresh/drift.h"
#include "refresh/refresh.h"
#include "server.h"
#include "support.h"

static const RcFetchLimits LIMITS = {
  .max_bytes = 1u << 20, .deadline_ms = 20000, .rate_window_ms = 20000, .rate_bytes = 1,
};

static const RcRefreshOptions OPTIONS = { .limits = &LIMITS };

typedef struct
{
  RcTestServer *server;
  RcDatabase *db;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = rc_test_server_new ();
  fixture->db = make_catalogue (&fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_catalogue (fixture->db, fixture->folder);
  rc_test_server_free (fixture->server);
}

static void
add_source (Fixture *fixture, const char *name, const char *path, const char *format, gboolean review)
{
  g_autoptr (RcSource) source = rc_source_new ();

  source->name = g_strdup (name);
  source->url = rc_test_server_dup_url (fixture->server, path);
  source->format = g_strdup (format);
  source->allow_http = TRUE;
  source->review = review;
  put_source (fixture->db, source);
}

/* Forgets a Retry-After, so that the next try is made. */
static void
move (Fixture *fixture, const char *name, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSource) source = rc_sources_find (fixture->db, name, &error);

  g_free (source->url);
  source->url = rc_test_server_dup_url (fixture->server, path);
  source->retry_after = 0;
  put_source (fixture->db, source);
}

static RcRefreshReport *
refresh (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  RcRefreshReport *report = rc_refresh_source (fixture->db, name, &OPTIONS, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);
  return report;
}

static void
assert_run (Fixture *fixture, const char *name, const char *result, guint n_new, guint n_changed, guint n_closed)
{
  g_autoptr (RcRefreshReport) report = refresh (fixture, name);

  if (g_strcmp0 (report->result, result) != 0)
    g_error ("%s, not %s: %s", report->result, result, report->message);
  g_assert_cmpuint (report->n_new, ==, n_new);
  g_assert_cmpuint (report->n_changed, ==, n_changed);
  g_assert_cmpuint (report->n_closed, ==, n_closed);
  g_assert_true ((report->batch != 0) == (n_new + n_changed + n_closed > 0));
}

/* The newest line of the log. */
static void
assert_log (Fixture *fixture, const char *result, guint status, guint n_read, guint n_new)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) log = rc_refreshes_list (fixture->db, 0, 1, &error);
  const RcPastRefresh *last;

  g_assert_no_error (error);
  g_assert_cmpuint (log->len, ==, 1);
  last = g_ptr_array_index (log, 0);
  g_assert_cmpstr (last->result, ==, result);
  g_assert_cmpuint (last->status, ==, status);
  g_assert_cmpuint (last->n_read, ==, n_read);
  g_assert_cmpuint (last->n_new, ==, n_new);
  g_assert_true ((last->message != NULL) == g_str_equal (result, "failed"));
  g_assert_true ((last->batch != 0) == (n_new > 0));
}

static void
serve (Fixture *fixture, guint first, guint n, const char *etag)
{
  g_autofree char *feed = rc_test_feed_new (first, n);

  rc_test_server_set_page (fixture->server, feed, etag);
}

static guint64
count_grants (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  RcStats stats;

  g_assert_true (rc_database_get_stats (fixture->db, &stats, &error));
  return stats.grants;
}

static void
test_feed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSource) source = NULL;
  guint n_requests;

  add_source (fixture, "calls", "/page", "auto", FALSE);
  serve (fixture, 1, 10, "\"a\"");
  assert_run (fixture, "calls", "updated", 10, 0, 0);
  assert_log (fixture, "updated", 200, 10, 10);
  assert_run (fixture, "calls", "unchanged", 0, 0, 0);
  assert_log (fixture, "unchanged", 304, 0, 0);
  n_requests = rc_test_server_get_n_requests (fixture->server);
  g_assert_cmpuint (n_requests, ==, 2);

  /* Two rolled off the end, three came: what rolled off stays open. */
  serve (fixture, 3, 11, "\"b\"");
  assert_run (fixture, "calls", "updated", 3, 0, 0);
  g_assert_cmpuint (count_grants (fixture), ==, 13);

  source = rc_sources_find (fixture->db, "calls", &error);
  g_assert_cmpstr (source->etag, ==, "\"b\"");
  g_assert_cmpstr (source->last_modified, ==, "Wed, 21 Oct 2026 07:28:00 GMT");
  g_assert_cmpuint (source->n_total, ==, 11);
  g_assert_null (source->last_error);
  g_assert_cmpint (source->next_due, >, source->last_success);
}

static void
test_same_without_etag (Fixture *fixture, gconstpointer data)
{
  add_source (fixture, "calls", "/page", "rss", FALSE);
  serve (fixture, 1, 4, NULL);
  assert_run (fixture, "calls", "updated", 4, 0, 0);
  assert_run (fixture, "calls", "unchanged", 0, 0, 0);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRefreshReport) report = NULL;
  g_autoptr (RcUndoReport) undone = NULL;
  g_autoptr (GError) error = NULL;

  add_source (fixture, "calls", "/page", "auto", FALSE);
  serve (fixture, 1, 5, NULL);
  report = refresh (fixture, "calls");
  undone = rc_batch_undo (fixture->db, report->batch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->removed, ==, 5);
  g_assert_cmpuint (count_grants (fixture), ==, 0);
}

static void
test_review (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSource) source = NULL;
  g_autoptr (RcRecordDetails) details = NULL;

  add_source (fixture, "calls", "/page", "auto", TRUE);
  serve (fixture, 1, 1, NULL);
  assert_run (fixture, "calls", "updated", 1, 0, 0);
  source = rc_sources_find (fixture->db, "calls", &error);
  details = rc_records_get (fixture->db, rc_records_find_control (fixture->db, RC_KIND_GRANT, source->id, "g1", &error), &error);
  g_assert_no_error (error);
  g_assert_cmpint (details->state, ==, RC_STATE_REVIEW);
}

/* Nobody has said what its fields mean: people see first what was made of them, and what that was. */
static void
test_guessed (Fixture *fixture, gconstpointer data)
{
  static const char *const answers[] = {
    "{\"open\":[{\"id\":\"g1\",\"name\":\"Prize\",\"agency\":\"Fund\",\"closing_date\":\"2036-11-30\",\"colour\":\"red\"}]}",
    "id,Grant Name,Funder,Deadline,colour\ng1,Prize,Fund,2036-11-30,red\n",
  };
  static const char *const names[] = { "objects", "table" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RcRefreshReport) report = NULL;
      g_autoptr (RcSource) source = NULL;
      g_autoptr (RcRecordDetails) details = NULL;

      add_source (fixture, names[i], "/page", "auto", FALSE);
      rc_test_server_set_page (fixture->server, answers[i], NULL);
      report = refresh (fixture, names[i]);
      if (g_strcmp0 (report->result, "updated") != 0)
        g_error ("%s", report->message);
      g_assert_true (g_str_has_prefix (report->message, "its fields were guessed, and what is new waits for review: title = "));
      g_assert_true (g_str_has_suffix (report->message, "; not read: colour"));
      source = rc_sources_find (fixture->db, names[i], &error);
      details = rc_records_get (fixture->db, rc_records_find_control (fixture->db, RC_KIND_GRANT, source->id, "g1", &error), &error);
      g_assert_no_error (error);
      g_assert_cmpint (details->state, ==, RC_STATE_REVIEW);
    }
}

/* Links are seen from the address of the source. */
static void
test_relative_links (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSource) source = NULL;
  g_autoptr (RcRecordDetails) details = NULL;
  g_autofree char *expected = rc_test_server_dup_url (fixture->server, "/calls/7?x=1");

  add_source (fixture, "calls", "/page", "rss", FALSE);
  rc_test_server_set_page (fixture->server, "<rss version='2.0'><channel><title>Calls</title><item><title>Fellowship</title>"
                                            "<link>calls/7?x=1</link><guid isPermaLink='false'>g1</guid></item></channel></rss>", NULL);
  assert_run (fixture, "calls", "updated", 1, 0, 0);
  source = rc_sources_find (fixture->db, "calls", &error);
  details = rc_records_get (fixture->db, rc_records_find_control (fixture->db, RC_KIND_GRANT, source->id, "g1", &error), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (details->record->grant->url, ==, expected);
}

/* Whatever comes: failed, said why, and yesterday's grants are there. */
static void
test_failures (Fixture *fixture, gconstpointer data)
{
  const char *const paths[] = { "/html/200", "/html/202", "/status/204", "/status/404", "/status/500", "/status/503/after/60", "/cut",
                                "/large", "/bomb", "/redirect/http%3A%2F%2F127.0.0.1%3A9%2F", "/redirect/file%3A%2F%2F%2Fetc%2Fpasswd" };
  g_autoptr (GError) error = NULL;

  add_source (fixture, "calls", "/page", "auto", FALSE);
  serve (fixture, 1, 4, "\"a\"");
  assert_run (fixture, "calls", "updated", 4, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (RcRefreshReport) report = NULL;
      g_autoptr (RcSource) source = NULL;

      move (fixture, "calls", paths[i]);
      report = refresh (fixture, "calls");
      g_test_message ("%s: %s", paths[i], report->message);
      g_assert_cmpstr (report->result, ==, "failed");
      g_assert_nonnull (report->message);
      g_assert_cmpuint (count_grants (fixture), ==, 4);
      source = rc_sources_find (fixture->db, "calls", &error);
      g_assert_cmpstr (source->last_error, ==, report->message);
      g_assert_cmpstr (source->etag, ==, "\"a\"");
      g_assert_cmpint (source->next_due, >, source->last_try);
    }
  move (fixture, "calls", "/page");
  assert_run (fixture, "calls", "unchanged", 0, 0, 0);
}

/* A feed that is well served and badly written. */
static void
test_bad_pages (Fixture *fixture, gconstpointer data)
{
  const char *const pages[] = { "", "   ", "no listing at all", "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item><title>Cut",
                                "{\"data\":{\"hitCount\":", "<rss version=\"2.0\"><channel><title>None</title></channel></rss>" };

  add_source (fixture, "calls", "/page", "auto", FALSE);
  serve (fixture, 1, 4, NULL);
  assert_run (fixture, "calls", "updated", 4, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (RcRefreshReport) report = NULL;

      rc_test_server_set_page (fixture->server, pages[i], NULL);
      report = refresh (fixture, "calls");
      g_test_message ("%u: %s", i, report->message);
      g_assert_cmpstr (report->result, ==, "failed");
      g_assert_cmpuint (count_grants (fixture), ==, 4);
    }
}

static void
test_suspect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRefreshReport) report = NULL;

  add_source (fixture, "calls", "/page", "auto", FALSE);
  serve (fixture, 1, 10, NULL);
  assert_run (fixture, "calls", "updated", 10, 0, 0);
  serve (fixture, 1, 4, NULL);
  report = refresh (fixture, "calls");
  g_assert_cmpstr (report->result, ==, "failed");
  g_assert_nonnull (strstr (report->message, "needs care"));
  g_assert_cmpuint (report->batch, ==, 0);
}

/* A table of `n` calls, whose deadlines are on the day of December. Columns can be left out. */
static void
serve_table (Fixture *fixture, guint n, guint day, gboolean with_deadlines)
{
  g_autoptr (GString) text = g_string_new (with_deadlines ? "control,title,url,deadlines\n" : "control,title,url,summary\n");

  for (guint i = 1; i <= n; i++)
    {
      g_string_append_printf (text, "c%u,Call %u,https://calls.example/%u,", i, i, i);
      if (with_deadlines)
        g_string_append_printf (text, "2030-12-%02u\n", day + i);
      else
        g_string_append (text, "About it\n");
    }
  rc_test_server_set_page (fixture->server, text->str, NULL);
}

static RcDrift *
load_drift (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSource) source = rc_sources_find (fixture->db, "calls", &error);
  RcDrift *drift = rc_drift_load (fixture->db, source, &error);

  g_assert_no_error (error);
  return drift;
}

static void
assert_needs_care (Fixture *fixture, guint kinds)
{
  g_autoptr (RcRefreshReport) report = refresh (fixture, "calls");
  g_autoptr (RcDrift) drift = load_drift (fixture);

  g_test_message ("%s", report->message);
  g_assert_cmpstr (report->result, ==, "failed");
  g_assert_true (g_str_has_prefix (report->message, "needs care"));
  g_assert_cmpuint (report->batch, ==, 0);
  g_assert_nonnull (drift);
  g_assert_cmpuint (drift->kinds, ==, kinds);
}

static void
decide (Fixture *fixture, gboolean accept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSource) source = rc_sources_find (fixture->db, "calls", &error);

  g_assert_true (rc_database_begin (fixture->db, &error));
  g_assert_true (accept ? rc_drift_accept (fixture->db, source, &error) : rc_drift_wait (fixture->db, source, &error));
  g_assert_true (rc_database_commit (fixture->db, &error));
  g_assert_no_error (error);
}

/* An answer that is made in another way is held until staff accept it, and one like it then is taken. */
static void
test_drift (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcDrift) drift = NULL;
  g_autoptr (RcDrift) seen = NULL;
  g_autoptr (RcDrift) past = NULL;
  const RcDriftField *field;

  add_source (fixture, "calls", "/page", "csv", FALSE);
  serve_table (fixture, 10, 1, TRUE);
  assert_run (fixture, "calls", "updated", 10, 0, 0);

  /* No entry has a deadline any more. */
  serve_table (fixture, 10, 1, FALSE);
  assert_needs_care (fixture, RC_DRIFT_SHAPE);
  drift = load_drift (fixture);
  field = g_ptr_array_index (drift->fields, 0);
  g_assert_cmpstr (field->name, ==, "deadlines");
  g_assert_cmpuint (field->percent_before, ==, 100);
  g_assert_cmpuint (field->percent_now, ==, 0);
  field = g_ptr_array_index (drift->fields, 1);
  g_assert_cmpstr (field->name, ==, "summary");
  g_assert_cmpuint (field->percent_now, ==, 100);

  /* Staff would rather wait; it comes right by itself. */
  decide (fixture, FALSE);
  assert_needs_care (fixture, RC_DRIFT_SHAPE);
  seen = load_drift (fixture);
  g_assert_true (seen->waits);
  serve_table (fixture, 10, 1, TRUE);
  assert_run (fixture, "calls", "unchanged", 0, 0, 0);
  past = load_drift (fixture);
  g_assert_null (past);

  /* Every deadline a day later, but for a few a mistake of reading. */
  serve_table (fixture, 10, 2, TRUE);
  assert_needs_care (fixture, RC_DRIFT_MOVED);
  decide (fixture, TRUE);
  serve_table (fixture, 10, 3, TRUE);
  assert_needs_care (fixture, RC_DRIFT_MOVED);
  serve_table (fixture, 10, 2, TRUE);
  assert_run (fixture, "calls", "updated", 0, 10, 0);

  /* Half as many, accepted, and no fewer than those. */
  serve_table (fixture, 4, 2, TRUE);
  assert_needs_care (fixture, RC_DRIFT_FEWER);
  decide (fixture, TRUE);
  serve_table (fixture, 1, 2, TRUE);
  assert_needs_care (fixture, RC_DRIFT_FEWER);
  serve_table (fixture, 4, 2, TRUE);
  assert_run (fixture, "calls", "updated", 0, 0, 6);
  /* What was accepted is used up. */
  serve_table (fixture, 1, 2, TRUE);
  assert_needs_care (fixture, RC_DRIFT_FEWER);
}

/* A page for people is no listing, and nobody can say that it is. */
static void
test_web_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSource) source = NULL;

  add_source (fixture, "calls", "/page", "csv", FALSE);
  serve_table (fixture, 10, 1, TRUE);
  assert_run (fixture, "calls", "updated", 10, 0, 0);
  rc_test_server_set_page (fixture->server, "<!DOCTYPE html><html><body>Who are you?</body></html>", NULL);
  assert_needs_care (fixture, RC_DRIFT_WEB_PAGE);
  source = rc_sources_find (fixture->db, "calls", &error);
  g_assert_false (rc_drift_accept (fixture->db, source, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND);
}

/* A server that wants to be left alone is: not even a named run asks it. */
static void
test_retry_after (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRefreshReport) first = NULL;
  g_autoptr (RcRefreshReport) second = NULL;
  g_autoptr (GPtrArray) due = NULL;
  guint n_requests;

  add_source (fixture, "calls", "/status/429/after/600", "auto", FALSE);
  first = refresh (fixture, "calls");
  g_assert_cmpstr (first->result, ==, "failed");
  n_requests = rc_test_server_get_n_requests (fixture->server);
  assert_log (fixture, "failed", 429, 0, 0);
  second = refresh (fixture, "calls");
  g_assert_cmpstr (second->result, ==, "failed");
  g_assert_cmpuint (rc_test_server_get_n_requests (fixture->server), ==, n_requests);
  due = rc_refresh_list_due (fixture->db, g_get_real_time () / G_USEC_PER_SEC, NULL);
  g_assert_cmpuint (due->len, ==, 0);
  g_ptr_array_unref (g_steal_pointer (&due));
  due = rc_refresh_list_due (fixture->db, g_get_real_time () / G_USEC_PER_SEC + 3600, NULL);
  g_assert_cmpuint (due->len, ==, 1);
}

/* All pages, and a listing that is complete: what is not in it any more is closed. */
static void
test_grants_gov (Fixture *fixture, gconstpointer data)
{
  const RcTestServices services = { .items = { .n = 600, .first = 1000 } };
  g_autofree char *question = NULL;

  add_source (fixture, "usa", "/v1/api/search2?keyword=education", "grants-gov", FALSE);
  rc_test_server_set_services (fixture->server, &services);
  assert_run (fixture, "usa", "updated", 600, 0, 0);
  g_assert_cmpuint (rc_test_server_get_n_requests (fixture->server), ==, 3);
  question = rc_test_server_dup_last_body (fixture->server);
  g_assert_nonnull (strstr (question, "\"keyword\":\"education\""));
  g_assert_nonnull (strstr (question, "\"startRecordNum\":500"));
  assert_run (fixture, "usa", "unchanged", 0, 0, 0);
}

static void
serve_extract (Fixture *fixture, const char *unit, guint n)
{
  g_autoptr (GString) xml = g_string_new ("<?xml version=\"1.0\"?>\n<Grants xmlns=\"http://apply.grants.gov/system/OpportunityDetail-V1.0\">\n");

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (xml, "<%s><OpportunityID>%u</OpportunityID><OpportunityTitle>Extract %u</OpportunityTitle><CloseDate>12312035</CloseDate></%s>\n",
                            unit, i, i, unit);
  g_string_append (xml, "</Grants>\n");
  rc_test_server_set_page (fixture->server, xml->str, NULL);
}

/* Nothing that is known by its name is nothing left, and not nothing new. */
static void
test_extract (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRefreshReport) report = NULL;

  add_source (fixture, "usa", "/page", "grants-gov", FALSE);
  serve_extract (fixture, "OpportunitySynopsisDetail_1_0", 31);
  assert_run (fixture, "usa", "updated", 31, 0, 0);
  serve_extract (fixture, "OpportunitySynopsisDetail_2_0", 31);
  report = refresh (fixture, "usa");
  g_test_message ("%s: %s", report->result, report->message);
  g_assert_cmpstr (report->result, ==, "failed");
  g_assert_nonnull (strstr (report->message, "needs care"));
}

/* The second page fails: the first one is kept, and it is said. A server that always sends the same page is no listing. */
static void
test_grants_gov_cut (Fixture *fixture, gconstpointer data)
{
  RcTestServices services = { .items = { .n = 600, .first = 1000 }, .fails_from = 2 };

  add_source (fixture, "usa", "/v1/api/search2", "grants-gov", FALSE);
  rc_test_server_set_services (fixture->server, &services);
  assert_run (fixture, "usa", "failed", 250, 0, 0);
  g_assert_cmpuint (count_grants (fixture), ==, 250);
  services.fails_from = 0;
  rc_test_server_set_services (fixture->server, &services);
  assert_run (fixture, "usa", "updated", 350, 0, 0);
  services.again = TRUE;
  rc_test_server_set_services (fixture->server, &services);
  assert_run (fixture, "usa", "failed", 0, 0, 0);
  g_assert_cmpuint (count_grants (fixture), ==, 600);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  const char *const both = "{\"errorcode\":0,\"data\":{\"hitCount\":2,\"oppHits\":["
                           "{\"id\":\"1\",\"number\":\"A-1\",\"title\":\"One\",\"closeDate\":\"12/31/2030\",\"oppStatus\":\"posted\"},"
                           "{\"id\":\"2\",\"number\":\"A-2\",\"title\":\"Two\",\"closeDate\":\"12/31/2030\",\"oppStatus\":\"posted\"}]}}";
  const char *const one = "{\"errorcode\":0,\"data\":{\"hitCount\":1,\"oppHits\":["
                          "{\"id\":\"1\",\"number\":\"A-1\",\"title\":\"One and only\",\"closeDate\":\"12/31/2030\",\"oppStatus\":\"posted\"}]}}";

  add_source (fixture, "usa", "/page", "grants-gov", FALSE);
  rc_test_server_set_page (fixture->server, both, NULL);
  assert_run (fixture, "usa", "updated", 2, 0, 0);
  rc_test_server_set_page (fixture->server, one, NULL);
  assert_run (fixture, "usa", "updated", 0, 1, 1);
  assert_run (fixture, "usa", "unchanged", 0, 0, 0);
  rc_test_server_set_page (fixture->server, both, NULL);
  assert_run (fixture, "usa", "updated", 0, 2, 0);
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRefreshReport) report = NULL;

  g_assert_null (rc_refresh_source (fixture->db, "nobody", NULL, NULL, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND);
  add_source (fixture, "eu", "/page", "papyrus", FALSE);
  report = refresh (fixture, "eu");
  g_assert_cmpstr (report->result, ==, "failed");
  g_assert_nonnull (strstr (report->message, "papyrus"));
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_source (fixture, "calls", "/page", "auto", FALSE);
  serve (fixture, 1, 4, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_null (rc_refresh_source (fixture->db, "calls", &OPTIONS, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_grants (fixture), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/refresh/refresh/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("feed", test_feed);
  ADD ("same-without-etag", test_same_without_etag);
  ADD ("undo", test_undo);
  ADD ("review", test_review);
  ADD ("guessed", test_guessed);
  ADD ("relative-links", test_relative_links);
  ADD ("failures", test_failures);
  ADD ("bad-pages", test_bad_pages);
  ADD ("suspect", test_suspect);
  ADD ("drift", test_drift);
  ADD ("web-page", test_web_page);
  ADD ("retry-after", test_retry_after);
  ADD ("grants-gov", test_grants_gov);
  ADD ("extract", test_extract);
  ADD ("grants-gov-cut", test_grants_gov_cut);
  ADD ("closed", test_closed);
  ADD ("unknown", test_unknown);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
