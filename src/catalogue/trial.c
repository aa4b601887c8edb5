/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a batch would do, found out without writing to the catalogue. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/database-struct.h"
#include "catalogue/trial.h"

#define COLUMNS                                                                                                          \
  "kind, state, control, agency, source, marc, digest, added, changed, material, title, parallel_title, people, publisher, " \
  "languages, year, id"

/* Names of temporary tables and views go before those of the catalogue. The columns are of the same types, so that SQLite asks both parts of
 * a view by their indexes. Ids go on where those of the catalogue end. */
static const char begin_sql[] =
    "CREATE TEMP TABLE tried_record (kind INTEGER, state INTEGER, control TEXT, agency TEXT, source INTEGER, marc BLOB, digest BLOB, "
    "added INTEGER, changed INTEGER, material INTEGER, title TEXT, parallel_title TEXT, people TEXT, publisher TEXT, languages TEXT, "
    "year INTEGER, id INTEGER PRIMARY KEY AUTOINCREMENT);"
    "CREATE INDEX temp.tried_by_control ON tried_record (control, kind) WHERE control IS NOT NULL;"
    "CREATE INDEX temp.tried_by_digest ON tried_record (digest) WHERE control IS NULL AND digest IS NOT NULL;"
    "INSERT INTO temp.sqlite_sequence SELECT 'tried_record', seq FROM main.sqlite_sequence WHERE name = 'record';"
    "CREATE TEMP TABLE tried_key (key INTEGER, record INTEGER, PRIMARY KEY (key, record)) WITHOUT ROWID;"
    "CREATE TEMP VIEW match_key AS "
    "SELECT key, record FROM main.match_key WHERE record NOT IN (SELECT id FROM tried_record) "
    "UNION ALL SELECT key, record FROM tried_key;"
    "CREATE TEMP TRIGGER tried_key_added INSTEAD OF INSERT ON match_key BEGIN "
    "INSERT OR IGNORE INTO tried_key VALUES (new.key, new.record); END;"
    "CREATE TEMP TRIGGER tried_key_removed INSTEAD OF DELETE ON match_key BEGIN "
    "DELETE FROM tried_key WHERE key = old.key AND record = old.record; END;"
    "CREATE TEMP VIEW record AS "
    "SELECT " COLUMNS " FROM main.record WHERE id NOT IN (SELECT id FROM tried_record) "
    "UNION ALL SELECT " COLUMNS " FROM tried_record";

const char *const rc_trial_put =
    "INSERT OR REPLACE INTO tried_record (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

gboolean
rc_trial_is_on (RcDatabase *db)
{
  return db->trial;
}

gboolean
rc_trial_begin (RcDatabase *db, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  /* As many records as a file has: they do not stay in memory. Nothing but what is temporary is written from here on. */
  db->trial = TRUE;
  if (rc_database_exec (db, "PRAGMA query_only = OFF; PRAGMA temp_store = FILE; PRAGMA temp.cache_size = -16384; BEGIN", error) &&
      rc_database_exec (db, begin_sql, error))
    return TRUE;
  rc_database_rollback (db);
  return FALSE;
}

gboolean
rc_trial_has (RcDatabase *db, gint64 record, gboolean *has, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  *has = FALSE;
  if (!db->trial)
    return TRUE;
  select = rc_statement_new (db, "SELECT EXISTS (SELECT 1 FROM tried_record WHERE id = ?)", error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, record);
  if (!rc_statement_step (select, error))
    return FALSE;
  *has = rc_statement_get_int (select, 0) != 0;
  return TRUE;
}

void
rc_trial_end (RcDatabase *db)
{
  if (!db->trial)
    return;
  db->trial = FALSE;
  rc_database_exec (db, db->mode == RC_DATABASE_READ ? "PRAGMA temp_store = MEMORY; PRAGMA query_only = ON" : "PRAGMA temp_store = MEMORY",
                    NULL);
}
