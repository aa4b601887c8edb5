/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One renderer process: its start, the file it gets, and the form of what it says. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/process.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "renderer/client.h"

#define HELLO_MS 10000
#define PATIENCE_MS 100
#define MAX_TIMES 4   /* the time limit, where other programs have the processor */
#define MIN_SHARE 20  /* of the time that has passed: one that works less than this part of it waits for nothing of ours */
#define AGAIN_MS 100  /* until it is looked at again */

static gboolean
fail_errno (GError **error, const char *doing)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", doing, g_strerror (saved));
  return FALSE;
}

void
rc_renderer_process_end (RcRendererProcess *self)
{
  if (self->pid == 0)
    return;
  kill (self->pid, SIGKILL);
  while (waitpid (self->pid, NULL, 0) < 0 && errno == EINTR)
    ;
  self->pid = 0;
}

void
rc_renderer_process_clear (RcRendererProcess *self)
{
  rc_renderer_process_end (self);
  if (self->socket >= 0)
    close (self->socket);
  self->socket = -1;
  g_clear_pointer (&self->memory, rc_renderer_memory_unref);
  g_clear_object (&self->unwanted);
}

gboolean
rc_renderer_process_is_alive (RcRendererProcess *self)
{
  /* Of one that has left nothing but its end is to be fetched. */
  if (self->pid != 0 && waitpid (self->pid, NULL, WNOHANG) == self->pid)
    self->pid = 0;
  return self->pid != 0;
}

/* Copies of descriptors out of the way of the numbers they get in the child. */
static int
move_up (int fd)
{
  return fcntl (fd, F_DUPFD_CLOEXEC, 16);
}

/* `answer` is -1 for one that forks. */
static int
spawn (pid_t *pid, RcRendererRole role, int socket, int answer)
{
  const char *program = g_getenv ("RC_RENDERER");
  char number[] = { (char) ('0' + role), '\0' };
  char *environment[] = {
    (char *) "LC_ALL=C.UTF-8", (char *) "HOME=/nonexistent",           (char *) "XDG_CACHE_HOME=/nonexistent",
    (char *) "G_DEBUG=",       (char *) "ASAN_OPTIONS=detect_leaks=0", NULL
  };
  char *argv[] = { (char *) "resource-centre-renderer", number, answer < 0 ? (char *) RC_RENDERER_FORKS : NULL, NULL };
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, all;
  int failed;

  sigemptyset (&none);
  sigfillset (&all);
  posix_spawnattr_init (&attributes);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setsigmask (&attributes, &none);
  posix_spawnattr_setsigdefault (&attributes, &all);
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_addopen (&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen (&actions, 1, "/dev/null", O_WRONLY, 0);
#ifndef SANITIZING
  /* Poppler writes a line for every fault of a file; with sanitizers their findings matter more. */
  posix_spawn_file_actions_addopen (&actions, 2, "/dev/null", O_WRONLY, 0);
#endif
  posix_spawn_file_actions_adddup2 (&actions, socket, RC_RENDERER_FD_SOCKET);
  if (answer >= 0)
    posix_spawn_file_actions_adddup2 (&actions, answer, RC_RENDERER_FD_ANSWER);
  posix_spawn_file_actions_addclosefrom_np (&actions, answer >= 0 ? RC_RENDERER_FD_ANSWER + 1 : RC_RENDERER_FD_ANSWER);
  failed = posix_spawn (pid, program ? program : LIBEXECDIR "/resource-centre-renderer", &actions, &attributes, argv,
                        environment);
  posix_spawn_file_actions_destroy (&actions);
  posix_spawnattr_destroy (&attributes);
  return failed;
}

/* The child's end of the socket and the copies of the descriptors live only as long as the spawning takes. */
static gboolean
spawn_process (RcRendererProcess *self, RcRendererRole role, GError **error)
{
  int pair[2], theirs, answer;

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
    return fail_errno (error, _("The renderer"));
  self->socket = pair[0];
  theirs = move_up (pair[1]);
  answer = self->memory ? move_up (rc_renderer_memory_get_fd (self->memory)) : -1;
  close (pair[1]);
  errno = theirs < 0 || (self->memory && answer < 0) ? errno : spawn (&self->pid, role, theirs, answer);
  if (errno != 0)
    {
      self->pid = 0;
      fail_errno (error, _("The renderer cannot be started"));
    }
  if (theirs >= 0)
    close (theirs);
  if (answer >= 0)
    close (answer);
  return self->pid != 0;
}

gboolean
rc_renderer_process_start (RcRendererProcess *self, RcRendererRole role, GError **error)
{
  *self = (RcRendererProcess){ .socket = -1 };
  self->memory = rc_renderer_memory_new (error);
  if (self->memory && spawn_process (self, role, error))
    return TRUE;
  rc_renderer_process_clear (self);
  return FALSE;
}

gboolean
rc_renderer_process_start_forker (RcRendererProcess *self, RcRendererRole role, GError **error)
{
  *self = (RcRendererProcess){ .socket = -1 };
  if (spawn_process (self, role, error))
    return TRUE;
  rc_renderer_process_clear (self);
  return FALSE;
}

/* One message with descriptors beside it. */
static gboolean
send_descriptors (int socket, RcRendererVerb verb, const int *fds, gsize n_fds, GError **error)
{
  const RcRendererRequest request = { .verb = verb };
  struct iovec part = { (void *) &request, sizeof request };
  char control[CMSG_SPACE (2 * sizeof (int))] = { 0 };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = CMSG_SPACE (n_fds * sizeof (int)) };
  struct cmsghdr *header = CMSG_FIRSTHDR (&message);

  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN (n_fds * sizeof (int));
  memcpy (CMSG_DATA (header), fds, n_fds * sizeof (int));
  if (sendmsg (socket, &message, MSG_NOSIGNAL) == sizeof request)
    return TRUE;
  g_set_error_literal (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_DIED, _("The renderer stopped by itself"));
  return FALSE;
}

