/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents of records: taken in with their text, opened again from the store and out of a disc's image. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../catalogue/support.h"
#include "catalogue/discs.h"
#include "catalogue/documents.h"
#include "catalogue/query.h"
#include "catalogue/statement.h"
#include "catalogue/text-readings.h"
#include "documents/store.h"
#include "fixture.h"
#include "record/problem.h"

static gint64
begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 batch;

  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_EDIT, "test", "me", &error);
  g_assert_no_error (error);
  return batch;
}

static void
end (Fixture *fixture, gint64 batch)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_batch_finish (fixture->db, batch, NULL, &error));
  g_assert_true (rc_database_commit (fixture->db, &error));
}

static gint64
add (Fixture *fixture, const char *path, GPtrArray *problems)
{
  g_autoptr (RcRecord) record = make_publication ("KZ0001", "Water for the steppe", "30001");
  g_autoptr (GError) error = NULL;
  gint64 id = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  gint64 document = rc_document_add (fixture->db, id, path, "test", problems, NULL, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static void
check_bytes (int fd, const void *expected, gsize size)
{
  g_autofree guint8 *bytes = g_malloc (size + 1);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (fcntl (fd, F_GETFL) & O_ACCMODE, ==, O_RDONLY);
  g_assert_cmpint (pread (fd, bytes, size + 1, 0), ==, size);
  g_assert_cmpmem (bytes, size, expected, size);
  close (fd);
}

static void
test_pdf (Fixture *fixture, gconstpointer data)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  gint64 id = add (fixture, path, problems);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDocument) document = rc_documents_get (fixture->db, id, &error);
  g_autofree char *text = NULL, *content = NULL;
  gsize size;

  g_assert_no_error (error);
  g_assert_cmpint (problems->len, ==, 0);
  g_assert_cmpint (document->pages, ==, 3);
  g_assert_cmpstr (document->name, ==, "made.pdf");
  g_assert_cmpstr (document->title, ==, "Отырар, a made document");
  g_assert_cmpstr (document->media_type, ==, "application/pdf");
  text = rc_documents_get_page_text (fixture->db, id, 3, &error);
  g_assert_cmpstr (text, ==, "The end");
  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  check_bytes (rc_document_open_fd (fixture->db, document, NULL, &error), content, size);
  g_assert_no_error (error);
  fixture_remove (path);
}

static gint64
ask (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcStatement) statement = rc_statement_new (fixture->db, sql, &error);
  gboolean row = rc_statement_step (statement, &error);

  g_assert_no_error (error);
  return row ? rc_statement_get_int (statement, 0) : 0;
}

/* A page that the document calls something else than its number is told by that name. */
static void
test_label (Fixture *fixture, gconstpointer data)
{
  static const char written[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R/PageLabels<</Nums[0<</S/r/St 4>>]>>/AcroForm<</Fields[4 0 R]>>>>endobj\n"
    "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 300 400]>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/Annots[4 0 R]>>endobj\n"
    "4 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(caravanserai)/Rect[100 300 200 320]/F 4>>endobj\n"
    "trailer<</Root 1 0 R>>\n";
  char *path = fixture_make_file ("preface.pdf", written, sizeof written - 1);
  gint64 id = add (fixture, path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDocument) document = rc_documents_get (fixture->db, id, &error);
  g_autoptr (GPtrArray) rows = rc_query_load_rows (fixture->db, &document->record, 1, "caravanserai", &error);
  g_autoptr (GPtrArray) pages = rc_text_reading_load_pages (fixture->db, id, NULL, NULL);
  const RcRowData *row;

  g_assert_no_error (error);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->snippet_place, ==, RC_SNIPPET_PAGE);
  g_assert_cmpuint (row->snippet_page, ==, 1);
  g_assert_cmpstr (row->snippet_label, ==, "iv");
  g_assert_cmpstr (((RcPageText *) g_ptr_array_index (pages, 0))->label, ==, "iv");
  ask (fixture, "UPDATE page_text SET label = NULL");
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = rc_query_load_rows (fixture->db, &document->record, 1, "caravanserai", &error);
  g_assert_cmpstr (((RcRowData *) g_ptr_array_index (rows, 0))->snippet_label, ==, "1");
  fixture_remove (path);
}

