/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import of RC_N records (2000) of which a tenth change others, taken back: the catalogue is the one before, row by row, and so are the
 * answers of the search. Brought back, it is the one after. */
#include <stdlib.h>

#include "dump.h"

#include "exchange/writer.h"
#include "import/import.h"

static const char *const words[] = { "water", "steppe", "glacier", "cotton", "silk", "road", "school", "teacher", "heritage", "science",
                                     "река",  "озеро",  "мектеп",  "ғылым",  "мұра", "eau",  "école",  "désert",  "forêt",   "lac" };

static RcRecord *
make (guint number, guint version)
{
  g_autofree char *control = g_strdup_printf ("U%07u", number);
  g_autofree char *barcode = g_strdup_printf ("8%07u", number);
  g_autofree char *author = g_strdup_printf ("1 \x1f" "aAuthor%u, A.", number % 977);
  g_autofree char *date = g_strdup_printf ("  \x1f" "aAlmaty\x1f" "c%u", 1950 + number % 70);
  g_autofree char *subject = g_strdup_printf (" 0\x1f" "a%s", words[(number / 7) % G_N_ELEMENTS (words)]);
  g_autofree char *title = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  RcRecord *record;

  for (guint i = 0, state = number * 2654435761u; i < 6; i++, state = state * 1664525 + 1013904223)
    g_string_append_printf (text, "%s ", words[(state >> 16) % G_N_ELEMENTS (words)]);
  title = g_strdup_printf ("%s%u%s", text->str, number, version > 0 ? ", another edition" : "");
  record = make_publication (control, title, number % 2 == 0 ? barcode : NULL);
  rc_marc_add_field (record->marc, "100", author, -1);
  rc_marc_add_field (record->marc, "260", date, -1);
  rc_marc_add_field (record->marc, "650", subject, -1);
  if (number % 5 == 0)
    rc_marc_add_field (record->marc, "590", "  \x1f" "aOf this library", -1);
  return record;
}

/* Records from one number to another, `version` 1 those that were there. */
static void
add_records (RcWriter *writer, guint from, guint to, guint version)
{
  for (guint i = from; i < to; i++)
    {
      g_autoptr (RcRecord) record = make (i, version);
      g_autoptr (GError) error = NULL;

      rc_writer_add (writer, record->marc, &error);
      g_assert_no_error (error);
    }
}

/* A file with changed records, then with new ones. Returns the import. */
static gint64
import (Fixture *fixture, guint n_changed, guint from, guint to)
{
  g_autofree char *path = g_build_filename (fixture->folder, "large.mrc", NULL);
  const char *files[] = { path, NULL };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream = G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error));
  g_autoptr (RcWriter) writer = rc_writer_new (RC_FORMAT_MARC21, stream, &error);
  g_autoptr (RcImportReport) report = NULL;

  add_records (writer, 0, n_changed, 1);
  add_records (writer, from, to, 0);
  g_assert_true (rc_writer_finish (writer, &error));
  g_assert_true (g_output_stream_close (stream, NULL, &error));
  report = rc_import_files (fixture->db, files, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->added, ==, to - from);
  g_assert_cmpuint (report->updated, ==, n_changed);
  g_test_message ("import of %u records, of which %u changed others: %.1f s", n_changed + to - from, n_changed, report->seconds);
  return report->import;
}

/* What the search answers, whole, to a word, a pair, a filter's worth of everything. */
static char *
ask (Fixture *fixture)
{
  static const char *const questions[] = { "", "water", "мектеп silk", "\"another edition\"", "author12", "80000012", "lac -water", "озер" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (RcSearchQuery) query = rc_search_query_new (questions[i]);
      g_autoptr (RcSearchAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;

      query->limit = 1000;
      answer = rc_query_run (fixture->db, query, NULL, &error);
      g_assert_no_error (error);
      g_string_append_printf (text, "%s: %u\n", questions[i], (guint) answer->total);
      for (guint k = 0; k < answer->ids->len; k++)
        g_string_append_printf (text, "%" G_GINT64_FORMAT "\n", g_array_index (answer->ids, gint64, k));
    }
  return g_string_free (text, FALSE);
}

static void
undo (Fixture *fixture, gint64 batch, const char *what)
{
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_monotonic_time ();
  g_autoptr (RcUndoReport) report = rc_batch_undo (fixture->db, batch, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->kept, ==, 0);
  g_test_message ("%s: %u removed, %u restored, %.1f s", what, report->removed, report->restored,
                  (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC);
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  guint n = g_getenv ("RC_N") != NULL ? (guint) atoi (g_getenv ("RC_N")) : 2000;
  guint n_before = n / 5, n_changed = n / 10;
  g_autofree char *before = NULL, *after = NULL, *undone = NULL, *again = NULL;
  g_autofree char *answers_before = NULL, *answers_after = NULL, *answers_undone = NULL, *answers_again = NULL;
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GError) error = NULL;
  gint64 batch;

  import (fixture, 0, 0, n_before);
  before = dump (fixture);
  answers_before = ask (fixture);
  batch = import (fixture, n_changed, n_before, n_before + n - n_changed);
  after = dump (fixture);
  answers_after = ask (fixture);
  g_assert_cmpstr (answers_before, !=, answers_after);

  undo (fixture, batch, "taken back");
  undone = dump (fixture);
  answers_undone = ask (fixture);
  assert_same (before, undone);
  assert_same (answers_before, answers_undone);
  g_assert_true (rc_database_check (fixture->db, FALSE, problems, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);

  batches = rc_batches_list (fixture->db, RC_BATCH_UNDO, 1, &error);
  undo (fixture, ((RcBatch *) g_ptr_array_index (batches, 0))->id, "brought back");
  again = dump (fixture);
  answers_again = ask (fixture);
  assert_same (after, again);
  assert_same (answers_after, answers_again);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/undo/large", Fixture, NULL, set_up, test_large, tear_down);
  return g_test_run ();
}