/* Its process id comes from the forker, which has never seen a file that could have taken it over. */
static gboolean
fork_process (RcRendererProcess *self, RcRendererProcess *forker, GError **error)
{
  RcRendererReply reply;
  int pair[2], fds[2];
  gboolean sent;

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
    return fail_errno (error, _("The renderer"));
  self->socket = pair[0];
  fds[0] = pair[1];
  fds[1] = rc_renderer_memory_get_fd (self->memory);
  sent = send_descriptors (forker->socket, RC_RENDERER_FORK, fds, 2, error);
  close (pair[1]);
  if (!sent || !rc_renderer_process_receive (forker, 0, 0, HELLO_MS, &reply, NULL, error))
    return FALSE;
  if (reply.a < 2 || reply.a > G_MAXINT)
    return rc_renderer_process_set_broken (error);
  self->pid = (pid_t) reply.a;
  return TRUE;
}

gboolean
rc_renderer_process_fork (RcRendererProcess *self, RcRendererProcess *forker, GError **error)
{
  *self = (RcRendererProcess){ .socket = -1 };
  self->memory = rc_renderer_memory_new (error);
  if (self->memory && fork_process (self, forker, error))
    return TRUE;
  rc_renderer_process_clear (self);
  return FALSE;
}

/* Files and drives that nothing can be written to. */
static gboolean
check_file (int fd, GError **error)
{
  struct stat status;
  int flags = fcntl (fd, F_GETFL);

  if (flags < 0 || fstat (fd, &status) != 0)
    return fail_errno (error, _("The file for the renderer"));
  if ((S_ISREG (status.st_mode) || S_ISBLK (status.st_mode)) && (flags & O_ACCMODE) == O_RDONLY)
    return TRUE;
  g_set_error_literal (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_REFUSED,
                       _("Only files and drives open for reading can be shown"));
  return FALSE;
}

gboolean
rc_renderer_process_send_file (RcRendererProcess *self, int fd, GError **error)
{
  return check_file (fd, error) && send_descriptors (self->socket, RC_RENDERER_START, &fd, 1, error);
}

