/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left to a process in the sandbox: each try in a child of its own that has locked itself in. */
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "config.h"

#include "renderer/sandbox.h"

/* 0 when it succeeded, else errno. */
typedef int (*Try) (void);

#define NOT_LOCKED 200

static int
try_in_sandbox (Try func)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      if (!rc_sandbox_begin (NULL) || !rc_sandbox_lock (NULL))
        _exit (NOT_LOCKED);
      _exit (func ());
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFSIGNALED (status))
    return -WTERMSIG (status);
  return WEXITSTATUS (status);
}

static int
code (long result)
{
  return result < 0 ? errno : 0;
}

static int
nothing (void)
{
  return 0;
}

static int
open_passwd (void)
{
  return code (open ("/etc/passwd", O_RDONLY));
}

static int
open_root (void)
{
  return code (open ("/", O_RDONLY | O_DIRECTORY));
}

static int
open_environment (void)
{
  return code (open ("/proc/self/environ", O_RDONLY));
}

static int
open_own_memory (void)
{
  return code (open ("/proc/self/mem", O_RDWR));
}

static int
create_file (void)
{
  return code (open ("/tmp/rc-sandbox-was-here", O_CREAT | O_WRONLY, 0600));
}

static int
list_fonts (void)
{
  return code (open ("/usr/share/fonts", O_RDONLY | O_DIRECTORY));
}

static int
write_fonts (void)
{
  return code (open ("/usr/share/fonts/rc-was-here", O_CREAT | O_WRONLY, 0600));
}

static int
make_socket (void)
{
  return code (socket (AF_INET, SOCK_STREAM, 0));
}

static int
make_local_socket (void)
{
  return code (socket (AF_UNIX, SOCK_STREAM, 0));
}

static int
run_program (void)
{
  char *const argv[] = { (char *) "true", NULL };

  return code (execve ("/bin/true", argv, argv + 1));
}

static int
make_process (void)
{
  return code (syscall (SYS_clone, SIGCHLD, 0, 0, 0, 0));
}

static int
kill_parent (void)
{
  return code (kill (getppid (), 0));
}

static int
kill_parent_thread (void)
{
  return code (syscall (SYS_tgkill, getppid (), getppid (), 0));
}

static int
trace_parent (void)
{
  return code (ptrace (PTRACE_ATTACH, getppid (), 0, 0));
}

static int
make_ring (void)
{
  return code (syscall (SYS_io_uring_setup, 1, NULL));
}

static int
call_unknown (void)
{
  return code (syscall (SYS_swapon, "x", 0));
}

#ifndef SANITIZING
static int
take_memory (void)
{
  void *memory = mmap (NULL, 2048ul << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return memory == MAP_FAILED ? errno : 0;
}
#endif

static void *
in_thread (void *data)
{
  return data;
}

static int
make_thread (void)
{
  pthread_t thread;
  int failed = pthread_create (&thread, NULL, in_thread, NULL);

  return failed ? failed : pthread_join (thread, NULL);
}

static void
test_files (void)
{
  g_assert_cmpint (try_in_sandbox (nothing), ==, 0);
  g_assert_cmpint (try_in_sandbox (open_passwd), ==, EACCES);
  g_assert_cmpint (try_in_sandbox (open_root), ==, EACCES);
  g_assert_cmpint (try_in_sandbox (open_environment), ==, EACCES);
  g_assert_cmpint (try_in_sandbox (open_own_memory), !=, 0);
  g_assert_cmpint (try_in_sandbox (create_file), !=, 0);
  g_assert_cmpint (try_in_sandbox (write_fonts), !=, 0);
  g_assert_false (g_file_test ("/tmp/rc-sandbox-was-here", G_FILE_TEST_EXISTS));
  if (g_file_test ("/usr/share/fonts", G_FILE_TEST_IS_DIR))
    g_assert_cmpint (try_in_sandbox (list_fonts), ==, 0);
}

static void
test_network (void)
{
  g_assert_cmpint (try_in_sandbox (make_socket), ==, EPERM);
  g_assert_cmpint (try_in_sandbox (make_local_socket), ==, EPERM);
}

static void
test_processes (void)
{
  g_assert_cmpint (try_in_sandbox (run_program), ==, -SIGSYS);
  g_assert_cmpint (try_in_sandbox (make_process), ==, ENOSYS);
  g_assert_cmpint (try_in_sandbox (kill_parent), ==, -SIGSYS);
  g_assert_cmpint (try_in_sandbox (kill_parent_thread), ==, ENOSYS);
  g_assert_cmpint (try_in_sandbox (trace_parent), ==, -SIGSYS);
  g_assert_cmpint (try_in_sandbox (make_ring), ==, -SIGSYS);
  g_assert_cmpint (try_in_sandbox (call_unknown), ==, ENOSYS);
  g_assert_cmpint (try_in_sandbox (make_thread), ==, 0);
}

static void
test_memory (void)
{
#ifdef SANITIZING
  g_test_skip ("the sanitizers need more address space than the limit leaves");
#else
  g_assert_cmpint (try_in_sandbox (take_memory), ==, ENOMEM);
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/renderer/sandbox/files", test_files);
  g_test_add_func ("/renderer/sandbox/network", test_network);
  g_test_add_func ("/renderer/sandbox/processes", test_processes);
  g_test_add_func ("/renderer/sandbox/memory", test_memory);
  return g_test_run ();
}
