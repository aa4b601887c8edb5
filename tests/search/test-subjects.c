/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thesaurus in questions: any label of a subject finds it, narrower ones come after it, headings of one subject are
 * counted as one; against a plain reading of the same records. */
#include "random.h"

#include <string.h>

#include "search/subjects.h"

#define N_SUBJECTS 12
#define N_LANGUAGES 3
#define N_RECORDS 1500
#define N_QUERIES 400

typedef struct
{
  gint64 subject;
  const char *label;
  const char *language;
  gboolean preferred;
} Label;

typedef struct
{
  gint64 subject;
  gint64 narrower;
} Link;

static void
put_thesaurus (sqlite3 *db, const Label *labels, guint n_labels, const Link *links, guint n_links)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSubjectsWriter) writer = rc_subjects_writer_new (db, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_labels; i++)
    rc_subjects_writer_add_label (writer, labels[i].subject, labels[i].label, labels[i].language, labels[i].preferred, &error);
  for (guint i = 0; i < n_links; i++)
    rc_subjects_writer_add_narrower (writer, links[i].subject, links[i].narrower, &error);
  rc_subjects_writer_finish (writer, NULL, &error);
  g_assert_no_error (error);
}

static const Label labels[] = {
  { 1, "Education", "en", TRUE },          { 1, "Образование", "ru", TRUE },
  { 1, "Білім беру", "kk", TRUE },         { 1, "Schooling", "en", FALSE },
  { 2, "Primary education", "en", TRUE },  { 2, "Начальное образование", "ru", TRUE },
  { 3, "Water", "en", TRUE },              { 3, "Вода", "ru", TRUE },
  { 4, "Lakes", "en", TRUE },              { 4, "Озёра", "ru", TRUE },
  { 5, "Ponds", "en", TRUE },              { 5, "Lakes", "en", FALSE },
};
static const Link links[] = { { 1, 2 }, { 3, 4 }, { 4, 5 }, { 5, 3 } };

static void
put_usual_thesaurus (sqlite3 *db)
{
  put_thesaurus (db, labels, G_N_ELEMENTS (labels), links, G_N_ELEMENTS (links));
}

/* `subjects`: separated by ";". */
static void
put (sqlite3 *db, gint64 id, const char *title, const char *subjects, int year)
{
  g_auto (GStrv) split = g_strsplit (subjects, ";", -1);
  RcSearchEntry entry = { .id = id, .kind = RC_KIND_PUBLICATION, .material = RC_MATERIAL_BOOK, .title = title, .year = year,
                          .subjects = (const char *const *) split };
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchWriter) writer = rc_search_writer_new (db, &error);

  rc_search_writer_put (writer, &entry, &error);
  rc_search_writer_finish (writer, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The ids in order, as "3 1 2". */
static void
assert_found (sqlite3 *db, const char *text, const char *expected)
{
  g_autoptr (RcSearchAnswer) answer = test_search (db, text);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < answer->ids->len; i++)
    g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (answer->ids, gint64, i));
  g_test_message ("%s: %s", text, ids->str);
  g_assert_cmpstr (ids->str, ==, expected);
  g_assert_cmpuint (answer->total, ==, answer->ids->len);
}

/* The thesaurus comes before the records, or after them. */
static sqlite3 *
open_with (gboolean first)
{
  sqlite3 *db = test_open ();

  if (first)
    put_usual_thesaurus (db);
  put (db, 1, "Children of the steppe", "Education", 2001);
  put (db, 2, "First lessons", "Primary education", 2002);
  put (db, 3, "Уроки", "Образование", 2003);
  put (db, 4, "Воды Сырдарьи", "Озера;Rivers", 2004);
  put (db, 5, "Something else", "Rivers -- History", 2005);
  put (db, 6, "Teaching of old", "Education -- History", 1999);
  if (!first)
    put_usual_thesaurus (db);
  return db;
}

static void
test_languages (gconstpointer first)
{
  sqlite3 *db = open_with (GPOINTER_TO_INT (first));

  assert_found (db, "Образование", "3 2 1 6");
  assert_found (db, "education", "2 1 6 3");
  assert_found (db, "білім", "3 1 6");
  assert_found (db, "schooling", "3 1 6 2");
  /* Beginnings, and words of labels in any order. */
  assert_found (db, "образов", "3 2 1 6");
  assert_found (db, "образование начальное", "2");
  assert_found (db, "начальное школ", "");
  assert_found (db, "начальное lessons", "2");
  assert_found (db, "lakes сырдарьи", "4");
  /* In another script, and in another form. */
  assert_found (db, "obrazovanie", "3 2 1 6");
  assert_found (db, "образованием", "3 2 1 6");
  /* Fields, quotation marks, exclusion. */
  assert_found (db, "subject:schooling", "3 1 6 2");
  assert_found (db, "title:schooling", "");
  assert_found (db, "author:schooling", "");
  assert_found (db, "\"schooling\"", "");
  assert_found (db, "subject:\"начальное образование\"", "2");
  assert_found (db, "education -schooling", "2");
  assert_found (db, "education -\"schooling\"", "2 1 6 3");
  /* What is no label finds what it found. */
  assert_found (db, "rivers", "5 4");
  assert_found (db, "steppe", "1");
  sqlite3_close (db);
}

