/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every real PDF cut short and with bits turned over, and some made to hurt: whatever becomes of them, the program goes on, its
 * main thread is not held up, and a renderer that was stopped is replaced. RC_N: so many variants of each file (20 are meant;
 * 0, as in the suite, takes a few of some files). */
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "documents/pdf.h"
#include "fixture.h"
#include "waiting.h"

#define N_AT_ONCE 2
#define N_PAGES 2
#define BEAT_MS 5

typedef struct
{
  GMainLoop *loop;
  GPtrArray *paths;
  GObject *owner; /* of the renderer that waits */
  guint n_variants;
  guint step; /* of the files */
  guint next;
  guint n_running;
  guint n_opened, n_refused, n_pages, n_bad_pages;
  gint64 last_beat, worst_beat, worst_control;
  gint64 last_work, worst_work; /* of the processor, in the main thread: what other programs do is not in it */
  int control_quits;
} Run;

typedef struct
{
  Run *run;
  RcPdf *pdf; /* (owned) (nullable) */
  guint left;
} Variant;

static void next_variant (Run *run);

static gboolean
beat_cb (gpointer data)
{
  Run *run = data;
  gint64 now = g_get_monotonic_time (), work;
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  work = time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
  if (run->last_beat)
    {
      run->worst_beat = MAX (run->worst_beat, now - run->last_beat - BEAT_MS * 1000);
      run->worst_work = MAX (run->worst_work, work - run->last_work);
    }
  run->last_beat = now;
  run->last_work = work;
  return G_SOURCE_CONTINUE;
}

/* How late a thread wakes up that does nothing at all: the machine's part in it. */
static gpointer
control_thread (gpointer data)
{
  Run *run = data;

  while (!g_atomic_int_get (&run->control_quits))
    {
      gint64 before = g_get_monotonic_time ();

      g_usleep (BEAT_MS * 1000);
      run->worst_control = MAX (run->worst_control, g_get_monotonic_time () - before - BEAT_MS * 1000);
    }
  return NULL;
}

static void
answered (Variant *variant)
{
  Run *run = variant->run;

  if (--variant->left > 0)
    return;
  g_clear_object (&variant->pdf);
  g_free (variant);
  run->n_running--;
  next_variant (run);
}

static void
count_page (Run *run, const GError *error)
{
  if (error)
    g_assert_cmpint (error->domain, ==, RC_DOCUMENTS_ERROR);
  if (error)
    run->n_bad_pages++;
  else
    run->n_pages++;
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Variant *variant = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPixels) pixels = rc_pdf_render_finish (RC_PDF (source), result, &error);

  count_page (variant->run, error);
  answered (variant);
}

static void
layer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcTextLayer) layer = rc_pdf_text_layer_finish (RC_PDF (source), result, NULL);

  g_assert_true (!layer || g_utf8_validate (layer->text, -1, NULL));
  answered (data);
}

static void
outline_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GPtrArray) outline = rc_pdf_outline_finish (RC_PDF (source), result, NULL);

  answered (data);
}

static void
pages_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcPdfPages) pages = rc_pdf_pages_finish (RC_PDF (source), result, NULL);

  answered (data);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Variant *variant = data;
  g_autoptr (GError) error = NULL;

  variant->pdf = rc_pdf_open_finish (result, &error);
  variant->left = 1;
  if (!variant->pdf)
    {
      g_assert_cmpint (error->domain, ==, RC_DOCUMENTS_ERROR);
      variant->run->n_refused++;
      answered (variant);
      return;
    }
  variant->run->n_opened++;
  for (int page = 0; page < MIN (N_PAGES, rc_pdf_get_n_pages (variant->pdf)); page++)
    {
      variant->left += 2;
      rc_pdf_render_async (variant->pdf, page, 1, G_PRIORITY_DEFAULT, NULL, rendered_cb, variant);
      rc_pdf_text_layer_async (variant->pdf, page, G_PRIORITY_DEFAULT, NULL, layer_cb, variant);
    }
  variant->left += 2;
  rc_pdf_outline_async (variant->pdf, NULL, outline_cb, variant);
  rc_pdf_pages_async (variant->pdf, NULL, pages_cb, variant);
  answered (variant);
}

