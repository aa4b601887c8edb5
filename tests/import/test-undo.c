/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever a batch did, undo takes back to the row; what was changed since is kept and named. */
#include <string.h>

#include "../catalogue/support.h"
#include "dump.h"

#include "catalogue/grant-offers.h"
#include "catalogue/join.h"
#include "documents/store.h"
#include "fixture.h"
#include "import/capture.h"
#include "import/import.h"

typedef gint64 (*Step) (Fixture *fixture);

#define MRK_OLD                                                                                                        \
  "=LDR  00000nam a2200000 a 4500\n=001  KZ1\n=245  10$aWater for the steppe\n=852  \\\\$bHall$h1$p901\n\n"             \
  "=LDR  00000nam a2200000 a 4500\n=001  KZ2\n=245  10$aSilk roads\n\n"
#define MRK_NEW                                                                                                        \
  "=LDR  00000nam a2200000 a 4500\n=001  KZ1\n=245  10$aWater for the desert\n=852  \\\\$bStore$h2$p902\n\n"            \
  "=LDR  00000nam a2200000 a 4500\n=001  KZ3\n=245  10$aCotton\n\n"

static gint64
import_text (Fixture *fixture, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, "in.mrk", NULL);
  const char *files[] = { path, NULL };
  g_autoptr (RcImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  report = rc_import_files (fixture->db, files, NULL, NULL, &error);
  g_assert_no_error (error);
  return report->import;
}

static gint64
import_old (Fixture *fixture)
{
  return import_text (fixture, MRK_OLD);
}

static gint64
import_new (Fixture *fixture)
{
  return import_text (fixture, MRK_NEW);
}

static gint64
find_control (Fixture *fixture, RcKind kind, gint64 source, const char *control)
{
  g_autoptr (GError) error = NULL;
  gint64 id = rc_records_find_control (fixture->db, kind, source, control, &error);

  g_assert_no_error (error);
  return id;
}

static gint64
begin (Fixture *fixture, RcBatchKind kind)
{
  g_autoptr (GError) error = NULL;
  gint64 batch;

  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, kind, "test", NULL, &error);
  g_assert_no_error (error);
  return batch;
}

static void
commit (Fixture *fixture, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (rc_database_commit (fixture->db, &error));
  g_assert_no_error (error);
}

/* A grant is new the first time and changed the second. */
static gint64
refresh (Fixture *fixture)
{
  g_autoptr (RcSource) found = rc_sources_find (fixture->db, "calls", NULL);
  g_autoptr (RcSource) source = rc_source_new ();
  g_autoptr (RcRecord) grant = NULL;
  g_autoptr (RcRecord) second = make_grant ("g2", "For writers", "yearly 04-30");
  g_autoptr (GError) error = NULL;
  gint64 batch = begin (fixture, RC_BATCH_REFRESH);
  gint64 source_id = found != NULL ? found->id : 0;
  RcOffer offer;

  if (source_id == 0)
    {
      source->name = g_strdup ("calls");
      source->url = g_strdup ("https://grants.example/");
      source_id = rc_sources_put (fixture->db, source, &error);
    }
  grant = make_grant ("g1", found != NULL ? "For readers and others" : "For readers", found != NULL ? "2030-01-31" : NULL);
  rc_grants_offer (fixture->db, batch, source_id, grant, RC_STATE_VISIBLE, &offer, NULL, &error);
  g_assert_cmpint (offer, ==, found != NULL ? RC_OFFER_CHANGED : RC_OFFER_NEW);
  if (found != NULL)
    rc_grants_offer (fixture->db, batch, source_id, second, RC_STATE_REVIEW, &offer, NULL, &error);
  commit (fixture, error);
  return batch;
}

static gint64
capture (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "disc", NULL);
  g_autofree char *copy = g_build_filename (folder, "Caravans.pdf", NULL);
  char *pdf = fixture_make_usual_pdf ();
  g_autofree char *bytes = NULL;
  g_autoptr (RcCaptureReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_mkdir (folder, 0755);
  g_assert_true (g_file_get_contents (pdf, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) size, NULL));
  fixture_remove (pdf);
  report = rc_capture_disc (fixture->db, folder, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->problems->len, ==, 0);
  /* Inside the PDF. */
  g_assert_cmpuint (count_found (fixture->db, "silk road of almaty"), ==, 1);
  return report->batch;
}

