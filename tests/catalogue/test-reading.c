/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readers while somebody writes: they answer, see the old content and then the new, and hold nothing up. */
#include <sqlite3.h>

#include "support.h"

#include "catalogue/catalogue.h"
#include "catalogue/database-private.h"
#include "catalogue/subjects.h"
#include "search/subjects.h"

typedef struct
{
  GMainLoop *loop;
  guint64 total;
  guint n_changed;
} Answer;

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchAnswer) found = rc_catalogue_search_finish (RC_CATALOGUE (source), result, &error);

  g_assert_no_error (error);
  answer->total = found->total;
  g_main_loop_quit (answer->loop);
}

static void
changed_cb (RcCatalogue *catalogue, gpointer user_data)
{
  Answer *answer = user_data;

  answer->n_changed++;
  g_main_loop_quit (answer->loop);
}

static guint64
search (RcCatalogue *catalogue, Answer *answer)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("water");

  rc_catalogue_search_async (catalogue, query, NULL, searched_cb, answer);
  g_main_loop_run (answer->loop);
  return answer->total;
}

static void
put_some (Fixture *fixture, gint64 batch, guint n)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RcRecord) record = make_publication (NULL, "Water", NULL);

      rc_records_put (fixture->db, batch, 0, record, NULL, RC_STATE_VISIBLE, &error);
      g_assert_no_error (error);
    }
}

static void
test_while_writing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (RcCatalogue) catalogue = rc_catalogue_new (fixture->folder, FALSE);
  g_autoptr (RcRecord) record = make_publication (NULL, "Water", NULL);
  g_autoptr (GError) error = NULL;
  Answer answer = { .loop = loop };
  gint64 batch;

  put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  g_signal_connect (catalogue, "changed", G_CALLBACK (changed_cb), &answer);
  g_assert_cmpuint (search (catalogue, &answer), ==, 1);

  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_IMPORT, "many", NULL, &error);
  for (guint i = 0; i < 10; i++)
    {
      put_some (fixture, batch, 100);
      g_assert_cmpuint (search (catalogue, &answer), ==, 1);
    }
  g_assert_cmpuint (answer.n_changed, ==, 0);
  g_assert_true (rc_database_commit (fixture->db, &error));
  g_main_loop_run (loop);
  g_assert_cmpuint (answer.n_changed, ==, 1);
  g_assert_cmpuint (search (catalogue, &answer), ==, 1001);
}

static goffset
get_size (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_size;
}

/* Readers that stay open do not keep the journal of a large transaction. */
static void
test_journal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDatabase) reader = rc_database_open (fixture->folder, RC_DATABASE_READ, &error);
  /* What comes packed takes the place it takes. */
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (1 << 20), 1 << 20);
  g_autoptr (RcTextReading) reading = rc_text_reading_new ();
  g_autoptr (RcRecord) record = make_publication (NULL, "Water", NULL);
  RcDocument document = { .name = (char *) "a.pdf", .media_type = (char *) "application/pdf", .sha256 = (char *) "00" };
  gint64 batch;

  g_assert_no_error (error);
  document.record = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  g_assert_cmpuint (count_found (reader, "water"), ==, 1);
  for (guint i = 0; i < 40; i++)
    g_ptr_array_add (reading->pages, rc_page_text_new ("x", large));
  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_EDIT, "large", NULL, &error);
  rc_documents_put (fixture->db, batch, &document, reading, &error);
  g_assert_no_error (error);
  g_assert_true (rc_database_commit (fixture->db, &error));
  g_assert_cmpint (get_size (fixture, "catalogue.db"), >, 40 << 20);
  g_assert_cmpint (get_size (fixture, "catalogue.db-wal"), <=, 16 << 20);
  g_assert_cmpuint (count_found (reader, "water"), ==, 1);
}

