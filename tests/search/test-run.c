/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Totals, counts and orders against a plain count over the same records. */
#include "common.h"

#include <string.h>

#define N_RECORDS 300
#define N_QUERIES 400
/* Those that these records have. */
#define N_FACETS (RC_FACET_PLACE + 1)

static const char *const languages[] = { "eng", "rus", "kaz", "fre" };
static const char *const subjects[] = { "Water", "Education, higher", "Мәдениет", "O'Brien \"quoted\"", "a;b=c" };
static const char *const places[] = { "Almaty", "Côte d'Ivoire", "Paris (France)" };
static const char *const words[] = { "river", "teaching", "обучение", "heritage", "мұра", "arts", "riverside" };

typedef struct
{
  gint64 id;
  RcKind kind;
  RcMaterial material;
  gboolean hidden;
  int year;
  gint64 added, deadline;
  guint words, languages, subjects, places; /* bits */
} Record;

static void
take_bits (const char **out, const char *const *all, guint n, guint bits)
{
  for (guint i = 0; i < n; i++)
    if (bits & (1u << i))
      *out++ = all[i];
  *out = NULL;
}

static void
put_record (RcSearchWriter *writer, const Record *record)
{
  g_autoptr (GError) error = NULL;
  const char *some_words[8], *some_languages[8], *some_subjects[8], *some_places[8];
  g_autofree char *title = NULL;
  RcSearchEntry entry = { .id = record->id, .kind = record->kind, .material = record->material, .hidden = record->hidden,
                          .year = record->year, .added = record->added, .deadline = record->deadline,
                          .languages = some_languages, .subjects = some_subjects, .places = some_places };

  take_bits (some_words, words, G_N_ELEMENTS (words), record->words);
  take_bits (some_languages, languages, G_N_ELEMENTS (languages), record->languages);
  take_bits (some_subjects, subjects, G_N_ELEMENTS (subjects), record->subjects);
  take_bits (some_places, places, G_N_ELEMENTS (places), record->places);
  title = g_strjoinv (" ", (char **) some_words);
  entry.title = title;
  rc_search_writer_put (writer, &entry, &error);
  g_assert_no_error (error);
}

static Record
random_record (GRand *random, gint64 id)
{
  static const gint64 deadlines[] = { 1, 1000000, G_MAXINT64, G_MAXINT64 - 1, 4000000000 };
  Record record = { .id = id };

  record.kind = (RcKind) g_rand_int_range (random, 1, 5);
  record.material = record.kind == RC_KIND_PUBLICATION ? (RcMaterial) g_rand_int_range (random, 0, 5) : RC_MATERIAL_NONE;
  record.hidden = g_rand_int_range (random, 0, 5) == 0;
  record.year = g_rand_int_range (random, 0, 4) == 0 ? 0 : g_rand_int_range (random, 1990, 2000);
  record.added = g_rand_int_range (random, 0, 50);
  record.deadline = record.kind == RC_KIND_GRANT ? deadlines[g_rand_int_range (random, 0, 5)] : 0;
  record.words = (guint) g_rand_int_range (random, 0, 1 << G_N_ELEMENTS (words));
  record.languages = (guint) g_rand_int_range (random, 0, 1 << G_N_ELEMENTS (languages));
  record.subjects = (guint) g_rand_int_range (random, 0, 1 << G_N_ELEMENTS (subjects));
  record.places = (guint) g_rand_int_range (random, 0, 1 << G_N_ELEMENTS (places));
  return record;
}

static const char *
group_of (const Record *record)
{
  return record->material != RC_MATERIAL_NONE ? rc_material_to_string (record->material) : rc_kind_to_string (record->kind);
}

static gboolean
has_bit (guint bits, const char *const *all, guint n, const char *value)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (all[i], value) == 0)
      return (bits & (1u << i)) != 0;
  return FALSE;
}

