/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disc into the catalogue: its record, its tree, its image; undone as one. */
#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "../catalogue/support.h"

#include "catalogue/discs.h"
#include "catalogue/documents.h"
#include "documents/store.h"
#include "fixture.h"
#include "import/capture-look.h"
#include "import/capture.h"
#include "record/problem.h"

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "disc", NULL);
  g_autofree char *below = g_build_filename (folder, "reports", NULL);
  g_autofree char *file = g_build_filename (below, "lake balkhash.txt", NULL);
  RcCaptureOptions options = { .title = "Lakes of Asia", .shelfmark = "CD 12" };
  g_autoptr (RcCaptureReport) report = NULL;
  g_autoptr (RcUndoReport) undone = NULL;
  g_autoptr (GPtrArray) top = NULL;
  g_autoptr (GPtrArray) inside = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (RcDiscRow) disc = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const RcRowData *row;

  g_assert_cmpint (g_mkdir_with_parents (below, 0755), ==, 0);
  g_assert_true (g_file_set_contents (file, "water", -1, NULL));
  report = rc_capture_disc (fixture->db, folder, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->files, ==, 1);
  g_assert_cmpuint (report->folders, ==, 1);
  g_assert_cmpuint (report->bytes, ==, 5);
  g_assert_cmpuint (report->problems->len, ==, 0);

  disc = rc_discs_get (fixture->db, report->disc, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (disc->title, ==, "Lakes of Asia");
  g_assert_cmpstr (disc->shelfmark, ==, "CD 12");
  g_assert_cmpuint (disc->n_files, ==, 1);
  top = rc_discs_list_folder (fixture->db, report->disc, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (top->len, ==, 1);
  inside = rc_discs_list_folder (fixture->db, report->disc, "reports", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (inside->len, ==, 1);
  g_assert_cmpstr (((RcFileRow *) g_ptr_array_index (inside, 0))->name, ==, "lake balkhash.txt");
  g_assert_null (rc_discs_list_folder (fixture->db, report->disc, "nowhere", &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  found = find (fixture->db, "balkhash");
  g_assert_cmpuint (found->len, ==, 1);
  rows = rc_query_load_rows (fixture->db, (gint64 *) (gpointer) found->data, 1, "balkhash", &error);
  g_assert_no_error (error);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->kind, ==, RC_KIND_FILE);
  g_assert_cmpstr (row->disc_title, ==, "Lakes of Asia");
  g_assert_cmpstr (row->disc_shelfmark, ==, "CD 12");
  g_assert_cmpstr (row->path, ==, "reports/lake balkhash.txt");

  undone = rc_batch_undo (fixture->db, report->batch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->removed, ==, 1);
  g_assert_cmpuint (count_found (fixture->db, ""), ==, 0);
  g_assert_null (rc_discs_get (fixture->db, report->disc, &error));
}

static void
test_image (Fixture *fixture, gconstpointer data)
{
  const char *shared = g_getenv ("RC_SHARED_DATA");
  g_autofree char *image = shared != NULL ? g_build_filename (shared, "disc", "kdomanski", "test.iso", NULL) : NULL;
  const RcCaptureOptions options = { .texts_later = TRUE };
  g_autoptr (RcCaptureReport) report = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GError) error = NULL;
  RcStats stats;

  if (image == NULL || !g_file_test (image, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared data is not here");
      return;
    }
  report = rc_capture_disc (fixture->db, image, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->files, >, 1000);
  all = rc_discs_list_all (fixture->db, report->disc, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, report->files + report->folders);
  g_assert_true (rc_database_get_stats (fixture->db, &stats, &error));
  g_assert_cmpuint (stats.files, ==, report->files);
  g_assert_cmpuint (stats.files_bytes, >, 0);
  g_assert_true (rc_database_check (fixture->db, FALSE, problems, NULL, &error));
  g_assert_cmpuint (problems->len, ==, 0);

  g_assert_null (rc_capture_disc (fixture->db, image, NULL, NULL, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_EXISTS);
}

/* The one record that is found, and why. */
static RcRowData *
find_row (RcDatabase *db, const char *text, GPtrArray **rows)
{
  g_autoptr (GArray) found = find (db, text);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (found->len, ==, 1);
  *rows = rc_query_load_rows (db, (gint64 *) (gpointer) found->data, 1, text, &error);
  g_assert_no_error (error);
  return g_ptr_array_index (*rows, 0);
}

/* What a PDF on the disc says is found and, where the image is kept, read; without the image the record says so. */
static void
test_pdf (Fixture *fixture, gconstpointer data)
{
  gboolean tree_only = GPOINTER_TO_INT (data);
  char *pdf = fixture_make_usual_pdf ();
  char *image = fixture_make_iso_of (pdf, "Caravans.pdf");
  RcCaptureOptions options = { .title = "Old roads", .tree_only = tree_only };
  g_autoptr (RcCaptureReport) report = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GPtrArray) noted = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const RcDocument *document;
  const RcRowData *row;
  int fd;

  report = rc_capture_disc (fixture->db, image, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->problems->len, ==, 0);
  row = find_row (fixture->db, "\"silk road of Almaty\"", &rows);
  g_assert_cmpint (row->id, ==, report->disc);
  g_assert_cmpint (row->readable, ==, !tree_only);
  g_assert_nonnull (row->snippet);
  g_assert_nonnull (strstr (row->snippet, "silk road of Almaty"));

  documents = rc_documents_list (fixture->db, report->disc, &error);
  g_assert_cmpuint (documents->len, ==, 1);
  document = g_ptr_array_index (documents, 0);
  g_assert_cmpstr (document->path, ==, "Caravans.pdf");
  g_assert_cmpint (document->pages, ==, 3);
  g_assert_cmpint (document->held, ==, !tree_only);
  text = rc_documents_get_page_text (fixture->db, document->id, 2, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "leads far"));
  fd = rc_document_open_fd (fixture->db, document, NULL, &error);
  if (tree_only)
    {
      g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING);
      find_row (fixture->db, "ask for the disc", &noted);
    }
  else
    {
      g_assert_no_error (error);
      g_assert_true (g_close (fd, NULL));
    }
  fixture_remove (image);
  fixture_remove (pdf);
}

/* The same file on two discs is known as one; the same disc, from another place, is not taken in twice, unless asked. */
static void
test_same (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "one/a.txt", "one/b.txt", "two/c.txt", "two/d.txt", "three/a.txt", "three/b.txt" };
  static const char *const texts[] = { "the same\n", "other\n", "the same\n", "a third\n", "the same\n", "other\n" };
  RcCaptureOptions options = { .tree_only = TRUE };
  g_autofree char *one = g_build_filename (fixture->folder, "one", NULL), *two = g_build_filename (fixture->folder, "two", NULL);
  g_autofree char *three = g_build_filename (fixture->folder, "three", NULL);
  g_autoptr (RcCaptureReport) first = NULL, second = NULL;
  g_autoptr (RcFileRow) file = NULL;
  g_autoptr (GPtrArray) same = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_autofree char *folder = g_path_get_dirname (path);

      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
      g_assert_true (g_file_set_contents (path, texts[i], -1, &error));
    }
  first = rc_capture_disc (fixture->db, one, &options, NULL, &error);
  g_assert_no_error (error);
  second = rc_capture_disc (fixture->db, two, &options, NULL, &error);
  g_assert_no_error (error);
  file = rc_discs_find_file (fixture->db, first->disc, "a.txt", &error);
  g_assert_no_error (error);
  same = rc_discs_list_same (fixture->db, file->id, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (same->len, ==, 1);
  g_assert_cmpint (((RcFileRow *) g_ptr_array_index (same, 0))->disc, ==, second->disc);
  g_assert_cmpstr (((RcFileRow *) g_ptr_array_index (same, 0))->path, ==, "c.txt");
  g_assert_null (rc_capture_disc (fixture->db, three, &options, NULL, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_EXISTS);
  g_clear_error (&error);
  options.again = TRUE;
  rc_capture_report_free (rc_capture_disc (fixture->db, three, &options, NULL, &error));
  g_assert_no_error (error);
}

/* A file that only calls itself a PDF is named, and the disc comes in all the same. */
static void
put_text (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static gint64
find_id (RcDatabase *db, gint64 disc, const char *path)
{
  g_autoptr (RcFileRow) row = rc_discs_find_file (db, disc, path, NULL);

  return row != NULL ? row->id : 0;
}

/* Captured again, a disc keeps its record, what was edited in it, and the ids of what is still there; nothing of the old tree is left, and
 * texts that are the same are not read again. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "disc", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (RcCaptureReport) first = NULL, second = NULL;
  g_autoptr (RcDiscRow) disc = NULL;
  g_autoptr (GError) error = NULL;
  RcCaptureOptions options = { .title = "Lakes of Asia", .shelfmark = "CD 12" };
  gint64 same, changed;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  put_text (folder, "same.txt", "a saxaul stands\n");
  put_text (folder, "changed.txt", "a tamarisk stands\n");
  put_text (folder, "gone.txt", "a tulip stood\n");
  first = rc_capture_disc (fixture->db, folder, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (first->again);
  same = find_id (fixture->db, first->disc, "same.txt");
  changed = find_id (fixture->db, first->disc, "changed.txt");
  before = rc_documents_list (fixture->db, first->disc, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 3);

  options = (RcCaptureOptions){ .into = first->disc };
  g_assert_null (rc_capture_disc (fixture->db, nowhere, &options, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpint (find_id (fixture->db, first->disc, "gone.txt"), >, 0);

  put_text (folder, "changed.txt", "a wormwood stands\n");
  put_text (folder, "new.txt", "an apricot stands\n");
  {
    g_autofree char *gone = g_build_filename (folder, "gone.txt", NULL);

    g_assert_cmpint (g_unlink (gone), ==, 0);
  }
  second = rc_capture_disc (fixture->db, folder, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (second->again);
  g_assert_cmpint (second->disc, ==, first->disc);
  disc = rc_discs_get (fixture->db, first->disc, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (disc->title, ==, "Lakes of Asia");
  g_assert_cmpstr (disc->shelfmark, ==, "CD 12");
  g_assert_cmpuint (disc->n_files, ==, 3);
  g_assert_cmpint (find_id (fixture->db, first->disc, "same.txt"), ==, same);
  g_assert_cmpint (find_id (fixture->db, first->disc, "changed.txt"), ==, changed);
  g_assert_cmpint (find_id (fixture->db, first->disc, "new.txt"), >, 0);
  g_assert_cmpint (find_id (fixture->db, first->disc, "gone.txt"), ==, 0);
  after = rc_documents_list (fixture->db, first->disc, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, 3);
  for (guint i = 0; i < after->len; i++)
    {
      const RcDocument *document = g_ptr_array_index (after, i);
      gboolean known = FALSE;

      for (guint j = 0; j < before->len; j++)
        known |= document->id == ((RcDocument *) g_ptr_array_index (before, j))->id;
      g_assert_cmpint (known, ==, g_str_equal (document->path, "same.txt"));
    }
  g_assert_cmpuint (count_found (fixture->db, "saxaul"), ==, 1);
  g_assert_cmpuint (count_found (fixture->db, "wormwood"), ==, 1);
  g_assert_cmpuint (count_found (fixture->db, "apricot"), ==, 1);
  g_assert_cmpuint (count_found (fixture->db, "\"tamarisk\""), ==, 0);
  g_assert_cmpuint (count_found (fixture->db, "\"tulip\""), ==, 0);
  g_assert_cmpuint (count_found (fixture->db, "\"gone.txt\""), ==, 0);
  g_assert_null (rc_batch_undo (fixture->db, second->batch, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (rc_database_check (fixture->db, FALSE, problems, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* Of captures that were stopped, a day ago or a year ago. */
static void
test_left_behind (Fixture *fixture, gconstpointer data)
{
  static const char *const files[] = { "aa.texts/1", "aa.texts/2", "drive-1", "drive-1.map", "bb.texts/1", "drive-2" };
  g_autofree char *catalogue = g_strdup (rc_database_get_folder (fixture->db));
  g_autofree char *captures = g_build_filename (catalogue, "captures", NULL), *old = g_build_filename (captures, "aa.texts", NULL);
  g_autofree char *disc = g_build_filename (fixture->folder, "disc", NULL);
  const gint64 year_ago = g_get_real_time () / G_USEC_PER_SEC - 365 * 24 * 3600;
  const struct utimbuf then = { (time_t) year_ago, (time_t) year_ago };
  g_autoptr (RcCaptureReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (disc, 0755), ==, 0);
  put_text (disc, "a.txt", "a tulip stands\n");
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (captures, files[i], NULL), *folder = g_path_get_dirname (path);

      g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
      g_assert_true (g_file_set_contents (path, "x", 1, &error));
      if (i < 4)
        g_assert_cmpint (g_utime (path, (struct utimbuf *) &then), ==, 0);
    }
  g_assert_cmpint (g_utime (old, (struct utimbuf *) &then), ==, 0);
  report = rc_capture_disc (fixture->db, disc, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (captures, files[i], NULL);

      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, i >= 4);
    }
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
}

