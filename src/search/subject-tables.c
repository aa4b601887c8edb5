/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thesaurus in tables, and the headings of records matched to it.
 *
 * search_label has each label as it is compared, search_label_word what a record would be found by if the label stood
 * among its subjects. search_match says which value of a record's subjects and places is which subject. */
#define G_LOG_DOMAIN "rc-search"

#include "search/subject-tables.h"

#include <string.h>

#include "search/entry.h"
#include "search/folding.h"
#include "search/parse.h"
#include "search/subjects.h"
#include "text/fold.h"

/* Between a heading and what narrows it: "Education -- History". */
#define SUBDIVISION " -- "
/* Values between two looks at the cancellable. */
#define CANCEL_STEP 1024

static const char schema[]
  /* `revision` goes up when what a question finds may have changed; values up to `matched` have been looked at. */
  = "CREATE TABLE search_subject (revision INTEGER NOT NULL, n_labels INTEGER NOT NULL, matched INTEGER NOT NULL) STRICT;"
    "INSERT INTO search_subject VALUES (0, 0, 0);"
    "CREATE TABLE search_label (folded TEXT NOT NULL, subject INTEGER NOT NULL, preferred INTEGER NOT NULL,"
    "  PRIMARY KEY (folded, subject)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE search_label_word (word TEXT NOT NULL, subject INTEGER NOT NULL,"
    "  PRIMARY KEY (word, subject)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE search_narrower (subject INTEGER NOT NULL, narrower INTEGER NOT NULL,"
    "  PRIMARY KEY (subject, narrower)) STRICT, WITHOUT ROWID;"
    /* `whole`: the heading is a label, not only what stands before a subdivision. */
    "CREATE TABLE search_match (subject INTEGER NOT NULL, facet INTEGER NOT NULL, value INTEGER NOT NULL,"
    "  whole INTEGER NOT NULL, PRIMARY KEY (subject, facet, value)) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX search_match_by_value ON search_match (value);";

enum
{
  ADD_LABEL,
  ADD_WORD,
  ADD_NARROWER,
  N_STATEMENTS
};

static const char *const statements[N_STATEMENTS] = {
  [ADD_LABEL] = ("INSERT INTO search_label VALUES (?1, ?2, ?3)"
                 " ON CONFLICT DO UPDATE SET preferred = max (preferred, excluded.preferred)"),
  [ADD_WORD] = "INSERT OR IGNORE INTO search_label_word VALUES (?1, ?2)",
  [ADD_NARROWER] = "INSERT OR IGNORE INTO search_narrower VALUES (?1, ?2)",
};

struct _RcSubjectsWriter
{
  sqlite3 *db;                            /* (unowned) */
  sqlite3_stmt *statements[N_STATEMENTS]; /* (owned) */
  RcFolding *folding;                     /* (owned) */
};

static gboolean
execute (sqlite3 *db, const char *sql, GError **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || rc_search_set_error (db, error);
}

gboolean
rc_subject_tables_create (sqlite3 *db, GError **error)
{
  return execute (db, schema, error);
}

gboolean
rc_subject_tables_drop (sqlite3 *db, GError **error)
{
  return execute (db,
                  "DROP TABLE IF EXISTS search_subject; DROP TABLE IF EXISTS search_label;"
                  "DROP TABLE IF EXISTS search_label_word; DROP TABLE IF EXISTS search_narrower;"
                  "DROP TABLE IF EXISTS search_match;",
                  error);
}

