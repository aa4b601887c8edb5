/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines out of the words of a source, in English, Russian, Kazakh and French. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/deadline-prose.h"

#include "exchange/deadline-hours.h"
#include "exchange/deadline-state.h"

#include <string.h>

#define MAX_VERBATIM 300
#define MAX_DEADLINES 20
#define LABEL_WORDS 10       /* of a line that says what the next one is */
#define NEXT_WITHIN_DAYS 300 /* a day without a year that would be farther away has most likely passed */

/* A text while it is read. */
typedef struct
{
  RcProseTokens *tokens; /* (owned) */
  const RcDeadlineContext *context;
  GPtrArray *deadlines;
  gboolean unclear;   /* something speaks of a deadline that was not understood */
  gboolean rolling;   /* something says that there is none */
  gboolean previous;  /* the sentence before had a deadline */
  gboolean inherited; /* the line before was "Deadlines:" */
  gboolean goes_on;   /* a deadline stood before the semicolon */
  gboolean shifts;    /* a deadline at a weekend is another day */
  GPtrArray *moved;   /* (element-type RcDeadline) those that came in the place of others */
} Reading;

/* "өтінімдер 30 қаңтарға дейін, жұмыстар 13 ақпанға дейін қабылданады": the verb of all comes last. */
static gboolean
has_verb_at_end (const RcProseTokens *tokens, GArray *parts, guint from)
{
  static const char *const limits[] = { "дейін", "шейін", NULL };
  const RcPart *part = &g_array_index (parts, RcPart, MIN (from, parts->len - 1));
  guint clues = 0;

  if (from + 1 >= parts->len || part->clue != RC_CLUE_LIMIT || !rc_prose_token_is_one_of (&tokens->at[part->from], limits) ||
      (part[1].clue & RC_CLUE_JOIN) == 0)
    return FALSE;
  /* What comes behind the verb is about something else. */
  for (guint i = from + 2; i < parts->len && (clues & RC_CLUE_HAND_IN) == 0; i++)
    clues |= g_array_index (parts, RcPart, i).clue;
  return (clues & RC_CLUE_HAND_IN) != 0 && (clues & (RC_CLUE_OTHER | RC_CLUE_ASIDE)) == 0;
}

/* "28 February for African countries and 31 August for all others": after a deadline, one more. */
static gboolean
is_for_others (const RcProseTokens *tokens, const RcDeadlineState *state, const RcPart *part, guint after)
{
  static const char *const words[] = { "for", "для", "pour", "үшін", NULL };

  return state->previous && ((state->clues | after) & RC_CLUE_OTHER) == 0 && rc_prose_token_is_one_of (&tokens->at[state->behind], words) &&
         rc_prose_token_is_one_of (&tokens->at[part->to], words) && part->from > 0 &&
         rc_prose_token_is_one_of (&tokens->at[part->from - 1], (const char *const[]){ "and", "и", "et", "және", NULL });
}

