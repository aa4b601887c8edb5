/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be checked: counted and listed by class, mended, found right, taken back; beside other copies and the thesaurus. */
#include <string.h>

#include "support.h"

#include <sqlite3.h>

#include "catalogue/quality.h"
#include "catalogue/subjects.h"
#include "record/problem.h"
#include "old.h"

#define F "\x1f"
#define FIXED "000101s1997    ru            000 0 rus d"

/* A record with nothing wrong but what the field says. */
static RcRecord *
make_record (const char *control, const char *title, const char *tag, const char *data)
{
  RcMarc *marc = rc_marc_new ();
  g_autofree char *title_field = g_strconcat ("10" F "a", title, NULL);

  rc_marc_add_field (marc, "001", control, -1);
  rc_marc_add_field (marc, "008", FIXED, -1);
  rc_marc_add_field (marc, "245", title_field, -1);
  if (tag != NULL)
    rc_marc_add_field (marc, tag, data, -1);
  return rc_record_new_marc (RC_KIND_PUBLICATION, marc);
}

static gint64
add (Fixture *fixture, const char *control, const char *title, const char *tag, const char *data)
{
  g_autoptr (RcRecord) record = make_record (control, title, tag, data);

  return put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
}

static guint64
count (Fixture *fixture, RcQuality quality)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = rc_quality_list (fixture->db, RC_QUALITY_BIT (quality), NULL, &error);
  RcQualityCounts counts;

  g_assert_no_error (error);
  g_assert_true (rc_quality_count (fixture->db, &counts, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.n[quality], ==, ids->len);
  return counts.n[quality];
}

static guint64
count_wrong (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = rc_quality_list (fixture->db, RC_QUALITY_WRONG, NULL, &error);
  RcQualityCounts counts;

  g_assert_no_error (error);
  g_assert_true (rc_quality_count (fixture->db, &counts, NULL, &error));
  g_assert_cmpuint (counts.n_wrong, ==, ids->len);
  return counts.n_wrong;
}

static gint64
accept (Fixture *fixture, gint64 id, guint32 qualities)
{
  g_autoptr (GError) error = NULL;
  gint64 batch;

  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_EDIT, "accept", "tester", &error);
  g_assert_true (rc_quality_accept (fixture->db, batch, id, qualities, &error));
  g_assert_no_error (error);
  g_assert_true (rc_database_commit (fixture->db, &error));
  return batch;
}

static void
undo (Fixture *fixture, gint64 batch, guint n_kept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) report = rc_batch_undo (fixture->db, batch, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->kept, ==, n_kept);
}

