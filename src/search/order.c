/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page is picked out of the hits without sorting all of them: the file has the order of all its records. */
#define G_LOG_DOMAIN "rc-search"

#include "search/order.h"

#include <string.h>

#include "search/closing.h"

/* What it costs to look up the place of a record, in steps along the order of all. */
#define PICK_COST 12

typedef struct
{
  guint64 key;   /* ascending */
  guint32 id;
  guint32 number; /* in the delta */
} Place;

void
rc_hits_clear (RcHits *self)
{
  g_clear_pointer (&self->of_file, rc_bits_free);
  g_clear_pointer (&self->of_delta, rc_bits_free);
}

void
rc_hits_copy (RcHits *self, const RcHits *other)
{
  self->of_file = other->of_file != NULL ? rc_bits_copy (other->of_file) : NULL;
  self->of_delta = other->of_delta != NULL ? rc_bits_copy (other->of_delta) : NULL;
}

void
rc_hits_and (RcHits *self, const RcHits *other)
{
  if (self->of_file != NULL)
    rc_bits_and (self->of_file, other->of_file);
  if (self->of_delta != NULL)
    rc_bits_and (self->of_delta, other->of_delta);
}

void
rc_hits_and_not (RcHits *self, const RcHits *other)
{
  if (self->of_file != NULL)
    rc_bits_and_not (self->of_file, other->of_file);
  if (self->of_delta != NULL)
    rc_bits_and_not (self->of_delta, other->of_delta);
}

gboolean
rc_hits_meet (const RcHits *self, const RcHits *other)
{
  return (self->of_file != NULL && other->of_file != NULL && rc_bits_meet (self->of_file, other->of_file))
         || (self->of_delta != NULL && other->of_delta != NULL && rc_bits_meet (self->of_delta, other->of_delta));
}

guint64
rc_hits_count (const RcHits *self)
{
  return (self->of_file != NULL ? rc_bits_count (self->of_file) : 0)
         + (self->of_delta != NULL ? rc_bits_count (self->of_delta) : 0);
}

static void
append_id (RcPage *self, guint32 id)
{
  gint64 wide = id;

  if (self->n_to_skip > 0)
    self->n_to_skip--;
  else if (self->n_wanted > 0)
    {
      g_array_append_val (self->ids, wide);
      self->n_wanted--;
    }
}

/* Nothing of these hits is on the page. */
static gboolean
passes_over (RcPage *self, const RcHits *hits)
{
  guint64 n;

  if (self->n_wanted == 0)
    return TRUE;
  if (self->n_to_skip == 0)
    return FALSE;
  n = rc_hits_count (hits);
  if (n > self->n_to_skip)
    return FALSE;
  self->n_to_skip -= n;
  return TRUE;
}

/* By age: the higher id first. */
static int
compare_ages (gconstpointer a, gconstpointer b, gpointer unused)
{
  const Place *one = a, *other = b;

  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;
  return one->id > other->id ? -1 : one->id < other->id;
}

static void
sift_down (Place *heap, guint n, guint at, GCompareDataFunc compare, gpointer data)
{
  for (guint child = 2 * at + 1; child < n; at = child, child = 2 * at + 1)
    {
      Place swap = heap[at];

      if (child + 1 < n && compare (&heap[child + 1], &heap[child], data) > 0)
        child++;
      if (compare (&heap[child], &heap[at], data) <= 0)
        return;
      heap[at] = heap[child];
      heap[child] = swap;
    }
}

/* Keeps the `n` lowest of all that are added: a heap of them with the highest on top, which whatever is lower replaces. */
static void
add_place (GArray *places, guint64 n, const Place *place, GCompareDataFunc compare, gpointer data)
{
  Place *heap;

  if (places->len < n)
    {
      g_array_append_vals (places, place, 1);
      heap = (Place *) (void *) places->data;
      for (guint i = places->len == n ? places->len / 2 : 0; i-- > 0;)
        sift_down (heap, places->len, i, compare, data);
      return;
    }
  heap = (Place *) (void *) places->data;
  if (n == 0 || place->key > heap[0].key || compare (place, &heap[0], data) >= 0)
    return;
  heap[0] = *place;
  sift_down (heap, places->len, 0, compare, data);
}

static guint64
get_key (const RcIndexFile *file, gboolean by_title, guint32 id)
{
  return by_title ? file->title_ranks[id] : file->ages[id];
}