/* Whether the day is a deadline; what is not sure is none. */
static gboolean
is_deadline (Reading *self, const RcDeadlineState *state, const RcPart *part, guint after, gboolean limit_after, gboolean last)
{
  gboolean other = (state->clues & RC_CLUE_OTHER) != 0 || state->aside;
  gboolean limit = ((state->clues & (RC_CLUE_LIMIT | RC_CLUE_BEFORE)) != 0 && state->since_limit <= RC_DEADLINE_REACH) ||
                   limit_after || part->range;
  gboolean hand_in = (state->clues & RC_CLUE_HAND_IN) != 0 || ((after & RC_CLUE_HAND_IN) != 0 && !other);
  gboolean call = ((state->all | (last ? after : 0)) & RC_CLUE_CALL) != 0;

  if ((state->clues & RC_CLUE_FORMER) != 0)
    return FALSE;
  if ((state->clues & RC_CLUE_DEADLINE) != 0)
    return TRUE;
  if (state->aside)
    return FALSE;
  if ((limit && hand_in) || rc_prose_is_named_range (self->tokens, part) || is_for_others (self->tokens, state, part, after))
    return TRUE;
  if (part->range && (state->clues & RC_CLUE_OPEN) != 0)
    return TRUE;
  if ((state->clues & RC_CLUE_CLOSE) != 0 && (call || hand_in || (state->clues & RC_CLUE_STAGE) != 0))
    return TRUE;
  if ((after & RC_CLUE_CLOSE) != 0 && (after & RC_CLUE_OTHER) == 0 && !other && (state->clues & RC_CLUE_HAND_IN) != 0)
    return TRUE;
  if (state->joined && state->previous)
    return TRUE;
  if (other)
    return FALSE;
  if ((state->clues & RC_CLUE_MOVED) != 0 &&
      (state->previous || self->previous || (state->all & RC_CLUE_DEADLINE) != 0 || self->context->is_deadline))
    return TRUE;
  if ((state->clues & RC_CLUE_STAGE) != 0 && (self->previous || state->previous))
    return TRUE;
  /* "the call is extended to" */
  if ((state->clues & (RC_CLUE_MOVED | RC_CLUE_CALL)) == (RC_CLUE_MOVED | RC_CLUE_CALL) && limit)
    return TRUE;
  /* "31 March: call closes" */
  if ((after & RC_CLUE_CLOSE) != 0 && (after & (RC_CLUE_CALL | RC_CLUE_HAND_IN)) != 0 && (after & RC_CLUE_OTHER) == 0 && last &&
      (state->clues & ~(guint) RC_CLUE_CALL) == 0)
    return TRUE;
  if ((after & RC_CLUE_DEADLINE) != 0 && (after & RC_CLUE_OTHER) == 0 && last)
    return TRUE;
  if (self->inherited)
    return (state->clues & RC_CLUE_OPEN) == 0;
  return self->context->is_deadline && !(last && (after & RC_CLUE_OTHER) != 0);
}

static GDate
to_date (const RcProseDate *date)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) date->day, (GDateMonth) date->month, (GDateYear) date->year);
  return day;
}

/* The next such day after the text was published. */
static gboolean
find_year (const RcDeadlineContext *context, RcProseDate *date)
{
  g_autoptr (GDateTime) published = g_date_time_new_from_unix_utc (context->published);
  GDate then, day;

  if (context->published <= 0 || published == NULL)
    return FALSE;
  g_date_clear (&then, 1);
  g_date_set_dmy (&then, (GDateDay) g_date_time_get_day_of_month (published),
                  (GDateMonth) g_date_time_get_month (published), (GDateYear) g_date_time_get_year (published));
  for (int i = 0; i < 2; i++)
    {
      date->year = (int) g_date_get_year (&then) + i;
      if (!rc_prose_date_is_good (date))
        continue;
      day = to_date (date);
      if (g_date_compare (&day, &then) >= 0)
        return g_date_days_between (&then, &day) <= NEXT_WITHIN_DAYS;
    }
  return FALSE;
}

static void
step_back (RcDeadline *deadline)
{
  RcProseDate date = { .year = deadline->year > 0 ? deadline->year : 2001,
                       .month = deadline->month,
                       .day = deadline->day };
  GDate day = to_date (&date);

  g_date_subtract_days (&day, 1);
  if (deadline->year > 0)
    deadline->year = (int) g_date_get_year (&day);
  deadline->month = (int) g_date_get_month (&day);
  deadline->day = (int) g_date_get_day (&day);
}

static char *
dup_words (const Reading *self, guint from, guint to)
{
  const char *start = self->tokens->at[from].start;
  const char *end = to > from ? self->tokens->at[to - 1].end : start;
  g_autofree char *bytes = g_strndup (start, (gsize) MIN (end - start, MAX_VERBATIM));
  char *text = g_utf8_make_valid (bytes, -1);

  /* What was cut in the middle of a letter. */
  if (end - start > MAX_VERBATIM && g_str_has_suffix (text, "\xef\xbf\xbd"))
    text[strlen (text) - 3] = '\0';
  return g_strstrip (text);
}

static gboolean
same_day (const RcDeadline *a, const RcDeadline *b)
{
  return a->year == b->year && a->month == b->month && a->day == b->day && a->yearly == b->yearly &&
         (a->precision == RC_DEADLINE_MONTH) == (b->precision == RC_DEADLINE_MONTH);
}

