/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the index, and what puts a record into them.
 *
 * search_text is an FTS5 table of folded words that keeps its own copy of them: without it a record could not be taken
 * out again, since FTS5 must be told what it was given, and the index could not be checked against itself. Its tokenizer
 * is `ascii`, which only cuts at spaces here: everything else was done by folding, and any sqlite3 can read the file.
 * Prefixes of one and two letters have an index of their own; longer ones are few enough to be walked. */
#define G_LOG_DOMAIN "rc-search"

#include "search/index.h"

#include <string.h>

#include "record/identifier.h"
#include "search/closing.h"
#include "search/expression.h"
#include "search/parse.h"
#include "search/sql.h"
#include "text/fold.h"

/* Words whose keys a writer remembers: some 10 MB. */
#define MAX_KEYS 100000

static const char schema[] =
  "CREATE VIRTUAL TABLE search_text USING fts5 (title, other_titles, people, subjects, identifiers, rest, full_text,"
  "  tokenize = 'ascii tokenchars ''=''', prefix = '1 2', columnsize = 0);"
  "INSERT INTO search_text (search_text, rank) VALUES ('hashsize', 33554432);"
  "CREATE TABLE search_entry (id INTEGER PRIMARY KEY, entry BLOB NOT NULL, closings TEXT NOT NULL) STRICT;"
  "CREATE TABLE search_title (id INTEGER PRIMARY KEY, key BLOB NOT NULL) STRICT;"
  "CREATE INDEX search_title_order ON search_title (key, id);"
  "CREATE TABLE search_value (id INTEGER PRIMARY KEY, facet INTEGER NOT NULL, value TEXT NOT NULL,"
  "  UNIQUE (facet, value)) STRICT;";

enum
{
  PUT_TEXT,
  PUT_ENTRY,
  PUT_TITLE,
  FIND_VALUE,
  ADD_VALUE,
  REMOVE_TEXT,
  REMOVE_ENTRY,
  REMOVE_TITLE,
  N_STATEMENTS
};

static const char *const statements[N_STATEMENTS] = {
  [PUT_TEXT] = "INSERT OR REPLACE INTO search_text (rowid, title, other_titles, people, subjects, identifiers, rest,"
               " full_text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
  [PUT_ENTRY] = "INSERT OR REPLACE INTO search_entry VALUES (?1, ?2, ?3)",
  [PUT_TITLE] = "INSERT INTO search_title VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET key = excluded.key",
  [FIND_VALUE] = "SELECT id FROM search_value WHERE facet = ?1 AND value = ?2",
  [ADD_VALUE] = "INSERT INTO search_value (facet, value) VALUES (?1, ?2)",
  [REMOVE_TEXT] = "DELETE FROM search_text WHERE rowid = ?1",
  [REMOVE_ENTRY] = "DELETE FROM search_entry WHERE id = ?1",
  [REMOVE_TITLE] = "DELETE FROM search_title WHERE id = ?1",
};

struct _RcSearchWriter
{
  sqlite3 *db;
  sqlite3_stmt *statements[N_STATEMENTS]; /* (owned) */
  GHashTable *keys;                       /* (owned) char * word → char * key; a part of what rc_word_key says */
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
  g_return_val_if_fail (db != NULL, FALSE);

  /* Dropped, not emptied: a damaged FTS5 table refuses to delete. */
  return execute (db,
                  "DROP TABLE IF EXISTS search_text; DROP TABLE IF EXISTS search_entry;"
                  "DROP TABLE IF EXISTS search_title; DROP TABLE IF EXISTS search_value;",
                  error)
         && execute (db, schema, error);
}

