/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a record answers because of a label that stands nowhere in it. */
#define G_LOG_DOMAIN "rc-search"

#include "search/subjects.h"

#include <string.h>

#include "search/parse.h"
#include "search/subject-tables.h"

/* Shorter beginnings find nothing among labels either. */
#define MIN_PREFIX 3

struct _RcHeadingFinder
{
  sqlite3 *db;         /* (unowned) */
  const char *text;    /* (unowned) */
  RcTyped *typed;      /* (owned) (nullable) NULL: no heading was asked for yet */
  sqlite3_stmt *find;  /* (owned) (nullable) a subject; NULL: there are no labels */
  sqlite3_stmt *words; /* (owned) (nullable) its words */
  GHashTable *known;   /* (owned) heading → whether it answers: records of a page share many */
};

RcHeadingFinder *
rc_heading_finder_new (sqlite3 *db, const char *text)
{
  RcHeadingFinder *self;

  g_return_val_if_fail (db != NULL && text != NULL, NULL);

  self = g_new0 (RcHeadingFinder, 1);
  self->db = db;
  self->text = text;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
rc_heading_finder_free (RcHeadingFinder *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->typed, rc_typed_free);
  sqlite3_finalize (self->find);
  sqlite3_finalize (self->words);
  g_hash_table_unref (self->known);
  g_free (self);
}

/* Most pages show their words in every row, and ask for no heading. */
static gboolean
prepare (RcHeadingFinder *self, GError **error)
{
  RC_AUTO_STATEMENT *count = rc_search_prepare (self->db, "SELECT n_labels FROM search_subject", error);
  gboolean failed;

  if (count == NULL)
    return FALSE;
  if (rc_search_step (count, &failed, error) && sqlite3_column_int64 (count, 0) > 0)
    {
      self->find = rc_subject_tables_prepare_find (self->db, error);
      self->words = self->find != NULL ? rc_search_prepare (self->db,
                                                            "SELECT 1 FROM search_label_word WHERE word >= ?2 AND word <= ?3"
                                                            " AND subject = ?1",
                                                            error)
                                       : NULL;
      failed = self->words == NULL;
    }
  if (failed)
    return FALSE;
  self->typed = rc_typed_new (self->text);
  return TRUE;
}

/* The subject has a label with a word that is this one, or begins with it. */
static gboolean
has_word (sqlite3_stmt *find, gint64 subject, const char *word, gboolean prefix, gboolean *failed, GError **error)
{
  /* Behind every text that begins with it. */
  g_autofree char *end = g_strconcat (word, prefix && strlen (word) >= MIN_PREFIX ? "\xf4\x8f\xbf\xbf" : "", NULL);
  gboolean found;

  sqlite3_bind_int64 (find, 1, subject);
  sqlite3_bind_text (find, 2, word, -1, SQLITE_STATIC);
  sqlite3_bind_text (find, 3, end, -1, SQLITE_STATIC);
  found = rc_search_step (find, failed, error);
  sqlite3_reset (find);
  return found;
}

static gboolean
look_up (RcHeadingFinder *self, const char *heading, gboolean *failed, GError **error)
{
  gint64 subject = rc_subject_tables_step_find (self->find, heading, strlen (heading), failed, error);
  gboolean found = FALSE;

  if (subject == 0)
    return FALSE;
  for (guint i = 0; i < self->typed->units->len && !found && !*failed; i++)
    {
      const RcUnit *unit = g_ptr_array_index (self->typed->units, i);

      for (guint j = 0; j < unit->phrases->len && !unit->excluded && !unit->quoted && !found && !*failed; j++)
        found = has_word (self->words, subject, g_ptr_array_index (unit->phrases, j),
                          unit->prefix && j + 1 == unit->phrases->len, failed, error);
    }
  return found;
}

gboolean
rc_heading_finder_answers (RcHeadingFinder *self, const char *heading, GError **error)
{
  gpointer known;
  gboolean found, failed = FALSE;

  g_return_val_if_fail (self != NULL && heading != NULL, FALSE);

  if ((self->typed == NULL && !prepare (self, error)) || self->find == NULL)
    return FALSE;
  if (g_hash_table_lookup_extended (self->known, heading, NULL, &known))
    return GPOINTER_TO_INT (known);
  found = look_up (self, heading, &failed, error);
  if (!failed)
    g_hash_table_insert (self->known, g_strdup (heading), GINT_TO_POINTER (found));
  return found;
}
