/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RcPdf: pages, text, finding, order of jobs, and what happens when the renderer dies. */
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "documents/hits.h"
#include "documents/page-boxes.h"
#include "documents/pdf-text.h"
#include "documents/read-ahead.h"
#include "fixture.h"
#include "waiting.h"

static RcPdf *
open_made (const char *path)
{
  g_autoptr (GError) error = NULL;
  RcPdf *pdf = rc_pdf_open (path, NULL, &error);

  g_assert_no_error (error);
  return pdf;
}

static void
test_plain (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcPdf) pdf = open_made (path);
  g_autoptr (GPtrArray) outline = NULL;
  g_autoptr (GArray) links = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (RcPixels) pixels = NULL;
  const RcOutlineItem *item;
  double width, height;

  g_assert_cmpint (rc_pdf_get_n_pages (pdf), ==, 3);
  g_assert_cmpstr (rc_pdf_get_title (pdf), ==, "Отырар, a made document");
  g_assert_true (rc_pdf_page_size (pdf, 2, &width, &height, NULL, &error));
  g_assert_cmpfloat (width, ==, 595);
  g_assert_cmpfloat (height, ==, 842);
  pixels = rc_pdf_render (pdf, 0, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pixels->width, ==, 1190);
  g_assert_cmpint (g_bytes_get_size (pixels->bytes), ==, 1190 * 1684 * 4);
  text = read_text (pdf, 2, &error);
  g_assert_cmpstr (text, ==, "The end");
  outline = rc_pdf_outline (pdf, NULL, &error);
  g_assert_cmpint (outline->len, ==, 1);
  item = outline->pdata[0];
  g_assert_cmpint (item->page, ==, 2);
  g_assert_cmpstr (item->title, ==, "Соңғы бет");
  links = wait_for_links (pdf, 0, &error);
  g_assert_cmpint (links->len, ==, 0);
  fixture_remove (path);
}

static void
test_pages (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcPdf) pdf = open_made (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdfPages) pages = wait_for_pages (pdf, &error);

  g_assert_no_error (error);
  g_assert_cmpint (pages->n_pages, ==, 3);
  g_assert_cmpfloat (pages->sizes[2].width, ==, 595);
  g_assert_cmpfloat (pages->sizes[2].height, ==, 842);
  g_assert_null (pages->labels[0]);
  g_assert_false (pages->right_to_left);
  g_assert_cmpfloat (rc_pdf_get_first_size (pdf).height, ==, 842);
  g_assert_cmpint (rc_pdf_get_permissions (pdf), ==, RC_PDF_MAY_PRINT | RC_PDF_MAY_COPY);
  fixture_remove (path);
}

/* The labels and the direction of this one, which nobody protects. */
static void
test_arabic (void)
{
  static const char written[] =
      "%PDF-1.4\n"
      "1 0 obj<</Type/Catalog/Pages 2 0 R/ViewerPreferences<</Direction /R2L>>"
      "/PageLabels<</Nums[0<</S/r>>2<</S/D/St 12>>]>>>>endobj\n"
      "2 0 obj<</Type/Pages/Count 3/Kids[3 0 R 3 0 R 3 0 R]/MediaBox[0 0 300 400]>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n"
      "trailer<</Root 1 0 R>>\n";
  char *path = fixture_make_file ("labels.pdf", written, sizeof written - 1);
  g_autoptr (RcPdf) pdf = open_made (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdfPages) pages = wait_for_pages (pdf, &error);

  g_assert_no_error (error);
  g_assert_cmpint (pages->n_pages, ==, 3);
  g_assert_cmpstr (pages->labels[0], ==, "i");
  g_assert_cmpstr (pages->labels[1], ==, "ii");
  g_assert_cmpstr (pages->labels[2], ==, "12");
  g_assert_true (pages->right_to_left);
  fixture_remove (path);
}

static RcHits *
find (RcPdf *pdf, int page, const char *wanted)
{
  g_autoptr (RcDocumentText) text = rc_document_text_new ();
  RcHits *hits = rc_hits_new (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcTextLayer) layer = rc_pdf_text_layer (pdf, page, TRUE, NULL, &error);
  g_autoptr (GBytes) boxes = NULL;
  g_autoptr (GArray) places = NULL;

  g_assert_no_error (error);
  boxes = rc_page_boxes_pack (layer->text, layer->boxes);
  rc_document_text_add (text, rc_page_text_new (layer->text, boxes));
  places = rc_document_text_find (text, wanted, 0, 10000, NULL);
  rc_hits_add (hits, places);
  return hits;
}

