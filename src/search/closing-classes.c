/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants in classes by the day they close next. The index knows deadlines, not classes: these are worked out once a day, or when one
 * of the grants has closed, and kept with the snapshot. */
#define G_LOG_DOMAIN "rc-search"

#include "search/closing-classes.h"

#include <string.h>

#include "record/deadline.h"
#include "search/closing.h"
#include "search/facets.h"

#define DAYS_OF_WEEK 7
#define DAYS_OF_MONTH 30
/* One in so many records: looked up one by one, they take longer than a set, and as much room. */
#define MANY 64

/* In the order of the facet's words. */
typedef enum
{
  CLASS_WEEK,    /* in the next seven days */
  CLASS_MONTH,   /* in the next thirty, but not in the next seven */
  CLASS_LATER,
  CLASS_ROLLING, /* never */
  CLASS_NOT_STATED,
  CLASS_CLOSED,
  N_CLASSES,
  CLASS_UNKNOWN = N_CLASSES,
} Class;

struct _RcClosingClasses
{
  gint64 since, until; /* Unix seconds between which this is true */
  gint64 now;
  guint today;         /* as rc_deadline_today */
  gint64 end_of_week, end_of_month;
  RcClosings *closings;       /* (owned) */
  GArray *of_file[N_CLASSES]; /* (owned) guint32 ids */
  RcBits *many[N_CLASSES];    /* (owned) (nullable) the same as a set, where they are so many */
  GArray *of_delta;           /* (owned) guint8 Class, by number, as far as they were asked for */
};

void
rc_closing_classes_free (RcClosingClasses *self)
{
  if (self == NULL)
    return;
  rc_closings_free (self->closings);
  for (guint i = 0; i < N_CLASSES; i++)
    {
      g_array_unref (self->of_file[i]);
      g_clear_pointer (&self->many[i], rc_bits_free);
    }
  g_array_unref (self->of_delta);
  g_free (self);
}

/* The instant at which a day of Almaty ends. */
static gint64
end_of_day (guint day)
{
  RcDeadline deadline = { .precision = RC_DEADLINE_DAY };
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  deadline.year = (int) g_date_get_year (&date);
  deadline.month = (int) g_date_get_month (&date);
  deadline.day = (int) g_date_get_day (&date);
  return rc_deadline_next (&deadline, 0);
}

static Class
find_class (RcClosingClasses *self, gint64 deadline, const char *text)
{
  gint64 next;
  guint day;

  if (deadline <= self->now)
    return CLASS_CLOSED;
  next = rc_closings_find (self->closings, text, deadline, &day);
  self->until = MIN (self->until, next);
  if (next == G_MAXINT64)
    return rc_closing_is_not_stated (text) ? CLASS_NOT_STATED : CLASS_ROLLING;
  if (day != 0)
    return day <= self->today + DAYS_OF_WEEK ? CLASS_WEEK : day <= self->today + DAYS_OF_MONTH ? CLASS_MONTH : CLASS_LATER;
  return next <= self->end_of_week ? CLASS_WEEK : next <= self->end_of_month ? CLASS_MONTH : CLASS_LATER;
}

/* Where there are many, as a set, and the list is not wanted any more. */
static void
note_many (RcClosingClasses *self, guint class, guint32 highest_id)
{
  GArray *ids = self->of_file[class];

  if (ids->len <= highest_id / MANY)
    return;
  self->many[class] = rc_bits_new (highest_id);
  for (guint i = 0; i < ids->len; i++)
    rc_bits_add (self->many[class], g_array_index (ids, guint32, i));
  self->of_file[class] = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_unref (ids);
}