/* No statement is left in the middle of its rows: it would hold its view of the database, and with it the journal. */
static void
assert_at_rest (RcDatabase *db, const char *after)
{
  sqlite3 *handle = rc_database_get_handle (db);

  for (sqlite3_stmt *stmt = sqlite3_next_stmt (handle, NULL); stmt != NULL; stmt = sqlite3_next_stmt (handle, stmt))
    if (sqlite3_stmt_busy (stmt))
      g_error ("after %s: %s", after, sqlite3_sql (stmt));
  g_assert_cmpint (sqlite3_txn_state (handle, NULL), ==, SQLITE_TXN_NONE);
}

static gboolean
stop (gint64 id, const RcRecord *record, gpointer user_data)
{
  return FALSE;
}

static void
test_at_rest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDatabase) reader = rc_database_open (fixture->folder, RC_DATABASE_READ, &error);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("water");
  g_autoptr (RcRecordDetails) details = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) subjects = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GPtrArray) batches = NULL;
  g_autofree char *label = NULL;
  RcSearchAnswer *answer;
  RcStats stats;
  gint64 id = 0;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *barcode = g_strdup_printf ("b%u", i);
      g_autoptr (RcRecord) record = make_publication (barcode, "Water", barcode);

      id = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
    }
  g_cancellable_cancel (cancelled);
  g_assert_null (rc_query_run (reader, query, cancelled, NULL));
  assert_at_rest (reader, "a cancelled search");
  for (RcSort sort = RC_SORT_RELEVANCE; sort <= RC_SORT_DEADLINE; sort++)
    {
      query->sort = sort;
      answer = rc_query_run (reader, query, NULL, &error);
      g_assert_no_error (error);
      assert_at_rest (reader, "a search");
      rc_search_answer_free (answer);
    }
  rows = rc_query_load_rows (reader, &id, 1, "education", &error);
  assert_at_rest (reader, "rows");
  details = rc_records_get (reader, id, &error);
  assert_at_rest (reader, "a record");
  g_assert_cmpint (rc_records_find (reader, "b7", &error), >, 0);
  assert_at_rest (reader, "a barcode");
  g_assert_cmpint (rc_records_find (reader, "nothing", NULL), ==, 0);
  assert_at_rest (reader, "nothing found");
  g_assert_true (rc_records_foreach (reader, stop, NULL, NULL, &error));
  assert_at_rest (reader, "a walk that was stopped");
  revisions = rc_records_get_revisions (reader, id, &error);
  batches = rc_batches_list (reader, RC_BATCH_EDIT, 3, &error);
  assert_at_rest (reader, "lists");
  subjects = rc_subjects_complete (reader, "edu", "en", 3, &error);
  label = rc_subjects_translate (reader, "Education", "ru", &error);
  assert_at_rest (reader, "subjects");
  g_assert_true (rc_database_get_stats (reader, &stats, &error));
  assert_at_rest (reader, "counts");
  g_assert_no_error (error);
}

/* A row says why it is there where its title does not: the words, and where they stand. */
static void
test_why (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *query, *snippet; /* (nullable) */
    RcSnippetPlace place;
  } whys[] = {
    { "water", NULL, RC_SNIPPET_OTHER },
    { "education", "Education", RC_SNIPPET_SUBJECTS },
    { "educational", "Education", RC_SNIPPET_SUBJECTS },
    { "RC-000017", "RC000017", RC_SNIPPET_BARCODE },
    { "37 KAZ", "37 KAZ", RC_SNIPPET_SHELFMARK },
    { "glaciers", "Of lakes and glaciers", RC_SNIPPET_ABSTRACT },
    { "lake", "Of lakes and glaciers", RC_SNIPPET_ABSTRACT },
    { "озеро", NULL, RC_SNIPPET_OTHER },
    { "balhash", "With a map of Балхаш · Reports; 7", RC_SNIPPET_OTHER },
    { "reports", "With a map of Балхаш · Reports; 7", RC_SNIPPET_OTHER },
    { "0-306-40615-2", "9780306406157", RC_SNIPPET_OTHER },
  };
  g_autoptr (RcRecord) record = make_publication ("1", "Water", "RC000017");
  gint64 id;

  rc_marc_add_field (record->marc, "520", "  \x1f" "aOf lakes and glaciers", -1);
  rc_marc_add_field (record->marc, "490", "0 \x1f" "aReports;\x1f" "v7", -1);
  rc_marc_add_field (record->marc, "500", "  \x1f" "aWith a map of Балхаш", -1);
  rc_marc_add_field (record->marc, "020", "  \x1f" "a9780306406157", -1);
  id = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (whys); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = rc_query_load_rows (fixture->db, &id, 1, whys[i].query, &error);
      const RcRowData *row;

      g_assert_no_error (error);
      row = g_ptr_array_index (rows, 0);
      g_assert_cmpstr (row->snippet, ==, whys[i].snippet);
      if (row->snippet != NULL)
        g_assert_cmpint (row->snippet_place, ==, whys[i].place);
    }
}