/* Links that go round end; a name is of who prefers it. */
static void
test_narrower (void)
{
  sqlite3 *db = test_open ();

  put_usual_thesaurus (db);
  put (db, 1, "One", "Water", 2001);
  put (db, 2, "Two", "Lakes", 2002);
  put (db, 3, "Three", "Ponds", 2003);
  put (db, 4, "Water everywhere", "", 1990);
  put (db, 5, "Five", "Education", 1995);
  put (db, 6, "Of all", "Вода;Lakes", 1980);
  assert_found (db, "water", "4 1 6 3 2");
  assert_found (db, "вода", "6 1 3 2");
  assert_found (db, "lakes", "2 6 3 1");
  assert_found (db, "lakes two", "2");
  assert_found (db, "subject:ponds", "3 2 1 6");
  assert_found (db, "вода three", "3");
  /* Not all of a name yet. */
  assert_found (db, "wat", "4 1 6");
  sqlite3_close (db);
}

/* Before other forms, also where no title has one of these. */
static void
test_before_forms (void)
{
  sqlite3 *db = test_open ();

  put_usual_thesaurus (db);
  put (db, 1, "One", "Education", 1990);
  put (db, 2, "Two", "Schools", 2010);
  assert_found (db, "schooling", "1 2");
  put (db, 3, "Three schools", "", 1980);
  assert_found (db, "schooling", "1 3 2");
  sqlite3_close (db);
}

static void
assert_count (sqlite3 *db, const char *filter, const char *value, guint64 count, guint64 total)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("");
  g_autoptr (RcSearchAnswer) answer = NULL;

  if (filter != NULL)
    rc_search_query_add_filter (query, RC_FACET_SUBJECT, filter);
  answer = test_run (db, query);
  g_assert_cmpuint (test_count (answer, RC_FACET_SUBJECT, value), ==, count);
  g_assert_cmpuint (answer->total, ==, total);
}

static void
test_facets (gconstpointer first)
{
  sqlite3 *db = open_with (GPOINTER_TO_INT (first));
  guint64 n_matched, n_unmatched;
  g_autoptr (GArray) counts = NULL;
  g_autoptr (GArray) subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gint64 education = 1, lakes = 4, nothing = 77;

  put (db, 7, "Both", "Schooling;Education;Образование", 2000);
  /* Three names, one value, no record counted twice; what is subdivided stays a heading of its own. */
  assert_count (db, NULL, "Education", 3, 7);
  assert_count (db, NULL, "Образование", 0, 7);
  assert_count (db, NULL, "Education -- History", 1, 7);
  assert_count (db, "Education", "Education", 3, 3);
  assert_count (db, "Образование", "Education", 3, 3);
  assert_count (db, "білім БЕРУ", "Education", 3, 3);
  assert_count (db, "Lakes", "Озера", 1, 1);
  assert_count (db, "Rivers", "Rivers", 1, 1);
  assert_count (db, "No such subject", "Education", 3, 0);

  g_assert_true (rc_search_count_headings (db, &n_matched, &n_unmatched, &error));
  g_assert_cmpuint (n_matched, ==, 6);
  g_assert_cmpuint (n_unmatched, ==, 2);
  g_array_append_val (subjects, education);
  g_array_append_val (subjects, nothing);
  g_array_append_val (subjects, lakes);
  counts = rc_search_count_subjects (db, subjects, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_array_index (counts, guint64, 0), ==, 3);
  g_assert_cmpuint (g_array_index (counts, guint64, 1), ==, 0);
  g_assert_cmpuint (g_array_index (counts, guint64, 2), ==, 1);
  sqlite3_close (db);
}

/* Another thesaurus, and none, leave nothing of the one before. */
static void
test_change (void)
{
  static const Label other[] = { { 9, "Rivers", "en", TRUE }, { 9, "Реки", "ru", TRUE } };
  sqlite3 *db = open_with (TRUE);

  assert_found (db, "реки", "");
  put_thesaurus (db, other, G_N_ELEMENTS (other), NULL, 0);
  assert_found (db, "реки", "5 4");
  assert_found (db, "schooling", "");
  assert_found (db, "Образование", "3");
  assert_count (db, NULL, "Education", 1, 6);
  assert_count (db, NULL, "Образование", 1, 6);
  put_thesaurus (db, NULL, 0, NULL, 0);
  assert_found (db, "реки", "");
  put_usual_thesaurus (db);
  assert_found (db, "білім", "3 1 6");
  sqlite3_close (db);
}

