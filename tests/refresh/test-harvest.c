/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listings of many pages: how each service is asked, what is kept of one that is cut, what nothing new costs. */
#include "config.h"

#include <string.h>

#include "catalogue/refreshes.h"
#include "record/problem.h"
#include "refresh/refresh.h"
#include "refresh/source-file.h"
#include "refresh/source-lock.h"
#include "server.h"
#include "support.h"

static const RcFetchLimits LIMITS = { .max_bytes = 8u << 20, .deadline_ms = 20000, .rate_window_ms = 20000, .rate_bytes = 1, .busy_ms = 20 };

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

/* `rest`: groups of its key file. */
static void
add_source (Fixture *fixture, const char *name, const char *path, const char *format, const char *rest)
{
  g_autofree char *url = rc_test_server_dup_url (fixture->server, path);
  g_autofree char *text = g_strdup_printf ("[Source]\nName=%s\nUrl=%s\nFormat=%s\nAllowHttp=true\n%s", name, url, format, rest);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSourceFile) file = rc_source_file_new (text, strlen (text), &error);
  g_autoptr (RcSource) source = NULL;

  g_assert_no_error (error);
  source = rc_source_file_make_source (file);
  put_source (fixture->db, source);
}

static RcRefreshReport *
refresh (Fixture *fixture, const char *name)
{
  const RcRefreshOptions options = { .limits = &LIMITS };
  g_autoptr (GError) error = NULL;
  RcRefreshReport *report = rc_refresh_source (fixture->db, name, &options, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
assert_run (Fixture *fixture, const char *name, const char *result, guint n_new, guint n_closed)
{
  g_autoptr (RcRefreshReport) report = refresh (fixture, name);

  if (g_strcmp0 (report->result, result) != 0)
    g_error ("%s: %s, not %s: %s", name, report->result, result, report->message);
  g_test_message ("%s: %s", name, report->message);
  g_assert_cmpuint (report->n_new, ==, n_new);
  g_assert_cmpuint (report->n_closed, ==, n_closed);
}

static guint
count_lines (const char *text, const char *part)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (char **line = lines; *line != NULL; line++)
    n += strstr (*line, part) != NULL;
  return n;
}

/* Requests since the last call that have a text in their address. */
static guint
count_asked (Fixture *fixture, const char *part)
{
  g_autofree char *asked = rc_test_server_dup_asked (fixture->server);

  return count_lines (asked, part);
}

static void
set_services (Fixture *fixture, RcTestServices services)
{
  rc_test_server_set_services (fixture->server, &services);
}

#define MAPPING                                                                                                         \
  "[mapping]\nrecords=$.calls[*]\ntotal=$.count\npage=$.page\nsize=$.size\ncontrol=$.key\ntitle=$.name\nurl=$.page\ndeadline=$.ends\nwhole=true\n"
#define PAGES "[Ask]\nNext=page\n" MAPPING

/* Every grant of every page comes, and the second time nothing is new. */
static void
test_services (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *path, *format, *rest;
    guint n_requests;
  } services[] = {
    { "mapped", "/residencies.json?size=50", "json", PAGES, 5 },
    { "sedia", "/search-api/prod/rest/search?apiKey=SEDIA&text=***", "sedia", "", 3 },
    { "common", "/common-grants/opportunities", "commongrants", "", 3 },
    { "relief", "/v2/training?appname=x", "reliefweb", "[Ask]\nRows=90\n", 3 },
    { "giving", "/api/v1/org/GB-CHC-1/grants_made?limit=100", "360giving", "", 3 },
    { "search", "/v1/api/search2?keyword=x", "grants-gov", "", 1 },
    { "unesdoc", "/api/explore/v2.1/catalog/datasets/doc001/records?where=x", "opendatasoft", "", 3 },
  };

  set_services (fixture, (RcTestServices){ .items = { .n = 230, .first = 1000 } });
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RcSource) source = NULL;

      add_source (fixture, services[i].name, services[i].path, services[i].format, services[i].rest);
      assert_run (fixture, services[i].name, "updated", 230, 0);
      g_assert_cmpuint (count_asked (fixture, ""), ==, services[i].n_requests + 1);
      source = rc_sources_find (fixture->db, services[i].name, &error);
      g_assert_cmpuint (source->n_total, ==, 230);
      g_assert_null (source->checkpoint);
      assert_run (fixture, services[i].name, "unchanged", 0, 0);
      count_asked (fixture, "");
    }
}