static gint64
edit (Fixture *fixture)
{
  g_autoptr (RcRecord) changed = make_publication ("KZ2", "Silk roads, second edition", "777");
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_copy_free);
  gint64 batch;

  for (guint i = 0; i < 3; i++)
    {
      RcCopy *copy = rc_copy_new ();

      copy->barcode = g_strdup_printf ("77%u", i);
      copy->status = RC_COPY_ON_LOAN;
      copy->due = g_strdup ("2030-01-01");
      g_ptr_array_add (copies, copy);
    }
  put (fixture->db, find_control (fixture, RC_KIND_PUBLICATION, 0, "KZ2"), changed, copies, RC_STATE_DRAFT, &batch);
  return batch;
}

static gint64
add_document (Fixture *fixture)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *pdf = fixture_make_usual_pdf ();
  gint64 batch = 0;

  rc_document_add (fixture->db, find_control (fixture, RC_KIND_PUBLICATION, 0, "KZ1"), pdf, "test", problems, &batch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  fixture_remove (pdf);
  return batch;
}

/* The text of a document read anew, as character recognition does. */
static gint64
replace_texts (Fixture *fixture)
{
  gint64 record = find_control (fixture, RC_KIND_PUBLICATION, 0, "KZ1");
  g_autoptr (GPtrArray) documents = rc_documents_list (fixture->db, record, NULL);
  g_autoptr (RcTextReading) reading = rc_text_reading_new ();
  g_autoptr (GError) error = NULL;
  gint64 batch = begin (fixture, RC_BATCH_EDIT);
  g_autofree char *text = NULL;

  g_assert_cmpuint (documents->len, ==, 1);
  text = g_strdup_printf ("something else entirely, %" G_GINT64_FORMAT, batch);
  g_ptr_array_add (reading->pages, rc_page_text_new (text, NULL));
  ((RcPageText *) g_ptr_array_index (reading->pages, 0))->label = g_strdup ("iv");
  reading->done = 1;
  rc_documents_put (fixture->db, batch, g_ptr_array_index (documents, 0), reading, &error);
  commit (fixture, error);
  return batch;
}

/* The one with the document becomes a part of the other. */
static gint64
join (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 batch = begin (fixture, RC_BATCH_JOIN);

  rc_records_join (fixture->db, batch, find_control (fixture, RC_KIND_PUBLICATION, 0, "KZ2"),
                   find_control (fixture, RC_KIND_PUBLICATION, 0, "KZ1"), NULL, &error);
  commit (fixture, error);
  return batch;
}

static gint64
remove_all (Fixture *fixture)
{
  g_autoptr (GArray) ids = find (fixture->db, "");
  g_autoptr (GError) error = NULL;
  gint64 batch = begin (fixture, RC_BATCH_EDIT);

  for (guint i = 0; i < ids->len && error == NULL; i++)
    {
      g_autoptr (RcRecordDetails) details = rc_records_get (fixture->db, g_array_index (ids, gint64, i), NULL);

      /* Files of a disc go with it. */
      if (details != NULL && details->record->kind != RC_KIND_FILE)
        rc_records_remove (fixture->db, batch, details->id, &error);
    }
  commit (fixture, error);
  g_assert_cmpuint (count_found (fixture->db, ""), ==, 0);
  return batch;
}

static void
test_exact (Fixture *fixture, gconstpointer data)
{
  static const Step steps[] = { import_old, refresh,       import_new,    refresh, add_document, edit,
                                replace_texts, replace_texts, join,       capture, remove_all };
  char *dumps[G_N_ELEMENTS (steps)];
  gint64 batches[G_N_ELEMENTS (steps)];

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *after = NULL;

      dumps[i] = dump (fixture);
      batches[i] = steps[i](fixture);
      after = dump (fixture);
      g_assert_cmpstr (dumps[i], !=, after);
    }
  for (guint i = G_N_ELEMENTS (steps); i-- > 0;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RcUndoReport) report = rc_batch_undo (fixture->db, batches[i], &error);
      g_autofree char *after = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (report->kept, ==, 0);
      after = dump (fixture);
      /* The source itself was put by hand, not by the batch. */
      if (i == 1)
        g_assert_null (strstr (after, "For readers"));
      else if (i > 1)
        assert_same (dumps[i], after);
      g_free (dumps[i]);
    }
  g_assert_cmpuint (count_found (fixture->db, ""), ==, 0);
}