/* What people filled in and noted down is found, where it stands; a password and what is hidden are not. */
static void
test_filled (void)
{
  static const char written[] =
      "%PDF-1.4\n"
      "1 0 obj<</Type/Catalog/Pages 2 0 R/PageLabels<</Nums[0<</S/r>>]>>/AcroForm<</Fields[4 0 R 5 0 R 6 0 R 9 0 R]>>>>endobj\n"
      "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 300 400]>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/Annots[4 0 R 5 0 R 6 0 R 7 0 R 8 0 R 9 0 R]>>endobj\n"
      "4 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Aigerim)/Rect[100 300 200 320]/F 4>>endobj\n"
      "5 0 obj<</Type/Annot/Subtype/Widget/FT/Ch/Ff 131072/T(town)/Opt[(Almaty)(Otrar)]/V(Otrar)/Rect[100 260 200 280]/F 4>>endobj\n"
      "6 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/Ff 8192/T(secret)/V(sesame)/Rect[100 220 200 240]/F 4>>endobj\n"
      "7 0 obj<</Type/Annot/Subtype/FreeText/Contents(Seen by\\rthe reader)/DA(/Helv 10 Tf)/Rect[50 100 150 140]/F 4>>endobj\n"
      "8 0 obj<</Type/Annot/Subtype/Text/Contents(out of sight)/Rect[0 0 20 20]/F 2>>endobj\n"
      "9 0 obj<</Type/Annot/Subtype/Widget/FT/Ch/T(places)/Opt[(Taraz)(Turkistan)]/Rect[100 160 200 200]/F 4>>endobj\n"
      "trailer<</Root 1 0 R>>\n";
  char *path = fixture_make_file ("form.pdf", written, sizeof written - 1);
  g_autoptr (RcPdf) pdf = open_made (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcTextLayer) layer = rc_pdf_text_layer (pdf, 0, TRUE, NULL, &error);
  g_autofree char *text = read_text (pdf, 0, NULL);
  g_autoptr (RcHits) hits = find (pdf, 0, "aigerim"), town = find (pdf, 0, "OTRAR"), note = find (pdf, 0, "by the reader");
  g_autoptr (GArray) boxes = NULL;
  const RcBox *box;

  g_assert_no_error (error);
  g_assert_cmpstr (layer->text, ==, "\nAigerim\nOtrar\nTaraz\nTurkistan\nSeen by\nthe reader");
  g_assert_cmpstr (layer->text, ==, text);
  g_assert_cmpstr (layer->label, ==, "i");
  g_assert_cmpint (rc_hits_get_n (hits), ==, 1);
  boxes = rc_hits_make_boxes (hits, 0);
  g_assert_cmpint (boxes->len, ==, 1);
  box = &g_array_index (boxes, RcBox, 0);
  g_assert_cmpfloat_with_epsilon (box->x1, 100, 1);
  g_assert_cmpfloat_with_epsilon (box->y1, 80, 1);
  g_assert_cmpfloat_with_epsilon (box->y2, 100, 1);
  g_assert_cmpfloat (box->x2, <=, 201);
  g_assert_cmpint (rc_hits_get_n (town), ==, 1);
  g_assert_cmpint (rc_hits_get_n (note), ==, 1);
  fixture_remove (path);
}

