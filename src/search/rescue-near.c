/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One walk along the vocabulary. What is likelier: the slip that fingers make (a letter dropped, doubled or swapped before
 * one that is another), and the word that more records have. */
#define G_LOG_DOMAIN "rc-search"

#include "search/rescue-near.h"

#include <string.h>

#include "search/parse.h"
#include "text/rescue.h"

/* Terms that begin with what is in no near word are walked over; behind so many of them the rest is leapt over. */
#define WALK 32
/* Terms between two looks at the cancellable. */
#define CANCEL_STEP 4096
#define MAX_STEPS 2

typedef struct
{
  char *word;   /* (owned) without a mark */
  guint far;    /* twice the steps, and one more for a key: words of the same script go before it */
  double score; /* of those that are as far */
} Near;

typedef struct
{
  const RcSnapshot *snapshot; /* (unowned) */
  const char *wanted;         /* (unowned) the word, or its key */
  gsize length;
  guint n_letters;
  gboolean marked;            /* among the keys */
  guint max;
  RcNear *near;               /* (owned) */
  GArray *best;               /* (unowned) Near, best first */
} Search;

static void
near_clear (gpointer data)
{
  g_free (((Near *) data)->word);
}

static guint
count_letters (const char *text, gsize length)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += (text[i] & 0xc0) != 0x80;
  return n;
}

/* How likely the one step is from `word`, which was meant, to what was typed: how many more records another word must have
 * to be preferred, when its step is less likely. */
static double
judge_step (const char *typed, const char *word)
{
  g_autofree gunichar *t = g_utf8_to_ucs4_fast (typed, -1, NULL);
  g_autofree gunichar *w = g_utf8_to_ucs4_fast (word, -1, NULL);
  guint at = 0;
  glong n_typed = g_utf8_strlen (typed, -1), n_word = g_utf8_strlen (word, -1);
  double likely;

  while (t[at] != 0 && t[at] == w[at])
    at++;
  if (n_typed < n_word)
    likely = 1;
  else if (n_typed > n_word)
    likely = at > 0 && t[at] == t[at - 1] ? 1 : .01;
  else
    likely = t[at + 1] != 0 && t[at] == w[at + 1] && t[at + 1] == w[at] ? 1 : .01;
  return at == 0 ? likely / 4 : likely;
}

static void
consider (Search *self, const char *text, gsize length, guint steps, guint n_records)
{
  GArray *best = self->best;
  Near one = { g_strndup (text, length), 2 * steps + (self->marked ? 1 : 0), 0 };
  guint at;

  for (at = 0; at < best->len; at++)
    if (strcmp (g_array_index (best, Near, at).word, one.word) == 0)
      {
        g_free (one.word);
        return;
      }
  one.score = (steps == 1 ? judge_step (self->wanted, one.word) : 1) * n_records;
  for (at = best->len; at > 0; at--)
    {
      const Near *other = &g_array_index (best, Near, at - 1);

      if (other->far < one.far || (other->far == one.far && other->score >= one.score))
        break;
    }
  g_array_insert_val (best, at, one);
  if (best->len > RC_MAX_NEAR)
    g_array_set_size (best, RC_MAX_NEAR);
}

/* The steps to a term; more than `max` for most, of which nothing but the length is looked at. */
static guint
measure (Search *self, const char *text, gsize length, gsize *n_dead)
{
  guint n = count_letters (text, length);

  *n_dead = 0;
  if (n > self->n_letters + self->max || n + self->max < self->n_letters)
    return MAX_STEPS + 1;
  return rc_near_distance (self->near, text, length, n_dead);
}

static gboolean
skip_dead (RcKeysCursor *cursor, gsize n_dead)
{
  guint8 dead[RC_MAX_KEY + 1];

  memcpy (dead, cursor->key, n_dead);
  for (guint i = 0; i < WALK; i++)
    if (!rc_keys_cursor_next (cursor))
      return FALSE;
    else if (cursor->length < n_dead || memcmp (cursor->key, dead, n_dead) != 0)
      return TRUE;
  /* No text has this byte. */
  dead[n_dead] = 0xff;
  return rc_keys_seek (cursor->keys, dead, n_dead + 1, cursor);
}

/* FALSE when cancelled. */
static gboolean
search_file (Search *self, GCancellable *cancellable)
{
  const RcIndexFile *file = self->snapshot->file;
  const char first[2] = { RC_KEY_MARK, 0 }, behind[2] = { RC_KEY_MARK + 1, 0 };
  gsize skip = self->marked ? 1 : 0;
  RcKeysCursor cursor;
  gboolean more = rc_keys_seek (&file->terms, self->marked ? first : "", skip, &cursor);
  guint n = 0;

  while (more)
    {
      const char *text = (const char *) cursor.key + skip;
      gsize n_dead;
      guint steps;

      if (++n % CANCEL_STEP == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if ((cursor.key[0] == RC_KEY_MARK) != self->marked)
        {
          if (self->marked)
            break;
          more = rc_keys_seek (&file->terms, behind, 1, &cursor);
          continue;
        }
      steps = measure (self, text, cursor.length - skip, &n_dead);
      if (steps > 0 && steps <= self->max)
        {
          RcListRef list;

          if (rc_index_file_get_list (file, &file->term_entries[cursor.number], RC_LIST_ALL, &list))
            consider (self, text, cursor.length - skip, steps, list.n_ids);
        }
      more = n_dead > 0 ? skip_dead (&cursor, n_dead + skip) : rc_keys_cursor_next (&cursor);
    }
  return TRUE;
}

static void
search_word (gpointer data, const char *text, gsize length)
{
  Search *self = data;
  gsize skip = self->marked ? 1 : 0, n_dead;
  guint steps;

  if ((*text == RC_KEY_MARK) != self->marked)
    return;
  steps = measure (self, text + skip, length - skip, &n_dead);
  if (steps > 0 && steps <= self->max)
    consider (self, text + skip, length - skip, steps, 1);
}

static gboolean
search (const RcSnapshot *snapshot, const char *wanted, gboolean marked, guint max, GArray *best, GCancellable *cancellable)
{
  Search self = { snapshot, wanted, strlen (wanted), 0, marked, max, NULL, best };
  gboolean done = TRUE;

  self.n_letters = count_letters (wanted, self.length);
  self.near = rc_near_new (wanted, self.length, max);
  if (snapshot->file != NULL)
    done = search_file (&self, cancellable);
  if (done)
    rc_delta_foreach_word (snapshot->delta, "", search_word, &self);
  rc_near_free (self.near);
  return done && !g_cancellable_is_cancelled (cancellable);
}

GPtrArray *
rc_rescue_near (const RcSnapshot *snapshot, const char *word, guint max, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) best = g_array_new (FALSE, FALSE, sizeof (Near));
  g_autofree char *key = rc_word_key (word);

  g_array_set_clear_func (best, near_clear);
  if (!search (snapshot, word, FALSE, max, best, cancellable)
      || (key != NULL && !search (snapshot, key, TRUE, max, best, cancellable)))
    return NULL;
  for (guint i = 0; i < best->len; i++)
    g_ptr_array_add (words, g_strdup (g_array_index (best, Near, i).word));
  return g_steal_pointer (&words);
}
