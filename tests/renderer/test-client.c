/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The renderer asked through its client: pages, text, discs, pictures; and what happens when it dies or is late. */
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "fixture.h"
#include "renderer/client.h"
#include "renderer/process.h"

static RcRendererClient *
start (RcRendererRole role, const char *path)
{
  g_autoptr (GError) error = NULL;
  int fd = fixture_open (path);
  RcRendererClient *client = rc_renderer_client_new (role, fd, NULL, &error);

  g_assert_no_error (error);
  close (fd);
  return client;
}

static GBytes *
call (RcRendererClient *client,
      RcRendererVerb verb,
      gint64 a,
      gint64 b,
      double x,
      const char *text,
      RcRendererReply *reply,
      GError **error)
{
  RcRendererRequest request = { .verb = verb, .a = a, .b = b, .x = x };

  g_strlcpy (request.text, text ? text : "", sizeof request.text);
  return rc_renderer_client_call (client, &request, 20000, reply, NULL, error);
}

static char *
to_text (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_pdf (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcRendererClient) client = start (RC_RENDERER_ROLE_PDF, path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) title = NULL, layer = NULL, outline = NULL, pixels = NULL;
  g_autofree char *title_text = NULL, *page_text = NULL, *outline_text = NULL;
  const RcRendererRequest render = { .verb = RC_RENDERER_RENDER, .x = 0.5, .area = { 0, 0, 297, 421 } };
  RcRendererReply reply;
  const guint32 *argb;
  gsize n_bytes;
  gboolean dark = FALSE;

  title = call (client, RC_RENDERER_OPEN, 0, 0, 0, NULL, &reply, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply.a, ==, 3);
  title_text = to_text (title);
  g_assert_cmpstr (title_text, ==, "Отырар, a made document");

  layer = call (client, RC_RENDERER_LAYER, 1, 0, 0, NULL, &reply, &error);
  g_assert_no_error (error);
  page_text = g_strndup (g_bytes_get_data (layer, NULL), (gsize) reply.a);
  g_assert_nonnull (strstr (page_text, "silk road of Almaty"));
  g_assert_cmpint (reply.b, ==, g_utf8_strlen (page_text, -1));
  g_assert_cmpint (g_bytes_get_size (layer), ==,
                   reply.a + reply.b * sizeof (RcRendererBox) + (gsize) reply.x * sizeof (RcRendererRun));

  outline = call (client, RC_RENDERER_OUTLINE, 0, 0, 0, NULL, &reply, &error);
  g_assert_no_error (error);
  outline_text = to_text (outline);
  g_assert_cmpstr (outline_text, ==, "0\t2\t0.0\tСоңғы бет\n");

  pixels = rc_renderer_client_call_pixels (client, &render, 297 * 421 * 4, 20000, NULL, &error);
  g_assert_no_error (error);
  argb = g_bytes_get_data (pixels, &n_bytes);
  g_assert_cmpint (n_bytes, ==, 297 * 421 * 4);
  g_assert_cmphex (argb[0], ==, 0xffffffff);
  for (gsize i = 0; i < n_bytes / 4; i++)
    dark |= (argb[i] & 0xff) < 64;
  g_assert_true (dark);
  fixture_remove (path);
}

/* Pixels that are still held are left alone by the next ones, and a place is used again once they are freed. */
static void
test_places (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcRendererClient) client = start (RC_RENDERER_ROLE_PDF, path);
  RcRendererRequest render = { .verb = RC_RENDERER_RENDER, .x = 2, .area = { 0, 0, 1190, 1684 } };
  const gsize size = 1190 * 1684 * 4;
  g_autoptr (GBytes) title = NULL, first = NULL, copy = NULL;
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  RcRendererReply reply;
  gconstpointer place = NULL;

  title = call (client, RC_RENDERER_OPEN, 0, 0, 0, NULL, &reply, &error);
  first = rc_renderer_client_call_pixels (client, &render, size, 20000, NULL, &error);
  copy = g_bytes_new (g_bytes_get_data (first, NULL), size);
  render.a = 1;
  /* More than there are places for. */
  for (int i = 0; i < 30; i++)
    {
      GBytes *pixels = rc_renderer_client_call_pixels (client, &render, size, 20000, NULL, &error);

      g_assert_no_error (error);
      g_assert_false (g_bytes_equal (pixels, copy));
      if (i > 0)
        g_assert_true (g_bytes_equal (pixels, held->pdata[0]));
      g_ptr_array_add (held, pixels);
    }
  g_assert_true (g_bytes_equal (first, copy));
  g_ptr_array_set_size (held, 0);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GBytes) pixels = rc_renderer_client_call_pixels (client, &render, size, 20000, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (i == 0 || g_bytes_get_data (pixels, NULL) == place);
      place = g_bytes_get_data (pixels, NULL);
    }
  /* The bytes outlive the renderer. */
  g_clear_pointer (&client, rc_renderer_client_free);
  g_assert_true (g_bytes_equal (first, copy));
  fixture_remove (path);
}

