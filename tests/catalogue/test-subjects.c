/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thesaurus: files of several syntaxes, good, bad and hostile; labels, links and counts. */
#include <string.h>

#include "support.h"

#include <sqlite3.h>

#include "catalogue/subjects.h"
#include "record/problem.h"
#include "old.h"

/* Raptor forgets a term when Turtle breaks off in the middle of one. */
const char *__lsan_default_suppressions (void);
const char *
__lsan_default_suppressions (void)
{
  return "leak:libraptor2";
}

#define PREFIXES                                                                                                       \
  "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"                                                           \
  "@prefix : <https://thesaurus.example/> .\n"

static gint64
import (RcDatabase *db, const char *path, guint *n_problems, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  RcSubjectsReport report = { 0 };
  gint64 n_concepts = rc_subjects_import (db, path, problems, &report, NULL, error) ? (gint64) report.n_subjects : -1;

  if (n_problems != NULL)
    *n_problems = problems->len;
  else
    for (guint i = 0; i < problems->len; i++)
      {
        g_autofree char *text = rc_problem_to_string (g_ptr_array_index (problems, i));

        g_test_message ("%s", text);
      }
  return n_concepts;
}

static char *
write_file (Fixture *fixture, const char *name, const char *text, gssize size)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, size, NULL));
  return path;
}

static gint64
import_text (Fixture *fixture, const char *name, const char *text, GError **error)
{
  g_autofree char *path = write_file (fixture, name, text, -1);

  return import (fixture->db, path, NULL, error);
}

static guint
count_subjects (RcDatabase *db)
{
  g_autoptr (GError) error = NULL;
  RcStats stats;

  g_assert_true (rc_database_get_stats (db, &stats, &error));
  g_assert_no_error (error);
  return (guint) stats.subjects;
}

static void
assert_translation (RcDatabase *db, const char *heading, const char *language, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = rc_subjects_translate (db, heading, language, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, expected);
}

static void
assert_label (GHashTable *labels, const char *heading, const char *label)
{
  g_assert_cmpstr (g_hash_table_lookup (labels, heading), ==, label);
}

static const RcSubject *
find_label (GPtrArray *subjects, const char *label)
{
  g_assert_nonnull (subjects);
  for (guint i = 0; i < subjects->len; i++)
    {
      const RcSubject *subject = g_ptr_array_index (subjects, i);

      if (g_str_equal (subject->label, label))
        return subject;
    }
  return NULL;
}