/* One poll for the socket and for whatever else may end the waiting. FALSE when that failed. */
static gboolean
wait_once (RcRendererProcess *self, gint64 until, GCancellable *cancellable, gboolean *has_something, GError **error)
{
  /* Once it is unwanted that is no news. */
  GCancellable *others[] = { cancellable, g_cancellable_is_cancelled (self->unwanted) ? NULL : self->unwanted };
  GPollFD fds[3] = { { .fd = self->socket, .events = G_IO_IN } };
  guint n_fds = 1;
  int ready;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i] != NULL && g_cancellable_make_pollfd (others[i], &fds[n_fds]))
      n_fds++;
    else
      others[i] = NULL;
  ready = g_poll (fds, n_fds, (int) ((MAX (0, until - g_get_monotonic_time ()) + 999) / 1000));
  if (ready < 0 && errno != EINTR)
    fail_errno (error, _("The renderer"));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i] != NULL)
      g_cancellable_release_fd (others[i]);
  *has_something = ready > 0 && fds[0].revents != 0;
  return (ready >= 0 || *error == NULL) && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

gboolean
rc_renderer_process_is_late (gint64 limit_us, gint64 passed_us, gint64 worked_us)
{
  return passed_us >= limit_us && (worked_us >= limit_us || worked_us < passed_us / MIN_SHARE || passed_us >= MAX_TIMES * limit_us);
}

/* What the process has had of the processor; 0 when that is not known. */
static gint64
get_work (RcRendererProcess *self)
{
  clockid_t clock;
  struct timespec time;

  if (clock_getcpuclockid (self->pid, &clock) != 0 || clock_gettime (clock, &time) != 0)
    return 0;
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* Waits until the socket has something, whatever it is. What nobody wants any more may take as long as another process would take to
 * come to the same place: most pages are drawn sooner than that. */
static gboolean
wait_for_answer (RcRendererProcess *self, guint timeout_ms, GCancellable *cancellable, GError **error)
{
  const gint64 start = g_get_monotonic_time (), worked = get_work (self);
  gint64 again = start;
  gboolean has_something = FALSE;
  GError *local = NULL;

  while (!has_something)
    {
      gint64 limit = (gint64) (g_cancellable_is_cancelled (self->unwanted) ? MIN (timeout_ms, PATIENCE_MS) : timeout_ms) * G_TIME_SPAN_MILLISECOND;
      gint64 passed;

      if (!wait_once (self, MAX (start + limit, again), cancellable, &has_something, &local))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      passed = g_get_monotonic_time () - start;
      if (has_something || passed < limit)
        continue;
      if (g_cancellable_set_error_if_cancelled (self->unwanted, error))
        return FALSE;
      if (rc_renderer_process_is_late (limit, passed, get_work (self) - worked))
        {
          g_set_error (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_TIMED_OUT, _("It took longer than %u seconds and was stopped"),
                       (timeout_ms + 999) / 1000);
          return FALSE;
        }
      again = start + passed + AGAIN_MS * G_TIME_SPAN_MILLISECOND;
    }
  return TRUE;
}

gboolean
rc_renderer_process_set_broken (GError **error)
{
  g_set_error_literal (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_BROKEN,
                       _("The renderer gave an answer that makes no sense and was stopped"));
  return FALSE;
}

gboolean
rc_renderer_process_receive (RcRendererProcess *self,
         guint32 serial,
         gsize room,
         guint timeout_ms,
         RcRendererReply *reply,
         GCancellable *cancellable,
         GError **error)
{
  /* One byte more than a reply shows one that is too long. */
  guint8 message[sizeof *reply + 1];
  gssize got;

  if (!wait_for_answer (self, timeout_ms, cancellable, error))
    return FALSE;
  do
    got = recv (self->socket, message, sizeof message, MSG_DONTWAIT);
  while (got < 0 && errno == EINTR);
  if (got <= 0)
    {
      g_set_error_literal (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_DIED, _("The renderer stopped by itself"));
      return FALSE;
    }
  if (got != sizeof *reply)
    return rc_renderer_process_set_broken (error);
  memcpy (reply, message, sizeof *reply);
  if (reply->serial != serial || reply->status > RC_RENDERER_TOO_LARGE || reply->payload > room)
    return rc_renderer_process_set_broken (error);
  return TRUE;
}

gboolean
rc_renderer_process_wait_for_hello (RcRendererProcess *self, GCancellable *cancellable, GError **error)
{
  RcRendererReply hello;

  if (!rc_renderer_process_receive (self, 0, 0, HELLO_MS, &hello, cancellable, error))
    {
      g_prefix_error (error, "%s: ", _("The renderer cannot be started"));
      return FALSE;
    }
  return hello.a == RC_RENDERER_VERSION || rc_renderer_process_set_broken (error);
}
