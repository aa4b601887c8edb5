/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real and hostile PDFs: each is shown or refused in bounded time, and the program that asks goes on. */
#include <locale.h>
#include <string.h>

#include "documents/hits.h"
#include "documents/page-reader.h"
#include "fixture.h"
#include "waiting.h"

static guint n_opened, n_refused, n_pages, n_bad_pages;
static gint64 render_us;

static void
try_page (RcPdf *pdf, int page, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  RcPixels *pixels;
  gint64 start;
  double width = 0, height = 0;

  if (!rc_pdf_page_size (pdf, page, &width, &height, NULL, &error))
    {
      n_bad_pages++;
      return;
    }
  start = g_get_monotonic_time ();
  pixels = rc_pdf_render (pdf, page, 1200 / MAX (width, height), NULL, &error);
  if (!pixels)
    {
      g_test_message ("%s: page %d: %s", path, page + 1, error->message);
      g_assert_cmpint (error->domain, ==, RC_DOCUMENTS_ERROR);
      n_bad_pages++;
      return;
    }
  render_us += g_get_monotonic_time () - start;
  n_pages++;
  g_assert_cmpint (g_bytes_get_size (pixels->bytes), ==, (gsize) pixels->width * pixels->height * 4);
  rc_pixels_free (pixels);
  text = read_text (pdf, page, &error);
  if (text)
    g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
try_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, &error);
  g_autoptr (GPtrArray) outline = NULL;

  if (!pdf)
    {
      g_assert_cmpint (error->domain, ==, RC_DOCUMENTS_ERROR);
      n_refused++;
      return;
    }
  n_opened++;
  for (int page = 0; page < MIN (3, rc_pdf_get_n_pages (pdf)); page++)
    try_page (pdf, page, path);
  outline = rc_pdf_outline (pdf, NULL, NULL);
}

static void
try_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        try_folder (path);
      else if (g_str_has_suffix (name, ".pdf"))
        try_file (path);
    }
}

static char *
find_shared (const char *name)
{
  const char *shared = g_getenv ("RC_SHARED_DATA");
  char *path = g_build_filename (shared ? shared : "/nonexistent", name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  g_free (path);
  g_test_skip ("the real files are not here");
  return NULL;
}

static void
test_all (void)
{
  g_autofree char *folder = find_shared ("pdf");

  if (!folder)
    return;
  try_folder (folder);
  g_test_message ("%u opened, %u refused, %u pages drawn in %.1f ms each, %u pages not", n_opened, n_refused, n_pages,
                  render_us / 1000.0 / MAX (1, n_pages), n_bad_pages);
  g_assert_cmpint (n_opened, >=, 80);
  g_assert_cmpint (n_pages, >=, 120);
  g_assert_cmpint (n_opened + n_refused, >=, 110);
}

static void
test_encrypted (void)
{
  g_autofree char *locked = find_shared ("pdf/encrypted/r3-user-password.pdf");
  g_autofree char *open = locked ? find_shared ("pdf/encrypted/r2-empty-password.pdf") : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = NULL;

  if (!open)
    return;
  g_assert_null (rc_pdf_open (locked, NULL, &error));
  g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_ENCRYPTED);
  g_clear_error (&error);
  pdf = rc_pdf_open (open, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&pdf);
  g_assert_null (rc_pdf_open_with_password (locked, "wrong", NULL, &error));
  g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_ENCRYPTED);
  g_clear_error (&error);
  pdf = rc_pdf_open_with_password (locked, "asdfzxcv", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rc_pdf_get_n_pages (pdf), >, 0);
}

static void
test_russian (void)
{
  g_autofree char *path = find_shared ("pdf/cyrillic/debian-faq.ru.pdf");
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = NULL;
  g_autoptr (GPtrArray) outline = NULL;
  g_autoptr (RcPageReader) reader = NULL;
  g_autoptr (RcDocumentText) text = rc_document_text_new ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new (), pages = NULL;
  g_autoptr (RcHits) hits = rc_hits_new (text);
  g_autoptr (GArray) places = NULL;

  if (!path)
    return;
  pdf = rc_pdf_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rc_pdf_get_n_pages (pdf), ==, 75);
  outline = rc_pdf_outline (pdf, NULL, &error);
  g_assert_cmpint (outline->len, >, 20);
  reader = rc_page_reader_new (path, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  pages = rc_page_reader_read (reader, 0, 20, problems, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (pages->len, ==, 20);
  g_ptr_array_set_free_func (pages, NULL);
  for (guint i = 0; i < pages->len; i++)
    rc_document_text_add (text, pages->pdata[i]);
  places = rc_document_text_find (text, "ДИСТРИБУТИВ", 0, 10000, NULL);
  rc_hits_add (hits, places);
  for (guint i = 0; i < rc_hits_get_n (hits); i++)
    {
      g_autoptr (GArray) boxes = rc_hits_make_boxes (hits, i);

      g_assert_cmpint (boxes->len, >, 0);
    }
  g_assert_cmpint (rc_hits_get_n (hits), >, 10);
}

/* Each letter of an Arabic word stands to the left of the one before. */
static void
test_arabic (void)
{
  g_autofree char *path = find_shared ("pdf/arabic/UserFont_Arabic.pdf");
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = NULL;
  g_autoptr (RcTextLayer) layer = NULL;
  g_autofree gunichar *characters = NULL;
  guint n_pairs = 0, n_right = 0;

  if (!path)
    return;
  pdf = rc_pdf_open (path, NULL, &error);
  layer = pdf ? rc_pdf_text_layer (pdf, 0, TRUE, NULL, &error) : NULL;
  g_assert_no_error (error);
  characters = g_utf8_to_ucs4_fast (layer->text, -1, NULL);
  for (guint i = 1; i < layer->n_characters; i++)
    if (g_unichar_get_script (characters[i]) == G_UNICODE_SCRIPT_ARABIC && g_unichar_isalpha (characters[i]) &&
        g_unichar_get_script (characters[i - 1]) == G_UNICODE_SCRIPT_ARABIC && g_unichar_isalpha (characters[i - 1]))
      {
        n_pairs++;
        n_right += layer->boxes[i].x1 >= layer->boxes[i - 1].x1;
      }
  g_assert_cmpint (n_pairs, >, 100);
  g_assert_cmpint (n_right * 50, <, n_pairs);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/real/all", test_all);
  g_test_add_func ("/documents/real/encrypted", test_encrypted);
  g_test_add_func ("/documents/real/arabic", test_arabic);
  g_test_add_func ("/documents/real/russian", test_russian);
  return g_test_run ();
}