static gboolean
passes_value (const Record *record, RcFacetName name, const char *value)
{
  int from = 0, to = 9999;

  switch (name)
    {
    case RC_FACET_GROUP:
      return strcmp (group_of (record), value) == 0;
    case RC_FACET_KIND:
      return strcmp (rc_kind_to_string (record->kind), value) == 0;
    case RC_FACET_MATERIAL:
      return record->material != RC_MATERIAL_NONE && strcmp (rc_material_to_string (record->material), value) == 0;
    case RC_FACET_LANGUAGE:
      return has_bit (record->languages, languages, G_N_ELEMENTS (languages), value);
    case RC_FACET_SUBJECT:
      return has_bit (record->subjects, subjects, G_N_ELEMENTS (subjects), value);
    case RC_FACET_PLACE:
      return has_bit (record->places, places, G_N_ELEMENTS (places), value);
    case RC_FACET_YEAR:
      if (strstr (value, "..") == NULL)
        return record->year != 0 && record->year == (int) g_ascii_strtoll (value, NULL, 10);
      if (value[0] != '.')
        from = (int) g_ascii_strtoll (value, NULL, 10);
      if (strlen (strstr (value, "..")) > 2)
        to = (int) g_ascii_strtoll (strstr (value, "..") + 2, NULL, 10);
      return record->year != 0 && record->year >= from && record->year <= to;
    default:
      g_assert_not_reached ();
    }
}

/* With the filter of `but` left out. */
static gboolean
passes (const Record *record, const RcSearchQuery *query, guint wanted, int but)
{
  if ((record->words & wanted) != wanted || (record->hidden && !query->all)
      || (query->open_only && record->deadline != 0 && record->deadline < 3000000000))
    return FALSE;
  for (int name = 0; name < N_FACETS; name++)
    {
      gboolean any = FALSE;

      if (name == but || query->filters[name] == NULL)
        continue;
      for (guint i = 0; i < query->filters[name]->len; i++)
        any |= passes_value (record, (RcFacetName) name, g_ptr_array_index (query->filters[name], i));
      if (!any)
        return FALSE;
    }
  return TRUE;
}

static void
add_random_filters (GRand *random, RcSearchQuery *query)
{
  static const char *const values[RC_N_FACETS][5] = {
    [RC_FACET_GROUP] = { "book", "grant", "disc", "publication", "nonsense" },
    [RC_FACET_KIND] = { "publication", "grant", "disc", "file", "nonsense" },
    [RC_FACET_MATERIAL] = { "book", "booklet", "report", "serial", "nonsense" },
    [RC_FACET_LANGUAGE] = { "eng", "rus", "kaz", "fre", "xxx" },
    [RC_FACET_YEAR] = { "1995", "1992..1994", "1997..", "..1993", "nonsense" },
    [RC_FACET_SUBJECT] = { "Water", "Education, higher", "Мәдениет", "O'Brien \"quoted\"", "a;b=c" },
    [RC_FACET_PLACE] = { "Almaty", "Côte d'Ivoire", "Paris (France)", "Almaty", "x" },
  };

  for (int n = g_rand_int_range (random, 0, 4); n > 0; n--)
    {
      RcFacetName name = (RcFacetName) g_rand_int_range (random, 0, N_FACETS);
      rc_search_query_add_filter (query, name, values[name][g_rand_int_range (random, 0, 5)]);
      if (g_rand_boolean (random))
        rc_search_query_add_filter (query, name, values[name][g_rand_int_range (random, 0, 5)]);
    }
}

static void
assert_counts (const GArray *records, const RcSearchQuery *query, guint wanted, const RcSearchAnswer *answer)
{
  guint64 total = 0;

  for (guint i = 0; i < records->len; i++)
    total += passes (&g_array_index (records, Record, i), query, wanted, -1);
  g_assert_cmpuint (answer->total, ==, total);
  for (int name = 0; name < N_FACETS; name++)
    {
      guint64 counted = 0, listed = 0;

      for (guint i = 0; i < answer->facets[name]->len; i++)
        {
          const RcFacetValue *value = &g_array_index (answer->facets[name], RcFacetValue, i);
          guint64 count = 0;

          for (guint j = 0; j < records->len; j++)
            {
              const Record *record = &g_array_index (records, Record, j);
              count += passes (record, query, wanted, name) && passes_value (record, (RcFacetName) name, value->value);
            }
          g_assert_cmpuint (value->count, ==, count);
          g_assert_cmpuint (count, >, 0);
          listed += name == RC_FACET_KIND ? count : 0;
        }
      for (guint j = 0; j < records->len; j++)
        counted += name == RC_FACET_KIND && passes (&g_array_index (records, Record, j), query, wanted, name);
      g_assert_cmpuint (listed, ==, counted);
    }
}

