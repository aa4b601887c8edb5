/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One word, the surest guess first: letters of another script that look alike, another keyboard layout, one letter wrong, a
 * space too few, two letters wrong. A guess counts when this catalogue has it. */
#define G_LOG_DOMAIN "rc-search"

#include "search/rescue-private.h"

#include <math.h>
#include <string.h>

#include "search/rescue-near.h"
#include "text/rescue.h"

/* Fewer letters are near to too many words. */
#define MIN_NEAR 4
#define MIN_FAR 6
#define MIN_OFFER 5
#define MIN_SWITCHED_FORM 5
/* A word as another language writes it, and its key. */
#define MIN_READING 3
/* Each part of a word that is taken apart. */
#define MIN_SPLIT 3
#define MAX_SPLIT_LETTERS 40
/* Few records have a word that is offered to be another, and so many times more have that. */
#define MAX_FEW 20
#define TIMES_MORE 100
/* Logarithms, beside that of how many records a guess has: it stands together with the other words; it is the whole word of
 * another script, which hardly comes about by chance; the beginning of one, for each letter from the fourth on: what is short
 * may still be typed, what is long was meant. */
#define TOGETHER 4.0
#define WHOLE_KEY 4.0
#define BEGINNING_OF_KEY -1.5
/* What has the key in the script of the question only looks like it from afar: two letters wrong. */
#define SAME_SCRIPT -6.0

char *
rc_rescue_dup_typed (RcRescue *self, gsize start, gsize stop)
{
  return g_strndup (self->typed->text + start, stop - start);
}

gboolean
rc_rescue_may (const RcUnit *unit)
{
  return !unit->excluded && !unit->quoted;
}

guint
rc_rescue_count_letters (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    n += g_unichar_isalpha (g_utf8_get_char (text)) ? 1 : 0;
  return n;
}

static gboolean
is_word (const char *folded, guint min)
{
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalpha (g_utf8_get_char (p)))
      return FALSE;
  return g_utf8_strlen (folded, -1) >= min;
}

/* Behind the field of the unit. */
static char *
put_there (RcRescue *self, const RcUnit *unit, const char *words)
{
  g_autofree char *field = rc_rescue_dup_typed (self, unit->begin, unit->start);

  return g_strconcat (field, words, NULL);
}

static guint64
count_there (RcRescue *self, const RcUnit *unit, const char *words, RcMatch match)
{
  g_autofree char *text = put_there (self, unit, words);

  return rc_finder_count (&self->finder, text, match);
}

gboolean
rc_rescue_finds_there (RcRescue *self, const RcUnit *unit, const char *words, RcMatch match)
{
  g_autofree char *text = put_there (self, unit, words);

  return rc_finder_finds (&self->finder, text, match);
}

static RcMatch
get_match (const RcUnit *unit)
{
  return unit->prefix ? RC_MATCH_ALL : RC_MATCH_ALL & ~RC_MATCH_PREFIX;
}

/* As the search takes the unit. */
static guint64
count_as_asked (RcRescue *self, const RcUnit *unit)
{
  g_autofree char *text = rc_rescue_dup_typed (self, unit->begin, unit->end);

  return rc_finder_count (&self->finder, text, get_match (unit));
}

RcJudgement
rc_rescue_judge (RcRescue *self, const RcUnit *unit)
{
  const RcMatch match = get_match (unit);
  g_autofree char *text = rc_rescue_dup_typed (self, unit->begin, unit->end);
  g_auto (RcHits) hits = { NULL, NULL };
  RcJudgement judgement = { RC_FOUND, 0 };

  /* Most words stand somewhere as they are, which is soon seen. */
  if (rc_finder_finds (&self->finder, text, RC_MATCH_LABELS))
    return judgement;
  judgement.n_hits = count_as_asked (self, unit);
  if (judgement.n_hits == 0)
    judgement.finding = RC_FOUND_NOWHERE;
  else if (rc_rescue_may (unit) && !rc_finder_finds (&self->finder, text, match & ~RC_MATCH_KEYS))
    {
      rc_finder_find (&self->finder, text, match & ~RC_MATCH_PREFIX, &hits);
      judgement.finding = rc_hits_meet (&hits, &self->finder.shown) ? RC_FOUND_BY_KEY : RC_FOUND_BY_BEGINNING;
      if (judgement.finding == RC_FOUND_BY_KEY)
        judgement.n_hits = rc_hits_count (&hits);
    }
  return judgement;
}