/* After a cut the good pages are there, nothing was closed, and the next run asks for the rest only: the end is that of a run that was
 * not disturbed. */
static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRefreshReport) report = NULL;
  g_autoptr (RcSource) source = NULL;

  add_source (fixture, "mapped", "/residencies.json?size=50", "json", PAGES);
  set_services (fixture, (RcTestServices){ .items = { .n = 230, .first = 1000 } });
  assert_run (fixture, "mapped", "updated", 230, 0);
  count_asked (fixture, "");

  set_services (fixture, (RcTestServices){ .items = { .n = 230, .first = 1040 }, .fails_from = 4 });
  report = refresh (fixture, "mapped");
  g_assert_cmpstr (report->result, ==, "failed");
  g_assert_nonnull (strstr (report->message, "page 4: "));
  g_assert_cmpuint (report->n_closed, ==, 0);
  g_assert_cmpuint (count_asked (fixture, "page="), ==, 3);
  source = rc_sources_find (fixture->db, "mapped", &error);
  g_assert_cmpuint (source->n_failures, ==, 1);

  /* No page before the fourth was news: it begins again. */
  set_services (fixture, (RcTestServices){ .items = { .n = 230, .first = 1040 } });
  assert_run (fixture, "mapped", "updated", 40, 40);

  set_services (fixture, (RcTestServices){ .items = { .n = 230, .first = 2000 }, .fails_from = 4 });
  count_asked (fixture, "");
  assert_run (fixture, "mapped", "failed", 150, 0);
  count_asked (fixture, "");
  set_services (fixture, (RcTestServices){ .items = { .n = 230, .first = 2000 } });
  assert_run (fixture, "mapped", "updated", 80, 230);
  {
    g_autofree char *asked = rc_test_server_dup_asked (fixture->server);

    g_assert_cmpuint (count_lines (asked, "/residencies.json"), ==, 2);
    g_assert_nonnull (strstr (asked, "page=4"));
    g_assert_nonnull (strstr (asked, "page=5"));
  }
  assert_run (fixture, "mapped", "unchanged", 0, 0);
}

/* What is asked for next is of the same server, or nothing. */
static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRefreshReport) report = NULL;

  add_source (fixture, "giving", "/api/v1/org/GB-CHC-1/grants_made", "360giving", "");
  set_services (fixture, (RcTestServices){ .items = { .n = 230, .first = 1000 }, .away = TRUE });
  report = refresh (fixture, "giving");
  g_assert_cmpstr (report->result, ==, "failed");
  g_assert_nonnull (strstr (report->message, "another server"));
}

/* A filter that was not understood: millions of results, and nothing is stored. */
static void
test_filter_ignored (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRefreshReport) report = NULL;

  add_source (fixture, "eu", "/search-api/prod/rest/search", "sedia", "");
  set_services (fixture, (RcTestServices){ .items = { .n = 4170000, .first = 1 } });
  report = refresh (fixture, "eu");
  g_assert_cmpstr (report->result, ==, "failed");
  g_test_message ("%s", report->message);
  g_assert_cmpuint (report->n_new, ==, 0);
  g_assert_cmpuint (count_asked (fixture, "search"), ==, 1);
}

/* Details are asked for once, and again for what has changed. */
static void
test_details (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = rc_test_server_dup_url (fixture->server, "/v1/api/fetchOpportunity");
  g_autofree char *rest = g_strdup_printf ("[Ask]\nDetails=%s\n", url);
  g_autoptr (RcRefreshReport) report = NULL;

  add_source (fixture, "usa", "/v1/api/search2", "grants-gov", rest);
  set_services (fixture, (RcTestServices){ .items = { .n = 40, .first = 1000 } });
  report = refresh (fixture, "usa");
  g_test_message ("%s", report->message);
  g_assert_cmpstr (report->result, ==, "updated");
  g_assert_cmpuint (report->n_new, ==, 40);
  g_assert_cmpuint (report->n_left_out, ==, 4);
  g_assert_cmpuint (count_asked (fixture, "fetchOpportunity"), ==, 40);
  set_services (fixture, (RcTestServices){ .items = { .n = 40, .first = 1005 } });
  g_clear_pointer (&report, rc_refresh_report_free);
  report = refresh (fixture, "usa");
  g_assert_cmpuint (report->n_new, ==, 5);
  g_assert_cmpuint (report->n_closed, ==, 5);
  g_assert_cmpuint (count_asked (fixture, "fetchOpportunity"), ==, 5 + 4);
}

