/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word by word, the surest guess first: letters of another script that look alike, another keyboard layout, a space too
 * many, one letter wrong, a space too few, two letters wrong. A guess counts when this catalogue has it. */
#define G_LOG_DOMAIN "rc-search"

#include "search/rescue.h"

#include <string.h>

#include "search/evaluate.h"
#include "search/rescue-near.h"
#include "text/rescue.h"

/* Fewer letters are near to too many words. */
#define MIN_NEAR 4
#define MIN_FAR 6
/* What another layout gives must have so many; more where it is only the beginning of a word. */
#define MIN_SWITCHED 3
#define MIN_SWITCHED_BEGINNING 4
/* Each part of a word that is taken apart. */
#define MIN_SPLIT 3
#define MAX_SPLIT_LETTERS 40
/* Words that are helped; who pastes a page means what it says. */
#define MAX_RESCUED 4

typedef struct
{
  const RcSnapshot *snapshot; /* (unowned) */
  const RcTyped *typed;       /* (unowned) */
  RcPart *file;               /* (owned) (nullable) */
  RcPart *delta;              /* (owned) */
  RcBits *file_shown;         /* (owned) (nullable) */
  RcBits *delta_shown;        /* (owned) */
  GCancellable *cancellable;  /* (unowned) (nullable) */
} Rescue;

static gboolean
finds_in (RcPart *part, const RcBits *shown, const RcTyped *typed, RcMatch match)
{
  g_autoptr (RcBits) bits = rc_evaluate (part, typed, RC_IN_ALL, match);

  if (bits == NULL)
    return FALSE;
  rc_bits_and (bits, shown);
  return !rc_bits_is_empty (bits);
}

/* Something has all words of the text. RC_MATCH_PREFIX is about its last one. */
static gboolean
finds (Rescue *self, const char *text, RcMatch match)
{
  g_autoptr (RcTyped) typed = rc_typed_new (text);

  return finds_in (self->delta, self->delta_shown, typed, match)
         || (self->file != NULL && finds_in (self->file, self->file_shown, typed, match));
}

static const RcUnit *
get_unit (Rescue *self, guint i)
{
  return i < self->typed->units->len ? g_ptr_array_index (self->typed->units, i) : NULL;
}

static char *
dup_typed (Rescue *self, gsize start, gsize stop)
{
  return g_strndup (self->typed->text + start, stop - start);
}

/* As the search takes the unit. */
static gboolean
unit_finds (Rescue *self, const RcUnit *unit)
{
  g_autofree char *text = dup_typed (self, unit->begin, unit->end);

  return finds (self, text, unit->prefix ? RC_MATCH_ALL : RC_MATCH_ALL & ~RC_MATCH_PREFIX);
}

static gboolean
may_be_rescued (const RcUnit *unit)
{
  return !unit->excluded && !unit->quoted;
}

/* Nothing but words. */
static gboolean
is_plain (const RcUnit *unit)
{
  return may_be_rescued (unit) && unit->begin == unit->start;
}

static guint
count_letters (const char *text)
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
static gboolean
finds_there (Rescue *self, const RcUnit *unit, const char *words, RcMatch match)
{
  g_autofree char *field = dup_typed (self, unit->begin, unit->start);
  g_autofree char *text = g_strconcat (field, words, NULL);

  return finds (self, text, match);
}