/* An answer with its rows is the answer, and the rows of its ids. */
static void
test_with_rows (Fixture *fixture, gconstpointer data)
{
  static const char *const queries[] = { "water", "education", "nothing" };

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autoptr (RcRecord) record = make_publication (number, i % 3 != 0 ? "Water" : "Rivers", number);

      put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (RcSearchQuery) query = rc_search_query_new (queries[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = NULL;
      g_autoptr (GPtrArray) expected_rows = NULL;
      g_autoptr (RcSearchAnswer) answer = rc_query_run_with_rows (fixture->db, query, &rows, NULL, &error);
      g_autoptr (RcSearchAnswer) expected = rc_query_run (fixture->db, query, NULL, &error);
      const gint64 *ids = (const gint64 *) (gconstpointer) expected->ids->data;

      expected_rows = rc_query_load_rows (fixture->db, ids, expected->ids->len, queries[i], &error);
      g_assert_no_error (error);
      g_assert_cmpuint (answer->total, ==, expected->total);
      g_assert_cmpmem (answer->ids->data, answer->ids->len * sizeof *ids, ids, expected->ids->len * sizeof *ids);
      g_assert_cmpuint (answer->facets[RC_FACET_YEAR]->len, ==, expected->facets[RC_FACET_YEAR]->len);
      g_assert_cmpuint (rows->len, ==, expected_rows->len);
      for (guint j = 0; j < rows->len; j++)
        {
          const RcRowData *row = g_ptr_array_index (rows, j), *other = g_ptr_array_index (expected_rows, j);

          g_assert_cmpint (row->id, ==, ids[j]);
          g_assert_cmpstr (row->title, ==, other->title);
          g_assert_cmpstr (row->snippet, ==, other->snippet);
        }
    }
}

/* What stands nowhere in it, but is another name of what it is filed under. */
static void
test_why_labels (Fixture *fixture, gconstpointer data)
{
  static const char *const queries[] = { "образование", "образов", "water образование" };
  sqlite3 *handle = rc_database_get_handle (fixture->db);
  g_autoptr (RcRecord) record = make_publication ("1", "Rivers", "RC000017");
  g_autoptr (RcRecord) other = make_publication ("2", "Lakes", "RC000018");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  gint64 id = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  gint64 ids[] = { id, put (fixture->db, 0, other, NULL, RC_STATE_VISIBLE, NULL) };
  RcSubjectsWriter *writer = rc_subjects_writer_new (handle, &error);

  g_assert_true (rc_subjects_writer_add_label (writer, 1, "Education", "en", TRUE, &error));
  g_assert_true (rc_subjects_writer_add_label (writer, 1, "Образование", "ru", TRUE, &error));
  g_assert_true (rc_subjects_writer_finish (writer, NULL, &error));
  rc_subjects_writer_free (writer);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GPtrArray) rows = rc_query_load_rows (fixture->db, ids, G_N_ELEMENTS (ids), queries[i], &error);

      g_assert_no_error (error);
      for (guint j = 0; j < rows->len; j++)
        {
          const RcRowData *row = g_ptr_array_index (rows, j);

          g_assert_cmpstr (row->snippet, ==, "Education");
          g_assert_cmpint (row->snippet_place, ==, RC_SNIPPET_HEADING);
        }
    }
  none = rc_query_load_rows (fixture->db, &id, 1, "rivers -образование", &error);
  g_assert_no_error (error);
  g_assert_null (((const RcRowData *) g_ptr_array_index (none, 0))->snippet);
}