/* Details that could not be had are asked for again the next times, but not for ever; what then comes is taken. */
static void
test_details_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = rc_test_server_dup_url (fixture->server, "/v1/api/fetchOpportunity");
  g_autofree char *rest = g_strdup_printf ("[Ask]\nDetails=%s\n", url);

  for (guint come = 0; come < 2; come++)
    {
      g_autofree char *name = g_strdup_printf ("usa%u", come);

      add_source (fixture, name, "/v1/api/search2", "grants-gov", rest);
      set_services (fixture, (RcTestServices){ .items = { .n = 20, .first = 1000 * (come + 1) } });
      rc_refresh_report_free (refresh (fixture, name));
      g_assert_cmpuint (count_asked (fixture, "fetchOpportunity"), ==, 20);
      for (guint n = 1; n < 7; n++)
        {
          g_autoptr (RcRefreshReport) report = NULL;

          set_services (fixture, (RcTestServices){ .items = { .n = 20, .first = 1000 * (come + 1) }, .whole = come == 1 });
          report = refresh (fixture, name);
          g_test_message ("%u %u: %s %s %u", come, n, report->result, report->message, report->n_changed);
          g_assert_cmpuint (report->n_changed, ==, (come == 1 && n == 1 ? 2u : 0u));
          g_assert_cmpuint (count_asked (fixture, "fetchOpportunity"), ==, (n < (come == 1 ? 2u : 5u) ? 2u : 0u));
        }
    }
}

/* Feeds of several pages: older ones are asked for once, and what they have does not go when they do. */
static void
test_feed_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSource) source = NULL;
  g_autoptr (RcRefreshReport) report = NULL;

  add_source (fixture, "feed", "/rss?size=20", "rss", "");
  set_services (fixture, (RcTestServices){ .items = { .n = 70, .first = 1000 } });
  assert_run (fixture, "feed", "updated", 70, 0);
  g_assert_cmpuint (count_asked (fixture, "rss"), ==, 4);
  source = rc_sources_find (fixture->db, "feed", &error);
  g_assert_cmpstr (source->etag, ==, "\"page-1\"");
  g_assert_cmpuint (source->n_total, ==, 20);
  assert_run (fixture, "feed", "unchanged", 0, 0);
  g_assert_cmpuint (count_asked (fixture, "rss"), ==, 1);
  /* Five new ones push five to the second page, which brings nothing more. */
  set_services (fixture, (RcTestServices){ .items = { .n = 75, .first = 995 } });
  assert_run (fixture, "feed", "updated", 5, 0);
  g_assert_cmpuint (count_asked (fixture, "rss"), ==, 2);

  /* A second page that is broken takes nothing from the first one, and is asked for again the next time. */
  add_source (fixture, "broken", "/rss?size=20&b=1", "rss", "");
  set_services (fixture, (RcTestServices){ .items = { .n = 70, .first = 2000 }, .fails_from = 2 });
  report = refresh (fixture, "broken");
  g_test_message ("%s: %s", report->result, report->message);
  g_assert_cmpstr (report->result, ==, "updated");
  g_assert_cmpuint (report->n_new, ==, 20);
  g_assert_nonnull (strstr (report->message, "page 2: "));
  count_asked (fixture, "");
  set_services (fixture, (RcTestServices){ .items = { .n = 70, .first = 2000 } });
  assert_run (fixture, "broken", "updated", 50, 0);
  g_assert_cmpuint (count_asked (fixture, "rss"), ==, 4);
  assert_run (fixture, "broken", "unchanged", 0, 0);
  g_assert_cmpuint (count_asked (fixture, "rss"), ==, 1);

  /* Another host is not asked; links that lead round, and a limit. */
  add_source (fixture, "away", "/rss?size=20&away=1", "rss", "");
  set_services (fixture, (RcTestServices){ .items = { .n = 70, .first = 3000 } });
  assert_run (fixture, "away", "updated", 20, 0);
  g_assert_cmpuint (count_asked (fixture, "rss"), ==, 1);
  add_source (fixture, "round", "/rss?size=20&c=1", "rss", "");
  set_services (fixture, (RcTestServices){ .items = { .n = 70, .first = 4000 }, .again = TRUE });
  assert_run (fixture, "round", "updated", 20, 0);
  g_assert_cmpuint (count_asked (fixture, "rss"), ==, 2);
  add_source (fixture, "long", "/rss?size=20&d=1", "rss", "[Ask]\nPages=3\n");
  set_services (fixture, (RcTestServices){ .items = { .n = 4000, .first = 10000 } });
  assert_run (fixture, "long", "updated", 60, 0);
  g_assert_cmpuint (count_asked (fixture, "rss"), ==, 3);
}

