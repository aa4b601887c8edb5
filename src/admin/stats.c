/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stats: how much of what there is. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output.h"

static void
print_stats (RcAdmin *admin, const RcStats *stats)
{
  const struct
  {
    const char *name;
    guint64 value;
  } numbers[] = {
    { "publications", stats->publications },
    { "discs", stats->discs },
    { "files", stats->files },
    { "grants", stats->grants },
    { "open_grants", stats->open_grants },
    { "copies", stats->copies },
    { "documents", stats->documents },
    { "document_pages", stats->document_pages },
    { "imports", stats->imports },
    { "revisions", stats->revisions },
    { "sources", stats->sources },
    { "subjects", stats->subjects },
    { "database_bytes", stats->database_bytes },
    { "files_bytes", stats->files_bytes },
    { "newest_refresh", (guint64) stats->newest_refresh },
  };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *label = g_strdelimit (g_strdup (numbers[i].name), "_", ' ');

      rc_json_add_int (builder, numbers[i].name, (gint64) numbers[i].value);
      if (!admin->json)
        rc_print ("%-16s %" G_GUINT64_FORMAT "\n", label, numbers[i].value);
    }
  json_builder_end_object (builder);
  if (admin->json)
    rc_print_builder (builder);
}

int
rc_command_stats (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, NULL, NULL, 0, 0, error);
  g_autoptr (RcDatabase) db = NULL;
  RcStats stats = { 0 };

  if (operands == NULL)
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_READ, error);
  if (db == NULL || !rc_database_get_stats (db, &stats, error))
    return RC_EXIT_FAILED;
  print_stats (admin, &stats);
  return RC_EXIT_DONE;
}
