/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RC_N steps (60) from each of some seeds, or from RC_SEED alone: imports, edits, removals, joins, duplicates and undos in any order. A dry
 * run says what the import then does. An undo gives back what nobody has changed since, and leaves and counts the rest, as a model
 * of each record's states has it. In the end the walk is gone back step by step, and the catalogue is the one before each step, row by row. */
#include <stdlib.h>

#include "dump.h"

#include "catalogue/join.h"
#include "catalogue/snapshot.h"
#include "import/import.h"

#define N_SEEDS 4
#define N_CONTROLS 8

/* What a record was before a batch and after it: a digest of all that cannot be derived, the record it was joined to, and those joined
 * to it. */
typedef struct
{
  gint64 record;
  char *before, *after; /* (owned) */
} Change;

typedef struct
{
  gint64 id;
  RcBatchKind kind;
  GPtrArray *changes; /* (owned) Change */
  gint64 of, of_record; /* an undo: the batch, and the record or 0 */
  gboolean undone;
} Batch;

typedef struct
{
  Fixture *fixture;
  GRand *chance;
  GPtrArray *states;  /* (owned) char *, by id */
  GPtrArray *batches; /* (owned) Batch */
  char *words;        /* (owned) what the last step was */
} Walk;

static void
change_free (Change *self)
{
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

static void
batch_free (Batch *self)
{
  g_ptr_array_unref (self->changes);
  g_free (self);
}

static guint
pick (Walk *self, guint n)
{
  return (guint) g_rand_int_range (self->chance, 0, (gint32) n);
}

/* Before and after it, one string a record, by id. "" where there is none. */
static GPtrArray *
take_states (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "catalogue.db", NULL);
  GPtrArray *states = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *select = NULL;
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT r.id, coalesce (j.kept, 0), (SELECT group_concat (o.record) FROM joined o WHERE o.kept = r.id) "
                                       "FROM record r LEFT JOIN joined j ON j.record = r.id ORDER BY 1",
                                       -1, &select, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (select) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (select, 0);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) snapshot = rc_snapshot_take (fixture->db, id, &error);
      g_autofree char *digest = NULL;

      g_assert_no_error (error);
      digest = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, snapshot);
      while (states->len <= id)
        g_ptr_array_add (states, g_strdup (""));
      g_free (states->pdata[id]);
      states->pdata[id] =
          g_strdup_printf ("%s %s %s", digest, sqlite3_column_text (select, 1), sqlite3_column_text (select, 2));
    }
  sqlite3_finalize (select);
  sqlite3_close (handle);
  return states;
}

static const char *
state_of (GPtrArray *states, guint id)
{
  return id < states->len ? g_ptr_array_index (states, id) : "";
}

/* Learns what a batch did. */
static Batch *
note_batch (Walk *self, gint64 id, RcBatchKind kind)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->states);
  Batch *batch = g_new0 (Batch, 1);

  self->states = take_states (self->fixture);
  batch->id = id;
  batch->kind = kind;
  batch->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  for (guint i = 0; i < MAX (before->len, self->states->len); i++)
    if (!g_str_equal (state_of (before, i), state_of (self->states, i)))
      {
        Change *change = g_new0 (Change, 1);

        change->record = i;
        change->before = g_strdup (state_of (before, i));
        change->after = g_strdup (state_of (self->states, i));
        g_ptr_array_add (batch->changes, change);
      }
  g_ptr_array_add (self->batches, batch);
  return batch;
}

static Batch *
find_batch (Walk *self, gint64 id)
{
  for (guint i = 0; i < self->batches->len; i++)
    if (((Batch *) g_ptr_array_index (self->batches, i))->id == id)
      return g_ptr_array_index (self->batches, i);
  return NULL;
}

/* Of this name and version: some have no number, some an ISBN that others have, too, some a copy, some a note of the library. */
static RcRecord *
make (Walk *self)
{
  guint number = pick (self, N_CONTROLS), version = pick (self, 3);
  g_autofree char *control = number < 6 ? g_strdup_printf ("W%u", number) : NULL;
  g_autofree char *title = g_strdup_printf ("Walk %u of many steps%s", number, version == 1 ? ", revised" : version == 2 ? ", third" : "");
  g_autofree char *barcode = pick (self, 3) == 0 ? g_strdup_printf ("W%u-%u", number, pick (self, 3)) : NULL;
  RcRecord *record = make_publication (control, title, barcode);

  if (pick (self, 3) == 0)
    rc_marc_add_field (record->marc, "020", number % 2 == 0 ? "  \x1f" "a9786012345674" : "  \x1f" "a9780306406157", -1);
  if (pick (self, 4) == 0)
    rc_marc_add_field (record->marc, "590", "  \x1f" "aOf this library", -1);
  if (pick (self, 4) == 0)
    rc_marc_add_field (record->marc, "003", pick (self, 2) == 0 ? "ONE" : "OTHER", -1);
  return record;
}

