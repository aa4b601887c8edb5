/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the index, and what puts a record into them.
 *
 * search_entry has every record as the index wants it: folded, its values numbered. search_change says which of them are
 * not in the file that search_file names, or not as they are now; who answers a question reads these into memory. */
#define G_LOG_DOMAIN "rc-search"

#include "search/index.h"

#include <string.h>

#include "search/closing.h"
#include "search/entry.h"
#include "search/folding.h"
#include "search/lifecycle.h"
#include "search/sorts.h"
#include "search/sql.h"
#include "text/fold.h"

/* So many changes in one transaction are an import, which nobody waits for as for a save. */
#define SOME_CHANGES 50
/* An import makes a file when so many changes are in none, … */
#define MANY_CHANGES 1000
/* … a save only when there are so many that everything slows down. */
#define TOO_MANY_CHANGES 10000

static const char schema[]
  = "CREATE TABLE search_entry (id INTEGER PRIMARY KEY, entry BLOB NOT NULL) STRICT;"
    "CREATE TABLE search_change (revision INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER NOT NULL UNIQUE) STRICT;"
    /* The sequence has a row as soon as something was inserted. */
    "INSERT INTO search_change (id) VALUES (0); DELETE FROM search_change;"
    /* The number of the file made last; without a token there is none that could be used. */
    "CREATE TABLE search_file (number INTEGER NOT NULL, token BLOB NOT NULL) STRICT;"
    "INSERT INTO search_file VALUES (0, x'');"
    "CREATE TABLE search_value (id INTEGER PRIMARY KEY, facet INTEGER NOT NULL, value TEXT NOT NULL,"
    "  UNIQUE (facet, value)) STRICT;";

enum
{
  PUT_ENTRY,
  REMOVE_ENTRY,
  NOTE_CHANGE,
  FIND_VALUE,
  ADD_VALUE,
  N_STATEMENTS
};

static const char *const statements[N_STATEMENTS] = {
  [PUT_ENTRY] = "INSERT OR REPLACE INTO search_entry VALUES (?1, ?2)",
  [REMOVE_ENTRY] = "DELETE FROM search_entry WHERE id = ?1",
  [NOTE_CHANGE] = "INSERT OR REPLACE INTO search_change (id) VALUES (?1)",
  [FIND_VALUE] = "SELECT id FROM search_value WHERE facet = ?1 AND value = ?2",
  [ADD_VALUE] = "INSERT INTO search_value (facet, value) VALUES (?1, ?2)",
};

struct _RcSearchWriter
{
  sqlite3 *db;
  sqlite3_stmt *statements[N_STATEMENTS]; /* (owned) */
  RcFolding *folding;                     /* (owned) */
  GArray *values;                         /* (owned) guint32, of the entry under way */
  GByteArray *bytes;                      /* (owned) of the entry under way */
  guint n_changes;                        /* since the last commit */
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

  return execute (db, schema, error);
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
         && execute (db, schema, error) && execute (db, keep, error);
}