/* By chance: what a record has, and what a question must find. */

typedef struct
{
  guint title;    /* a word of the title */
  guint subjects; /* bits: headings that are a label */
  guint language[N_SUBJECTS];
  guint divided;  /* bits: headings with a subdivision */
} Model;

static char *
make_label (guint subject, guint language)
{
  return g_strdup_printf ("one%u%02ux all%u%ux", language, subject, language, subject % 3);
}

static void
put_model (RcSearchWriter *writer, gint64 id, const Model *model)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *title = g_strdup_printf ("title%02ux", model->title);
  RcSearchEntry entry = { .id = id, .kind = RC_KIND_PUBLICATION, .material = RC_MATERIAL_BOOK, .title = title };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_SUBJECTS; i++)
    {
      g_autofree char *label = make_label (i, model->language[i] % N_LANGUAGES);

      if (model->subjects & 1u << i)
        {
          g_ptr_array_add (headings, g_strdup (label));
          /* Under two names at once. */
          if (model->language[i] >= N_LANGUAGES)
            g_ptr_array_add (headings, make_label (i, (model->language[i] + 1) % N_LANGUAGES));
        }
      if (model->divided & 1u << i)
        g_ptr_array_add (headings, g_strconcat (label, " -- divided", NULL));
    }
  g_ptr_array_add (headings, NULL);
  entry.subjects = (const char *const *) headings->pdata;
  rc_search_writer_put (writer, &entry, &error);
  g_assert_no_error (error);
}

/* Some words of the labels of the subject begin with this one. */
static gboolean
has_word (guint subject, const char *word)
{
  for (guint language = 0; language < N_LANGUAGES; language++)
    {
      g_autofree char *label = make_label (subject, language);

      if (g_str_has_prefix (label, word) || g_str_has_prefix (strchr (label, ' ') + 1, word))
        return TRUE;
    }
  return FALSE;
}

