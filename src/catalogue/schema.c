/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of catalogue.db: one numbered file of SQL a step, in migrations/. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/schema.h"

#include "catalogue/catalogue-resources.h"
#include "catalogue/check.h"
#include "catalogue/database-private.h"
#include "catalogue/grant-keys.h"
#include "catalogue/quality-store.h"

#define PREFIX "/kz/unesco/ResourceCentre/catalogue/migrations/"

/* What brought the tables of the search as they are now. */
#define SEARCH_VERSION 4
/* What brought the judgement of records. */
#define QUALITY_VERSION 5
/* What brought the keys that records are matched by. */
#define MATCHING_VERSION 6
/* What brought the keys that grants are matched by. */
#define GRANTS_VERSION 8

static const char *const migrations[] = { PREFIX "001-first.sql",    PREFIX "002-refreshes.sql", PREFIX "003-search.sql",
                                          PREFIX "004-subjects.sql", PREFIX "005-quality.sql",   PREFIX "006-matching.sql",
                                          PREFIX "007-undo.sql",     PREFIX "008-grants.sql",
                                          PREFIX "009-text-readings.sql", PREFIX "010-discs.sql",   PREFIX "011-disc-lists.sql",
                                          PREFIX "012-covers.sql",   PREFIX "013-disc-counts.sql",
                                          PREFIX "014-packed-texts.sql",
                                          PREFIX "015-page-labels.sql" };

int
rc_schema_get_newest (void)
{
  return G_N_ELEMENTS (migrations);
}

static gboolean
run_migration (RcDatabase *db, int version, GError **error)
{
  g_autoptr (GBytes) sql = g_resource_lookup_data (rc_catalogue_get_resource (), migrations[version - 1],
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %d", version);
  g_autofree char *text = NULL;

  if (sql == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (sql, NULL), g_bytes_get_size (sql));
  return rc_database_exec (db, text, error) && rc_database_exec (db, pragma, error);
}

/* What is derived by the program and not by SQL, made where its tables are new. The program knows the newest tables only, so all of them
 * are there before. */
static gboolean
derive (RcDatabase *db, int version, GError **error)
{
  return (version >= SEARCH_VERSION || rc_check_repair (db, error)) && (version >= QUALITY_VERSION || rc_quality_judge_all (db, error)) &&
         (version >= MATCHING_VERSION || rc_match_keys_rebuild (db, error)) && (version >= GRANTS_VERSION || rc_grant_keys_rebuild (db, error));
}

gboolean
rc_schema_migrate (RcDatabase *db, int version, GError **error)
{
  int old = version;

  while (version < rc_schema_get_newest ())
    {
      version++;
      if (!run_migration (db, version, error))
        {
          g_prefix_error (error, "Cannot bring the catalogue to version %d: ", version);
          return FALSE;
        }
    }
  if (!derive (db, old, error))
    {
      g_prefix_error (error, "Cannot bring the catalogue to version %d: ", version);
      return FALSE;
    }
  return TRUE;
}
