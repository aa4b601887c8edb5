/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records put, found, changed, removed. */
#include "support.h"

#include "catalogue/indexes.h"

static void
test_put_and_get (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) record = make_publication ("KZ0001", "Water for the steppe", "30001");
  g_autoptr (RcRecordDetails) details = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);

  details = rc_records_get (fixture->db, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (details->title, ==, "Water for the steppe");
  g_assert_cmpint (details->record->kind, ==, RC_KIND_PUBLICATION);
  g_assert_true (rc_marc_equal (details->record->marc, record->marc));
  g_assert_cmpuint (details->copies->len, ==, 1);
  g_assert_cmpstr (((RcCopy *) g_ptr_array_index (details->copies, 0))->barcode, ==, "30001");
  g_assert_cmpuint (details->documents->len, ==, 0);
  g_assert_cmpint (details->added, >, 1000000000);

  g_assert_cmpint (rc_records_find (fixture->db, "KZ0001", &error), ==, id);
  g_assert_cmpint (rc_records_find (fixture->db, "30001", &error), ==, id);
  g_assert_cmpint (rc_records_find (fixture->db, "1", &error), ==, id);
  g_assert_cmpint (rc_records_find_control (fixture->db, RC_KIND_PUBLICATION, 0, "KZ0001", &error), ==, id);
  g_assert_cmpint (rc_records_find_control (fixture->db, RC_KIND_DISC, 0, "KZ0001", &error), ==, 0);
  g_assert_no_error (error);
  g_assert_cmpint (rc_records_find (fixture->db, "none", &error), ==, 0);
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND);

  g_assert_cmpuint (count_found (fixture->db, "steppe"), ==, 1);
  g_assert_cmpuint (count_found (fixture->db, "30001"), ==, 1);

  /* An import asks for it only after some thousand records: the indexes that it names must be there. */
  g_assert_true (rc_indexes_touch (fixture->db, 1, id, NULL));
}

static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) record = make_publication ("KZ0001", "Water for the steppe", "30001");
  g_autoptr (RcRecord) changed = make_publication ("KZ0001", "Water for the desert", "30001");
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_copy_free);
  g_autoptr (RcRecordDetails) details = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GError) error = NULL;
  RcCopy *copy = rc_copy_new ();
  gint64 id = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);

  /* A loan is no part of MARC: it outlives a change that says nothing of copies. */
  copy->barcode = g_strdup ("30001");
  copy->status = RC_COPY_ON_LOAN;
  copy->due = g_strdup ("2026-12-01");
  g_ptr_array_add (copies, copy);
  g_assert_cmpint (put (fixture->db, id, record, copies, RC_STATE_VISIBLE, NULL), ==, id);
  g_assert_cmpint (put (fixture->db, id, changed, NULL, RC_STATE_VISIBLE, NULL), ==, id);

  details = rc_records_get (fixture->db, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (details->title, ==, "Water for the desert");
  copy = g_ptr_array_index (details->copies, 0);
  g_assert_cmpint (copy->status, ==, RC_COPY_ON_LOAN);
  g_assert_cmpstr (copy->due, ==, "2026-12-01");
  g_assert_cmpuint (count_found (fixture->db, "steppe"), ==, 0);
  g_assert_cmpuint (count_found (fixture->db, "desert"), ==, 1);

  revisions = rc_records_get_revisions (fixture->db, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, 3);
  g_assert_cmpstr (((RcRevision *) g_ptr_array_index (revisions, 0))->what, ==, "changed");
  g_assert_cmpstr (((RcRevision *) g_ptr_array_index (revisions, 2))->what, ==, "added");
  g_assert_cmpstr (((RcRevision *) g_ptr_array_index (revisions, 2))->who, ==, "tester");
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) record = make_publication ("KZ0001", "Water for the steppe", "30001");
  g_autoptr (RcRecordDetails) details = NULL;
  g_autoptr (RcUndoReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  gint64 batch;

  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_EDIT, "remove", NULL, &error);
  g_assert_true (rc_records_remove (fixture->db, batch, id, &error));
  g_assert_true (rc_database_commit (fixture->db, &error));
  g_assert_no_error (error);
  g_assert_null (rc_records_get (fixture->db, id, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpuint (count_found (fixture->db, "steppe"), ==, 0);
  g_assert_cmpint (rc_records_find_control (fixture->db, RC_KIND_PUBLICATION, 0, "KZ0001", &error), ==, 0);

  report = rc_batch_undo (fixture->db, batch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->restored, ==, 1);
  details = rc_records_get (fixture->db, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (details->title, ==, "Water for the steppe");
  g_assert_cmpuint (count_found (fixture->db, "steppe"), ==, 1);
}

static void
test_grant (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) record = make_grant ("G1", "Fellowship in hydrology", "2026-11-30 17:00 Europe/Brussels | first stage");
  g_autoptr (RcRecordDetails) details = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);

  details = rc_records_get (fixture->db, id, &error);
  g_assert_no_error (error);
  g_assert_true (rc_grant_equal (details->record->grant, record->grant));
  g_assert_cmpstr (details->record->control, ==, "G1");
  g_assert_cmpint (details->deadline, ==, 1796054400);
  g_assert_cmpuint (count_found (fixture->db, "hydrologists"), ==, 1);
}

