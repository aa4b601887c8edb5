/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A catalogue that no one has read since the machine was switched on: its files are dropped from the memory of the system before
 * each question, and each is asked by a process of its own. Prints a line of JSON a question and one of all, from the opening of
 * the catalogue on: when the page stood there, its rows and snippets read, and when the counts did; beside the same asked again at
 * once, and what one read of the disk takes.
 *
 *   bench-cold CATALOGUE */
#include "catalogue/query.h"

#include "catalogue/database-private.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_RUNS 7
#define N_PAGES 50
#define PAGE_BYTES 4096

static const char *const questions[] = { "e", "educ", "education", "the education d", "вода", "о", "development of education", "kipraind" };

typedef struct
{
  double open, page, whole;
} Times;

typedef struct
{
  RcDatabase *db; /* (unowned) */
  const char *text; /* (unowned) */
  gint64 start;
  double page;
} Asking;

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static gboolean
read_rows (const RcSearchAnswer *answer, gpointer data, GError **error)
{
  Asking *self = data;
  g_autoptr (GPtrArray) rows = rc_query_load_rows (self->db, (const gint64 *) (gconstpointer) answer->ids->data, answer->ids->len,
                                                   self->text, error);

  self->page = since (self->start);
  return rows != NULL;
}

static gboolean
ask (const char *folder, const char *text, Times *times, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (RcDatabase) db = rc_database_open (folder, RC_DATABASE_READ, error);
  g_autoptr (RcSearchQuery) query = rc_search_query_new (text);
  g_autoptr (RcSearchAnswer) answer = NULL;
  Asking asking = { db, text, start, 0 };

  if (db == NULL)
    return FALSE;
  query->facets = TRUE;
  times->open = since (start);
  answer = rc_search_run_with_page (rc_database_get_handle (db), query, read_rows, &asking, NULL, error);
  times->page = asking.page;
  times->whole = since (start);
  return answer != NULL;
}

/* In a process of its own, which has nothing of the file mapped. */
static void
ask_apart (const char *folder, const char *text, Times *times)
{
  int ends[2], status = 1;
  pid_t pid;

  if (pipe (ends) != 0 || (pid = fork ()) < 0)
    exit (1);
  if (pid == 0)
    {
      g_autoptr (GError) error = NULL;

      if (!ask (folder, text, times, &error))
        fprintf (stderr, "cold: %s\n", error->message);
      _exit (error == NULL && write (ends[1], times, sizeof *times) == sizeof *times ? 0 : 1);
    }
  if (read (ends[0], times, sizeof *times) != sizeof *times || waitpid (pid, &status, 0) != pid || status != 0)
    exit (1);
  close (ends[0]);
  close (ends[1]);
}

static void
drop (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      int fd = open (path, O_RDONLY | O_CLOEXEC);

      if (fd < 0)
        continue;
      /* What is not on the disk yet is not dropped. */
      if (fsync (fd) == 0)
        posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
      close (fd);
    }
}

/* What one page of the database takes to come from the disk, which says how much of the rest is the disk's: the mean of some. */
static double
time_reading (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "catalogue.db", NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  off_t n_pages = fd >= 0 ? lseek (fd, 0, SEEK_END) / PAGE_BYTES : 0;
  gint64 start = g_get_monotonic_time ();
  char page[PAGE_BYTES];

  for (guint i = 0; i < N_PAGES && n_pages > 0; i++)
    if (pread (fd, page, sizeof page, n_pages * (2 * i + 1) / (2 * N_PAGES) * PAGE_BYTES) < 0)
      exit (1);
  close (fd);
  return since (start) / N_PAGES;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
median (double *numbers, guint n)
{
  qsort (numbers, n, sizeof *numbers, compare);
  return numbers[n / 2];
}

int
main (int argc, char **argv)
{
  double worst = 0;

  if (argc != 2)
    {
      fprintf (stderr, "usage: bench-cold CATALOGUE\n");
      return 2;
    }
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      double open[N_RUNS], page[N_RUNS], whole[N_RUNS], warm[N_RUNS], reading[N_RUNS];
      double page_middle, whole_middle;

      for (guint run = 0; run < N_RUNS; run++)
        {
          Times cold, again;

          drop (argv[1]);
          reading[run] = time_reading (argv[1]);
          drop (argv[1]);
          ask_apart (argv[1], questions[i], &cold);
          ask_apart (argv[1], questions[i], &again);
          open[run] = cold.open;
          page[run] = cold.page;
          whole[run] = cold.whole;
          warm[run] = again.whole;
        }
      /* Sorted by it, too. */
      page_middle = median (page, N_RUNS);
      whole_middle = median (whole, N_RUNS);
      worst = MAX (worst, page_middle);
      printf ("{\"figure\": \"cold\", \"text\": \"%s\", \"open_ms\": %.1f, \"page_ms\": %.1f, \"page_max_ms\": %.1f, \"counts_ms\": %.1f, "
              "\"counts_max_ms\": %.1f, \"warm_ms\": %.1f, "
              "\"one_read_ms\": %.2f}\n",
              questions[i], median (open, N_RUNS), page_middle, page[N_RUNS - 1], whole_middle, whole[N_RUNS - 1],
              median (warm, N_RUNS), median (reading, N_RUNS));
      fflush (stdout);
    }
  printf ("{\"figure\": \"cold\", \"worst_page_ms\": %.1f}\n", worst);
  return 0;
}
