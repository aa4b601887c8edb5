/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer held against all records. */
#include "scan-private.h"

#include <string.h>

#include "record/deadline.h"
#include "text/fold.h"

/* The tiers of src/search/RANKING.md; what is in none of them comes last. */
enum
{
  IN_TITLES = IN_TITLE | IN_OTHER_TITLES,
  IN_TITLES_AND_SUBJECTS = IN_TITLES | IN_SUBJECTS,
  IN_MOST = IN_ALL & ~IN_FULL_TEXT,
};
#define MAX_SPLITS 3

static const struct
{
  guint columns;
  guint ways;
  gboolean splits;
} tiers[] = {
  { IN_TITLE, 0, FALSE },
  { IN_TITLE, AS_BEGINNING, FALSE },
  { IN_TITLES, 0, FALSE },
  { IN_TITLES, AS_BEGINNING, FALSE },
  { IN_TITLES_AND_SUBJECTS, 0, TRUE },
  { IN_TITLES_AND_SUBJECTS, AS_BEGINNING, TRUE },
  { IN_TITLES_AND_SUBJECTS | IN_PEOPLE, 0, TRUE },
  { IN_TITLES_AND_SUBJECTS | IN_PEOPLE, AS_BEGINNING, TRUE },
  { IN_MOST, 0, TRUE },
  { IN_MOST, AS_BEGINNING, TRUE },
  { IN_ALL, 0, TRUE },
  { IN_ALL, AS_BEGINNING, TRUE },
  { IN_TITLES_AND_SUBJECTS, AS_BEGINNING | AS_LABEL, TRUE },
  { IN_TITLE, AS_BEGINNING | AS_FORM, FALSE },
  { IN_ALL, AS_BEGINNING | AS_FORM | AS_LABEL, TRUE },
  { IN_ALL, AS_BEGINNING | AS_FORM | AS_LABEL | AS_NARROWER, TRUE },
  { IN_TITLE, AS_ANY & ~AS_BEGINNING, FALSE },
  { IN_TITLE, AS_ANY, FALSE },
  { IN_ALL, AS_ANY & ~AS_BEGINNING, TRUE },
  { IN_ALL, AS_ANY, TRUE },
};

/* A hit and where it stands. */
typedef struct
{
  const Record *record;
  guint64 keys[4]; /* ascending */
} Place;

/* Two headings of one subject are one value. */
static char *
make_value (Scan *self, RcFacetName name, const char *value)
{
  gboolean heading = name == RC_FACET_SUBJECT || name == RC_FACET_PLACE || name == RC_FACET_FIELD;
  gint64 subject = heading ? scan_find_subject (self, value) : 0;

  return subject != 0 ? g_strdup_printf ("#%d", (int) subject) : g_strdup (value);
}

static void
add_values (Scan *self, RcFacetName name, const char *const *values, GPtrArray *out)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      g_autofree char *value = make_value (self, name, values[i]);

      if (*value != '\0' && !g_ptr_array_find_with_equal_func (out, value, g_str_equal, NULL))
        g_ptr_array_add (out, g_steal_pointer (&value));
    }
}

/* By the day that people are told. */
static const char *
find_closing (const RcSearchEntry *entry, gint64 now)
{
  const RcDeadline *current = rc_deadlines_current (entry->deadlines, now);
  guint day, today = rc_deadline_today (now);

  if (entry->deadline <= now)
    return entry->deadline != 0 ? "closed" : "";
  if (current == NULL)
    return "unstated";
  day = rc_deadline_get_day (current, rc_deadline_next (current, now));
  return day <= today + 7 ? "week" : day <= today + 30 ? "month" : "later";
}

static void
add_availabilities (Scan *self, guint availability, GPtrArray *out)
{
  const char *const values[] = { (availability & RC_AVAILABLE_HERE) != 0 ? "here" : "",
                                 (availability & RC_AVAILABLE_ON_SHELF) != 0 ? "shelf" : "",
                                 (availability & RC_AVAILABLE_OUT) != 0 ? "out" : "",
                                 (availability & RC_AVAILABLE_ON_DISC) != 0 ? "disc" : "", NULL };

  add_values (self, RC_FACET_AVAILABILITY, values, out);
}

