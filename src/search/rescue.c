/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All words of a question: another layout for all of them, each for itself, two that are halves of one. */
#define G_LOG_DOMAIN "rc-search"

#include "search/rescue.h"

#include <string.h>

#include "search/rescue-private.h"
#include "text/rescue.h"

/* Words that are helped; who pastes a page means what it says. */
#define MAX_RESCUED 4

static const RcUnit *
get_unit (RcRescue *self, guint i)
{
  return i < self->typed->units->len ? g_ptr_array_index (self->typed->units, i) : NULL;
}

/* Nothing but words. */
static gboolean
is_plain (const RcUnit *unit)
{
  return rc_rescue_may (unit) && unit->begin == unit->start;
}

/* The unit and the one behind it as one word. */
static char *
join_units (RcRescue *self, const RcUnit *one, const RcUnit *other)
{
  g_autofree char *first = rc_rescue_dup_typed (self, one->start, one->stop);
  g_autofree char *second = other != NULL ? rc_rescue_dup_typed (self, other->start, other->stop) : NULL;
  g_autofree char *both = g_strconcat (first, second, NULL);

  if (other == NULL || !rc_rescue_may (one) || !is_plain (other)
      || rc_rescue_count_letters (both) != g_utf8_strlen (both, -1) || !rc_rescue_finds_there (self, one, both, RC_MATCH_LABELS))
    return NULL;
  return g_steal_pointer (&both);
}

/* The whole text in another layout, where all of its words stand together. */
static char *
switch_all (RcRescue *self)
{
  g_autoptr (GPtrArray) texts = rc_rescue_layouts (self->typed->text);

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i), *last = strrchr (text, ' ');
      guint n_last = rc_rescue_count_letters (last != NULL ? last : text);

      if (rc_rescue_count_letters (text) >= RC_MIN_SWITCHED
          && rc_finder_finds (&self->finder, text, n_last >= RC_MIN_SWITCHED_BEGINNING ? RC_MATCH_LABELS | RC_MATCH_PREFIX : RC_MATCH_LABELS))
        return g_strdup (text);
    }
  return NULL;
}

/* Puts `words` where units stood, and what stands before them as it is. */
static void
take_words (RcRescue *self, GString *out, gsize *at, gsize start, gsize stop, const char *words)
{
  g_string_append_len (out, self->typed->text + *at, (gssize) (start - *at));
  g_string_append (out, words);
  *at = stop;
}

/* What a unit is taken for, the next one with it when `n_units` is set to 2; (nullable). */
static char *
rescue_at (RcRescue *self, guint i, guint *n_units)
{
  const RcUnit *unit = get_unit (self, i), *next = get_unit (self, i + 1);
  const RcJudgement *judgement = &self->judgements[i];
  char *words = NULL;

  *n_units = 2;
  if (judgement->finding == RC_FOUND_NOWHERE || (next != NULL && judgement[1].finding == RC_FOUND_NOWHERE))
    words = join_units (self, unit, next);
  if (words != NULL)
    return words;
  *n_units = 1;
  switch (judgement->finding)
    {
    case RC_FOUND_NOWHERE:
      return rc_rescue_unit (self, unit);
    case RC_FOUND_BY_BEGINNING:
    case RC_FOUND_BY_KEY:
      return rc_rescue_guessed (self, unit, judgement);
    case RC_FOUND:
    default:
      return NULL;
    }
}

/* More units find nothing than may be helped, were they halves of one word two by two. */
static gboolean
is_hopeless (RcRescue *self)
{
  guint n_nowhere = 0;

  for (guint i = 0; i < self->typed->units->len; i++)
    n_nowhere += self->judgements[i].finding == RC_FOUND_NOWHERE ? 1 : 0;
  return n_nowhere > 2 * MAX_RESCUED;
}

/* Every unit that is not found as it is; FALSE when there is none, or one cannot be helped. */
static gboolean
rescue_units (RcRescue *self, GString *out)
{
  gsize at = 0;
  guint n_rescued = 0;

  if (is_hopeless (self))
    return FALSE;
  for (guint i = 0, n_units = 1; i < self->typed->units->len; i += n_units)
    {
      g_autofree char *words = NULL;

      n_units = 1;
      if (self->judgements[i].finding != RC_FOUND)
        n_rescued++;
      words = n_rescued <= MAX_RESCUED ? rescue_at (self, i, &n_units) : NULL;
      if (words != NULL)
        take_words (self, out, &at, get_unit (self, i)->start, get_unit (self, i + n_units - 1)->stop, words);
      else if (self->judgements[i].finding == RC_FOUND_NOWHERE)
        return FALSE;
    }
  g_string_append (out, self->typed->text + at);
  return at > 0;
}

