/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records made one and split again; a record as the draft of another. */
#include "support.h"

#include "catalogue/join.h"
#include "catalogue/twins.h"
#include "record/join.h"
#include "record/problem.h"

/* In a transaction and a batch of its own; 0 and an error when it was refused. */
static gint64
join (Fixture *fixture, gint64 keep, gint64 other, const RcMarc *joined, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 batch;

  g_assert_true (rc_database_begin (fixture->db, &local_error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_JOIN, "join", NULL, &local_error);
  if (!rc_records_join (fixture->db, batch, keep, other, joined, error))
    {
      rc_database_rollback (fixture->db);
      return 0;
    }
  g_assert_true (rc_database_commit (fixture->db, &local_error));
  g_assert_no_error (local_error);
  return batch;
}

static void
add_document (Fixture *fixture, gint64 record, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcTextReading) reading = rc_text_reading_new ();
  RcDocument document = { .record = record, .name = (char *) "a.pdf", .media_type = (char *) "application/pdf", .pages = 1 };
  gint64 batch;

  document.sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_ptr_array_add (reading->pages, rc_page_text_new (text, NULL));
  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_EDIT, "document", NULL, &error);
  rc_documents_put (fixture->db, batch, &document, reading, &error);
  g_assert_no_error (error);
  g_assert_true (rc_database_commit (fixture->db, &error));
  g_free (document.sha256);
}

static gint64
find_one (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;

  return rc_records_find (fixture->db, text, &error);
}

static void
assert_sound (Fixture *fixture)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_database_check (fixture->db, FALSE, problems, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *text = rc_problem_to_string (g_ptr_array_index (problems, i));

      g_error ("%s", text);
    }
}

static void
test_join (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) one = make_publication ("A1", "Water for the steppe", "901");
  g_autoptr (RcRecord) other = make_publication ("B7", "Water for the steppe", "902");
  g_autoptr (RcRecordDetails) kept = NULL;
  g_autoptr (RcRecordDetails) by_old_id = NULL;
  g_autoptr (RcRecordDetails) split = NULL;
  g_autoptr (RcUndoReport) undone = NULL;
  g_autoptr (GPtrArray) lent = NULL;
  g_autoptr (GError) error = NULL;
  gint64 keep, gone, batch;

  rc_marc_add_field (other->marc, "650", " 0\x1f" "aIrrigation", -1);
  keep = put (fixture->db, 0, one, NULL, RC_STATE_VISIBLE, NULL);
  lent = rc_copies_from_marc (other->marc);
  ((RcCopy *) g_ptr_array_index (lent, 0))->status = RC_COPY_ON_LOAN;
  gone = put (fixture->db, 0, other, lent, RC_STATE_VISIBLE, NULL);
  add_document (fixture, keep, "about lakes");
  add_document (fixture, gone, "about glaciers");

  batch = join (fixture, keep, gone, NULL, &error);
  g_assert_no_error (error);
  kept = rc_records_get (fixture->db, keep, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->copies->len, ==, 2);
  g_assert_cmpint (((RcCopy *) g_ptr_array_index (kept->copies, 1))->status, ==, RC_COPY_ON_LOAN);
  g_assert_cmpuint (kept->documents->len, ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) kept->description->subjects, "Irrigation"));
  g_assert_cmpuint (count_found (fixture->db, "steppe"), ==, 1);
  g_assert_cmpuint (count_found (fixture->db, "glaciers"), ==, 1);
  /* Whatever led to the other one leads to it. */
  by_old_id = rc_records_get (fixture->db, gone, &error);
  g_assert_no_error (error);
  g_assert_cmpint (by_old_id->id, ==, keep);
  g_assert_cmpint (find_one (fixture, "902"), ==, keep);
  g_assert_cmpint (find_one (fixture, "B7"), ==, keep);
  g_assert_cmpint (rc_records_get_kept (fixture->db, gone, &error), ==, keep);
  assert_sound (fixture);

  undone = rc_batch_undo (fixture->db, batch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->restored, ==, 2);
  split = rc_records_get (fixture->db, gone, &error);
  g_assert_no_error (error);
  g_assert_cmpint (split->id, ==, gone);
  g_assert_cmpuint (split->documents->len, ==, 1);
  g_assert_cmpint (((RcCopy *) g_ptr_array_index (split->copies, 0))->status, ==, RC_COPY_ON_LOAN);
  g_assert_cmpuint (count_found (fixture->db, "steppe"), ==, 2);
  g_assert_cmpint (find_one (fixture, "902"), ==, gone);
  assert_sound (fixture);
}