/* One day is one deadline; of two hours the earlier counts. */
static void
keep (Reading *self, RcDeadline *taken, gboolean moved)
{
  g_autoptr (RcDeadline) deadline = taken;

  for (guint i = 0; i < self->deadlines->len; i++)
    {
      RcDeadline *other = g_ptr_array_index (self->deadlines, i);
      gboolean is_better = other->precision == RC_DEADLINE_DAY && deadline->precision == RC_DEADLINE_INSTANT;

      if (other->precision == RC_DEADLINE_ROLLING || !same_day (other, deadline))
        continue;
      if (other->precision == RC_DEADLINE_INSTANT && deadline->precision == RC_DEADLINE_INSTANT)
        is_better = rc_deadline_next (deadline, 0) < rc_deadline_next (other, 0);
      if (moved)
        g_ptr_array_add (self->moved, other);
      if (!is_better)
        return;
      other->precision = deadline->precision;
      other->minute = deadline->minute;
      g_free (other->zone);
      other->zone = g_steal_pointer (&deadline->zone);
      g_free (other->verbatim);
      other->verbatim = g_steal_pointer (&deadline->verbatim);
      return;
    }
  if (self->deadlines->len >= MAX_DEADLINES)
    {
      self->unclear = TRUE;
      return;
    }
  if (moved)
    g_ptr_array_add (self->moved, deadline);
  g_ptr_array_add (self->deadlines, g_steal_pointer (&deadline));
}

/* A month alone: as the source's field, or where it is said to be usual. */
static RcDeadline *
make_month (Reading *self, const RcDeadlineState *state, const RcPart *part, guint clues)
{
  RcDeadline *deadline;

  if (part->range || (!self->context->is_deadline &&
                      ((clues & (RC_CLUE_USUAL | RC_CLUE_YEARLY)) == 0 || (state->clues & RC_CLUE_DEADLINE) == 0)))
    return NULL;
  deadline = rc_deadline_new ();
  deadline->precision = RC_DEADLINE_MONTH;
  deadline->year = part->date.year;
  deadline->month = part->date.month;
  deadline->yearly = part->date.year == 0;
  return deadline;
}

/* NULL when it is not understood. `clues`: of the whole sentence. */
static RcDeadline *
make_deadline (Reading *self, const RcDeadlineState *state, GArray *parts, guint number, guint clues)
{
  const RcPart *part = &g_array_index (parts, RcPart, number);
  g_autoptr (RcDeadline) deadline = NULL;
  RcProseDate date = part->date;

  if (date.bad)
    return NULL;
  if (date.day == 0)
    return make_month (self, state, part, clues);
  deadline = rc_deadline_new ();
  deadline->yearly = (clues & RC_CLUE_YEARLY) != 0;
  if (date.year == 0 && !deadline->yearly && !find_year (self->context, &date))
    return NULL;
  if (date.year == 0 && date.weekday != 0)
    return NULL;
  deadline->year = date.year;
  deadline->month = date.month;
  deadline->day = date.day;
  if (!rc_deadline_set_hour (deadline, parts, number, (clues & RC_CLUE_WITHIN) != 0, self->context->zone))
    return NULL;
  if (deadline->precision == RC_DEADLINE_DAY && (state->clues & RC_CLUE_BEFORE) != 0 && state->since_limit <= RC_DEADLINE_REACH &&
      (clues & RC_CLUE_WITHIN) == 0)
    step_back (deadline);
  return g_steal_pointer (&deadline);
}

static guint
gather_clues (const RcProseTokens *tokens, GArray *parts)
{
  guint clues = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const RcPart *part = &g_array_index (parts, RcPart, i);

      /* "25 March included", but not "travel included" */
      if (part->clue == RC_CLUE_WITHIN && rc_prose_token_is_one_of (&tokens->at[part->from], (const char *const[]){ "included", NULL }) &&
          (i == 0 || (part - 1)->kind != RC_PART_DATE) && (i < 2 || (part - 1)->sign != '(' || (part - 2)->kind != RC_PART_DATE))
        continue;
      clues |= part->clue;
      /* "before 10 March (end of the day)" */
      if (part->kind == RC_PART_HOUR && part->hour.kind == RC_PROSE_NO_HOUR)
        clues |= RC_CLUE_WITHIN;
    }
  return clues;
}

/* What was said since the last day ends with this one. */
static void
pass_day (RcDeadlineState *state, gboolean found)
{
  state->clues &= RC_CLUE_CALL;
  state->label = 0;
  state->joined = TRUE;
  state->previous = found;
}