/* A field of 100 x 20 points is where it is seen, whichever way the page is turned. */
static void
test_filled_turned (void)
{
  static const struct
  {
    int rotate;
    RcBox wanted;
  } cases[] = { { 0, { 100, 80, 200, 100 } }, { 90, { 300, 100, 320, 200 } }, { 180, { 100, 300, 200, 320 } }, { 270, { 80, 100, 100, 200 } } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *written = g_strdup_printf (
          "%%PDF-1.4\n"
          "1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>endobj\n"
          "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 300 400]>>endobj\n"
          "3 0 obj<</Type/Page/Parent 2 0 R/Rotate %d/Annots[4 0 R]>>endobj\n"
          "4 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Ai)/Rect[100 300 200 320]/F 4>>endobj\n"
          "trailer<</Root 1 0 R>>\n", cases[i].rotate);
      char *path = fixture_make_file ("turned.pdf", written, strlen (written));
      g_autoptr (RcPdf) pdf = open_made (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (RcTextLayer) layer = rc_pdf_text_layer (pdf, 0, TRUE, NULL, &error);
      const RcTextBox *box = &layer->boxes[1];
      const RcBox *wanted = &cases[i].wanted;

      g_assert_no_error (error);
      g_assert_cmpstr (layer->text, ==, "\nAi");
      g_assert_cmpfloat_with_epsilon (box->x1, wanted->x1, 1);
      g_assert_cmpfloat_with_epsilon (box->y1, wanted->y1, 1);
      g_assert_cmpfloat (box->x2, <=, wanted->x2 + 1);
      g_assert_cmpfloat (box->y2, <=, wanted->y2 + 1);
      fixture_remove (path);
    }
}

/* What its author does not allow is told; it opens without a password all the same. */
static void
test_permissions (void)
{
  char *path = fixture_make_restricted_pdf (FALSE), *other = fixture_make_restricted_pdf (TRUE);
  g_autoptr (RcPdf) pdf = open_made (path), printable = open_made (other);

  g_assert_cmpint (rc_pdf_get_permissions (pdf), ==, RC_PDF_MAY_COPY);
  g_assert_cmpint (rc_pdf_get_permissions (printable), ==, RC_PDF_MAY_PRINT);
  fixture_remove (path);
  fixture_remove (other);
}

/* The same where the objects of the file are packed. */
static void
test_packed (void)
{
  static const char objects[] = "5 0 <</Direction /R2L>>";
  static const char start[] = "%PDF-1.5\n"
                              "1 0 obj<</Type/Catalog/Pages 2 0 R/ViewerPreferences 5 0 R>>endobj\n"
                              "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 300 400]>>endobj\n"
                              "3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n";
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));
  g_autoptr (GString) file = g_string_new (start);
  g_autoptr (GError) error = NULL;
  char packed[100];
  gsize n_read, n_packed;

  g_assert_cmpint (g_converter_convert (converter, objects, strlen (objects), packed, sizeof packed, G_CONVERTER_INPUT_AT_END, &n_read,
                                        &n_packed, &error), ==, G_CONVERTER_FINISHED);
  for (gsize cut = 0; cut < 2; cut++)
    {
      gsize length = cut ? n_packed / 2 : n_packed;
      char *path;
      g_autoptr (RcPdf) pdf = NULL;
      g_autoptr (RcPdfPages) pages = NULL;

      g_string_truncate (file, strlen (start));
      g_string_append_printf (file, "4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %" G_GSIZE_FORMAT ">>stream\r\n", length);
      g_string_append_len (file, packed, (gssize) length);
      g_string_append (file, "\nendstream endobj\ntrailer<</Root 1 0 R>>\n");
      path = fixture_make_file ("packed.pdf", file->str, file->len);
      pdf = open_made (path);
      pages = wait_for_pages (pdf, &error);
      g_assert_no_error (error);
      g_assert_true (pages->right_to_left == !cut);
      fixture_remove (path);
    }
}

static guint32
pixel (const RcPixels *pixels, int x, int y)
{
  return ((const guint32 *) g_bytes_get_data (pixels->bytes, NULL))[y * pixels->width + x];
}

/* Pieces of a page, put together, are the page; and so it is when turned. */
static void
test_area (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcPdf) pdf = open_made (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPixels) whole = rc_pdf_render (pdf, 1, 1, NULL, &error);

  g_assert_no_error (error);
  for (int turns = 0; turns < 4; turns++)
    {
      int width, height;

      rc_pdf_scale_size ((RcPdfSize){ 595, 842 }, 1, turns, &width, &height);
      for (int left = -10; left < width; left += 200)
        {
          const RcPdfArea area = { left, 150, 200, 100 };
          g_autoptr (RcPixels) piece = wait_for_area (pdf, 1, turns, &area, &error);

          g_assert_no_error (error);
          for (int y = 0; y < 100; y++)
            for (int x = 0; x < 200; x++)
              {
                const int tx = left + x, ty = 150 + y;
                const int px = turns == 0 ? tx : turns == 1 ? ty : turns == 2 ? 594 - tx : 594 - ty;
                const int py = turns == 0 ? ty : turns == 1 ? 841 - tx : turns == 2 ? 841 - ty : tx;
                const gboolean inside = tx >= 0 && tx < width;

                /* Turned letters are smoothed a little differently. */
                if (turns == 0 || !inside)
                  g_assert_cmphex (pixel (piece, x, y), ==, inside ? pixel (whole, px, py) : 0xffffffff);
                else if ((pixel (whole, px, py) & 0xff) == 0)
                  g_assert_cmpint (pixel (piece, x, y) & 0xff, <, 160);
              }
        }
    }
  fixture_remove (path);
}

