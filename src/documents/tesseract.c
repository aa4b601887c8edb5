/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running Tesseract. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/tesseract.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define SECONDS_A_PAGE 120
#define MAX_MEMORY ((rlim_t) 3 << 30)
#define MAX_ANSWER (16u << 20)
#define USUAL_LANGUAGES "kaz+rus+eng+fra"

char *
rc_tesseract_find (GError **error)
{
  const char *named = g_getenv ("RC_TESSERACT");
  char *path = named != NULL ? g_strdup (named) : g_find_program_in_path ("tesseract");

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return path;
  g_free (path);
  g_set_error_literal (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING,
                       _("Tesseract is not installed, which reads the text on pictures of pages"));
  return NULL;
}

/* Between fork and exec. No socket of any kind can be made from here on, in the program nor in what it starts. */
static void
confine_cb (gpointer user_data)
{
  const struct rlimit seconds = { SECONDS_A_PAGE, SECONDS_A_PAGE }, memory = { MAX_MEMORY, MAX_MEMORY },
                      answer = { MAX_ANSWER, MAX_ANSWER }, none = { 0, 0 };
  struct sock_filter steps[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, (guint32) offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const struct sock_fprog filter = { G_N_ELEMENTS (steps), steps };

  setrlimit (RLIMIT_CPU, &seconds);
  setrlimit (RLIMIT_AS, &memory);
  setrlimit (RLIMIT_FSIZE, &answer);
  setrlimit (RLIMIT_CORE, &none);
  setpriority (PRIO_PROCESS, 0, 19);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0)
    _exit (127);
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED, message);
  return FALSE;
}

/* How a wait ends. */
typedef struct
{
  GSubprocess *process;
  gboolean ended;
  gboolean late;
} Wait;

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  /* It is waited for without a cancellable: it ends because it was killed. */
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  wait->ended = TRUE;
}

static gboolean
late_cb (gpointer data)
{
  Wait *wait = data;

  wait->late = TRUE;
  g_subprocess_force_exit (wait->process);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  g_subprocess_force_exit (((Wait *) data)->process);
  return G_SOURCE_REMOVE;
}

static gboolean
wait_for (GSubprocess *process, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource) timeout = g_timeout_source_new_seconds (SECONDS_A_PAGE);
  g_autoptr (GSource) cancelled = cancellable != NULL ? g_cancellable_source_new (cancellable) : NULL;
  Wait wait = { process, FALSE, FALSE };

  g_main_context_push_thread_default (context);
  g_source_set_callback (timeout, late_cb, &wait, NULL);
  g_source_attach (timeout, context);
  if (cancelled != NULL)
    {
      g_source_set_callback (cancelled, G_SOURCE_FUNC (cancelled_cb), &wait, NULL);
      g_source_attach (cancelled, context);
    }
  g_subprocess_wait_async (process, NULL, ended_cb, &wait);
  while (!wait.ended)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (timeout);
  if (cancelled != NULL)
    g_source_destroy (cancelled);
  g_main_context_pop_thread_default (context);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (wait.late)
    return fail (error, _("recognising its text took too long"));
  if (!g_subprocess_get_if_exited (process) || g_subprocess_get_exit_status (process) != 0)
    return fail (error, _("Tesseract could not read it"));
  return TRUE;
}

/* What it writes comes into a file in memory: nobody waits at a pipe. */
static GBytes *
run (const char *const *arguments, int picture, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *answer = NULL;
  int out = memfd_create ("tesseract", MFD_CLOEXEC);
  gssize size;

  if (picture >= 0)
    g_subprocess_launcher_take_stdin_fd (launcher, picture);
  g_subprocess_launcher_take_stdout_fd (launcher, fcntl (out, F_DUPFD_CLOEXEC, 3));
  /* It is nobody's business how many processors there are: others work here. */
  g_subprocess_launcher_setenv (launcher, "OMP_THREAD_LIMIT", "1", TRUE);
  g_subprocess_launcher_set_child_setup (launcher, confine_cb, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, arguments, error);
  if (process == NULL || !wait_for (process, cancellable, error))
    {
      close (out);
      return NULL;
    }
  answer = g_malloc (MAX_ANSWER);
  size = pread (out, answer, MAX_ANSWER, 0);
  close (out);
  return g_bytes_new (answer, (gsize) MAX (0, size));
}

static gboolean
has_language (char *const *lines, const char *language)
{
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_equal (g_strstrip (lines[i]), language))
      return TRUE;
  return FALSE;
}

char *
rc_tesseract_choose_languages (const char *program, const char *languages, GCancellable *cancellable, GError **error)
{
  const char *const arguments[] = { program, "--list-langs", NULL };
  g_autoptr (GBytes) answer = run (arguments, -1, cancellable, error);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) wanted = g_strsplit (languages != NULL ? languages : USUAL_LANGUAGES, "+", -1);
  g_autoptr (GString) chosen = g_string_new (NULL);

  if (answer == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (has_language (lines, wanted[i]))
        g_string_append_printf (chosen, "%s%s", chosen->len > 0 ? "+" : "", wanted[i]);
      else if (languages != NULL)
        {
          g_set_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING, _("Tesseract has no data for the language “%s”"), wanted[i]);
          return NULL;
        }
    }
  if (chosen->len > 0)
    return g_strdup (chosen->str);
  g_set_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING, _("Tesseract has no data for the language “%s”"), wanted[0]);
  return NULL;
}

/* As a grey PGM, which needs no library on either side. */
static int
write_picture (const RcPixels *pixels, GError **error)
{
  g_autofree char *head = g_strdup_printf ("P5\n%d %d\n255\n", pixels->width, pixels->height);
  gsize n = (gsize) pixels->width * pixels->height, head_length = strlen (head);
  const guint32 *from = g_bytes_get_data (pixels->bytes, NULL);
  int fd = memfd_create ("page", MFD_CLOEXEC);
  guint8 *to = MAP_FAILED;

  if (fd >= 0 && ftruncate (fd, (off_t) (head_length + n)) == 0)
    to = mmap (NULL, head_length + n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (to == MAP_FAILED)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return -1;
    }
  memcpy (to, head, head_length);
  for (gsize i = 0; i < n; i++)
    to[head_length + i] = (guint8) (((from[i] >> 16 & 0xff) * 77 + (from[i] >> 8 & 0xff) * 151 + (from[i] & 0xff) * 28) >> 8);
  munmap (to, head_length + n);
  return fd;
}

GBytes *
rc_tesseract_read (const char *program, const char *languages, const RcPixels *pixels, int dots_per_inch, GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *dots = g_strdup_printf ("%d", dots_per_inch);
  const char *const arguments[] = { program, "stdin", "stdout", "-l", languages, "--dpi", dots, "tsv", NULL };
  int picture = write_picture (pixels, error);

  return picture >= 0 ? run (arguments, picture, cancellable, error) : NULL;
}
