/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures decoded in the sandbox. */
#include <locale.h>
#include <unistd.h>

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

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/picture/smaller", test_smaller);
  g_test_add_func ("/documents/picture/no-picture", test_no_picture);
  return g_test_run ();
}