static gboolean
finds_switched (RcRescue *self, const RcUnit *unit, const char *words, gboolean prefix)
{
  guint n = rc_rescue_count_letters (words);

  return (n >= RC_MIN_SWITCHED && rc_rescue_finds_there (self, unit, words, RC_MATCH_LABELS))
         || (prefix && n >= RC_MIN_SWITCHED_BEGINNING && rc_rescue_finds_there (self, unit, words, RC_MATCH_LABELS | RC_MATCH_PREFIX));
}

/* The word in capitals where the typed one is, or begins with one. */
static char *
follow_case (const char *typed, const char *word)
{
  gboolean upper = g_unichar_isupper (g_utf8_get_char (typed)), all = upper;
  g_autofree char *first = NULL;

  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    all &= !g_unichar_islower (g_utf8_get_char (p));
  if (all && g_utf8_strlen (typed, -1) > 1)
    return g_utf8_strup (word, -1);
  if (!upper)
    return g_strdup (word);
  first = g_utf8_strup (word, g_utf8_next_char (word) - word);
  return g_strconcat (first, g_utf8_next_char (word), NULL);
}

/* With how many records have it, and whether the other words stand there, too. */
static double
score_word (RcRescue *self, const RcUnit *unit, const char *word, RcMatch match, double likely)
{
  g_autofree char *text = put_there (self, unit, word);
  g_auto (RcHits) hits = { NULL, NULL };
  guint64 n;

  rc_finder_find (&self->finder, text, match, &hits);
  n = rc_hits_count (&hits);
  if (n == 0)
    return -INFINITY;
  return likely + log ((double) n + 1) + (rc_hits_meet (&hits, &self->others) ? TOGETHER : 0);
}

/* The likeliest of the near words that is found there, those of the same script first; (nullable). */
static char *
find_near (RcRescue *self, const RcUnit *unit, const char *folded, guint steps, gboolean keys, double *score)
{
  g_autoptr (GArray) words = NULL;
  const RcNearWord *best = NULL;

  *score = -INFINITY;
  if (!is_word (folded, steps == 1 ? MIN_NEAR : MIN_FAR))
    return NULL;
  words = rc_rescue_near (&self->finder, folded, steps, keys, self->cancellable);
  for (guint i = 0; words != NULL && i < words->len; i++)
    {
      const RcNearWord *near = &g_array_index (words, RcNearWord, i);
      double other = best != NULL && near->marked && !best->marked ? -INFINITY
                     : score_word (self, unit, near->word, near->marked ? RC_MATCH_KEYS : RC_MATCH_LABELS, near->slip);

      if (other <= *score)
        continue;
      best = near;
      *score = other;
    }
  return best != NULL ? g_strdup (best->word) : NULL;
}

/* A word of another script, or one that stands just as the reading has it: others of the same key are too many. */
static gboolean
is_reading (RcRescue *self, const RcUnit *unit, const char *folded, const char *reading, const char *key)
{
  char *keys[] = { (char *) key, NULL };
  g_autofree char *text = put_there (self, unit, reading);
  g_auto (RcHits) hits = { NULL, NULL };

  if (rc_finder_knows (&self->finder, reading))
    return rc_rescue_finds_there (self, unit, reading, RC_MATCH_LABELS);
  rc_finder_find (&self->finder, text, RC_MATCH_KEYS, &hits);
  return rc_finder_shows_other_script (&self->finder, &hits, folded, keys, FALSE);
}

/* The word as another language writes it; of several the one that most records have; (nullable). */
static char *
find_reading (RcRescue *self, const RcUnit *unit, const char *folded)
{
  g_autoptr (GPtrArray) readings = is_word (folded, MIN_READING) ? rc_rescue_readings (folded) : NULL;
  g_autofree char *key = rc_word_key (folded);
  const char *best = NULL;
  double score = -INFINITY;

  for (guint i = 0; readings != NULL && i < readings->len; i++)
    {
      const char *reading = g_ptr_array_index (readings, i);
      g_autofree char *other = rc_word_key (reading);
      double likely = other != NULL && strlen (other) >= MIN_READING && g_strcmp0 (key, other) != 0
                        ? score_word (self, unit, reading, RC_MATCH_KEYS | RC_MATCH_LABELS, 0)
                        : -INFINITY;

      if (likely <= score || !is_reading (self, unit, folded, reading, other))
        continue;
      best = reading;
      score = likely;
    }
  return g_strdup (best);
}

