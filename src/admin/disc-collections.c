/* SPDX-License-Identifier: GPL-3.0-or-later */
/* disc collections, disc import. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output.h"
#include "import/collection.h"

int
rc_command_disc_collections (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "ID", NULL, 1, 1, error);
  gint64 id = operands != NULL ? rc_admin_parse_id (operands[0], error) : 0;
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (GPtrArray) collections = NULL;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  db = id != 0 ? rc_admin_open (admin, RC_DATABASE_READ, error) : NULL;
  collections = db != NULL ? rc_collections_list (db, id, admin->cancellable, error) : NULL;
  if (collections == NULL)
    return RC_EXIT_FAILED;
  for (guint i = 0; i < collections->len; i++)
    {
      const RcCollection *collection = g_ptr_array_index (collections, i);
      const char *kind = collection->isis ? "isis" : "greenstone";

      if (admin->json)
        {
          g_autoptr (JsonBuilder) builder = json_builder_new ();

          json_builder_begin_object (builder);
          rc_json_add_string (builder, "path", collection->path);
          rc_json_add_string (builder, "kind", kind);
          rc_json_add_int (builder, "records", collection->n_records);
          json_builder_end_object (builder);
          rc_print_builder (builder);
        }
      else
        rc_print ("%-10s  %8u  %s\n", kind, collection->n_records, collection->path);
    }
  return RC_EXIT_DONE;
}

int
rc_command_disc_import (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "ID PATH", NULL, 2, 2, error);
  gint64 id = operands != NULL ? rc_admin_parse_id (operands[0], error) : 0;
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (RcCollectionReport) report = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  db = id != 0 ? rc_admin_open (admin, RC_DATABASE_WRITE, error) : NULL;
  report = db != NULL ? rc_collection_import (db, id, operands[1], admin->cancellable, error) : NULL;
  if (report == NULL)
    return RC_EXIT_FAILED;
  if (admin->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      rc_json_add_int (builder, "import", report->batch);
      rc_json_add_int (builder, "read", (gint64) report->read);
      rc_json_add_int (builder, "added", (gint64) report->added);
      rc_json_add_int (builder, "unchanged", (gint64) report->unchanged);
      rc_json_add_int (builder, "rejected", (gint64) report->rejected);
      rc_json_add_int (builder, "linked", (gint64) report->linked);
      rc_json_add_problems (builder, "problems", report->problems);
      json_builder_end_object (builder);
      rc_print_builder (builder);
    }
  else
    {
      rc_print_problems (report->problems);
      rc_print ("%" G_GUINT64_FORMAT " read, %" G_GUINT64_FORMAT " added, %" G_GUINT64_FORMAT " there already, %" G_GUINT64_FORMAT
                " rejected; %" G_GUINT64_FORMAT " lead to files of the disc\n",
                report->read, report->added, report->unchanged, report->rejected, report->linked);
      if (report->batch != 0)
        rc_print ("“undo %" G_GINT64_FORMAT "” takes it back\n", report->batch);
    }
  return report->rejected > 0 ? RC_EXIT_PART : RC_EXIT_DONE;
}
