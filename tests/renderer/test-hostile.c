/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client against renderers that somebody else has taken over. */
#include <dirent.h>
#include <string.h>
#include <unistd.h>

#include "fake.h"
#include "fixture.h"
#include "renderer/client.h"

static RcRendererClient *
start (FakeKind kind, guint32 seed, GError **error)
{
  const FakeOrder order = { kind, seed };
  char *path = fixture_make_file ("order", &order, sizeof order);
  int fd = fixture_open (path);
  RcRendererClient *client = rc_renderer_client_new (RC_RENDERER_ROLE_PDF, fd, NULL, error);

  close (fd);
  fixture_remove (path);
  return client;
}

static void
test_hello (gconstpointer kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRendererClient) client = start (GPOINTER_TO_UINT (kind), 0, &error);

  g_assert_null (client);
  g_assert_cmpint (error->domain, ==, RC_RENDERER_ERROR);
  g_assert_true (error->code == RC_RENDERER_ERROR_DIED || error->code == RC_RENDERER_ERROR_BROKEN);
}

static GBytes *
ask (RcRendererClient *client, RcRendererReply *reply, GError **error)
{
  const RcRendererRequest request = { .verb = RC_RENDERER_OPEN };

  return rc_renderer_client_call (client, &request, 200, reply, NULL, error);
}

static void
check_fails (FakeKind kind, RcRendererError expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRendererClient) client = start (kind, 0, &error);
  RcRendererReply reply;

  g_assert_no_error (error);
  g_assert_null (ask (client, &reply, &error));
  g_assert_error (error, RC_RENDERER_ERROR, (int) expected);
  g_assert_false (rc_renderer_client_is_alive (client));
  g_clear_error (&error);
  g_assert_null (ask (client, &reply, &error));
  g_assert_error (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_DIED);
}

static void
test_replies (void)
{
  check_fails (FAKE_LEAVES, RC_RENDERER_ERROR_DIED);
  check_fails (FAKE_SERIAL, RC_RENDERER_ERROR_BROKEN);
  check_fails (FAKE_STATUS, RC_RENDERER_ERROR_BROKEN);
  check_fails (FAKE_TOO_MUCH, RC_RENDERER_ERROR_BROKEN);
  check_fails (FAKE_SHORT, RC_RENDERER_ERROR_BROKEN);
  check_fails (FAKE_NEVER, RC_RENDERER_ERROR_TIMED_OUT);
}

/* A second answer is not taken for that of the next question. */
static void
test_twice (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRendererClient) client = start (FAKE_TWICE, 0, &error);
  g_autoptr (GBytes) first = NULL;
  RcRendererReply reply;

  first = ask (client, &reply, &error);
  g_assert_no_error (error);
  g_assert_null (ask (client, &reply, &error));
  g_assert_error (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_BROKEN);
}

static guint
count_descriptors (void)
{
  DIR *dir = opendir ("/proc/self/fd");
  guint n = 0;

  while (readdir (dir))
    n++;
  closedir (dir);
  return n;
}

static void
test_descriptor (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRendererClient) client = start (FAKE_DESCRIPTOR, 0, &error);
  guint before = count_descriptors ();

  for (int i = 0; i < 10; i++)
    {
      RcRendererReply reply;
      g_autoptr (GBytes) payload = ask (client, &reply, &error);

      g_assert_no_error (error);
    }
  g_assert_cmpint (count_descriptors (), ==, before);
}

static void
test_shrinks (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRendererClient) client = start (FAKE_SHRINKS, 0, &error);
  g_autoptr (GBytes) payload = NULL;
  RcRendererReply reply;

  payload = ask (client, &reply, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply.a, ==, 0); /* it could not */
  g_assert_cmpint (g_bytes_get_size (payload), ==, 4096);
}

static void
test_garbage (void)
{
  for (guint32 seed = 0; seed < 200; seed++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RcRendererClient) client = start (FAKE_GARBAGE, seed, &error);
      RcRendererReply reply;

      g_assert_no_error (error);
      g_assert_null (ask (client, &reply, &error));
      g_assert_error (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_BROKEN);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("RC_RENDERER", g_getenv ("RC_FAKE_RENDERER"), TRUE);
  g_test_add_data_func ("/renderer/hostile/hello/none", GUINT_TO_POINTER (FAKE_HELLO_NONE), test_hello);
  g_test_add_data_func ("/renderer/hostile/hello/version", GUINT_TO_POINTER (FAKE_HELLO_VERSION), test_hello);
  g_test_add_data_func ("/renderer/hostile/hello/serial", GUINT_TO_POINTER (FAKE_HELLO_SERIAL), test_hello);
  g_test_add_data_func ("/renderer/hostile/hello/short", GUINT_TO_POINTER (FAKE_HELLO_SHORT), test_hello);
  g_test_add_data_func ("/renderer/hostile/hello/long", GUINT_TO_POINTER (FAKE_HELLO_LONG), test_hello);
  g_test_add_func ("/renderer/hostile/replies", test_replies);
  g_test_add_func ("/renderer/hostile/twice", test_twice);
  g_test_add_func ("/renderer/hostile/descriptor", test_descriptor);
  g_test_add_func ("/renderer/hostile/shrinks", test_shrinks);
  g_test_add_func ("/renderer/hostile/garbage", test_garbage);
  return g_test_run ();
}
