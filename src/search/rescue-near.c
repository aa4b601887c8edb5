/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks along the vocabularies, that of the file, of labels and of what has changed. What is likelier: the slip that fingers
 * make, and the word that more records have. */
#define G_LOG_DOMAIN "rc-search"

#include "search/rescue-near.h"

#include <math.h>
#include <string.h>

#include "text/rescue.h"

/* Terms between two looks at the cancellable. */
#define CANCEL_STEP 4096

typedef struct
{
  RcFinder *finder;   /* (unowned) */
  const char *wanted; /* (unowned) the word, or its key */
  char first[8];      /* what terms must begin with: a mark, a letter */
  gsize first_length;
  gsize skip;         /* bytes of the mark */
  guint max;
  RcNear *near;       /* (owned) */
  GArray *best;       /* (unowned) RcNearWord, best first */
} Search;

static void
near_word_clear (gpointer data)
{
  g_free (((RcNearWord *) data)->word);
}

/* Puts it in its place; forgets the last of too many. */
static void
insert (GArray *best, RcNearWord one)
{
  guint at = best->len;

  one.score = one.slip + log ((double) one.n_records + 1);
  while (at > 0 && g_array_index (best, RcNearWord, at - 1).score < one.score)
    at--;
  g_array_insert_val (best, at, one);
  if (best->len > RC_MAX_NEAR)
    g_array_set_size (best, RC_MAX_NEAR);
}

static void
consider (Search *self, const char *text, gsize length, guint steps, guint64 n_records)
{
  RcNearWord one = { .word = g_strndup (text, length), .marked = self->skip > 0, .n_records = n_records };

  /* One that stands in several vocabularies has the records of all. */
  for (guint i = 0; i < self->best->len; i++)
    if (strcmp (g_array_index (self->best, RcNearWord, i).word, one.word) == 0)
      {
        one.n_records += g_array_index (self->best, RcNearWord, i).n_records;
        g_array_remove_index (self->best, i);
        break;
      }
  one.slip = steps == 1 ? rc_rescue_judge_slip (self->wanted, one.word) : 0;
  insert (self->best, one);
}

/* Words of labels are as frequent as what is filed under them, which is counted later. */
static guint64
count_records (Search *self, const RcKeys *keys, guint32 number)
{
  const RcIndexFile *file = self->finder->snapshot->file;
  RcListRef list;

  if (file == NULL || keys != &file->terms)
    return 1;
  return rc_index_file_get_list (file, &file->term_entries[number], RC_LIST_ALL, &list) ? list.n_ids : 0;
}

/* FALSE when cancelled. */
static gboolean
search_keys (Search *self, const RcKeys *keys, GCancellable *cancellable)
{
  const char behind[] = { RC_KEY_MARK + 1, 0 };
  RcKeysCursor cursor;
  gboolean more = rc_keys_seek (keys, self->first, self->first_length, &cursor);
  guint n = 0;

  while (more)
    {
      const char *text = (const char *) cursor.key + self->skip;
      gsize n_dead;
      guint steps;

      if (++n % CANCEL_STEP == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (self->first_length > 0 && (cursor.length < self->first_length || memcmp (cursor.key, self->first, self->first_length) != 0))
        break;
      if (self->skip == 0 && cursor.key[0] == RC_KEY_MARK)
        {
          more = rc_keys_seek (keys, behind, 1, &cursor);
          continue;
        }
      steps = rc_near_distance (self->near, text, cursor.length - self->skip, &n_dead);
      if (steps > 0 && steps <= self->max)
        {
          guint64 n_records = count_records (self, keys, cursor.number);

          if (n_records > 0)
            consider (self, text, cursor.length - self->skip, steps, n_records);
        }
      more = n_dead > 0 ? rc_keys_cursor_skip (&cursor, n_dead + self->skip) : rc_keys_cursor_next (&cursor);
    }
  return TRUE;
}

static void
search_word (gpointer data, const char *text, gsize length)
{
  Search *self = data;
  const RcWord *word;
  guint steps;

  if (length < self->skip || (*text == RC_KEY_MARK) != (self->skip > 0))
    return;
  steps = rc_near_distance (self->near, text + self->skip, length - self->skip, NULL);
  if (steps == 0 || steps > self->max)
    return;
  word = rc_words_find (self->finder->snapshot->delta->words, text, length);
  consider (self, text + self->skip, length - self->skip, steps, word != NULL ? word->n_postings + 1 : 1);
}

static gboolean
search (RcFinder *finder, const char *wanted, gboolean marked, guint max, GArray *best, GCancellable *cancellable)
{
  const RcSnapshot *snapshot = finder->snapshot;
  Search self = { .finder = finder, .wanted = wanted, .skip = marked ? 1 : 0, .max = max, .best = best };
  gsize length = strlen (wanted);
  gboolean done = TRUE;

  if (marked)
    self.first[self.first_length++] = RC_KEY_MARK;
  if (max > 1)
    {
      gsize n = (gsize) (g_utf8_next_char (wanted) - wanted);

      memcpy (self.first + self.first_length, wanted, n);
      self.first_length += n;
    }
  self.near = rc_near_new (wanted, length, max);
  if (snapshot->file != NULL)
    done = search_keys (&self, &snapshot->file->terms, cancellable);
  if (done && finder->labels != NULL)
    done = search_keys (&self, finder->labels, cancellable);
  if (done)
    rc_delta_foreach_word (snapshot->delta, self.first, search_word, &self);
  rc_near_free (self.near);
  return done && !g_cancellable_is_cancelled (cancellable);
}

GArray *
rc_rescue_near (RcFinder *finder, const char *word, guint max, gboolean keys, GCancellable *cancellable)
{
  g_autoptr (GArray) best = g_array_new (FALSE, FALSE, sizeof (RcNearWord));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (RcNearWord));
  g_autofree char *key = keys ? rc_word_key (word) : NULL;

  g_array_set_clear_func (best, near_word_clear);
  g_array_set_clear_func (others, near_word_clear);
  if (!search (finder, word, FALSE, max, best, cancellable)
      || (key != NULL && !search (finder, key, TRUE, max, others, cancellable)))
    return NULL;
  if (others->len > 0)
    g_array_append_vals (best, others->data, others->len);
  /* The words are those of the first array now. */
  g_array_set_clear_func (others, NULL);
  return g_steal_pointer (&best);
}