/* What the record is counted under, each once. */
static GPtrArray *
list_values (Scan *self, const RcSearchEntry *entry, RcFacetName name)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);
  const char *material = entry->material != RC_MATERIAL_NONE ? rc_material_to_string (entry->material) : "";
  const char *one[] = { rc_kind_to_string (entry->kind), NULL };
  char year[16];

  switch (name)
    {
    case RC_FACET_GROUP:
      one[0] = *material != '\0' ? material : one[0];
      break;
    case RC_FACET_KIND:
      break;
    case RC_FACET_MATERIAL:
      one[0] = material;
      break;
    case RC_FACET_LANGUAGE:
      add_values (self, name, entry->languages, out);
      return out;
    case RC_FACET_YEAR:
      g_snprintf (year, sizeof year, "%d", entry->year);
      one[0] = entry->year != 0 ? year : "";
      break;
    case RC_FACET_SUBJECT:
      add_values (self, name, entry->subjects, out);
      return out;
    case RC_FACET_PLACE:
      add_values (self, name, entry->places, out);
      return out;
    case RC_FACET_AVAILABILITY:
      add_availabilities (self, entry->availability, out);
      return out;
    case RC_FACET_AUDIENCE:
      add_values (self, name, entry->audience, out);
      return out;
    case RC_FACET_COUNTRY:
      if (entry->countries != NULL && g_strv_contains (entry->countries, "any"))
        one[0] = "any";
      else
        {
          add_values (self, name, entry->countries, out);
          return out;
        }
      break;
    case RC_FACET_FIELD:
      if (entry->kind == RC_KIND_GRANT)
        add_values (self, name, entry->subjects, out);
      return out;
    case RC_FACET_CLOSING:
      one[0] = find_closing (entry, self->now);
      break;
    default:
      g_assert_not_reached ();
    }
  add_values (self, name, one, out);
  return out;
}

static gboolean
is_year_within (int year, const char *range)
{
  const char *dots = strstr (range, "..");
  int from = (int) g_ascii_strtoll (range, NULL, 10);
  int to = dots == NULL ? from : dots[2] != '\0' ? (int) g_ascii_strtoll (dots + 2, NULL, 10) : 9999;

  return g_ascii_isdigit (*range) || dots == range ? year != 0 && year >= from && year <= to : FALSE;
}

static gboolean
passes (Scan *self, const RcSearchEntry *entry, const RcSearchQuery *query, RcFacetName name)
{
  g_autoptr (GPtrArray) values = NULL;

  if (query->filters[name] == NULL)
    return TRUE;
  values = list_values (self, entry, name);
  for (guint i = 0; i < query->filters[name]->len; i++)
    {
      const char *filter = g_ptr_array_index (query->filters[name], i);
      g_autofree char *value = make_value (self, name, filter);

      if (name == RC_FACET_COUNTRY && g_ptr_array_find_with_equal_func (values, "any", g_str_equal, NULL))
        return TRUE;
      if (name == RC_FACET_YEAR ? is_year_within (entry->year, filter)
                                : g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL))
        return TRUE;
    }
  return FALSE;
}

/* Closed grants come last. */
static gboolean
is_closed (const RcSearchEntry *entry, gint64 now)
{
  return entry->deadline != 0 && entry->deadline <= now;
}

/* Whether it may answer at all, before words. */
static gboolean
may_answer (const Asked *asked, const RcSearchEntry *entry)
{
  const ModelQuestion *question = asked->question;

  if ((entry->hidden && !question->query->all) || (question->query->open_only && is_closed (entry, asked->now)))
    return FALSE;
  return question->year_to == 0 ||
         (entry->year != 0 && entry->year >= question->year_from && entry->year <= question->year_to);
}