/* In quotation marks, since "river" as the last word would also find "riverside". */
static guint
random_words (GRand *random, GString *text)
{
  guint wanted = 0;

  for (int n = g_rand_int_range (random, 0, 3); n > 0; n--)
    {
      guint i = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (words));
      wanted |= 1u << i;
      g_string_append_printf (text, "\"%s\" ", words[i]);
    }
  return wanted;
}

static void
test_counts (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (42);
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (Record));
  g_autoptr (GError) error = NULL;
  sqlite3 *db = test_open ();
  RcSearchWriter *writer = rc_search_writer_new (db, &error);

  g_assert_no_error (error);
  for (gint64 id = 1; id <= N_RECORDS; id++)
    {
      Record record = random_record (random, id * 7);
      g_array_append_val (records, record);
      put_record (writer, &record);
    }
  for (int i = 0; i < N_QUERIES; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint wanted = random_words (random, text);
      g_autoptr (RcSearchQuery) query = rc_search_query_new (text->str);
      g_autoptr (RcSearchAnswer) answer = NULL;
      guint at = (guint) g_rand_int_range (random, 0, (gint32) records->len);

      /* Now and then a record is changed or taken away. */
      if (i % 4 == 0)
        {
          g_array_index (records, Record, at) = random_record (random, g_array_index (records, Record, at).id);
          put_record (writer, &g_array_index (records, Record, at));
        }
      else if (i % 10 == 1)
        {
          g_assert_true (rc_search_writer_remove (writer, g_array_index (records, Record, at).id, NULL));
          g_array_remove_index (records, at);
        }
      query->all = g_rand_boolean (random);
      query->open_only = g_rand_int_range (random, 0, 3) == 0;
      query->sort = (RcSort) g_rand_int_range (random, 0, 4);
      query->limit = G_MAXUINT;
      add_random_filters (random, query);
      answer = test_run (db, query);
      assert_counts (records, query, wanted, answer);
      g_assert_cmpuint (answer->ids->len, ==, answer->total);
    }
  g_assert_true (rc_search_index_check (db, records->len, &error));
  g_assert_no_error (error);
  rc_search_writer_free (writer);
  sqlite3_close (db);
}

/* Pages put together are the whole order, whatever the sort. */
static void
test_pages (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (43);
  sqlite3 *db = test_open ();
  g_autoptr (RcSearchWriter) writer = rc_search_writer_new (db, NULL);

  for (gint64 id = 1; id <= N_RECORDS; id++)
    {
      Record record = random_record (random, id);
      put_record (writer, &record);
    }
  for (int sort = RC_SORT_RELEVANCE; sort <= RC_SORT_DEADLINE; sort++)
    for (int i = 0; i < 2; i++)
      {
        g_autoptr (RcSearchQuery) query = rc_search_query_new (i == 0 ? "" : "riv");
        g_autoptr (RcSearchAnswer) whole = NULL;
        guint at = 0;

        query->sort = (RcSort) sort;
        query->limit = G_MAXUINT;
        whole = test_run (db, query);
        query->limit = 17;
        for (query->offset = 0; query->offset < whole->ids->len; query->offset += 17)
          {
            g_autoptr (RcSearchAnswer) page = test_run (db, query);

            for (guint j = 0; j < page->ids->len; j++)
              g_assert_cmpint (g_array_index (page->ids, gint64, j), ==, g_array_index (whole->ids, gint64, at++));
          }
        g_assert_cmpuint (at, ==, whole->ids->len);
        g_assert_cmpuint (at, ==, whole->total);
      }
  g_clear_pointer (&writer, rc_search_writer_free);
  sqlite3_close (db);
}