/* Identify, tokens, one that is forgotten, a busy server, one that never ends. */
static void
test_oai (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRefreshReport) report = NULL;
  g_autofree char *asked = NULL;

  add_source (fixture, "un", "/oai", "oai-pmh", "[Ask]\nPrefix=oai_dc\nFrom=2026-01-01\n");
  set_services (fixture, (RcTestServices){ .items = { .n = 350, .first = 1 }, .n_busy = 2 });
  report = refresh (fixture, "un");
  asked = rc_test_server_dup_asked (fixture->server);
  g_test_message ("%s: %s\n%s", report->result, report->message, asked);
  g_assert_cmpstr (report->result, ==, "updated");
  g_assert_cmpuint (report->n_new, ==, 350);
  g_assert_cmpuint (count_lines (asked, "verb=Identify"), ==, 1);
  g_assert_cmpuint (count_lines (asked, "metadataPrefix=oai_dc&from=2026-01-01"), ==, 1);
  g_assert_cmpuint (count_lines (asked, "resumptionToken=d100"), ==, 3);
  g_assert_cmpuint (count_lines (asked, "resumptionToken=d300"), ==, 1);
  g_clear_pointer (&report, rc_refresh_report_free);
  g_clear_pointer (&asked, g_free);

  /* The next time only what has changed since, by the repository's own clock. */
  set_services (fixture, (RcTestServices){ .items = { .n = 5, .first = 1 } });
  assert_run (fixture, "un", "unchanged", 0, 0);
  asked = rc_test_server_dup_asked (fixture->server);
  g_assert_cmpuint (count_lines (asked, "oai"), ==, 1);
  g_assert_nonnull (strstr (asked, "from=2026-11-21"));
  g_clear_pointer (&asked, g_free);

  add_source (fixture, "other", "/oai", "oai-pmh", "");
  set_services (fixture, (RcTestServices){ .items = { .n = 350, .first = 1 }, .forgets = TRUE });
  report = refresh (fixture, "other");
  asked = rc_test_server_dup_asked (fixture->server);
  g_test_message ("%s: %s\n%s", report->result, report->message, asked);
  g_assert_cmpuint (count_lines (asked, "from=2026-05-01"), ==, 1);
  g_clear_pointer (&report, rc_refresh_report_free);

  add_source (fixture, "endless", "/oai", "oai-pmh", "");
  set_services (fixture, (RcTestServices){ .items = { .n = 350, .first = 1 }, .again = TRUE });
  report = refresh (fixture, "endless");
  g_assert_cmpstr (report->result, ==, "failed");
  g_test_message ("%s", report->message);
  g_assert_nonnull (strstr (report->message, "same token"));
}

