/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every service with every fault: whatever happens, nothing that is stored is touched, and the source says so in one line. */
#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "fault-server.h"
#include "refresh/refresh.h"
#include "support.h"

/* A listing of one page, and one that goes over to a second page. */
#define N_SHORT 31
#define MORE 20

static const RcFetchLimits LIMITS = {
  .max_bytes = 8u << 20, .deadline_ms = 400, .rate_window_ms = 200, .rate_bytes = 1000, .busy_ms = 10,
};

/* A listing needs its time where it is good. */
static const RcFetchLimits GOOD_LIMITS = {
  .max_bytes = 8u << 20, .deadline_ms = 20000, .rate_window_ms = 20000, .rate_bytes = 1, .busy_ms = 10,
};

typedef struct
{
  RcFaultServer *server;
  RcDatabase *db;
  char *folder;
  const RcTestService *service;
  RcTestItems items;
} Fixture;

static void
add_source (Fixture *fixture)
{
  g_autoptr (RcSource) source = rc_source_new ();

  source->name = g_strdup ("calls");
  source->url = rc_fault_server_dup_url (fixture->server, fixture->service->url);
  source->format = g_strdup (fixture->service->format);
  source->mapping = g_strdup (fixture->service->mapping);
  source->allow_http = TRUE;
  put_source (fixture->db, source);
}