static void
test_layer (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcPdf) pdf = open_made (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcTextLayer) layer = rc_pdf_text_layer (pdf, 1, TRUE, NULL, &error);
  const char *silk;
  glong at;

  g_assert_no_error (error);
  g_assert_cmpstr (layer->text, ==, "The silk road of Almaty\nleads far");
  g_assert_cmpint (layer->n_characters, ==, strlen (layer->text));
  silk = strstr (layer->text, "silk");
  at = silk - layer->text;
  /* Written at y = 100 from the top, in letters of 24 points. */
  g_assert_cmpfloat (layer->boxes[at].y1, >, 60);
  g_assert_cmpfloat (layer->boxes[at].y2, <, 120);
  g_assert_cmpfloat (layer->boxes[at + 1].x1, >=, layer->boxes[at].x2 - 1);
  g_assert_cmpint (layer->n_runs, >=, 1);
  g_assert_cmpint (layer->runs[0].start, ==, 0);
  g_assert_cmpint (layer->runs[layer->n_runs - 1].end, ==, layer->n_characters);
  g_assert_cmpfloat_with_epsilon (layer->runs[0].size, 24, 0.5);
  g_assert_cmpint (layer->runs[0].flags, ==, 0);
  fixture_remove (path);
}

static void
test_bounds (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcPdf) pdf = open_made (path);
  g_autoptr (RcPixels) pixels = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_pdf_render (pdf, 3, 1, NULL, &error));
  g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (rc_pdf_render (pdf, 0, -1, NULL, &error));
  g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED);
  g_clear_error (&error);
  /* 32 Mpixel at most, in the page's proportions. */
  pixels = rc_pdf_render (pdf, 0, 1000, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint ((gint64) pixels->width * pixels->height, <=, 32 << 20);
  g_assert_cmpint ((gint64) pixels->width * pixels->height, >, 31 << 20);
  fixture_remove (path);
}

static void
test_find (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcPdf) pdf = open_made (path);
  g_autoptr (RcHits) hits = find (pdf, 1, "SILK  Road"), over_lines = find (pdf, 1, "almaty leads"), none = find (pdf, 0, "silk");
  g_autoptr (GArray) boxes = NULL, two_lines = NULL;
  g_autofree char *snippet = NULL;
  const RcBox *box;
  guint start, end;

  g_assert_cmpint (rc_hits_get_n (hits), ==, 1);
  snippet = rc_hits_dup_snippet (hits, 0, &start, &end);
  g_assert_cmpstr (snippet, ==, "The silk road of Almaty leads far");
  g_assert_cmpint (start, ==, 4);
  g_assert_cmpint (end, ==, 13);
  boxes = rc_hits_make_boxes (hits, 0);
  g_assert_cmpint (boxes->len, ==, 1);
  box = &g_array_index (boxes, RcBox, 0);
  /* The line was written at y = 100 from the top, in letters of 24 points. */
  g_assert_cmpfloat (box->y1, >, 60);
  g_assert_cmpfloat (box->y2, <, 120);
  g_assert_cmpfloat (box->x1, >, 100);
  g_assert_cmpfloat (box->x2 - box->x1, >, 80);
  g_assert_cmpint (rc_hits_get_n (over_lines), ==, 1);
  two_lines = rc_hits_make_boxes (over_lines, 0);
  g_assert_cmpint (two_lines->len, ==, 2);
  g_assert_cmpint (rc_hits_get_n (none), ==, 0);
  fixture_remove (path);
}

static void
test_clean (void)
{
  static const char dirty[] = "a\x01"
                              "b\tc\nd\xe2\x80\xae"
                              "e\xff"
                              "f";
  g_autofree char *clean = rc_pdf_clean_text (dirty, sizeof dirty - 1);

  g_assert_cmpstr (clean, ==,
                   "ab c\nde\xef\xbf\xbd"
                   "f");
}

/* What is no PDF at all is called what it is. */
static void
test_refused (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
    const char *named;
  } strangers[] = {
    { "", 0, "an empty file" },
    { "MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff", 14, "a program" },
    { "\0\0\0\x18" "ftypmp42\0\0\0\0", 16, "a video" },
    { "\1\2\3\4\5\6\7\0\1\2\3\4\5\6\7", 15, "of a kind that is not known here" },
  };
  char *path = fixture_make_file ("x.pdf", "%PDF-1.4 and no more", 20);
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_pdf_open (path, NULL, &error));
  g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED);
  g_assert_null (strstr (error->message, "no document"));
  g_clear_error (&error);
  fixture_remove (path);
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      path = fixture_make_file ("x.pdf", strangers[i].bytes, strangers[i].size);
      g_assert_null (rc_pdf_open (path, NULL, &error));
      g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED);
      g_assert_true (g_str_has_suffix (error->message, strangers[i].named));
      g_clear_error (&error);
      fixture_remove (path);
    }
  g_assert_null (rc_pdf_open ("/nonexistent/x.pdf", NULL, &error));
  g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING);
}