static gboolean
finds_switched (Rescue *self, const RcUnit *unit, const char *words, gboolean prefix)
{
  guint n = count_letters (words);

  return (n >= MIN_SWITCHED && finds_there (self, unit, words, RC_MATCH_WHOLE))
         || (prefix && n >= MIN_SWITCHED_BEGINNING && finds_there (self, unit, words, RC_MATCH_PREFIX));
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

/* The likeliest of the near words that is found there; (nullable). */
static char *
find_near (Rescue *self, const RcUnit *unit, const char *folded, guint steps)
{
  g_autoptr (GPtrArray) words = NULL;
  const char *next = g_utf8_next_char (folded);

  if (!is_word (folded, steps == 1 ? MIN_NEAR : MIN_FAR) || g_cancellable_is_cancelled (self->cancellable))
    return NULL;
  words = rc_rescue_near (self->snapshot, folded, steps, self->cancellable);
  for (guint i = 0; words != NULL && i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);

      /* Hardly anybody mistypes the first letter and another one. */
      if ((steps == 1 || strncmp (word, folded, (gsize) (next - folded)) == 0)
          && finds_there (self, unit, word, RC_MATCH_ALL & ~RC_MATCH_PREFIX))
        return g_strdup (word);
    }
  return NULL;
}

/* Two words that were run together; the longer the shorter one is, the likelier. */
static char *
find_split (Rescue *self, const RcUnit *unit, const char *folded)
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

        if (finds (self, both, RC_MATCH_WHOLE))
          return g_steal_pointer (&both);
      }
  return NULL;
}

/* A single word that finds nothing. */
static char *
rescue_word (Rescue *self, const RcUnit *unit, const char *folded)
{
  char *word = find_near (self, unit, folded, 1);

  if (word == NULL)
    word = find_split (self, unit, folded);
  return word != NULL ? word : find_near (self, unit, folded, 2);
}

static char *
find_switched (Rescue *self, const RcUnit *unit, const char *words)
{
  g_autoptr (GPtrArray) texts = rc_rescue_layouts (words);

  for (guint i = 0; i < texts->len; i++)
    if (finds_switched (self, unit, g_ptr_array_index (texts, i), unit->prefix))
      return g_strdup (g_ptr_array_index (texts, i));
  return NULL;
}

/* The words of a unit, of which several may have been typed with a hyphen; NULL when one cannot be helped. */
static char *
rescue_words (Rescue *self, const RcUnit *unit)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < unit->phrases->len; i++)
    {
      const char *folded = g_ptr_array_index (unit->phrases, i);
      g_autofree char *word = NULL;

      if (strchr (folded, ' ') != NULL)
        return NULL;
      if (unit->phrases->len > 1 && finds_there (self, unit, folded, RC_MATCH_ALL))
        word = g_strdup (folded);
      else
        word = rescue_word (self, unit, folded);
      if (word == NULL)
        return NULL;
      g_string_append_printf (out, "%s%s", i > 0 ? "-" : "", word);
    }
  return g_strdup (out->str);
}

static char *
rescue_unit (Rescue *self, const RcUnit *unit)
{
  g_autofree char *typed = dup_typed (self, unit->start, unit->stop);
  g_autofree char *alike = rc_rescue_look_alikes (typed);
  g_autofree char *words = NULL;

  if (alike != NULL && finds_there (self, unit, alike, unit->prefix ? RC_MATCH_ALL : RC_MATCH_ALL & ~RC_MATCH_PREFIX))
    return g_steal_pointer (&alike);
  words = find_switched (self, unit, typed);
  if (words != NULL)
    return g_steal_pointer (&words);
  words = rescue_words (self, unit);
  return words != NULL ? follow_case (typed, words) : NULL;
}

/* The unit and the one behind it as one word. */
static char *
join_units (Rescue *self, const RcUnit *one, const RcUnit *other)
{
  g_autofree char *first = dup_typed (self, one->start, one->stop);
  g_autofree char *second = other != NULL ? dup_typed (self, other->start, other->stop) : NULL;
  g_autofree char *both = g_strconcat (first, second, NULL);

  if (other == NULL || !may_be_rescued (one) || !is_plain (other)
      || count_letters (both) != g_utf8_strlen (both, -1) || !finds_there (self, one, both, RC_MATCH_WHOLE))
    return NULL;
  return g_steal_pointer (&both);
}

