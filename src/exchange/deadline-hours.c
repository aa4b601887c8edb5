/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hour and the zone of a deadline. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/deadline-hours.h"

#include <string.h>

#define REACH 12 /* parts between a day and its hour */
#define EVENING (23 * 60)
#define LAST_MINUTE (24 * 60 - 1)

static const RcPart *
get_part (GArray *parts, guint i)
{
  return &g_array_index (parts, RcPart, i);
}

/* "(07:59 UTC on 1 May)": what is in brackets with another day is of that day. */
static gboolean
opens_other_day (GArray *parts, guint number)
{
  if (get_part (parts, number)->kind != RC_PART_SIGN || get_part (parts, number)->sign != '(')
    return FALSE;
  while (++number < parts->len && (get_part (parts, number)->kind != RC_PART_SIGN || get_part (parts, number)->sign != ')'))
    if (get_part (parts, number)->kind == RC_PART_DATE)
      return TRUE;
  return FALSE;
}

/* Where the hours of a day may stand: from it on to the next day, or back to the last one; as far as it is still spoken
 * of. */
static void
find_reach (GArray *parts, guint number, gboolean back, guint *from, guint *to)
{
  const guint stop = RC_CLUE_OTHER | RC_CLUE_OPEN;

  *from = number;
  *to = number + 1;
  if (back)
    while (*from > 0 && number - *from < REACH && get_part (parts, *from - 1)->kind != RC_PART_DATE &&
           (get_part (parts, *from - 1)->clue & stop) == 0)
      (*from)--;
  else
    while (*to < parts->len && *to - number < REACH && get_part (parts, *to)->kind != RC_PART_DATE &&
           (get_part (parts, *to)->clue & stop) == 0 && !opens_other_day (parts, *to))
      (*to)++;
}