/* Joins of joins lead to the last one; what was changed since is not split by halves. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) one = make_publication ("A1", "Water", NULL);
  g_autoptr (RcRecord) two = make_publication ("A2", "Water", NULL);
  g_autoptr (RcRecord) three = make_publication ("A3", "Water", NULL);
  g_autoptr (RcRecord) changed = make_publication ("A2", "Water, mended", NULL);
  g_autoptr (GError) error = NULL;
  gint64 first = put (fixture->db, 0, one, NULL, RC_STATE_VISIBLE, NULL);
  gint64 second = put (fixture->db, 0, two, NULL, RC_STATE_VISIBLE, NULL);
  gint64 third = put (fixture->db, 0, three, NULL, RC_STATE_VISIBLE, NULL);
  gint64 batch, last, edit;

  batch = join (fixture, second, third, NULL, &error);
  last = join (fixture, first, second, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find_one (fixture, "A3"), ==, first);
  g_assert_cmpint (rc_records_get_kept (fixture->db, third, &error), ==, first);
  rc_undo_report_free (rc_batch_undo (fixture->db, last, &error));
  g_assert_no_error (error);
  g_assert_cmpint (find_one (fixture, "A3"), ==, second);
  put (fixture->db, second, changed, NULL, RC_STATE_VISIBLE, &edit);
  g_assert_null (rc_batch_undo (fixture->db, batch, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpint (find_one (fixture, "A3"), ==, second);
  rc_undo_report_free (rc_batch_undo (fixture->db, edit, &error));
  rc_undo_report_free (rc_batch_undo (fixture->db, batch, &error));
  g_assert_no_error (error);
  g_assert_cmpint (find_one (fixture, "A3"), ==, third);
  assert_sound (fixture);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) one = make_publication ("A1", "Water", NULL);
  g_autoptr (RcRecord) grant = make_grant ("g1", "For readers", NULL);
  g_autoptr (GError) error = NULL;
  gint64 id = put (fixture->db, 0, one, NULL, RC_STATE_VISIBLE, NULL);
  gint64 grant_id = put (fixture->db, 0, grant, NULL, RC_STATE_VISIBLE, NULL);

  g_assert_cmpint (join (fixture, id, id, NULL, &error), ==, 0);
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpint (join (fixture, id, grant_id, NULL, &error), ==, 0);
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpint (join (fixture, id, 4711, NULL, &error), ==, 0);
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND);
}

/* What the record takes by itself, and what somebody chose. */
static void
test_fields (void)
{
  g_autoptr (RcRecord) one = make_publication ("A1", "Water", "901");
  g_autoptr (RcRecord) other = make_publication ("B7", "Waters", "902");
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (RcMarc) all = NULL;
  g_autoptr (RcMarc) some = NULL;
  guint title;

  rc_marc_add_field (other->marc, "003", "KZ", -1);
  rc_marc_add_field (other->marc, "520", "  \x1f" "aAbout it", -1);
  all = rc_marc_join (one->marc, other->marc, NULL);
  g_assert_cmpint (rc_marc_find (all, "520", 0), >=, 0);
  g_assert_cmpstr (rc_marc_get_field (all, (guint) rc_marc_find (all, "035", 0))->data, ==, "  \x1f" "a(KZ)B7");
  g_assert_cmpint (rc_marc_find (all, "245", (guint) rc_marc_find (all, "245", 0) + 1), <, 0);
  g_assert_cmpint (rc_marc_find (all, "650", (guint) rc_marc_find (all, "650", 0) + 1), <, 0);
  title = (guint) rc_marc_find (other->marc, "245", 0);
  g_array_append_val (chosen, title);
  some = rc_marc_join (one->marc, other->marc, chosen);
  g_assert_cmpint (rc_marc_find (some, "520", 0), <, 0);
  g_assert_cmpint (rc_marc_find (some, "245", (guint) rc_marc_find (some, "245", 0) + 1), >=, 0);
}

