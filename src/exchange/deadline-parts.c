/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sentence as days, hours, zones and clues. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/deadline-parts.h"

#include <string.h>

/* Whether the stop at the token ends no sentence, but stands behind an abbreviation or an initial. */
static gboolean
is_stop_of_word (const RcProseTokens *tokens, guint at)
{
  static const char *const words[] = { "no",  "art",  "dr",   "prof", "st",   "approx", "mr",  "ms",   "гг",  "им",
                                       "ул",  "тел",  "т",    "д",    "см",   "стр",    "г",   "ж",    "ч",   "мин",
                                       "сағ", "jan",  "feb",  "mar",  "apr",  "jun",    "jul", "aug",  "sep", "sept",
                                       "oct", "nov",  "dec",  "янв",  "фев",  "апр",    "авг", "сент", "окт", "нояб",
                                       "дек", "janv", "fevr", "avr",  "juil", "mon",    "tue", "wed",  "thu", "fri",
                                       "sat", "sun",  "a",    "p",    "m",    "u",      "s",   "e",    "i",   NULL };
  const RcProseToken *token = &tokens->at[at];

  if (at == 0 || token->blank)
    return FALSE;
  if (at > 2 && rc_prose_tokens_match (token - 3, "d . c .") > 0 && !token[1].capital)
    return TRUE;
  return rc_prose_token_is_one_of (token - 1, words);
}

/* Whether a line begins with a bracket that speaks of the time in a place. */
static gboolean
opens_clock (const RcProseToken *token)
{
  static const char *const words[] = { "time", "heure", "времени", "время", "уақыт*", NULL };

  if (!rc_prose_token_is_sign (token, "("))
    return FALSE;
  for (guint i = 1; i < 5; i++)
    if (token[i].kind == RC_PROSE_TOKEN_END || rc_prose_token_is_one_of (&token[i], words))
      return token[i].kind != RC_PROSE_TOKEN_END;
  return FALSE;
}

guint
rc_prose_find_end (const RcProseTokens *tokens, guint from)
{
  for (guint i = from; i < tokens->n; i++)
    {
      const RcProseToken *token = &tokens->at[i];

      /* "17:00\n(heure de Dakar)" */
      if (token->kind == RC_PROSE_TOKEN_LINE && opens_clock (&token[1]))
        continue;
      if (token->kind == RC_PROSE_TOKEN_LINE || rc_prose_token_is_sign (token, ";!?"))
        return i + 1;
      /* "5 p.m. The results": a capital begins a sentence, unless it is a zone or a month. */
      if (rc_prose_token_is_sign (token, ".") && token[1].blank && !is_stop_of_word (tokens, i))
        return i + 1;
      if (rc_prose_token_is_sign (token, ".") && token[1].blank && token[1].capital && i > 0 &&
          rc_prose_token_is_one_of (token - 1, (const char *const[]){ "m", "г", "ж", NULL }))
        {
          RcProseZone zone;

          if (!rc_prose_take_zone (tokens, i + 1, TRUE, &zone))
            return i + 1;
        }
    }
  return tokens->n;
}

static gboolean
is_range_connector (const RcProseToken *token)
{
  static const char *const words[] = { "to", "till", "until", "through", "thru", "по", "до", "au", "jusqu'au", NULL };

  return rc_prose_token_is_sign (token, "-~") || rc_prose_token_is_one_of (token, words);
}

static gboolean
is_list_connector (const RcProseToken *token)
{
  return rc_prose_token_is_sign (token, "&") ||
         rc_prose_token_is_one_of (token,
                                   (const char *const[]){ "and", "or", "и", "или", "et", "ou", "және", "мен", "бен", "пен", NULL });
}

/* Whether a pair joined by "and" is a range: "between 1 and 30 June", "1 мен 30 маусым аралығында". */
static gboolean
is_between (const RcProseTokens *tokens, guint from, guint to)
{
  return (from > 0 &&
          rc_prose_token_is_one_of (&tokens->at[from - 1], (const char *const[]){ "between", "entre", NULL })) ||
         rc_prose_token_is_one_of (&tokens->at[to], (const char *const[]){ "аралығ*", NULL });
}

static void
add_date (GArray *parts, const RcProseDate *date, guint from, gboolean range)
{
  RcPart part = { .kind = RC_PART_DATE, .from = from, .to = date->to, .date = *date, .range = range };

  g_array_append_val (parts, part);
}