/* Every second one is cut, the others have bits turned over. */
static void
damage (guint8 *bytes, gsize *size, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  if (seed % 2)
    {
      *size = (gsize) (g_rand_double (random) * *size);
      return;
    }
  for (int i = g_rand_int_range (random, 1, 30); i > 0; i--)
    bytes[(gsize) (g_rand_double (random) * *size)] ^= (guint8) (1u << g_rand_int_range (random, 0, 8));
}

static int
make_variant (const char *path, guint seed)
{
  g_autofree char *bytes = NULL;
  g_autofree char *made = NULL;
  gsize size;
  int fd;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  damage ((guint8 *) bytes, &size, seed);
  made = fixture_make_file ("variant.pdf", bytes, size);
  fd = fixture_open (made);
  fixture_remove (g_steal_pointer (&made));
  return fd;
}

static void
next_variant (Run *run)
{
  while (run->n_running < N_AT_ONCE && run->next < run->paths->len / run->step * run->n_variants)
    {
      const char *path = run->paths->pdata[run->next / run->n_variants * run->step];
      Variant *variant = g_new0 (Variant, 1);

      variant->run = run;
      run->n_running++;
      rc_pdf_open_fd_async (make_variant (path, run->next), NULL, run->owner, NULL, opened_cb, variant);
      run->next++;
    }
  if (run->n_running == 0)
    g_main_loop_quit (run->loop);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
gather (const char *folder, GPtrArray *paths)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        gather (path, paths);
      if (g_str_has_suffix (name, ".pdf"))
        g_ptr_array_add (paths, path);
      else
        g_free (path);
    }
}

static void
test_variants (void)
{
  const char *shared = g_getenv ("RC_SHARED_DATA"), *n = g_getenv ("RC_N");
  g_autofree char *folder = g_build_filename (shared ? shared : "/nonexistent", "pdf", NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  Run run = { .paths = paths, .n_variants = n ? (guint) atoi (n) : 0, .step = 1 };
  GThread *control;
  guint beat;

  gather (folder, paths);
  if (paths->len == 0)
    {
      g_test_skip ("the real files are not here");
      return;
    }
  g_ptr_array_sort (paths, compare_paths);
  if (run.n_variants == 0)
    {
      run.n_variants = 2;
      run.step = 8;
    }
  run.loop = g_main_loop_new (NULL, FALSE);
  run.owner = g_object_new (G_TYPE_OBJECT, NULL);
  rc_pdf_stand_ready (run.owner);
  control = g_thread_new ("control", control_thread, &run);
  beat = g_timeout_add_full (G_PRIORITY_HIGH, BEAT_MS, beat_cb, &run, NULL);
  next_variant (&run);
  g_main_loop_run (run.loop);
  g_source_remove (beat);
  g_atomic_int_set (&run.control_quits, TRUE);
  g_thread_join (control);
  g_object_unref (run.owner);
  g_main_loop_unref (run.loop);
  g_test_message ("%u variants: %u opened, %u refused; %u pages drawn, %u not; main thread late by %.1f ms at most, one that "
                  "does nothing by %.1f; between two beats it worked %.1f ms at most",
                  run.next, run.n_opened, run.n_refused, run.n_pages, run.n_bad_pages, run.worst_beat / 1000.0,
                  run.worst_control / 1000.0, run.worst_work / 1000.0);
  g_assert_cmpint (run.n_opened + run.n_refused, ==, run.next);
  g_assert_cmpint (run.n_opened, >, 0);
}

static char *
make_pdf (const char *catalogue, const GString *objects)
{
  g_autofree char *text = g_strdup_printf ("%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R%s>>endobj\n", catalogue);
  g_autoptr (GString) whole = g_string_new (text);

  g_string_append_len (whole, objects->str, objects->len);
  g_string_append (whole, "trailer<</Root 1 0 R>>\n");
  return fixture_make_file ("made.pdf", whole->str, whole->len);
}

/* Two pages: the first of this size with these contents and resources, the second says that it is there. */
static GString *
begin_pages (const char *media_box, const char *resources)
{
  static const char good[] = "BT /F 20 Tf 20 100 Td (next page) Tj ET";
  GString *objects = g_string_new ("2 0 obj<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>endobj\n");

  g_string_append_printf (objects, "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 6 0 R/Resources<<%s>>>>endobj\n", media_box,
                          resources);
  g_string_append (objects, "4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 5 0 R/Resources<</Font<</F<</Type/Font"
                            "/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n");
  g_string_append_printf (objects, "5 0 obj<</Length %d>>stream\n%s\nendstream endobj\n", (int) strlen (good), good);
  return objects;
}

static void
append_stream (GString *objects, int number, const char *dictionary, gconstpointer bytes, gsize size)
{
  g_string_append_printf (objects, "%d 0 obj<<%s/Length %d>>stream\n", number, dictionary, (int) size);
  g_string_append_len (objects, bytes, size);
  g_string_append (objects, "\nendstream endobj\n");
}

static GByteArray *
deflate (GByteArray *bytes, gsize repeated)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, converter);
  GByteArray *packed = g_byte_array_new ();

  for (gsize i = 0; i < repeated; i++)
    g_assert_true (g_output_stream_write_all (stream, bytes->data, bytes->len, NULL, NULL, NULL));
  g_output_stream_close (stream, NULL, NULL);
  g_byte_array_append (packed, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                       g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
  g_byte_array_unref (bytes);
  return packed;
}

