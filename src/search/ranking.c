/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relevance in tiers, each a set: as much as the page wants is worked out, and no more.
 *
 * Which tiers, and why in this order, stands in RANKING.md. */
#define G_LOG_DOMAIN "rc-search"

#include "search/ranking.h"

#define RC_IN_TITLES (RC_IN_TITLE | RC_IN_OTHER_TITLES)
#define RC_IN_TITLES_AND_SUBJECTS (RC_IN_TITLES | RC_IN_SUBJECTS)

/* Instead of columns. */
#define THE_NUMBER 0
#define THE_TITLE G_MAXUINT

/* Whatever is in the tiers of one range is in its last one, too, were it not in an earlier: where that has none of the hits,
 * the others need not be worked out. */
static const struct
{
  guint columns;
  RcMatch match;
  gboolean splits; /* by rare words in titles */
} tiers[] = {
  { THE_NUMBER, RC_MATCH_WHOLE, FALSE },
  { THE_TITLE, RC_MATCH_WHOLE, FALSE },
  { RC_IN_TITLE, RC_MATCH_WHOLE, FALSE },
  { RC_IN_TITLE, RC_MATCH_PREFIX, FALSE },
  { RC_IN_TITLES, RC_MATCH_WHOLE, FALSE },
  { RC_IN_TITLES, RC_MATCH_PREFIX, FALSE },
  { RC_IN_TITLES_AND_SUBJECTS, RC_MATCH_WHOLE, TRUE },
  { RC_IN_TITLES_AND_SUBJECTS, RC_MATCH_PREFIX, TRUE },
  { RC_IN_TITLES_AND_SUBJECTS | RC_IN_PEOPLE, RC_MATCH_WHOLE, TRUE },
  { RC_IN_TITLES_AND_SUBJECTS | RC_IN_PEOPLE, RC_MATCH_PREFIX, TRUE },
  { RC_IN_MOST, RC_MATCH_WHOLE, TRUE },
  { RC_IN_MOST, RC_MATCH_PREFIX, TRUE },
  { RC_IN_ALL, RC_MATCH_WHOLE, TRUE },
  { RC_IN_ALL, RC_MATCH_PREFIX, TRUE },
  { RC_IN_TITLES_AND_SUBJECTS, RC_MATCH_PREFIX | RC_MATCH_LABELS, TRUE },
  { RC_IN_TITLE, RC_MATCH_PREFIX | RC_MATCH_FORMS, FALSE },
  { RC_IN_ALL, RC_MATCH_PREFIX | RC_MATCH_FORMS | RC_MATCH_LABELS, TRUE },
  { RC_IN_ALL, RC_MATCH_PREFIX | RC_MATCH_FORMS | RC_MATCH_LABELS | RC_MATCH_NARROWER, TRUE },
  { RC_IN_TITLE, RC_MATCH_ALL & ~RC_MATCH_PREFIX, FALSE },
  { RC_IN_TITLE, RC_MATCH_ALL, FALSE },
  { RC_IN_ALL, RC_MATCH_ALL & ~RC_MATCH_PREFIX, TRUE },
  { RC_IN_ALL, RC_MATCH_ALL, TRUE },
};

/* Where the ranges begin: two tiers of their own, what stands as typed, labels, forms, what narrower subjects have, keys in
 * titles, whole keys; the last tier is all the rest. */
static const guint ranges[] = { 0, 1, 2, 14, 15, 17, 18, 20, G_N_ELEMENTS (tiers) - 1 };

/* Words that a tier is split by. */
#define MAX_SPLITS 3
/* Of more hits than these some have the words in their titles, most likely: tiers are asked one after the other. Of fewer,
 * many tiers have none, which is found out for several at once. */
#define MANY_HITS 2000

typedef struct
{
  const RcUnit *unit;
  guint phrase;
  guint64 n; /* of its hits */
} Word;

typedef struct
{
  RcPage *page;             /* (unowned) */
  RcPart *file, *delta;   /* (unowned) (nullable) */
  const RcTyped *typed;     /* (unowned) */
  RcHits tiers[G_N_ELEMENTS (tiers)];
  gboolean broad;           /* the hits are many */
  RcHits titles[MAX_SPLITS]; /* what has the words of `words` in its title */
  GArray *words;            /* (owned) (nullable) Word, rarest first; NULL: not looked at yet */
} Ranking;

static int
compare_words (gconstpointer a, gconstpointer b)
{
  const Word *one = a, *other = b;

  return one->n < other->n ? -1 : one->n > other->n;
}

static void
find_rare_words (Ranking *self)
{
  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  for (guint i = 0; i < self->typed->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (self->typed->units, i);

      for (guint j = 0; !unit->excluded && j < unit->phrases->len; j++)
        {
          Word word = { unit, j, 0 };

          g_array_append_val (self->words, word);
        }
    }
  /* One word is in the title or is not: that is what the tiers say already. */
  if (self->words->len < 2)
    g_array_set_size (self->words, 0);
  for (guint i = 0; i < self->words->len; i++)
    {
      Word *word = &g_array_index (self->words, Word, i);

      word->n = (self->file != NULL ? rc_evaluate_count_phrase (self->file, word->unit, word->phrase) : 0)
                + (self->delta != NULL ? rc_evaluate_count_phrase (self->delta, word->unit, word->phrase) : 0);
    }
  g_array_sort (self->words, compare_words);
  g_array_set_size (self->words, MIN (self->words->len, MAX_SPLITS));
}