static RcToCheck *
load (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = rc_quality_load (fixture->db, &id, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  return g_steal_pointer (&g_ptr_array_index (all, 0));
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  gint64 isbn, mixed, gone = 999;
  g_autoptr (RcToCheck) one = NULL;
  g_autoptr (RcToCheck) other = NULL;
  g_autoptr (RcToCheck) none = NULL;
  const RcFinding *finding;

  add (fixture, "1", "Ничего", NULL, NULL);
  isbn = add (fixture, "2", "Номер", "020", "  " F "a5-85133-074-2");
  mixed = add (fixture, "3", "Зeмля и снег", "852", "  " F "hA-1");
  g_assert_cmpuint (count (fixture, RC_QUALITY_WRONG_ISBN), ==, 1);
  g_assert_cmpuint (count (fixture, RC_QUALITY_MIXED_SCRIPTS), ==, 1);
  g_assert_cmpuint (count (fixture, RC_QUALITY_NO_BARCODE), ==, 1);
  g_assert_cmpuint (count (fixture, RC_QUALITY_NO_TITLE), ==, 0);
  /* The copy is a hint. */
  g_assert_cmpuint (count_wrong (fixture), ==, 2);

  one = load (fixture, isbn);
  g_assert_cmpstr (one->title, ==, "Номер");
  g_assert_cmpuint (one->findings->len, ==, 1);
  finding = g_ptr_array_index (one->findings, 0);
  g_assert_nonnull (strstr (finding->message, "should be 0"));
  other = load (fixture, mixed);
  g_assert_cmpuint (other->findings->len, ==, 2);
  finding = g_ptr_array_index (other->findings, 0);
  g_assert_cmpstr (finding->wrong, ==, "Зeмля");
  g_assert_cmpstr (finding->right, ==, "Земля");
  none = load (fixture, gone);
  g_assert_null (none);
}

/* What is mended is no longer listed, and comes back with what was. */
static void
test_mend (Fixture *fixture, gconstpointer data)
{
  gint64 id = add (fixture, "1", "Зeмля", NULL, NULL), batch;
  g_autoptr (RcToCheck) one = load (fixture, id);
  g_autoptr (RcRecord) record = make_record ("1", "Зeмля", NULL, NULL);

  g_assert_true (rc_quality_mend (g_ptr_array_index (one->findings, 0), record->marc));
  put (fixture->db, id, record, NULL, RC_STATE_VISIBLE, &batch);
  g_assert_cmpuint (count_wrong (fixture), ==, 0);
  g_assert_cmpuint (count_found (fixture->db, "земля"), ==, 1);
  undo (fixture, batch, 0);
  g_assert_cmpuint (count (fixture, RC_QUALITY_MIXED_SCRIPTS), ==, 1);
}

/* What was read in a wrong encoding is found, offered as it was, and mended. */
static void
test_mojibake (Fixture *fixture, gconstpointer data)
{
  gint64 id = add (fixture, "1", "Ìèðîâàÿ êóëüòóðà è îáðàçîâàíèå äëÿ âñåõ", NULL, NULL);
  g_autoptr (RcToCheck) one = NULL;
  const RcFinding *finding;

  add (fixture, "2", "Мировая культура и образование для всех", NULL, NULL);
  add (fixture, "3", "ОТРАР: ИСТОРИЯ И АРХЕОЛОГИЯ ГОРОДА", NULL, NULL);
  add (fixture, "4", "L’éducation à Besançon: un trésor est caché dedans", NULL, NULL);
  g_assert_cmpuint (count (fixture, RC_QUALITY_MOJIBAKE), ==, 1);
  one = load (fixture, id);
  finding = g_ptr_array_index (one->findings, 0);
  g_assert_cmpint (finding->quality, ==, RC_QUALITY_MOJIBAKE);
  g_assert_cmpstr (finding->right, ==, "Мировая культура и образование для всех");
}

static void
test_accept (Fixture *fixture, gconstpointer data)
{
  gint64 id = add (fixture, "1", "Iphone-нің Зeмля", "041", "0 " F "axyz"), batch, edit;
  g_autoptr (RcToCheck) one = NULL;
  g_autoptr (RcRecord) changed = make_record ("1", "Новая Зeмля", "041", "0 " F "axyz");
  g_autoptr (RcRecord) clean = make_record ("1", "Новая Земля", "041", "0 " F "axyz");

  batch = accept (fixture, id, RC_QUALITY_BIT (RC_QUALITY_MIXED_SCRIPTS));
  g_assert_cmpuint (count (fixture, RC_QUALITY_MIXED_SCRIPTS), ==, 0);
  g_assert_cmpuint (count (fixture, RC_QUALITY_UNKNOWN_LANGUAGE), ==, 1);
  one = load (fixture, id);
  g_assert_cmpuint (one->findings->len, ==, 1);

  undo (fixture, batch, 0);
  g_assert_cmpuint (count (fixture, RC_QUALITY_MIXED_SCRIPTS), ==, 1);

  /* It stays accepted while it is found, and is listed when it comes back. */
  accept (fixture, id, RC_QUALITY_BIT (RC_QUALITY_MIXED_SCRIPTS));
  put (fixture->db, id, changed, NULL, RC_STATE_VISIBLE, NULL);
  g_assert_cmpuint (count (fixture, RC_QUALITY_MIXED_SCRIPTS), ==, 0);
  put (fixture->db, id, clean, NULL, RC_STATE_VISIBLE, &edit);
  put (fixture->db, id, changed, NULL, RC_STATE_VISIBLE, NULL);
  g_assert_cmpuint (count (fixture, RC_QUALITY_MIXED_SCRIPTS), ==, 1);
}

/* That somebody found a record right does not keep an import from being taken back; what was accepted comes back. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRecord) record = make_record ("1", "Зeмля", NULL, NULL);
  g_autoptr (RcRecord) clean = make_record ("1", "Земля", NULL, NULL);
  gint64 batch, edit, id = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, &batch);
  guint n_records, n_changed;

  accept (fixture, id, RC_QUALITY_BIT (RC_QUALITY_MIXED_SCRIPTS));
  put (fixture->db, id, clean, NULL, RC_STATE_VISIBLE, &edit);
  undo (fixture, edit, 0);
  g_assert_cmpuint (count_wrong (fixture), ==, 0);
  g_assert_true (rc_batch_count_records (fixture->db, batch, &n_records, &n_changed, &error));
  g_assert_cmpuint (n_records, ==, 1);
  g_assert_cmpuint (n_changed, ==, 0);
  undo (fixture, batch, 0);
  g_assert_cmpuint (count_found (fixture->db, ""), ==, 0);
  g_assert_cmpuint (count_wrong (fixture), ==, 0);
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add (fixture, "1", "Зeмля", NULL, NULL), batch;

  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_EDIT, "remove", "tester", &error);
  g_assert_true (rc_records_remove (fixture->db, batch, id, &error));
  g_assert_true (rc_database_commit (fixture->db, &error));
  g_assert_cmpuint (count_wrong (fixture), ==, 0);
  undo (fixture, batch, 0);
  g_assert_cmpuint (count_wrong (fixture), ==, 1);
}

static void
test_barcodes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 one = add (fixture, "1", "Одна", "852", "  " F "pB1"), other = add (fixture, "2", "Другая", "852", "  " F "pB1"), batch;
  g_autoptr (RcToCheck) row = NULL;

  add (fixture, "3", "Третья", "852", "  " F "pB3");
  g_assert_cmpuint (count (fixture, RC_QUALITY_REPEATED_BARCODE), ==, 2);
  g_assert_cmpuint (count_wrong (fixture), ==, 2);
  row = load (fixture, other);
  g_assert_cmpuint (row->findings->len, ==, 1);
  batch = accept (fixture, one, RC_QUALITY_BIT (RC_QUALITY_REPEATED_BARCODE));
  g_assert_cmpuint (count (fixture, RC_QUALITY_REPEATED_BARCODE), ==, 1);
  undo (fixture, batch, 0);
  /* A copy that went with its record is none. */
  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_EDIT, "remove", "tester", &error);
  g_assert_true (rc_records_remove (fixture->db, batch, one, &error));
  g_assert_true (rc_database_commit (fixture->db, &error));
  g_assert_cmpuint (count (fixture, RC_QUALITY_REPEATED_BARCODE), ==, 0);
}

