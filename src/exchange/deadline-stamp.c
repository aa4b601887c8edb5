/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deadline out of a field for days and the sentence beside it. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/deadline-hours.h"

#include <string.h>

#define DAY_END (24 * 60)

/* "10192026". */
static gboolean
take_eight_digits (const RcProseToken *token, RcDateOrder order, RcProseDate *date)
{
  int first, second;

  if (token->kind != RC_PROSE_TOKEN_NUMBER || token->digits != 8 || token[1].kind != RC_PROSE_TOKEN_END)
    return FALSE;
  if (token->number / 10000 >= 2000 && token->number / 10000 <= 2100)
    {
      date->year = token->number / 10000;
      date->month = token->number / 100 % 100;
      date->day = token->number % 100;
      return order == RC_DATE_ORDER_UNKNOWN;
    }
  first = token->number / 1000000;
  second = token->number / 10000 % 100;
  date->year = token->number % 10000;
  date->month = order == RC_DATE_ORDER_DAY_FIRST ? second : first;
  date->day = order == RC_DATE_ORDER_DAY_FIRST ? first : second;
  return order != RC_DATE_ORDER_UNKNOWN && date->year >= 2000 && date->year <= 2100;
}

/* "2026-10-19-00-00-00", as grants.gov writes. */
static gboolean
take_dashes (const RcProseTokens *tokens, RcProseDate *date, RcProseHour *hour)
{
  const RcProseToken *token = tokens->at;

  if (tokens->n < 11 || token->digits != 4)
    return FALSE;
  for (guint i = 1; i < 11; i++)
    if (i % 2 == 1 ? !rc_prose_token_is_sign (&token[i], "-") || token[i].blank
                   : token[i].kind != RC_PROSE_TOKEN_NUMBER || token[i].digits != 2)
      return FALSE;
  date->year = token[0].number;
  date->month = token[2].number;
  date->day = token[4].number;
  hour->kind = RC_PROSE_HOUR;
  hour->minute = token[6].number * 60 + token[8].number;
  hour->bad = token[6].number > 23 || token[8].number > 59;
  hour->to = 11;
  return date->year >= 2000 && date->year <= 2100;
}

/* The one day of the field, and its hour where it has one. */
static gboolean
read_stamp (const RcProseTokens *tokens, const RcDeadlineContext *context, RcDeadline *deadline)
{
  g_autoptr (GArray) parts = NULL;
  RcProseDate date = { 0 };
  RcProseHour hour = { 0 };
  const RcPart *day = NULL;
  guint number = 0;

  if (take_eight_digits (tokens->at, context->order, &date) || take_dashes (tokens, &date, &hour))
    {
      if (hour.bad || date.day == 0 || !rc_prose_date_is_good (&date))
        return FALSE;
      deadline->zone = g_strdup (context->zone);
      if (hour.minute > 0)
        {
          deadline->precision = RC_DEADLINE_INSTANT;
          deadline->minute = hour.minute;
        }
    }
  else
    {
      parts = rc_prose_take_parts (tokens, 0, tokens->n, context->order);
      for (guint i = 0; i < parts->len; i++)
        if (g_array_index (parts, RcPart, i).kind == RC_PART_DATE)
          {
            if (day != NULL)
              return FALSE;
            day = &g_array_index (parts, RcPart, i);
            number = i;
          }
      if (day == NULL || day->date.bad || day->date.year == 0 || day->date.day == 0 || day->range)
        return FALSE;
      date = day->date;
    }
  deadline->year = date.year;
  deadline->month = date.month;
  deadline->day = date.day;
  return parts == NULL || rc_deadline_set_hour (deadline, parts, number, FALSE, context->zone);
}

/* The hour of a sentence: its words in the place of the day of the field. */
static gboolean
take_hour_of_sentence (
    RcDeadline *deadline, const RcProseTokens *tokens, guint from, guint to, const RcDeadlineContext *context)
{
  g_autoptr (GArray) parts = rc_prose_take_parts (tokens, from, to, context->order);
  RcPart day = { .kind = RC_PART_DATE,
                 .date = { .year = deadline->year, .month = deadline->month, .day = deadline->day } };
  guint clues = 0, n_days = 0, place = 0;
  gboolean has_hour = FALSE;

  for (guint i = 0; i < parts->len; i++)
    {
      const RcPart *part = &g_array_index (parts, RcPart, i);

      clues |= part->clue;
      if (part->kind == RC_PART_HOUR && !has_hour)
        {
          has_hour = TRUE;
          place = i;
        }
      if (part->kind == RC_PART_DATE)
        {
          n_days++;
          /* The hour of another day is not ours. */
          if (part->date.year != deadline->year || part->date.month != deadline->month ||
              part->date.day != deadline->day)
            return FALSE;
        }
    }
  if (!has_hour || (clues & RC_CLUE_OTHER) != 0)
    return FALSE;
  if (n_days == 0)
    g_array_insert_val (parts, place, day);
  else
    for (place = 0; g_array_index (parts, RcPart, place).kind != RC_PART_DATE;)
      place++;
  return rc_deadline_set_hour (deadline, parts, place, (clues & RC_CLUE_WITHIN) != 0, context->zone) &&
         deadline->precision == RC_DEADLINE_INSTANT;
}

RcDeadline *
rc_deadline_from_stamp_and_sentence (const char *stamp, const char *sentence, const RcDeadlineContext *context)
{
  static const RcDeadlineContext nothing = { 0 };
  g_autofree char *valid_stamp = NULL;
  g_autofree char *valid_sentence = NULL;
  g_autoptr (RcProseTokens) tokens = NULL;
  g_autoptr (RcDeadline) self = rc_deadline_new ();

  g_return_val_if_fail (stamp != NULL, NULL);

  context = context != NULL ? context : &nothing;
  valid_stamp = g_strstrip (g_utf8_make_valid (stamp, -1));
  valid_sentence = g_utf8_make_valid (sentence != NULL ? sentence : "", -1);
  tokens = rc_prose_tokens_new (valid_stamp);
  if (!read_stamp (tokens, context, self))
    return NULL;
  if (self->precision == RC_DEADLINE_INSTANT && self->minute % DAY_END == 0)
    self->precision = RC_DEADLINE_DAY;
  /* The sentence is about the day as people know it; an hour of the field stands only where the sentence has none. */
  if (*valid_sentence != '\0')
    {
      g_autoptr (RcProseTokens) words = rc_prose_tokens_new (valid_sentence);
      gboolean found = FALSE;

      for (guint from = 0, to; from < words->n && !found; from = to)
        {
          g_autoptr (RcDeadline) other = rc_deadline_copy (self);

          to = rc_prose_find_end (words, from);
          other->precision = RC_DEADLINE_DAY;
          found = take_hour_of_sentence (other, words, from, to, context);
          if (found)
            {
              if (other->zone == NULL)
                other->zone = g_strdup (self->zone);
              rc_deadline_free (self);
              self = g_steal_pointer (&other);
            }
        }
    }
  self->verbatim =
      *valid_sentence != '\0' ? g_strdup_printf ("%s; %s", valid_stamp, valid_sentence) : g_strdup (valid_stamp);
  return g_steal_pointer (&self);
}
