/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From inside the renderer itself, in each of its roles, nothing can be reached; without the sandbox everything could. */
#include <errno.h>
#include <unistd.h>

#include "fixture.h"
#include "probe.h"
#include "renderer/client.h"
#include "renderer/process.h"

#define DIES (-1)

/* What each try comes to, errno or 0. */
static const struct
{
  Probe what;
  int locked, unlocked;
} tries[] = {
  { PROBE_NOTHING, 0, 0 },
  { PROBE_OPEN, EACCES, 0 },
  { PROBE_CREATE, ENOSYS, 0 },
  { PROBE_SOCKET, EPERM, 0 },
  { PROBE_CONNECT, EPERM, EBADF },
  { PROBE_EXEC, DIES, ENOENT },
  { PROBE_FORK, ENOSYS, 0 },
  { PROBE_TRACE_PARENT, DIES, ESRCH },
  { PROBE_KILL_PARENT, DIES, 0 },
  { PROBE_DESCRIPTORS, 0, 0 },
};

static RcRendererClient *
start (RcRendererRole role, RcRendererSpare *spare, int fd, GError **error)
{
  return spare ? rc_renderer_client_new_from_spare (spare, fd, NULL, error) : rc_renderer_client_new (role, fd, NULL, error);
}

/* `spare` is NULL for a process that is started. */
static int
probe (RcRendererRole role, RcRendererSpare *spare, Probe what)
{
  const RcRendererRequest request = { .verb = RC_RENDERER_OPEN, .a = what };
  char *path = fixture_make_file ("x", "x", 1);
  int fd = fixture_open (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRendererClient) client = start (role, spare, fd, &error);
  g_autoptr (GBytes) payload = NULL;
  RcRendererReply reply;

  g_assert_no_error (error);
  close (fd);
  fixture_remove (path);
  payload = rc_renderer_client_call (client, &request, 20000, &reply, NULL, &error);
  if (payload)
    return (int) reply.a;
  g_assert_error (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_DIED);
  return DIES;
}

static void
test_role (gconstpointer role)
{
  g_setenv ("RC_RENDERER", g_getenv ("RC_PROBE_RENDERER"), TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_test_message ("try %d", (int) tries[i].what);
      g_assert_cmpint (probe (GPOINTER_TO_INT (role), NULL, tries[i].what), ==, tries[i].locked);
    }
}

/* Each made of one that was there before, and beside others of it. */
static void
try_forked (const char *program, RcRendererRole role, gboolean locked)
{
  RcRendererProcess process = { .socket = -1 };
  g_autoptr (RcRendererSpare) spare = NULL;

  g_setenv ("RC_RENDERER", program, TRUE);
  spare = rc_renderer_spare_new (role);
  g_assert_true (rc_renderer_spare_take (spare, &process, NULL));
  rc_renderer_process_clear (&process);
  for (gsize i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_test_message ("try %d", (int) tries[i].what);
      g_assert_cmpint (probe (role, spare, tries[i].what), ==, locked ? tries[i].locked : tries[i].unlocked);
    }
}

static void
test_forked (gconstpointer role)
{
  try_forked (g_getenv ("RC_PROBE_RENDERER"), GPOINTER_TO_INT (role), TRUE);
}

static void
test_forked_unlocked (void)
{
  try_forked (g_getenv ("RC_UNLOCKED_RENDERER"), RC_RENDERER_ROLE_PDF, FALSE);
  g_assert_cmpint (unlink ("/tmp/rc-probe-was-here"), ==, 0);
}

static void
test_unlocked (void)
{
  g_setenv ("RC_RENDERER", g_getenv ("RC_UNLOCKED_RENDERER"), TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_test_message ("try %d", (int) tries[i].what);
      g_assert_cmpint (probe (RC_RENDERER_ROLE_PDF, NULL, tries[i].what), ==, tries[i].unlocked);
    }
  g_assert_cmpint (unlink ("/tmp/rc-probe-was-here"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/renderer/probe/pdf", GINT_TO_POINTER (RC_RENDERER_ROLE_PDF), test_role);
  g_test_add_data_func ("/renderer/probe/disc", GINT_TO_POINTER (RC_RENDERER_ROLE_DISC), test_role);
  g_test_add_data_func ("/renderer/probe/picture", GINT_TO_POINTER (RC_RENDERER_ROLE_PICTURE), test_role);
  g_test_add_data_func ("/renderer/probe/text", GINT_TO_POINTER (RC_RENDERER_ROLE_TEXT), test_role);
  g_test_add_func ("/renderer/probe/unlocked", test_unlocked);
  g_test_add_data_func ("/renderer/probe/forked/pdf", GINT_TO_POINTER (RC_RENDERER_ROLE_PDF), test_forked);
  g_test_add_data_func ("/renderer/probe/forked/text", GINT_TO_POINTER (RC_RENDERER_ROLE_TEXT), test_forked);
  g_test_add_func ("/renderer/probe/forked/unlocked", test_forked_unlocked);
  return g_test_run ();
}
