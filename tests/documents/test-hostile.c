/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents and discs whose renderer keeps to the form of its answers and fills them with nonsense. */
#include <locale.h>
#include <string.h>

#include "disc/tree.h"
#include "documents/pdf.h"
#include "fake.h"
#include "fixture.h"
#include "waiting.h"

#define N_SEEDS 60

static char *
make_order (FakeKind kind, guint32 seed)
{
  const FakeOrder order = { kind, seed };

  return fixture_make_file ("order", &order, sizeof order);
}

static void
check_outline (GPtrArray *outline, int n_pages)
{
  for (guint i = 0; outline && i < outline->len; i++)
    {
      const RcOutlineItem *item = outline->pdata[i];

      g_assert_cmpint (item->page, <, n_pages);
      g_assert_cmpint (item->depth, >=, 0);
      g_assert_true (g_utf8_validate (item->title, -1, NULL));
    }
}

static void
test_pdf (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      char *path = make_order (FAKE_PAYLOAD, seed);
      g_autoptr (GError) error = NULL;
      g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (rc_pdf_get_n_pages (pdf), ==, 3);
      for (int page = 0; page < 3; page++)
        {
          double width = 1, height = 1;
          g_autoptr (GPtrArray) outline = rc_pdf_outline (pdf, NULL, NULL);
          g_autoptr (GArray) links = wait_for_links (pdf, page, NULL);
          RcPixels *pixels = rc_pdf_render (pdf, page, 1, NULL, NULL);

          RcTextLayer *layer = rc_pdf_text_layer (pdf, page, TRUE, NULL, NULL);
          RcPdfPages *pages = wait_for_pages (pdf, NULL);

          g_assert_true (!layer || g_utf8_validate (layer->text, -1, NULL));
          if (layer)
            g_assert_cmpint (g_utf8_strlen (layer->text, -1), ==, layer->n_characters);
          for (guint i = 0; layer && i < layer->n_runs; i++)
            g_assert_cmpint (layer->runs[i].end, <=, layer->n_characters);
          for (int i = 0; pages && i < 3; i++)
            g_assert_true (pages->sizes[i].width >= 0 && pages->sizes[i].width < 1e6);
          g_clear_pointer (&layer, rc_text_layer_free);
          g_clear_pointer (&pages, rc_pdf_pages_free);
          if (rc_pdf_page_size (pdf, page, &width, &height, NULL, NULL))
            g_assert_true (width > 0 && height > 0);
          check_outline (outline, 3);
          for (guint i = 0; links && i < links->len; i++)
            g_assert_cmpint (g_array_index (links, RcPdfLink, i).page, <, 3);
          if (pixels)
            g_assert_cmpint (g_bytes_get_size (pixels->bytes), ==, pixels->width * pixels->height * 4);
          g_clear_pointer (&pixels, rc_pixels_free);
        }
      fixture_remove (path);
    }
}

/* A page that ends the renderer is not tried again until somebody wants it so; the others are there all the time. */
static void
test_bad_page (void)
{
  char *path = make_order (FAKE_BAD_PAGE, 0);
  g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, NULL);
  int before = fixture_find_child (), after = 0;

  for (int i = 0; i < 20; i++)
    {
      GArray *first = wait_for_links (pdf, 0, NULL), *second = wait_for_links (pdf, 1, NULL), *third = wait_for_links (pdf, 2, NULL);

      g_assert_nonnull (first);
      g_assert_null (second);
      g_assert_nonnull (third);
      g_array_unref (first);
      g_array_unref (third);
      g_assert_true (i == 0 || fixture_find_child () == after);
      after = fixture_find_child ();
    }
  g_assert_cmpint (after, !=, before);
  rc_pdf_try_again (pdf);
  g_assert_null (wait_for_links (pdf, 1, NULL));
  g_array_unref (wait_for_links (pdf, 2, NULL));
  g_assert_cmpint (fixture_find_child (), !=, after);
  fixture_remove (path);
}

static void
test_disc (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      char *path = make_order (FAKE_PAYLOAD, seed);
      g_autoptr (GError) error = NULL;
      g_autoptr (RcDisc) disc = rc_disc_open (path, NULL, &error);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
      g_autoptr (GPtrArray) entries = disc ? rc_disc_list (disc, problems, NULL, &error) : NULL;
      g_autoptr (GBytes) bytes = disc ? rc_disc_read (disc, "x", 0, 100, NULL, NULL) : NULL;

      for (guint i = 0; entries && i < entries->len; i++)
        g_assert_true (g_utf8_validate (((RcDiscEntry *) entries->pdata[i])->path, -1, NULL));
      g_assert_true (entries || error->domain == RC_DISC_ERROR);
      g_assert_true (!bytes || g_bytes_get_size (bytes) <= 100);
      fixture_remove (path);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_setenv ("RC_RENDERER", g_getenv ("RC_FAKE_RENDERER"), TRUE);
  g_test_add_func ("/documents/hostile/pdf", test_pdf);
  g_test_add_func ("/documents/hostile/bad-page", test_bad_page);
  g_test_add_func ("/documents/hostile/disc", test_disc);
  return g_test_run ();
}