/* The first page comes or is refused, within its time; the next one is there. */
static void
check_hurt (const char *what, char *path)
{
  g_autoptr (GError) error = NULL, first_error = NULL;
  g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, &error);
  const RcPdfArea area = { 100, 100, 256, 256 };
  g_autoptr (RcPixels) first = NULL, piece = NULL, next = NULL;
  g_autofree char *text = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_no_error (error);
  first = rc_pdf_render (pdf, 0, 1, NULL, &first_error);
  piece = wait_for_area (pdf, 0, 0, &area, NULL);
  g_free (read_text (pdf, 0, NULL));
  g_test_message ("%s: %s after %.0f ms", what, first ? "shown" : first_error->message, (g_get_monotonic_time () - start) / 1000.0);
  next = rc_pdf_render (pdf, 1, 1, NULL, &error);
  g_assert_no_error (error);
  text = read_text (pdf, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "next page");
  fixture_remove (path);
}

static void
test_huge_page (void)
{
  g_autoptr (GString) objects = begin_pages ("0 0 28346 28346", "");

  append_stream (objects, 6, "", "0 0 28346 28346 re f", 20);
  check_hurt ("a page of ten metres", make_pdf ("", objects));
}

static void
test_loop (void)
{
  g_autoptr (GString) objects = begin_pages ("0 0 200 200", "/XObject<</X 7 0 R>>");

  append_stream (objects, 6, "", "/X Do", 5);
  append_stream (objects, 7, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 7 0 R>>>>", "/X Do /X Do", 11);
  check_hurt ("a form that draws itself", make_pdf ("/Outlines 1 0 R", objects));
}

static void
test_huge_image (void)
{
  g_autoptr (GString) objects = begin_pages ("0 0 200 200", "/XObject<</X 7 0 R>>");
  static const char dictionary[] = "/Type/XObject/Subtype/Image/Width 46341/Height 46341/BitsPerComponent 8/ColorSpace/DeviceRGB"
                                   "/Filter/FlateDecode";
  g_autoptr (GByteArray) zeros = g_byte_array_new ();

  g_byte_array_set_size (zeros, 1 << 20);
  memset (zeros->data, 0, zeros->len);
  zeros = deflate (g_steal_pointer (&zeros), 64);
  append_stream (objects, 6, "", "100 0 0 100 0 0 cm /X Do", 24);
  append_stream (objects, 7, dictionary, zeros->data, zeros->len);
  check_hurt ("a picture of two milliards of pixels", make_pdf ("", objects));
}

static void
test_bomb (void)
{
  g_autoptr (GString) objects = begin_pages ("0 0 200 200", "");
  g_autoptr (GByteArray) blanks = g_byte_array_new ();

  g_byte_array_set_size (blanks, 1 << 20);
  memset (blanks->data, ' ', blanks->len);
  /* 16 MiB in some hundred bytes, and a GiB in the long run. */
  blanks = deflate (g_steal_pointer (&blanks), g_getenv ("RC_N") ? 1024 : 16);
  blanks = deflate (g_steal_pointer (&blanks), 1);
  append_stream (objects, 6, "/Filter[/FlateDecode/FlateDecode]", blanks->data, blanks->len);
  check_hurt ("a bomb", make_pdf ("", objects));
}

/* A first page that takes years to be read: the sizes of all pages come, with which they are laid out, and the next one is drawn. */
static void
test_endless (void)
{
  g_autoptr (GString) objects = begin_pages ("0 0 200 200", "/XObject<</X 10 0 R>>");
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = NULL;
  g_autoptr (RcPdfPages) pages = NULL;
  g_autoptr (RcPixels) next = NULL;
  char *path;

  append_stream (objects, 6, "", "/X Do", 5);
  for (int i = 10; i < 30; i++)
    {
      g_autofree char *dictionary
        = g_strdup_printf ("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>", i + 1);

      append_stream (objects, i, dictionary, "/X Do /X Do /X Do /X Do", 23);
    }
  append_stream (objects, 30, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 0 9 9 re f", 12);
  path = make_pdf ("", objects);
  pdf = rc_pdf_open (path, NULL, &error);
  g_assert_no_error (error);
  pages = wait_for_pages (pdf, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pages->n_pages, ==, 2);
  g_assert_cmpfloat (pages->sizes[0].width, ==, 200);
  next = rc_pdf_render (pdf, 1, 1, NULL, &error);
  g_assert_no_error (error);
  fixture_remove (path);
}

/* Far more pages than anybody prints: all told at once, and the last one is there. */
static void
test_many_pages (void)
{
  const int n_pages = 100000;
  g_autoptr (GString) objects = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = NULL;
  g_autoptr (RcPdfPages) pages = NULL;
  g_autoptr (RcPixels) pixels = NULL;
  gint64 start = g_get_monotonic_time ();
  char *path;

  g_string_append_printf (objects, "2 0 obj<</Type/Pages/MediaBox[0 0 200 300]/Count %d/Kids[", n_pages);
  for (int i = 0; i < n_pages; i++)
    g_string_append_printf (objects, "%d 0 R ", i + 3);
  g_string_append (objects, "]>>endobj\n");
  for (int i = 0; i < n_pages; i++)
    g_string_append_printf (objects, "%d 0 obj<</Type/Page/Parent 2 0 R>>endobj\n", i + 3);
  path = make_pdf ("", objects);
  pdf = rc_pdf_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rc_pdf_get_n_pages (pdf), ==, n_pages);
  g_test_message ("100 000 pages: open after %.0f ms", (g_get_monotonic_time () - start) / 1000.0);
  pages = wait_for_pages (pdf, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (pages->sizes[n_pages - 1].height, ==, 300);
  g_test_message ("and laid out after %.0f ms", (g_get_monotonic_time () - start) / 1000.0);
  pixels = rc_pdf_render (pdf, n_pages - 1, 1, NULL, &error);
  g_assert_no_error (error);
  fixture_remove (path);
}

/* Told, not judged: how long a reader waits for a page after the renderer was killed. */
static void
test_replaced (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, NULL);
  gint64 worst = 0;

  for (int i = 0; i < 20; i++)
    {
      int renderer = fixture_find_child ();
      g_autoptr (RcPixels) pixels = NULL;
      gint64 start = g_get_monotonic_time ();

      kill (renderer, SIGKILL);
      pixels = rc_pdf_render (pdf, 2, 1, NULL, NULL);
      g_assert_nonnull (pixels);
      worst = MAX (worst, g_get_monotonic_time () - start);
    }
  g_test_message ("a page after the renderer was killed: %.0f ms at most, without one that waits", worst / 1000.0);
  fixture_remove (path);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/hostile-files/replaced", test_replaced);
  g_test_add_func ("/documents/hostile-files/huge-page", test_huge_page);
  g_test_add_func ("/documents/hostile-files/loop", test_loop);
  g_test_add_func ("/documents/hostile-files/huge-image", test_huge_image);
  g_test_add_func ("/documents/hostile-files/bomb", test_bomb);
  g_test_add_func ("/documents/hostile-files/endless", test_endless);
  g_test_add_func ("/documents/hostile-files/many-pages", test_many_pages);
  g_test_add_func ("/documents/hostile-files/variants", test_variants);
  return g_test_run ();
}