/* All words are found, but not together: one of them may be two halves. */
static char *
rescue_halves (RcRescue *self)
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
rescue_clear (RcRescue *self)
{
  rc_finder_clear (&self->finder);
  rc_hits_clear (&self->others);
  g_clear_pointer (&self->judgements, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcRescue, rescue_clear)

/* What has all units that are found as they are. */
static void
find_others (RcRescue *self)
{
  for (guint i = 0; i < self->typed->units->len; i++)
    {
      const RcUnit *unit = get_unit (self, i);
      g_autofree char *text = rc_rescue_dup_typed (self, unit->begin, unit->end);
      g_auto (RcHits) hits = { NULL, NULL };

      if (unit->excluded || self->judgements[i].finding != RC_FOUND)
        continue;
      rc_finder_find (&self->finder, text, RC_MATCH_FORMS | RC_MATCH_LABELS, &hits);
      if (self->others.of_delta == NULL)
        rc_hits_copy (&self->others, &hits);
      else
        rc_hits_and (&self->others, &hits);
      if (!rc_hits_meet (&self->others, &self->finder.shown))
        return;
    }
}

/* FALSE when no unit may be helped, or with `error`. */
static gboolean
begin (RcRescue *self, RcSnapshot *snapshot, gboolean hidden, GError **error)
{
  gboolean some_may = FALSE;

  for (guint i = 0; i < self->typed->units->len; i++)
    some_may |= rc_rescue_may (get_unit (self, i));
  if (!some_may || !rc_finder_init (&self->finder, snapshot, hidden, error))
    return FALSE;
  self->judgements = g_new0 (RcJudgement, self->typed->units->len);
  for (guint i = 0; i < self->typed->units->len; i++)
    self->judgements[i] = rc_rescue_may (get_unit (self, i)) ? rc_rescue_judge (self, get_unit (self, i)) : (RcJudgement){ RC_FOUND, 0 };
  if (self->typed->units->len > 1)
    find_others (self);
  return TRUE;
}

/* Takes the text; NULL when something went wrong meanwhile. */
static char *
end (RcRescue *self, char *taken_text, GError **error)
{
  g_autofree char *text = taken_text;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !rc_finder_check (&self->finder, error))
    return NULL;
  return g_steal_pointer (&text);
}

char *
rc_rescue_text (RcSnapshot *snapshot, const RcTyped *typed, gboolean hidden, gboolean together, GCancellable *cancellable,
                GError **error)
{
  g_auto (RcRescue) self = { .typed = typed, .cancellable = cancellable };
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean all_plain = TRUE;
  char *text = NULL;

  if (!begin (&self, snapshot, hidden, error))
    return NULL;
  for (guint i = 0; i < typed->units->len; i++)
    all_plain &= is_plain (get_unit (&self, i));
  if (all_plain && !together)
    text = switch_all (&self);
  if (text == NULL && rescue_units (&self, out))
    text = g_strdup (out->str);
  else if (text == NULL && !together)
    text = rescue_halves (&self);
  return end (&self, text, error);
}

char *
rc_rescue_offer (RcSnapshot *snapshot, const RcTyped *typed, gboolean hidden, GCancellable *cancellable, GError **error)
{
  g_auto (RcRescue) self = { .typed = typed, .cancellable = cancellable };
  g_autoptr (GString) out = g_string_new (NULL);
  gsize at = 0;

  if (!begin (&self, snapshot, hidden, error))
    return NULL;
  for (guint i = 0; i < typed->units->len; i++)
    {
      const RcUnit *unit = get_unit (&self, i);
      g_autofree char *word = rc_rescue_find_frequent (&self, unit);

      if (word != NULL)
        take_words (&self, out, &at, unit->start, unit->stop, word);
    }
  g_string_append (out, typed->text + at);
  return end (&self, at > 0 ? g_strdup (out->str) : NULL, error);
}
