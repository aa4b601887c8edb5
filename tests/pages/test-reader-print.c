/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is printed is what is shown: into a file, which is opened again. */
#include "config.h"

#include "fixture.h"
#include "pages/reader-policy.h"
#include "pages/reader-print.h"

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gboolean *done)
{
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  *done = TRUE;
}

static RcPdf *
print (RcPdf *pdf, guint *n_failed)
{
  g_autoptr (GtkPrintOperation) operation = rc_reader_print_new (pdf, "A booklet", 1);
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr (GError) error = NULL;
  char *path = fixture_make_file ("printed.pdf", "", 0);
  gboolean done = FALSE;
  RcPdf *printed;

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), &done);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (error);
  *n_failed = rc_reader_print_get_n_failed (operation);
  printed = rc_pdf_open (path, NULL, &error);
  g_assert_no_error (error);
  fixture_remove (path);
  return printed;
}

/* How much ink is on a page, and between which edges, as parts of the page. */
typedef struct
{
  double ink, left, top, right, bottom;
} Ink;

static Ink
measure_ink (RcPdf *pdf, int page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPixels) pixels = rc_pdf_render (pdf, page, 0.5, NULL, &error);
  Ink ink = { 0, 1, 1, 0, 0 };
  const guint32 *p;

  g_assert_no_error (error);
  p = g_bytes_get_data (pixels->bytes, NULL);
  for (int y = 0; y < pixels->height; y++)
    for (int x = 0; x < pixels->width; x++, p++)
      {
        double at_x = (double) x / pixels->width, at_y = (double) y / pixels->height;

        if ((*p & 255) > 200)
          continue;
        ink.ink += (255 - (*p & 255)) / 255.0;
        ink.left = MIN (ink.left, at_x);
        ink.right = MAX (ink.right, at_x);
        ink.top = MIN (ink.top, at_y);
        ink.bottom = MAX (ink.bottom, at_y);
      }
  return ink;
}

/* The margins of the printer make it a little smaller. */
static void
assert_same_ink (RcPdf *pdf, int page, RcPdf *printed, int printed_page)
{
  Ink before = measure_ink (pdf, page), after = measure_ink (printed, printed_page);

  g_assert_cmpfloat (before.ink, >, 10);
  g_assert_cmpfloat_with_epsilon (before.ink, after.ink, before.ink / 3);
  g_assert_cmpfloat_with_epsilon (before.left, after.left, 0.05);
  g_assert_cmpfloat_with_epsilon (before.right, after.right, 0.05);
  g_assert_cmpfloat_with_epsilon (before.top, after.top, 0.05);
  g_assert_cmpfloat_with_epsilon (before.bottom, after.bottom, 0.05);
}

static void
test_pages (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, NULL);
  guint n_failed;
  g_autoptr (RcPdf) printed = print (pdf, &n_failed);
  RcPdfSize size = rc_pdf_get_first_size (printed);

  g_assert_cmpuint (n_failed, ==, 0);
  g_assert_cmpint (rc_pdf_get_n_pages (printed), ==, 3);
  g_assert_cmpfloat_with_epsilon (size.width, 595, 1);
  for (int page = 0; page < 3; page++)
    assert_same_ink (pdf, page, printed, page);
  fixture_remove (path);
}

/* A text is printed on the pages it is laid out on; a picture that lies, on paper that lies. */
static void
test_others (void)
{
  static const char text[] = "<html><h1>OTRAR</h1><p>Words that stand on paper.";
  char *path = fixture_make_file ("a.html", text, sizeof text - 1);
  char *png = fixture_make_png ();
  g_autoptr (RcPdf) html = rc_pdf_open (path, NULL, NULL), picture = rc_pdf_open (png, NULL, NULL);
  guint n_failed;
  g_autoptr (RcPdf) page = print (html, &n_failed), lying = print (picture, &n_failed);
  RcPdfSize size = rc_pdf_get_first_size (lying);

  assert_same_ink (html, 0, page, 0);
  g_assert_cmpfloat (size.width, >, size.height);
  fixture_remove (path);
  fixture_remove (png);
}

static void
cancelled_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, int *n_done)
{
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_CANCEL);
  (*n_done)++;
}

static void
cancel_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, int *n_drawn)
{
  (*n_drawn)++;
  gtk_print_operation_cancel (operation);
}

/* While its first page comes: no other one is begun, and the document is let go. */
static void
test_cancel (void)
{
  char *path = fixture_make_usual_pdf (), *out = fixture_make_file ("printed.pdf", "", 0);
  RcPdf *pdf = rc_pdf_open (path, NULL, NULL);
  GtkPrintOperation *operation = rc_reader_print_new (pdf, "A booklet", 0);
  int n_done = 0, n_drawn = 0;

  g_object_add_weak_pointer (G_OBJECT (pdf), (gpointer *) &pdf);
  g_object_unref (pdf);
  gtk_print_operation_set_export_filename (operation, out);
  g_signal_connect_after (operation, "draw-page", G_CALLBACK (cancel_cb), &n_drawn);
  g_signal_connect (operation, "done", G_CALLBACK (cancelled_cb), &n_done);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, NULL);
  while (n_done == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (n_drawn, ==, 1);
  g_object_unref (operation);
  while (pdf != NULL)
    g_main_context_iteration (NULL, TRUE);
  fixture_remove (path);
  fixture_remove (out);
}

/* By itself at the desk and not in a kiosk; and as the settings say. */
static void
test_policy (void)
{
  char *path = fixture_make_usual_pdf (), *kept = fixture_make_restricted_pdf (FALSE);
  g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, NULL), not_to_print = rc_pdf_open (kept, NULL, NULL);
  g_autoptr (GSettings) settings = g_settings_new (APP_ID);
  GtkWidget *window = gtk_window_new (), *label = gtk_label_new (NULL);

  gtk_window_set_child (GTK_WINDOW (window), label);
  g_assert_true (rc_reader_policy_may_print (label, pdf));
  g_assert_false (rc_reader_policy_may_print (label, not_to_print));
  g_assert_true (rc_reader_policy_may_copy (label, not_to_print));
  g_settings_set_boolean (settings, "allow-printing", FALSE);
  g_assert_false (rc_reader_policy_may_print (label, pdf));
  gtk_widget_add_css_class (window, "kiosk");
  g_assert_false (rc_reader_policy_may_print (label, pdf));
  g_settings_set_boolean (settings, "allow-printing-in-kiosk", TRUE);
  g_assert_true (rc_reader_policy_may_print (label, pdf));
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_remove (path);
  fixture_remove (kept);
}

int
main (int argc, char **argv)
{
  g_autofree char *schemas = g_build_filename (g_getenv ("RC_BUILD_ROOT"), "data", NULL);

  g_setenv ("GSETTINGS_SCHEMA_DIR", schemas, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/reader-print/pages", test_pages);
  g_test_add_func ("/pages/reader-print/others", test_others);
  g_test_add_func ("/pages/reader-print/cancel", test_cancel);
  g_test_add_func ("/pages/reader-print/policy", test_policy);
  return g_test_run ();
}