static void
assert_ids (sqlite3 *db, const char *text, RcSort sort, const char *expected)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new (text);
  g_autoptr (RcSearchAnswer) answer = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);

  query->sort = sort;
  answer = test_run (db, query);
  for (guint i = 0; i < answer->ids->len; i++)
    g_string_append_printf (ids, "%s%d", i > 0 ? " " : "", (int) g_array_index (answer->ids, gint64, i));
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
test_orders (void)
{
  static const RcSearchEntry entries[] = {
    { .id = 1, .kind = RC_KIND_PUBLICATION, .year = 1990, .added = 5, .title = "Zebra water" },
    { .id = 2, .kind = RC_KIND_PUBLICATION, .year = 2001, .added = 1, .title = "Apple waterway" },
    { .id = 3, .kind = RC_KIND_PUBLICATION, .year = 2001, .added = 2, .title = "éclair", .people = "Water, A." },
    { .id = 4, .kind = RC_KIND_PUBLICATION, .year = 2010, .added = 2, .title = "Fog", .rest = "water" },
    { .id = 5, .kind = RC_KIND_PUBLICATION, .year = 2020, .added = 2, .title = "Mist", .full_text = "the water" },
    { .id = 6, .kind = RC_KIND_GRANT, .year = 2025, .deadline = 1000, .title = "Water grant, closed" },
    { .id = 7, .kind = RC_KIND_GRANT, .year = 2025, .deadline = 9000000000, .title = "Grant for water" },
    { .id = 8, .kind = RC_KIND_GRANT, .year = 2024, .deadline = G_MAXINT64, .title = "Rolling", .rest = "water" },
    { .id = 9, .kind = RC_KIND_GRANT, .year = 2024, .deadline = 2000, .title = "Closed later", .rest = "water" },
  };
  sqlite3 *db = test_open ();

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    test_put (db, &entries[i]);
  assert_ids (db, "water", RC_SORT_RELEVANCE, "7 1 2 3 8 4 5 6 9");
  assert_ids (db, "water", RC_SORT_NEWEST, "7 8 5 4 3 2 1 6 9");
  assert_ids (db, "water", RC_SORT_TITLE, "2 3 4 7 5 8 1 9 6");
  assert_ids (db, "water", RC_SORT_DEADLINE, "7 8 5 4 3 2 1 9 6");
  assert_ids (db, "-grant", RC_SORT_TITLE, "2 3 4 5 8 1 9");
  assert_ids (db, "year:2001..2010", RC_SORT_TITLE, "2 3 4");
  assert_ids (db, "water year:..1995", RC_SORT_RELEVANCE, "1");
  sqlite3_close (db);
}

static void
test_names (void)
{
  RcFacetName name;
  RcSort sort;
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("x");
  g_autoptr (RcSearchQuery) copy = NULL;

  for (int i = 0; i < RC_N_FACETS; i++)
    {
      g_assert_true (rc_facet_name_from_string (rc_facet_name_to_string ((RcFacetName) i), &name));
      g_assert_cmpint (name, ==, i);
    }
  g_assert_false (rc_facet_name_from_string ("colour", &name));
  g_assert_true (rc_sort_from_string ("deadline", &sort));
  g_assert_cmpint (sort, ==, RC_SORT_DEADLINE);
  g_assert_false (rc_sort_from_string ("", &sort));
  rc_search_query_add_filter (query, RC_FACET_SUBJECT, "a, b");
  rc_search_query_add_filter (query, RC_FACET_SUBJECT, "a, b");
  copy = rc_search_query_copy (query);
  rc_search_query_remove_filter (query, RC_FACET_SUBJECT, "a, b");
  g_assert_null (query->filters[RC_FACET_SUBJECT]);
  g_assert_cmpuint (copy->filters[RC_FACET_SUBJECT]->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (copy->filters[RC_FACET_SUBJECT], 0), ==, "a, b");
}