/* "1 to 30 June 2027", "15 and 30 June 2027". */
static gboolean
take_short_pair (const RcProseTokens *tokens, guint at, RcDateOrder order, GArray *parts, guint *to)
{
  RcProseDate second, first;
  int day;
  int year = 0;
  guint p = at;
  gboolean range;

  rc_prose_take_year_before (tokens, &p, &year);
  if (!rc_prose_take_lone_day (tokens, p, &day, &p))
    return FALSE;
  range = is_range_connector (&tokens->at[p]);
  if ((!range && !is_list_connector (&tokens->at[p])) || !rc_prose_take_date (tokens, p + 1, order, &second) ||
      second.day == 0)
    return FALSE;
  range |= is_between (tokens, at, second.to);
  if (second.year == 0)
    second.year = year;
  second.bad |= !rc_prose_date_is_good (&second);
  if (!range)
    {
      first = second;
      first.day = day;
      first.weekday = 0;
      first.to = p;
      first.bad = second.bad || !rc_prose_date_is_good (&first);
      add_date (parts, &first, at, FALSE);
    }
  second.bad |= range && day >= second.day;
  add_date (parts, &second, range ? at : p + 1, range);
  *to = second.to;
  return TRUE;
}

static gboolean
comes_later (const RcProseDate *a, const RcProseDate *b)
{
  return b->month > a->month || (b->month == a->month && b->day >= a->day);
}

/* Takes the year of one of two days that are joined for the other one. */
static void
share_year (RcProseDate *first, RcProseDate *second)
{
  if (first->year == 0 && second->year != 0 && comes_later (first, second))
    first->year = second->year;
  else if (second->year == 0 && first->year != 0 && comes_later (first, second))
    second->year = first->year;
  first->bad |= !rc_prose_date_is_good (first);
  second->bad |= !rc_prose_date_is_good (second);
}

/* A day, or a range of days, whose end it becomes. */
static gboolean
take_day (const RcProseTokens *tokens, guint at, RcDateOrder order, GArray *parts, guint *to)
{
  RcProseDate date, end;
  RcProseHour hour;
  gboolean joined;

  if (rc_prose_is_glued (tokens, at))
    return FALSE;
  if (take_short_pair (tokens, at, order, parts, to))
    return TRUE;
  if (!rc_prose_take_date (tokens, at, order, &date))
    return FALSE;
  *to = date.to;
  joined = is_range_connector (&tokens->at[date.to]) || is_list_connector (&tokens->at[date.to]) ||
           (date.since && rc_prose_token_is_one_of (&tokens->at[date.to], (const char *const[]){ "бастап", NULL }));
  if ((joined || date.since) && rc_prose_take_date (tokens, date.to + (joined ? 1 : 0), order, &end) &&
      (end.day != 0) == (date.day != 0) && (!is_list_connector (&tokens->at[date.to]) || is_between (tokens, at, end.to)))
    {
      share_year (&date, &end);
      end.bad |= date.bad || (date.year != 0 && end.year != 0 &&
                              (end.year < date.year || (end.year == date.year && !comes_later (&date, &end))));
      add_date (parts, &end, at, TRUE);
      *to = end.to;
      return TRUE;
    }
  joined = is_range_connector (&tokens->at[date.to]) || (joined && is_between (tokens, at, tokens->n));
  if (joined && !rc_prose_take_hour (tokens, date.to + 1, &hour) && rc_prose_take_range_end (tokens, date.to + 1, &date))
    {
      add_date (parts, &date, at, TRUE);
      *to = date.to;
      return TRUE;
    }
  add_date (parts, &date, at, FALSE);
  return TRUE;
}

static void
share_years (GArray *parts)
{
  RcPart *last = NULL;
  gboolean joined = FALSE;

  /* Backwards first: "1 March and 1 September 2027" is how most people write it. */
  for (guint i = parts->len; i > 0; i--)
    {
      RcPart *part = &g_array_index (parts, RcPart, i - 1);

      if (part->kind == RC_PART_DATE)
        {
          if (last != NULL && joined && part->date.day != 0 && last->date.day != 0)
            share_year (&part->date, &last->date);
          last = part;
          joined = FALSE;
        }
      else if (part->kind == RC_PART_CLUE && (part->clue & RC_CLUE_JOIN) != 0)
        joined = TRUE;
      else if (part->kind == RC_PART_WORD || part->kind == RC_PART_CLUE)
        last = NULL;
    }
}

/* A place in brackets or right behind an hour is the place of its clock. */
static gboolean
follows_hour (GArray *parts)
{
  const RcPart *last = parts->len > 0 ? &g_array_index (parts, RcPart, parts->len - 1) : NULL;

  if (last != NULL && last->kind == RC_PART_SIGN && last->sign == '(' && parts->len > 1)
    last--;
  return last != NULL && last->kind == RC_PART_HOUR;
}

/* "extended from 1 to 15 March": what a range ends with is the new day. */
static void
settle_former (GArray *parts)
{
  const RcPart *next = NULL;

  for (guint i = parts->len; i > 0; i--)
    {
      RcPart *part = &g_array_index (parts, RcPart, i - 1);

      if (part->kind == RC_PART_DATE)
        next = part;
      else if (part->kind == RC_PART_CLUE && (part->clue & RC_CLUE_FORMER) != 0 && next != NULL && next->range)
        part->clue = RC_CLUE_MOVED;
    }
}