/* Everything that the thesaurus says, as lines in order. */
static char *
describe (RcDatabase *db)
{
  static const char *const languages[] = { "en", "ru", "kk", "fr" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GPtrArray) subjects = rc_subjects_list (db, languages[i], NULL);

      g_assert_nonnull (subjects);
      for (guint j = 0; j < subjects->len; j++)
        {
          const RcSubject *subject = g_ptr_array_index (subjects, j);
          g_autoptr (GPtrArray) broader = rc_subjects_get_broader (db, subject->label, languages[i], NULL);

          g_string_append_printf (text, "%" G_GINT64_FORMAT " %s %s %u\n", subject->id, subject->uri, subject->label,
                                  broader->len);
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_sample (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_getenv ("RC_SOURCE_ROOT"), "data", "sample", "subjects.ttl", NULL);
  g_autoptr (RcRecord) general = make_publication ("1", "Schools of the steppe", NULL);
  g_autoptr (RcRecord) special = make_publication ("2", "First lessons", NULL);
  g_autoptr (GPtrArray) narrower = NULL;
  g_autoptr (GPtrArray) broader = NULL;
  g_autoptr (GPtrArray) completed = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  guint n_problems;
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();
  g_autoptr (GHashTable) labels = NULL;
  gint64 n_concepts;

  rc_marc_add_field (special->marc, "650", " 7\x1f" "aНачальное образование", -1);
  put (fixture->db, 0, general, NULL, RC_STATE_VISIBLE, NULL);
  put (fixture->db, 0, special, NULL, RC_STATE_VISIBLE, NULL);
  n_concepts = import (fixture->db, path, &n_problems, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_concepts, >, 100);
  g_assert_cmpuint (n_problems, ==, 0);
  /* The scheme has a name, but is no subject. */
  g_assert_cmpuint (count_subjects (fixture->db), ==, (guint) n_concepts);

  assert_translation (fixture->db, "Education", "ru", "Образование");
  assert_translation (fixture->db, "ОБРАЗОВАНИЕ", "kk", "Білім беру");
  assert_translation (fixture->db, "education", "fr", "Éducation");
  assert_translation (fixture->db, "Tertiary education", "en", "Higher education");
  assert_translation (fixture->db, "No such subject", "ru", "No such subject");

  g_ptr_array_add (headings, (char *) "Education");
  g_ptr_array_add (headings, (char *) "No such subject");
  g_ptr_array_add (headings, (char *) "Higher education");
  g_ptr_array_add (headings, (char *) "Tertiary education");
  labels = rc_subjects_translate_all (fixture->db, headings, "ru", &error);
  g_assert_no_error (error);
  assert_label (labels, "Education", "Образование");
  assert_label (labels, "No such subject", NULL);
  assert_label (labels, "Higher education", "Высшее образование");
  /* Another word for the same subject keeps its own. */
  assert_label (labels, "Tertiary education", NULL);

  narrower = rc_subjects_get_narrower (fixture->db, "Образование", "en", &error);
  g_assert_no_error (error);
  g_assert_nonnull (find_label (narrower, "Primary education"));
  g_assert_cmpuint (find_label (narrower, "Primary education")->n_records, ==, 1);
  g_assert_null (find_label (narrower, "Education"));
  broader = rc_subjects_get_broader (fixture->db, "Primary education", "fr", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (broader->len, ==, 1);
  g_assert_nonnull (find_label (broader, "Éducation"));
  g_assert_cmpuint (find_label (broader, "Éducation")->n_records, ==, 2);

  completed = rc_subjects_complete (fixture->db, "нач", "en", 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (completed->len, <=, 5);
  g_assert_nonnull (find_label (completed, "Primary education"));

  before = describe (fixture->db);
  g_assert_cmpint (import (fixture->db, path, NULL, &error), ==, n_concepts);
  g_assert_no_error (error);
  after = describe (fixture->db);
  g_assert_cmpstr (before, ==, after);
}

/* The same two concepts in every syntax. */
static void
test_syntaxes (Fixture *fixture, gconstpointer data)
{
  static const char *const files[][2] = {
    { "a.ttl", PREFIXES ":w a skos:Concept; skos:prefLabel \"Water\"@en, \"Вода\"@ru-RU .\n"
                        ":l a skos:Concept; skos:prefLabel \"Lakes\"@en; skos:broader :w .\n" },
    { "a.nt",
      "<https://thesaurus.example/l> <http://www.w3.org/2004/02/skos/core#broader> <https://thesaurus.example/w> .\n"
      "<https://thesaurus.example/l> <http://www.w3.org/2004/02/skos/core#prefLabel> \"Lakes\"@en .\n"
      "<https://thesaurus.example/w> <http://www.w3.org/2004/02/skos/core#prefLabel> \"Water\"@en .\n"
      "<https://thesaurus.example/w> <http://www.w3.org/2004/02/skos/core#prefLabel> \"\\u0412\\u043E\\u0434\\u0430\"@ru .\n" },
    { "a.rdf", "<?xml version='1.0'?>\n<!DOCTYPE rdf:RDF [<!ENTITY base 'https://thesaurus.example/'>]>\n"
               "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
               "xmlns:skos='http://www.w3.org/2004/02/skos/core#'>\n"
               "<skos:Concept rdf:about='&base;w'><skos:prefLabel xml:lang='en'>Water</skos:prefLabel>"
               "<skos:prefLabel xml:lang='ru'>Вода</skos:prefLabel>"
               "<skos:narrower rdf:resource='&base;l'/></skos:Concept>"
               "<skos:Concept rdf:about='&base;l'><skos:prefLabel xml:lang='en'>Lakes</skos:prefLabel></skos:Concept>"
               "</rdf:RDF>\n" },
  };
  g_autofree char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) broader = NULL;
      g_autofree char *now = NULL;

      g_assert_cmpint (import_text (fixture, files[i][0], files[i][1], &error), ==, 2);
      g_assert_no_error (error);
      assert_translation (fixture->db, "water", "ru", "Вода");
      broader = rc_subjects_get_broader (fixture->db, "Lakes", "ru", &error);
      g_assert_cmpuint (broader->len, ==, 1);
      g_assert_nonnull (find_label (broader, "Вода"));
      now = describe (fixture->db);
      if (first == NULL)
        first = g_steal_pointer (&now);
      else
        g_assert_cmpstr (first, ==, now);
    }
}

/* A newer file replaces what the older one said of a concept, and leaves the others. */
static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) broader = NULL;
  g_autoptr (GError) error = NULL;

  import_text (fixture, "old.ttl",
               PREFIXES ":w skos:prefLabel \"Water\"@en . :s skos:prefLabel \"Soil\"@en .\n"
                        ":l skos:prefLabel \"Lakes\"@en; skos:altLabel \"Ponds\"@en; skos:broader :w .\n",
               &error);
  g_assert_no_error (error);
  import_text (fixture, "new.ttl", PREFIXES ":l skos:prefLabel \"Lakes and seas\"@en; skos:broader :s .\n", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_subjects (fixture->db), ==, 3);
  assert_translation (fixture->db, "Ponds", "en", "Ponds");
  broader = rc_subjects_get_broader (fixture->db, "Lakes and seas", "en", &error);
  g_assert_cmpuint (broader->len, ==, 1);
  g_assert_nonnull (find_label (broader, "Soil"));
}

