/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the index, and what puts a record into them.
 *
 * search_entry has every record as the index wants it: folded, its values numbered. search_change says which of them are
 * not in the file that search_file names, or not as they are now; who answers a question reads these into memory. */
#define G_LOG_DOMAIN "rc-search"

#include "search/index.h"

#include <string.h>

#include "search/folding.h"
#include "search/lifecycle.h"
#include "search/sql.h"
#include "search/subject-tables.h"
#include "text/tokens.h"

/* So many changes in one transaction are an import, which nobody waits for as for a save. */
#define SOME_CHANGES 50
/* An import makes a file when so many changes are in none, … */
#define MANY_CHANGES 1000
/* … a save only when there are so many that everything slows down. */
#define TOO_MANY_CHANGES 10000
/* Numbers of values that are remembered. */
#define MAX_NUMBERS 200000

static const char schema[]
  = "CREATE TABLE search_entry (id INTEGER PRIMARY KEY, entry BLOB NOT NULL) STRICT;"
    "CREATE TABLE search_change (revision INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER NOT NULL UNIQUE) STRICT;"
    /* The sequence has a row as soon as something was inserted. */
    "INSERT INTO search_change (id) VALUES (0); DELETE FROM search_change;"
    /* The number of the file made last; without a token there is none that could be used. The words of the entries are
     * those of a version of the folding. */
    "CREATE TABLE search_file (number INTEGER NOT NULL, token BLOB NOT NULL, text_version INTEGER NOT NULL) STRICT;"
    "INSERT INTO search_file VALUES (0, x'', " G_STRINGIFY (RC_TEXT_VERSION) ");"
    "CREATE TABLE search_value (id INTEGER PRIMARY KEY, facet INTEGER NOT NULL, value TEXT NOT NULL,"
    "  UNIQUE (facet, value)) STRICT;";

enum
{
  PUT_ENTRY,
  REMOVE_ENTRY,
  NOTE_CHANGE,
  FIND_VALUE,
  LAST_VALUE,
  ADD_VALUE,
  N_STATEMENTS
};

static const char *const statements[N_STATEMENTS] = {
  [PUT_ENTRY] = "INSERT OR REPLACE INTO search_entry VALUES (?1, ?2)",
  [REMOVE_ENTRY] = "DELETE FROM search_entry WHERE id = ?1",
  [NOTE_CHANGE] = "INSERT OR REPLACE INTO search_change (id) VALUES (?1)",
  [FIND_VALUE] = "SELECT id FROM search_value WHERE facet = ?1 AND value = ?2",
  [LAST_VALUE] = "SELECT max (id) FROM search_value",
  [ADD_VALUE] = "INSERT INTO search_value (id, facet, value) VALUES (?1, ?2, ?3)",
};

struct _RcSearchWriter
{
  sqlite3 *db;
  sqlite3_stmt *statements[N_STATEMENTS]; /* (owned) */
  RcFolding *folding;                     /* (owned) (nullable) for entries that come as texts */
  GHashTable *numbers;                    /* (owned) char *, a name as in RcFolded → number of a value, for one transaction */
  GPtrArray *fresh;                       /* (owned) of these names: values that are not in the table yet */
  guint32 first_fresh;                    /* the number of the first of them; the others follow */
  guint n_changes;                        /* since the last commit */
  gboolean unnoted;                       /* some of them are not in search_change: there is no file that lacks them */
};

static gboolean
execute (sqlite3 *db, const char *sql, GError **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || rc_search_set_error (db, error);
}

gboolean
rc_search_index_create (sqlite3 *db, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return execute (db, schema, error) && rc_subject_tables_create (db, error);
}

gboolean
rc_search_index_clear (sqlite3 *db, GError **error)
{
  gint64 number = 0;
  g_autofree char *keep = NULL;
  sqlite3_stmt *select = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  /* The number goes on, so that no file of ours gets the name of one that somebody else is reading. */
  if (sqlite3_prepare_v2 (db, "SELECT number FROM search_file", -1, &select, NULL) == SQLITE_OK
      && sqlite3_step (select) == SQLITE_ROW)
    number = sqlite3_column_int64 (select, 0);
  sqlite3_finalize (select);
  keep = g_strdup_printf ("UPDATE search_file SET number = %" G_GINT64_FORMAT, number + 1);
  return execute (db,
                  "DROP TABLE IF EXISTS search_entry; DROP TABLE IF EXISTS search_change;"
                  "DROP TABLE IF EXISTS search_file; DROP TABLE IF EXISTS search_value;",
                  error)
         && rc_subject_tables_drop (db, error) && rc_search_index_create (db, error) && execute (db, keep, error);
}