RcSearchWriter *
rc_search_writer_new (sqlite3 *db, GError **error)
{
  g_autoptr (RcSearchWriter) self = g_new0 (RcSearchWriter, 1);

  g_return_val_if_fail (db != NULL, NULL);

  self->db = db;
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
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
static void
bind_folded (RcSearchWriter *self, int column, const char *text, GHashTable *shared)
{
  g_autofree char *folded = rc_text_fold (text != NULL ? text : "", -1);
  g_autoptr (GHashTable) own = shared == NULL ? g_hash_table_new (g_str_hash, g_str_equal) : NULL;
  g_autoptr (GString) words = g_string_new (folded);

  append_keys (self, words, folded, shared != NULL ? shared : own);
  sqlite3_bind_text (self->statements[PUT_TEXT], column, words->str, (int) words->len, SQLITE_TRANSIENT);
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
static void
bind_identifiers (RcSearchWriter *self, int column, const char *identifiers)
{
  g_auto (GStrv) lines = g_strsplit (identifiers != NULL ? identifiers : "", "\n", -1);
  g_autoptr (GString) words = g_string_new (NULL);

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
  sqlite3_bind_text (self->statements[PUT_TEXT], column, words->str, (int) words->len, SQLITE_TRANSIENT);
}

static gboolean
put_text (RcSearchWriter *self, const RcSearchEntry *entry, GError **error)
{
  g_autofree char *subjects = entry->subjects != NULL ? g_strjoinv ("\n", (char **) entry->subjects) : NULL;
  g_autofree char *places = entry->places != NULL ? g_strjoinv ("\n", (char **) entry->places) : NULL;
  g_autofree char *about = g_strjoin ("\n", subjects != NULL ? subjects : "", places, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (g_hash_table_size (self->keys) > MAX_KEYS)
    g_hash_table_remove_all (self->keys);
  sqlite3_bind_int64 (self->statements[PUT_TEXT], 1, entry->id);
  /* author:, title: and subject: ask these columns alone, so each has its own keys. */
  bind_folded (self, 2, entry->title, NULL);
  bind_folded (self, 3, entry->other_titles, NULL);
  bind_folded (self, 4, entry->people, NULL);
  bind_folded (self, 5, about, NULL);
  bind_identifiers (self, 6, entry->identifiers);
  bind_folded (self, 7, entry->rest, seen);
  bind_folded (self, 8, entry->full_text, seen);
  return run (self, PUT_TEXT, error);
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
  return (guint32) facet << RC_VALUE_ID_BITS | ((guint32) id & RC_VALUE_ID_MASK);
}

static gboolean
append_values (RcSearchWriter *self, GArray *numbers, RcValues facet, const char *const *values, GError **error)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      gboolean known = FALSE;
      guint32 number;

      if (*values[i] == '\0')
        continue;
      number = number_of_value (self, facet, values[i], error);
      if (number == 0)
        return FALSE;
      number = GUINT32_TO_LE (number);
      for (guint j = 0; j < numbers->len; j++)
        known |= g_array_index (numbers, guint32, j) == number;
      if (!known)
        g_array_append_val (numbers, number);
    }
  return TRUE;
}

static void
write_entry (guint8 *bytes, const RcSearchEntry *entry)
{
  guint32 year = GUINT32_TO_LE ((guint32) (entry->year > 0 && entry->year <= 9999 ? entry->year : 0));
  gint64 added = GINT64_TO_LE (entry->added), deadline = GINT64_TO_LE (entry->deadline);

  bytes[0] = (guint8) entry->kind;
  bytes[1] = (guint8) entry->material;
  bytes[2] = entry->hidden ? 1 : 0;
  bytes[3] = 0;
  memcpy (bytes + RC_ENTRY_YEAR, &year, sizeof year);
  memcpy (bytes + RC_ENTRY_ADDED, &added, sizeof added);
  memcpy (bytes + RC_ENTRY_DEADLINE, &deadline, sizeof deadline);
}

static gboolean
put_entry (RcSearchWriter *self, const RcSearchEntry *entry, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *closings = rc_closing_to_text (entry->deadlines, entry->deadline);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  sqlite3_stmt *put = self->statements[PUT_ENTRY];

  if (!append_values (self, numbers, RC_VALUES_LANGUAGE, entry->languages, error)
      || !append_values (self, numbers, RC_VALUES_SUBJECT, entry->subjects, error)
      || !append_values (self, numbers, RC_VALUES_PLACE, entry->places, error))
    return FALSE;
  g_byte_array_set_size (bytes, RC_ENTRY_VALUES);
  write_entry (bytes->data, entry);
  g_byte_array_append (bytes, (const guint8 *) numbers->data, (guint) (numbers->len * sizeof (guint32)));
  sqlite3_bind_int64 (put, 1, entry->id);
  sqlite3_bind_blob (put, 2, bytes->data, (int) bytes->len, SQLITE_TRANSIENT);
  sqlite3_bind_text (put, 3, closings, -1, SQLITE_TRANSIENT);
  return run (self, PUT_ENTRY, error);
}

static gboolean
put_title (RcSearchWriter *self, const RcSearchEntry *entry, GError **error)
{
  g_autoptr (GBytes) key = rc_text_sort_key (entry->title != NULL ? entry->title : "", NULL);
  gsize size;
  const void *data = g_bytes_get_data (key, &size);

  sqlite3_bind_int64 (self->statements[PUT_TITLE], 1, entry->id);
  sqlite3_bind_blob (self->statements[PUT_TITLE], 2, size > 0 ? data : "", (int) size, SQLITE_TRANSIENT);
  return run (self, PUT_TITLE, error);
}

gboolean
rc_search_writer_put (RcSearchWriter *self, const RcSearchEntry *entry, GError **error)
{
  g_return_val_if_fail (self != NULL && entry != NULL, FALSE);

  return put_text (self, entry, error) && put_entry (self, entry, error) && put_title (self, entry, error);
}

gboolean
rc_search_writer_remove (RcSearchWriter *self, gint64 id, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (int which = REMOVE_TEXT; which <= REMOVE_TITLE; which++)
    {
      sqlite3_bind_int64 (self->statements[which], 1, id);
      if (!run (self, which, error))
        return FALSE;
    }
  return TRUE;
}