/* Titles of what a question finds, in order. */
static char *
find_titles (RcDatabase *db, const char *text)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchAnswer) answer = rc_query_run (db, query, NULL, &error);
  g_autoptr (GPtrArray) rows = NULL;
  GString *titles = g_string_new (NULL);

  g_assert_no_error (error);
  rows = rc_query_load_rows (db, (const gint64 *) (gpointer) answer->ids->data, answer->ids->len, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? " · " : "", ((const RcRowData *) g_ptr_array_index (rows, i))->title);
  return g_string_free (titles, FALSE);
}

static void
assert_finds (RcDatabase *db, const char *text, const char *expected)
{
  g_autofree char *titles = find_titles (db, text);

  g_assert_cmpstr (titles, ==, expected);
}

static gint64
import_batch (Fixture *fixture, const char *name, const char *text, RcSubjectsReport *report)
{
  g_autofree char *path = write_file (fixture, name, text, -1);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_subjects_import (fixture->db, path, problems, report, NULL, &error));
  g_assert_no_error (error);
  return report->batch;
}

static void
undo (RcDatabase *db, gint64 batch, guint restored, guint removed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) report = rc_batch_undo (db, batch, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->restored, ==, restored);
  g_assert_cmpuint (report->removed, ==, removed);
  g_assert_cmpuint (report->kept, ==, 0);
}

static void
put_about (Fixture *fixture, const char *control, const char *title, const char *heading)
{
  g_autoptr (RcRecord) record = make_publication (control, title, NULL);
  g_autofree char *field = g_strconcat (" 7\x1f" "a", heading, NULL);
  int i;

  /* The fixture's own heading would be one more. */
  while ((i = rc_marc_find (record->marc, "650", 0)) >= 0)
    rc_marc_remove_field (record->marc, (guint) i);
  rc_marc_add_field (record->marc, "650", field, -1);
  put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
}

static const char old_water[] = PREFIXES ":w skos:prefLabel \"Water\"@en, \"Вода\"@ru; skos:hiddenLabel \"H2O\"@en .\n"
                                         ":l skos:prefLabel \"Lakes\"@en, \"Озёра\"@ru; skos:broader :w .\n";
static const char new_water[] = PREFIXES ":w skos:prefLabel \"Waters\"@en, \"Воды\"@ru .\n"
                                         ":s skos:prefLabel \"Soil\"@en, \"Почва\"@ru .\n";