static void
add_copy (GPtrArray *copies, const char *shelfmark, RcCopyStatus status, const char *due)
{
  RcCopy *copy = rc_copy_new ();

  copy->shelfmark = g_strdup (shelfmark);
  copy->status = status;
  copy->due = g_strdup (due);
  g_ptr_array_add (copies, copy);
}

static gint64
put_with_copies (Fixture *fixture, gboolean on_shelf)
{
  g_autoptr (RcRecord) record = make_publication (NULL, on_shelf ? "On the shelf" : "On loan", NULL);
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_copy_free);

  add_copy (copies, "A", RC_COPY_IN_REPAIR, NULL);
  add_copy (copies, "B", RC_COPY_ON_LOAN, "2026-12-24");
  if (on_shelf)
    add_copy (copies, "C", RC_COPY_ON_SHELF, NULL);
  add_copy (copies, "D", RC_COPY_ON_LOAN, "2026-12-01");
  add_copy (copies, "E", on_shelf ? RC_COPY_ON_SHELF : RC_COPY_MISSING, NULL);
  return put (fixture->db, 0, record, copies, RC_STATE_VISIBLE, NULL);
}

/* Rows stand in the order of the ids, whatever that is, each with the copy that is nearest at hand. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  gint64 here = put_with_copies (fixture, TRUE), lent = put_with_copies (fixture, FALSE);
  g_autoptr (RcRecord) plain = make_publication (NULL, "None", NULL);
  gint64 none = put (fixture->db, 0, plain, NULL, RC_STATE_VISIBLE, NULL);
  const gint64 ids[] = { lent, none + 1, here, none, lent };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rc_query_load_rows (fixture->db, ids, G_N_ELEMENTS (ids), NULL, &error);
  g_autoptr (GPtrArray) no_rows = rc_query_load_rows (fixture->db, NULL, 0, "water", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (no_rows->len, ==, 0);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (ids));
  g_assert_null (g_ptr_array_index (rows, 1));
  for (guint i = 0; i < rows->len; i++)
    {
      const RcRowData *row = g_ptr_array_index (rows, i);

      if (i == 1)
        continue;
      g_assert_cmpint (row->id, ==, ids[i]);
      g_assert_cmpstr (row->title, ==, row->id == here ? "On the shelf" : row->id == lent ? "On loan" : "None");
      g_assert_cmpint (row->copies, ==, row->id == here ? 5 : row->id == lent ? 4 : 0);
      g_assert_cmpint (row->copies_on_shelf, ==, row->id == here ? 2 : 0);
      g_assert_cmpstr (row->shelfmark, ==, row->id == here ? "C" : row->id == lent ? "B" : NULL);
      g_assert_cmpstr (row->due, ==, row->id == lent ? "2026-12-01" : NULL);
      g_assert_null (row->snippet);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reading/while-writing", Fixture, NULL, set_up, test_while_writing, tear_down);
  g_test_add ("/reading/journal", Fixture, NULL, set_up, test_journal, tear_down);
  g_test_add ("/reading/why", Fixture, NULL, set_up, test_why, tear_down);
  g_test_add ("/reading/with-rows", Fixture, NULL, set_up, test_with_rows, tear_down);
  g_test_add ("/reading/why-labels", Fixture, NULL, set_up, test_why_labels, tear_down);
  g_test_add ("/reading/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/reading/at-rest", Fixture, NULL, set_up, test_at_rest, tear_down);
  return g_test_run ();
}