RcSubjectsWriter *
rc_subjects_writer_new (sqlite3 *db, GError **error)
{
  g_autoptr (RcSubjectsWriter) self = g_new0 (RcSubjectsWriter, 1);

  g_return_val_if_fail (db != NULL, NULL);

  self->db = db;
  self->folding = rc_folding_new ();
  if (!execute (db,
                "DELETE FROM search_label; DELETE FROM search_label_word; DELETE FROM search_narrower;"
                "DELETE FROM search_match; UPDATE search_subject SET revision = revision + 1, n_labels = 0, matched = 0",
                error))
    return NULL;
  for (guint i = 0; i < N_STATEMENTS; i++)
    {
      self->statements[i] = rc_search_prepare (db, statements[i], error);
      if (self->statements[i] == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
rc_subjects_writer_free (RcSubjectsWriter *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (self->statements[i]);
  g_clear_pointer (&self->folding, rc_folding_free);
  g_free (self);
}

static gboolean
run (RcSubjectsWriter *self, int which, GError **error)
{
  int code = sqlite3_step (self->statements[which]);
  gboolean done = code == SQLITE_DONE || rc_search_set_error (self->db, error);

  sqlite3_reset (self->statements[which]);
  sqlite3_clear_bindings (self->statements[which]);
  return done;
}

/* What the records of that language are read by, too. */
static const char *
get_marc_language (const char *language)
{
  static const char *const codes[][2] = { { "ar", "ara" }, { "en", "eng" }, { "es", "spa" }, { "fr", "fre" }, { "kk", "kaz" },
                                          { "ru", "rus" }, { "zh", "chi" } };

  for (guint i = 0; language != NULL && i < G_N_ELEMENTS (codes); i++)
    if (strcmp (language, codes[i][0]) == 0)
      return codes[i][1];
  return NULL;
}

static gboolean
add_word (RcSubjectsWriter *self, gint64 subject, const char *word, GError **error)
{
  sqlite3_bind_text (self->statements[ADD_WORD], 1, word, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (self->statements[ADD_WORD], 2, subject);
  return run (self, ADD_WORD, error);
}

static gboolean
add_words (RcSubjectsWriter *self, gint64 subject, const char *label, const char *language, GError **error)
{
  const char *subjects[] = { label, NULL }, *languages[] = { get_marc_language (language), NULL };
  RcSearchEntry entry = { .subjects = subjects, .languages = languages };
  g_autoptr (RcFolded) folded = rc_folding_fold (self->folding, &entry);
  RcEntry words;
  const char *word;
  gsize at = 0, length;

  if (!rc_entry_read (&words, folded->bytes, folded->n_bytes))
    return TRUE;
  while ((word = rc_entry_next_word (words.columns[RC_COLUMN_SUBJECTS], words.lengths[RC_COLUMN_SUBJECTS], &at, &length)) != NULL)
    {
      g_autofree char *text = g_strndup (word, length);
      g_autofree char *key = *text != RC_KEY_MARK ? rc_word_key (text) : NULL;
      g_autofree char *marked = key != NULL && strcmp (key, text) != 0 ? g_strdup_printf ("%c%s", RC_KEY_MARK, key) : NULL;

      if (!add_word (self, subject, text, error) || (marked != NULL && !add_word (self, subject, marked, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
rc_subjects_writer_add_label (RcSubjectsWriter *self, gint64 subject, const char *label, const char *language,
                              gboolean preferred, GError **error)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (self != NULL && subject > 0 && label != NULL, FALSE);

  folded = rc_text_fold (label, -1);
  if (*folded == '\0')
    return TRUE;
  sqlite3_bind_text (self->statements[ADD_LABEL], 1, folded, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (self->statements[ADD_LABEL], 2, subject);
  sqlite3_bind_int (self->statements[ADD_LABEL], 3, preferred != FALSE);
  return run (self, ADD_LABEL, error) && add_words (self, subject, label, language, error);
}

gboolean
rc_subjects_writer_add_narrower (RcSubjectsWriter *self, gint64 subject, gint64 narrower, GError **error)
{
  g_return_val_if_fail (self != NULL && subject > 0 && narrower > 0, FALSE);

  sqlite3_bind_int64 (self->statements[ADD_NARROWER], 1, subject);
  sqlite3_bind_int64 (self->statements[ADD_NARROWER], 2, narrower);
  return run (self, ADD_NARROWER, error);
}

gboolean
rc_subjects_writer_finish (RcSubjectsWriter *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return execute (self->db, "UPDATE search_subject SET n_labels = (SELECT count (*) FROM search_label)", error)
         && rc_subject_tables_match_new (self->db, cancellable, error);
}

sqlite3_stmt *
rc_subject_tables_prepare_find (sqlite3 *db, GError **error)
{
  /* Of subjects that share a label, the one that prefers it. */
  return rc_search_prepare (db, "SELECT subject FROM search_label WHERE folded = ?1 ORDER BY preferred DESC, subject LIMIT 1",
                            error);
}

gint64
rc_subject_tables_step_find (sqlite3_stmt *find, const char *heading, gsize length, gboolean *failed, GError **error)
{
  g_autofree char *folded = rc_text_fold (heading, (gssize) length);
  gint64 subject = 0;

  sqlite3_bind_text (find, 1, folded, -1, SQLITE_STATIC);
  if (rc_search_step (find, failed, error))
    subject = sqlite3_column_int64 (find, 0);
  sqlite3_reset (find);
  return subject;
}

gint64
rc_subject_tables_find (sqlite3 *db, const char *heading, GError **error)
{
  RC_AUTO_STATEMENT *find = rc_subject_tables_prepare_find (db, error);
  gboolean failed;

  return find != NULL ? rc_subject_tables_step_find (find, heading, strlen (heading), &failed, error) : 0;
}

/* The subject of a value: its own, or that of what stands before a subdivision; 0: none. */
static gint64
match (sqlite3_stmt *find, const char *heading, gboolean *whole, gboolean *failed, GError **error)
{
  gint64 subject = rc_subject_tables_step_find (find, heading, strlen (heading), failed, error);
  const char *rest;

  *whole = subject != 0;
  if (*whole || *failed)
    return subject;
  rest = strstr (heading, SUBDIVISION);
  return rest != NULL ? rc_subject_tables_step_find (find, heading, (gsize) (rest - heading), failed, error) : 0;
}

static gboolean
match_value (sqlite3_stmt *select, sqlite3_stmt *find, sqlite3_stmt *insert, gboolean *found, GError **error)
{
  const char *heading = (const char *) sqlite3_column_text (select, 2);
  gboolean whole, failed = FALSE;
  gint64 subject = match (find, heading != NULL ? heading : "", &whole, &failed, error);

  if (subject == 0)
    return !failed;
  *found = TRUE;
  sqlite3_bind_int64 (insert, 1, subject);
  sqlite3_bind_int (insert, 2, sqlite3_column_int (select, 1));
  sqlite3_bind_int64 (insert, 3, sqlite3_column_int64 (select, 0));
  sqlite3_bind_int (insert, 4, whole);
  rc_search_step (insert, &failed, error);
  sqlite3_reset (insert);
  return !failed;
}

/* Whether there is a thesaurus, and new values. */
static gboolean
read_state (sqlite3 *db, gboolean *wanted, gint64 *matched, GError **error)
{
  RC_AUTO_STATEMENT *select
    = rc_search_prepare (db,
                         "SELECT n_labels > 0 AND matched < (SELECT max (id) FROM search_value), matched FROM search_subject",
                         error);
  gboolean failed;

  if (select == NULL || !rc_search_step (select, &failed, error))
    return FALSE;
  *wanted = sqlite3_column_int (select, 0) != 0;
  *matched = sqlite3_column_int64 (select, 1);
  return TRUE;
}

gboolean
rc_subject_tables_match_new (sqlite3 *db, GCancellable *cancellable, GError **error)
{
  RC_AUTO_STATEMENT *select = NULL;
  RC_AUTO_STATEMENT *find = NULL;
  RC_AUTO_STATEMENT *insert = NULL;
  g_autofree char *done = NULL;
  gboolean wanted = FALSE, found = FALSE, failed;
  gint64 matched = 0;

  if (!read_state (db, &wanted, &matched, error))
    return FALSE;
  if (!wanted)
    return TRUE;
  select = rc_search_prepare (db,
                              "SELECT id, facet, value FROM search_value WHERE id > ?1 AND facet IN (?2, ?3, ?4) ORDER BY id",
                              error);
  find = select != NULL ? rc_subject_tables_prepare_find (db, error) : NULL;
  insert = find != NULL ? rc_search_prepare (db, "INSERT OR REPLACE INTO search_match VALUES (?1, ?2, ?3, ?4)", error) : NULL;
  if (insert == NULL)
    return FALSE;
  sqlite3_bind_int64 (select, 1, matched);
  sqlite3_bind_int (select, 2, RC_VALUES_SUBJECT);
  sqlite3_bind_int (select, 3, RC_VALUES_PLACE);
  sqlite3_bind_int (select, 4, RC_VALUES_FIELD);
  for (guint n = 0; rc_search_step (select, &failed, error); n++)
    if ((n % CANCEL_STEP == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        || !match_value (select, find, insert, &found, error))
      return FALSE;
  done = g_strdup_printf ("UPDATE search_subject SET matched = (SELECT max (id) FROM search_value), revision = revision + %d",
                          found);
  return !failed && execute (db, done, error);
}

gboolean
rc_search_count_headings (sqlite3 *db, guint64 *n_matched, guint64 *n_unmatched, GError **error)
{
  RC_AUTO_STATEMENT *select = NULL;
  gboolean failed;

  g_return_val_if_fail (db != NULL && n_matched != NULL && n_unmatched != NULL, FALSE);

  select = rc_search_prepare (db,
                              "SELECT (SELECT count (*) FROM search_match WHERE facet = ?1),"
                              " (SELECT count (*) FROM search_value WHERE facet = ?1)",
                              error);
  if (select == NULL)
    return FALSE;
  sqlite3_bind_int (select, 1, RC_VALUES_SUBJECT);
  if (!rc_search_step (select, &failed, error))
    return FALSE;
  *n_matched = (guint64) sqlite3_column_int64 (select, 0);
  *n_unmatched = (guint64) sqlite3_column_int64 (select, 1) - *n_matched;
  return TRUE;
}

char *
rc_search_dup_heading (sqlite3 *db, gint64 subject, const char *heading, GError **error)
{
  RC_AUTO_STATEMENT *select = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean failed = FALSE;
  char *found = NULL;

  g_return_val_if_fail (db != NULL && heading != NULL, NULL);

  if (subject == 0)
    subject = rc_subject_tables_find (db, heading, &problem);
  select = problem == NULL ? rc_search_prepare (db,
                                                "SELECT v.value FROM search_match AS m JOIN search_value AS v ON v.id = m.value"
                                                " WHERE m.subject = ?1 AND m.facet = ?2 AND m.whole ORDER BY m.value LIMIT 1",
                                                &problem)
                           : NULL;
  if (select != NULL)
    {
      sqlite3_bind_int64 (select, 1, subject);
      sqlite3_bind_int (select, 2, RC_VALUES_SUBJECT);
      if (rc_search_step (select, &failed, &problem))
        found = g_strdup ((const char *) sqlite3_column_text (select, 0));
    }
  if (problem == NULL)
    return found != NULL ? found : g_strdup (heading);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