static gboolean
matches (const Model *model, const char *const *words, guint n_words)
{
  g_autofree char *title = g_strdup_printf ("title%02ux", model->title);

  for (guint i = 0; i < n_words; i++)
    {
      gboolean found = g_str_has_prefix (title, words[i]) || (model->divided != 0 && g_str_has_prefix ("divided", words[i]));

      for (guint subject = 0; !found && subject < N_SUBJECTS; subject++)
        found = ((model->subjects | model->divided) & 1u << subject) != 0 && has_word (subject, words[i]);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

/* Below 0 are 1 and 2, below 1 are 3 and 4 …; the last one leads back to the first. */
static guint
get_narrower (guint subject)
{
  guint all = 1u << subject, before = 0;

  while (all != before)
    {
      before = all;
      for (guint i = 0; i < N_SUBJECTS; i++)
        if (before & 1u << i)
          all |= i == N_SUBJECTS - 1 ? 1u : (1u << (2 * i + 1) | 1u << (2 * i + 2)) & ((1u << N_SUBJECTS) - 1);
    }
  return all;
}

static void
check_question (GRand *random, sqlite3 *db, const Model *models)
{
  guint subject = (guint) g_rand_int_range (random, 0, N_SUBJECTS), language = (guint) g_rand_int_range (random, 0, N_LANGUAGES);
  guint filter = g_rand_boolean (random) ? N_SUBJECTS : (guint) g_rand_int_range (random, 0, N_SUBJECTS);
  g_autofree char *label = make_label (subject, language);
  g_autofree char *title = g_strdup_printf ("title%02ux", (guint) g_rand_int_range (random, 0, 8));
  g_autofree char *text = NULL;
  g_autofree char *filter_label = make_label (filter, (guint) g_rand_int_range (random, 0, N_LANGUAGES));
  g_autoptr (RcSearchQuery) query = NULL;
  g_autoptr (RcSearchAnswer) answer = NULL;
  const char *words[3] = { title, label, strchr (label, ' ') + 1 };
  guint64 total = 0, counts[N_SUBJECTS] = { 0 };
  gboolean with_title = g_rand_boolean (random), whole = g_rand_boolean (random);
  guint below = whole ? get_narrower (subject) : 0;

  /* A title and a name, or a part of one. */
  text = whole ? g_strdup (label) : g_strndup (words[2], strlen (words[2]) - (gsize) g_rand_int_range (random, 0, 3));
  query = rc_search_query_new ("");
  g_free (query->text);
  query->text = with_title ? g_strconcat (title, " ", text, NULL) : g_strdup (text);
  query->limit = G_MAXUINT;
  if (filter < N_SUBJECTS)
    rc_search_query_add_filter (query, RC_FACET_SUBJECT, filter_label);
  answer = test_run (db, query);
  for (guint i = 1; i <= N_RECORDS; i++)
    {
      const Model *model = &models[i];
      g_auto (GStrv) split = g_strsplit (text, " ", -1);
      gboolean found = matches (model, (const char *const *) split, g_strv_length (split))
                       || ((model->subjects | model->divided) & below) != 0;

      found = found && (!with_title || matches (model, words, 1));
      for (guint j = 0; found && j < N_SUBJECTS; j++)
        counts[j] += (model->subjects & 1u << j) != 0;
      found = found && (filter == N_SUBJECTS || (model->subjects & 1u << filter) != 0);
      total += found;
      g_assert_cmpint (test_has (answer, i), ==, found);
    }
  g_assert_cmpuint (answer->total, ==, total);
  for (guint j = 0; j < N_SUBJECTS; j++)
    {
      guint64 n = 0;

      for (guint k = 0; k < N_LANGUAGES; k++)
        {
          g_autofree char *name = make_label (j, k);

          n += test_count (answer, RC_FACET_SUBJECT, name);
        }
      g_assert_cmpuint (n, ==, counts[j]);
    }
}

static void
put_some (GRand *random, sqlite3 *db, Model *models, gint32 from, gint32 n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchWriter) writer = rc_search_writer_new (db, &error);

  sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
  for (gint32 i = 0; i < n; i++)
    {
      gint32 id = from > 0 ? from + i : g_rand_int_range (random, 1, N_RECORDS + 1);
      Model *model = &models[id];

      model->title = (guint) g_rand_int_range (random, 0, 8);
      model->subjects = g_rand_int (random) & g_rand_int (random) & g_rand_int (random) & ((1u << N_SUBJECTS) - 1);
      model->divided = g_rand_int_range (random, 0, 10) == 0 ? 1u << g_rand_int_range (random, 0, N_SUBJECTS) : 0;
      for (guint k = 0; k < N_SUBJECTS; k++)
        model->language[k] = (guint) g_rand_int_range (random, 0, 2 * N_LANGUAGES);
      put_model (writer, id, model);
    }
  rc_search_writer_finish (writer, NULL, NULL, &error);
  g_assert_no_error (error);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("search-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "catalogue.db", NULL);
  g_autofree Model *models = g_new0 (Model, N_RECORDS + 1);
  g_autoptr (RcSubjectsWriter) thesaurus = NULL;
  sqlite3 *db = test_open_database (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);

  rc_search_index_create (db, &error);
  put_some (random, db, models, 1, N_RECORDS);
  thesaurus = rc_subjects_writer_new (db, &error);
  for (guint i = 0; i < N_SUBJECTS; i++)
    {
      for (guint k = 0; k < N_LANGUAGES; k++)
        {
          g_autofree char *label = make_label (i, k);

          rc_subjects_writer_add_label (thesaurus, i + 1, label, NULL, k == 0, &error);
        }
      for (guint k = 1; k <= 2 && 2 * i + k < N_SUBJECTS; k++)
        rc_subjects_writer_add_narrower (thesaurus, i + 1, 2 * i + k + 1, &error);
    }
  rc_subjects_writer_add_narrower (thesaurus, N_SUBJECTS, 1, &error);
  rc_subjects_writer_finish (thesaurus, NULL, &error);
  g_assert_no_error (error);
  /* With its statements open the database would not close. */
  g_clear_pointer (&thesaurus, rc_subjects_writer_free);
  for (guint round = 0; round < 6; round++)
    {
      sqlite3 *plain;

      if (round > 0)
        put_some (random, db, models, 0, 100);
      if (round % 3 == 2)
        rc_search_index_merge (db, NULL, &error);
      g_assert_no_error (error);
      plain = test_copy_without_file (db);
      for (guint i = 0; i < N_QUERIES / 6; i++)
        check_question (random, i % 8 == 0 ? plain : db, models);
      sqlite3_close (plain);
    }
  sqlite3_close (db);
  remove_tree (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/subjects/languages", GINT_TO_POINTER (TRUE), test_languages);
  g_test_add_data_func ("/subjects/languages-later", GINT_TO_POINTER (FALSE), test_languages);
  g_test_add_func ("/subjects/narrower", test_narrower);
  g_test_add_func ("/subjects/before-forms", test_before_forms);
  g_test_add_data_func ("/subjects/facets", GINT_TO_POINTER (TRUE), test_facets);
  g_test_add_data_func ("/subjects/facets-later", GINT_TO_POINTER (FALSE), test_facets);
  g_test_add_func ("/subjects/change", test_change);
  g_test_add_func ("/subjects/random", test_random);
  return g_test_run ();
}