/* The whole text in another layout, where all of its words stand together. */
static char *
switch_all (Rescue *self)
{
  g_autoptr (GPtrArray) texts = rc_rescue_layouts (self->typed->text);

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i), *last = strrchr (text, ' ');
      guint n_last = count_letters (last != NULL ? last : text);

      if (count_letters (text) >= MIN_SWITCHED
          && finds (self, text, n_last >= MIN_SWITCHED_BEGINNING ? RC_MATCH_PREFIX : RC_MATCH_WHOLE))
        return g_strdup (text);
    }
  return NULL;
}

/* Puts `words` where units stood, and what stands before them as it is. */
static void
take_words (Rescue *self, GString *out, gsize *at, gsize start, gsize stop, const char *words)
{
  g_string_append_len (out, self->typed->text + *at, (gssize) (start - *at));
  g_string_append (out, words);
  *at = stop;
}

/* Every unit that finds nothing; FALSE when there is none, or one cannot be helped. */
static gboolean
rescue_units (Rescue *self, GString *out)
{
  gsize at = 0;
  guint n_rescued = 0;

  for (guint i = 0; i < self->typed->units->len; i++)
    {
      const RcUnit *unit = get_unit (self, i), *next = get_unit (self, i + 1);
      g_autofree char *words = NULL;
      gboolean good = !may_be_rescued (unit) || unit_finds (self, unit);

      if (good && (next == NULL || !may_be_rescued (next) || unit_finds (self, next)))
        continue;
      words = join_units (self, unit, next);
      if (words != NULL)
        {
          take_words (self, out, &at, unit->start, next->stop, words);
          i++;
        }
      else if (!good)
        {
          words = ++n_rescued <= MAX_RESCUED ? rescue_unit (self, unit) : NULL;
          if (words == NULL)
            return FALSE;
          take_words (self, out, &at, unit->start, unit->stop, words);
        }
    }
  g_string_append (out, self->typed->text + at);
  return at > 0;
}

/* All words are found, but not together: one of them may be two halves. */
static char *
rescue_halves (Rescue *self)
{
  for (guint i = 0; i < self->typed->units->len; i++)
    {
      const RcUnit *unit = get_unit (self, i), *next = get_unit (self, i + 1);
      g_autofree char *words = join_units (self, unit, next);

      if (words != NULL)
        {
          g_autoptr (GString) out = g_string_new (NULL);
          gsize at = 0;

          take_words (self, out, &at, unit->start, next->stop, words);
          g_string_append (out, self->typed->text + at);
          return g_strdup (out->str);
        }
    }
  return NULL;
}

static void
rescue_clear (Rescue *self)
{
  g_clear_pointer (&self->file, rc_part_free);
  g_clear_pointer (&self->delta, rc_part_free);
  g_clear_pointer (&self->file_shown, rc_bits_free);
  g_clear_pointer (&self->delta_shown, rc_bits_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rescue, rescue_clear)

char *
rc_rescue_text (const RcSnapshot *snapshot, const RcTyped *typed, gboolean hidden, GCancellable *cancellable)
{
  g_auto (Rescue) self = { .snapshot = snapshot, .typed = typed, .cancellable = cancellable };
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean some_may = FALSE, all_plain = TRUE;
  char *text;

  for (guint i = 0; i < typed->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (typed->units, i);

      some_may |= may_be_rescued (unit);
      all_plain &= is_plain (unit);
    }
  if (!some_may)
    return NULL;
  self.delta = rc_part_new (snapshot, FALSE);
  self.delta_shown = rc_part_new_all (self.delta, hidden);
  if (snapshot->file != NULL)
    {
      self.file = rc_part_new (snapshot, TRUE);
      self.file_shown = rc_part_new_all (self.file, hidden);
    }
  text = all_plain ? switch_all (&self) : NULL;
  if (text == NULL && rescue_units (&self, out))
    text = g_strdup (out->str);
  else if (text == NULL)
    text = rescue_halves (&self);
  return text;
}