/* Long texts are packed, others stay as all were before; both are read alike, and one that cannot be unpacked is an error. */
static void
test_packed (Fixture *fixture, gconstpointer data)
{
  char *path = fixture_make_usual_pdf ();
  gint64 id = add (fixture, path, NULL);
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autoptr (RcTextReading) reading = rc_text_reading_new ();
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *last = NULL;

  g_ptr_array_add (reading->pages, rc_page_text_new (text, NULL));
  g_ptr_array_add (reading->pages, rc_page_text_new ("short", NULL));
  reading->done = 2;
  reading->complete = TRUE;
  g_assert_true (rc_database_begin (fixture->db, &error) && rc_text_reading_put (fixture->db, id, 0, reading, &error) &&
                 rc_database_commit (fixture->db, &error));
  g_assert_cmpint (ask (fixture, "SELECT length (packed) < 100 AND text = '' FROM page_text WHERE page = 1"), ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT packed IS NULL AND text = 'short' FROM page_text WHERE page = 2"), ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT with_text FROM text_reading"), ==, 2);
  pages = rc_text_reading_load_pages (fixture->db, id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pages->len, ==, 2);
  g_assert_cmpstr (((RcPageText *) g_ptr_array_index (pages, 0))->text, ==, text);
  g_assert_cmpstr (((RcPageText *) g_ptr_array_index (pages, 1))->text, ==, "short");
  ask (fixture, "UPDATE page_text SET packed = x'00' WHERE page = 1");
  g_assert_null (rc_text_reading_load_pages (fixture->db, id, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (rc_documents_get_page_text (fixture->db, id, 1, &error));
  g_assert_nonnull (error);
  fixture_remove (path);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  char *path = fixture_make_file ("bad.pdf", "%PDF-1.4 and no more", 20);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  gint64 id = add (fixture, path, problems);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDocument) document = rc_documents_get (fixture->db, id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (problems->len, ==, 1);
  g_assert_cmpint (document->pages, ==, 0);
  g_assert_cmpint (document->size_bytes, ==, 20);
  check_bytes (rc_document_open_fd (fixture->db, document, NULL, &error), "%PDF-1.4 and no more", 20);
  fixture_remove (path);
}

/* One that was cut off is read as far as it goes, and that is said. */
static void
test_cut (Fixture *fixture, gconstpointer data)
{
  static const char written[] = "%PDF-1.4\n3 0 obj<</Type/Page/MediaBox[0 0 200 200]>>endobj\n4 0 obj<</Type/Pag";
  char *path = fixture_make_file ("cut.pdf", written, sizeof written - 1);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  gint64 id = add (fixture, path, problems);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDocument) document = rc_documents_get (fixture->db, id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (problems->len, ==, 1);
  g_assert_nonnull (strstr (((RcProblem *) problems->pdata[0])->message, "damaged"));
  g_assert_cmpint (document->pages, ==, 1);
  fixture_remove (path);
}

typedef struct
{
  const char *folder, *path;
  gint64 record;
} Addition;

static gpointer
add_in_thread (gpointer data)
{
  Addition *addition = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDatabase) db = rc_database_open (addition->folder, RC_DATABASE_WRITE, &error);
  gint64 id = db != NULL ? rc_document_add (db, addition->record, addition->path, "test", NULL, NULL, NULL, &error) : 0;

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return NULL;
}

/* A renderer that says when it is asked, and goes on when it is told to: both through the pipes beside it. */
static char *
make_patient_renderer (const char *folder, const char *asked, const char *told)
{
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\n: >'%s'\nread word <'%s'\nexec '%s' \"$@\"\n", asked, told, g_getenv ("RC_RENDERER"));
  char *path = g_build_filename (folder, "patient-renderer", NULL);

  g_assert_cmpint (mkfifo (asked, 0600), ==, 0);
  g_assert_cmpint (mkfifo (told, 0600), ==, 0);
  g_assert_true (g_file_set_contents (path, script, -1, NULL));
  g_assert_cmpint (chmod (path, 0700), ==, 0);
  return path;
}