/* Records of before are found by what a thesaurus says, and no longer when it is taken back. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nothing = describe (fixture->db);
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  RcSubjectsReport report;
  gint64 old_batch, new_batch;

  put_about (fixture, "1", "Of rain", "WATER.");
  put_about (fixture, "2", "Of fish", "Lakes");
  put_about (fixture, "3", "Of fields", "Soil");
  assert_finds (fixture->db, "вода", "");
  old_batch = import_batch (fixture, "old.ttl", old_water, &report);
  g_assert_cmpuint (report.n_subjects, ==, 2);
  g_assert_cmpuint (report.n_matched, ==, 2);
  g_assert_cmpuint (report.n_unmatched, ==, 1);
  first = describe (fixture->db);
  assert_finds (fixture->db, "вода", "Of rain · Of fish");
  assert_finds (fixture->db, "h2o", "Of rain · Of fish");
  assert_finds (fixture->db, "почва", "");

  new_batch = import_batch (fixture, "new.ttl", new_water, &report);
  assert_finds (fixture->db, "вода", "");
  assert_finds (fixture->db, "почва", "Of fields");
  assert_finds (fixture->db, "озера", "Of fish");
  g_assert_null (rc_batch_undo (fixture->db, old_batch, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT);

  undo (fixture->db, new_batch, 2, 1);
  again = describe (fixture->db);
  g_assert_cmpstr (first, ==, again);
  assert_finds (fixture->db, "вода", "Of rain · Of fish");
  assert_finds (fixture->db, "почва", "");
  undo (fixture->db, old_batch, 0, 2);
  g_clear_pointer (&again, g_free);
  again = describe (fixture->db);
  g_assert_cmpstr (nothing, ==, again);
  assert_finds (fixture->db, "вода", "");
  assert_finds (fixture->db, "soil", "Of fields");
}

/* The index is made anew, and a catalogue of before the search knew subjects is brought up. */
static void
test_repair (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "catalogue.db", NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GError) error = NULL;
  RcSubjectsReport report;

  put_about (fixture, "1", "Of rain", "Water");
  import_batch (fixture, "old.ttl", old_water, &report);
  put_about (fixture, "2", "Of fish", "Lakes");
  rc_database_check (fixture->db, TRUE, problems, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  assert_finds (fixture->db, "вода", "Of rain · Of fish");

  g_clear_pointer (&fixture->db, rc_database_close);
  rc_test_make_old (path, 3);
  fixture->db = rc_database_open (fixture->folder, RC_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  assert_finds (fixture->db, "вода", "Of rain · Of fish");
}

/* One line that names the file, and everything as it was. */
static void
assert_refused (Fixture *fixture, const char *name, const char *text, gssize size)
{
  g_autofree char *path = write_file (fixture, name, text, size);
  g_autofree char *before = describe (fixture->db);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (import (fixture->db, path, NULL, &error), ==, -1);
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpuint (strlen (error->message), <, 500);
  after = describe (fixture->db);
  g_assert_cmpstr (before, ==, after);
}

#define RDF_START(doctype)                                                                                             \
  "<?xml version='1.0'?>\n" doctype "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "                \
  "xmlns:skos='http://www.w3.org/2004/02/skos/core#'>\n<skos:Concept rdf:about='urn:x'><skos:prefLabel>"
#define RDF_END "</skos:prefLabel></skos:Concept></rdf:RDF>\n"

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *secret = write_file (fixture, "secret", "hunter2", -1);
  g_autofree char *entity = g_strdup_printf (RDF_START ("<!DOCTYPE rdf:RDF [<!ENTITY e SYSTEM 'file://%s'>]>") "a &e;" RDF_END, secret);
  g_autoptr (GString) deep = g_string_new (PREFIXES);
  g_autoptr (GString) bomb = g_string_new ("<!DOCTYPE rdf:RDF [<!ENTITY e0 'water water water water'>");
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autofree char *xml_bomb = NULL;
  g_autofree char *external = write_file (fixture, "external.rdf", entity, -1);
  g_autofree char *now = NULL;

  g_assert_cmpint (import_text (fixture, "good.ttl", PREFIXES ":w skos:prefLabel \"Water\"@en .\n", NULL), ==, 1);

  assert_refused (fixture, "empty.ttl", "", 0);
  assert_refused (fixture, "letter.ttl", "Dear librarian,\n\nthis is no thesaurus.\n", -1);
  assert_refused (fixture, "nothing.ttl", PREFIXES ":w :is :wet .\n", -1);
  assert_refused (fixture, "bytes.rdf", "\0\1\2\3\377\376", 6);
  assert_refused (fixture, "cut.ttl", PREFIXES ":w skos:prefLabel \"Waters\"@en .\n:l skos:prefLabel \"La", -1);
  assert_refused (fixture, "cut.rdf", RDF_START ("") "Waters</skos:prefLabel></skos:Concept><skos:Conc", -1);
  assert_refused (fixture, "cut.nt", "<urn:x> <http://www.w3.org/2004/02/skos/core#prefLabel> \"Waters\"@en .\n<urn:y> <http", -1);

  for (guint i = 1; i < 12; i++)
    g_string_append_printf (bomb, "<!ENTITY e%u '&e%u;&e%u;&e%u;&e%u;&e%u;&e%u;&e%u;&e%u;'>", i, i - 1, i - 1, i - 1, i - 1, i - 1,
                            i - 1, i - 1, i - 1);
  xml_bomb = g_strdup_printf ("<?xml version='1.0'?>\n%s]>%s&e11;%s", bomb->str, &RDF_START ("")[strlen ("<?xml version='1.0'?>\n")], RDF_END);
  assert_refused (fixture, "bomb.rdf", xml_bomb, -1);

  for (guint i = 0; i < 200000; i++)
    g_string_append (deep, i == 0 ? ":w skos:broader [" : " :p [");
  assert_refused (fixture, "deep.ttl", deep->str, -1);

  /* What stands outside the file never comes in. */
  import (fixture->db, external, NULL, NULL);
  now = describe (fixture->db);
  g_assert_null (strstr (now, "hunter2"));

  /* A label without end is left out and named; the rest is read. */
  g_string_append (whole, PREFIXES ":w skos:prefLabel \"");
  for (guint i = 0; i < 400000; i++)
    g_string_append (whole, "water ");
  g_string_append (whole, "\"@en . :s skos:prefLabel \"Soil\"@en .\n");
  {
    g_autofree char *path = write_file (fixture, "long.ttl", whole->str, (gssize) whole->len);
    guint n_problems;

    g_assert_cmpint (import (fixture->db, path, &n_problems, NULL), >=, 1);
    g_assert_cmpuint (n_problems, ==, 1);
    assert_translation (fixture->db, "soil", "en", "Soil");
  }
  g_assert_cmpint (import (fixture->db, fixture->folder, NULL, NULL), ==, -1);
  g_assert_cmpint (import (fixture->db, "/nonexistent/thesaurus.ttl", NULL, NULL), ==, -1);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "good.ttl", PREFIXES ":w skos:prefLabel \"Water\"@en .\n", -1);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RcSubjectsReport report = { 0 };

  g_cancellable_cancel (cancellable);
  g_assert_false (rc_subjects_import (fixture->db, path, problems, &report, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_subjects (fixture->db), ==, 0);
}

