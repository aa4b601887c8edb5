/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much there is of everything. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "catalogue/database-private.h"
#include "catalogue/grants.h"
#include "catalogue/sources.h"

static gboolean
count_open_grants (RcDatabase *db, guint64 *n_open, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = rc_statement_new (db, "SELECT id FROM record WHERE kind = 4 AND state <> 9", error);

  if (select == NULL)
    return FALSE;
  while (rc_statement_step (select, &local_error))
    {
      g_autoptr (RcGrant) grant = rc_grants_load (db, rc_statement_get_int (select, 0), error);

      if (grant == NULL)
        return FALSE;
      *n_open += rc_grants_get_end (grant) > now;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/* Sizes of the regular files below; what cannot be read counts nothing. */
static guint64
sum_sizes (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  guint64 sum = 0;

  g_file_measure_disk_usage (file, G_FILE_MEASURE_APPARENT_SIZE | G_FILE_MEASURE_NO_XDEV, NULL, NULL, NULL, &sum, NULL, NULL, NULL);
  return sum;
}

static guint64
get_size (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  GStatBuf status;

  return g_stat (name, &status) == 0 ? (guint64) status.st_size : 0;
}

gboolean
rc_database_get_stats (RcDatabase *self, RcStats *stats, GError **error)
{
  const struct
  {
    const char *sql;
    guint64 *number;
  } counts[] = {
    { "SELECT count (*) FROM record WHERE kind = 1 AND state <> 9", &stats->publications },
    { "SELECT count (*) FROM record WHERE kind = 2 AND state <> 9", &stats->discs },
    { "SELECT count (*) FROM file JOIN record ON record.id = file.record WHERE NOT folder AND state <> 9", &stats->files },
    { "SELECT count (*) FROM record WHERE kind = 4 AND state <> 9", &stats->grants },
    { "SELECT count (*) FROM copy JOIN record ON record.id = copy.record WHERE state <> 9", &stats->copies },
    { "SELECT count (*) FROM document JOIN record ON record.id = document.record WHERE state <> 9", &stats->documents },
    { "SELECT coalesce (sum (pages), 0) FROM document JOIN record ON record.id = document.record WHERE state <> 9",
      &stats->document_pages },
    { "SELECT count (*) FROM batch WHERE kind = 1 AND NOT undone", &stats->imports },
    { "SELECT count (*) FROM revision", &stats->revisions },
    { "SELECT count (*) FROM source WHERE NOT removed", &stats->sources },
    { "SELECT count (*) FROM subject", &stats->subjects },
  };
  g_autofree char *database = NULL;
  g_autofree char *files = NULL;

  g_return_val_if_fail (self != NULL && stats != NULL, FALSE);

  *stats = (RcStats) { 0 };
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      gint64 number = 0;

      if (!rc_database_get_number (self, counts[i].sql, &number, error))
        return FALSE;
      *counts[i].number = (guint64) number;
    }
  stats->newest_refresh = rc_sources_get_newest_refresh (self, error);
  if (stats->newest_refresh < 0)
    return FALSE;
  database = g_build_filename (rc_database_get_folder (self), RC_DATABASE_FILE, NULL);
  files = g_build_filename (rc_database_get_folder (self), "files", NULL);
  stats->database_bytes = get_size (database, "") + get_size (database, "-wal");
  stats->files_bytes = sum_sizes (files);
  return count_open_grants (self, &stats->open_grants, error);
}
