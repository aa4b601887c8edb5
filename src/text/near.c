/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the table of distances between the word and the letters of a term, in a band around the diagonal. Terms
 * that begin alike share their first rows. */
#define G_LOG_DOMAIN "rc-text"

#include "text/rescue.h"

#include <string.h>

#define MAX_STEPS 2
#define BAND (2 * MAX_STEPS + 1)

/* What is known after some letters of a term: steps to each beginning of the word, from max letters shorter than these
 * to max longer. */
typedef struct
{
  guint8 steps[BAND];
  guint8 least;
} Row;

struct _RcNear
{
  guint max;
  guint n_letters;
  gunichar letters[RC_WORD_MAX]; /* of the word */
  char term[RC_WORD_MAX];        /* the one before */
  gunichar term_letters[RC_WORD_MAX];
  gsize stops[RC_WORD_MAX + 1]; /* bytes of its first letters */
  guint n_rows;                 /* rows that hold for it, without the first one */
  Row rows[RC_WORD_MAX + 1];
};

RcNear *
rc_near_new (const char *word, gsize length, guint max)
{
  RcNear *self;

  g_return_val_if_fail (word != NULL && max >= 1 && max <= MAX_STEPS, NULL);

  self = g_new0 (RcNear, 1);
  self->max = max;
  for (const char *p = word; p < word + length && self->n_letters < RC_WORD_MAX; p = g_utf8_next_char (p))
    self->letters[self->n_letters++] = g_utf8_get_char (p);
  for (guint i = 0; i < BAND; i++)
    {
      int at = (int) i - (int) max;
      self->rows[0].steps[i] = (guint8) (at >= 0 && at <= (int) MIN (max, self->n_letters) ? (guint) at : max + 1);
    }
  return self;
}

void
rc_near_free (RcNear *self)
{
  g_free (self);
}

/* Steps in row n to the first `at` letters of the word; those outside the band are too many. */
static guint
steps_at (const RcNear *self, guint n, int at)
{
  int i = at - (int) n + (int) self->max;

  return at >= 0 && i >= 0 && i <= 2 * (int) self->max ? self->rows[n].steps[i] : self->max + 1;
}

static void
make_row (RcNear *self, guint n)
{
  Row *row = &self->rows[n];
  gunichar c = self->term_letters[n - 1];
  int max = (int) self->max;

  row->least = (guint8) (max + 1);
  for (int i = 0; i <= 2 * max; i++)
    {
      int at = (int) n - max + i;
      guint steps = self->max + 1;

      if (at == 0)
        steps = MIN (n, self->max + 1);
      else if (at > 0 && at <= (int) self->n_letters)
        {
          steps = steps_at (self, n - 1, at - 1) + (self->letters[at - 1] != c);
          steps = MIN (steps, steps_at (self, n - 1, at) + 1);
          if (i > 0)
            steps = MIN (steps, row->steps[i - 1] + 1u);
          if (n > 1 && at > 1 && self->letters[at - 1] == self->term_letters[n - 2] && self->letters[at - 2] == c)
            steps = MIN (steps, steps_at (self, n - 2, at - 2) + 1);
          steps = MIN (steps, self->max + 1);
        }
      row->steps[i] = (guint8) steps;
      row->least = MIN (row->least, row->steps[i]);
    }
}

/* The least of a row never goes down again: a swap costs what leaving out the letter before it did. */
static gboolean
is_dead (const RcNear *self, guint n)
{
  return self->rows[n].least > self->max;
}

/* Rows that the term shares with the one before it. */
static guint
count_shared (const RcNear *self, const char *term, gsize length)
{
  guint n = self->n_rows;
  gsize limit = MIN (self->stops[n], length);
  gsize shared = 0;

  while (shared < limit && self->term[shared] == term[shared])
    shared++;
  while (self->stops[n] > shared)
    n--;
  return n;
}

guint
rc_near_distance (RcNear *self, const char *term, gsize length, gsize *n_dead)
{
  guint n;
  gsize at;

  g_return_val_if_fail (self != NULL && term != NULL, MAX_STEPS + 1);

  length = MIN (length, RC_WORD_MAX);
  n = count_shared (self, term, length);
  at = self->stops[n];
  while (at < length && !is_dead (self, n))
    {
      gsize next = (gsize) (g_utf8_next_char (term + at) - term);

      self->term_letters[n] = g_utf8_get_char (term + at);
      memcpy (self->term + at, term + at, MIN (next, length) - at);
      at = self->stops[++n] = MIN (next, length);
      make_row (self, n);
    }
  self->n_rows = n;
  if (n_dead != NULL)
    *n_dead = is_dead (self, n) ? self->stops[n] : 0;
  return at < length || is_dead (self, n) ? self->max + 1 : steps_at (self, n, (int) self->n_letters);
}
