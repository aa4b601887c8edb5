/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the index, and what puts a record into them.
 *
 * search_entry has every record as the index wants it: folded, its values numbered. search_change says which of them are
 * not in the file that search_file names, or not as they are now; who answers a question reads these into memory. */
#define G_LOG_DOMAIN "rc-search"

#include "search/index.h"

#include <string.h>

#include "record/identifier.h"
#include "search/closing.h"
#include "search/entry.h"
#include "search/lifecycle.h"
#include "search/parse.h"
#include "search/sorts.h"
#include "search/sql.h"
#include "text/fold.h"

/* Words whose keys a writer remembers: some 10 MB. */
#define MAX_KEYS 100000

/* So many changes in one transaction are an import, whose file is made at once. */
#define MANY_CHANGES 1000
/* So many changes in memory slow everything down. */
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
  GHashTable *keys;                       /* (owned) char * word → char * key; a part of what rc_word_key says */
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
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
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
  g_clear_pointer (&self->keys, g_hash_table_unref);
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

/* The key of a word; "" when it has none, or is its own. Words come again and again: their keys are remembered. */
static const char *
find_key (RcSearchWriter *self, const char *word)
{
  const char *known = g_hash_table_lookup (self->keys, word);
  char *key;

  if (known != NULL)
    return known;
  key = rc_word_key (word);
  if (key == NULL || strcmp (key, word) == 0)
    {
      g_free (key);
      key = g_strdup ("");
    }
  g_hash_table_insert (self->keys, g_strdup (word), key);
  return key;
}

/* The last character of a run of overlapping pairs begins none of them: by itself it is found as a word of its own. */
static const char *
find_tail (const char *word, const char *following)
{
  const char *second;

  if (g_utf8_get_char (word) < 0x1100)
    return NULL;
  second = g_utf8_next_char (word);
  return *second != '\0' && *g_utf8_next_char (second) == '\0' && !g_str_has_prefix (following, second) ? second : NULL;
}

/* Appends the keys of the words in `folded` that are not among `seen`: never part of a phrase, they stand once. */
static void
append_keys (RcSearchWriter *self, GString *out, char *folded, GHashTable *seen)
{
  for (char *word = folded; *word != '\0';)
    {
      char *end = word + strcspn (word, " ");
      char after = *end;
      const char *key, *tail;

      *end = '\0';
      key = find_key (self, word);
      tail = find_tail (word, after != '\0' ? end + 1 : "");
      if (tail != NULL)
        g_string_append_printf (out, " %s", tail);
      if (*key != '\0' && g_hash_table_add (seen, (gpointer) key))
        {
          g_string_append_c (out, ' ');
          g_string_append_c (out, RC_KEY_MARK);
          g_string_append (out, key);
        }
      *end = after;
      word = after != '\0' ? end + 1 : end;
    }
}

/* `shared` (nullable): keys that this record has already; NULL: this text wants all of its own. */
static GString *
fold (RcSearchWriter *self, const char *text, GHashTable *shared)
{
  g_autofree char *folded = rc_text_fold (text != NULL ? text : "", -1);
  g_autoptr (GHashTable) own = shared == NULL ? g_hash_table_new (g_str_hash, g_str_equal) : NULL;
  GString *words = g_string_new (folded);

  append_keys (self, words, folded, shared != NULL ? shared : own);
  return words;
}

static void
append_word (GString *out, const char *word)
{
  if (word == NULL || *word == '\0')
    return;
  if (out->len > 0)
    g_string_append_c (out, ' ');
  g_string_append (out, word);
}

/* Words as they stand, and each identifier without its hyphens, slashes and spaces; an ISBN in its 13 digits. */
static GString *
fold_identifiers (const char *identifiers)
{
  g_auto (GStrv) lines = g_strsplit (identifiers != NULL ? identifiers : "", "\n", -1);
  GString *words = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *folded = rc_text_fold (lines[i], -1);
      g_autofree char *compact = rc_identifier_compact (folded);
      g_autofree char *isbn = rc_isbn_normalise (lines[i]);

      append_word (words, folded);
      if (g_strcmp0 (compact, folded) != 0)
        append_word (words, compact);
      if (g_strcmp0 (isbn, compact) != 0)
        append_word (words, isbn);
    }
  return words;
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

/* Puts the words of the columns into `folded`, each of which the caller frees. */
static void
fold_columns (RcSearchWriter *self, const RcSearchEntry *entry, RcEntry *out, GString **folded)
{
  g_autofree char *subjects = entry->subjects != NULL ? g_strjoinv ("\n", (char **) entry->subjects) : NULL;
  g_autofree char *places = entry->places != NULL ? g_strjoinv ("\n", (char **) entry->places) : NULL;
  g_autofree char *about = g_strjoin ("\n", subjects != NULL ? subjects : "", places, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (g_hash_table_size (self->keys) > MAX_KEYS)
    g_hash_table_remove_all (self->keys);
  /* author:, title: and subject: ask these columns alone, so each has its own keys. */
  folded[RC_COLUMN_TITLE] = fold (self, entry->title, NULL);
  folded[RC_COLUMN_OTHER_TITLES] = fold (self, entry->other_titles, NULL);
  folded[RC_COLUMN_PEOPLE] = fold (self, entry->people, NULL);
  folded[RC_COLUMN_SUBJECTS] = fold (self, about, NULL);
  folded[RC_COLUMN_IDENTIFIERS] = fold_identifiers (entry->identifiers);
  folded[RC_COLUMN_REST] = fold (self, entry->rest, seen);
  folded[RC_COLUMN_FULL_TEXT] = fold (self, entry->full_text, seen);
  for (guint i = 0; i < RC_N_COLUMNS; i++)
    {
      out->columns[i] = folded[i]->str;
      out->lengths[i] = folded[i]->len;
    }
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
  fold_columns (self, entry, &out, folded);
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
  gboolean many;

  g_return_val_if_fail (self != NULL, FALSE);

  many = self->n_changes >= MANY_CHANGES;
  self->n_changes = 0;
  if (!many && rc_search_index_count_changes (self->db) < TOO_MANY_CHANGES)
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
