/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days that are written in numbers alone, and years. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/prose-dates.h"

#include <string.h>

#define FIRST_SHORT_YEAR 20
#define LAST_SHORT_YEAR 49

/* "2027", "2027 г.", "2027 года", "2027-го", "2027 ж.", "2027 жылғы". */
gboolean
rc_prose_take_year (const RcProseTokens *tokens, guint *at, int *year)
{
  static const char *const words[] = { "г", "года", "году", "год", "ж", "жыл*", "г-да", NULL };
  static const char *const hours[] = { "hours", "hrs", "h", "часов", NULL };
  const RcProseToken *token = &tokens->at[*at];

  if (token->kind != RC_PROSE_TOKEN_NUMBER || token->digits != 4 || token->number < RC_PROSE_FIRST_YEAR ||
      token->number > RC_PROSE_LAST_YEAR || rc_prose_token_is_one_of (token + 1, hours))
    return FALSE;
  *year = token->number;
  (*at)++;
  token++;
  if (rc_prose_token_is_sign (token, "-") && !token->blank && token[1].kind == RC_PROSE_TOKEN_WORD &&
      strcmp (token[1].word, "го") == 0)
    *at += 2;
  else if (rc_prose_token_is_one_of (token, words))
    {
      (*at)++;
      if (strlen (token->word) <= 2 && rc_prose_token_is_sign (token + 1, ".") && !token[1].blank)
        (*at)++;
    }
  return TRUE;
}

static gboolean
is_separator (const RcProseToken *token, char sign)
{
  return token->kind == RC_PROSE_TOKEN_SIGN && token->sign == sign && !token->blank;
}

/* 2027-03-15, 2027/03/15, 2027.03.15. */
static gboolean
take_iso (const RcProseTokens *tokens, guint *at, RcProseDate *date)
{
  const RcProseToken *token = &tokens->at[*at];

  if (token->digits != 4 || !rc_prose_token_is_sign (token + 1, "-./") || !is_separator (token + 1, token[1].sign) ||
      token[2].kind != RC_PROSE_TOKEN_NUMBER || token[2].digits != 2 || token[2].blank ||
      !is_separator (token + 3, token[1].sign) || token[4].kind != RC_PROSE_TOKEN_NUMBER || token[4].digits != 2 ||
      token[4].blank)
    return FALSE;
  date->year = token->number;
  date->month = token[2].number;
  date->day = token[4].number;
  date->bad = date->day == 0;
  *at += 5;
  return TRUE;
}

/* 31.12.26: between stops the day comes first, unless the source is known to write the month there; other years than those of our time
 * are no sure ones. */
static gboolean
take_two_digits (const RcProseTokens *tokens, guint *at, RcDateOrder order, RcProseDate *date)
{
  static const char *const years[] = { "г", "года", "ж", NULL };
  const RcProseToken *token = &tokens->at[*at];

  if (token[1].sign != '.' || order == RC_DATE_ORDER_MONTH_FIRST || token[2].digits != 2 || token[1].blank || token[2].blank || token[3].blank ||
      token[4].blank)
    return FALSE;
  date->day = token->number;
  date->month = token[2].number;
  date->year = 2000 + token[4].number;
  date->bad = date->day == 0 || token[4].number < FIRST_SHORT_YEAR || token[4].number > LAST_SHORT_YEAR;
  *at += 5;
  if (rc_prose_token_is_one_of (&tokens->at[*at], years))
    {
      (*at)++;
      if (rc_prose_token_is_sign (&tokens->at[*at], ".") && !tokens->at[*at].blank)
        (*at)++;
    }
  return TRUE;
}

/* 15.03.2027, 15/03/2027, 03/15/2027, 15-03-2027. */
static gboolean
take_numbers (const RcProseTokens *tokens, guint *at, RcDateOrder order, RcProseDate *date)
{
  const RcProseToken *token = &tokens->at[*at];
  int first, second;

  if (token->digits > 2 || !rc_prose_token_is_sign (token + 1, "-./") || token[2].kind != RC_PROSE_TOKEN_NUMBER ||
      token[2].digits > 2 || token[3].kind != RC_PROSE_TOKEN_SIGN || token[3].sign != token[1].sign ||
      token[4].kind != RC_PROSE_TOKEN_NUMBER)
    return FALSE;
  if (token[4].digits == 2)
    return take_two_digits (tokens, at, order, date);
  if (token[4].digits != 4)
    return FALSE;
  if (token[1].sign != '.' && (token[1].blank || token[2].blank || token[3].blank || token[4].blank))
    return FALSE;
  first = token->number;
  second = token[2].number;
  *at += 4;
  if (!rc_prose_take_year (tokens, at, &date->year))
    return FALSE;
  if (token[1].sign == '.' || first > 12 || (order == RC_DATE_ORDER_DAY_FIRST && second <= 12))
    {
      date->day = first;
      date->month = second;
    }
  else
    {
      date->day = second;
      date->month = first;
      date->bad = order == RC_DATE_ORDER_UNKNOWN && second <= 12 && first != second;
    }
  date->bad |= date->day == 0;
  return TRUE;
}

/* Whether another number is joined to a day written in numbers; the end of a range may be. */
static gboolean
is_glued_behind (const RcProseTokens *tokens, guint at)
{
  const RcProseToken *token = &tokens->at[at];
  RcProseDate other;
  guint p = at + 1;

  if (token->blank || token[1].blank || !rc_prose_token_is_sign (token, "-./") ||
      token[1].kind != RC_PROSE_TOKEN_NUMBER)
    return FALSE;
  return !take_iso (tokens, &p, &other) && !take_numbers (tokens, &p, RC_DATE_ORDER_UNKNOWN, &other);
}

gboolean
rc_prose_take_numbers (const RcProseTokens *tokens, guint *at, RcDateOrder order, RcProseDate *date, gboolean *glued)
{
  if (!take_iso (tokens, at, date) && !take_numbers (tokens, at, order, date))
    return FALSE;
  *glued = is_glued_behind (tokens, *at);
  return TRUE;
}
