/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both parts of the index asked for a few words. */
#define G_LOG_DOMAIN "rc-search"

#include "search/rescue-finder.h"

#include <string.h>

#include "search/label-words.h"
#include "search/sql.h"
#include "text/keys.h"

/* Entries are read one by one. */
#define MAX_SHOWN 6

gboolean
rc_finder_init (RcFinder *self, RcSnapshot *snapshot, gboolean hidden, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *self = (RcFinder){ .snapshot = snapshot };
  self->subjects = rc_subject_sets_new (snapshot, NULL, &problem);
  if (problem == NULL)
    self->labels = rc_label_words_get (snapshot, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  self->delta = rc_part_new (snapshot, FALSE);
  self->delta->subjects = self->subjects;
  self->shown.of_delta = rc_part_new_all (self->delta, hidden);
  if (snapshot->file != NULL)
    {
      self->file = rc_part_new (snapshot, TRUE);
      self->file->subjects = self->subjects;
      self->shown.of_file = rc_part_new_all (self->file, hidden);
    }
  return TRUE;
}

void
rc_finder_clear (RcFinder *self)
{
  rc_hits_clear (&self->shown);
  g_clear_pointer (&self->file, rc_part_free);
  g_clear_pointer (&self->delta, rc_part_free);
  g_clear_pointer (&self->subjects, rc_subject_sets_free);
}

void
rc_finder_find (RcFinder *self, const char *text, RcMatch match, RcHits *hits)
{
  g_autoptr (RcTyped) typed = rc_typed_new (text);

  rc_hits_clear (hits);
  hits->of_delta = rc_evaluate (self->delta, typed, RC_IN_ALL, match);
  hits->of_file = self->file != NULL ? rc_evaluate (self->file, typed, RC_IN_ALL, match) : NULL;
  if (hits->of_delta != NULL)
    rc_hits_and (hits, &self->shown);
}

guint64
rc_finder_count (RcFinder *self, const char *text, RcMatch match)
{
  g_auto (RcHits) hits = { NULL, NULL };

  rc_finder_find (self, text, match, &hits);
  return rc_hits_count (&hits);
}

gboolean
rc_finder_finds (RcFinder *self, const char *text, RcMatch match)
{
  g_auto (RcHits) hits = { NULL, NULL };

  rc_finder_find (self, text, match, &hits);
  return rc_hits_meet (&hits, &self->shown);
}

gboolean
rc_finder_knows (RcFinder *self, const char *word)
{
  const RcSnapshot *snapshot = self->snapshot;
  gsize length = strlen (word);
  guint32 number;

  return rc_words_find (snapshot->delta->words, word, length) != NULL
         || (snapshot->file != NULL && rc_keys_find (&snapshot->file->terms, word, length, &number))
         || (self->labels != NULL && rc_keys_find (self->labels, word, length, &number));
}

static gboolean
entry_shows (const RcEntry *entry, RcScript script, char **keys, gboolean prefix)
{
  for (guint column = 0; column < RC_COLUMN_FULL_TEXT; column++)
    {
      gsize at = 0, length;
      const char *text;

      while ((text = rc_entry_next_word (entry->columns[column], entry->lengths[column], &at, &length)) != NULL)
        {
          g_autofree char *word = NULL;

          if (*text == RC_KEY_MARK || rc_word_script (text, length) == script)
            continue;
          word = g_strndup (text, length);
          if (rc_word_has_key (word, keys, prefix))
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
rc_finder_shows_other_script (RcFinder *self, const RcHits *hits, const char *word, char **keys, gboolean prefix)
{
  const RcScript script = rc_word_script (word, strlen (word));
  RC_AUTO_STATEMENT *find = rc_search_prepare (self->snapshot->db, "SELECT entry FROM search_entry WHERE id = ?1", NULL);
  guint n = 0;

  for (guint i = 0; i < 2 && find != NULL; i++)
    {
      const RcBits *bits = i == 0 ? hits->of_file : hits->of_delta;

      for (guint32 number = 0; n < MAX_SHOWN && bits != NULL && rc_bits_next (bits, number, &number); number++, n++)
        {
          gboolean failed;
          RcEntry entry;

          sqlite3_bind_int64 (find, 1, rc_part_get_id (i == 0 ? self->file : self->delta, number));
          if (rc_search_step (find, &failed, NULL)
              && rc_entry_read (&entry, sqlite3_column_blob (find, 0), (gsize) sqlite3_column_bytes (find, 0))
              && entry_shows (&entry, script, keys, prefix))
            return TRUE;
          sqlite3_reset (find);
        }
    }
  return FALSE;
}

gboolean
rc_finder_check (RcFinder *self, GError **error)
{
  return self->subjects == NULL || rc_subject_sets_check (self->subjects, error);
}