static int
run_admin_undo (Fixture *fixture, gint64 batch, char **output)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, batch);
  const char *argv[] = { g_getenv ("RC_ADMIN"), "--catalogue", fixture->folder, "--json", "undo", number, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, output, NULL, &status, &error));
  g_assert_no_error (error);
  return g_spawn_check_wait_status (status, &error) ? 0 : error->code;
}

/* What was changed since is kept, by the other batch as well as in the report. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecordDetails) kept = NULL;
  g_autofree char *output = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 old = import_old (fixture);
  gint64 id, edited;

  edited = edit (fixture);
  id = find_control (fixture, RC_KIND_PUBLICATION, 0, "KZ2");
  if (g_getenv ("RC_ADMIN") == NULL)
    {
      g_test_skip ("the admin program is not here");
      return;
    }
  g_assert_cmpint (run_admin_undo (fixture, old, &output), ==, 3);
  g_assert_nonnull (strstr (output, "\"kept\":1"));
  g_assert_nonnull (strstr (output, "changed again"));
  g_assert_cmpint (find_control (fixture, RC_KIND_PUBLICATION, 0, "KZ1"), ==, 0);
  kept = rc_records_get (fixture->db, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->title, ==, "Silk roads, second edition");
  g_assert_cmpuint (kept->copies->len, ==, 3);

  g_assert_cmpint (run_admin_undo (fixture, old, &again), ==, 1);
  g_assert_null (rc_batch_undo (fixture->db, old, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (rc_batch_undo (fixture->db, 4711, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* The edit can still be taken back. */
  rc_undo_report_free (rc_batch_undo (fixture->db, edited, &error));
  g_assert_no_error (error);
}

/* The newest batch of its kind. */
static gint64
find_newest (Fixture *fixture, RcBatchKind kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) batches = rc_batches_list (fixture->db, kind, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (batches->len, ==, 1);
  return ((RcBatch *) g_ptr_array_index (batches, 0))->id;
}

static void
undo (Fixture *fixture, gint64 batch, gint64 record, guint removed, guint restored, guint kept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) report
    = record != 0 ? rc_batch_undo_record (fixture->db, batch, record, &error) : rc_batch_undo (fixture->db, batch, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->removed, ==, removed);
  g_assert_cmpuint (report->restored, ==, restored);
  g_assert_cmpuint (report->kept, ==, kept);
  g_assert_cmpuint (report->problems->len, ==, kept);
}

static void
assert_whole (Fixture *fixture)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_database_check (fixture->db, FALSE, problems, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* An undo is a change like any other: taken back, taken back again. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 import;

  import_old (fixture);
  before = dump (fixture);
  import = import_new (fixture);
  after = dump (fixture);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *undone = NULL;
      g_autofree char *again = NULL;

      undo (fixture, import, 0, 1, 1, 0);
      undone = dump (fixture);
      assert_same (before, undone);
      g_assert_cmpuint (count_found (fixture->db, "cotton"), ==, 0);
      undo (fixture, find_newest (fixture, RC_BATCH_UNDO), 0, 0, 2, 0);
      again = dump (fixture);
      assert_same (after, again);
      g_assert_cmpuint (count_found (fixture->db, "cotton"), ==, 1);
      assert_whole (fixture);
    }
}

/* A removal taken back, and that taken back: the record is gone, and its files with it. */
static void
test_removal_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *removed = NULL;
  g_autofree char *again = NULL;
  gint64 batch;

  import_old (fixture);
  capture (fixture);
  batch = remove_all (fixture);
  removed = dump (fixture);
  undo (fixture, batch, 0, 0, 3, 0);
  g_assert_cmpuint (count_found (fixture->db, ""), >, 3);
  undo (fixture, find_newest (fixture, RC_BATCH_UNDO), 0, 0, 3, 0);
  again = dump (fixture);
  assert_same (removed, again);
  g_assert_cmpuint (count_found (fixture->db, ""), ==, 0);
  assert_whole (fixture);
}