/* Letters only: behind a 1 come cases and marks. */
static gboolean
is_same_title (GBytes *one, GBytes *other)
{
  gsize length, other_length;
  const guint8 *key = g_bytes_get_data (one, &length), *other_key = g_bytes_get_data (other, &other_length);
  const guint8 *end = memchr (key, 1, length);

  length = end != NULL ? (gsize) (end - key) + 1 : length;
  return length > 1 && other_length >= length && memcmp (key, other_key, length) == 0;
}

static gboolean
has_number (const Scan *self, const Record *record, const char *number)
{
  const GArray *columns[] = { record->columns[4].sequence, record->columns[4].others };

  for (guint i = 0; number != NULL && i < G_N_ELEMENTS (columns); i++)
    for (guint j = 0; j < columns[i]->len; j++)
      {
        const Term *term = g_ptr_array_index (self->terms, g_array_index (columns[i], guint32, j));

        if (g_strcmp0 (term->word, number) == 0)
          return TRUE;
      }
  return FALSE;
}

static guint
find_tier (const Scan *self, const Asked *asked, const Record *record)
{
  if (has_number (self, record, asked->number))
    return 0;
  if (asked->title_key != NULL && is_same_title (asked->title_key, record->title_key))
    return 1;
  for (guint i = 0; i < G_N_ELEMENTS (tiers); i++)
    if (scan_matches (asked, record, tiers[i].columns, tiers[i].ways, FALSE))
      return i + 2;
  return G_N_ELEMENTS (tiers) + 1;
}

/* A word of the question, and how many records have it. */
typedef struct
{
  const Unit *unit;
  guint phrase;
  guint64 n;
} Split;

static int
compare_splits (gconstpointer a, gconstpointer b)
{
  const Split *one = a, *other = b;

  return one->n < other->n ? -1 : one->n > other->n;
}

/* The rarest words; none where there is one only. */
static GArray *
find_splits (const Scan *self, const Asked *asked)
{
  GArray *splits = g_array_new (FALSE, FALSE, sizeof (Split));
  guint ways = asked->question->query->exactly ? AS_BEGINNING : AS_ANY;

  for (guint i = 0; i < asked->units->len; i++)
    {
      const Unit *unit = g_ptr_array_index (asked->units, i);

      for (guint j = 0; !unit->typed->excluded && j < unit->phrases->len; j++)
        {
          gboolean several = ((Phrase *) g_ptr_array_index (unit->phrases, j))->words->len > 1;
          Split split = { unit, j, 0 };
          GHashTableIter iter;
          gpointer record;

          g_hash_table_iter_init (&iter, self->records);
          while (g_hash_table_iter_next (&iter, NULL, &record))
            /* Phrases are looked up where they can be hits only. */
            if (!several || (may_answer (asked, &((Record *) record)->model->entry) &&
                             scan_matches (asked, record, IN_ALL, ways, TRUE)))
              split.n += scan_has_phrase (unit, j, record, IN_ALL);
          g_array_append_val (splits, split);
        }
    }
  g_array_sort (splits, compare_splits);
  g_array_set_size (splits, splits->len < 2 ? 0 : MIN (splits->len, MAX_SPLITS));
  return splits;
}

static guint64
get_age (const RcSearchEntry *entry)
{
  return (guint64) (9999 - entry->year) << 40 | (guint64) (1000000 - entry->added);
}

static gint64
get_next_deadline (const RcSearchEntry *entry, gint64 now)
{
  gint64 next = entry->deadline;

  for (guint i = 0; entry->deadlines != NULL && i < entry->deadlines->len; i++)
    {
      gint64 instant = rc_deadline_next (g_ptr_array_index (entry->deadlines, i), now);

      if (instant > now && instant < next)
        next = instant;
    }
  return next;
}