static void
kill_renderer (void)
{
  g_assert_cmpint (kill (fixture_find_child (), SIGKILL), ==, 0);
}

static void
test_restart (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcPdf) pdf = open_made (path);
  g_autoptr (GError) error = NULL;

  /* As often as it is killed from outside. */
  for (int i = 0; i < 12; i++)
    {
      g_autofree char *text = NULL;

      kill_renderer ();
      text = read_text (pdf, 2, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, "The end");
    }
  fixture_remove (path);
}

static void
opened_once_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RcPdf **pdf = user_data;
  g_autoptr (GError) error = NULL;

  *pdf = rc_pdf_open_finish (result, &error);
  g_assert_no_error (error);
}

/* A renderer that waits, and is killed just when it is wanted, costs the document nothing. */
static void
test_waiting (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);

  rc_pdf_stand_ready (owner);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (RcPdf) pdf = NULL;

      kill (fixture_find_child (), SIGKILL);
      rc_pdf_open_fd_async (fixture_open (path), NULL, owner, NULL, opened_once_cb, &pdf);
      while (!pdf)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (rc_pdf_get_n_pages (pdf), ==, 3);
    }
  fixture_remove (path);
}

static void
given_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_pdf_render_finish (RC_PDF (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) user_data = TRUE;
}

/* A page that nobody wants any more is not waited for, however often, and is drawn when it is wanted again. */
static void
test_unwanted (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, NULL);

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (RcPixels) pixels = NULL;
      gboolean done = FALSE;
      int child = fixture_find_child ();

      kill (child, SIGSTOP);
      rc_pdf_render_async (pdf, 1, 1, G_PRIORITY_DEFAULT, cancellable, given_up_cb, &done);
      g_cancellable_cancel (cancellable);
      while (!done)
        g_main_context_iteration (NULL, TRUE);
      /* It may have been cancelled before the question. */
      kill (child, SIGCONT);
      pixels = rc_pdf_render (pdf, 1, 1, NULL, NULL);
      g_assert_nonnull (pixels);
    }
  fixture_remove (path);
}

typedef struct
{
  GMainLoop *loop;
  GString *order;
  int left;
} Waiting;

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPixels) pixels = rc_pdf_render_finish (RC_PDF (source), result, &error);

  if (pixels)
    g_string_append_printf (waiting->order, "%d ", pixels->width);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_string_append (waiting->order, "cancelled ");
  if (--waiting->left == 0)
    g_main_loop_quit (waiting->loop);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = rc_pdf_open_finish (result, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  /* The first takes long enough for the others to queue behind it; those come in order of priority. */
  waiting->left = 4;
  rc_pdf_render_async (pdf, 0, 8, G_PRIORITY_HIGH, NULL, rendered_cb, waiting);
  rc_pdf_render_async (pdf, 0, 20 / 595.0 + 1e-9, G_PRIORITY_LOW, NULL, rendered_cb, waiting);
  rc_pdf_render_async (pdf, 0, 30 / 595.0 + 1e-9, G_PRIORITY_DEFAULT, NULL, rendered_cb, waiting);
  rc_pdf_render_async (pdf, 0, 40 / 595.0 + 1e-9, G_PRIORITY_HIGH, cancellable, rendered_cb, waiting);
}

static void
test_async (void)
{
  char *path = fixture_make_usual_pdf ();
  Waiting waiting = { .loop = g_main_loop_new (NULL, FALSE), .order = g_string_new (NULL) };

  rc_pdf_open_fd_async (fixture_open (path), NULL, NULL, NULL, opened_cb, &waiting);
  g_main_loop_run (waiting.loop);
  g_assert_cmpstr (waiting.order->str, ==, "4760 cancelled 30 20 ");
  g_string_free (waiting.order, TRUE);
  g_main_loop_unref (waiting.loop);
  fixture_remove (path);
}

static RcReadBegun *
pop (RcReadAhead *ahead)
{
  g_autoptr (GError) error = NULL;
  RcReadBegun *begun = rc_read_ahead_pop (ahead, &error);

  g_assert_no_error (error);
  return begun;
}

/* What is read ahead comes in the order in which it was asked for, each with what was wanted of it; a file that is none stops no other; and
 * what nobody takes any more is no harm. */
