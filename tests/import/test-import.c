/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files into the catalogue: matched, counted, reported, undone; all or nothing. */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../catalogue/support.h"

#include "exchange/writer.h"
#include "import/import.h"

static char *
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
  return path;
}

static RcImportReport *
import (RcDatabase *db, const char *path, const RcImportOptions *options, GError **error)
{
  const char *files[] = { path, NULL };

  return rc_import_files (db, files, options, NULL, error);
}

static void
assert_report (const RcImportReport *report, guint added, guint updated, guint unchanged, guint duplicates, guint rejected)
{
  g_assert_cmpuint (report->added, ==, added);
  g_assert_cmpuint (report->updated, ==, updated);
  g_assert_cmpuint (report->unchanged, ==, unchanged);
  g_assert_cmpuint (report->duplicates, ==, duplicates);
  g_assert_cmpuint (report->rejected, ==, rejected);
  g_assert_cmpuint (report->read, ==, added + updated + unchanged + duplicates + rejected);
}

#define MRK_ONE "=LDR  00000nam a2200000 a 4500\n=001  KZ1\n=245  10$aWater for the steppe\n\n"
#define MRK_TWO "=LDR  00000nam a2200000 a 4500\n=001  KZ2\n=245  10$aSilk roads\n\n"
#define MRK_NAMELESS "=LDR  00000nam a2200000 a 4500\n=245  10$aA booklet without a number\n\n"
#define MRK_ONE_NEW "=LDR  00000nam a2200000 a 4500\n=001  KZ1\n=245  10$aWater for the desert\n\n"
#define MRK_THREE "=LDR  00000nam a2200000 a 4500\n=001  KZ3\n=020  \\\\$a9786012345674\n=100  1\\$aAuezov, Mukhtar\n=245  10$aThe road of Abai\n=260  \\\\$c1942\n\n"
#define MRK_THREE_NEW "=LDR  00000nam a2200000 a 4500\n=001  KZ3\n=020  \\\\$a9786012345674\n=100  1\\$aAuezov, Mukhtar\n=245  10$aThe road of Abai, revised\n=260  \\\\$c1942\n\n"
#define MRK_TWIN "=LDR  00000nam a2200000 a 4500\n=003  OTHER\n=001  X3\n=020  \\\\$a9786012345674\n=100  1\\$aAuezov, Mukhtar\n=245  10$aThe road of Abai\n=260  \\\\$c1942\n\n"
#define MRK_TWIN_AGAIN "=LDR  00000nam a2200000 a 4500\n=003  THIRD\n=001  Y3\n=020  \\\\$a9786012345674\n=100  1\\$aAuezov, Mukhtar\n=245  10$aThe road of Abai\n=260  \\\\$c1942\n\n"
#define MRK_GARBLED "=LDR  00000nam a2200000 a 4500\n=001  KZ9\n=245  10$aРџСѓС‚РµС€РµСЃС‚РІРёРµ РїРѕ СЃС‚РµРїСЏРј Рё РіРѕСЂР°Рј\n\n"
#define MRK_AUTHORITY "=LDR  00000nz  a2200000n  4500\n=001  A1\n=100  1\\$aAuezov\n\n"