static RcClosingClasses *
classes_new (const RcIndexFile *file, gint64 now)
{
  RcClosingClasses *self = g_new0 (RcClosingClasses, 1);

  self->now = self->since = now;
  self->today = rc_deadline_today (now);
  self->until = end_of_day (self->today);
  self->end_of_week = end_of_day (self->today + DAYS_OF_WEEK);
  self->end_of_month = end_of_day (self->today + DAYS_OF_MONTH);
  self->closings = rc_closings_new (now);
  self->of_delta = g_array_new (FALSE, FALSE, sizeof (guint8));
  for (guint i = 0; i < N_CLASSES; i++)
    self->of_file[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (gsize i = 0; file != NULL && i < file->n_grants; i++)
    {
      const RcGrantEntry *grant = &file->grants[i];
      const char *text = grant->closings < file->closings_bytes ? file->closings + grant->closings : "";

      if (grant->id <= file->header->highest_id)
        g_array_append_val (self->of_file[find_class (self, grant->deadline, text)], grant->id);
    }
  for (guint i = 0; file != NULL && i < N_CLASSES; i++)
    note_many (self, i, file->header->highest_id);
  return self;
}

static RcClosingClasses *
get_classes (RcSnapshot *snapshot, gint64 now)
{
  RcClosingClasses *self = snapshot->closing_classes;

  if (self != NULL && now >= self->since && now < self->until)
    return self;
  rc_closing_classes_free (self);
  snapshot->closing_classes = classes_new (snapshot->file, now);
  return snapshot->closing_classes;
}

/* N_CLASSES: it is no grant. */
static Class
get_class_in_delta (RcClosingClasses *self, const RcDelta *delta, guint32 number)
{
  const RcDeltaRecord *record = &g_array_index (delta->records, RcDeltaRecord, number);
  const guint8 unknown = CLASS_UNKNOWN;
  guint8 *class;

  if (record->deadline == 0)
    return N_CLASSES;
  while (self->of_delta->len <= number)
    g_array_append_val (self->of_delta, unknown);
  class = &g_array_index (self->of_delta, guint8, number);
  if (*class == CLASS_UNKNOWN)
    *class = (guint8) find_class (self, record->deadline, record->closings != NULL ? record->closings : "");
  return (Class) *class;
}

guint
rc_closing_class_from_string (const char *name)
{
  const char *const *words = rc_facet_name_get_words (RC_FACET_CLOSING);

  for (guint i = 0; i < N_CLASSES; i++)
    if (strcmp (words[i], name) == 0)
      return 1u << i;
  return 0;
}

void
rc_closing_classes_add (RcSnapshot *snapshot, gint64 now, guint classes, RcHits *passing)
{
  RcClosingClasses *self = get_classes (snapshot, now);
  guint32 number;

  for (guint i = 0; i < N_CLASSES; i++)
    {
      if (passing->of_file == NULL || (classes & 1u << i) == 0)
        continue;
      if (self->many[i] != NULL)
        rc_bits_or (passing->of_file, self->many[i]);
      for (guint j = 0; j < self->of_file[i]->len; j++)
        rc_bits_add (passing->of_file, g_array_index (self->of_file[i], guint32, j));
    }
  for (guint32 from = 0; rc_bits_next (snapshot->delta->live, from, &number); from = number + 1)
    if ((classes & 1u << get_class_in_delta (self, snapshot->delta, number)) != 0)
      rc_bits_add (passing->of_delta, number);
}

GArray *
rc_closing_classes_count (RcSnapshot *snapshot, gint64 now, const RcHits *hits)
{
  RcClosingClasses *self = get_classes (snapshot, now);
  GArray *facet = rc_facet_new ();
  guint64 n[N_CLASSES + 1] = { 0 };
  guint32 number;

  for (guint i = 0; i < N_CLASSES; i++)
    {
      if (hits->of_file == NULL)
        continue;
      if (self->many[i] != NULL)
        n[i] = rc_bits_count_common (hits->of_file, self->many[i]);
      for (guint j = 0; j < self->of_file[i]->len; j++)
        n[i] += rc_bits_has (hits->of_file, g_array_index (self->of_file[i], guint32, j));
    }
  for (guint32 from = 0; hits->of_delta != NULL && rc_bits_next (hits->of_delta, from, &number); from = number + 1)
    n[get_class_in_delta (self, snapshot->delta, number)]++;
  for (guint i = 0; i < N_CLASSES; i++)
    if (n[i] > 0)
      rc_facet_add (facet, rc_facet_name_get_words (RC_FACET_CLOSING)[i], n[i]);
  return facet;
}