/* Window by window and set by set, without a gap between two windows, in both granularities. */
static void
test_oai_sets (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *path, *first, *next;
  } repositories[] = {
    { "/oai?sets=1", "from=2023-01-01T00%3A00%3A00Z&until=2023-04-10T23%3A59%3A59Z", "from=2023-04-11T00%3A00%3A00Z&" },
    { "/oai?sets=1&days=1", "from=2023-01-01&until=2023-04-10", "from=2023-04-11&" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (repositories); i++)
    {
      g_autofree char *name = g_strdup_printf ("sets %u", i), *asked = NULL, *later = NULL;

      add_source (fixture, name, repositories[i].path, "oai-pmh", "[Ask]\nSet=even; odd\nFrom=2023-01-01\nWindow=100\n");
      set_services (fixture, (RcTestServices){ .items = { .n = 60 } });
      assert_run (fixture, name, "updated", 60, 0);
      asked = rc_test_server_dup_asked (fixture->server);
      g_test_message ("%s", asked);
      g_assert_cmpuint (count_lines (asked, repositories[i].first), ==, 2);
      g_assert_cmpuint (count_lines (asked, repositories[i].next), ==, 2);
      g_assert_cmpuint (count_lines (asked, "set=even"), ==, count_lines (asked, "set=odd"));
      /* Only what has changed since the repository's own day, of each set. */
      set_services (fixture, (RcTestServices){ .items = { .n = 60 } });
      assert_run (fixture, name, "unchanged", 0, 0);
      later = rc_test_server_dup_asked (fixture->server);
      g_assert_null (strstr (later, "from=2023"));
      g_assert_nonnull (strstr (later, "set=odd&from=2026-11-21"));
    }
}

/* Bytes of the database and its journal; what a connection sees of others' changes. */
static char *
dup_bytes (Fixture *fixture)
{
  static const char *const names[] = { "catalogue.db", "catalogue.db-wal" };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_get_contents (path, &bytes, &length, NULL))
        g_checksum_update (checksum, (guchar *) bytes, (gssize) length);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/* Nothing new: one conditional request, not a byte of the database, and yet everybody knows of the try. */
static void
test_nothing_new (Fixture *fixture, gconstpointer data)
{
  g_autofree char *feed = rc_test_feed_new (1, 20);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSource) first = NULL;
  g_autoptr (RcSource) second = NULL;
  g_autoptr (RcSource) third = NULL;
  g_autoptr (GPtrArray) log = NULL;
  guint64 version;

  add_source (fixture, "calls", "/page", "rss", "");
  add_source (fixture, "mapped", "/residencies.json?size=50", "json", PAGES);
  set_services (fixture, (RcTestServices){ .items = { .n = 230, .first = 1000 } });
  rc_test_server_set_page (fixture->server, feed, "\"a\"");
  assert_run (fixture, "calls", "updated", 20, 0);
  assert_run (fixture, "mapped", "updated", 230, 0);
  count_asked (fixture, "");
  first = rc_sources_find (fixture->db, "calls", &error);
  version = rc_database_get_version (fixture->db);
  before = dup_bytes (fixture);

  assert_run (fixture, "calls", "unchanged", 0, 0);
  g_assert_cmpuint (count_asked (fixture, "/page"), ==, 1);
  assert_run (fixture, "mapped", "unchanged", 0, 0);
  rc_test_server_set_page (fixture->server, "", NULL);
  assert_run (fixture, "calls", "failed", 0, 0);
  assert_run (fixture, "calls", "failed", 0, 0);
  after = dup_bytes (fixture);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (rc_database_get_version (fixture->db), ==, version);

  second = rc_sources_find (fixture->db, "calls", &error);
  g_assert_cmpstr (second->result, ==, "failed");
  g_assert_cmpuint (second->n_failures, ==, 2);
  g_assert_cmpuint (second->n_total, ==, 20);
  g_assert_cmpstr (second->etag, ==, first->etag);
  g_assert_nonnull (second->last_error);
  log = rc_refreshes_list (fixture->db, second->id, 10, &error);
  g_assert_cmpuint (log->len, ==, 4);

  /* The next real change takes all of it along. */
  g_clear_pointer (&feed, g_free);
  feed = rc_test_feed_new (1, 21);
  rc_test_server_set_page (fixture->server, feed, "\"b\"");
  assert_run (fixture, "calls", "updated", 1, 0);
  third = rc_sources_find (fixture->db, "calls", &error);
  g_assert_cmpuint (third->n_failures, ==, 0);
  g_assert_null (third->last_error);
  g_clear_pointer (&log, g_ptr_array_unref);
  log = rc_refreshes_list (fixture->db, second->id, 10, &error);
  g_assert_cmpuint (log->len, ==, 5);
  g_assert_cmpstr (((RcPastRefresh *) g_ptr_array_index (log, 0))->result, ==, "updated");
  g_assert_cmpstr (((RcPastRefresh *) g_ptr_array_index (log, 4))->result, ==, "updated");
}

