/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the texts of the records of ../shared/bench cost in FTS5: the measure of our own index. */
#include "fts.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_COLUMNS 12

/* Of the file: title, authors, subjects, abstract, isbn, place. */
static const int order[] = { 6, 7, 8, 9, 11, 4 };

static double
cpu_seconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static void
check (sqlite3 *db, int code)
{
  if (code == SQLITE_OK || code == SQLITE_DONE)
    return;
  fprintf (stderr, "fts: %s\n", sqlite3_errmsg (db));
  exit (1);
}

static void
put (sqlite3 *db, sqlite3_stmt *insert, gint64 id, char *line)
{
  const char *columns[N_COLUMNS] = { NULL };

  g_strchomp (line);
  for (guint i = 0; i < N_COLUMNS && line != NULL; i++)
    columns[i] = strsep (&line, "\t");
  sqlite3_bind_int64 (insert, 1, id);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    sqlite3_bind_text (insert, (int) i + 2, columns[order[i]], -1, SQLITE_STATIC);
  check (db, sqlite3_step (insert));
  sqlite3_reset (insert);
}

void
fts_fill (const char *folder, const char *records, double *seconds, double *cpu)
{
  g_autofree char *name = g_build_filename (folder, "fts.db", NULL);
  FILE *file = fopen (records, "r");
  sqlite3 *db = NULL;
  sqlite3_stmt *insert = NULL;
  char *line = NULL;
  size_t size = 0;
  gint64 start, n = 0;

  if (file == NULL)
    {
      perror (records);
      exit (1);
    }
  g_unlink (name);
  check (db, sqlite3_open (name, &db));
  check (db, sqlite3_exec (db,
                           "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;"
                           "CREATE VIRTUAL TABLE t USING fts5 (title, authors, subjects, rest, identifiers, places, content = '')",
                           NULL, NULL, NULL));
  check (db, sqlite3_prepare_v2 (db, "INSERT INTO t (rowid, title, authors, subjects, rest, identifiers, places)"
                                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", -1, &insert, NULL));
  start = g_get_monotonic_time ();
  *cpu = cpu_seconds ();
  check (db, sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
  while (getline (&line, &size, file) > 0)
    put (db, insert, ++n, line);
  check (db, sqlite3_exec (db, "COMMIT", NULL, NULL, NULL));
  *seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  *cpu = cpu_seconds () - *cpu;
  sqlite3_finalize (insert);
  sqlite3_close (db);
  g_unlink (name);
  free (line);
  fclose (file);
}