static void
test_outcomes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = write_file (fixture, "first.mrk", MRK_ONE MRK_TWO MRK_NAMELESS);
  g_autofree char *second = write_file (fixture, "second.mrk", MRK_ONE_NEW MRK_TWO MRK_NAMELESS MRK_AUTHORITY);
  g_autofree char *rejects = g_build_filename (fixture->folder, "rejects", NULL);
  RcImportOptions options = { .format = RC_FORMAT_AUTO, .rejects = rejects };
  g_autoptr (RcImportReport) one = NULL;
  g_autoptr (RcImportReport) two = NULL;
  g_autoptr (RcUndoReport) undone = NULL;
  g_autofree char *json = NULL;
  g_autofree char *rejected = NULL;
  g_autoptr (GError) error = NULL;

  one = import (fixture->db, first, NULL, &error);
  g_assert_no_error (error);
  assert_report (one, 3, 0, 0, 0, 0);
  g_assert_cmpint (one->import, >, 0);
  two = import (fixture->db, second, &options, &error);
  g_assert_no_error (error);
  assert_report (two, 0, 1, 1, 1, 1);
  g_assert_cmpuint (two->problems->len, ==, 1);
  json = rc_import_report_to_json (two);
  g_assert_nonnull (strstr (json, "\"read\":4"));
  g_assert_true (g_file_get_contents (rejects, &rejected, NULL, &error));
  g_assert_nonnull (strstr (rejected, "Auezov"));
  g_assert_null (strstr (rejected, "Silk"));

  g_assert_cmpuint (count_found (fixture->db, "desert"), ==, 1);
  undone = rc_batch_undo (fixture->db, two->import, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->restored, ==, 1);
  g_assert_cmpuint (count_found (fixture->db, "desert"), ==, 0);
  g_assert_cmpuint (count_found (fixture->db, "steppe"), ==, 1);
}

static void
test_twice_in_one (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "twice.mrk", MRK_ONE MRK_ONE_NEW MRK_ONE_NEW MRK_NAMELESS MRK_NAMELESS);
  g_autoptr (RcImportReport) report = NULL;
  g_autoptr (RcUndoReport) undone = NULL;
  g_autoptr (GError) error = NULL;

  report = import (fixture->db, path, NULL, &error);
  g_assert_no_error (error);
  assert_report (report, 2, 1, 1, 1, 0);
  g_assert_cmpuint (count_found (fixture->db, "desert"), ==, 1);
  undone = rc_batch_undo (fixture->db, report->import, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->removed, ==, 2);
  g_assert_cmpuint (count_found (fixture->db, ""), ==, 0);
  g_assert_null (rc_batch_undo (fixture->db, report->import, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT);
}

static void
test_dry_run (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "one.mrk", MRK_ONE);
  RcImportOptions options = { .format = RC_FORMAT_AUTO, .dry_run = TRUE };
  g_autoptr (RcImportReport) report = NULL;
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (GError) error = NULL;

  report = import (fixture->db, path, &options, &error);
  g_assert_no_error (error);
  assert_report (report, 1, 0, 0, 0, 0);
  g_assert_cmpint (report->import, ==, 0);
  g_assert_cmpuint (count_found (fixture->db, ""), ==, 0);
  batches = rc_batches_list (fixture->db, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (batches->len, ==, 0);
}

/* What both reports say, but for the number of the batch and the time. */
static void
assert_same_report (RcImportReport *one, RcImportReport *other)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  one->import = other->import = 0;
  one->seconds = other->seconds = 0;
  a = rc_import_report_to_json (one);
  b = rc_import_report_to_json (other);
  g_assert_cmpstr (a, ==, b);
}

/* On a connection that only reads, while somebody writes: every outcome is that of the import, also of records that meet others of
 * the same file. */
