/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines as lines of numbers. A yearly one keeps its day, since its instant is another one every year: the line is
 * what rc_deadline_next needs to work it out when somebody asks. */
#define G_LOG_DOMAIN "rc-search"

#include "search/closing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "record/deadline.h"

/* A source that lists more is read so far; the longest name of a zone has half as many letters. */
#define MAX_DEADLINES 64
#define MAX_ZONE 64
#define NOT_STATED "?\n"

struct _RcClosings
{
  gint64 now;
  GHashTable *known; /* (owned) char * text → Next */
};

typedef struct
{
  gint64 instant; /* G_MAXINT64: none */
  guint day;      /* as in rc_closings_find */
} Next;

static gboolean
is_yearly (const RcDeadline *deadline)
{
  return deadline->yearly || deadline->year == 0;
}

/* The funder's day, where it is not Almaty's; else 0. */
static guint
get_other_day (const RcDeadline *deadline, gint64 instant)
{
  const RcDeadline here = { .zone = NULL };
  guint day = deadline->zone != NULL ? rc_deadline_get_day (deadline, instant) : 0;

  return day != 0 && day != rc_deadline_get_day (&here, instant) ? day : 0;
}

static void
append_instant (GString *text, const RcDeadline *deadline, gint64 end)
{
  gint64 instant = rc_deadline_next (deadline, 0);
  guint day = get_other_day (deadline, instant);

  if (day != 0)
    g_string_append_printf (text, "%" PRId64 " %u\n", instant, day);
  else if (instant != end)
    g_string_append_printf (text, "%" PRId64 "\n", instant);
}

char *
rc_closing_to_text (GPtrArray *deadlines, gint64 end)
{
  GString *text = g_string_new (NULL);

  if (end == G_MAXINT64 && (deadlines == NULL || deadlines->len == 0))
    g_string_append (text, NOT_STATED);
  for (guint i = 0; deadlines != NULL && i < MIN (deadlines->len, MAX_DEADLINES); i++)
    {
      const RcDeadline *deadline = g_ptr_array_index (deadlines, i);
      const char *zone = deadline->zone != NULL ? deadline->zone : "";

      if (deadline->precision == RC_DEADLINE_ROLLING || strlen (zone) >= MAX_ZONE)
        continue;
      if (is_yearly (deadline))
        g_string_append_printf (text, "%d %d %d %d %d %s\n", (int) deadline->precision, deadline->year, deadline->month,
                                deadline->day, deadline->minute, zone);
      else
        append_instant (text, deadline, end);
    }
  return g_string_free (text, FALSE);
}

gboolean
rc_closing_is_not_stated (const char *text)
{
  return g_strcmp0 (text, NOT_STATED) == 0;
}

static Next
next_of_line (const char *line, gint64 now)
{
  char zone[MAX_ZONE] = "";
  RcDeadline deadline = { .yearly = TRUE };
  Next next;
  char *behind;
  int precision;

  if (sscanf (line, "%d %d %d %d %d %63s", &precision, &deadline.year, &deadline.month, &deadline.day, &deadline.minute,
              zone)
      < 5)
    {
      next.instant = g_ascii_strtoll (line, &behind, 10);
      next.day = (guint) g_ascii_strtoull (behind, NULL, 10);
      return next;
    }
  deadline.precision = (RcDeadlinePrecision) precision;
  deadline.zone = *zone != '\0' ? zone : NULL;
  next.instant = rc_deadline_next (&deadline, now);
  next.day = get_other_day (&deadline, next.instant);
  return next;
}

RcClosings *
rc_closings_new (gint64 now)
{
  RcClosings *self = g_new0 (RcClosings, 1);

  self->now = now;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
rc_closings_free (RcClosings *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_free (self);
}

/* The earliest instant that is not over; G_MAXINT64: none. */
static Next
work_out (const char *text, gint64 now)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", MAX_DEADLINES + 1);
  Next next = { G_MAXINT64, 0 };

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      Next one = next_of_line (lines[i], now);

      if (one.instant > now && one.instant < next.instant)
        next = one;
    }
  return next;
}

gint64
rc_closings_find (RcClosings *self, const char *text, gint64 end, guint *day)
{
  Next *next;

  *day = 0;
  if (text == NULL || *text == '\0')
    return end;
  next = g_hash_table_lookup (self->known, text);
  if (next == NULL)
    {
      next = g_new (Next, 1);
      *next = work_out (text, self->now);
      g_hash_table_insert (self->known, g_strdup (text), next);
    }
  if (next->instant > end)
    return end;
  *day = next->day;
  return next->instant;
}

gint64
rc_closings_get_next (RcClosings *self, const char *text, gint64 end)
{
  guint day;

  return rc_closings_find (self, text, end, &day);
}