static void
add_lines (GString *text, const RcMarc *marc)
{
  g_string_append_printf (text, "=LDR  %s\n", "00000nam a2200000 a 4500");
  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      g_autofree char *data = g_strdelimit (g_strdup (field->data), "\x1f", '$');

      if (g_str_has_prefix (field->tag, "00"))
        g_string_append_printf (text, "=%s  %s\n", field->tag, data);
      else
        {
          for (guint k = 0; k < 2; k++)
            if (data[k] == ' ')
              data[k] = '\\';
          g_string_append_printf (text, "=%s  %s\n", field->tag, data);
        }
    }
  g_string_append_c (text, '\n');
}

static void
import (Walk *self)
{
  g_autofree char *path = g_build_filename (self->fixture->folder, "walk.mrk", NULL);
  const char *files[] = { path, NULL };
  RcImportOptions options = { .format = RC_FORMAT_MRK, .dry_run = TRUE, .twins = (RcTwinRule) pick (self, 3) };
  guint n = 1 + pick (self, 5);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RcImportReport) trial = NULL;
  g_autoptr (RcImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  g_autofree char *done = NULL;
  gint64 batch;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RcRecord) record = make (self);

      add_lines (text, record->marc);
    }
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  trial = rc_import_files (self->fixture->db, files, &options, NULL, &error);
  g_assert_no_error (error);
  options.dry_run = FALSE;
  report = rc_import_files (self->fixture->db, files, &options, NULL, &error);
  g_assert_no_error (error);
  batch = report->import;
  report->import = 0;
  report->seconds = trial->seconds = 0;
  said = rc_import_report_to_json (trial);
  done = rc_import_report_to_json (report);
  g_assert_cmpstr (said, ==, done);
  g_free (self->words);
  self->words = g_strdup_printf ("import %" G_GINT64_FORMAT " of %u", batch, n);
  note_batch (self, batch, RC_BATCH_IMPORT);
}

/* A record that is there, not one that was removed; 0 when there is none. */
static gint64
pick_record (Walk *self)
{
  for (guint i = 0; i < 20 && self->states->len > 1; i++)
    {
      gint64 id = 1 + pick (self, self->states->len - 1);
      g_autoptr (RcRecordDetails) details = rc_records_get (self->fixture->db, id, NULL);

      if (details != NULL && details->id == id)
        return id;
    }
  return 0;
}

typedef gboolean (*Edit) (Walk *self, gint64 batch, gint64 id, GError **error);

static gboolean
change (Walk *self, gint64 batch, gint64 id, GError **error)
{
  g_autoptr (RcRecordDetails) details = rc_records_get (self->fixture->db, id, error);
  g_autofree char *note = g_strdup_printf ("  \x1f" "aNote %u", pick (self, 1000));
  RcMarc *marc = details->record->marc;

  g_assert_nonnull (details);
  switch (pick (self, 4))
    {
    case 0:
      rc_marc_add_field (marc, "500", note, -1);
      break;
    case 1:
      rc_marc_add_field (marc, "590", note, -1);
      break;
    case 2:
      if (details->copies->len > 0)
        ((RcCopy *) g_ptr_array_index (details->copies, 0))->status = pick (self, 2) == 0 ? RC_COPY_ON_LOAN : RC_COPY_ON_SHELF;
      else
        {
          RcCopy *copy = rc_copy_new ();

          copy->barcode = g_strdup_printf ("E%u", pick (self, 1000));
          g_ptr_array_add (details->copies, copy);
        }
      break;
    default:
      rc_marc_remove_field (marc, (guint) rc_marc_find (marc, "245", 0));
      rc_marc_add_field (marc, "245", "10\x1f" "aWalk of another title", -1);
    }
  return rc_records_put (self->fixture->db, batch, id, details->record, details->copies, details->state, error) != 0;
}

static gboolean
remove_one (Walk *self, gint64 batch, gint64 id, GError **error)
{
  return rc_records_remove (self->fixture->db, batch, id, error);
}

static gboolean
join (Walk *self, gint64 batch, gint64 id, GError **error)
{
  gint64 other = pick_record (self);

  return other != id ? rc_records_join (self->fixture->db, batch, id, other, NULL, error)
                     : rc_records_join (self->fixture->db, batch, id, id, NULL, error);
}