static void
test_bad_pdf (Fixture *fixture, gconstpointer data)
{
  char *image = fixture_make_iso (NULL, 5000);
  g_autoptr (RcCaptureReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = rc_capture_disc (fixture->db, image, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->files, ==, 3);
  g_assert_cmpuint (report->unreadable, ==, 0);
  g_assert_cmpuint (report->problems->len, ==, 1);
  g_assert_cmpstr (((RcProblem *) g_ptr_array_index (report->problems, 0))->file, ==, "docs/report.pdf");
  fixture_remove (image);
}

static void
cancel_cb (double fraction, const char *what, gpointer user_data)
{
  /* The image is stored, its documents come next. */
  if (fraction >= 0.6)
    g_cancellable_cancel (user_data);
}

static guint
count_stored (Fixture *fixture)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stored = rc_store_find_orphans (rc_database_get_folder (fixture->db), none, FALSE, &error);

  g_assert_no_error (error);
  return stored->len;
}

/* A disc that was stopped leaves nothing, neither in the catalogue nor beside it; one that is there keeps its image. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  char *image = fixture_make_iso (NULL, 5000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RcCaptureOptions options = { .progress = cancel_cb, .user_data = cancellable };
  g_autoptr (RcCaptureReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_capture_disc (fixture->db, image, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (count_stored (fixture), ==, 0);
  report = rc_capture_disc (fixture->db, image, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_stored (fixture), ==, 1);
  g_assert_null (rc_capture_disc (fixture->db, image, NULL, NULL, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_EXISTS);
  g_assert_cmpuint (count_stored (fixture), ==, 1);
  fixture_remove (image);
}

/* Nothing is written; what the disc says of itself goes into its record when somebody agrees. */
static void
test_look (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "disc", NULL);
  g_autofree char *page = g_build_filename (folder, "INDEX.HTM", NULL);
  g_autofree char *readme = g_build_filename (folder, "README.TXT", NULL);
  g_autofree char *autorun = g_build_filename (folder, "autorun.inf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcCaptureLook) look = NULL;
  g_autoptr (RcCaptureLook) again = NULL;
  g_autoptr (RcCaptureReport) report = NULL;
  g_autoptr (RcRecordDetails) details = NULL;
  RcCaptureOptions options = { 0 };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (
      page, "<html><head><TITLE>Silk Roads:\r\n a journey</TITLE></head><body>&copy; 1999 UNESCO. All rights</body>", -1, NULL));
  g_assert_true (g_file_set_contents (autorun, "[autorun]\r\nopen=setup.exe\r\nlabel=SILK\r\n", -1, NULL));
  g_assert_true (g_file_set_contents (readme,
                                      "*****\r\nREADME\r\nThis is the disc of the roads, and of the towns that lie along the way of the "
                                      "caravans. It was made for the schools of the region and for all who read.\r\n",
                                      -1, NULL));
  look = rc_capture_look (folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (look->title, ==, "Silk Roads: a journey");
  g_assert_cmpstr (look->publisher, ==, "UNESCO");
  g_assert_cmpint (look->year, ==, 1999);
  g_assert_cmpstr (look->languages, ==, "eng");
  g_assert_cmpuint (look->files, ==, 3);
  g_assert_true (look->folder);

  options.title = look->title;
  options.publisher = look->publisher;
  options.languages = "eng rus \037a x";
  options.year = look->year;
  report = rc_capture_disc (fixture->db, folder, &options, NULL, &error);
  g_assert_no_error (error);
  details = rc_records_get (fixture->db, report->disc, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (details->description->publisher, ==, "UNESCO");
  g_assert_cmpint (details->description->year, ==, 1999);
  g_assert_cmpstr (details->description->languages[0], ==, "eng");
  g_assert_cmpstr (details->description->languages[1], ==, "rus");
  g_assert_null (details->description->languages[2]);

  /* Without a page, what the drive would have shown. */
  g_remove (page);
  again = rc_capture_look (folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->title, ==, "SILK");
  g_assert_cmpint (again->year, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/capture/look", Fixture, NULL, set_up, test_look, tear_down);
  g_test_add ("/capture/folder", Fixture, NULL, set_up, test_folder, tear_down);
  g_test_add ("/capture/image", Fixture, NULL, set_up, test_image, tear_down);
  g_test_add ("/capture/pdf/image", Fixture, GINT_TO_POINTER (FALSE), set_up, test_pdf, tear_down);
  g_test_add ("/capture/pdf/tree-only", Fixture, GINT_TO_POINTER (TRUE), set_up, test_pdf, tear_down);
  g_test_add ("/capture/same", Fixture, NULL, set_up, test_same, tear_down);
  g_test_add ("/capture/left-behind", Fixture, NULL, set_up, test_left_behind, tear_down);
  g_test_add ("/capture/again", Fixture, NULL, set_up, test_again, tear_down);
  g_test_add ("/capture/bad-pdf", Fixture, NULL, set_up, test_bad_pdf, tear_down);
  g_test_add ("/capture/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  return g_test_run ();
}