static void
import_thesaurus (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "subjects.ttl", NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GError) error = NULL;
  RcSubjectsReport report;

  g_assert_true (g_file_set_contents (path,
                                      "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
                                      "<https://thesaurus.example/water> a skos:Concept ; skos:prefLabel \"Water\"@en, \"Вода\"@ru .\n",
                                      -1, NULL));
  g_assert_true (rc_subjects_import (fixture->db, path, problems, &report, NULL, &error));
  g_assert_no_error (error);
}

static void
test_subjects (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcToCheck) row = NULL;
  gint64 unknown;

  add (fixture, "1", "Реки", "650", " 4" F "aвода" F "xИстория");
  unknown = add (fixture, "2", "Горы", "650", " 4" F "aГоры");
  /* Without a thesaurus nothing is unknown to it. */
  g_assert_cmpuint (count (fixture, RC_QUALITY_UNKNOWN_SUBJECT), ==, 0);
  import_thesaurus (fixture);
  g_assert_cmpuint (count (fixture, RC_QUALITY_UNKNOWN_SUBJECT), ==, 1);
  g_assert_cmpuint (count_wrong (fixture), ==, 0);
  row = load (fixture, unknown);
  g_assert_cmpuint (row->findings->len, ==, 1);
  g_assert_nonnull (strstr (((const RcFinding *) g_ptr_array_index (row->findings, 0))->message, "Горы"));
}

/* What is read no further than its middle is no answer. */
static void
test_interrupted (Fixture *fixture)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RcQualityCounts counts;

  g_cancellable_cancel (cancelled);
  rc_database_set_cancellable (fixture->db, cancelled);
  g_assert_false (rc_quality_count (fixture->db, &counts, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  rc_database_set_cancellable (fixture->db, NULL);
}

/* The index has a file, and changes beside it. */
static void
test_many_subjects (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 batch;

  import_thesaurus (fixture);
  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_IMPORT, "many", "tester", &error);
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *control = g_strdup_printf ("%u", i);
      g_autoptr (RcRecord) record = make_record (control, "Мнoго", "650", i % 3 == 0 ? " 4" F "aГоры" : " 4" F "aWater");

      g_assert_cmpint (rc_records_put (fixture->db, batch, 0, record, NULL, RC_STATE_VISIBLE, &error), >, 0);
    }
  g_assert_true (rc_database_commit (fixture->db, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, RC_QUALITY_UNKNOWN_SUBJECT), ==, 1000);
  add (fixture, "x", "Ещё", "650", " 4" F "aМоря");
  g_assert_cmpuint (count (fixture, RC_QUALITY_UNKNOWN_SUBJECT), ==, 1001);
  /* There are enough of them: a letter of each title is Latin. */
  test_interrupted (fixture);
}

/* A catalogue of before: everything is judged when it is opened for writing. */
static void
test_migrate (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "catalogue.db", NULL);
  g_autoptr (GError) error = NULL;

  add (fixture, "1", "Ничего", NULL, NULL);
  add (fixture, "2", "Зeмля", NULL, NULL);
  g_clear_pointer (&fixture->db, rc_database_close);
  rc_test_make_old (path, 4);
  fixture->db = rc_database_open (fixture->folder, RC_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, RC_QUALITY_MIXED_SCRIPTS), ==, 1);
  g_assert_cmpuint (count_wrong (fixture), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/quality/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/quality/mend", Fixture, NULL, set_up, test_mend, tear_down);
  g_test_add ("/quality/mojibake", Fixture, NULL, set_up, test_mojibake, tear_down);
  g_test_add ("/quality/accept", Fixture, NULL, set_up, test_accept, tear_down);
  g_test_add ("/quality/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/quality/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/quality/barcodes", Fixture, NULL, set_up, test_barcodes, tear_down);
  g_test_add ("/quality/subjects", Fixture, NULL, set_up, test_subjects, tear_down);
  g_test_add ("/quality/many-subjects", Fixture, NULL, set_up, test_many_subjects, tear_down);
  g_test_add ("/quality/migrate", Fixture, NULL, set_up, test_migrate, tear_down);
  return g_test_run ();
}