static void
test_refusals (void)
{
  char *path = fixture_make_file ("no.pdf", "nothing", 7);
  g_autoptr (RcRendererClient) client = start (RC_RENDERER_ROLE_PDF, path);
  const RcRendererRequest render = { .verb = RC_RENDERER_RENDER, .x = 1, .area = { 0, 0, 10, 10 } };
  g_autoptr (GError) error = NULL;
  RcRendererReply reply;

  g_assert_null (call (client, RC_RENDERER_OPEN, 0, 0, 0, NULL, &reply, &error));
  g_assert_error (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_REFUSED);
  g_clear_error (&error);
  /* A refusal is an answer: the process goes on. */
  g_assert_true (rc_renderer_client_is_alive (client));
  g_assert_null (rc_renderer_client_call_pixels (client, &render, 400, 20000, NULL, &error));
  g_assert_error (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_REFUSED);
  g_assert_true (rc_renderer_client_is_alive (client));
  fixture_remove (path);
}

static void
test_disc (void)
{
  char *path = fixture_make_iso (NULL, 300000);
  g_autoptr (RcRendererClient) client = start (RC_RENDERER_ROLE_DISC, path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) volume = NULL, list = NULL, all = NULL, piece = NULL, missing = NULL;
  g_autofree char *volume_text = NULL;
  RcRendererReply reply;
  const guint8 *bytes;

  volume = call (client, RC_RENDERER_OPEN, 0, 0, 0, NULL, &reply, &error);
  g_assert_no_error (error);
  volume_text = to_text (volume);
  g_assert_true (g_str_has_prefix (volume_text, "MADE\nformat\tISO 9660\n"));
  list = call (client, RC_RENDERER_LIST, 0, 0, 0, NULL, &reply, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply.a, >=, 5);

  all = call (client, RC_RENDERER_READ, 0, 1 << 20, 0, "docs/report.pdf", &reply, &error);
  g_assert_no_error (error);
  bytes = g_bytes_get_data (all, NULL);
  g_assert_cmpint (g_bytes_get_size (all), ==, 300000);
  for (gsize i = 0; i < 300000; i++)
    g_assert_cmpint (bytes[i], ==, i % 251);
  piece = call (client, RC_RENDERER_READ, 100001, 10, 0, "docs/report.pdf", &reply, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_bytes_get_size (piece), ==, 10);
  g_assert_cmpmem (g_bytes_get_data (piece, NULL), 10, bytes + 100001, 10);
  missing = call (client, RC_RENDERER_READ, 0, 10, 0, "docs/none", &reply, &error);
  g_assert_error (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_NOT_FOUND);
  fixture_remove (path);
}

static void
test_picture (void)
{
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='3000' height='100'><rect width='3000' "
                            "height='100' fill='#0000ff'/></svg>";
  char *png = fixture_make_png (), *drawing = fixture_make_file ("made.svg", svg, strlen (svg));
  g_autoptr (RcRendererClient) first = start (RC_RENDERER_ROLE_PICTURE, png);
  g_autoptr (RcRendererClient) second = start (RC_RENDERER_ROLE_PICTURE, drawing);
  g_autoptr (GBytes) opened = NULL, drawn = NULL;
  g_autoptr (GError) error = NULL;
  RcRendererReply reply;

  opened = call (first, RC_RENDERER_OPEN, 0, 0, 0, NULL, &reply, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply.a, ==, 1);
  g_assert_cmpfloat (reply.x, ==, 48);
  g_assert_cmpfloat (reply.y, ==, 24);
  drawn = call (second, RC_RENDERER_OPEN, 0, 0, 0, NULL, &reply, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (reply.x, ==, 2250);
  g_assert_cmpfloat (reply.y, ==, 75);
  fixture_remove (png);
  fixture_remove (drawing);
}

static void
test_killed (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcRendererClient) client = start (RC_RENDERER_ROLE_PDF, path);
  g_autoptr (GError) error = NULL;
  RcRendererReply reply;

  g_assert_cmpint (kill (rc_renderer_client_get_pid (client), SIGKILL), ==, 0);
  g_assert_null (call (client, RC_RENDERER_OPEN, 0, 0, 0, NULL, &reply, &error));
  g_assert_error (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_DIED);
  g_assert_false (rc_renderer_client_is_alive (client));
  fixture_remove (path);
}

static void
test_late (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcRendererClient) client = start (RC_RENDERER_ROLE_PDF, path);
  g_autoptr (GError) error = NULL;
  RcRendererRequest request = { .verb = RC_RENDERER_OPEN };
  RcRendererReply reply;

  g_assert_cmpint (kill (rc_renderer_client_get_pid (client), SIGSTOP), ==, 0);
  g_assert_null (rc_renderer_client_call (client, &request, 20, &reply, NULL, &error));
  g_assert_error (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_TIMED_OUT);
  g_assert_false (rc_renderer_client_is_alive (client));
  fixture_remove (path);
}

