/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of real PDFs, drawn at 96 dots an inch: a page not drawn before of an open document, up to its pixels in this process,
 * beside mutool and pdftoppm for that page; and from the asking for a closed document to the pixels of its first page. */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <spawn.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "documents/pdf.h"

#define SCALE (96.0 / 72.0)
#define N_PAGES 5 /* of a document, from its beginning */

extern char **environ;

typedef struct
{
  double wall, cpu; /* milliseconds */
} Cost;

typedef struct
{
  GArray *mutool_wall, *mutool_cpu, *pdftoppm_wall, *pdftoppm_cpu; /* ours as a part of theirs */
  GArray *ours, *theirs_mutool, *theirs_pdftoppm;                  /* milliseconds */
  GArray *first;
  GObject *owner; /* of the renderer that waits, as the catalogue is in the application */
} Figures;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

static double
quantile (GArray *values, double part)
{
  g_array_sort (values, compare_doubles);
  return values->len ? g_array_index (values, double, (guint) (part * (values->len - 1) + 0.5)) : 0;
}

static double
add_ratio (GArray *ratios, double ours, double theirs)
{
  double ratio = ours / MAX (theirs, 0.001);

  g_array_append_val (ratios, ratio);
  return ratio;
}

/* FALSE when it fails. */
static gboolean
run (const char *const *arguments, Cost *cost)
{
  gint64 start = g_get_monotonic_time ();
  posix_spawn_file_actions_t actions;
  struct rusage usage;
  pid_t pid;
  int status, failed;

  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_addopen (&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen (&actions, 2, "/dev/null", O_WRONLY, 0);
  failed = posix_spawnp (&pid, arguments[0], &actions, NULL, (char *const *) arguments, environ);
  posix_spawn_file_actions_destroy (&actions);
  if (failed || wait4 (pid, &status, 0, &usage) != pid)
    return FALSE;
  cost->wall = (g_get_monotonic_time () - start) / 1000.0;
  cost->cpu = usage.ru_utime.tv_sec * 1e3 + usage.ru_utime.tv_usec / 1e3 + usage.ru_stime.tv_sec * 1e3 +
              usage.ru_stime.tv_usec / 1e3;
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

/* The one child of this process: the renderer of the document that is open. */
static pid_t
find_renderer (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char *name;
  int last = 0;

  while ((name = g_dir_read_name (tasks)))
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/children", name);
      g_autofree char *content = NULL;

      if (g_file_get_contents (path, &content, NULL, NULL) && atoi (content) > 0)
        last = atoi (content);
    }
  return last;
}

static double
cpu_of (clockid_t clock)
{
  struct timespec time = { 0 };

  clock_gettime (clock, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static gboolean
draw_ours (RcPdf *pdf, int page, clockid_t renderer, Cost *cost)
{
  double own = cpu_of (CLOCK_PROCESS_CPUTIME_ID), its = cpu_of (renderer);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (RcPixels) pixels = rc_pdf_render (pdf, page, SCALE, NULL, NULL);

  cost->wall = (g_get_monotonic_time () - start) / 1000.0;
  cost->cpu = cpu_of (CLOCK_PROCESS_CPUTIME_ID) - own + cpu_of (renderer) - its;
  return pixels != NULL;
}

static void
try_page (RcPdf *pdf, const char *path, int page, clockid_t renderer, Figures *figures)
{
  g_autofree char *number = g_strdup_printf ("%d", page + 1);
  const char *mutool[] = { "mutool", "draw", "-q", "-r", "96", "-F", "pam", "-o", "/dev/null", path, number, NULL };
  const char *pdftoppm[] = { "pdftoppm", "-r", "96", "-f", number, "-l", number, path, NULL };
  Cost ours, theirs;
  gboolean beside = FALSE;

  if (!draw_ours (pdf, page, renderer, &ours))
    return;
  if (run (mutool, &theirs))
    {
      add_ratio (figures->mutool_wall, ours.wall, theirs.wall);
      add_ratio (figures->mutool_cpu, ours.cpu, theirs.cpu);
      g_array_append_val (figures->theirs_mutool, theirs.wall);
      beside = TRUE;
    }
  if (run (pdftoppm, &theirs))
    {
      add_ratio (figures->pdftoppm_wall, ours.wall, theirs.wall);
      add_ratio (figures->pdftoppm_cpu, ours.cpu, theirs.cpu);
      g_array_append_val (figures->theirs_pdftoppm, theirs.wall);
      beside = TRUE;
    }
  if (beside)
    g_array_append_val (figures->ours, ours.wall);
  if (g_getenv ("RC_VERBOSE"))
    g_printerr ("%8.1f ms %8.1f cpu  %s:%s\n", ours.wall, ours.cpu, path, number);
}

static void
try_pages (const char *path, Figures *figures)
{
  g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, NULL);
  clockid_t renderer;

  if (!pdf || clock_getcpuclockid (find_renderer (), &renderer) != 0)
    return;
  for (int page = 0; page < MIN (N_PAGES, rc_pdf_get_n_pages (pdf)); page++)
    try_page (pdf, path, page, renderer, figures);
}

typedef struct
{
  GMainLoop *loop;
  gboolean shown;
} Tap;

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tap *tap = user_data;
  g_autoptr (RcPixels) pixels = rc_pdf_render_finish (RC_PDF (source), result, NULL);

  tap->shown = pixels != NULL;
  g_main_loop_quit (tap->loop);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tap *tap = user_data;
  g_autoptr (RcPdf) pdf = rc_pdf_open_finish (result, NULL);

  if (pdf)
    rc_pdf_render_async (pdf, 0, SCALE, G_PRIORITY_HIGH, NULL, rendered_cb, tap);
  else
    g_main_loop_quit (tap->loop);
}

static void
try_tap (const char *path, Figures *figures)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Tap tap = { .loop = loop };
  gint64 start;
  double took;

  start = g_get_monotonic_time ();
  rc_pdf_open_fd_async (open (path, O_RDONLY | O_CLOEXEC), NULL, figures->owner, NULL, opened_cb, &tap);
  g_main_loop_run (loop);
  took = (g_get_monotonic_time () - start) / 1000.0;
  if (tap.shown)
    g_array_append_val (figures->first, took);
  /* A person looks at a page before the next document is asked for. */
  g_usleep (700000);
}