/* Two words that were run together; the longer the shorter one is, the likelier. */
static char *
find_split (RcRescue *self, const RcUnit *unit, const char *folded)
{
  glong n = g_utf8_strlen (folded, -1);

  if (n > MAX_SPLIT_LETTERS || unit->field != RC_FIELD_ANY || !is_word (folded, 2 * MIN_SPLIT))
    return NULL;
  for (glong shorter = n / 2; shorter >= MIN_SPLIT; shorter--)
    for (guint side = 0; side < 2; side++)
      {
        const char *at = g_utf8_offset_to_pointer (folded, side == 0 ? shorter : n - shorter);
        g_autofree char *first = g_strndup (folded, (gsize) (at - folded));
        g_autofree char *both = g_strconcat (first, " ", at, NULL);

        if (rc_finder_knows (&self->finder, first) && rc_finder_knows (&self->finder, at)
            && rc_finder_finds (&self->finder, both, RC_MATCH_LABELS))
          return g_steal_pointer (&both);
      }
  return NULL;
}

/* A single word that finds nothing. */
static char *
rescue_word (RcRescue *self, const RcUnit *unit, const char *folded)
{
  double score;
  char *word = find_near (self, unit, folded, 1, TRUE, &score);

  if (word == NULL)
    word = find_reading (self, unit, folded);
  if (word == NULL)
    word = find_split (self, unit, folded);
  return word != NULL ? word : find_near (self, unit, folded, 2, FALSE, &score);
}

/* What another layout gives, as it stands somewhere; or, `loosely`, a long one in another form, script or spelling. */
static char *
find_switched (RcRescue *self, const RcUnit *unit, const char *words, gboolean loosely)
{
  g_autoptr (GPtrArray) texts = rc_rescue_layouts (words);

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);

      if (loosely ? rc_rescue_count_letters (text) >= MIN_SWITCHED_FORM
                        && rc_rescue_finds_there (self, unit, text, RC_MATCH_ALL & ~RC_MATCH_PREFIX)
                  : finds_switched (self, unit, text, unit->prefix))
        return g_strdup (text);
    }
  return NULL;
}

/* The words of a unit, of which several may have been typed with a hyphen; NULL when one cannot be helped. */
static char *
rescue_words (RcRescue *self, const RcUnit *unit)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < unit->phrases->len; i++)
    {
      const char *folded = g_ptr_array_index (unit->phrases, i);
      g_autofree char *word = NULL;

      if (strchr (folded, ' ') != NULL)
        return NULL;
      if (unit->phrases->len > 1 && rc_rescue_finds_there (self, unit, folded, RC_MATCH_ALL))
        word = g_strdup (folded);
      else
        word = rescue_word (self, unit, folded);
      if (word == NULL)
        return NULL;
      g_string_append_printf (out, "%s%s", i > 0 ? "-" : "", word);
    }
  return g_strdup (out->str);
}

/* Engel's, ob"ekt: what stands between the letters is a soft sign, not the end of a word; (nullable). */
static char *
find_joined (RcRescue *self, const RcUnit *unit)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < unit->phrases->len; i++)
    g_string_append (joined, g_ptr_array_index (unit->phrases, i));
  if (unit->phrases->len < 2 || !is_word (joined->str, MIN_NEAR)
      || !rc_rescue_finds_there (self, unit, joined->str, RC_MATCH_FORMS | RC_MATCH_KEYS | RC_MATCH_LABELS))
    return NULL;
  return g_strdup (joined->str);
}

char *
rc_rescue_unit (RcRescue *self, const RcUnit *unit)
{
  g_autofree char *typed = rc_rescue_dup_typed (self, unit->start, unit->stop);
  g_autofree char *alike = rc_rescue_look_alikes (typed);
  g_autofree char *words = NULL;

  if (alike != NULL && rc_rescue_finds_there (self, unit, alike, unit->prefix ? RC_MATCH_ALL : RC_MATCH_ALL & ~RC_MATCH_PREFIX))
    return g_steal_pointer (&alike);
  words = find_switched (self, unit, typed, FALSE);
  if (words != NULL)
    return g_steal_pointer (&words);
  words = find_joined (self, unit);
  if (words == NULL)
    words = rescue_words (self, unit);
  return words != NULL ? follow_case (typed, words) : find_switched (self, unit, typed, TRUE);
}