static gboolean
is_part_sign (const GArray *parts, guint i, char sign)
{
  return i < parts->len && g_array_index (parts, RcPart, i).kind == RC_PART_SIGN && g_array_index (parts, RcPart, i).sign == sign;
}

static gboolean
is_day (const GArray *parts, guint i)
{
  return i < parts->len && g_array_index (parts, RcPart, i).kind == RC_PART_DATE;
}

/* "7 February 2027 → 21 February 2027": the first one is over. */
static void
settle_arrow (GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      guint end = i + 1;

      while (is_part_sign (parts, end, '-') || is_part_sign (parts, end, '=') || is_part_sign (parts, end, '>'))
        end++;
      if (is_day (parts, i) && end > i + 1 && is_part_sign (parts, end - 1, '>') && is_day (parts, end))
        g_array_remove_range (parts, i, end - i);
    }
}

/* "15 April 2027 (previously 1 April 2027), 17:00": what is in brackets stands between the day and its hour. */
static void
settle_former_aside (GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      guint end = i + 1, n_days = 0, next;
      gboolean former = FALSE, other = FALSE;

      if (!is_part_sign (parts, i, '('))
        continue;
      for (; end < parts->len && !is_part_sign (parts, end, ')'); end++)
        {
          const RcPart *part = &g_array_index (parts, RcPart, end);

          former |= (part->clue & RC_CLUE_FORMER) != 0 && n_days == 0;
          other |= part->kind == RC_PART_CLUE && (part->clue & RC_CLUE_FORMER) == 0;
          n_days += part->kind == RC_PART_DATE;
        }
      for (next = end + 1; next < parts->len && (g_array_index (parts, RcPart, next).clue & RC_CLUE_JOIN) != 0;)
        next++;
      if (n_days != 1 || next >= parts->len || g_array_index (parts, RcPart, next).kind != RC_PART_HOUR)
        continue;
      if (former && !other)
        g_array_remove_range (parts, i, end + 1 - i);
      else if (i > 0 && is_day (parts, i - 1))
        g_array_index (parts, RcPart, i - 1).date.bad = TRUE; /* whose hour it is nobody knows */
    }
}

/* The end of the brackets that open at `at` and hold words alone; 0 for none. `other`: whether these say that a day is something else. */
static guint
find_words_in_brackets (const GArray *parts, guint at, gboolean *other)
{
  const guint weighty = RC_CLUE_MOVED | RC_CLUE_FORMER | RC_CLUE_DEADLINE | RC_CLUE_WITHIN | RC_CLUE_YEARLY | RC_CLUE_RELATIVE | RC_CLUE_SHIFT | RC_CLUE_ROLLING;

  *other = FALSE;
  if (!is_part_sign (parts, at, '('))
    return 0;
  for (guint i = at + 1; i < parts->len; i++)
    {
      const RcPart *part = &g_array_index (parts, RcPart, i);

      if (is_part_sign (parts, i, ')'))
        return i + 1;
      if (part->kind == RC_PART_DATE || part->kind == RC_PART_HOUR || part->kind == RC_PART_ZONE || (part->clue & weighty) != 0)
        return 0;
      *other |= (part->clue & (RC_CLUE_OTHER | RC_CLUE_ASIDE)) != 0;
    }
  return 0;
}

/* "1 March (autumn start) and 1 October (spring start)": what is said of a day in brackets is not said of the next one, of which the
 * like is said. */
static void
settle_aside (GArray *parts)
{
  for (guint i = 1; i < parts->len; i++)
    {
      gboolean other, next_other;
      guint end = is_day (parts, i - 1) ? find_words_in_brackets (parts, i, &other) : 0, next = end;

      while (end > 0 && next < parts->len && !is_day (parts, next))
        next++;
      if (end > 0 && next + 1 < parts->len && find_words_in_brackets (parts, next + 1, &next_other) > 0 && other == next_other)
        g_array_remove_range (parts, i, end - i);
    }
}

/* Whether a part may stand between a day and the end of its range: the hour, and words that belong to it. */
static gboolean
belongs_to_hour (const RcProseTokens *tokens, const RcPart *part)
{
  static const char *const words[] = { "at", "on", "в", "час*", "ч", "hours", "hrs", "h", "a", "heures", "сағат", "года", "г", "the", NULL };

  return part->kind == RC_PART_HOUR || part->kind == RC_PART_ZONE ||
         (part->kind == RC_PART_SIGN && strchr ("(),.", part->sign) != NULL) || rc_prose_token_is_one_of (&tokens->at[part->from], words) ||
         ((part->clue & RC_CLUE_JOIN) != 0 && rc_prose_token_is_sign (&tokens->at[part->from], ","));
}

