/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hours among the tokens of a text. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/prose-times.h"

#include <string.h>

#define NOON (12 * 60)
#define END_OF_DAY (24 * 60)
#define MAX_OFFSET (14 * 60)
#define FIRST_YEAR 1900

typedef enum
{
  HALF_NONE,
  HALF_MORNING,
  HALF_AFTERNOON,
} Half;

/* "a.m.", "PM", "in the afternoon", "вечера". */
static Half
take_half (const RcProseTokens *tokens, guint *at)
{
  static const char *const mornings[] = { "am", "a . m .", "a . m", "in the morning", "утра", "ночи", "du matin" };
  static const char *const afternoons[] = { "pm",     "p . m .", "p . m",   "in the afternoon", "in the evening",
                                            "вечера", "дня",     "du soir", "de l'apres - midi" };

  for (guint i = 0; i < G_N_ELEMENTS (mornings); i++)
    {
      guint n = rc_prose_tokens_match (&tokens->at[*at], mornings[i]);

      if (n > 0)
        {
          *at += n;
          return HALF_MORNING;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (afternoons); i++)
    {
      guint n = rc_prose_tokens_match (&tokens->at[*at], afternoons[i]);

      if (n > 0)
        {
          *at += n;
          return HALF_AFTERNOON;
        }
    }
  return HALF_NONE;
}

static guint
match_any (const RcProseToken *token, const char *const *phrases)
{
  for (; *phrases != NULL; phrases++)
    {
      guint n = rc_prose_tokens_match (token, *phrases);

      if (n > 0)
        return n;
    }
  return 0;
}

/* The words that are an hour by themselves. */
static gboolean
take_word (const RcProseTokens *tokens, guint *at, RcProseHour *hour)
{
  static const char *const noons[] = { "noon",    "midday", "midi",  "полдень", "полудня",
                                       "полудню", "түс",    "түскі", "түске",   NULL };
  static const char *const midnights[] = { "midnight", "minuit",     "полночь",      "полночи",       "полуночи",
                                           "полночью", "түн ортасы", "түн ортасына", "түн ортасында", NULL };
  static const char *const no_hours[] = { "close of business",
                                          "close of the business day",
                                          "cob",
                                          "end of business",
                                          "end of day",
                                          "end of the day",
                                          "eod",
                                          "конца дня",
                                          "конца рабочего дня",
                                          "күн соңына",
                                          "күннің соңына",
                                          "fin de journee",
                                          "fin de la journee",
                                          NULL };
  /* Which of the two midnights of a day is said. */
  static const char *const ends[] = { "midnight at the end of", "minute to midnight", "minute before midnight", "minute avant minuit", "midnight ( end of", "midnight , end of", "minuit a la fin d*", "полночь в конце", NULL };
  guint n;

  if ((n = match_any (&tokens->at[*at], ends)) > 0)
    {
      hour->kind = RC_PROSE_HOUR;
      hour->minute = END_OF_DAY;
    }
  else if ((n = match_any (&tokens->at[*at], noons)) > 0)
    {
      hour->kind = RC_PROSE_HOUR;
      hour->minute = NOON;
    }
  else if ((n = match_any (&tokens->at[*at], midnights)) > 0)
    hour->kind = RC_PROSE_MIDNIGHT;
  else if ((n = match_any (&tokens->at[*at], no_hours)) > 0)
    hour->kind = RC_PROSE_NO_HOUR;
  *at += n;
  return n > 0;
}

/* Both halves of the clock in one rule; 12 a.m. is the beginning of the day. */
static gboolean
set_hour (RcProseHour *hour, int hours, int minutes, Half half)
{
  hour->kind = RC_PROSE_HOUR;
  hour->bad = hours > 24 || minutes > 59 || (hours == 24 && minutes > 0) || (half != HALF_NONE && hours == 0) ||
              (half == HALF_MORNING && hours > 12);
  if (half != HALF_NONE && hours <= 12)
    hours = hours % 12 + (half == HALF_AFTERNOON ? 12 : 0);
  hour->minute = CLAMP (hours * 60 + minutes, 0, END_OF_DAY);
  return TRUE;
}

static gboolean
is_two_digits (const RcProseToken *token)
{
  return token->kind == RC_PROSE_TOKEN_NUMBER && token->digits == 2 && !token->blank;
}

/* "Z", "+02:00", "+0000" right behind a time; "13:00 +0200", and, where there are seconds, "13:00:00 -0500", which is no range then. */
static void
take_joined_offset (const RcProseTokens *tokens, guint *at, gboolean seconds, RcProseHour *hour)
{
  const RcProseToken *token = &tokens->at[*at];
  int offset;

  if (token->blank && !rc_prose_token_is_sign (token, seconds ? "+-" : "+"))
    return;
  if (token->kind == RC_PROSE_TOKEN_WORD && strcmp (token->word, "z") == 0)
    {
      hour->has_zone = TRUE;
      hour->zone = (RcProseZone){ .kind = RC_PROSE_ZONE_OFFSET, .from = *at, .to = *at + 1 };
      *at += 1;
    }
  else if (rc_prose_token_is_sign (token, "+-") && token[1].kind == RC_PROSE_TOKEN_NUMBER && !token[1].blank &&
           ((token[1].digits == 2 && rc_prose_token_is_sign (token + 2, ":") && is_two_digits (token + 3)) ||
            token[1].digits == 4))
    {
      offset = token[1].digits == 4 ? token[1].number / 100 * 60 + token[1].number % 100
                                    : token[1].number * 60 + token[3].number;
      hour->bad |= offset > MAX_OFFSET;
      hour->has_zone = TRUE;
      hour->zone =
          (RcProseZone){ .kind = RC_PROSE_ZONE_OFFSET, .offset = token->sign == '-' ? -offset : offset, .from = *at };
      *at += token[1].digits == 4 ? 2 : 4;
      hour->zone.to = *at;
    }
}

/* "кешкі сағат 6-ға": the half of the day stands before the hour; at night 12 is midnight, and 3 is early. */
static Half
find_kazakh_half (const RcProseTokens *tokens, guint at)
{
  const RcProseToken *token = at > 1 ? &tokens->at[at - 2] : NULL;

  if (token == NULL || !rc_prose_token_is_one_of (token + 1, (const char *const[]){ "сағат", "сағ", NULL }))
    return HALF_NONE;
  if (rc_prose_token_is_one_of (token, (const char *const[]){ "кешкі", "кешкісін", "түстен", "кешке", NULL }))
    return HALF_AFTERNOON;
  if (rc_prose_token_is_one_of (token, (const char *const[]){ "түнгі", NULL }))
    return token[2].number < 12 && token[2].number >= 6 ? HALF_AFTERNOON : HALF_MORNING;
  return rc_prose_token_is_one_of (token, (const char *const[]){ "таңғы", "таңертеңгі", NULL }) ? HALF_MORNING : HALF_NONE;
}

/* "30 Nov. 2027 15 : 00", "à 15 : 00": elsewhere a colon ends a heading. */
static gboolean
is_spaced_colon (const RcProseTokens *tokens, guint at)
{
  const RcProseToken *token = &tokens->at[at];

  return at > 0 && token->digits == 2 && rc_prose_token_is_sign (token + 1, ":") && token[1].blank && token[2].kind == RC_PROSE_TOKEN_NUMBER
         && token[2].digits == 2 && token[2].blank
         && ((token[-1].kind == RC_PROSE_TOKEN_NUMBER && token[-1].digits == 4)
             || rc_prose_token_is_one_of (token - 1, (const char *const[]){ "at", "a", "в", "сағат", NULL }));
}

/* "17:00", "17:00:00.000", "5:00 p.m.", "12:00 noon". */
static gboolean
take_colon (const RcProseTokens *tokens, guint *at, RcProseHour *hour)
{
  const RcProseToken *token = &tokens->at[*at];
  guint p = *at + 3;
  gboolean seconds;
  Half half;

  if (is_spaced_colon (tokens, *at))
    {
      *at += 3;
      return set_hour (hour, token->number, token[2].number, take_half (tokens, at));
    }
  if (token->digits > 2 || !rc_prose_token_is_sign (token + 1, ":") || token[1].blank || !is_two_digits (token + 2))
    return FALSE;
  seconds = rc_prose_token_is_sign (&tokens->at[p], ":") && is_two_digits (&tokens->at[p + 1]);
  if (seconds)
    {
      p += 2;
      if (rc_prose_token_is_sign (&tokens->at[p], ".") && tokens->at[p + 1].kind == RC_PROSE_TOKEN_NUMBER &&
          !tokens->at[p + 1].blank)
        p += 2;
    }
  half = take_half (tokens, &p);
  if (half == HALF_NONE && token->number > 0 && token->number <= 12)
    half = find_kazakh_half (tokens, *at);
  set_hour (hour, token->number, token[2].number, half);
  take_joined_offset (tokens, &p, seconds, hour);
  *at = p;
  return TRUE;
}

/* "18.00" and "23.59" are hours; "12.10" may be a day of October, and is one unless its neighbours say else. */
static gboolean
take_stop (const RcProseTokens *tokens, guint *at, RcProseHour *hour)
{
  static const char *const before[] = { "at", "a", "в", "сағат", "к", NULL };
  static const char *const behind[] = { "часов", "часа", "час", "ч", "hours", "hrs", "h", "heures", "сағат*", NULL };
  const RcProseToken *token = &tokens->at[*at];
  guint p = *at + 3;
  Half half;

  if (token->digits > 2 || !rc_prose_token_is_sign (token + 1, ".") || token[1].blank || !is_two_digits (token + 2) ||
      (rc_prose_token_is_sign (token + 3, "./-") && token[4].kind == RC_PROSE_TOKEN_NUMBER && !token[4].blank) ||
      (*at >= 2 && !token->blank && rc_prose_token_is_sign (token - 1, ".") && token[-2].kind == RC_PROSE_TOKEN_NUMBER))
    return FALSE;
  half = take_half (tokens, &p);
  if (half == HALF_NONE && !(*at > 0 && rc_prose_token_is_one_of (token - 1, before)) &&
      !rc_prose_token_is_one_of (&tokens->at[p], behind) && token[2].number >= 1 && token[2].number <= 12)
    return FALSE;
  if (half == HALF_NONE && (token->number > 24 || token[2].number > 59))
    return FALSE;
  *at = p + (rc_prose_token_is_one_of (&tokens->at[p], behind) ? 1 : 0);
  return set_hour (hour, token->number, token[2].number, half);
}

/* "до 18-00", "18-30 ч": days are not told apart by it, for they would be followed by a month. */
static gboolean
take_dash (const RcProseTokens *tokens, guint *at, RcProseHour *hour)
{
  static const char *const before[] = { "до", "в", "к", "позднее", "позже", "сағат", NULL };
  static const char *const behind[] = { "часов", "часа", "час", "ч", "мск", "сағат*", NULL };
  const RcProseToken *token = &tokens->at[*at];

  if (token->digits > 2 || token->number > 24 || !rc_prose_token_is_sign (token + 1, "-") || token[1].blank || !is_two_digits (token + 2) ||
      token[2].number > 59)
    return FALSE;
  if (!rc_prose_token_is_one_of (token + 3, behind) &&
      (*at == 0 || !rc_prose_token_is_one_of (token - 1, before) || token[2].number % 15 != 0))
    return FALSE;
  *at += rc_prose_token_is_one_of (token + 3, behind) && strcmp (token[3].word, "мск") != 0 ? 4 : 3;
  return set_hour (hour, token->number, token[2].number, HALF_NONE);
}

/* "23 h 59 (heure de Paris)"; "17 h 30 avril" is a day. */
static gboolean
is_spaced_minute (const RcProseTokens *tokens, guint at)
{
  static const char *const behind[] = { "heure", "gmt", "utc", "cet", "cest", "мск", NULL };

  return tokens->at[at].number <= 59 && rc_prose_token_is_one_of (&tokens->at[at - 1], (const char *const[]){ "h", "ч", NULL })
         && ((tokens->at[at + 1].kind != RC_PROSE_TOKEN_WORD && (tokens->at[at + 1].blank || !rc_prose_token_is_sign (&tokens->at[at + 1], "./-")))
             || rc_prose_token_is_one_of (&tokens->at[at + 1], behind));
}

/* "by 1300 EDT": four digits that are no year, and a clock behind them. */
static gboolean
take_military (const RcProseTokens *tokens, guint *at, RcProseHour *hour)
{
  const RcProseToken *token = &tokens->at[*at];
  RcProseZone zone;

  if (token->digits != 4 || token->number % 100 > 59 || (token->number >= 1900 && token->number < 2100) || token->number > 2400
      || !rc_prose_take_zone (tokens, *at + 1, TRUE, &zone))
    return FALSE;
  *at += 1;
  return set_hour (hour, token->number / 100, token->number % 100, HALF_NONE);
}

/* "17h", "17h00", "17 heures 30", "18 часов 00 минут", "1700 hours", "5 p.m.", "5 o'clock in the afternoon". */
static gboolean
take_words (const RcProseTokens *tokens, guint *at, RcProseHour *hour)
{
  static const char *const words[] = { "h", "heures", "heure", "часов", "часа", "час", "ч", "o'clock", NULL };
  static const char *const before[] = { "в",     "до",      "к",    "с",  "по", "позднее", "позже", "a",
                                        "avant", "jusqu'a", "tard", "at", "by", "until",   NULL };
  static const char *const minutes[] = { "минут", "минуты", "мин", "min", "minutes", NULL };
  const RcProseToken *token = &tokens->at[*at];
  guint p = *at + 1;
  gboolean is_duration =
      !(*at > 0 && rc_prose_token_is_one_of (token - 1, before)) && !rc_prose_tokens_match (token + 1, "h");
  int minute = 0;
  Half half;

  if (token->digits == 4 && rc_prose_token_is_one_of (token + 1, (const char *const[]){ "hours", "hrs", "h", NULL }))
    {
      *at += 2;
      return set_hour (hour, token->number / 100, token->number % 100, HALF_NONE);
    }
  if (token->digits > 2)
    return FALSE;
  half = take_half (tokens, &p);
  if (half != HALF_NONE)
    {
      *at = p;
      return set_hour (hour, token->number, 0, half);
    }
  if (!rc_prose_token_is_one_of (&tokens->at[p], words))
    return FALSE;
  p++;
  if (rc_prose_token_is_sign (&tokens->at[p], ".") && !tokens->at[p].blank &&
      tokens->at[p + 1].kind == RC_PROSE_TOKEN_NUMBER)
    p++;
  if (tokens->at[p].kind == RC_PROSE_TOKEN_NUMBER && tokens->at[p].digits == 2 &&
      (!tokens->at[p].blank || rc_prose_token_is_one_of (&tokens->at[p + 1], minutes) || is_spaced_minute (tokens, p)))
    {
      minute = tokens->at[p++].number;
      is_duration = FALSE;
      if (rc_prose_token_is_one_of (&tokens->at[p], minutes))
        p++;
    }
  half = take_half (tokens, &p);
  if (half == HALF_NONE && (is_duration || token->number > 24))
    return FALSE;
  *at = p;
  return set_hour (hour, token->number, minute, half);
}

/* "сағат 18-ге дейін". */
static gboolean
take_kazakh (const RcProseTokens *tokens, guint *at, RcProseHour *hour)
{
  const RcProseToken *token = &tokens->at[*at];

  if (*at == 0 || !rc_prose_token_is_one_of (token - 1, (const char *const[]){ "сағат", "сағ", NULL }) ||
      token->digits > 2 || token->number > 24)
    return FALSE;
  set_hour (hour, token->number, 0, token->number <= 12 ? find_kazakh_half (tokens, *at) : HALF_NONE);
  *at += 1;
  return TRUE;
}

/* "түнгі 12-ге дейін": one of the two midnights of the day. */
static gboolean
take_night (const RcProseTokens *tokens, guint *at, RcProseHour *hour)
{
  const RcProseToken *token = &tokens->at[*at];

  if (!rc_prose_token_is_one_of (token, (const char *const[]){ "түнгі", NULL }) || token[1].kind != RC_PROSE_TOKEN_NUMBER || token[1].number != 12 ||
      rc_prose_token_is_sign (token + 2, ":."))
    return FALSE;
  hour->kind = RC_PROSE_MIDNIGHT;
  *at += rc_prose_token_is_sign (token + 2, "-") && !token[2].blank && token[3].kind == RC_PROSE_TOKEN_WORD ? 4 : 2;
  return TRUE;
}

gboolean
rc_prose_take_hour (const RcProseTokens *tokens, guint at, RcProseHour *hour)
{
  guint p = at;
  const RcProseToken *token = &tokens->at[at];
  RcProseHour word;

  memset (hour, 0, sizeof *hour);
  hour->from = at;
  if (token->kind == RC_PROSE_TOKEN_WORD)
    {
      if (strcmp (token->word, "t") == 0 && !token->blank && token[1].kind == RC_PROSE_TOKEN_NUMBER && !token[1].blank)
        p++;
      else
        {
          gboolean found = take_night (tokens, &p, hour) || take_word (tokens, &p, hour);

          hour->to = p;
          return found;
        }
    }
  if (tokens->at[p].kind != RC_PROSE_TOKEN_NUMBER)
    return FALSE;
  /* "12 noon", "12 midnight" */
  word = *hour;
  if (tokens->at[p].number == 12 && p + 1 < tokens->n)
    {
      guint q = p + 1;

      if (take_word (tokens, &q, &word) && word.kind != RC_PROSE_NO_HOUR)
        {
          *hour = word;
          hour->to = q;
          return TRUE;
        }
    }
  if (!take_colon (tokens, &p, hour) && !take_stop (tokens, &p, hour) && !take_dash (tokens, &p, hour) && !take_words (tokens, &p, hour) &&
      !take_kazakh (tokens, &p, hour) && !take_military (tokens, &p, hour))
    return FALSE;
  if (rc_prose_token_is_one_of (&tokens->at[p], (const char *const[]){ "uhr", "hrs", "hours", NULL }))
    p++;
  /* "12:00 noon", "12:00 (midnight)", "24:00 (midnight)": the word says which twelve it is. */
  if (hour->minute % NOON == 0)
    {
      guint q = p + (rc_prose_token_is_sign (&tokens->at[p], "(") ? 1 : 0);

      if (take_word (tokens, &q, &word) && word.kind != RC_PROSE_NO_HOUR && hour->minute != END_OF_DAY)
        {
          gboolean closed = rc_prose_token_is_sign (&tokens->at[q], ")");

          word.from = hour->from;
          *hour = word;
          p = q + (closed ? 1 : 0);
        }
    }
  /* "09:00 - 1700", "17:00 -0500": the end of a range, or an offset. */
  if (rc_prose_token_is_sign (&tokens->at[p], "-") && tokens->at[p + 1].kind == RC_PROSE_TOKEN_NUMBER && tokens->at[p + 1].digits == 4 &&
      tokens->at[p + 1].number < FIRST_YEAR)
    hour->bad = TRUE;
  /* "18:00-ге" */
  if (rc_prose_token_is_sign (&tokens->at[p], "-") && !tokens->at[p].blank &&
      tokens->at[p + 1].kind == RC_PROSE_TOKEN_WORD && !tokens->at[p + 1].blank)
    p += 2;
  hour->to = p;
  return TRUE;
}