static void
test_dry_run_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = write_file (fixture, "first.mrk", MRK_ONE MRK_TWO MRK_NAMELESS);
  g_autofree char *second = write_file (fixture, "second.mrk",
                                        MRK_ONE_NEW MRK_THREE MRK_NAMELESS MRK_THREE_NEW MRK_ONE MRK_ONE_NEW MRK_TWIN MRK_TWIN_AGAIN MRK_AUTHORITY);
  RcImportOptions options = { .format = RC_FORMAT_AUTO, .dry_run = TRUE };
  g_autoptr (RcDatabase) reader = NULL;
  g_autoptr (GError) error = NULL;
  guint64 version;

  rc_import_report_free (import (fixture->db, first, NULL, &error));
  g_assert_no_error (error);
  reader = rc_database_open (fixture->folder, RC_DATABASE_READ, &error);
  g_assert_no_error (error);
  version = rc_database_get_version (reader);
  for (guint rule = RC_TWINS_SKIP; rule <= RC_TWINS_KEEP_BOTH; rule++)
    {
      g_autoptr (RcImportReport) trial = NULL;
      g_autoptr (RcImportReport) done = NULL;

      options.twins = rule;
      options.dry_run = TRUE;
      g_assert_true (rc_database_begin (fixture->db, &error));
      trial = import (reader, second, &options, &error);
      g_assert_no_error (error);
      rc_database_rollback (fixture->db);
      g_assert_cmpuint (trial->read, ==, 9);
      g_assert_cmpuint (rc_database_get_version (reader), ==, version);
      g_assert_cmpuint (count_found (reader, "desert"), ==, 0);
      options.dry_run = FALSE;
      done = import (fixture->db, second, &options, &error);
      g_assert_no_error (error);
      rc_undo_report_free (rc_batch_undo (fixture->db, done->import, &error));
      g_assert_no_error (error);
      assert_same_report (trial, done);
      version = rc_database_get_version (reader);
    }
}

/* What a trial shows before anything is decided: texts that would change, and texts that were damaged before. */
static void
test_shown (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = write_file (fixture, "first.mrk", MRK_ONE MRK_TWO);
  g_autofree char *second = write_file (fixture, "second.mrk", MRK_ONE_NEW MRK_GARBLED);
  RcImportOptions options = { .format = RC_FORMAT_AUTO, .dry_run = TRUE, .n_changes = 5 };
  g_autoptr (RcImportReport) one = NULL;
  g_autoptr (RcImportReport) two = NULL;
  g_autoptr (RcImportReport) mended = NULL;
  g_autoptr (GError) error = NULL;
  const RcRecordChange *change;
  const RcTextChange *text;

  one = import (fixture->db, first, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (one->garbled, ==, 0);
  two = import (fixture->db, second, &options, &error);
  g_assert_no_error (error);
  assert_report (two, 1, 1, 0, 0, 0);
  g_assert_cmpuint (two->changes->len, ==, 1);
  change = g_ptr_array_index (two->changes, 0);
  g_assert_cmpuint (change->position, ==, 1);
  g_assert_cmpstr (change->title, ==, "Water for the desert");
  g_assert_cmpuint (change->texts->len, ==, 1);
  text = g_ptr_array_index (change->texts, 0);
  g_assert_cmpstr (text->before, ==, "Water for the steppe");
  g_assert_cmpstr (text->after, ==, "Water for the desert");
  g_assert_cmpuint (two->garbled, ==, 1);
  g_assert_cmpuint (two->mendings->len, ==, 1);
  text = g_ptr_array_index (two->mendings, 0);
  g_assert_cmpstr (text->after, ==, "Путешествие по степям и горам");
  options.dry_run = FALSE;
  options.mends = TRUE;
  mended = import (fixture->db, second, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mended->garbled, ==, 1);
  g_assert_cmpuint (count_found (fixture->db, "Путешествие"), ==, 1);
}

static void
test_bad_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *empty = write_file (fixture, "empty.mrc", "");
  g_autofree char *strange = write_file (fixture, "strange.bin", "\x7f" "ELF is no format of ours");
  g_autofree char *good = write_file (fixture, "good.mrk", MRK_ONE);
  const char *files[] = { empty, good, strange, "/nonexistent/file", NULL };
  g_autoptr (RcImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (import (fixture->db, empty, NULL, &error));
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_EMPTY);
  g_clear_error (&error);
  g_assert_null (import (fixture->db, strange, NULL, &error));
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT);
  g_assert_nonnull (strstr (error->message, "strange.bin"));
  g_clear_error (&error);
  g_assert_null (import (fixture->db, "/nonexistent/file", NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  report = rc_import_files (fixture->db, files, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_report (report, 1, 0, 0, 0, 0);
  g_assert_cmpuint (report->problems->len, ==, 3);
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "in", "deeper", NULL);
  g_autofree char *top = g_build_filename (fixture->folder, "in", NULL);
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autoptr (RcImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  one = write_file (fixture, "in/b.mrk", MRK_ONE);
  two = write_file (fixture, "in/deeper/a.mrk", MRK_TWO);
  report = import (fixture->db, top, NULL, &error);
  g_assert_no_error (error);
  assert_report (report, 2, 0, 0, 0, 0);
  g_assert_cmpint (rc_records_find_control (fixture->db, RC_KIND_PUBLICATION, 0, "KZ1", &error), <,
                   rc_records_find_control (fixture->db, RC_KIND_PUBLICATION, 0, "KZ2", &error));
}

/* Many records in a file of ISO 2709. */
static char *
write_many (const char *folder, guint n)
{
  char *path = g_build_filename (folder, "many.mrc", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream
      = G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error));
  g_autoptr (RcWriter) writer = rc_writer_new (RC_FORMAT_MARC21, stream, &error);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *control = g_strdup_printf ("M%u", i);
      g_autofree char *title = g_strdup_printf ("Report number %u on the water of the lakes", i);
      g_autofree char *barcode = g_strdup_printf ("9%06u", i);
      g_autoptr (RcRecord) record = make_publication (control, title, barcode);

      g_assert_true (rc_writer_add (writer, record->marc, &error));
    }
  g_assert_true (rc_writer_finish (writer, &error));
  g_assert_true (g_output_stream_close (stream, NULL, &error));
  g_assert_no_error (error);
  return path;
}

