/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A renderer taken over by its file: the file says in which way it misbehaves. See fake.h. */
#include <glib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fake.h"
#include "renderer/protocol.h"

static FakeOrder order;
static int file;

static void
fill_randomly (GRand *random, void *bytes, gsize size)
{
  for (gsize i = 0; i < size; i++)
    ((guint8 *) bytes)[i] = (guint8) g_rand_int (random);
}

/* The message with a descriptor beside it that nobody asked for. */
static void
send_with_descriptor (const RcRendererReply *reply)
{
  struct iovec part = { (void *) reply, sizeof *reply };
  char control[CMSG_SPACE (sizeof (int))] = { 0 };
  struct msghdr message = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control
  };
  struct cmsghdr *header = CMSG_FIRSTHDR (&message);
  const int fd = file;

  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN (sizeof fd);
  memcpy (CMSG_DATA (header), &fd, sizeof fd);
  sendmsg (RC_RENDERER_FD_SOCKET, &message, 0);
}

static void
say (const void *bytes, gsize size)
{
  if (write (RC_RENDERER_FD_SOCKET, bytes, size) < 0)
    _exit (1);
}

static void
say_hello (void)
{
  guint8 message[sizeof (RcRendererReply) * 2] = { 0 };
  RcRendererReply hello = { .a = order.kind == FAKE_HELLO_VERSION ? 99 : RC_RENDERER_VERSION };

  hello.serial = order.kind == FAKE_HELLO_SERIAL ? 7 : 0;
  memcpy (message, &hello, sizeof hello);
  if (order.kind == FAKE_HELLO_NONE)
    _exit (0);
  say (message, order.kind == FAKE_HELLO_SHORT ? 5 : order.kind == FAKE_HELLO_LONG ? sizeof message : sizeof hello);
  if (order.kind == FAKE_LEAVES)
    _exit (0);
}

static void
answer (const RcRendererRequest *request, guint8 *memory, GRand *random)
{
  guint8 garbage[sizeof (RcRendererReply) + 8];
  RcRendererReply reply = { .serial = request->serial };

  switch (order.kind)
    {
    case FAKE_SERIAL:
      reply.serial++;
      break;
    case FAKE_STATUS:
      reply.status = 77;
      break;
    case FAKE_TOO_MUCH:
      reply.payload = G_MAXUINT64;
      break;
    case FAKE_SHORT:
      say (&reply, 3);
      return;
    case FAKE_NEVER:
      pause ();
      return;
    case FAKE_TWICE:
      say (&reply, sizeof reply);
      break;
    case FAKE_DESCRIPTOR:
      send_with_descriptor (&reply);
      return;
    case FAKE_SHRINKS:
      reply.a = ftruncate (RC_RENDERER_FD_ANSWER, 0) == 0;
      reply.payload = 4096;
      break;
    case FAKE_GARBAGE:
      fill_randomly (random, garbage, sizeof garbage);
      say (garbage, g_rand_int_range (random, 1, sizeof garbage));
      return;
    case FAKE_BAD_PAGE:
      if (request->verb != RC_RENDERER_OPEN && request->a == 1)
        _exit (0);
      reply.a = 3;
      break;
    case FAKE_PAYLOAD:
      /* All in order but for what it says. */
      reply.a = request->verb == RC_RENDERER_OPEN ? 3 : g_rand_int_range (random, -5, 5);
      reply.b = g_rand_int_range (random, -5, 5);
      reply.x = g_rand_double_range (random, -1, 1) / g_rand_int_range (random, 0, 3);
      reply.payload = g_rand_int_range (random, 0, 3000);
      memory += request->offset;
      fill_randomly (random, memory, reply.payload);
      /* Often enough near to something that could be read. */
      for (gsize i = 0; i < reply.payload; i++)
        if (g_rand_int_range (random, 0, 2))
          memory[i] = "0123456789\t\n -.\0\0\0\0\1\2\3"[g_rand_int_range (random, 0, 22)];
      break;
    default:
      break;
    }
  say (&reply, sizeof reply);
}

static int
receive_file (void)
{
  RcRendererRequest start;
  struct iovec part = { &start, sizeof start };
  char control[CMSG_SPACE (sizeof (int))] = { 0 };
  struct msghdr message = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control
  };
  int fd = -1;

  if (recvmsg (RC_RENDERER_FD_SOCKET, &message, 0) == sizeof start && CMSG_FIRSTHDR (&message))
    memcpy (&fd, CMSG_DATA (CMSG_FIRSTHDR (&message)), sizeof fd);
  return fd;
}

int
main (int argc, char **argv)
{
  guint8 *memory = mmap (NULL, RC_RENDERER_MEMORY, PROT_READ | PROT_WRITE, MAP_SHARED, RC_RENDERER_FD_ANSWER, 0);
  RcRendererRequest request;
  GRand *random;

  file = receive_file ();
  if (pread (file, &order, sizeof order, 0) != sizeof order)
    return 1;
  random = g_rand_new_with_seed (order.seed);
  say_hello ();
  while (read (RC_RENDERER_FD_SOCKET, &request, sizeof request) == sizeof request)
    answer (&request, memory, random);
  g_rand_free (random);
  return 0;
}
