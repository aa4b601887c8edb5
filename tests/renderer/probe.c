/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A renderer as it is shipped, whose work is to break out: its roles are warmed up as ever, and then try what they are told. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include "probe.h"
#include "renderer/work.h"

extern const RcWork probe_work_pdf, probe_work_disc, probe_work_picture, probe_work_text;

static int
make_process (void)
{
  pid_t child = fork ();

  if (child == 0)
    _exit (0);
  return child;
}

/* The usual three, its socket, its memory and its file. */
static long
count_descriptors (void)
{
  for (int fd = 0; fd < 64; fd++)
    if ((fcntl (fd, F_GETFD) >= 0) != (fd <= RC_RENDERER_FD_ANSWER + 1))
      {
        errno = EMFILE;
        return -1;
      }
  return 0;
}

static long
try_out (Probe what)
{
  const struct sockaddr address = { .sa_family = AF_UNIX };
  char *const nothing[] = { NULL };

  switch (what)
    {
    case PROBE_OPEN:
      return open ("/etc/passwd", O_RDONLY);
    case PROBE_CREATE:
      return open ("/tmp/rc-probe-was-here", O_CREAT | O_WRONLY, 0600);
    case PROBE_SOCKET:
      return socket (AF_INET, SOCK_STREAM, 0);
    case PROBE_CONNECT:
      return connect (-1, &address, sizeof address);
    case PROBE_EXEC:
      return execve ("/nonexistent", nothing, nothing);
    case PROBE_FORK:
      return make_process ();
    case PROBE_TRACE_PARENT:
      return ptrace (PTRACE_PEEKDATA, getppid (), NULL, NULL);
    case PROBE_KILL_PARENT:
      return kill (getppid (), 0);
    case PROBE_DESCRIPTORS:
      return count_descriptors ();
    case PROBE_NOTHING:
    default:
      return 0;
    }
}

static gpointer
start (int fd)
{
  return NULL;
}

static void
answer (gpointer state, const RcRendererRequest *request, RcAnswer *reply)
{
  reply->reply.a = try_out ((Probe) request->a) < 0 ? errno : 0;
}

static void
warm_up_pdf (void)
{
  rc_work_pdf.warm_up ();
}

static void
warm_up_disc (void)
{
  rc_work_disc.warm_up ();
}

static void
warm_up_picture (void)
{
  rc_work_picture.warm_up ();
}

static void
warm_up_text (void)
{
  rc_work_text.warm_up ();
}

const RcWork probe_work_pdf = { warm_up_pdf, start, answer };
const RcWork probe_work_disc = { warm_up_disc, start, answer };
const RcWork probe_work_picture = { warm_up_picture, start, answer };
const RcWork probe_work_text = { warm_up_text, start, answer };