/* Each of the hits is looked at. */
static void
pick_from_file (const RcIndexFile *file, const RcBits *hits, gboolean by_title, guint64 n, GArray *places)
{
  guint32 id;

  for (guint32 from = 0; rc_bits_next (hits, from, &id); from = id + 1)
    {
      Place place = { get_key (file, by_title, id), id, 0 };

      add_place (places, n, &place, compare_ages, NULL);
    }
  g_array_sort_with_data (places, compare_ages, NULL);
}

/* How many records of the file are newer than any hit. */
static guint32
count_newer (const RcIndexFile *file, guint64 least_age)
{
  guint32 from = 0, end = least_age > 0 ? file->header->n_records : 0;

  while (from < end)
    {
      guint32 middle = from + (end - from) / 2, id = file->age_order[middle];

      if (id <= file->header->highest_id && file->ages[id] < least_age)
        from = middle + 1;
      else
        end = middle;
    }
  return from;
}

/* Looks along the order of all records from `first` on. FALSE: the first `n` hits are not among so many. */
static gboolean
walk_along_file (const RcIndexFile *file, const RcBits *hits, gboolean by_title, guint64 n, guint32 first, guint64 n_steps,
                 GArray *places)
{
  for (guint32 i = first; i < MIN (file->header->n_records, first + n_steps) && places->len < n; i++)
    {
      Place place = { i, by_title ? file->title_order[i] : file->age_order[i], 0 };

      if (!rc_bits_has (hits, place.id))
        continue;
      if (!by_title)
        place.key = file->ages[place.id];
      g_array_append_val (places, place);
    }
  return places->len == n;
}

/* The first of the file's hits, as many as the page may want. */
static GArray *
take_from_file (const RcPage *self, const RcBits *hits, gboolean by_title)
{
  const RcIndexFile *file = self->snapshot->file;
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint64 n_hits = hits != NULL ? rc_bits_count (hits) : 0;
  guint64 n = self->n_wanted >= n_hits ? n_hits : MIN (n_hits, self->n_to_skip + self->n_wanted);

  if (n == 0)
    return places;
  /* Hits of old years are far down: walking goes on no longer than picking takes. */
  if (n_hits * PICK_COST >= file->header->n_records / n_hits * n
      && walk_along_file (file, hits, by_title, n, by_title ? 0 : count_newer (file, self->least_age), n_hits * PICK_COST,
                          places))
    return places;
  g_array_set_size (places, 0);
  pick_from_file (file, hits, by_title, n, places);
  return places;
}

/* How many titles of the file stand before it. */
static guint32
find_title_rank (const RcIndexFile *file, const RcDeltaRecord *record)
{
  RcKeysCursor cursor;
  gboolean more;

  if (file == NULL)
    return 0;
  more = rc_keys_seek (&file->titles, record->title_key, record->title_key_length, &cursor);
  while (more && file->title_order[cursor.number] < record->id
         && rc_keys_compare (cursor.key, cursor.length, record->title_key, MIN (record->title_key_length, RC_MAX_KEY)) == 0)
    more = rc_keys_cursor_next (&cursor);
  return more ? cursor.number : file->header->n_records;
}

static int
compare_titles (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *records = data;
  const Place *one = a, *other = b;
  const RcDeltaRecord *first = &g_array_index (records, RcDeltaRecord, one->number);
  const RcDeltaRecord *second = &g_array_index (records, RcDeltaRecord, other->number);
  int order = one->key < other->key ? -1 : one->key > other->key;

  if (order == 0)
    order = rc_keys_compare (first->title_key, first->title_key_length, second->title_key, second->title_key_length);
  return order != 0 ? order : one->id < other->id ? -1 : one->id > other->id;
}

/* The first of the delta's hits, as many as the page may want. */
static GArray *
take_from_delta (const RcPage *self, const RcBits *hits, gboolean by_title)
{
  const GCompareDataFunc compare = by_title ? compare_titles : compare_ages;
  GArray *records = self->snapshot->delta->records, *places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint64 n = self->n_to_skip + self->n_wanted;
  guint32 number;

  for (guint32 from = 0; hits != NULL && rc_bits_next (hits, from, &number); from = number + 1)
    {
      RcDeltaRecord *record = &g_array_index (records, RcDeltaRecord, number);
      Place place = { record->age, record->id, number };

      if (by_title && record->title_rank == G_MAXUINT32)
        record->title_rank = find_title_rank (self->snapshot->file, record);
      if (by_title)
        place.key = record->title_rank;
      add_place (places, n, &place, compare, records);
    }
  g_array_sort_with_data (places, compare, records);
  return places;
}