/* "14 days from 1 March": the deadline is another day. */
static gboolean
is_counted_from (GArray *parts, guint number)
{
  const RcPart *before = number > 0 ? &g_array_index (parts, RcPart, number - 1) : NULL;

  if (before != NULL && before->kind == RC_PART_WORD && number > 1)
    before--;
  return before != NULL && (before->clue & RC_CLUE_RELATIVE) != 0;
}

static void
read_day (Reading *self, RcDeadlineState *state, GArray *parts, guint number, guint clues, guint from, guint to)
{
  const RcPart *part = &g_array_index (parts, RcPart, number);
  g_autoptr (RcDeadline) deadline = NULL;
  gboolean limit_after, last, found, moved;
  guint after = rc_deadline_look_ahead (self->tokens, parts, number + 1, &limit_after, &last);

  found = is_deadline (self, state, part, after, limit_after, last) ||
          (state->clues == RC_CLUE_CALL && !state->aside && has_verb_at_end (self->tokens, parts, number + 1));
  if (found && is_counted_from (parts, number))
    {
      self->unclear = TRUE;
      pass_day (state, FALSE);
      return;
    }
  /* "was extended": to another day, which is not here. */
  moved = (state->clues & RC_CLUE_MOVED) != 0 || ((after & RC_CLUE_MOVED) != 0 && last && limit_after);
  if (found && !moved && (after & RC_CLUE_MOVED) != 0)
    {
      self->unclear |= last;
      pass_day (state, TRUE);
      return;
    }
  if (found)
    {
      deadline = make_deadline (self, state, parts, number, clues);
      self->unclear |= deadline == NULL;
    }
  else if ((clues & RC_CLUE_DEADLINE) != 0 && state->clues != RC_CLUE_CALL && (state->clues & (RC_CLUE_OTHER | RC_CLUE_FORMER)) == 0)
    self->unclear = TRUE;
  if (deadline != NULL)
    {
      const RcPart *label = state->label > 0 ? &g_array_index (parts, RcPart, state->label - 1) : NULL;

      if (label != NULL)
        deadline->label = dup_words (self, label->from, label->to);
      deadline->verbatim = dup_words (self, from, to);
      keep (self, g_steal_pointer (&deadline), moved);
      self->previous = TRUE;
    }
  pass_day (state, found);
}

/* "Deadlines: 1 March; 1 June": what is behind the semicolon is one, too, or, with words of its own, something to look at. */
static void
go_on (Reading *self, GArray *parts, guint clues)
{
  guint n_days = 0, n_words = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      n_days += g_array_index (parts, RcPart, i).kind == RC_PART_DATE;
      n_words += g_array_index (parts, RcPart, i).kind == RC_PART_WORD;
    }
  if (n_days == 0 || (clues & (RC_CLUE_OTHER | RC_CLUE_ASIDE | RC_CLUE_FORMER | RC_CLUE_DEADLINE | RC_CLUE_HAND_IN | RC_CLUE_CLOSE)) != 0)
    return;
  if (n_words == 0)
    self->inherited = TRUE;
  else
    self->unclear = TRUE;
}