static gpointer
cancel_in_thread (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* A search that is cancelled says so, before it begins or in the middle, and the connection goes on. */
static void
test_cancel (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (44);
  sqlite3 *db = test_open ();
  RcSearchWriter *writer = rc_search_writer_new (db, NULL);
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("riv");
  guint n_cancelled = 0;

  for (gint64 id = 1; id <= 3000; id++)
    {
      Record record = random_record (random, id);
      put_record (writer, &record);
    }
  rc_search_writer_free (writer);
  for (int i = 0; i < 40; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (RcSearchAnswer) answer = NULL;
      GThread *thread = NULL;

      if (i == 0)
        g_cancellable_cancel (cancellable);
      else
        thread = g_thread_new ("cancel", cancel_in_thread, cancellable);
      answer = rc_search_run (db, query, cancellable, &error);
      if (answer == NULL)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          n_cancelled++;
        }
      g_clear_pointer (&thread, g_thread_join);
      g_assert_cmpint (sqlite3_txn_state (db, NULL), ==, SQLITE_TXN_NONE);
      g_clear_pointer (&answer, rc_search_answer_free);
      answer = test_run (db, query);
      g_assert_cmpuint (answer->total, >, 1000);
    }
  g_assert_cmpuint (n_cancelled, >, 0);
  sqlite3_close (db);
}

typedef struct
{
  const RcSearchAnswer *expected; /* (unowned) */
  gboolean fails;
  guint n_calls;
} Page;

static gboolean
look_at_page (const RcSearchAnswer *answer, gpointer data, GError **error)
{
  Page *page = data;

  page->n_calls++;
  g_assert_cmpuint (answer->total, ==, page->expected->total);
  g_assert_cmpmem (answer->ids->data, answer->ids->len * sizeof (gint64), page->expected->ids->data,
                   page->expected->ids->len * sizeof (gint64));
  g_assert_cmpstr (answer->understood, ==, page->expected->understood);
  for (guint name = 0; name < RC_N_FACETS; name++)
    g_assert_null (answer->facets[name]);
  if (page->fails)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no page");
  return !page->fails;
}

static void
assert_same_facets (const RcSearchAnswer *answer, const RcSearchAnswer *expected)
{
  for (guint name = 0; name < RC_N_FACETS; name++)
    {
      g_assert_cmpuint (answer->facets[name]->len, ==, expected->facets[name]->len);
      for (guint i = 0; i < answer->facets[name]->len; i++)
        {
          const RcFacetValue *value = &g_array_index (answer->facets[name], RcFacetValue, i);
          const RcFacetValue *other = &g_array_index (expected->facets[name], RcFacetValue, i);

          g_assert_cmpstr (value->value, ==, other->value);
          g_assert_cmpuint (value->count, ==, other->count);
        }
    }
}

/* The page comes before the counts, once; who cannot use it has no answer. */
static void
test_page_first (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  sqlite3 *db = test_open ();
  RcSearchWriter *writer = rc_search_writer_new (db, NULL);
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("riv");

  for (gint64 id = 1; id <= 300; id++)
    {
      Record record = random_record (random, id);
      put_record (writer, &record);
    }
  rc_search_writer_free (writer);
  rc_search_query_add_filter (query, RC_FACET_KIND, "publication");
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (RcSearchAnswer) expected = test_run (db, query);
      Page page = { expected, i % 2 == 1, 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (RcSearchAnswer) answer = rc_search_run_with_page (db, query, look_at_page, &page, NULL, &error);

      g_assert_cmpuint (expected->total, >, 10);
      g_assert_cmpuint (page.n_calls, ==, 1);
      g_assert_cmpint (sqlite3_txn_state (db, NULL), ==, SQLITE_TXN_NONE);
      if (page.fails)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
          g_assert_null (answer);
          continue;
        }
      g_assert_no_error (error);
      assert_same_facets (answer, expected);
    }
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/run/names", test_names);
  g_test_add_func ("/search/run/orders", test_orders);
  g_test_add_func ("/search/run/counts", test_counts);
  g_test_add_func ("/search/run/pages", test_pages);
  g_test_add_func ("/search/run/cancel", test_cancel);
  g_test_add_func ("/search/run/page-first", test_page_first);
  return g_test_run ();
}