static void
append_in_order (RcPage *self, const RcHits *hits, gboolean by_title)
{
  g_autoptr (GArray) file = NULL;
  g_autoptr (GArray) delta = NULL;
  guint at = 0;

  if (passes_over (self, hits))
    return;
  file = take_from_file (self, hits->of_file, by_title);
  delta = take_from_delta (self, hits->of_delta, by_title);
  for (guint i = 0; i <= file->len; i++)
    {
      const Place *place = i < file->len ? &g_array_index (file, Place, i) : NULL;

      for (; at < delta->len; at++)
        {
          const Place *other = &g_array_index (delta, Place, at);

          if (place != NULL && (by_title ? other->key > place->key : compare_ages (other, place, NULL) > 0))
            break;
          append_id (self, other->id);
        }
      if (place != NULL)
        append_id (self, place->id);
    }
}

void
rc_page_append_by_age (RcPage *self, const RcHits *hits)
{
  append_in_order (self, hits, FALSE);
}

void
rc_page_append_by_title (RcPage *self, const RcHits *hits)
{
  append_in_order (self, hits, TRUE);
}

void
rc_page_get_closed (const RcPage *self, RcHits *closed)
{
  const RcDelta *delta = self->snapshot->delta;
  guint32 number;

  closed->of_delta = rc_bits_new_in (self->snapshot->pool, rc_delta_get_most (delta));
  for (guint32 from = 0; rc_bits_next (delta->grants, from, &number); from = number + 1)
    if (g_array_index (delta->records, RcDeltaRecord, number).deadline <= self->now)
      rc_bits_add (closed->of_delta, number);
}

/* Open ones by the next deadline, closed ones by the last, the latest first. */
static void
add_grant (GArray *open, GArray *closed, RcClosings *closings, gint64 now, gint64 deadline, const char *text, guint32 id)
{
  Place place = { .id = id };

  if (deadline <= now)
    {
      place.key = (guint64) (G_MAXINT64 - MAX (deadline, 0));
      g_array_append_val (closed, place);
      return;
    }
  place.key = (guint64) rc_closings_get_next (closings, text, deadline);
  g_array_append_val (open, place);
}

/* Takes the grants out of the hits. */
static void
take_grants (const RcPage *self, RcHits *hits, GArray *open, GArray *closed)
{
  const RcIndexFile *file = self->snapshot->file;
  g_autoptr (RcClosings) closings = rc_closings_new (self->now);
  guint32 number;

  for (gsize i = 0; hits->of_file != NULL && i < file->n_grants; i++)
    {
      const RcGrantEntry *grant = &file->grants[i];

      if (!rc_bits_has (hits->of_file, grant->id))
        continue;
      rc_bits_remove (hits->of_file, grant->id);
      add_grant (open, closed, closings, self->now, grant->deadline,
                 grant->closings < file->closings_bytes ? file->closings + grant->closings : "", grant->id);
    }
  for (guint32 from = 0; hits->of_delta != NULL && rc_bits_next (hits->of_delta, from, &number); from = number + 1)
    {
      const RcDeltaRecord *record = &g_array_index (self->snapshot->delta->records, RcDeltaRecord, number);

      if (record->deadline == 0)
        continue;
      rc_bits_remove (hits->of_delta, number);
      add_grant (open, closed, closings, self->now, record->deadline, record->closings, record->id);
    }
  g_array_sort_with_data (open, compare_ages, NULL);
  g_array_sort_with_data (closed, compare_ages, NULL);
}

static void
append_places (RcPage *self, const GArray *places)
{
  for (guint i = 0; i < places->len; i++)
    append_id (self, g_array_index (places, Place, i).id);
}

void
rc_page_append_by_deadline (RcPage *self, const RcHits *hits)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GArray) closed = g_array_new (FALSE, FALSE, sizeof (Place));
  g_auto (RcHits) others = { NULL, NULL };

  rc_hits_copy (&others, hits);
  take_grants (self, &others, open, closed);
  append_places (self, open);
  rc_page_append_by_age (self, &others);
  append_places (self, closed);
}
