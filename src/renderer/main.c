/* SPDX-License-Identifier: GPL-3.0-or-later */
/* resource-centre-renderer: opens one hostile file in a sandbox and answers questions about it. Started by
 * rc_renderer_client_new. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <gio/gio.h>
#include <glib/gprintf.h>
#include <locale.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "renderer/sandbox.h"
#include "renderer/work.h"

static const RcWork *
find_work (const char *role)
{
  switch (atoi (role))
    {
    case RC_RENDERER_ROLE_PDF:
      return &rc_work_pdf;
    case RC_RENDERER_ROLE_DISC:
      return &rc_work_disc;
    case RC_RENDERER_ROLE_PICTURE:
      return &rc_work_picture;
    case RC_RENDERER_ROLE_TEXT:
      return &rc_work_text;
    default:
      return NULL;
    }
}

static gboolean
send_reply (const RcRendererReply *reply)
{
  return write (RC_RENDERER_FD_SOCKET, reply, sizeof *reply) == sizeof *reply;
}

/* Waits for a message with so many descriptors. FALSE when the other side hangs up before. */
static gboolean
receive_descriptors (int *fds, gsize n_fds)
{
  RcRendererRequest request;
  struct iovec part = { &request, sizeof request };
  char control[CMSG_SPACE (2 * sizeof (int))] = { 0 };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = CMSG_SPACE (n_fds * sizeof (int)) };
  struct cmsghdr *header;

  if (recvmsg (RC_RENDERER_FD_SOCKET, &message, MSG_CMSG_CLOEXEC) != sizeof request)
    return FALSE;
  header = CMSG_FIRSTHDR (&message);
  if (!header || header->cmsg_type != SCM_RIGHTS || header->cmsg_len != CMSG_LEN (n_fds * sizeof (int)))
    return FALSE;
  memcpy (fds, CMSG_DATA (header), n_fds * sizeof (int));
  return TRUE;
}

static gboolean
has_threads (void)
{
  g_autoptr (GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);

  return threads && g_dir_read_name (threads) && g_dir_read_name (threads);
}

/* Makes a process for each socket and memory that come, and comes back in those alone. Here nothing but these two is ever held, and each
 * only until its process is made: files go to the processes themselves, once they are locked. A new one is a child of the program,
 * as we are, so that this one needs to watch over nobody. */
static gboolean
fork_until_child (GError **error)
{
  int fds[2];

  /* What another thread has locked would stay locked in the copy. */
  if (has_threads ())
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "it has threads");
      return FALSE;
    }
  while (receive_descriptors (fds, G_N_ELEMENTS (fds)))
    {
      RcRendererReply reply = { 0 };
      const long pid = syscall (SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL, NULL);

      if (pid == 0)
        {
          dup2 (fds[0], RC_RENDERER_FD_SOCKET);
          if (fds[1] != RC_RENDERER_FD_ANSWER)
            dup2 (fds[1], RC_RENDERER_FD_ANSWER);
          syscall (SYS_close_range, RC_RENDERER_FD_ANSWER + 1, G_MAXUINT, 0);
          /* The end with the parent is not inherited. */
          return rc_sandbox_begin (error);
        }
      close (fds[0]);
      close (fds[1]);
      reply.a = pid;
      if (!send_reply (&reply))
        break;
    }
  _exit (0);
}

/* Until the other side hangs up. */
static void
serve (const RcWork *work, int file, guint8 *memory)
{
  gpointer state = work->start (file);
  RcRendererRequest request;

  while (read (RC_RENDERER_FD_SOCKET, &request, sizeof request) == sizeof request)
    {
      RcAnswer answer = { .reply = { .serial = request.serial }, .memory = memory + request.offset, .room = request.room };

      request.text[sizeof request.text - 1] = '\0';
      work->answer (state, &request, &answer);
      if (!send_reply (&answer.reply))
        break;
    }
}

int
main (int argc, char **argv)
{
  const RcRendererReply hello = { .a = RC_RENDERER_VERSION };
  const gboolean forks = argc == 3 && strcmp (argv[2], RC_RENDERER_FORKS) == 0;
  const RcWork *work = argc == 2 || forks ? find_work (argv[1]) : NULL;
  g_autoptr (GError) error = NULL;
  void *memory;
  int file;

  if (!work)
    {
      g_fprintf (stderr, "This program is started by Resource Centre and does nothing by itself.\n");
      return 2;
    }
  if (!rc_sandbox_begin (&error))
    goto failed;
  /* Names on discs are converted to the locale's character set. */
  setlocale (LC_ALL, "C.UTF-8");
  work->warm_up ();
  if (forks && (!send_reply (&hello) || !fork_until_child (&error)))
    goto failed;
  memory = mmap (NULL, RC_RENDERER_MEMORY, PROT_READ | PROT_WRITE, MAP_SHARED, RC_RENDERER_FD_ANSWER, 0);
  if (memory == MAP_FAILED)
    return 3;
  if (!rc_sandbox_lock (&error))
    goto failed;
  if (!send_reply (&hello))
    return 3;
  if (receive_descriptors (&file, 1))
    serve (work, file, memory);
  /* Nothing to tidy up: the process is the tidying. Destructors of libraries would only run over damaged state. */
  _exit (0);

failed:
  g_fprintf (stderr, "resource-centre-renderer: %s\n", error ? error->message : "nobody listens");
  return 4;
}