static void
test_unesco (Fixture *fixture, gconstpointer data)
{
  const char *shared = g_getenv ("RC_SHARED_DATA");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, "thesauri", "unesco", "unescothes.ttl", NULL) : NULL;
  g_autoptr (GPtrArray) completed = NULL;
  g_autoptr (GPtrArray) narrower = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  gint64 n_concepts;
  guint n_subjects, n_policies = 0;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared data is not here");
      return;
    }
  n_concepts = import (fixture->db, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_concepts, >, 4000);
  n_subjects = count_subjects (fixture->db);
  g_assert_cmpuint (n_subjects, ==, (guint) n_concepts);
  /* The group of the same name is none of them. */
  all = rc_subjects_list (fixture->db, "en", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    n_policies += g_str_equal (((RcSubject *) g_ptr_array_index (all, i))->label, "Educational policy");
  g_assert_cmpuint (n_policies, ==, 1);
  assert_translation (fixture->db, "Educational policy", "fr", "Politique éducative");
  assert_translation (fixture->db, "Политика в области образования", "en", "Educational policy");
  completed = rc_subjects_complete (fixture->db, "educ", "en", 20, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (completed->len, ==, 20);
  narrower = rc_subjects_get_narrower (fixture->db, "Educational policy", "en", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (narrower->len, >, 0);
  g_assert_cmpint (import (fixture->db, path, NULL, &error), ==, n_concepts);
  g_assert_no_error (error);
  g_assert_cmpuint (count_subjects (fixture->db), ==, n_subjects);
}

/* Small files made by others: each comes in, or is refused in one line. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  const char *shared = g_getenv ("RC_SHARED_DATA");
  g_autofree char *folder = shared != NULL ? g_build_filename (shared, "thesauri", "skosmos", NULL) : NULL;
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  guint n_read = 0;

  if (dir == NULL)
    {
      g_test_skip ("the shared data is not here");
      return;
    }
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      gint64 n_concepts = import (fixture->db, path, NULL, &error);

      if (n_concepts > 0)
        n_read++;
      else
        {
          g_test_message ("%s", error->message);
          g_assert_null (strchr (error->message, '\n'));
        }
    }
  g_assert_cmpuint (n_read, >=, 15);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/subjects/sample", Fixture, NULL, set_up, test_sample, tear_down);
  g_test_add ("/subjects/syntaxes", Fixture, NULL, set_up, test_syntaxes, tear_down);
  g_test_add ("/subjects/replace", Fixture, NULL, set_up, test_replace, tear_down);
  g_test_add ("/subjects/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/subjects/repair", Fixture, NULL, set_up, test_repair, tear_down);
  g_test_add ("/subjects/hostile", Fixture, NULL, set_up, test_hostile, tear_down);
  g_test_add ("/subjects/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/subjects/unesco", Fixture, NULL, set_up, test_unesco, tear_down);
  g_test_add ("/subjects/others", Fixture, NULL, set_up, test_others, tear_down);
  return g_test_run ();
}
