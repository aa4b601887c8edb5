/* SPDX-License-Identifier: GPL-3.0-or-later */
/* join: two records of one publication made one. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output.h"
#include "catalogue/batches.h"
#include "catalogue/join.h"

/* In a transaction. Returns the batch, 0 on error. */
static gint64
join (RcDatabase *db, gint64 keep, gint64 other, GError **error)
{
  g_autofree char *label = g_strdup_printf ("join %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, keep, other);
  gint64 batch = rc_batch_begin (db, RC_BATCH_JOIN, label, NULL, error);

  return batch != 0 && rc_records_join (db, batch, keep, other, NULL, error) ? batch : 0;
}

int
rc_command_join (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "ID OTHER", NULL, 2, 2, error);
  g_autoptr (RcDatabase) db = NULL;
  gint64 keep, other, batch = 0;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_WRITE, error);
  if (db == NULL)
    return RC_EXIT_FAILED;
  keep = rc_records_find (db, operands[0], error);
  other = keep != 0 ? rc_records_find (db, operands[1], error) : 0;
  if (other == 0 || !rc_database_begin (db, error))
    return RC_EXIT_FAILED;
  batch = join (db, keep, other, error);
  if (batch == 0)
    rc_database_rollback (db);
  if (batch == 0 || !rc_database_commit (db, error))
    return RC_EXIT_FAILED;
  admin->writes = TRUE;
  if (admin->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rc_json_add_int (builder, "record", keep);
      rc_json_add_int (builder, "joined", other);
      rc_json_add_int (builder, "batch", batch);
      json_builder_end_object (builder);
      rc_print_builder (builder);
    }
  else
    rc_print ("Record %" G_GINT64_FORMAT " is a part of %" G_GINT64_FORMAT " now (“undo %" G_GINT64_FORMAT "” splits them)\n", other, keep,
              batch);
  return RC_EXIT_DONE;
}
