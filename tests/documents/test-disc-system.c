/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program says of the system it wants. */
#include "config.h"

#include "documents/disc-system.h"

#include <string.h>

#define AT 128 /* where the new header stands */

static RcSystem
ask (const char *magic, guint8 offset, guint8 value, guint8 minor, gsize length)
{
  guint8 bytes[512] = "MZ";

  bytes[60] = AT;
  memcpy (bytes + AT, magic, strlen (magic));
  bytes[AT + offset] = value;
  bytes[AT + offset + 2] = minor;
  return rc_system_of_program (bytes, length);
}

static void
test_programs (void)
{
  static const guint8 dos[64] = "MZ";

  g_assert_cmpint (rc_system_of_program ((const guint8 *) "MZ", 2), ==, RC_SYSTEM_UNKNOWN);
  g_assert_cmpint (rc_system_of_program (dos, sizeof dos), ==, RC_SYSTEM_DOS);
  g_assert_cmpint (ask ("NE", 54, 2, 0, 512), ==, RC_SYSTEM_WINDOWS_3);
  g_assert_cmpint (ask ("NE", 54, 1, 0, 512), ==, RC_SYSTEM_DOS);
  g_assert_cmpint (ask ("PE", 72, 4, 0, 512), ==, RC_SYSTEM_WINDOWS_95);
  g_assert_cmpint (ask ("PE", 72, 5, 0, 512), ==, RC_SYSTEM_WINDOWS_2000);
  g_assert_cmpint (ask ("PE", 72, 5, 1, 512), ==, RC_SYSTEM_WINDOWS_XP);
  g_assert_cmpint (ask ("PE", 72, 6, 0, 512), ==, RC_SYSTEM_WINDOWS_VISTA);
  /* Cut off, or with a header that is not there. */
  g_assert_cmpint (ask ("PE", 72, 4, 0, AT + 70), ==, RC_SYSTEM_DOS);
  g_assert_cmpint (ask ("PE", 72, 4, 0, AT + 2), ==, RC_SYSTEM_DOS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disc-system/programs", test_programs);
  return g_test_run ();
}
