/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting a renderer, one question at a time to it, and the checks of every answer. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/client.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <string.h>
#include <unistd.h>

#include "renderer/memory.h"

#define HELLO_MS 10000

struct _RcRendererClient
{
  pid_t pid;  /* 0 when it is gone */
  int socket; /* (owned) */
  RcRendererMemory *memory; /* (owned) */
  guint32 serial;
};

G_DEFINE_QUARK (rc - renderer - error - quark, rc_renderer_error)

static gboolean
fail_errno (GError **error, const char *doing)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", doing, g_strerror (saved));
  return FALSE;
}

static void
end_process (RcRendererClient *self)
{
  if (self->pid == 0)
    return;
  kill (self->pid, SIGKILL);
  while (waitpid (self->pid, NULL, 0) < 0 && errno == EINTR)
    ;
  self->pid = 0;
}

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

/* Copies of descriptors out of the way of the numbers they get in the child. */
static int
move_up (int fd)
{
  return fcntl (fd, F_DUPFD_CLOEXEC, 16);
}

static int
spawn (pid_t *pid, RcRendererRole role, int socket, int file, int answer)
{
  const char *program = g_getenv ("RC_RENDERER");
  char number[] = { (char) ('0' + role), '\0' };
  char *environment[] = {
    (char *) "LC_ALL=C.UTF-8", (char *) "HOME=/nonexistent",           (char *) "XDG_CACHE_HOME=/nonexistent",
    (char *) "G_DEBUG=",       (char *) "ASAN_OPTIONS=detect_leaks=0", NULL
  };
  char *argv[] = { (char *) "resource-centre-renderer", number, NULL };
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
  posix_spawn_file_actions_adddup2 (&actions, file, RC_RENDERER_FD_FILE);
  posix_spawn_file_actions_adddup2 (&actions, answer, RC_RENDERER_FD_ANSWER);
  posix_spawn_file_actions_addclosefrom_np (&actions, RC_RENDERER_FD_ANSWER + 1);
  failed = posix_spawn (pid, program ? program : LIBEXECDIR "/resource-centre-renderer", &actions, &attributes, argv,
                        environment);
  posix_spawn_file_actions_destroy (&actions);
  posix_spawnattr_destroy (&attributes);
  return failed;
}

/* The child's end of the socket and the copies of the descriptors live only as long as the spawning takes. */
static gboolean
start_process (RcRendererClient *self, RcRendererRole role, int fd, GError **error)
{
  int pair[2], theirs, file, answer;

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
    return fail_errno (error, _("The renderer"));
  self->socket = pair[0];
  theirs = move_up (pair[1]);
  file = move_up (fd);
  answer = move_up (rc_renderer_memory_get_fd (self->memory));
  close (pair[1]);
  errno = theirs < 0 || file < 0 || answer < 0 ? errno : spawn (&self->pid, role, theirs, file, answer);
  if (errno != 0)
    {
      self->pid = 0;
      fail_errno (error, _("The renderer cannot be started"));
    }
  if (theirs >= 0)
    close (theirs);
  if (file >= 0)
    close (file);
  if (answer >= 0)
    close (answer);
  return self->pid != 0;
}

/* Waits until the socket has something, whatever it is. */
static gboolean
wait_for_answer (RcRendererClient *self, guint timeout_ms, GCancellable *cancellable, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + timeout_ms * G_TIME_SPAN_MILLISECOND;
  GPollFD fds[2] = { { .fd = self->socket, .events = G_IO_IN } };
  guint n_fds = g_cancellable_make_pollfd (cancellable, &fds[1]) ? 2 : 1;
  int ready;

  do
    {
      gint64 left = MAX (0, deadline - g_get_monotonic_time ());

      ready = g_poll (fds, n_fds, (int) ((left + 999) / 1000));
    }
  while (ready < 0 && errno == EINTR);
  if (n_fds == 2)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (ready > 0)
    return TRUE;
  if (ready == 0)
    g_set_error (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_TIMED_OUT,
                 _("It took longer than %u seconds and was stopped"), (timeout_ms + 999) / 1000);
  else
    fail_errno (error, _("The renderer"));
  return FALSE;
}

static gboolean
broken (GError **error)
{
  g_set_error_literal (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_BROKEN,
                       _("The renderer gave an answer that makes no sense and was stopped"));
  return FALSE;
}

static gboolean
receive (RcRendererClient *self,
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
    return broken (error);
  memcpy (reply, message, sizeof *reply);
  if (reply->serial != self->serial || reply->status > RC_RENDERER_TOO_LARGE || reply->payload > room)
    return broken (error);
  return TRUE;
}

/* What the renderer says of a file, fit for people: valid, one line, no control or direction characters, not long. */
static char *
clean_message (GBytes *payload)
{
  gsize size;
  const char *bytes = g_bytes_get_data (payload, &size);
  g_autofree char *valid = g_utf8_make_valid (bytes, MIN (size, RC_RENDERER_MAX_MESSAGE));
  GString *clean = g_string_new (NULL);

  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isprint (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (clean, c);
    }
  return g_string_free (clean, FALSE);
}

static void
set_refusal (const RcRendererReply *reply, GBytes *payload, GError **error)
{
  static const RcRendererError codes[] = {
    [RC_RENDERER_REFUSED] = RC_RENDERER_ERROR_REFUSED,
    [RC_RENDERER_ENCRYPTED] = RC_RENDERER_ERROR_ENCRYPTED,
    [RC_RENDERER_NOT_FOUND] = RC_RENDERER_ERROR_NOT_FOUND,
    [RC_RENDERER_TOO_LARGE] = RC_RENDERER_ERROR_TOO_LARGE,
  };
  g_autofree char *message = clean_message (payload);

  g_set_error_literal (error, RC_RENDERER_ERROR, codes[reply->status], *message ? message : _("It cannot be shown"));
}