static void
test_draft (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) record = make_publication (NULL, "Unfinished", NULL);
  gint64 id = put (fixture->db, 0, record, NULL, RC_STATE_DRAFT, NULL);

  g_assert_cmpuint (count_found (fixture->db, "unfinished"), ==, 0);
  put (fixture->db, id, record, NULL, RC_STATE_VISIBLE, NULL);
  g_assert_cmpuint (count_found (fixture->db, "unfinished"), ==, 1);
}

static gboolean
match_record (RcDatabase *db, const RcRecord *record, RcMatch *match, GError **error)
{
  g_autoptr (RcPreparer) preparer = rc_preparer_new ();
  g_autoptr (RcPrepared) prepared = rc_preparer_prepare (preparer, record, NULL);

  return rc_records_match (db, 0, prepared, match, error);
}

static void
test_match (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) first = make_publication ("1", "One", NULL);
  g_autoptr (RcRecord) other = make_publication ("1", "Another agency's", NULL);
  g_autoptr (RcRecord) again = make_publication ("1", "One, second edition", NULL);
  g_autoptr (RcRecord) nameless = make_publication (NULL, "Nameless", NULL);
  g_autoptr (GError) error = NULL;
  gint64 first_id, other_id, nameless_id;
  RcMatch match;

  rc_marc_insert_field (first->marc, 1, "003", "KZ-AlUN", -1);
  rc_marc_insert_field (other->marc, 1, "003", "FR-PaUNE", -1);
  rc_marc_insert_field (again->marc, 1, "003", "KZ-AlUN", -1);
  first_id = put (fixture->db, 0, first, NULL, RC_STATE_VISIBLE, NULL);
  g_assert_true (match_record (fixture->db, other, &match, &error));
  g_assert_cmpint (match.id, ==, 0);
  other_id = put (fixture->db, 0, other, NULL, RC_STATE_VISIBLE, NULL);
  nameless_id = put (fixture->db, 0, nameless, NULL, RC_STATE_VISIBLE, NULL);

  g_assert_true (match_record (fixture->db, first, &match, &error));
  g_assert_cmpint (match.id, ==, first_id);
  g_assert_true (match.same);
  g_assert_true (match_record (fixture->db, again, &match, &error));
  g_assert_cmpint (match.id, ==, first_id);
  g_assert_false (match.same);
  g_assert_true (match_record (fixture->db, other, &match, &error));
  g_assert_cmpint (match.id, ==, other_id);
  g_assert_true (match_record (fixture->db, nameless, &match, &error));
  g_assert_cmpint (match.id, ==, nameless_id);
  g_assert_true (match.same);
  g_assert_no_error (error);
}

static gboolean
count_cb (gint64 id, const RcRecord *record, gpointer user_data)
{
  guint *n = user_data;

  g_assert_true (record->marc != NULL || record->grant != NULL);
  return ++*n < 2;
}

static void
test_foreach (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) record = make_publication (NULL, "One", NULL);
  g_autoptr (RcRecord) grant = make_grant ("g", "A grant", "rolling");
  g_autoptr (GError) error = NULL;
  guint n = 0;

  put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  put (fixture->db, 0, grant, NULL, RC_STATE_VISIBLE, NULL);
  put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  g_assert_true (rc_records_foreach (fixture->db, count_cb, &n, NULL, &error));
  g_assert_cmpuint (n, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/records/put-and-get", Fixture, NULL, set_up, test_put_and_get, tear_down);
  g_test_add ("/records/change", Fixture, NULL, set_up, test_change, tear_down);
  g_test_add ("/records/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/records/grant", Fixture, NULL, set_up, test_grant, tear_down);
  g_test_add ("/records/draft", Fixture, NULL, set_up, test_draft, tear_down);
  g_test_add ("/records/match", Fixture, NULL, set_up, test_match, tear_down);
  g_test_add ("/records/foreach", Fixture, NULL, set_up, test_foreach, tear_down);
  return g_test_run ();
}
