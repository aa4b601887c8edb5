/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Night: paper dark, ink light, hues and photographs kept. */
#include "config.h"

#include "widgets/night.h"

#define SIDE 96

static guint
grey (guint32 pixel)
{
  return (pixel >> 8) & 0xff;
}

static void
test_paper_and_ink (void)
{
  guint32 pixels[4] = { 0xffffffff, 0xff000000, 0xff1565c0, 0xffffffff };

  rc_night_recolour (pixels, 2, 2);
  g_assert_cmpuint (grey (pixels[0]), <, 0x28);
  g_assert_cmpuint (grey (pixels[1]), >, 0xd8);
  g_assert_cmphex (pixels[0] >> 24, ==, 0xff);
  /* Blue stays bluest, and becomes light enough to be seen on the dark. */
  g_assert_cmpuint (pixels[2] & 0xff, >, (pixels[2] >> 16) & 0xff);
  g_assert_cmpuint (pixels[2] & 0xff, >=, 0xc0);
}

static void
test_photograph_stays (void)
{
  g_autofree guint32 *pixels = g_new (guint32, SIDE * SIDE);
  g_autofree guint32 *before = NULL;

  for (guint y = 0; y < SIDE; y++)
    for (guint x = 0; x < SIDE; x++)
      {
        guint shade = 40 + (x * 7 + y * 5) % 160;

        pixels[y * SIDE + x] = 0xff000000 | shade << 16 | (shade * 3 / 4) << 8 | shade / 2;
      }
  before = g_memdup2 (pixels, SIDE * SIDE * sizeof (guint32));
  rc_night_recolour (pixels, SIDE, SIDE);
  g_assert_cmpmem (pixels, SIDE * SIDE * 4, before, SIDE * SIDE * 4);
}

/* Lines of text with soft edges are no photograph. */
static void
test_text_turns (void)
{
  g_autofree guint32 *pixels = g_new (guint32, SIDE * SIDE);

  for (guint y = 0; y < SIDE; y++)
    for (guint x = 0; x < SIDE; x++)
      {
        guint shade = y % 14 < 7 && x % 6 < 2 ? 0x20 : y % 14 < 7 && x % 6 < 3 ? 0x90 : 0xff;

        pixels[y * SIDE + x] = 0xff000000 | shade << 16 | shade << 8 | shade;
      }
  rc_night_recolour (pixels, SIDE, SIDE);
  g_assert_cmpuint (grey (pixels[13 * SIDE + 50]), <, 0x28);
  g_assert_cmpuint (grey (pixels[14 * SIDE + 48]), >, 0xb0);
}

/* A line of soft letters on a coloured page turns with the page; a photograph on it stays. */
static void
test_line_on_colour (void)
{
  const guint side = 480;
  g_autofree guint32 *pixels = g_new (guint32, side * side);

  for (guint y = 0; y < side; y++)
    for (guint x = 0; x < side; x++)
      {
        gboolean line = y >= 48 && y < 72 && x >= 48 && x < 432, photograph = y >= 240 && y < 336 && x >= 48 && x < 144;

        pixels[y * side + x] = line || photograph ? 0xff000000 | (40 + (x * 7 + y * 5) % 160) * 0x010101u : 0xff9a5b13;
      }
  rc_night_recolour (pixels, side, side);
  for (guint x = 48; x < 432; x++)
    {
      guint shade = 40 + (x * 7 + 60 * 5) % 160;

      g_assert_cmpint (ABS ((int) grey (pixels[60 * side + x]) - (int) (0xea - shade * (0xea - 0x1e) / 255)), <=, 1);
    }
  g_assert_cmphex (pixels[300 * side + 100], ==, 0xff000000 | (40 + (100 * 7 + 300 * 5) % 160) * 0x010101u);
  g_assert_cmphex (pixels[200 * side + 100], !=, 0xff9a5b13);
}

/* Bricks of five browns are a drawing. */
static void
test_bricks (void)
{
  g_autofree guint32 *pixels = g_new (guint32, SIDE * SIDE);

  for (guint y = 0; y < SIDE; y++)
    for (guint x = 0; x < SIDE; x++)
      pixels[y * SIDE + x] = 0xff000000 | (40 + (x / 6 + y / 4 * 3) % 5 * 40) * 0x010101u;
  rc_night_recolour (pixels, SIDE, SIDE);
  for (guint x = 0; x < SIDE; x += 6)
    g_assert_cmpint (ABS ((int) grey (pixels[x]) - (int) (0xea - (40 + x / 6 % 5 * 40) * (0xea - 0x1e) / 255)), <=, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/night/paper-and-ink", test_paper_and_ink);
  g_test_add_func ("/night/photograph-stays", test_photograph_stays);
  g_test_add_func ("/night/text-turns", test_text_turns);
  g_test_add_func ("/night/bricks", test_bricks);
  g_test_add_func ("/night/line-on-colour", test_line_on_colour);
  return g_test_run ();
}
