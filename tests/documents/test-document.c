/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents of records: taken in with their text, opened again from the store and out of a disc's image. */
#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "../catalogue/support.h"
#include "catalogue/discs.h"
#include "catalogue/documents.h"
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
  gint64 batch = begin (fixture);
  gint64 document = rc_document_add (fixture->db, batch, id, path, problems, NULL, &error);

  g_assert_no_error (error);
  end (fixture, batch);
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
  gint64 batch;

  g_assert_no_error (error);
  record->kind = RC_KIND_DISC;
  document.disc = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  batch = begin (fixture);
  g_assert_true (rc_discs_put (fixture->db, batch, document.disc, sha256, "MADE", 0, &error));
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
  ADD ("damaged", test_damaged);
  ADD ("missing", test_missing);
  ADD ("on-disc", test_on_disc);
  return g_test_run ();
}