/* The bytes kept of the records of a batch, one after another, as they came. */
static GBytes *
read_raw (Fixture *fixture, gint64 batch)
{
  g_autofree char *path = g_build_filename (fixture->folder, "catalogue.db", NULL);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  sqlite3_stmt *select = NULL;
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_prepare_v2 (handle, "SELECT bytes FROM raw WHERE batch = ? ORDER BY position", -1, &select, NULL);
  sqlite3_bind_int64 (select, 1, batch);
  while (sqlite3_step (select) == SQLITE_ROW)
    {
      const guint8 *bytes = sqlite3_column_blob (select, 0);
      gsize size = (gsize) sqlite3_column_bytes (select, 0);
      guint8 plain[4096];
      gsize n_read, n_written = size - 1;

      if (bytes[0] == 0)
        memcpy (plain, bytes + 1, n_written);
      else
        {
          g_autoptr (GConverter) decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));

          g_assert_cmpint (g_converter_convert (decompressor, bytes + 1, size - 1, plain, sizeof plain, G_CONVERTER_INPUT_AT_END,
                                                &n_read, &n_written, NULL),
                           ==, G_CONVERTER_FINISHED);
          g_assert_cmpuint (size, <, n_written);
        }
      g_byte_array_append (all, plain, (guint) n_written);
    }
  sqlite3_finalize (select);
  sqlite3_close (handle);
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

/* What a record came from is kept to the byte, unless an export gives the same. */
static void
test_raw (Fixture *fixture, gconstpointer data)
{
  g_autofree char *line = g_strnfill (300, 'w');
  g_autofree char *first = g_strndup (MRK_ONE, strlen (MRK_ONE) - 1);
  g_autofree char *second = g_strdup_printf ("=LDR  00000nam a2200000 a 4500\n=001  KZ7\n=245  10$a%s\n", line);
  /* The blank line between records belongs to neither. */
  g_autofree char *text = g_strconcat (first, "\n", second, NULL);
  g_autofree char *expected = g_strconcat (first, second, NULL);
  g_autofree char *mrk = write_file (fixture, "raw.mrk", text);
  g_autofree char *marc = write_many (fixture->folder, 3);
  g_autoptr (RcImportReport) strange = import (fixture->db, mrk, NULL, NULL);
  g_autoptr (RcImportReport) ours = import (fixture->db, marc, NULL, NULL);
  g_autoptr (GBytes) kept = read_raw (fixture, strange->import);
  g_autoptr (GBytes) none = read_raw (fixture, ours->import);
  g_autofree char *as_text = g_strndup (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept));

  g_assert_cmpuint (ours->added, ==, 3);
  g_assert_cmpuint (g_bytes_get_size (none), ==, 0);
  g_assert_cmpstr (as_text, ==, expected);
}