RcSearchWriter *
rc_search_writer_new (sqlite3 *db, GError **error)
{
  g_autoptr (RcSearchWriter) self = g_new0 (RcSearchWriter, 1);

  g_return_val_if_fail (db != NULL, NULL);

  self->db = db;
  self->folding = rc_folding_new ();
  self->values = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->bytes = g_byte_array_new ();
  for (guint i = 0; i < N_STATEMENTS; i++)
    {
      self->statements[i] = rc_search_prepare (db, statements[i], error);
      if (self->statements[i] == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
rc_search_writer_free (RcSearchWriter *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (self->statements[i]);
  g_clear_pointer (&self->folding, rc_folding_free);
  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
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

/* The number of a value; 0 with `error`. Not remembered: a transaction that is rolled back takes new values with it. */
static guint32
number_of_value (RcSearchWriter *self, RcValues facet, const char *value, GError **error)
{
  sqlite3_stmt *find = self->statements[FIND_VALUE];
  gint64 id = 0;
  gboolean failed;

  sqlite3_bind_int (find, 1, (int) facet);
  sqlite3_bind_text (find, 2, value, -1, SQLITE_STATIC);
  if (rc_search_step (find, &failed, error))
    id = sqlite3_column_int64 (find, 0);
  sqlite3_reset (find);
  if (failed)
    return 0;
  if (id == 0)
    {
      sqlite3_bind_int (self->statements[ADD_VALUE], 1, (int) facet);
      sqlite3_bind_text (self->statements[ADD_VALUE], 2, value, -1, SQLITE_STATIC);
      if (!run (self, ADD_VALUE, error))
        return 0;
      id = sqlite3_last_insert_rowid (self->db);
    }
  return (guint32) id;
}

static gboolean
add_value (RcSearchWriter *self, RcValues facet, const char *value, GError **error)
{
  guint32 number = number_of_value (self, facet, value, error);

  if (number == 0)
    return FALSE;
  number = GUINT32_TO_LE (number);
  for (guint i = 0; i < self->values->len; i++)
    if (g_array_index (self->values, guint32, i) == number)
      return TRUE;
  g_array_append_val (self->values, number);
  return TRUE;
}

static gboolean
add_values (RcSearchWriter *self, RcValues facet, const char *const *values, GError **error)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    if (*values[i] != '\0' && !add_value (self, facet, values[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
set_values (RcSearchWriter *self, const RcSearchEntry *entry, GError **error)
{
  g_autofree char *sort = rc_sort_value_new (entry->kind, entry->material);
  char year[8];

  g_array_set_size (self->values, 0);
  if (!add_value (self, RC_VALUES_SORT, sort, error))
    return FALSE;
  g_snprintf (year, sizeof year, "%d", entry->year);
  if (entry->year > 0 && entry->year <= 9999 && !add_value (self, RC_VALUES_YEAR, year, error))
    return FALSE;
  return add_values (self, RC_VALUES_LANGUAGE, entry->languages, error)
         && add_values (self, RC_VALUES_SUBJECT, entry->subjects, error)
         && add_values (self, RC_VALUES_PLACE, entry->places, error);
}

static void
write_entry (RcSearchWriter *self, const RcSearchEntry *entry)
{
  g_autoptr (GBytes) key = rc_text_sort_key (entry->title != NULL ? entry->title : "", NULL);
  g_autofree char *closings = rc_closing_to_text (entry->deadlines, entry->deadline);
  GString *folded[RC_N_COLUMNS];
  RcEntry out = { .hidden = entry->hidden, .year = entry->year, .added = entry->added, .deadline = entry->deadline };

  out.title_key = g_bytes_get_data (key, &out.title_key_length);
  out.closings = closings;
  out.values = (const guint8 *) self->values->data;
  out.n_values = self->values->len;
  rc_folding_fold (self->folding, entry, folded);
  for (guint i = 0; i < RC_N_COLUMNS; i++)
    {
      out.columns[i] = folded[i]->str;
      out.lengths[i] = folded[i]->len;
    }
  rc_entry_write (self->bytes, &out);
  for (guint i = 0; i < RC_N_COLUMNS; i++)
    g_string_free (folded[i], TRUE);
}

static gboolean
note_change (RcSearchWriter *self, gint64 id, GError **error)
{
  sqlite3_bind_int64 (self->statements[NOTE_CHANGE], 1, id);
  self->n_changes++;
  return run (self, NOTE_CHANGE, error);
}

gboolean
rc_search_writer_put (RcSearchWriter *self, const RcSearchEntry *entry, GError **error)
{
  sqlite3_stmt *put;

  g_return_val_if_fail (self != NULL && entry != NULL, FALSE);

  if (entry->id < 1 || entry->id > G_MAXUINT32)
    {
      g_set_error (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_FAILED,
                   "The search index has no room for a record of number %" G_GINT64_FORMAT, entry->id);
      return FALSE;
    }
  if (!set_values (self, entry, error))
    return FALSE;
  write_entry (self, entry);
  put = self->statements[PUT_ENTRY];
  sqlite3_bind_int64 (put, 1, entry->id);
  sqlite3_bind_blob (put, 2, self->bytes->data, (int) self->bytes->len, SQLITE_STATIC);
  return run (self, PUT_ENTRY, error) && note_change (self, entry->id, error);
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

  g_return_val_if_fail (self != NULL, FALSE);

  n = self->n_changes;
  n_waiting = n > 0 ? rc_search_index_count_changes (self->db) : 0;
  self->n_changes = 0;
  if (n_waiting < (n >= SOME_CHANGES ? MANY_CHANGES : TOO_MANY_CHANGES))
    return TRUE;
  if (rc_search_index_publish (self->db, cancellable, &problem))
    {
      if (made != NULL)
        *made = TRUE;
      return TRUE;
    }
  /* What is not in a file is found all the same, as long as it is not too much. */
  if (rc_search_index_count_changes (self->db) < 2 * TOO_MANY_CHANGES
      && !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