/* "until 11:59 a.m. on", behind another day: the hour is this day's where what limits stands between both. */
static gboolean
find_own_hour (GArray *parts, guint number, guint *from, guint *to)
{
  gboolean limit = FALSE;
  guint start, end;

  find_reach (parts, number, TRUE, &start, &end);
  for (guint i = start; i < end; i++)
    {
      limit = limit || (get_part (parts, i)->kind == RC_PART_CLUE && (get_part (parts, i)->clue & (RC_CLUE_LIMIT | RC_CLUE_BEFORE | RC_CLUE_CLOSE)) != 0);
      if (get_part (parts, i)->kind == RC_PART_HOUR && limit)
        {
          *from = i;
          *to = end;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
has_hour (GArray *parts, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (get_part (parts, i)->kind == RC_PART_HOUR)
      return TRUE;
  return FALSE;
}

static guint
find_day (GArray *parts, guint from)
{
  while (from < parts->len && get_part (parts, from)->kind != RC_PART_DATE)
    from++;
  return from;
}

/* Whether nothing but "and" stands between two days. */
static gboolean
are_joined (GArray *parts, guint a, guint b)
{
  if (b >= parts->len)
    return FALSE;
  for (guint i = a + 1; i < b; i++)
    if (get_part (parts, i)->kind != RC_PART_SIGN &&
        (get_part (parts, i)->kind != RC_PART_CLUE || (get_part (parts, i)->clue & RC_CLUE_JOIN) == 0))
      return FALSE;
  return TRUE;
}

/* The parts among which the hours of the day are. The first day of a sentence shows on which side of it they stand. */
static void
find_hours (GArray *parts, guint number, guint *from, guint *to)
{
  guint first = find_day (parts, 0);
  guint next = find_day (parts, number + 1);
  gboolean alone = first == number && next >= parts->len;
  gboolean back;

  find_reach (parts, first, TRUE, from, to);
  back = has_hour (parts, *from, *to);
  find_reach (parts, number, back, from, to);
  if (!has_hour (parts, *from, *to) && alone)
    find_reach (parts, number, !back, from, to);
  else if (alone && back)
    {
      guint ignored;

      /* "17:00 (Brussels time) on 5 May (20:00 in Astana)" */
      find_reach (parts, number, FALSE, &ignored, to);
    }
  else if (!has_hour (parts, *from, *to) && !back && number > first && find_own_hour (parts, number, from, to))
    return;
  else if (!has_hour (parts, *from, *to) && !back && are_joined (parts, number, next))
    find_hours (parts, next, from, to);
  else if (!has_hour (parts, *from, *to) && back && number > first)
    {
      guint before = number;

      while (before > 0 && get_part (parts, before - 1)->kind != RC_PART_DATE)
        before--;
      if (before > 0 && are_joined (parts, before - 1, number))
        find_hours (parts, before - 1, from, to);
    }
}

/* The zone of an hour: the next one behind it, else one that stands right before it, else the only one of the sentence.
 */
static const RcProseZone *
find_zone (GArray *parts, guint number)
{
  const RcProseZone *only = NULL;
  guint n = 0;

  if (get_part (parts, number)->kind == RC_PART_HOUR && get_part (parts, number)->hour.has_zone)
    return &get_part (parts, number)->hour.zone;
  for (guint i = number + 1; i < parts->len && get_part (parts, i)->kind != RC_PART_HOUR; i++)
    if (get_part (parts, i)->kind == RC_PART_ZONE)
      return &get_part (parts, i)->zone;
  for (guint i = number; i > 0 && number - i < 3; i--)
    if (get_part (parts, i - 1)->kind == RC_PART_ZONE)
      return &get_part (parts, i - 1)->zone;
  for (guint i = 0; i < parts->len; i++)
    if (get_part (parts, i)->kind == RC_PART_ZONE)
      {
        only = &get_part (parts, i)->zone;
        n++;
      }
  return n == 1 ? only : NULL;
}

/* The first hour of "from 9:00 to 17:00" is none. */
static gboolean
begins_range (GArray *parts, guint number, guint to)
{
  const RcPart *part = number + 2 < to ? get_part (parts, number + 1) : NULL;

  if (part == NULL || get_part (parts, number + 2)->kind != RC_PART_HOUR)
    return FALSE;
  return (part->kind == RC_PART_SIGN && part->sign == '-') || (part->clue & RC_CLUE_LIMIT) != 0 ||
         part->kind == RC_PART_WORD;
}

static gboolean
has_evening (GArray *parts, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      const RcPart *part = get_part (parts, i);

      if (part->kind == RC_PART_HOUR &&
          (part->hour.kind == RC_PROSE_NO_HOUR || (part->hour.kind == RC_PROSE_HOUR && part->hour.minute >= EVENING)))
        return TRUE;
    }
  return FALSE;
}

/* Takes an hour that is earlier than what the deadline has so far. */
static gboolean
take_hour (RcDeadline *deadline, GArray *parts, guint number, gboolean midnight_ends, const char *funders)
{
  const RcProseHour *hour = &get_part (parts, number)->hour;
  const RcProseZone *zone = find_zone (parts, number);
  g_autoptr (RcDeadline) other = rc_deadline_copy (deadline);
  gboolean unclear = FALSE;

  if (hour->bad)
    return FALSE;
  if (hour->kind == RC_PROSE_NO_HOUR)
    return TRUE;
  g_free (other->zone);
  other->zone = zone != NULL ? rc_prose_zone_resolve (zone, funders, other->year, other->month, other->day, &unclear)
                             : g_strdup (funders);
  if (unclear)
    return FALSE;
  other->precision = RC_DEADLINE_INSTANT;
  other->minute = hour->kind == RC_PROSE_HOUR ? MIN (hour->minute, LAST_MINUTE) : midnight_ends ? LAST_MINUTE : 0;
  if (deadline->precision == RC_DEADLINE_INSTANT && rc_deadline_next (other, 0) >= rc_deadline_next (deadline, 0))
    return TRUE;
  deadline->precision = RC_DEADLINE_INSTANT;
  deadline->minute = other->minute;
  g_free (deadline->zone);
  deadline->zone = g_steal_pointer (&other->zone);
  return TRUE;
}

static gboolean
set_zone_of_day (RcDeadline *deadline, GArray *parts, guint number, const char *funders)
{
  const RcProseZone *zone = find_zone (parts, number);
  gboolean unclear = FALSE;

  g_free (deadline->zone);
  deadline->zone = zone != NULL
                       ? rc_prose_zone_resolve (zone, funders, deadline->year, deadline->month, deadline->day, &unclear)
                       : g_strdup (funders);
  return !unclear;
}

gboolean
rc_deadline_set_hour (RcDeadline *deadline, GArray *parts, guint number, gboolean to_end, const char *funders)
{
  gboolean midnight_ends;
  guint from, to;

  find_hours (parts, number, &from, &to);
  midnight_ends = to_end || has_evening (parts, from, to);
  for (guint i = from; i < to; i++)
    {
      const RcPart *part = get_part (parts, i);

      if (part->kind != RC_PART_HOUR || begins_range (parts, i, to))
        continue;
      if (part->hour.kind == RC_PROSE_MIDNIGHT && has_evening (parts, from, to) && !to_end)
        continue;
      if (!take_hour (deadline, parts, i, midnight_ends, funders))
        return FALSE;
    }
  return deadline->precision == RC_DEADLINE_INSTANT || set_zone_of_day (deadline, parts, number, funders);
}