/* In a child, which ends here. */
static void G_GNUC_NORETURN
import_in_child (const char *folder, const char *path)
{
  const char *files[] = { path, NULL };
  g_autoptr (RcDatabase) db = rc_database_open (folder, RC_DATABASE_WRITE, NULL);
  g_autoptr (RcImportReport) report = db != NULL ? rc_import_files (db, files, NULL, NULL, NULL) : NULL;

  _exit (report != NULL && report->import != 0 ? 0 : 1);
}

static guint64
count_publications (RcDatabase *db)
{
  g_autoptr (GError) error = NULL;
  RcStats stats;

  g_assert_true (rc_database_get_stats (db, &stats, &error));
  g_assert_no_error (error);
  return stats.publications;
}

static void
assert_whole (RcDatabase *db)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_database_check (db, FALSE, problems, NULL, &error));
  g_assert_no_error (error);
  if (problems->len > 0)
    {
      g_autofree char *text = rc_problem_to_string (g_ptr_array_index (problems, 0));

      g_error ("%s", text);
    }
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  const guint n_records = 3000;
  g_autofree char *path = write_many (fixture->folder, n_records);
  gint64 duration;
  guint n_none = 0, n_all = 0;

  /* How long a whole one takes, in a catalogue that is thrown away. */
  {
    g_autofree char *other = g_build_filename (fixture->folder, "measure", NULL);
    g_autoptr (RcDatabase) db = rc_database_open (other, RC_DATABASE_CREATE, NULL);
    g_autoptr (RcImportReport) report = NULL;

    duration = g_get_monotonic_time ();
    report = import (db, path, NULL, NULL);
    duration = g_get_monotonic_time () - duration;
    assert_report (report, n_records, 0, 0, 0, 0);
  }

  g_clear_pointer (&fixture->db, rc_database_close);
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (RcDatabase) db = NULL;
      g_autoptr (GError) error = NULL;
      pid_t child = fork ();
      guint64 n;
      int status;

      if (child == 0)
        import_in_child (fixture->folder, path);
      g_usleep ((gulong) g_test_rand_int_range (0, (gint32) (duration + duration / 4)));
      kill (child, SIGKILL);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);

      db = rc_database_open (fixture->folder, RC_DATABASE_WRITE, &error);
      g_assert_no_error (error);
      n = count_publications (db);
      g_assert_true (n == 0 || n == n_records);
      assert_whole (db);
      if (n == 0)
        n_none++;
      else
        {
          g_autoptr (GPtrArray) batches = rc_batches_list (db, RC_BATCH_IMPORT, 1, &error);
          g_autoptr (RcUndoReport) undone = rc_batch_undo (db, ((RcBatch *) g_ptr_array_index (batches, 0))->id, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (undone->removed, ==, n_records);
          n_all++;
        }
    }
  g_test_message ("killed: %u times nothing, %u times all of it", n_none, n_all);
}

