/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages as textures: by day as the document has them, by night dark. */
#include "config.h"

#include <locale.h>

#include "fixture.h"
#include "widgets/page-textures.h"

static void
changed_cb (RcPageTextures *textures, guint page, gboolean *changed)
{
  *changed = TRUE;
}

/* Waits for the page, and tells how bright its corner is, where there is paper. */
static guint
get_brightness (RcPageTextures *textures, const RcPageLook *look)
{
  const graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, 1, 1);
  gboolean changed = FALSE, exact = FALSE;
  gulong handler = g_signal_connect (textures, "changed", G_CALLBACK (changed_cb), &changed);
  g_autoptr (GArray) pieces = NULL;
  const RcPagePiece *piece;
  g_autofree guint32 *pixels = NULL;
  gsize stride;

  rc_page_textures_want (textures, textures, look, &whole, G_PRIORITY_DEFAULT);
  while (!changed)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (textures, handler);
  pieces = rc_page_textures_get (textures, look, &whole, &exact);
  g_assert_true (exact);
  g_assert_cmpuint (pieces->len, ==, 1);
  piece = &g_array_index (pieces, RcPagePiece, 0);
  stride = (gsize) gdk_texture_get_width (piece->texture) * 4;
  pixels = g_malloc (stride * (gsize) gdk_texture_get_height (piece->texture));
  gdk_texture_download (piece->texture, (guchar *) pixels, stride);
  /* What is drawn without a card is the same. */
  g_assert_cmphex (*(const guint32 *) (gconstpointer) cairo_image_surface_get_data (piece->surface), ==, pixels[0]);
  return pixels[0] & 255;
}

static void
test_night (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, NULL);
  g_autoptr (RcPageTextures) textures = rc_page_textures_new (pdf, 1 << 20);
  const RcPageLook look = { .size = { 595, 842 }, .scale = 0.1 };
  const graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, 1, 1);
  g_autoptr (GArray) by_day = NULL, by_night = NULL;
  gboolean exact;

  g_assert_cmpuint (get_brightness (textures, &look), ==, 255);
  rc_page_textures_set_night (textures, TRUE);
  /* A light page is no stand-in for a dark one. */
  by_day = rc_page_textures_get (textures, &look, &whole, &exact);
  g_assert_cmpuint (by_day->len, ==, 0);
  g_assert_cmpuint (get_brightness (textures, &look), <, 64);
  rc_page_textures_set_night (textures, FALSE);
  by_night = rc_page_textures_get (textures, &look, &whole, &exact);
  g_assert_true (exact);
  fixture_remove (path);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/widgets/page-textures/night", test_night);
  return g_test_run ();
}
