/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the index answers is what a plain look at every record finds: for questions, filters and orders made up by
 * chance, after changes, removals, undone transactions, other thesauri, merges, writers that were killed, and
 * reopenings.
 *
 * RC_N questions are asked (of others each time RC_SEED is another), 1000 where nobody says. */
#include "random.h"
#include "scan.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_QUESTIONS 1000
#define N_EACH_ROUND 25
#define N_FEW 250
/* So many that lists are counted, and counts made of what sets differ by. */
#define N_MANY 3500
#define N_MANY_ROUND 40

typedef struct
{
  GRand *random; /* (owned) */
  char *folder;  /* (owned) */
  char *path;    /* (owned) of the database */
  gint32 n_ids;
  Scan *scan; /* (owned) */
} Fixture;

static void
exec (sqlite3 *db, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static guint
get_setting (const char *name, guint otherwise)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : otherwise;
}

/* The index and, beside it in the same transactions, the numbers that records are made of. */
static void
set_up (Fixture *self, gint32 n_ids, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db;

  self->random = g_rand_new_with_seed (seed);
  self->folder = g_dir_make_tmp ("search-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "catalogue.db", NULL);
  self->n_ids = n_ids;
  self->scan = scan_new ();
  db = test_open_database (self->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  exec (db, "PRAGMA journal_mode = WAL; CREATE TABLE made (id INTEGER PRIMARY KEY, seed INTEGER NOT NULL);"
            "CREATE TABLE made_thesaurus (number INTEGER NOT NULL); INSERT INTO made_thesaurus VALUES (0)");
  rc_search_index_create (db, &error);
  g_assert_no_error (error);
  sqlite3_close (db);
}

static void
clear (Fixture *self)
{
  remove_tree (self->folder);
  g_rand_free (self->random);
  g_free (self->folder);
  g_free (self->path);
  scan_free (self->scan);
}

static void
change_record (RcSearchWriter *writer, sqlite3 *db, GRand *random, gint64 id)
{
  guint32 seed = g_rand_int (random) | 1;
  g_autoptr (ModelRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;

  if (g_rand_int_range (random, 0, 4) == 0)
    {
      g_assert_true (rc_search_writer_remove (writer, id, &error));
      sql = g_strdup_printf ("DELETE FROM made WHERE id = %d", (int) id);
    }
  else
    {
      record = model_record_new (id, seed);
      rc_search_writer_put (writer, &record->entry, &error);
      g_assert_no_error (error);
      sql = g_strdup_printf ("INSERT OR REPLACE INTO made VALUES (%d, %u)", (int) id, seed);
    }
  exec (db, sql);
}

/* Within a transaction. */
static void
change (sqlite3 *db, GRand *random, gint32 n, gint32 n_ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchWriter) writer = NULL;

  if (g_rand_int_range (random, 0, 6) == 0)
    {
      guint thesaurus = (guint) g_rand_int_range (random, 0, MODEL_N_THESAURI);
      g_autofree char *sql = g_strdup_printf ("UPDATE made_thesaurus SET number = %u", thesaurus);

      model_put_thesaurus (db, thesaurus);
      exec (db, sql);
    }
  writer = rc_search_writer_new (db, &error);
  g_assert_no_error (error);
  for (; n > 0; n--)
    change_record (writer, db, random, g_rand_int_range (random, 1, n_ids + 1));
  rc_search_writer_finish (writer, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
change_file (sqlite3 *db, GRand *random)
{
  g_autoptr (GError) error = NULL;

  if (g_rand_boolean (random))
    rc_search_index_merge (db, NULL, &error);
  else
    {
      exec (db, "BEGIN IMMEDIATE");
      rc_search_index_publish (db, NULL, &error);
      exec (db, "COMMIT");
      rc_search_index_clean (db);
    }
  g_assert_no_error (error);
}

/* In a process of its own, until somebody ends it. */
static void
work (const char *path, guint32 seed, gint32 n_ids)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  sqlite3 *db = test_open_database (path, SQLITE_OPEN_READWRITE);

  for (;;)
    {
      exec (db, "BEGIN IMMEDIATE");
      change (db, random, g_rand_int_range (random, 1, 30), n_ids);
      exec (db, g_rand_int_range (random, 0, 5) == 0 ? "ROLLBACK" : "COMMIT");
      if (g_rand_int_range (random, 0, 3) == 0)
        change_file (db, random);
    }
}

static void
kill_a_writer (Fixture *self)
{
  guint32 seed = g_rand_int (self->random);
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      work (self->path, seed, self->n_ids);
      _exit (0);
    }
  g_usleep ((gulong) g_rand_int_range (self->random, 1000, 60000));
  kill (child, SIGKILL);
  waitpid (child, &status, 0);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

/* As this connection sees it. */
static void
look (Fixture *self, sqlite3 *db)
{
  g_autoptr (GHashTable) seeds = g_hash_table_new (NULL, NULL);
  sqlite3_stmt *select = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT id, seed FROM made", -1, &select, NULL), ==, SQLITE_OK);
  while (sqlite3_step (select) == SQLITE_ROW)
    g_hash_table_insert (seeds, GINT_TO_POINTER (sqlite3_column_int (select, 0)),
                         GUINT_TO_POINTER ((guint) sqlite3_column_int64 (select, 1)));
  sqlite3_finalize (select);
  scan_set_thesaurus (self->scan, (guint) test_get_number (db, "SELECT number FROM made_thesaurus"));
  scan_set_records (self->scan, seeds);
}

static void
ask (Fixture *self, sqlite3 *db, guint n)
{
  look (self, db);
  for (; n > 0; n--)
    {
      g_autoptr (ModelQuestion) question = model_question_new (self->random);
      g_autoptr (RcSearchAnswer) answer = test_run (db, question->query);

      scan_check (self->scan, question, answer);
    }
}

/* What one process does between two openings; returns how many questions it asked. */
static guint
play_round (Fixture *self, gint32 n_changes, guint n)
{
  sqlite3 *db = test_open_database (self->path, SQLITE_OPEN_READWRITE);
  sqlite3 *reader = test_open_database (self->path, SQLITE_OPEN_READONLY);
  gboolean undone = g_rand_int_range (self->random, 0, 4) == 0;

  test_assert_whole (db, (guint64) test_get_number (db, "SELECT count (*) FROM made"));
  ask (self, reader, n / 5);
  exec (db, "BEGIN IMMEDIATE");
  change (db, self->random, g_rand_int_range (self->random, 1, n_changes), self->n_ids);
  ask (self, db, n / 5);
  ask (self, reader, n / 5);
  exec (db, undone ? "ROLLBACK" : "COMMIT");
  ask (self, db, n / 5);
  if (g_rand_boolean (self->random))
    change_file (db, self->random);
  ask (self, reader, n / 5);
  sqlite3_close (reader);
  sqlite3_close (db);
  return n / 5 * 5;
}

static void
play (gint32 n_ids, guint32 seed, guint n_questions, guint n_each_round)
{
  Fixture self = { NULL };
  sqlite3 *db;
  guint n = 0;

  set_up (&self, n_ids, seed);
  db = test_open_database (self.path, SQLITE_OPEN_READWRITE);
  exec (db, "BEGIN IMMEDIATE");
  change (db, self.random, 2 * n_ids, n_ids);
  exec (db, "COMMIT");
  sqlite3_close (db);
  for (guint round = 1; n < n_questions; round++)
    {
      n += play_round (&self, 40, n_each_round);
      if (round % 2 == 0)
        kill_a_writer (&self);
      if (round % 40 == 0)
        g_test_message ("%u questions", n);
    }
  clear (&self);
}

static void
test_few (void)
{
  play (N_FEW, get_setting ("RC_SEED", 20261122), get_setting ("RC_N", N_QUESTIONS) / 10 * 9, N_EACH_ROUND);
}

static void
test_many (void)
{
  play (N_MANY, get_setting ("RC_SEED", 20261122) + 1, get_setting ("RC_N", N_QUESTIONS) / 10, N_MANY_ROUND);
}

int
main (int argc, char **argv)
{
  setlocale (LC_CTYPE, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/property/few", test_few);
  g_test_add_func ("/search/property/many", test_many);
  return g_test_run ();
}