static gboolean
duplicate (Walk *self, gint64 batch, gint64 id, GError **error)
{
  return rc_records_duplicate (self->fixture->db, batch, id, error) != 0;
}

static void
edit (Walk *self, const char *name, RcBatchKind kind, Edit func)
{
  gint64 id = pick_record (self), batch;
  g_autoptr (GError) error = NULL;

  if (id == 0)
    return;
  g_assert_true (rc_database_begin (self->fixture->db, &error));
  batch = rc_batch_begin (self->fixture->db, kind, name, NULL, &error);
  g_assert_no_error (error);
  if (!func (self, batch, id, &error))
    {
      g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT);
      rc_database_rollback (self->fixture->db);
      g_free (self->words);
      self->words = g_strdup_printf ("%s of %" G_GINT64_FORMAT " refused", name, id);
      return;
    }
  g_assert_true (rc_database_commit (self->fixture->db, &error));
  g_free (self->words);
  self->words = g_strdup_printf ("%" G_GINT64_FORMAT ": %s of %" G_GINT64_FORMAT, batch, name, id);
  note_batch (self, batch, kind);
}

/* An undo of it alone stands. */
static gboolean
is_taken_back (Walk *self, const Batch *batch, const Change *change)
{
  for (guint i = 0; i < self->batches->len; i++)
    {
      const Batch *one = g_ptr_array_index (self->batches, i);

      if (one->of == batch->id && one->of_record == change->record && !one->undone)
        return TRUE;
    }
  return FALSE;
}

/* What an undo of the batch should leave: a change that still stands as the batch left it is taken back. */
static guint
expect (Walk *self, Batch *batch, gint64 record, GPtrArray *wanted)
{
  guint n_kept = 0;

  for (guint i = 0; i < self->states->len; i++)
    g_ptr_array_add (wanted, g_strdup (state_of (self->states, i)));
  for (guint i = 0; i < batch->changes->len; i++)
    {
      const Change *one = g_ptr_array_index (batch->changes, i);

      if (is_taken_back (self, batch, one) || (record != 0 && one->record != record))
        continue;
      while (wanted->len <= one->record)
        g_ptr_array_add (wanted, g_strdup (""));
      if (g_str_equal (state_of (self->states, (guint) one->record), one->after))
        {
          g_free (wanted->pdata[one->record]);
          wanted->pdata[one->record] = g_strdup (one->before);
        }
      else
        n_kept++;
    }
  return n_kept;
}

/* The marks of batches that were taken back. */
static void
note_undo (Walk *self, Batch *batch, gint64 record)
{
  if (record != 0)
    return;
  batch->undone = TRUE;
  if (batch->of != 0 && batch->of_record == 0)
    find_batch (self, batch->of)->undone = FALSE;
}

static gint64
newest_batch (Walk *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) batches = rc_batches_list (self->fixture->db, RC_BATCH_UNDO, 1, &error);

  g_assert_no_error (error);
  return ((RcBatch *) g_ptr_array_index (batches, 0))->id;
}

static void
undo (Walk *self, Batch *batch, gint64 record)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_free);
  guint n_kept = expect (self, batch, record, wanted), n_touched, n_changed;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) report = NULL;
  g_autofree char *words = g_strdup_printf ("undo of %" G_GINT64_FORMAT ", record %" G_GINT64_FORMAT, batch->id, record);
  Batch *mine;

  g_assert_true (rc_batch_count_records (self->fixture->db, batch->id, &n_touched, &n_changed, &error));
  report = record != 0 ? rc_batch_undo_record (self->fixture->db, batch->id, record, &error) : rc_batch_undo (self->fixture->db, batch->id, &error);
  if (report == NULL)
    {
      g_autoptr (GPtrArray) now = take_states (self->fixture);

      /* What is refused has changed nothing. */
      g_test_message ("%s refused: %s", words, error->message);
      g_assert_true (error->domain == RC_CATALOGUE_ERROR &&
                     (error->code == RC_CATALOGUE_ERROR_CONFLICT || error->code == RC_CATALOGUE_ERROR_NOT_FOUND));
      for (guint i = 0; i < MAX (now->len, self->states->len); i++)
        g_assert_cmpstr (state_of (now, i), ==, state_of (self->states, i));
      g_assert_true (batch->undone || record != 0 || batch->kind == RC_BATCH_UNDO || (batch->kind == RC_BATCH_JOIN && n_kept > 0));
      return;
    }
  g_free (self->words);
  self->words = g_strdup_printf ("%" G_GINT64_FORMAT ": %s, %u kept", newest_batch (self), words, report->kept);
  g_test_message ("%s", self->words);
  g_assert_false (batch->undone);
  mine = note_batch (self, newest_batch (self), RC_BATCH_UNDO);
  mine->of = batch->id;
  mine->of_record = record;
  for (guint i = 0; i < MAX (wanted->len, self->states->len); i++)
    if (!g_str_equal (state_of (self->states, i), state_of (wanted, i)))
      g_error ("record %u is “%s”, and should be “%s”, in %s", i, state_of (self->states, i), state_of (wanted, i), self->fixture->folder);
  for (guint i = 0; i < report->problems->len; i++)
    g_test_message ("%s", ((RcProblem *) g_ptr_array_index (report->problems, i))->message);
  /* One that was written as it was before has nothing to be taken back, and may be told of all the same. */
  g_assert_cmpuint (report->kept, >=, n_kept);
  g_assert_cmpuint (report->kept, <=, n_kept + n_touched - batch->changes->len);
  g_assert_cmpuint (report->problems->len, ==, report->kept);
  note_undo (self, batch, record);
}

