/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures decoded in the sandbox. */
#include <locale.h>
#include <string.h>

#include "documents/pdf.h"
#include "fixture.h"
#include "waiting.h"

static void
test_no_picture (void)
{
  char *path = fixture_make_file ("x.png", "\x89PNG\r\n\x1a\nno picture", 18);
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_pdf_open (path, NULL, &error));
  g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED);
  fixture_remove (path);
}

/* One pixel. */
static void
test_webp (void)
{
  static const char bytes[] = "RIFF\032\0\0\0WEBPVP8L\r\0\0\0\057\0\0\0\020\007\020\021\021\210\210\376\007";
  char *path = fixture_make_file ("a.webp", bytes, sizeof bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (rc_pdf_get_first_size (pdf).width, ==, 0.75);
  fixture_remove (path);
}

static guint
get_brightness (const RcPixels *pixels, int x, int y)
{
  return ((const guint32 *) g_bytes_get_data (pixels->bytes, NULL))[y * pixels->width + x] & 255;
}

/* A photograph that a camera held upright took: 16 x 8, black on its left, which is above where it is shown. */
static void
test_orientation (void)
{
  static const char bytes[] =
      "\377\330\377\340\000\020\112\106\111\106\000\001\001\000\000\001\000\001\000\000\377\341\000\042\105\170\151\146"
      "\000\000\115\115\000\052\000\000\000\010\000\001\001\022\000\003\000\000\000\001\000\006\000\000\000\000\000\000"
      "\377\333\000\103\000\033\022\024\027\024\021\033\027\026\027\036\034\033\040\050\102\053\050\045\045\050\121\072"
      "\075\060\102\140\125\145\144\137\125\135\133\152\170\231\201\152\161\220\163\133\135\205\265\206\220\236\243\253"
      "\255\253\147\200\274\311\272\246\307\231\250\253\244\377\300\000\013\010\000\010\000\020\001\001\021\000\377\304"
      "\000\025\000\001\001\000\000\000\000\000\000\000\000\000\000\000\000\000\000\006\007\377\304\000\024\020\001\000"
      "\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\377\332\000\010\001\001\000\000\077\000\062\246\077"
      "\377\331";
  char *path = fixture_make_file ("a.jpg", bytes, sizeof bytes - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, &error);
  g_autoptr (RcPixels) pixels = NULL;

  g_assert_no_error (error);
  pixels = rc_pdf_render (pdf, 0, 8 / rc_pdf_get_first_size (pdf).width, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pixels->width, ==, 8);
  g_assert_cmpint (pixels->height, ==, 16);
  g_assert_cmpuint (get_brightness (pixels, 1, 1), <, 64);
  g_assert_cmpuint (get_brightness (pixels, 6, 1), <, 64);
  g_assert_cmpuint (get_brightness (pixels, 1, 14), >, 192);
  g_assert_cmpuint (get_brightness (pixels, 6, 14), >, 192);
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
  pages = wait_for_pages (pdf, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (pages->sizes[0].width, ==, 2.25);
  g_assert_cmpfloat (pages->sizes[1].width, ==, 1.5);
  assert_colour (pdf, 2, 3, 2, 0xff0000ff);
  assert_colour (pdf, 0, 3, 2, 0xffff0000);
  assert_colour (pdf, 1, 2, 3, 0xff00ff00);
  fixture_remove (path);
}

/* A bitmap of one bit a pixel that says how many of them a metre has. */
static double
measure (guint width, guint height, guint dots_a_metre)
{
  const gsize stride = (width + 31) / 32 * 4, size = 62 + stride * height;
  g_autofree guint8 *bytes = g_malloc0 (size);
  const struct
  {
    guint place, value;
  } numbers[] = { { 2, (guint) size }, { 10, 62 }, { 14, 40 }, { 18, width }, { 22, height }, { 26, 1 | 1 << 16 },
                  { 38, dots_a_metre }, { 42, dots_a_metre }, { 58, 0xffffff } };
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = NULL;
  char *path;

  memcpy (bytes, "BM", 2);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    for (guint n = 0; n < 4; n++)
      bytes[numbers[i].place + n] = (guint8) (numbers[i].value >> 8 * n);
  path = fixture_make_file ("scan.bmp", bytes, size);
  pdf = rc_pdf_open (path, NULL, &error);
  g_assert_no_error (error);
  fixture_remove (path);
  return rc_pdf_get_first_size (pdf).height;
}

/* The page of a TIFF with this many dots, a third of a centimetre or an inch. */
static double
measure_tiff (guint dots, guint unit)
{
  const guint tags[][2] = { { 256, 2480 }, { 257, 3508 }, { 282, 8 }, { 296, unit } };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = NULL;
  g_autoptr (RcPdfPages) pages = NULL;
  char *path;

  g_byte_array_append (bytes, (const guint8 *) "MM\0*\0\0\0\020", 8);
  append16 (bytes, 0);
  append16 (bytes, dots);
  append16 (bytes, 0);
  append16 (bytes, 1);
  /* Twice, so that none of them is decoded before it is looked at. */
  for (guint page = 0; page < 2; page++)
    {
      append16 (bytes, G_N_ELEMENTS (tags));
      for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
        {
          append_entry (bytes, tags[i][0], tags[i][1]);
          if (tags[i][0] == 282)
            bytes->data[bytes->len - 9] = 5;
        }
      append16 (bytes, 0);
      append16 (bytes, page == 0 ? bytes->len + 2 : 0);
    }
  path = fixture_make_file ("scan.tif", bytes->data, bytes->len);
  pdf = rc_pdf_open (path, NULL, &error);
  g_assert_no_error (error);
  pages = wait_for_pages (pdf, &error);
  g_assert_no_error (error);
  fixture_remove (path);
  return pages->sizes[1].height;
}

/* A scan is as large as its paper; without a word of it, as a sheet of A4. */
static void
test_size (void)
{
  g_assert_cmpfloat_with_epsilon (measure_tiff (300, 2), 842, 1);
  g_assert_cmpfloat_with_epsilon (measure_tiff (600, 2), 421, 1);
  g_assert_cmpfloat_with_epsilon (measure_tiff (118, 3), 842, 2);
  g_assert_cmpfloat_with_epsilon (measure_tiff (72, 2), 842, 1);
  g_assert_cmpfloat_with_epsilon (measure_tiff (600, 1), 842, 1);
  g_assert_cmpfloat_with_epsilon (measure (1240, 1754, 0), 842, 1);
  g_assert_cmpfloat (measure (400, 300, 0), ==, 225);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/picture/no-picture", test_no_picture);
  g_test_add_func ("/documents/picture/webp", test_webp);
  g_test_add_func ("/documents/picture/orientation", test_orientation);
  g_test_add_func ("/documents/picture/pages", test_pages);
  g_test_add_func ("/documents/picture/size", test_size);
  return g_test_run ();
}
