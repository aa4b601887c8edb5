/* SPDX-License-Identifier: GPL-3.0-or-later */
/* undo: an import, a refresh or the capture of a disc taken back. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output.h"
#include "documents/store.h"

int
rc_command_undo (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_autofree char *record_text = NULL;
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &record_text, "Only this record of the import; the rest stands", "ID" },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "IMPORT", entries, 1, 1, error);
  gint64 batch = operands != NULL ? rc_admin_parse_id (operands[0], error) : 0;
  gint64 record = batch != 0 && record_text != NULL ? rc_admin_parse_id (record_text, error) : 0;
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (RcUndoReport) report = NULL;

  if (batch == 0 || (record_text != NULL && record == 0))
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_WRITE, error);
  if (db == NULL)
    return RC_EXIT_FAILED;
  report = record != 0 ? rc_store_undo_record (db, batch, record, error) : rc_store_undo_batch (db, batch, error);
  if (report == NULL)
    return RC_EXIT_FAILED;
  if (admin->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rc_json_add_int (builder, "undone", batch);
      if (record != 0)
        rc_json_add_int (builder, "record", record);
      rc_json_add_int (builder, "restored", report->restored);
      rc_json_add_int (builder, "removed", report->removed);
      rc_json_add_int (builder, "kept", report->kept);
      rc_json_add_problems (builder, "problems", report->problems);
      json_builder_end_object (builder);
      rc_print_builder (builder);
    }
  else
    {
      rc_print_problems (report->problems);
      rc_print ("Taken back: %u removed, %u as they were before, %u kept\n", report->removed, report->restored, report->kept);
    }
  return report->kept > 0 ? RC_EXIT_PART : RC_EXIT_DONE;
}