/* What is stopped, whoever has the processor. */
static void
test_busy_machine (void)
{
  const gint64 limit = 5 * G_USEC_PER_SEC;

  g_assert_false (rc_renderer_process_is_late (limit, limit - 1, limit - 1));
  g_assert_true (rc_renderer_process_is_late (limit, limit, limit));
  g_assert_false (rc_renderer_process_is_late (limit, limit, limit / 2));
  g_assert_false (rc_renderer_process_is_late (limit, 3 * limit, limit - 1));
  g_assert_true (rc_renderer_process_is_late (limit, limit, 0));
  g_assert_true (rc_renderer_process_is_late (limit, 4 * limit, limit / 2));
}

static gpointer
cancel_in_thread (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return NULL;
}

static void
test_cancelled (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcRendererClient) client = start (RC_RENDERER_ROLE_PDF, path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RcRendererRequest request = { .verb = RC_RENDERER_OPEN };
  RcRendererReply reply;
  GThread *thread;

  g_assert_cmpint (kill (rc_renderer_client_get_pid (client), SIGSTOP), ==, 0);
  thread = g_thread_new ("cancel", cancel_in_thread, cancellable);
  g_assert_null (rc_renderer_client_call (client, &request, 60000, &reply, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  fixture_remove (path);
}

/* What nobody wants any more is not waited for, but a quick answer is taken all the same. */
static void
test_unwanted (void)
{
  char *path = fixture_make_usual_pdf ();
  g_autoptr (RcRendererClient) client = start (RC_RENDERER_ROLE_PDF, path);
  g_autoptr (GCancellable) unwanted = g_cancellable_new ();
  g_autoptr (GBytes) title = NULL;
  g_autoptr (GError) error = NULL;
  RcRendererRequest request = { .verb = RC_RENDERER_OPEN };
  RcRendererReply reply;
  GThread *thread;

  title = rc_renderer_client_call (client, &request, 60000, &reply, NULL, &error);
  g_assert_no_error (error);
  rc_renderer_client_set_unwanted (client, unwanted);
  g_assert_cmpint (kill (rc_renderer_client_get_pid (client), SIGSTOP), ==, 0);
  thread = g_thread_new ("cancel", cancel_in_thread, unwanted);
  request.verb = RC_RENDERER_OUTLINE;
  g_assert_null (rc_renderer_client_call (client, &request, 60000, &reply, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (rc_renderer_client_is_alive (client));
  g_thread_join (thread);
  fixture_remove (path);
}

static void
check_opens (RcRendererClient *client)
{
  g_autoptr (GError) error = NULL;
  RcRendererReply reply;
  g_autoptr (GBytes) title = call (client, RC_RENDERER_OPEN, 0, 0, 0, NULL, &reply, &error);

  g_assert_no_error (error);
  g_assert_cmpint (reply.a, ==, 3);
}

static gpointer
take_in_thread (gpointer data)
{
  char *path = fixture_make_usual_pdf ();
  int fd = fixture_open (path);
  g_autoptr (GError) error = NULL;
  RcRendererClient *client = rc_renderer_client_new_from_spare (data, fd, NULL, &error);

  g_assert_no_error (error);
  close (fd);
  fixture_remove (path);
  return client;
}

/* What waited outlives the thread that asked for it and the spare itself; where nothing waits, or it died, another starts. */
static void
test_spare (void)
{
  RcRendererSpare *spare = rc_renderer_spare_new (RC_RENDERER_ROLE_PDF);
  g_autoptr (RcRendererClient) ready = NULL, started = NULL, after = NULL;
  int pid;

  rc_renderer_spare_wait (spare);
  ready = g_thread_join (g_thread_new ("taker", take_in_thread, spare));
  started = take_in_thread (spare);
  pid = rc_renderer_client_get_pid (ready);
  g_assert_cmpint (pid, !=, rc_renderer_client_get_pid (started));
  check_opens (ready);
  check_opens (started);
  rc_renderer_spare_wait (spare);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  after = take_in_thread (spare);
  rc_renderer_spare_unref (spare);
  check_opens (after);
}

static void
test_no_regular_file (void)
{
  g_autoptr (GError) error = NULL;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_null (rc_renderer_client_new (RC_RENDERER_ROLE_PDF, ends[0], NULL, &error));
  g_assert_error (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_REFUSED);
  close (ends[0]);
  close (ends[1]);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/renderer/client/pdf", test_pdf);
  g_test_add_func ("/renderer/client/places", test_places);
  g_test_add_func ("/renderer/client/refusals", test_refusals);
  g_test_add_func ("/renderer/client/disc", test_disc);
  g_test_add_func ("/renderer/client/picture", test_picture);
  g_test_add_func ("/renderer/client/killed", test_killed);
  g_test_add_func ("/renderer/client/late", test_late);
  g_test_add_func ("/renderer/client/busy-machine", test_busy_machine);
  g_test_add_func ("/renderer/client/cancelled", test_cancelled);
  g_test_add_func ("/renderer/client/unwanted", test_unwanted);
  g_test_add_func ("/renderer/client/spare", test_spare);
  g_test_add_func ("/renderer/client/no-regular-file", test_no_regular_file);
  return g_test_run ();
}