int
rc_search_index_get_text_version (sqlite3 *db)
{
  sqlite3_stmt *select = NULL;
  int code, version = -1;

  g_return_val_if_fail (db != NULL, -1);

  code = sqlite3_prepare_v2 (db, "SELECT text_version FROM search_file", -1, &select, NULL);
  /* There is no such table, or no such column in it. */
  if ((code & 0xff) == SQLITE_ERROR)
    return 0;
  if (code == SQLITE_OK && sqlite3_step (select) == SQLITE_ROW)
    version = sqlite3_column_int (select, 0);
  sqlite3_finalize (select);
  return version;
}

/* New values go with a transaction that is rolled back. */
static void
rollback_cb (gpointer user_data)
{
  RcSearchWriter *self = user_data;

  g_ptr_array_set_size (self->fresh, 0);
  g_hash_table_remove_all (self->numbers);
  self->n_changes = 0;
  self->unnoted = FALSE;
}

RcSearchWriter *
rc_search_writer_new (sqlite3 *db, GError **error)
{
  g_autoptr (RcSearchWriter) self = g_new0 (RcSearchWriter, 1);

  g_return_val_if_fail (db != NULL, NULL);

  self->db = db;
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->fresh = g_ptr_array_new ();
  for (guint i = 0; i < N_STATEMENTS; i++)
    {
      self->statements[i] = rc_search_prepare (db, statements[i], error);
      if (self->statements[i] == NULL)
        return NULL;
    }
  sqlite3_rollback_hook (db, rollback_cb, self);
  return g_steal_pointer (&self);
}

void
rc_search_writer_free (RcSearchWriter *self)
{
  if (self == NULL)
    return;
  sqlite3_rollback_hook (self->db, NULL, NULL);
  for (guint i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (self->statements[i]);
  g_clear_pointer (&self->folding, rc_folding_free);
  g_clear_pointer (&self->fresh, g_ptr_array_unref);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_free (self);
}

/* Runs a statement that gives nothing back. */
static gboolean
run (RcSearchWriter *self, int which, GError **error)
{
  int code = sqlite3_step (self->statements[which]);
  gboolean done = code == SQLITE_DONE || rc_search_set_error (self->db, error);

  sqlite3_reset (self->statements[which]);
  sqlite3_clear_bindings (self->statements[which]);
  return done;
}

/* New values go into the table together, at the end of a transaction: they come ever more rarely, each to another page, which
 * by then has left the cache; and a page that is written into the journal a second time has SQLite read the whole journal again
 * before the commit, for new checksums. */
static gboolean
write_values (RcSearchWriter *self, GError **error)
{
  sqlite3_stmt *add = self->statements[ADD_VALUE];

  for (guint i = 0; i < self->fresh->len; i++)
    {
      const char *name = g_ptr_array_index (self->fresh, i);

      sqlite3_bind_int64 (add, 1, (gint64) self->first_fresh + i);
      sqlite3_bind_int (add, 2, (guint8) *name - 1);
      sqlite3_bind_text (add, 3, name + 1, -1, SQLITE_STATIC);
      if (!run (self, ADD_VALUE, error))
        return FALSE;
    }
  g_ptr_array_set_size (self->fresh, 0);
  return TRUE;
}

/* Writes what waits, and forgets what belongs to this transaction. */
static gboolean
settle_values (RcSearchWriter *self, GError **error)
{
  if (!write_values (self, error))
    return FALSE;
  g_hash_table_remove_all (self->numbers);
  return TRUE;
}

/* What a statement without parameters, or with those that are bound, gives as a number; 0 when it gives nothing. */
static gboolean
get_number (RcSearchWriter *self, int which, guint32 *number, GError **error)
{
  sqlite3_stmt *select = self->statements[which];
  gboolean failed;

  *number = rc_search_step (select, &failed, error) ? (guint32) sqlite3_column_int64 (select, 0) : 0;
  sqlite3_reset (select);
  return !failed;
}

/* The number of a value, named as in RcFolded; 0 with `error`. */
static guint32
number_of_value (RcSearchWriter *self, const char *name, GError **error)
{
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, name)), last;
  sqlite3_stmt *find = self->statements[FIND_VALUE];
  gboolean is_fresh;
  char *own;

  if (number != 0)
    return number;
  if (g_hash_table_size (self->numbers) >= MAX_NUMBERS && !settle_values (self, error))
    return 0;
  sqlite3_bind_int (find, 1, (guint8) *name - 1);
  sqlite3_bind_text (find, 2, name + 1, -1, SQLITE_STATIC);
  if (!get_number (self, FIND_VALUE, &number, error))
    return 0;
  is_fresh = number == 0;
  if (is_fresh && self->fresh->len == 0)
    {
      if (!get_number (self, LAST_VALUE, &last, error))
        return 0;
      self->first_fresh = last + 1;
    }
  own = g_strdup (name);
  if (is_fresh)
    {
      number = self->first_fresh + self->fresh->len;
      g_ptr_array_add (self->fresh, own);
    }
  g_hash_table_insert (self->numbers, own, GUINT_TO_POINTER (number));
  return number;
}