/* What has a rare word in its title. */
static const RcHits *
get_title (Ranking *self, guint i)
{
  const Word *word = &g_array_index (self->words, Word, i);
  RcHits *hits = &self->titles[i];

  if (hits->of_file == NULL && self->file != NULL)
    hits->of_file = rc_evaluate_phrase (self->file, word->unit, word->phrase, RC_IN_TITLE, RC_MATCH_ALL);
  if (hits->of_delta == NULL && self->delta != NULL)
    hits->of_delta = rc_evaluate_phrase (self->delta, word->unit, word->phrase, RC_IN_TITLE, RC_MATCH_ALL);
  return hits;
}

static const RcHits *
get_tier (Ranking *self, guint tier)
{
  RcHits *hits = &self->tiers[tier];

  if (hits->of_file != NULL || hits->of_delta != NULL)
    return hits;
  for (guint i = 0; i < 2; i++)
    {
      RcPart *part = i == 0 ? self->file : self->delta;
      RcBits *bits;

      if (part == NULL)
        continue;
      if (rc_bits_is_empty (part->within))
        bits = NULL;
      else if (tiers[tier].columns == THE_NUMBER)
        bits = rc_evaluate_identifier (part, self->typed);
      else if (tiers[tier].columns == THE_TITLE)
        bits = rc_evaluate_title (part, self->typed);
      else
        bits = rc_evaluate (part, self->typed, tiers[tier].columns, tiers[tier].match);
      if (bits == NULL)
        bits = rc_part_new_set (part);
      *(i == 0 ? &hits->of_file : &hits->of_delta) = bits;
    }
  return hits;
}

static void
append_tier (Ranking *self, RcHits *hits, gboolean splits)
{
  /* One record has no order. */
  splits = splits && rc_hits_count (hits) > 1;
  if (splits && self->words == NULL)
    find_rare_words (self);
  for (guint i = 0; splits && i < self->words->len && self->page->n_wanted > 0; i++)
    {
      g_auto (RcHits) first = { NULL, NULL };

      rc_hits_copy (&first, hits);
      rc_hits_and (&first, get_title (self, i));
      rc_hits_and_not (hits, &first);
      rc_page_append_by_age (self->page, &first);
    }
  rc_page_append_by_age (self->page, hits);
}

/* What is left of the hits goes, tier by tier, to the page; `hits` keeps what is in none of them. */
static void
append_range (Ranking *self, guint first, guint end, RcHits *hits)
{
  const guint n = end - first;
  const RcHits *all;
  g_auto (RcHits) here = { NULL, NULL };

  if (self->page->n_wanted == 0)
    return;
  /* A whole word and its beginnings stay together. */
  all = n <= 2 || !self->broad ? get_tier (self, end - 1) : NULL;
  if (all != NULL && !rc_hits_meet (hits, all))
    return;
  if (n > 1)
    {
      guint middle = n == 2 ? first + 1 : self->broad ? first + 2 : first + (n / 2 + 1) / 2 * 2;

      append_range (self, first, middle, hits);
      append_range (self, middle, end, hits);
      return;
    }
  rc_hits_copy (&here, hits);
  rc_hits_and (&here, all);
  rc_hits_and_not (hits, &here);
  append_tier (self, &here, tiers[first].splits);
}

/* Uses `hits` up. */
static void
append_all (Ranking *self, RcHits *hits)
{
  self->broad = rc_hits_count (hits) > MANY_HITS;
  for (guint i = 0; i + 1 < G_N_ELEMENTS (ranges); i++)
    append_range (self, ranges[i], ranges[i + 1], hits);
  if (self->page->n_wanted > 0)
    append_tier (self, hits, TRUE);
}

/* Nothing but these is worked out from now on. */
static void
look_within (const Ranking *self, const RcBits *of_file, const RcBits *of_delta)
{
  if (self->file != NULL)
    self->file->within = of_file;
  if (self->delta != NULL)
    self->delta->within = of_delta;
}

void
rc_ranking_fill (RcPage *page, RcPart *file, RcPart *delta, const RcTyped *typed, const RcHits *hits, const RcHits *last)
{
  Ranking self = { .page = page, .file = file, .delta = delta, .typed = typed };
  g_auto (RcHits) first = { NULL, NULL };
  g_auto (RcHits) closed = { NULL, NULL };

  look_within (&self, hits->of_file, hits->of_delta);
  rc_hits_copy (&first, hits);
  rc_hits_and_not (&first, last);
  append_all (&self, &first);
  if (page->n_wanted > 0 && rc_hits_meet (hits, last))
    {
      rc_hits_copy (&closed, hits);
      rc_hits_and (&closed, last);
      append_all (&self, &closed);
    }
  look_within (&self, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tiers); i++)
    rc_hits_clear (&self.tiers[i]);
  for (guint i = 0; i < MAX_SPLITS; i++)
    rc_hits_clear (&self.titles[i]);
  g_clear_pointer (&self.words, g_array_unref);
}
