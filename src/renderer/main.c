/* SPDX-License-Identifier: GPL-3.0-or-later */
/* resource-centre-renderer: opens one hostile file in a sandbox and answers questions about it. Started by
 * rc_renderer_client_new. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <glib/gprintf.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
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

/* Waits for the one descriptor that is ever sent. -1 when the other side hangs up before. */
static int
receive_file (void)
{
  RcRendererRequest start;
  struct iovec part = { &start, sizeof start };
  char control[CMSG_SPACE (sizeof (int))] = { 0 };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
  struct cmsghdr *header;
  int fd = -1;

  if (recvmsg (RC_RENDERER_FD_SOCKET, &message, MSG_CMSG_CLOEXEC) != sizeof start)
    return -1;
  header = CMSG_FIRSTHDR (&message);
  if (header && header->cmsg_type == SCM_RIGHTS && header->cmsg_len == CMSG_LEN (sizeof fd))
    memcpy (&fd, CMSG_DATA (header), sizeof fd);
  return fd;
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
  const RcWork *work = argc == 2 ? find_work (argv[1]) : NULL;
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
  memory = mmap (NULL, RC_RENDERER_MEMORY, PROT_READ | PROT_WRITE, MAP_SHARED, RC_RENDERER_FD_ANSWER, 0);
  if (memory == MAP_FAILED)
    return 3;
  /* Names on discs are converted to the locale's character set. */
  setlocale (LC_ALL, "C.UTF-8");
  work->warm_up ();
  if (!rc_sandbox_lock (&error))
    goto failed;
  if (!send_reply (&hello))
    return 3;
  file = receive_file ();
  if (file >= 0)
    serve (work, file, memory);
  /* Nothing to tidy up: the process is the tidying. Destructors of libraries would only run over damaged state. */
  _exit (0);

failed:
  g_fprintf (stderr, "resource-centre-renderer: %s\n", error->message);
  return 4;
}
