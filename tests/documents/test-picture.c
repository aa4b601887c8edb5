/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures decoded in the sandbox. */
#include <locale.h>
#include <unistd.h>

#include "documents/pdf.h"
#include "documents/picture.h"
#include "fixture.h"

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPixels) pixels = rc_picture_load_finish (result, &error);

  g_assert_no_error (error);
  g_assert_cmpint (pixels->width, ==, 32);
  g_assert_cmpint (pixels->height, ==, 16);
  g_main_loop_quit (user_data);
}

/* A picture of 64 x 32, asked for at half its size. */
static void
test_smaller (void)
{
  char *path = fixture_make_png ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  rc_picture_load_async (fixture_open (path), 32, NULL, loaded_cb, loop);
  g_main_loop_run (loop);
  fixture_remove (path);
}

static void
test_no_picture (void)
{
  char *path = fixture_make_file ("x.png", "no picture", 10);
  int fd = fixture_open (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_picture_load (fd, 100, NULL, &error));
  g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED);
  close (fd);
  fixture_remove (path);
}

/* One pixel. */
static void
test_webp (void)
{
  static const char bytes[] = "RIFF\032\0\0\0WEBPVP8L\r\0\0\0\057\0\0\0\020\007\020\021\021\210\210\376\007";
  char *path = fixture_make_file ("a.webp", bytes, sizeof bytes);
  int fd = fixture_open (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPixels) pixels = rc_picture_load (fd, 100, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (pixels->width, ==, 1);
  close (fd);
  fixture_remove (path);
}

static void
append16 (GByteArray *bytes, guint value)
{
  g_byte_array_append (bytes, (const guint8[]){ (guint8) (value >> 8), (guint8) value }, 2);
}

static void
append_entry (GByteArray *bytes, guint tag, guint value)
{
  append16 (bytes, tag);
  append16 (bytes, 4);
  append16 (bytes, 0);
  append16 (bytes, 1);
  append16 (bytes, value >> 16);
  append16 (bytes, value & 0xffff);
}

#define N_TAGS 10
#define PAGE_BYTES (3 * 2 * 3 + 2 + N_TAGS * 12 + 4)

/* 3 x 2 pixels of one colour, and the directory of the page, behind which the next page is. */
static void
append_page (GByteArray *bytes, const guint8 colour[3], guint kind, guint orientation, guint next)
{
  const guint tags[N_TAGS][2] = { { 254, kind }, { 256, 3 }, { 257, 2 }, { 258, 8 }, { 262, 2 }, { 273, bytes->len },
                                  { 274, orientation }, { 277, 3 }, { 278, 2 }, { 279, 18 } };

  for (int i = 0; i < 6; i++)
    g_byte_array_append (bytes, colour, 3);
  append16 (bytes, N_TAGS);
  for (int i = 0; i < N_TAGS; i++)
    append_entry (bytes, tags[i][0], tags[i][1]);
  append16 (bytes, 0);
  append16 (bytes, next);
}

static void
assert_colour (RcPdf *pdf, int page, int width, int height, guint32 wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPixels) pixels = rc_pdf_render (pdf, page, 4 / 3.0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (pixels->width, ==, width);
  g_assert_cmpint (pixels->height, ==, height);
  g_assert_cmphex (*(const guint32 *) g_bytes_get_data (pixels->bytes, NULL), ==, wanted);
}

/* A red page, a small copy of it, a green page that lies on its side, a blue one; and the chain of them leads back to its beginning. */
static void
test_pages (void)
{
  const guint first = 8 + 18;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = NULL;
  g_autoptr (RcPdfPages) pages = NULL;
  char *path;

  g_byte_array_append (bytes, (const guint8 *) "MM\0*\0\0\0\032", 8);
  append_page (bytes, (const guint8[]){ 255, 0, 0 }, 0, 1, first + PAGE_BYTES);
  append_page (bytes, (const guint8[]){ 255, 0, 0 }, 1, 1, first + 2 * PAGE_BYTES);
  append_page (bytes, (const guint8[]){ 0, 255, 0 }, 2, 6, first + 3 * PAGE_BYTES);
  append_page (bytes, (const guint8[]){ 0, 0, 255 }, 2, 1, first);
  path = fixture_make_file ("scan.tif", bytes->data, bytes->len);
  pdf = rc_pdf_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rc_pdf_get_n_pages (pdf), ==, 3);
  pages = rc_pdf_pages (pdf, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (pages->sizes[0].width, ==, 2.25);
  g_assert_cmpfloat (pages->sizes[1].width, ==, 1.5);
  assert_colour (pdf, 2, 3, 2, 0xff0000ff);
  assert_colour (pdf, 0, 3, 2, 0xffff0000);
  assert_colour (pdf, 1, 2, 3, 0xff00ff00);
  fixture_remove (path);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/picture/smaller", test_smaller);
  g_test_add_func ("/documents/picture/no-picture", test_no_picture);
  g_test_add_func ("/documents/picture/webp", test_webp);
  g_test_add_func ("/documents/picture/pages", test_pages);
  return g_test_run ();
}
