/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Killed at any moment, the catalogue has an index that answers as its tables do. */
#include "random.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_RECORDS 300
#define N_KILLS 25

static void
exec (sqlite3 *db, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* In a process of its own: changes and merges, an import now and then, until somebody ends it. */
static void
work (const char *path, guint32 seed)
{
  GRand *random = g_rand_new_with_seed (seed);
  sqlite3 *db = test_open_database (path, SQLITE_OPEN_READWRITE);

  for (;;)
    {
      random_change (random, db, g_rand_int_range (random, 1, 60), N_RECORDS);
      if (g_rand_boolean (random))
        rc_search_index_merge (db, NULL, NULL);
      else
        {
          exec (db, "BEGIN IMMEDIATE");
          rc_search_index_publish (db, NULL, NULL);
          exec (db, "COMMIT");
          rc_search_index_clean (db);
        }
    }
}

static guint
count_files (const char *folder, const char *suffix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, suffix);
  return n;
}

static void
test_kill (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("search-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "catalogue.db", NULL);
  sqlite3 *db = test_open_database (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);

  exec (db, "PRAGMA journal_mode = WAL");
  g_assert_true (rc_search_index_create (db, &error));
  random_change (random, db, 4 * N_RECORDS, N_RECORDS);
  sqlite3_close (db);
  for (guint i = 0; i < N_KILLS; i++)
    {
      pid_t child = fork ();
      int status;
      sqlite3 *plain;

      if (child == 0)
        {
          work (path, i);
          _exit (0);
        }
      g_usleep ((gulong) g_rand_int_range (random, 200, 150000));
      kill (child, SIGKILL);
      waitpid (child, &status, 0);
      db = test_open_database (path, SQLITE_OPEN_READWRITE);
      test_assert_whole (db, (guint64) test_get_number (db, "SELECT count (*) FROM search_entry"));
      plain = test_copy_without_file (db);
      random_compare (random, db, plain, 20);
      rc_search_index_merge (db, NULL, &error);
      g_assert_no_error (error);
      random_compare (random, db, plain, 10);
      g_assert_cmpuint (count_files (folder, ".idx"), ==, 1);
      sqlite3_close (plain);
      sqlite3_close (db);
    }
  remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/killed", test_kill);
  return g_test_run ();
}