static Place
make_place (const Scan *self, const Asked *asked, const GArray *splits, const Record *record)
{
  const RcSearchEntry *entry = &record->model->entry;
  gboolean closed = is_closed (entry, asked->now);
  Place place = { record, { closed, 0, 0, get_age (entry) } };

  if (asked->question->query->sort == RC_SORT_DEADLINE && entry->deadline != 0)
    {
      place.keys[0] = closed ? 2 : 0;
      place.keys[1] = (guint64) (closed ? G_MAXINT64 - entry->deadline : get_next_deadline (entry, asked->now));
      place.keys[3] = 0;
    }
  else if (asked->question->query->sort == RC_SORT_DEADLINE)
    place.keys[0] = 1;
  else if (asked->question->query->sort == RC_SORT_RELEVANCE && scan_is_limited (asked))
    {
      guint tier = find_tier (self, asked, record);

      place.keys[1] = tier;
      if (tier < 2 || (tier < 2 + G_N_ELEMENTS (tiers) && !tiers[tier - 2].splits))
        return place;
      while (place.keys[2] < splits->len)
        {
          const Split *split = &g_array_index (splits, Split, place.keys[2]);

          if (scan_has_phrase (split->unit, split->phrase, record, IN_TITLE))
            break;
          place.keys[2]++;
        }
    }
  return place;
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer by_title)
{
  const Place *one = a, *other = b;
  gint64 id = one->record->model->entry.id, other_id = other->record->model->entry.id;
  int order = 0;

  for (guint i = 0; i < G_N_ELEMENTS (one->keys); i++)
    {
      if (i == 1 && by_title != NULL)
        {
          order = g_bytes_compare (one->record->title_key, other->record->title_key);
          return order != 0 ? order : id < other_id ? -1 : id > other_id;
        }
      if (one->keys[i] != other->keys[i])
        return one->keys[i] < other->keys[i] ? -1 : 1;
    }
  return id > other_id ? -1 : id < other_id;
}

static void
check_page (Scan *self, const Asked *asked, GPtrArray *hits, const RcSearchAnswer *answer)
{
  const RcSearchQuery *query = asked->question->query;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GArray) splits = find_splits (self, asked);
  guint64 n = hits->len > query->offset ? MIN (hits->len - query->offset, query->limit) : 0;

  for (guint i = 0; i < hits->len; i++)
    {
      Place place = make_place (self, asked, splits, g_ptr_array_index (hits, i));

      g_array_append_val (places, place);
    }
  g_array_sort_with_data (places, compare_places, GINT_TO_POINTER (query->sort == RC_SORT_TITLE));
  g_assert_cmpuint (answer->ids->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const Place *place = &g_array_index (places, Place, query->offset + i);

      if (g_array_index (answer->ids, gint64, i) != place->record->model->entry.id)
        g_error ("“%s”, sort %d: %d. is %d, not %d (tier %d)", query->text, (int) query->sort, (int) i,
                 (int) g_array_index (answer->ids, gint64, i), (int) place->record->model->entry.id,
                 (int) place->keys[1]);
    }
}

/* What is for any country counts for each that is listed: those somebody chose, and those that grants name. */
static void
spread_any_country (const RcSearchQuery *query, GHashTable *counts)
{
  guint any = GPOINTER_TO_UINT (g_hash_table_lookup (counts, "any"));
  const GPtrArray *chosen = query->filters[RC_FACET_COUNTRY];
  GHashTableIter iter;
  gpointer country, n;

  for (guint i = 0; any > 0 && chosen != NULL && i < chosen->len; i++)
    if (!g_hash_table_contains (counts, g_ptr_array_index (chosen, i)))
      g_hash_table_insert (counts, g_strdup (g_ptr_array_index (chosen, i)), NULL);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &country, &n))
    if (strcmp (country, "any") != 0)
      g_hash_table_iter_replace (&iter, GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + any));
}

static guint
get_closing_rank (const char *closing)
{
  static const char *const closings[] = { "week", "month", "later", "rolling", "unstated", "closed" };
  guint rank = 0;

  while (strcmp (closings[rank], closing) != 0)
    rank++;
  return rank;
}