/* Behind the parts from `at` on that belong to an hour. */
static guint
skip_hour (const RcProseTokens *tokens, const GArray *parts, guint at, gboolean *hour)
{
  for (; at < parts->len && belongs_to_hour (tokens, &g_array_index (parts, RcPart, at)); at++)
    *hour |= g_array_index (parts, RcPart, at).kind == RC_PART_HOUR;
  return at;
}

/* Whether the parts from `start` on, in front of a day, are said to begin a range: "с 9:00 26 сентября", "Period: 1 October 9:00 through". */
static gboolean
is_begun (const RcProseTokens *tokens, const GArray *parts, guint start)
{
  static const char *const since[] = { "from", "between", "с", "со", "du", NULL };
  guint from = g_array_index (parts, RcPart, start).from;

  return from > 0 && (rc_prose_token_is_one_of (&tokens->at[from - 1], since) || rc_prose_token_is_sign (&tokens->at[from - 1], ":"));
}

/* "26.09.2026 10:29 - 06.10.2026 10:29", "с 9:00 26 сентября до 18:00 6 октября": a range whose days have hours. What it begins with
 * is left out. */
static void
settle_timed_range (const RcProseTokens *tokens, GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const RcProseToken *connector;
      guint start = i, end, next;
      gboolean hour = FALSE, other = FALSE, dash;

      if (g_array_index (parts, RcPart, i).kind != RC_PART_DATE || g_array_index (parts, RcPart, i).range)
        continue;
      while (start > 0 && belongs_to_hour (tokens, &g_array_index (parts, RcPart, start - 1)))
        hour |= g_array_index (parts, RcPart, --start).kind == RC_PART_HOUR;
      end = skip_hour (tokens, parts, i + 1, &hour);
      if (!hour || end >= parts->len)
        continue;
      connector = &tokens->at[g_array_index (parts, RcPart, end).from];
      next = skip_hour (tokens, parts, end + 1, &other);
      if (!is_range_connector (connector) || next >= parts->len || g_array_index (parts, RcPart, next).kind != RC_PART_DATE)
        continue;
      dash = rc_prose_token_is_sign (connector, "-~");
      if (dash ? next != end + 1 : !is_begun (tokens, parts, start))
        continue;
      if (dash)
        start = i;
      g_array_index (parts, RcPart, next).range = TRUE;
      g_array_remove_range (parts, start, end + 1 - start);
      i = start;
    }
}

gboolean
rc_prose_is_named_range (const RcProseTokens *tokens, const RcPart *part)
{
  static const char *const words[] = { "applications", "submissions", "proposals", "nominations", "заявки", "өтінімдер", "candidatures", NULL };

  static const char *const since[] = { "from", "с", "du", NULL };
  guint from = part->from - (part->from > 0 && rc_prose_token_is_one_of (&tokens->at[part->from - 1], since) ? 1 : 0);

  return part->range && from > 1 && rc_prose_token_is_sign (&tokens->at[from - 1], ":") && rc_prose_token_is_one_of (&tokens->at[from - 2], words);
}

GArray *
rc_prose_take_parts (const RcProseTokens *tokens, guint from, guint to, RcDateOrder order)
{
  GArray *parts = g_array_new (FALSE, TRUE, sizeof (RcPart));

  for (guint i = from; i < to;)
    {
      RcPart part = { .from = i };
      guint n;

      if (take_day (tokens, i, order, parts, &part.to))
        {
          i = part.to;
          continue;
        }
      if (rc_prose_take_hour (tokens, i, &part.hour))
        {
          part.kind = RC_PART_HOUR;
          part.to = part.hour.to;
        }
      else if (rc_prose_take_zone (tokens, i, follows_hour (parts), &part.zone))
        {
          part.kind = RC_PART_ZONE;
          part.to = part.zone.to;
        }
      else if ((part.clue = rc_prose_find_clue (&tokens->at[i], &n)) != 0)
        {
          part.kind = RC_PART_CLUE;
          part.to = i + n;
        }
      else
        {
          part.kind = tokens->at[i].kind == RC_PROSE_TOKEN_SIGN ? RC_PART_SIGN : RC_PART_WORD;
          part.sign = tokens->at[i].sign;
          part.to = i + 1;
        }
      if (tokens->at[i].kind != RC_PROSE_TOKEN_LINE)
        g_array_append_val (parts, part);
      i = MAX (part.to, i + 1);
    }
  settle_former_aside (parts);
  settle_aside (parts);
  settle_timed_range (tokens, parts);
  share_years (parts);
  settle_arrow (parts);
  settle_former (parts);
  return parts;
}