static void
undo_some (Walk *self)
{
  Batch *batch = self->batches->len > 0 ? g_ptr_array_index (self->batches, pick (self, self->batches->len)) : NULL;

  if (batch == NULL)
    return;
  if (pick (self, 3) > 0 || batch->changes->len == 0)
    undo (self, batch, 0);
  else
    undo (self, batch, ((Change *) g_ptr_array_index (batch->changes, pick (self, batch->changes->len)))->record);
}

static void
step (Walk *self)
{
  g_clear_pointer (&self->words, g_free);
  switch (pick (self, 12))
    {
    case 0:
    case 1:
    case 2:
      import (self);
      break;
    case 3:
    case 4:
      edit (self, "change", RC_BATCH_EDIT, change);
      break;
    case 5:
      edit (self, "removal", RC_BATCH_EDIT, remove_one);
      break;
    case 6:
      edit (self, "join", RC_BATCH_JOIN, join);
      break;
    case 7:
      edit (self, "duplicate", RC_BATCH_EDIT, duplicate);
      break;
    default:
      undo_some (self);
    }
  if (self->words != NULL)
    g_test_message ("%s", self->words);
}

static void
assert_whole (Fixture *fixture)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_database_check (fixture->db, FALSE, problems, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((RcProblem *) g_ptr_array_index (problems, i))->message);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
go (guint seed, guint n)
{
  Fixture fixture = { 0 };
  Walk self = { .fixture = &fixture, .chance = g_rand_new_with_seed (seed) };
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);

  g_test_message ("RC_SEED=%u", seed);
  set_up (&fixture, NULL);
  self.states = take_states (&fixture);
  self.batches = g_ptr_array_new_with_free_func ((GDestroyNotify) batch_free);
  for (guint i = 0; i < n; i++)
    {
      guint n_batches = self.batches->len;
      g_autofree char *before = dump (&fixture);

      step (&self);
      if (self.batches->len > n_batches)
        g_ptr_array_add (dumps, g_steal_pointer (&before));
    }
  assert_whole (&fixture);
  /* Back, as far as undos can be taken back themselves. */
  for (guint i = self.batches->len; i > 0; i--)
    {
      Batch *batch = g_ptr_array_index (self.batches, i - 1);
      g_autofree char *now = NULL;

      if (batch->undone || (batch->of != 0 && find_batch (&self, batch->of)->kind == RC_BATCH_JOIN))
        break;
      g_test_message ("back: %" G_GINT64_FORMAT, batch->id);
      undo (&self, batch, 0);
      now = dump (&fixture);
      assert_same (g_ptr_array_index (dumps, i - 1), now);
    }
  assert_whole (&fixture);
  tear_down (&fixture, NULL);
  g_rand_free (self.chance);
  g_ptr_array_unref (self.states);
  g_ptr_array_unref (self.batches);
  g_free (self.words);
}

static void
test_walk (void)
{
  guint n = g_getenv ("RC_N") != NULL ? (guint) atoi (g_getenv ("RC_N")) : 60;
  const char *seed = g_getenv ("RC_SEED");

  if (seed != NULL)
    go ((guint) atoi (seed), n);
  else
    for (guint i = 1; i <= N_SEEDS; i++)
      go (i, n);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/walk", test_walk);
  return g_test_run ();
}