static void
each_file (const char *folder, void (*func) (const char *path, Figures *figures), Figures *figures)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      /* Others have no limit of time. */
      if (g_file_test (path, G_FILE_TEST_IS_DIR) && strcmp (name, "hostile") != 0)
        each_file (path, func, figures);
      else if (g_str_has_suffix (name, ".pdf"))
        func (path, figures);
    }
}

int
main (int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[1] : "";
  Figures figures;

  setlocale (LC_ALL, "");
  for (GArray **array = (GArray **) &figures; array < &figures.first + 1; array++)
    *array = g_array_new (FALSE, FALSE, sizeof (double));
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_printerr ("the real files are not here\n");
      return 77;
    }
  figures.owner = g_object_new (G_TYPE_OBJECT, NULL);
  rc_pdf_stand_ready (figures.owner);
  each_file (folder, try_tap, &figures);
  g_object_unref (figures.owner);
  g_print ("{\"figure\":\"first page\",\"documents\":%u,\"p50_ms\":%.1f,\"p95_ms\":%.1f,\"max_ms\":%.1f}\n",
           figures.first->len, quantile (figures.first, 0.5), quantile (figures.first, 0.95), quantile (figures.first, 1));
  each_file (folder, try_pages, &figures);
  g_print ("{\"figure\":\"page\",\"pages\":%u,\"ms\":%.1f,\"mutool_ms\":%.1f,\"pdftoppm_ms\":%.1f,\"p95_ms\":%.1f}\n",
           figures.ours->len, quantile (figures.ours, 0.5), quantile (figures.theirs_mutool, 0.5),
           quantile (figures.theirs_pdftoppm, 0.5), quantile (figures.ours, 0.95));
  g_print ("{\"figure\":\"part of mutool\",\"pages\":%u,\"wall\":%.2f,\"cpu\":%.2f}\n", figures.mutool_wall->len,
           quantile (figures.mutool_wall, 0.5), quantile (figures.mutool_cpu, 0.5));
  g_print ("{\"figure\":\"part of pdftoppm\",\"pages\":%u,\"wall\":%.2f,\"cpu\":%.2f}\n", figures.pdftoppm_wall->len,
           quantile (figures.pdftoppm_wall, 0.5), quantile (figures.pdftoppm_cpu, 0.5));
  return 0;
}