/* Whatever goes wrong in here, an answer may still come and would be taken for that of the next question: the process ends.
 * The payload is at `offset`. */
static gboolean
ask (RcRendererClient *self,
     const RcRendererRequest *request,
     gsize offset,
     gsize room,
     guint timeout_ms,
     RcRendererReply *reply,
     GCancellable *cancellable,
     GError **error)
{
  RcRendererRequest numbered = *request;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->pid == 0)
    {
      g_set_error_literal (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_DIED, _("The renderer has been stopped"));
      return FALSE;
    }
  numbered.serial = ++self->serial;
  numbered.offset = offset;
  numbered.room = room;
  if (send (self->socket, &numbered, sizeof numbered, MSG_NOSIGNAL) != sizeof numbered)
    g_set_error_literal (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_DIED, _("The renderer stopped by itself"));
  else if (receive (self, room, timeout_ms, reply, cancellable, error))
    return TRUE;
  end_process (self);
  return FALSE;
}

RcRendererClient *
rc_renderer_client_new (RcRendererRole role, int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcRendererClient) self = NULL;
  RcRendererReply hello;

  g_return_val_if_fail (role >= RC_RENDERER_ROLE_PDF && role <= RC_RENDERER_ROLE_PICTURE, NULL);
  if (!check_file (fd, error))
    return NULL;
  self = g_new0 (RcRendererClient, 1);
  self->socket = -1;
  self->memory = rc_renderer_memory_new (error);
  if (!self->memory || !start_process (self, role, fd, error))
    return NULL;
  if (!receive (self, 0, HELLO_MS, &hello, cancellable, error))
    {
      g_prefix_error (error, "%s: ", _("The renderer cannot be started"));
      return NULL;
    }
  if (hello.a != RC_RENDERER_VERSION)
    {
      broken (error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
rc_renderer_client_free (RcRendererClient *self)
{
  end_process (self);
  if (self->socket >= 0)
    close (self->socket);
  g_clear_pointer (&self->memory, rc_renderer_memory_unref);
  g_free (self);
}

GBytes *
rc_renderer_client_call (RcRendererClient *self,
                         const RcRendererRequest *request,
                         guint timeout_ms,
                         RcRendererReply *reply,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GBytes) payload = NULL;

  g_return_val_if_fail (self && request && reply, NULL);
  if (!ask (self, request, 0, RC_RENDERER_MAX_ANSWER, timeout_ms, reply, cancellable, error))
    return NULL;
  payload = rc_renderer_memory_copy (self->memory, reply->payload, error);
  if (!payload)
    return NULL;
  if (reply->status != RC_RENDERER_DONE)
    {
      set_refusal (reply, payload, error);
      return NULL;
    }
  return g_steal_pointer (&payload);
}

/* The message of a refusal lies where the pixels should. */
static GBytes *
take_pixels (RcRendererClient *self, gsize offset, gsize size, const RcRendererReply *reply, GError **error)
{
  g_autoptr (GBytes) place = rc_renderer_memory_hand_over (self->memory, offset, size);

  if (reply->status != RC_RENDERER_DONE)
    {
      g_autoptr (GBytes) message = g_bytes_new (g_bytes_get_data (place, NULL), MIN (reply->payload, RC_RENDERER_MAX_MESSAGE));

      set_refusal (reply, message, error);
      return NULL;
    }
  if (reply->payload == size)
    return g_steal_pointer (&place);
  end_process (self);
  broken (error);
  return NULL;
}

GBytes *
rc_renderer_client_call_pixels (RcRendererClient *self,
                                const RcRendererRequest *request,
                                gsize size,
                                guint timeout_ms,
                                GCancellable *cancellable,
                                GError **error)
{
  RcRendererReply reply;
  g_autoptr (GBytes) pixels = NULL;
  gsize offset;

  g_return_val_if_fail (self && request && size / 4 <= RC_RENDERER_MAX_PIXELS, NULL);
  if (rc_renderer_memory_take (self->memory, MAX (size, RC_RENDERER_MAX_MESSAGE), &offset))
    {
      if (ask (self, request, offset, MAX (size, RC_RENDERER_MAX_MESSAGE), timeout_ms, &reply, cancellable, error))
        return take_pixels (self, offset, size, &reply, error);
      rc_renderer_memory_give_back (self->memory, offset);
      return NULL;
    }
  /* So much is shown already that there is no place left. */
  pixels = rc_renderer_client_call (self, request, timeout_ms, &reply, cancellable, error);
  if (!pixels || g_bytes_get_size (pixels) == size)
    return g_steal_pointer (&pixels);
  end_process (self);
  broken (error);
  return NULL;
}

gboolean
rc_renderer_reply_is_picture (const RcRendererReply *reply)
{
  return reply->a >= 1 && reply->b >= 1 && reply->a <= G_MAXINT16 && reply->b <= G_MAXINT16 &&
         reply->a * reply->b <= RC_RENDERER_MAX_PIXELS && reply->payload == (guint64) (reply->a * reply->b * 4);
}

gboolean
rc_renderer_client_is_alive (RcRendererClient *self)
{
  return self->pid != 0;
}

int
rc_renderer_client_get_pid (RcRendererClient *self)
{
  return self->pid;
}