static void
test_duplicate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) one = make_publication ("A1", "Water", "901");
  g_autoptr (RcRecord) grant = make_grant ("g1", "For readers", "2030-01-31");
  g_autoptr (RcRecordDetails) draft = NULL;
  g_autoptr (RcRecordDetails) call = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = put (fixture->db, 0, one, NULL, RC_STATE_VISIBLE, NULL);
  gint64 grant_id = put (fixture->db, 0, grant, NULL, RC_STATE_VISIBLE, NULL);
  gint64 batch;

  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_EDIT, "duplicate", NULL, &error);
  draft = rc_records_get (fixture->db, rc_records_duplicate (fixture->db, batch, id, &error), &error);
  call = rc_records_get (fixture->db, rc_records_duplicate (fixture->db, batch, grant_id, &error), &error);
  g_assert_no_error (error);
  g_assert_cmpint (rc_records_duplicate (fixture->db, batch, 4711, &error), ==, 0);
  g_clear_error (&error);
  g_assert_true (rc_database_commit (fixture->db, &error));
  g_assert_cmpint (draft->state, ==, RC_STATE_DRAFT);
  g_assert_null (draft->record->control);
  g_assert_cmpuint (draft->copies->len, ==, 0);
  g_assert_cmpstr (draft->title, ==, "Water");
  g_assert_cmpuint (call->record->grant->deadlines->len, ==, 1);
  g_assert_cmpuint (count_found (fixture->db, "water"), ==, 1);
  assert_sound (fixture);
}

static guint
count_twins (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRecordDetails) details = rc_records_get (fixture->db, id, &error);
  g_autoptr (GPtrArray) twins = details != NULL ? rc_twins_find (fixture->db, details->record, id, &error) : NULL;

  g_assert_no_error (error);
  return twins->len;
}

/* Two that somebody told apart are not offered any more, from neither side, until that is taken back; to do it again tells them apart again. */
static void
test_different (Fixture *fixture, gconstpointer data)
{
  gint64 ids[3], batch;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) undone = NULL;
  g_autoptr (RcUndoReport) again = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *control = g_strdup_printf ("A%u", i);
      g_autoptr (RcRecord) record = make_publication (control, "Water for the steppe", NULL);

      ids[i] = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
    }
  g_assert_cmpuint (count_twins (fixture, ids[0]), ==, 2);
  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_EDIT, "different", NULL, &error);
  g_assert_true (rc_twins_part (fixture->db, batch, ids[1], ids[0], &error));
  g_assert_true (rc_database_commit (fixture->db, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_twins (fixture, ids[0]), ==, 1);
  g_assert_cmpuint (count_twins (fixture, ids[1]), ==, 1);
  g_assert_cmpuint (count_twins (fixture, ids[2]), ==, 2);
  undone = rc_batch_undo (fixture->db, batch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_twins (fixture, ids[0]), ==, 2);
  again = rc_batch_undo (fixture->db, batch + 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_twins (fixture, ids[0]), ==, 1);
  assert_sound (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/join/join", Fixture, NULL, set_up, test_join, tear_down);
  g_test_add ("/join/again", Fixture, NULL, set_up, test_again, tear_down);
  g_test_add ("/join/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add_func ("/join/fields", test_fields);
  g_test_add ("/join/different", Fixture, NULL, set_up, test_different, tear_down);
  g_test_add ("/join/duplicate", Fixture, NULL, set_up, test_duplicate, tear_down);
  return g_test_run ();
}