/* While a PDF is read, others write. */
static void
test_nobody_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) record = make_publication ("KZ0001", "Water for the steppe", "30001");
  char *pdf = fixture_make_usual_pdf ();
  g_autofree char *folder = g_path_get_dirname (pdf);
  g_autofree char *asked = g_build_filename (folder, "asked", NULL);
  g_autofree char *told = g_build_filename (folder, "told", NULL);
  g_autofree char *usual = g_strdup (g_getenv ("RC_RENDERER"));
  g_autofree char *patient = make_patient_renderer (folder, asked, told);
  Addition addition = { rc_database_get_folder (fixture->db), pdf, put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL) };
  g_autoptr (RcRecord) other = make_publication ("KZ0002", "Written meanwhile", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  GThread *thread;
  int fd;

  g_setenv ("RC_RENDERER", patient, TRUE);
  thread = g_thread_new ("addition", add_in_thread, &addition);
  fd = open (asked, O_RDONLY | O_CLOEXEC); /* until the renderer is there */
  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_cmpint (put (fixture->db, 0, other, NULL, RC_STATE_VISIBLE, NULL), >, 0);
  fd = open (told, O_WRONLY | O_CLOEXEC);
  g_assert_cmpint (write (fd, "go\n", 3), ==, 3);
  close (fd);
  g_thread_join (thread);
  g_setenv ("RC_RENDERER", usual, TRUE);
  documents = rc_documents_list (fixture->db, addition.record, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (documents->len, ==, 1);
  g_assert_cmpint (((RcDocument *) g_ptr_array_index (documents, 0))->pages, ==, 3);
  g_remove (asked);
  g_remove (told);
  g_remove (patient);
  fixture_remove (pdf);
}

/* What stops half way leaves no row behind, and no file. */
static void
test_no_record (Fixture *fixture, gconstpointer data)
{
  char *path = fixture_make_file ("plain.txt", "words", 5);
  g_autoptr (GError) error = NULL;
  guint64 version = rc_database_get_version (fixture->db);
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) stored = NULL;

  g_assert_cmpint (rc_document_add (fixture->db, 4711, path, "test", NULL, NULL, NULL, &error), ==, 0);
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND);
  g_assert_cmpuint (rc_database_get_version (fixture->db), ==, version);
  stored = rc_store_find_orphans (rc_database_get_folder (fixture->db), none, FALSE, NULL);
  g_assert_cmpuint (stored->len, ==, 0);
  g_assert_true (rc_database_begin (fixture->db, NULL));
  rc_database_rollback (fixture->db);
  fixture_remove (path);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RcDocument document = { .name = (char *) "gone.pdf",
                          .sha256 = (char *) "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" };

  g_assert_cmpint (rc_document_open_fd (fixture->db, &document, NULL, &error), ==, -1);
  g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING);
}

static void
test_on_disc (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) record = make_publication ("KZ0002", "A disc", NULL);
  char *iso = fixture_make_iso (NULL, 1000);
  g_autoptr (GError) error = NULL;
  const char *folder = rc_database_get_folder (fixture->db);
  g_autofree char *sha256 = rc_store_add (folder, iso, NULL, NULL, NULL, NULL, &error);
  RcDocument document = { .name = (char *) "readme.txt", .path = (char *) "readme.txt", .size_bytes = 12 };
  RcDiscRow disc = { .sha256 = sha256, .volume = (char *) "MADE" };
  gint64 batch;

  g_assert_no_error (error);
  record->kind = RC_KIND_DISC;
  document.disc = disc.id = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  batch = begin (fixture);
  g_assert_true (rc_discs_put (fixture->db, batch, &disc, NULL, &error));
  end (fixture, batch);
  check_bytes (rc_document_open_fd (fixture->db, &document, NULL, &error), "Hello, disc\n", 12);
  g_assert_no_error (error);
  document.path = (char *) "none.txt";
  g_assert_cmpint (rc_document_open_fd (fixture->db, &document, NULL, &error), ==, -1);
  g_assert_nonnull (error);
  fixture_remove (iso);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/documents/document/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("pdf", test_pdf);
  ADD ("packed", test_packed);
  ADD ("label", test_label);
  ADD ("damaged", test_damaged);
  ADD ("cut", test_cut);
  ADD ("nobody-waits", test_nobody_waits);
  ADD ("no-record", test_no_record);
  ADD ("missing", test_missing);
  ADD ("on-disc", test_on_disc);
  return g_test_run ();
}