static void
set_up (Fixture *fixture, gconstpointer service)
{
  fixture->service = service;
  fixture->items.first = 1000;
  fixture->items.n = fixture->service->page_size > 0 ? fixture->service->page_size + MORE : N_SHORT;
  fixture->server = rc_fault_server_new ();
  fixture->db = make_catalogue (&fixture->folder);
  add_source (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_catalogue (fixture->db, fixture->folder);
  rc_fault_server_free (fixture->server);
}

/* The answer to a question as text, row by row. */
static char *
ask (Fixture *fixture, const char *question)
{
  g_autofree char *path = g_build_filename (fixture->folder, "catalogue.db", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, question, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        {
          g_autofree char *coded = g_base64_encode (sqlite3_column_blob (statement, i), (gsize) sqlite3_column_bytes (statement, i));

          g_string_append_printf (text, "%s|", sqlite3_column_type (statement, i) == SQLITE_BLOB
                                                 ? coded : (const char *) sqlite3_column_text (statement, i));
        }
      g_string_append_c (text, '\n');
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* All that the catalogue holds, but for what is known of the source and the log of its tries. */
static char *
take_digest (Fixture *fixture)
{
  static const char *const tables[] = { "record", "\"grant\"", "deadline", "grant_source", "copy", "batch", "revision" };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *question = g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2", tables[i]);
      g_autofree char *rows = ask (fixture, question);

      g_checksum_update (checksum, (const guchar *) rows, -1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/* As a source that may be tried now. */
static void
forget_waiting (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSource) source = rc_sources_find (fixture->db, "calls", &error);

  g_assert_no_error (error);
  source->retry_after = 0;
  put_source (fixture->db, source);
}

static RcRefreshReport *
refresh (Fixture *fixture, RcFault fault, guint from)
{
  const RcRefreshOptions options = { .limits = fault == RC_FAULT_NONE ? &GOOD_LIMITS : &LIMITS };
  g_autoptr (GError) error = NULL;
  RcRefreshReport *report;

  forget_waiting (fixture);
  rc_fault_server_set (fixture->server, &fixture->items, fault, from);
  report = rc_refresh_source (fixture->db, "calls", &options, NULL, &error);
  g_assert_no_error (error);
  return report;
}

static void
refresh_well (Fixture *fixture, const char *result)
{
  g_autoptr (RcRefreshReport) report = refresh (fixture, RC_FAULT_NONE, 0);

  if (g_strcmp0 (report->result, result) != 0)
    g_test_message ("%s: %s", fixture->service->name, report->message);
  g_assert_cmpstr (report->result, ==, result);
}

/* A document of a feed that stops in the middle is still a feed, one of OAI-PMH may have nothing new, and a later page may lack
 * entries, or have some that cannot be read: all that counts is that nothing is changed. */
static gboolean
may_pass (const RcTestService *service, RcFault fault, guint from)
{
  if (from > 0 && (fault == RC_FAULT_OTHER_SHAPE || fault == RC_FAULT_FAR_FEWER || fault == RC_FAULT_NOTHING_LEFT))
    return TRUE;
  if (g_str_equal (service->format, "rss") || g_str_equal (service->format, "csv"))
    return fault == RC_FAULT_HALF_A_DOCUMENT;
  if (g_str_equal (service->format, "oai-pmh"))
    return fault == RC_FAULT_FAR_FEWER || fault == RC_FAULT_NOTHING_LEFT;
  return FALSE;
}

static void
check_failure (Fixture *fixture, RcFault fault, guint from, const RcRefreshReport *report, gint64 before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSource) source = rc_sources_find (fixture->db, "calls", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->n_new + report->n_changed + report->n_closed, ==, 0);
  /* Pages that are all the first one end; that some are missing is said. */
  if (g_strcmp0 (report->result, "failed") != 0 && fault == RC_FAULT_REPEATED_PAGE)
    {
      g_assert_nonnull (report->message);
      return;
    }
  if (g_strcmp0 (report->result, "failed") != 0 && may_pass (fixture->service, fault, from))
    return;
  g_assert_cmpstr (report->result, ==, "failed");
  g_assert_nonnull (report->message);
  g_assert_true (g_utf8_validate (report->message, -1, NULL));
  g_assert_null (strchr (report->message, '\n'));
  g_assert_cmpint (source->next_due, >=, before);
  g_assert_cmpstr (source->last_error, ==, report->message);
}

static void
try_fault (Fixture *fixture, RcFault fault, guint from, const char *digest)
{
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (RcRefreshReport) report = refresh (fixture, fault, from);
  g_autofree char *after = NULL;

  /* Where there are fewer requests than that, nothing was wrong. */
  if (rc_fault_server_get_n_requests (fixture->server) <= from)
    return;
  g_test_message ("%s, %s from %u: %s: %s", fixture->service->name, rc_fault_to_string (fault), from, report->result,
                  report->message != NULL ? report->message : "");
  check_failure (fixture, fault, from, report, before);
  after = take_digest (fixture);
  g_assert_cmpstr (after, ==, digest);
}

/* Faults after which nothing may be different; the rest is wrong in some of the entries. */
#define N_WHOLE_FAULTS RC_FAULT_BAD_UTF8

static gboolean
applies (const RcTestService *service, RcFault fault)
{
  return fault != RC_FAULT_REPEATED_PAGE || service->page_size > 0;
}

/* The others are only seen by who knows what was there the last time. */
static gboolean
shows_at_first (RcFault fault)
{
  return fault != RC_FAULT_OTHER_SHAPE && fault != RC_FAULT_FAR_FEWER && fault != RC_FAULT_NOTHING_LEFT &&
         fault != RC_FAULT_REPEATED_PAGE && fault != RC_FAULT_HALF_A_DOCUMENT;
}

static void
test_faults (Fixture *fixture, gconstpointer data)
{
  g_autofree char *empty = take_digest (fixture);
  g_autofree char *digest = NULL;

  for (guint fault = 1; fault < N_WHOLE_FAULTS; fault++)
    if (shows_at_first (fault))
      try_fault (fixture, fault, 0, empty);
  refresh_well (fixture, "updated");
  digest = take_digest (fixture);
  g_assert_cmpstr (digest, !=, empty);
  for (guint fault = 1; fault < N_WHOLE_FAULTS; fault++)
    for (guint from = 0; from < (fixture->service->page_size > 0 ? 2 : 1); from++)
      if (applies (fixture->service, fault))
        try_fault (fixture, fault, from, digest);
  refresh_well (fixture, "unchanged");
}

/* What visitors see of the grants. */
static char *
list_grants (Fixture *fixture)
{
  return ask (fixture, "SELECT r.control, r.title, r.state, d.position, d.precision, d.year, d.month, d.day, d.minute "
                       "FROM record AS r LEFT JOIN deadline AS d ON d.record = r.id ORDER BY r.control, d.position");
}

/* Entries in which something is wrong: none is lost, none is there twice, and no deadline is another day. */
static void
test_spoiled_entries (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = NULL;
  g_autofree char *days = NULL;

  refresh_well (fixture, "updated");
  good = list_grants (fixture);
  days = ask (fixture, "SELECT DISTINCT year, month, day FROM deadline ORDER BY 1, 2, 3");
  for (guint fault = RC_FAULT_BAD_UTF8; fault <= RC_FAULT_BAD_DATES; fault++)
    {
      g_autoptr (RcRefreshReport) report = refresh (fixture, fault, 0);
      g_autofree char *number = ask (fixture, "SELECT count (*) FROM record WHERE state <> 9");
      g_autofree char *expected = g_strdup_printf ("%u|\n", fixture->items.n);
      g_auto (GStrv) days_now = NULL;
      g_autofree char *rows = ask (fixture, "SELECT DISTINCT year, month, day FROM deadline ORDER BY 1, 2, 3");
      g_autofree char *restored = NULL;

      g_test_message ("%s, %s: %s: %s", fixture->service->name, rc_fault_to_string (fault), report->result,
                      report->message != NULL ? report->message : "");
      g_assert_cmpstr (number, ==, expected);
      days_now = g_strsplit (rows, "\n", -1);
      for (guint i = 0; days_now[i] != NULL; i++)
        g_assert_nonnull (strstr (days, days_now[i]));
      rc_fault_server_set (fixture->server, &fixture->items, RC_FAULT_NONE, 0);
      {
        g_autoptr (RcRefreshReport) again = refresh (fixture, RC_FAULT_NONE, 0);

        g_assert_cmpstr (again->result, !=, "failed");
      }
      restored = list_grants (fixture);
      g_assert_cmpstr (restored, ==, good);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < rc_test_n_services; i++)
    {
      g_autofree char *faults = g_strdup_printf ("/refresh/matrix/%s", rc_test_services[i].name);
      g_autofree char *spoiled = g_strdup_printf ("/refresh/spoiled/%s", rc_test_services[i].name);

      g_test_add (faults, Fixture, &rc_test_services[i], set_up, test_faults, tear_down);
      g_test_add (spoiled, Fixture, &rc_test_services[i], set_up, test_spoiled_entries, tear_down);
    }
  return g_test_run ();
}