/* A long body that breaks off is asked for from there on. */
static void
test_resume (Fixture *fixture, gconstpointer data)
{
  g_autofree char *feed = rc_test_feed_new (1, 3000);

  add_source (fixture, "calls", "/parts", "rss", "");
  rc_test_server_set_page (fixture->server, feed, "\"whole\"");
  assert_run (fixture, "calls", "updated", 3000, 0);
  g_assert_cmpuint (count_asked (fixture, "/parts"), >, 2);
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSource) source = NULL;
  g_autoptr (RcRefreshReport) report = NULL;
  int lock;

  add_source (fixture, "calls", "/page", "rss", "");
  source = rc_sources_find (fixture->db, "calls", &error);
  lock = rc_source_lock (fixture->db, source->id, &error);
  g_assert_cmpint (lock, >=, 0);
  report = refresh (fixture, "calls");
  g_assert_cmpstr (report->result, ==, "failed");
  g_assert_nonnull (strstr (report->message, "already"));
  g_assert_cmpuint (rc_test_server_get_n_requests (fixture->server), ==, 0);
  rc_source_unlock (lock);
}

static void
report_cb (RcRefreshReport *report, gpointer user_data)
{
  g_test_message ("%s: %s", report->source, report->message);
  g_assert_cmpstr (report->result, ==, "updated");
  rc_refresh_report_free (report);
  ++*(guint *) user_data;
}

/* Several at once, each in a connection of its own. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a", "b", "c", "d", NULL };
  guint n = 0;
  const RcRefreshOptions options = { .limits = &LIMITS, .user_data = &n };
  g_autofree char *feed = rc_test_feed_new (1, 20);
  g_autoptr (GError) error = NULL;

  rc_test_server_set_page (fixture->server, feed, NULL);
  for (const char *const *name = names; *name != NULL; name++)
    add_source (fixture, *name, "/page", "rss", "");
  g_assert_true (rc_refresh_sources (fixture->folder, names, &options, report_cb, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 4);
}

/* Those that come with the program can all be read. */
static void
test_offered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new ();
  g_autoptr (GPtrArray) files = rc_source_files_load (problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (files->len, >=, 10);
}

/* One that is too large is told of; the others are read. */
static void
test_large_key_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "resource-centre", "sources", NULL);
  g_autofree char *path = g_build_filename (folder, "large.source", NULL);
  g_autofree char *text = g_strnfill (300 * 1024, '#');
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  files = rc_source_files_load (problems);
  g_assert_cmpuint (files->len, >=, 10);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (((RcProblem *) problems->pdata[0])->message, "larger than 256 KiB"));
  g_remove (path);
}

int
main (int argc, char **argv)
{
  g_autofree char *settings = g_dir_make_tmp ("rc-settings-XXXXXX", NULL);
  int failed;

  g_setenv ("XDG_CONFIG_HOME", settings, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/refresh/harvest/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("services", test_services);
  ADD ("cut", test_cut);
  ADD ("elsewhere", test_elsewhere);
  ADD ("filter-ignored", test_filter_ignored);
  ADD ("feed-pages", test_feed_pages);
  ADD ("details", test_details);
  ADD ("details-again", test_details_again);
  ADD ("oai", test_oai);
  ADD ("oai-sets", test_oai_sets);
  ADD ("nothing-new", test_nothing_new);
  ADD ("resume", test_resume);
  ADD ("lock", test_lock);
  ADD ("many", test_many);
  ADD ("offered", test_offered);
  ADD ("large-key-file", test_large_key_file);
  failed = g_test_run ();
  remove_tree (settings);
  return failed;
}