static gboolean
set_values (RcSearchWriter *self, RcFolded *folded, GError **error)
{
  const char *name = (const char *) folded->names;

  for (guint i = 0; i < folded->n_values; i++)
    {
      guint32 number = number_of_value (self, name, error);

      if (number == 0)
        return FALSE;
      rc_entry_set_value (folded->bytes, i, number);
      name += strlen (name) + 1;
    }
  /* Outside of a transaction nobody says when the end is. */
  return sqlite3_get_autocommit (self->db) == 0 || write_values (self, error);
}

static gboolean
note_change (RcSearchWriter *self, gint64 id, GError **error)
{
  self->n_changes++;
  if (self->n_changes == MANY_CHANGES && rc_search_index_lacks_file (self->db))
    {
      /* What was noted goes now, while its pages are in memory: a page that is written into the journal a second time has SQLite
       * read the whole journal again before the commit, for new checksums. */
      if (!execute (self->db, "DELETE FROM search_change", error))
        return FALSE;
      self->unnoted = TRUE;
    }
  if (self->unnoted)
    return TRUE;
  sqlite3_bind_int64 (self->statements[NOTE_CHANGE], 1, id);
  return run (self, NOTE_CHANGE, error);
}

gboolean
rc_search_writer_put_folded (RcSearchWriter *self, gint64 id, gboolean hidden, gint64 added, RcFolded *folded, GError **error)
{
  sqlite3_stmt *put;

  g_return_val_if_fail (self != NULL && folded != NULL, FALSE);

  if (id < 1 || id > G_MAXUINT32)
    {
      g_set_error (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_FAILED,
                   "The search index has no room for a record of number %" G_GINT64_FORMAT, id);
      return FALSE;
    }
  if (!set_values (self, folded, error))
    return FALSE;
  rc_entry_set_state (folded->bytes, hidden, added);
  put = self->statements[PUT_ENTRY];
  sqlite3_bind_int64 (put, 1, id);
  sqlite3_bind_blob64 (put, 2, folded->bytes, folded->n_bytes, SQLITE_STATIC);
  return run (self, PUT_ENTRY, error) && note_change (self, id, error);
}

gboolean
rc_search_writer_put (RcSearchWriter *self, const RcSearchEntry *entry, GError **error)
{
  g_autoptr (RcFolded) folded = NULL;

  g_return_val_if_fail (self != NULL && entry != NULL, FALSE);

  if (self->folding == NULL)
    self->folding = rc_folding_new ();
  folded = rc_folding_fold (self->folding, entry);
  return rc_search_writer_put_folded (self, entry->id, entry->hidden, entry->added, folded, error);
}

gboolean
rc_search_writer_remove (RcSearchWriter *self, gint64 id, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  sqlite3_bind_int64 (self->statements[REMOVE_ENTRY], 1, id);
  if (!run (self, REMOVE_ENTRY, error))
    return FALSE;
  return sqlite3_changes (self->db) == 0 || note_change (self, id, error);
}

gboolean
rc_search_writer_finish (RcSearchWriter *self, GCancellable *cancellable, gboolean *made, GError **error)
{
  g_autoptr (GError) problem = NULL;
  guint64 n, n_waiting;
  gboolean unnoted;

  g_return_val_if_fail (self != NULL, FALSE);

  n = self->n_changes;
  unnoted = self->unnoted;
  if (!settle_values (self, error) || (n > 0 && !rc_subject_tables_match_new (self->db, cancellable, error)))
    return FALSE;
  n_waiting = n > 0 ? rc_search_index_count_changes (self->db) : 0;
  self->n_changes = 0;
  self->unnoted = FALSE;
  if (!unnoted && n_waiting < (n >= SOME_CHANGES ? MANY_CHANGES : TOO_MANY_CHANGES))
    return TRUE;
  if (rc_search_index_publish (self->db, cancellable, &problem))
    {
      if (made != NULL)
        *made = TRUE;
      return TRUE;
    }
  if (unnoted && !execute (self->db, "INSERT OR IGNORE INTO search_change (id) SELECT id FROM search_entry", error))
    return FALSE;
  /* What is not in a file is found all the same, as long as it is not too much. */
  if (rc_search_index_count_changes (self->db) < 2 * TOO_MANY_CHANGES
      && !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
