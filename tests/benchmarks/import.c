/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole import of MARC records, parsed, stored and searchable, beside filling only a table of FTS5 with the same texts.
 * Prints one line of JSON.
 *
 *   bench-import ADMIN FOLDER RECORDS.mrc RECORDS.tsv */
#include "fts.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double
seconds_of (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / 1e6;
}

/* In a process of its own, so that its memory is what the import takes. */
static void
import (const char *admin, const char *folder, const char *records, double *seconds, struct rusage *usage)
{
  g_autofree char *catalogue = g_build_filename (folder, "catalogue", NULL);
  gint64 start = g_get_monotonic_time ();
  int status = 1;
  pid_t pid = fork ();

  if (pid == 0)
    {
      if (freopen ("/dev/null", "w", stdout) != NULL)
        execl (admin, admin, "--catalogue", catalogue, "--json", "import", records, NULL);
      _exit (127);
    }
  if (pid < 0 || wait4 (pid, &status, 0, usage) != pid || status != 0)
    {
      fprintf (stderr, "import: %s failed\n", admin);
      exit (1);
    }
  *seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static guint
count_lines (const char *path)
{
  FILE *file = fopen (path, "r");
  guint n = 0;
  int c;

  while (file != NULL && (c = getc_unlocked (file)) != EOF)
    n += c == '\n';
  if (file != NULL)
    fclose (file);
  return n;
}

int
main (int argc, char **argv)
{
  double seconds, fts_seconds, fts_cpu, cpu;
  struct rusage usage;

  if (argc != 5)
    {
      fprintf (stderr, "usage: bench-import ADMIN FOLDER RECORDS.mrc RECORDS.tsv\n");
      return 2;
    }
  import (argv[1], argv[2], argv[3], &seconds, &usage);
  cpu = seconds_of (usage.ru_utime) + seconds_of (usage.ru_stime);
  fts_fill (argv[2], argv[4], &fts_seconds, &fts_cpu);
  printf ("{\"figure\": \"import\", \"records\": %u, \"seconds\": %.2f, \"cpu\": %.2f, \"fts5_seconds\": %.2f, \"fts5_cpu\": %.2f, "
          "\"ratio\": %.3f, \"cpu_ratio\": %.3f, \"most_memory_mb\": %.0f}\n",
          count_lines (argv[4]), seconds, cpu, fts_seconds, fts_cpu, seconds / fts_seconds, cpu / fts_cpu,
          (double) usage.ru_maxrss / 1024);
  return 0;
}
