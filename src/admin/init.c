/* SPDX-License-Identifier: GPL-3.0-or-later */
/* init: an empty catalogue, and its folder. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output.h"

int
rc_command_init (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, NULL, NULL, 0, 0, error);
  g_autoptr (RcDatabase) db = NULL;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_CREATE, error);
  if (db == NULL)
    return RC_EXIT_FAILED;
  if (admin->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rc_json_add_string (builder, "catalogue", rc_database_get_folder (db));
      json_builder_end_object (builder);
      rc_print_builder (builder);
    }
  else
    rc_print ("An empty catalogue is in %s\n", rc_database_get_folder (db));
  return RC_EXIT_DONE;
}