/* One record after another out of an import, then the rest of it. */
static void
test_record (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *middle = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 import, first, added;

  import_old (fixture);
  before = dump (fixture);
  import = import_new (fixture);
  middle = dump (fixture);
  first = find_control (fixture, RC_KIND_PUBLICATION, 0, "KZ1");
  added = find_control (fixture, RC_KIND_PUBLICATION, 0, "KZ3");
  undo (fixture, import, first, 0, 1, 0);
  g_assert_cmpuint (count_found (fixture->db, "desert"), ==, 0);
  g_assert_cmpuint (count_found (fixture->db, "cotton"), ==, 1);
  g_assert_null (rc_batch_undo_record (fixture->db, import, first, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (rc_batch_undo_record (fixture->db, import, 4711, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  undo (fixture, import, added, 1, 0, 0);
  after = dump (fixture);
  assert_same (before, after);
  /* Both can be taken back. */
  undo (fixture, find_newest (fixture, RC_BATCH_UNDO), 0, 0, 1, 0);
  undo (fixture, find_newest (fixture, RC_BATCH_UNDO) - 2, 0, 0, 1, 0);
  again = dump (fixture);
  assert_same (middle, again);
  /* With one of them taken back alone, the whole import leaves it out. */
  undo (fixture, import, first, 0, 1, 0);
  undo (fixture, import, 0, 1, 0, 0);
  g_free (again);
  again = dump (fixture);
  assert_same (before, again);
  assert_whole (fixture);
}

/* What somebody has changed since is named and left alone, also when it is the only one asked for. */
static void
test_record_kept (Fixture *fixture, gconstpointer data)
{
  gint64 import = import_old (fixture);

  edit (fixture);
  undo (fixture, import, find_control (fixture, RC_KIND_PUBLICATION, 0, "KZ2"), 0, 0, 1);
  g_assert_cmpint (find_control (fixture, RC_KIND_PUBLICATION, 0, "KZ2"), !=, 0);
}

static gint64
undo_all (Fixture *fixture, gint64 batch, guint n_kept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) report = rc_batch_undo (fixture->db, batch, &error);
  g_autoptr (GPtrArray) batches = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (report->kept, ==, n_kept);
  batches = rc_batches_list (fixture->db, RC_BATCH_UNDO, 1, &error);
  g_assert_no_error (error);
  return ((RcBatch *) g_ptr_array_index (batches, 0))->id;
}

/* What was brought back, and went again, comes back once more. */
static void
test_back_and_forth (Fixture *fixture, gconstpointer data)
{
  gint64 imported = import_old (fixture);
  g_autofree char *whole = dump (fixture);
  g_autofree char *again = NULL;
  gint64 gone = undo_all (fixture, imported, 0);
  gint64 back = undo_all (fixture, gone, 0);

  undo_all (fixture, back, 0);
  g_assert_cmpuint (count_found (fixture->db, ""), ==, 0);
  undo_all (fixture, gone, 0);
  again = dump (fixture);
  assert_same (whole, again);
}

/* A record to which another import's was joined is not taken away with its own import, though the join left it as it was. */
static void
test_joined_to (Fixture *fixture, gconstpointer data)
{
  gint64 kept, other, theirs, joined;
  g_autoptr (RcRecordDetails) details = NULL;
  g_autoptr (RcRecordDetails) now = NULL;
  g_autoptr (RcRecord) record = make_publication ("B1", "Cotton", NULL);
  g_autoptr (GError) error = NULL;

  other = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  theirs = import_old (fixture);
  kept = find_control (fixture, RC_KIND_PUBLICATION, 0, "KZ2");
  details = rc_records_get (fixture->db, kept, &error);
  g_assert_no_error (error);
  joined = begin (fixture, RC_BATCH_JOIN);
  rc_records_join (fixture->db, joined, kept, other, details->record->marc, &error);
  commit (fixture, error);
  undo_all (fixture, theirs, 1);
  now = rc_records_get (fixture->db, other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (now->id, ==, kept);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/undo/exact", Fixture, NULL, set_up, test_exact, tear_down);
  g_test_add ("/undo/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/undo/again", Fixture, NULL, set_up, test_again, tear_down);
  g_test_add ("/undo/removal-again", Fixture, NULL, set_up, test_removal_again, tear_down);
  g_test_add ("/undo/record", Fixture, NULL, set_up, test_record, tear_down);
  g_test_add ("/undo/record-kept", Fixture, NULL, set_up, test_record_kept, tear_down);
  g_test_add ("/undo/back-and-forth", Fixture, NULL, set_up, test_back_and_forth, tear_down);
  g_test_add ("/undo/joined-to", Fixture, NULL, set_up, test_joined_to, tear_down);
  return g_test_run ();
}
