/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backup, restore: the whole catalogue in one file, and back. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include <glib/gstdio.h>

#include "admin/admin.h"
#include "admin/output.h"

static void
print_done (RcAdmin *admin, const char *what, const char *path, gint64 start_us)
{
  g_autoptr (JsonBuilder) builder = NULL;
  GStatBuf info;
  gint64 size_bytes = g_stat (path, &info) == 0 ? info.st_size : 0;

  if (!admin->json)
    {
      rc_print ("%s: %s, %" G_GINT64_FORMAT " bytes, %.1f seconds\n", what, path, size_bytes, rc_seconds_since (start_us));
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rc_json_add_string (builder, what, path);
  rc_json_add_int (builder, "bytes", size_bytes);
  rc_json_add_double (builder, "seconds", rc_seconds_since (start_us));
  json_builder_end_object (builder);
  rc_print_builder (builder);
}

int
rc_command_backup (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "FILE", NULL, 1, 1, error);
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (RcDatabase) db = NULL;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  db = rc_admin_check_output (admin, operands[0], error) ? rc_admin_open (admin, RC_DATABASE_READ, error) : NULL;
  if (db == NULL || !rc_database_backup (db, operands[0], admin->cancellable, error))
    return RC_EXIT_FAILED;
  print_done (admin, "backup", operands[0], start_us);
  return RC_EXIT_DONE;
}

/* It wants a catalogue to stand where the old one was, but not that this one can be read: that may be why somebody restores. */
int
rc_command_restore (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "FILE", NULL, 1, 1, error);
  g_autofree char *file = g_build_filename (admin->folder, "catalogue.db", NULL);
  gint64 start_us = g_get_monotonic_time ();

  if (operands == NULL)
    return RC_EXIT_USAGE;
  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_MISSING, "there is no catalogue in %s; init makes one to restore into", admin->folder);
      return RC_EXIT_FAILED;
    }
  if (!rc_catalogue_restore (admin->folder, operands[0], admin->cancellable, error))
    return RC_EXIT_FAILED;
  admin->writes = TRUE;
  print_done (admin, "restored", operands[0], start_us);
  return RC_EXIT_DONE;
}
