/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures are painted once, at the size that they are shown at. */
#include "config.h"

#include "catalogue/packing.h"
#include "widgets/cover.h"
#include "widgets/drawing.h"
#include "widgets/widgets.h"

/* (transfer full) The one texture that is drawn. */
static GdkTexture *
show (GdkPaintable *paintable, double width, double height)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  GdkTexture *texture;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_cmpint (gsk_render_node_get_node_type (node), ==, GSK_TEXTURE_NODE);
  texture = g_object_ref (gsk_texture_node_get_texture (node));
  gsk_render_node_unref (node);
  return texture;
}

static void
check_sizes (GdkPaintable *paintable)
{
  int scale = rc_drawing_get_scale ();
  g_autoptr (GdkTexture) first = show (paintable, 51, 72), again = show (paintable, 51, 72), larger = show (paintable, 102.5, 144);

  g_assert_cmpint (gdk_texture_get_width (first), ==, 51 * scale);
  g_assert_cmpint (gdk_texture_get_height (first), ==, 72 * scale);
  g_assert_true (first == again);
  g_assert_cmpint (gdk_texture_get_width (larger), ==, (205 * scale + 1) / 2);
  g_assert_cmpint (gdk_texture_get_height (larger), ==, 144 * scale);
}

static guint32
get_pixel (GdkTexture *texture, int x, int y)
{
  int width = gdk_texture_get_width (texture);
  g_autofree guint32 *pixels = g_new (guint32, (gsize) width * (gsize) gdk_texture_get_height (texture));

  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  return pixels[y * width + x];
}

static void
test_drawing (void)
{
  g_autoptr (GdkPaintable) drawing = rc_drawing_new (RC_RESOURCE_PATH "/art/door-publications.svg", 102, 144);
  g_autoptr (GdkTexture) texture = show (drawing, 102, 144);

  g_assert_cmpint (gdk_paintable_get_intrinsic_width (drawing), ==, 102);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (drawing), ==, 144);
  check_sizes (drawing);
  /* The blue of its upper edge, which an exchange of red and blue would make orange. */
  g_assert_cmphex (get_pixel (texture, 2, 2) & 0xf0f0f0, ==, 0x1070c0);
}

/* A page of one colour: what follows its first pixel is as expected. */
static void
test_first_page (void)
{
  guint8 bytes[40 * 56 * 3] = { 0x20, 0x40, 0xc0 };
  RcCoverPicture page = { 40, 56, rc_bytes_deflate (bytes, sizeof bytes) };
  RcCoverPicture across = { 56, 20, rc_bytes_deflate (bytes, 56 * 20 * 3) };
  RcCoverPicture broken = { 40, 57, g_bytes_ref (page.packed) };
  const RcCoverPicture *const pictures[] = { &page, &across, &broken };
  const guint32 middle[] = { 0xffc04020, 0xffc04020, 0 }, top[] = { 0xffc04020, 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (GdkPaintable) cover = rc_cover_new (7, "Отырар: сырлы қала", NULL, 2004, "booklet", pictures[i]);
      g_autoptr (GdkTexture) texture = show (cover, 66, 94);

      g_assert_true ((get_pixel (texture, 33, 47) == 0xffc04020) == (middle[i] != 0));
      g_assert_true ((get_pixel (texture, 33, 8) == 0xffc04020) == (top[i] != 0));
      /* The corner is round all the same. */
      g_assert_cmphex (get_pixel (texture, 65 * rc_drawing_get_scale (), 0), ==, 0);
    }
  g_bytes_unref (page.packed);
  g_bytes_unref (across.packed);
  g_bytes_unref (broken.packed);
}

static void
test_cover (void)
{
  g_autoptr (GdkPaintable) cover = rc_cover_new (7, "Отырар: сырлы қала", NULL, 2004, "booklet", NULL);
  g_autoptr (GdkTexture) texture = show (cover, 66, 94);

  check_sizes (cover);
  /* The corner of the page is round, its middle is not. */
  g_assert_cmphex (get_pixel (texture, 65 * rc_drawing_get_scale (), 0), ==, 0);
  g_assert_cmphex (get_pixel (texture, 33, 40) >> 24, ==, 0xff);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  rc_widgets_init ();
  g_test_add_func ("/widgets/drawing", test_drawing);
  g_test_add_func ("/widgets/cover", test_cover);
  g_test_add_func ("/widgets/first-page", test_first_page);
  return g_test_run ();
}