static void
read_sentence (Reading *self, guint from, guint to)
{
  g_autoptr (GArray) parts = rc_prose_take_parts (self->tokens, from, to, self->context->order);
  guint clues = gather_clues (self->tokens, parts);
  RcDeadlineState state = { .since_limit = RC_DEADLINE_REACH + 1, .since_call = RC_DEADLINE_REACH + 1 };
  guint n_days = 0, n_words = 0;
  gboolean had_deadline = self->previous;

  self->shifts |= (clues & RC_CLUE_SHIFT) != 0;
  if (self->goes_on)
    go_on (self, parts, clues);
  self->previous = FALSE;
  for (guint i = 0; i < parts->len; i++)
    {
      const RcPart *part = &g_array_index (parts, RcPart, i);

      if (part->kind == RC_PART_WORD)
        {
          state.since_limit++;
          state.since_call++;
          state.joined = FALSE;
          n_words++;
        }
      else if (part->kind == RC_PART_CLUE)
        rc_deadline_add_clue (self->tokens, &state, part, i);
      else if (part->kind == RC_PART_DATE)
        {
          gboolean now = self->previous;

          self->previous = had_deadline || now;
          read_day (self, &state, parts, i, clues, from, to);
          state.behind = part->to;
          n_days++;
        }
    }
  self->goes_on = n_days > 0 && self->previous && rc_prose_token_is_sign (&self->tokens->at[to - 1], ";");
  if (n_days == 0)
    self->previous = had_deadline && parts->len < LABEL_WORDS;
  self->inherited =
      (n_days == 0 && n_words <= LABEL_WORDS && (clues & RC_CLUE_DEADLINE) != 0 && (clues & RC_CLUE_OTHER) == 0) ||
      (self->inherited && n_words == 0 && n_days > 0 && (clues & ~(guint) (RC_CLUE_JOIN | RC_CLUE_STAGE)) == 0);
  if ((clues & RC_CLUE_RELATIVE) != 0 && (clues & (RC_CLUE_DEADLINE | RC_CLUE_HAND_IN | RC_CLUE_CLOSE)) != 0 &&
      (n_days == 0 || (clues & RC_CLUE_ASIDE) != 0))
    self->unclear = TRUE;
  if ((clues & RC_CLUE_ROLLING) != 0 && (clues & RC_CLUE_OTHER) == 0 &&
      (self->context->is_deadline || (clues & (RC_CLUE_HAND_IN | RC_CLUE_CALL | RC_CLUE_DEADLINE)) != 0))
    self->rolling = TRUE;
  if ((clues & RC_CLUE_ONGOING) != 0 && self->context->is_deadline && n_words <= LABEL_WORDS)
    self->rolling = TRUE;
}

/* A day that was said to hold before it was moved is over. */
static void
drop_moved (Reading *self)
{
  for (guint i = 0; i < self->moved->len; i++)
    {
      const RcDeadline *moved = g_ptr_array_index (self->moved, i);
      gint64 instant = rc_deadline_next (moved, 0);

      for (guint j = self->deadlines->len; j > 0; j--)
        {
          const RcDeadline *other = g_ptr_array_index (self->deadlines, j - 1);

          if (other != moved && other->precision != RC_DEADLINE_ROLLING &&
              g_strcmp0 (other->label, moved->label) == 0 && !g_ptr_array_find (self->moved, other, NULL) &&
              rc_deadline_next (other, 0) < instant)
            g_ptr_array_remove_index (self->deadlines, j - 1);
        }
    }
}

static gboolean
is_at_weekend (const RcDeadline *deadline)
{
  const RcProseDate date = { .year = deadline->year, .month = deadline->month, .day = deadline->day };
  GDate day;

  if (deadline->year == 0 || deadline->day == 0)
    return FALSE;
  day = to_date (&date);
  return g_date_get_weekday (&day) >= G_DATE_SATURDAY;
}

gboolean
rc_deadlines_read (const char *text, const RcDeadlineContext *context, GPtrArray *deadlines)
{
  static const RcDeadlineContext nothing = { 0 };
  g_autofree char *valid = NULL;
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();
  Reading self = { .context = context != NULL ? context : &nothing, .deadlines = deadlines, .moved = moved };
  guint before;

  g_return_val_if_fail (text != NULL && deadlines != NULL, FALSE);

  before = deadlines->len;
  valid = g_utf8_make_valid (text, -1);
  self.tokens = rc_prose_tokens_new (valid);
  for (guint from = 0, to; from < self.tokens->n; from = to)
    {
      to = rc_prose_find_end (self.tokens, from);
      read_sentence (&self, from, to);
    }
  drop_moved (&self);
  for (guint i = deadlines->len; self.shifts && i > before; i--)
    if (is_at_weekend (g_ptr_array_index (deadlines, i - 1)))
      {
        g_ptr_array_remove_index (deadlines, i - 1);
        self.unclear = TRUE;
      }
  if (self.rolling && deadlines->len == 0 && !self.unclear)
    {
      RcDeadline *deadline = rc_deadline_new ();

      deadline->precision = RC_DEADLINE_ROLLING;
      deadline->verbatim = dup_words (&self, 0, self.tokens->n);
      g_ptr_array_add (deadlines, deadline);
    }
  rc_prose_tokens_free (self.tokens);
  if (self.context->is_deadline && deadlines->len == before)
    return FALSE;
  return !self.unclear;
}