/* What other letters or layouts give, where that has more records than the word may be the beginning of; (nullable). */
static char *
find_written_otherwise (RcRescue *self, const RcUnit *unit, const char *typed, const RcJudgement *judgement)
{
  g_autofree char *alike = rc_rescue_look_alikes (typed);
  g_autoptr (GPtrArray) texts = NULL;

  if (alike != NULL && rc_rescue_finds_there (self, unit, alike, RC_MATCH_LABELS))
    return g_steal_pointer (&alike);
  texts = rc_rescue_layouts (typed);
  for (guint i = 0; judgement->finding == RC_FOUND_BY_BEGINNING && i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);

      if (rc_rescue_count_letters (text) >= RC_MIN_SWITCHED_BEGINNING && count_there (self, unit, text, RC_MATCH_LABELS) >= judgement->n_hits)
        return g_strdup (text);
    }
  return NULL;
}

static gboolean
shows_other_script (RcRescue *self, const RcUnit *unit, RcFinding finding)
{
  const gboolean prefix = finding == RC_FOUND_BY_BEGINNING;
  g_autofree char *text = rc_rescue_dup_typed (self, unit->begin, unit->end);
  g_auto (RcHits) hits = { NULL, NULL };

  rc_finder_find (&self->finder, text, prefix ? RC_MATCH_ALL : RC_MATCH_ALL & ~RC_MATCH_PREFIX, &hits);
  return rc_finder_shows_other_script (&self->finder, &hits, g_ptr_array_index (unit->phrases, 0), g_ptr_array_index (unit->keys, 0), prefix);
}

char *
rc_rescue_guessed (RcRescue *self, const RcUnit *unit, const RcJudgement *judgement)
{
  g_autofree char *typed = rc_rescue_dup_typed (self, unit->start, unit->stop);
  g_autofree char *other = find_written_otherwise (self, unit, typed, judgement);
  const char *folded = g_ptr_array_index (unit->phrases, 0);
  g_autofree char *word = NULL, *key = NULL, *other_key = NULL;
  double score, guess = log ((double) judgement->n_hits + 1);

  if (other != NULL || unit->phrases->len > 1 || strchr (folded, ' ') != NULL)
    return g_steal_pointer (&other);
  word = find_near (self, unit, folded, 1, FALSE, &score);
  if (word == NULL)
    return NULL;
  key = rc_word_key (folded);
  other_key = rc_word_key (word);
  /* Of the same key, it finds no less. */
  if (judgement->finding == RC_FOUND_BY_BEGINNING)
    guess += BEGINNING_OF_KEY * (double) (g_utf8_strlen (folded, -1) - MIN_NEAR + 1);
  else
    guess = g_strcmp0 (key, other_key) != 0 ? guess + WHOLE_KEY : -INFINITY;
  if (score <= guess && score > guess + SAME_SCRIPT && !shows_other_script (self, unit, judgement->finding))
    guess += SAME_SCRIPT;
  return score > guess ? follow_case (typed, word) : NULL;
}

char *
rc_rescue_find_frequent (RcRescue *self, const RcUnit *unit)
{
  const char *folded = g_ptr_array_index (unit->phrases, 0);
  g_autofree char *typed = NULL, *word = NULL;
  guint64 n_hits;
  double score;

  if (!rc_rescue_may (unit) || unit->phrases->len > 1 || !is_word (folded, MIN_OFFER))
    return NULL;
  n_hits = count_as_asked (self, unit);
  if (n_hits > MAX_FEW)
    return NULL;
  word = find_near (self, unit, folded, 1, FALSE, &score);
  if (word == NULL || count_there (self, unit, word, RC_MATCH_LABELS) < TIMES_MORE * MAX (n_hits, 1))
    return NULL;
  typed = rc_rescue_dup_typed (self, unit->start, unit->stop);
  return follow_case (typed, word);
}