/* In a child with a small file system of its own, which ends here: 0 as it should be, 77 when there can be none. */
static void G_GNUC_NORETURN
fill_disk_in_child (const char *folder, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRecord) before = make_publication ("B", "Was there before", NULL);
  const char *files[] = { path, NULL };
  RcDatabase *db;

  if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount ("tmpfs", folder, "tmpfs", 0, "size=3m") != 0)
    _exit (77);
  db = rc_database_open (folder, RC_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  put (db, 0, before, NULL, RC_STATE_VISIBLE, NULL);
  g_assert_null (rc_import_files (db, files, NULL, NULL, &error));
  g_assert_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_cmpuint (count_publications (db), ==, 1);
  assert_whole (db);
  rc_database_close (db);
  db = rc_database_open (folder, RC_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  assert_whole (db);
  _exit (0);
}

static void
test_no_space (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_many (fixture->folder, 5000);
  g_autofree char *small = g_build_filename (fixture->folder, "small", NULL);
  pid_t child;
  int status;

  g_assert_cmpint (g_mkdir (small, 0755), ==, 0);
  child = fork ();
  if (child == 0)
    fill_disk_in_child (small, path);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == 77)
    g_test_skip ("a file system of its own needs root");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
stop_cb (const RcImportReport *so_far, guint64 bytes_read, guint64 bytes_total, gpointer user_data)
{
  g_assert_cmpuint (bytes_total, >, 0);
  g_cancellable_cancel (user_data);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_many (fixture->folder, 500);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RcImportOptions options = { .progress = stop_cb, .user_data = cancellable };
  const char *files[] = { path, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_import_files (fixture->db, files, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_publications (fixture->db), ==, 0);
  assert_whole (fixture->db);
}

static void
test_real_files (Fixture *fixture, gconstpointer data)
{
  const char *shared = g_getenv ("RC_SHARED_DATA");
  g_autofree char *marc = shared != NULL ? g_build_filename (shared, "marc", NULL) : NULL;
  g_autofree char *marcxml = shared != NULL ? g_build_filename (shared, "marcxml", NULL) : NULL;
  const char *files[] = { marc, marcxml, NULL };
  g_autoptr (RcImportReport) report = NULL;
  g_autoptr (RcImportReport) again = NULL;
  g_autoptr (RcUndoReport) undone = NULL;
  g_autoptr (GError) error = NULL;

  if (marc == NULL || !g_file_test (marc, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the shared data is not here");
      return;
    }
  report = rc_import_files (fixture->db, files, NULL, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("read %u, added %u, updated %u, unchanged %u, duplicates %u, rejected %u, %u problems, %.1f s",
                  (guint) report->read, (guint) report->added, (guint) report->updated, (guint) report->unchanged,
                  (guint) report->duplicates, (guint) report->rejected, report->problems->len, report->seconds);
  g_assert_cmpuint (report->read, ==,
                    report->added + report->updated + report->unchanged + report->duplicates + report->rejected);
  g_assert_cmpuint (report->added, >, 500);
  g_assert_cmpuint (count_publications (fixture->db), <=, report->added);
  assert_whole (fixture->db);

  undone = rc_batch_undo (fixture->db, report->import, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->removed, ==, report->added);
  g_assert_cmpuint (undone->kept, ==, 0);
  g_assert_cmpuint (count_publications (fixture->db), ==, 0);
  assert_whole (fixture->db);
  again = rc_import_files (fixture->db, files, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->added, ==, report->added);
  g_assert_cmpuint (again->rejected, ==, report->rejected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/import/outcomes", Fixture, NULL, set_up, test_outcomes, tear_down);
  g_test_add ("/import/twice-in-one", Fixture, NULL, set_up, test_twice_in_one, tear_down);
  g_test_add ("/import/dry-run", Fixture, NULL, set_up, test_dry_run, tear_down);
  g_test_add ("/import/dry-run-meanwhile", Fixture, NULL, set_up, test_dry_run_meanwhile, tear_down);
  g_test_add ("/import/shown", Fixture, NULL, set_up, test_shown, tear_down);
  g_test_add ("/import/bad-files", Fixture, NULL, set_up, test_bad_files, tear_down);
  g_test_add ("/import/folder", Fixture, NULL, set_up, test_folder, tear_down);
  g_test_add ("/import/raw", Fixture, NULL, set_up, test_raw, tear_down);
  g_test_add ("/import/kill", Fixture, NULL, set_up, test_kill, tear_down);
  g_test_add ("/import/no-space", Fixture, NULL, set_up, test_no_space, tear_down);
  g_test_add ("/import/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/import/real-files", Fixture, NULL, set_up, test_real_files, tear_down);
  return g_test_run ();
}