static void
check_facet (Scan *self, const Asked *asked, RcFacetName name, GHashTable *counts, const RcSearchAnswer *answer)
{
  const GArray *facet = answer->facets[name];

  for (guint i = 0; i < facet->len; i++)
    {
      const RcFacetValue *one = &g_array_index (facet, RcFacetValue, i);
      const RcFacetValue *before = i > 0 ? one - 1 : NULL;
      g_autofree char *value = make_value (self, name, one->value);

      if (GPOINTER_TO_UINT (g_hash_table_lookup (counts, value)) != one->count)
        g_error ("“%s”, %s %s: %d, not %d", asked->question->query->text, rc_facet_name_to_string (name), one->value,
                 (int) one->count, (int) GPOINTER_TO_UINT (g_hash_table_lookup (counts, value)));
      if (before != NULL && name == RC_FACET_YEAR)
        g_assert_cmpint (strcmp (before->value, one->value), >, 0);
      else if (before != NULL && name == RC_FACET_CLOSING)
        g_assert_cmpuint (get_closing_rank (before->value), <, get_closing_rank (one->value));
      else if (before != NULL)
        g_assert_true (before->count > one->count ||
                       (before->count == one->count && strcmp (before->value, one->value) < 0));
      g_hash_table_remove (counts, value);
    }
  if (g_hash_table_size (counts) > 0)
    g_error ("“%s”: values of %s are missing", asked->question->query->text, rc_facet_name_to_string (name));
}

/* Each facet counts what passes the filters of the others. */
static void
check_facets (Scan *self, const Asked *asked, GPtrArray *found, const RcSearchAnswer *answer)
{
  for (guint name = 0; name < RC_N_FACETS; name++)
    {
      g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint i = 0; i < found->len; i++)
        {
          const RcSearchEntry *entry = &((const Record *) g_ptr_array_index (found, i))->model->entry;
          g_autoptr (GPtrArray) values = NULL;
          gboolean in = TRUE;

          for (guint other = 0; in && other < RC_N_FACETS; other++)
            in = other == name || passes (self, entry, asked->question->query, (RcFacetName) other);
          if (!in)
            continue;
          values = list_values (self, entry, (RcFacetName) name);
          for (guint j = 0; j < values->len; j++)
            {
              const char *value = g_ptr_array_index (values, j);
              guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, value));

              g_hash_table_replace (counts, g_strdup (value), GUINT_TO_POINTER (n + 1));
            }
        }
      if (name == RC_FACET_COUNTRY)
        spread_any_country (asked->question->query, counts);
      check_facet (self, asked, (RcFacetName) name, counts, answer);
    }
}

void
scan_check (Scan *self, const ModelQuestion *question, const RcSearchAnswer *answer)
{
  g_autoptr (Asked) asked = scan_take_apart (self, question);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GPtrArray) hits = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer data;

  self->now = asked->now;
  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const Record *record = data;
      gboolean in = TRUE;

      if (!may_answer (asked, &record->model->entry) ||
          !scan_matches (asked, record, IN_ALL, question->query->exactly ? AS_BEGINNING : AS_ANY, FALSE) ||
          scan_is_excluded (asked, record))
        continue;
      g_ptr_array_add (found, data);
      for (guint name = 0; in && name < RC_N_FACETS; name++)
        in = passes (self, &record->model->entry, question->query, (RcFacetName) name);
      if (in)
        g_ptr_array_add (hits, data);
    }
  for (guint i = 0; answer->total != hits->len && i < hits->len; i++)
    {
      const RcSearchEntry *entry = &((const Record *) g_ptr_array_index (hits, i))->model->entry;

      g_test_message ("%d%s: %s; %s; %s; %s; %s", (int) entry->id, test_has (answer, entry->id) ? " found" : "",
                      entry->title, entry->other_titles, entry->people, entry->rest, entry->full_text);
    }
  if (answer->total != hits->len)
    g_error ("“%s”: %d hits, not %d", question->query->text, (int) answer->total, (int) hits->len);
  check_page (self, asked, hits, answer);
  check_facets (self, asked, found, answer);
}