static void
test_ahead (void)
{
  char *path = fixture_make_usual_pdf (), *bad = fixture_make_file ("bad.pdf", "%PDF-1.4", 8), *plain = fixture_make_file ("a.txt", "Otrar", 5);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RcReadAhead *ahead = rc_read_ahead_new (FALSE, cancellable);
  g_autoptr (RcReadBegun) first = NULL, second = NULL, third = NULL, fourth = NULL;
  g_autoptr (GError) error = NULL;

  rc_read_ahead_push (ahead, &(RcReadWanted){ .path = path, .first = 1, .text = TRUE });
  rc_read_ahead_push (ahead, &(RcReadWanted){ .path = bad, .text = TRUE, .cover = TRUE });
  rc_read_ahead_push (ahead, &(RcReadWanted){ .path = plain, .text = TRUE });
  rc_read_ahead_push (ahead, &(RcReadWanted){ .path = path, .cover = TRUE });
  first = pop (ahead);
  g_assert_no_error (first->refusal);
  g_assert_cmpuint (first->pages->len, ==, 2);
  g_assert_cmpstr (((RcPageText *) g_ptr_array_index (first->pages, 1))->text, ==, "The end");
  g_assert_null (first->large);
  second = pop (ahead);
  g_assert_null (second->reader);
  g_assert_error (second->refusal, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED);
  third = pop (ahead);
  g_assert_no_error (third->refusal);
  g_assert_nonnull (strstr (((RcPageText *) g_ptr_array_index (third->pages, 0))->text, "Otrar"));
  fourth = pop (ahead);
  g_assert_null (fourth->pages);
  g_assert_nonnull (fourth->large);
  rc_read_ahead_push (ahead, &(RcReadWanted){ .path = path, .text = TRUE });
  rc_read_ahead_push (ahead, &(RcReadWanted){ .path = plain, .text = TRUE });
  g_cancellable_cancel (cancellable);
  g_assert_null (rc_read_ahead_pop (ahead, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  rc_read_ahead_free (ahead);
  fixture_remove (path);
  fixture_remove (bad);
  fixture_remove (plain);
}

/* A file of three pages, one of them named twice, which says that it has so many. */
static char *
make_miscounted (const char *count)
{
  g_autofree char *bytes = g_strdup_printf (
    "%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    "2 0 obj\n<< /Type /Pages /Kids [ 3 0 R 4 0 R 5 0 R ] %s >>\nendobj\n"
    "3 0 obj\n<< /Type/Page /Parent 2 0 R /MediaBox [ 0 0 100 200 ] >>\nendobj\n"
    "4 0 obj\n<< /Type /Page/Parent 2 0 R /MediaBox [ 0 0 100 200 ] >>\nendobj\n"
    "5 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 100 300 ] >>\nendobj\n"
    "5 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 100 400 ] >>\nendobj\n"
    "trailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n0\n%%%%EOF\n",
    count);

  return fixture_make_file ("miscounted.pdf", bytes, strlen (bytes));
}

static void
test_miscounted (void)
{
  static const char *const counts[] = { "/Count 3", "/Count 0", "/Count -2", "/Count 99999", "/Count (three)", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      char *path = make_miscounted (counts[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, &error);
      double width, height;

      g_assert_no_error (error);
      g_assert_cmpint (rc_pdf_get_n_pages (pdf), ==, 3);
      g_assert_true (rc_pdf_page_size (pdf, 2, &width, &height, NULL, NULL));
      g_assert_cmpfloat (height, ==, 400);
      fixture_remove (path);
    }
}

/* Pages that each say their number; with the tree before them or behind. */
static GString *
make_pages (int n_pages, gboolean tree_first)
{
  g_autoptr (GString) tree = g_string_new ("1 0 obj<</Type/Catalog/Pages 2 0 R/PageLabels<</Nums[0<</S/r>>]>>>>endobj\n2 0 obj<</Type/Pages");
  GString *file = g_string_new ("%PDF-1.4\n");

  g_string_append_printf (tree, "/MediaBox[0 0 300 400]/Count %d/Kids[", n_pages);
  for (int i = 0; i < n_pages; i++)
    g_string_append_printf (tree, "%d 0 R ", 10 + 2 * i);
  g_string_append (tree, "]>>endobj\n");
  if (tree_first)
    g_string_append (file, tree->str);
  for (int i = 0; i < n_pages; i++)
    g_string_append_printf (file, "%d 0 obj<</Type/Page/Parent 2 0 R/Contents %d 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1"
                            "/BaseFont/Helvetica>>>>>>>>endobj\n%d 0 obj<</Length 35>>stream\nBT /F 20 Tf 20 100 Td (page %d) Tj ET\nendstream endobj\n",
                            10 + 2 * i, 11 + 2 * i, 11 + 2 * i, i + 1);
  if (!tree_first)
    g_string_append (file, tree->str);
  return file;
}

static RcPdf *
open_bytes (const char *bytes, gsize size, GError **error)
{
  char *path = fixture_make_file ("mended.pdf", bytes, size);
  RcPdf *pdf = rc_pdf_open (path, NULL, error);

  fixture_remove (path);
  return pdf;
}

static void
check_text (RcPdf *pdf, int page, const char *wanted)
{
  g_autoptr (RcTextLayer) layer = rc_pdf_text_layer (pdf, page, FALSE, NULL, NULL);

  g_assert_cmpstr (layer ? layer->text : NULL, ==, wanted);
}

/* Nothing is lost but the index. */
static void
test_without_index (void)
{
  for (int tree_first = 0; tree_first < 2; tree_first++)
    {
      g_autoptr (GString) file = make_pages (3, tree_first);
      g_autoptr (GError) error = NULL;
      g_autoptr (RcPdf) pdf = open_bytes (file->str, file->len, &error);
      g_autoptr (RcPdfPages) pages = NULL;

      g_assert_no_error (error);
      pages = wait_for_pages (pdf, &error);
      g_assert_no_error (error);
      g_assert_cmpint (pages->n_pages, ==, 3);
      g_assert_cmpstr (pages->labels[2], ==, "iii");
      g_assert_cmpfloat (pages->sizes[2].height, ==, 400);
      check_text (pdf, 2, "page 3");
      g_assert_false (rc_pdf_is_damaged (pdf));
    }
}

/* Cut off in the fourth page of five: those before it are there, and each that is known of keeps its place. */
static void
test_cut (void)
{
  for (int tree_first = 0; tree_first < 2; tree_first++)
    {
      g_autoptr (GString) file = make_pages (5, tree_first);
      g_autoptr (GError) error = NULL;
      g_autoptr (RcPdf) pdf = open_bytes (file->str, (gsize) (strstr (file->str, "17 0 obj") - file->str), &error);
      g_autoptr (RcPdfPages) pages = NULL;

      g_assert_no_error (error);
      g_assert_true (rc_pdf_is_damaged (pdf));
      pages = wait_for_pages (pdf, &error);
      g_assert_no_error (error);
      g_assert_cmpint (pages->n_pages, ==, tree_first ? 5 : 4);
      check_text (pdf, 2, "page 3");
      g_assert_cmpfloat (pages->sizes[3].width, ==, 0);
      check_text (pdf, 3, NULL);
      g_assert_cmpfloat (pages->sizes[0].height, ==, tree_first ? 400 : 792);
    }
}

/* The same where a stream is cut: what is there of it is shown; and where it would have to be decrypted, nothing. */
static void
test_cut_stream (void)
{
  g_autoptr (GString) file = make_pages (2, FALSE);
  g_autoptr (RcPdf) pdf = open_bytes (file->str, (gsize) (strstr (file->str, " 2) Tj ET") + 6 - file->str), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (rc_pdf_get_n_pages (pdf), ==, 2);
  check_text (pdf, 1, "page 2");
  g_string_insert (file, 9, "5 0 obj<</Filter/Standard/V 1/R 2/O(o)/U(u)/P -4>>endobj\n");
  g_assert_null (open_bytes (file->str, (gsize) (strstr (file->str, " 2) Tj ET") + 6 - file->str), &error));
  g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED);
}

/* Objects that are packed, in a stream that is cut off, too. */
static void
test_cut_packed (void)
{
  g_autoptr (GString) objects = g_string_new (NULL), file = g_string_new ("%PDF-1.5\n");
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 0));
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = NULL;
  char packed[1000];
  gsize n_read, n_packed;

  g_string_append (objects, "1 0 2 33 3 66 4 99 ");
  while (objects->len < 40)
    g_string_append_c (objects, ' ');
  g_string_append (objects, "<</Type/Catalog/Pages 2 0 R>>    <</Type/Pages/Kids[3 0 R 4 0 R]>><</Type/Page/MediaBox[0 0 9 9]>>  <</Type/Page/MediaBox[0 0 9 9]>>");
  g_assert_cmpint (g_converter_convert (converter, objects->str, objects->len, packed, sizeof packed, G_CONVERTER_INPUT_AT_END, &n_read,
                                        &n_packed, &error), ==, G_CONVERTER_FINISHED);
  g_string_append_printf (file, "9 0 obj<</Type/ObjStm/N 4/First 40/Filter/FlateDecode/Length %" G_GSIZE_FORMAT ">>stream\n", n_packed);
  g_string_append_len (file, packed, (gssize) n_packed - 20);
  pdf = open_bytes (file->str, file->len, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rc_pdf_get_n_pages (pdf), ==, 2);
  g_assert_true (rc_pdf_page_size (pdf, 0, &(double){ 0 }, &(double){ 0 }, NULL, NULL));
  g_assert_false (rc_pdf_page_size (pdf, 1, &(double){ 0 }, &(double){ 0 }, NULL, NULL));
}

/* A table with room between its rows: Poppler reads its cells without a blank between them. */
static char *
make_table (void)
{
  static const char *const cells[] = { "District", "Projected", "Requirement" };
  g_autoptr (GString) contents = g_string_new ("BT /F 10 Tf\n");
  g_autofree char *bytes = NULL;

  for (int row = 0; row < 8; row++)
    for (int column = 0; column < 3; column++)
      g_string_append_printf (contents, "1 0 0 1 %d %d Tm (%s%d) Tj\n", 40 + 60 * column, 350 - 30 * row, cells[column], row);
  g_string_append (contents, "ET");
  bytes = g_strdup_printf ("%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
                           "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 400]/Contents 4 0 R/Resources<</Font<</F<</Type/Font"
                           "/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
                           "4 0 obj<</Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>\n",
                           (int) contents->len, contents->str);
  return fixture_make_file ("table.pdf", bytes, strlen (bytes));
}

static void
test_table (void)
{
  char *path = make_table ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, &error);
  g_autoptr (RcTextLayer) layer = NULL;
  g_auto (GStrv) words = NULL;
  guint n_words = 0;
  gunichar *characters;

  g_assert_no_error (error);
  layer = rc_pdf_text_layer (pdf, 0, TRUE, NULL, &error);
  g_assert_no_error (error);
  words = g_strsplit_set (layer->text, " \n", -1);
  for (guint i = 0; words[i]; i++)
    if (*words[i])
      {
        g_assert_true (g_str_has_prefix (words[i], "District") || g_str_has_prefix (words[i], "Projected") ||
                       g_str_has_prefix (words[i], "Requirement"));
        g_assert_true (g_ascii_isdigit (words[i][strlen (words[i]) - 1]) && strcspn (words[i], "0123456789") + 1 == strlen (words[i]));
        n_words++;
      }
  g_assert_cmpuint (n_words, ==, 24);
  /* Where each letter stands is told of that letter. */
  characters = g_utf8_to_ucs4_fast (layer->text, -1, NULL);
  for (guint i = 0; i < layer->n_characters; i++)
    if (characters[i] == 'D')
      g_assert_cmpfloat (ABS (layer->boxes[i].x1 - 40), <, 2);
    else if (characters[i] == 'P')
      g_assert_cmpfloat (ABS (layer->boxes[i].x1 - 100), <, 2);
  g_assert_cmpuint (layer->runs[layer->n_runs - 1].end, <=, layer->n_characters);
  g_free (characters);
  fixture_remove (path);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/pdf/without-index", test_without_index);
  g_test_add_func ("/documents/pdf/cut", test_cut);
  g_test_add_func ("/documents/pdf/cut-stream", test_cut_stream);
  g_test_add_func ("/documents/pdf/cut-packed", test_cut_packed);
  g_test_add_func ("/documents/pdf/miscounted", test_miscounted);
  g_test_add_func ("/documents/pdf/plain", test_plain);
  g_test_add_func ("/documents/pdf/pages", test_pages);
  g_test_add_func ("/documents/pdf/arabic", test_arabic);
  g_test_add_func ("/documents/pdf/packed", test_packed);
  g_test_add_func ("/documents/pdf/filled", test_filled);
  g_test_add_func ("/documents/pdf/filled-turned", test_filled_turned);
  g_test_add_func ("/documents/pdf/permissions", test_permissions);
  g_test_add_func ("/documents/pdf/area", test_area);
  g_test_add_func ("/documents/pdf/layer", test_layer);
  g_test_add_func ("/documents/pdf/table", test_table);
  g_test_add_func ("/documents/pdf/bounds", test_bounds);
  g_test_add_func ("/documents/pdf/find", test_find);
  g_test_add_func ("/documents/pdf/clean", test_clean);
  g_test_add_func ("/documents/pdf/refused", test_refused);
  g_test_add_func ("/documents/pdf/ahead", test_ahead);
  g_test_add_func ("/documents/pdf/restart", test_restart);
  g_test_add_func ("/documents/pdf/waiting", test_waiting);
  g_test_add_func ("/documents/pdf/unwanted", test_unwanted);
  g_test_add_func ("/documents/pdf/async", test_async);
  return g_test_run ();
}
