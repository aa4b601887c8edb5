/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers of the sandbox, in the order in which they are put on: limits, Landlock, seccomp. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "renderer/protocol.h"

/* The answer's memory is mapped in whole and counts, so it comes on top of the 1 GiB for the work. */
#define MAX_MEMORY ((1024ul << 20) + RC_RENDERER_MEMORY)
#define MAX_DESCRIPTORS 64
/* Seconds of work: more than any document needs that somebody reads. One that has used them up is replaced. */
#define MAX_WORK 600

/* Where fonts, their settings and the tables of Poppler and ICC lie, on Debian and in a Flatpak. */
static const char *const readable[] = {
  "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fontconfig", "/usr/share/xml/fontconfig",
  "/etc/fonts", "/var/cache/fontconfig", "/usr/share/poppler", "/usr/share/ghostscript", "/usr/share/color",
  "/app/share/fonts", "/run/host/fonts", "/run/host/fonts-cache", "/run/host/local-fonts",
};

static gboolean
fail (GError **error, const char *what)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", what, g_strerror (saved));
  return FALSE;
}

static gboolean
limit (int resource, rlim_t most, GError **error)
{
  struct rlimit value = { most, most };

  return setrlimit (resource, &value) == 0 || fail (error, "setrlimit");
}

gboolean
rc_sandbox_begin (GError **error)
{
  if (prctl (PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl (PR_SET_DUMPABLE, 0) != 0)
    return fail (error, "prctl");
#ifndef SANITIZING
  /* The sanitizers' shadow memory is larger than any limit we could want. */
  if (!limit (RLIMIT_AS, MAX_MEMORY, error))
    return FALSE;
#endif
  return limit (RLIMIT_CPU, MAX_WORK, error) && limit (RLIMIT_NOFILE, MAX_DESCRIPTORS, error) && limit (RLIMIT_CORE, 0, error);
}

/* Rights to files that a kernel of this ABI knows how to withhold: the first has 13, later ones add some. */
static guint64
rights_of_abi (long abi)
{
  guint64 rights = (1u << 13) - 1;

  if (abi >= 2)
    rights |= 1u << 13; /* move to another folder */
  if (abi >= 3)
    rights |= 1u << 14; /* truncate */
  if (abi >= 5)
    rights |= 1u << 15; /* ioctl on devices */
  return rights;
}

static gboolean
allow_reading (int rules, const char *path, GError **error)
{
  struct landlock_path_beneath_attr beneath = { .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR };
  int failed;

  beneath.parent_fd = open (path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (beneath.parent_fd < 0)
    return TRUE; /* not there: nothing to allow */
  failed = syscall (SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) != 0;
  close (beneath.parent_fd);
  return !failed || fail (error, "landlock_add_rule");
}

static gboolean
lock_files (GError **error)
{
  /* Headers of Debian 12 know the first member only; the kernel takes as many as its ABI has. */
  struct
  {
    guint64 files, network, scopes;
  } handled = { 0 };
  gsize size = sizeof handled.files;
  long abi = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  gboolean ok = TRUE;
  int rules;

  if (abi < 1)
    return fail (error, "Landlock is not there");
  handled.files = rights_of_abi (abi);
  if (abi >= 4)
    {
      handled.network = 3; /* bind, connect */
      size = G_STRUCT_OFFSET (__typeof__ (handled), scopes);
    }
  if (abi >= 6)
    {
      handled.scopes = 3; /* abstract sockets, signals */
      size = sizeof handled;
    }
  rules = syscall (SYS_landlock_create_ruleset, &handled, size, 0);
  if (rules < 0)
    return fail (error, "landlock_create_ruleset");
  for (gsize i = 0; ok && i < G_N_ELEMENTS (readable); i++)
    ok = allow_reading (rules, readable[i], error);
  if (ok && syscall (SYS_landlock_restrict_self, rules, 0) != 0)
    ok = fail (error, "landlock_restrict_self");
  close (rules);
  return ok;
}

/* Reading, computing, telling the time, threads. */
static const int allowed[] = {
  SCMP_SYS (read), SCMP_SYS (pread64), SCMP_SYS (readv), SCMP_SYS (preadv), SCMP_SYS (write), SCMP_SYS (writev), SCMP_SYS (recvmsg),
  SCMP_SYS (close), SCMP_SYS (lseek), SCMP_SYS (fstat), SCMP_SYS (newfstatat), SCMP_SYS (stat), SCMP_SYS (lstat),
  SCMP_SYS (statx), SCMP_SYS (fstatfs), SCMP_SYS (statfs), SCMP_SYS (access), SCMP_SYS (faccessat), SCMP_SYS (faccessat2),
  SCMP_SYS (readlink), SCMP_SYS (readlinkat), SCMP_SYS (getdents64), SCMP_SYS (getcwd), SCMP_SYS (fcntl), SCMP_SYS (dup),
  SCMP_SYS (fadvise64), SCMP_SYS (mmap), SCMP_SYS (munmap), SCMP_SYS (mremap), SCMP_SYS (mprotect), SCMP_SYS (madvise),
  SCMP_SYS (brk), SCMP_SYS (poll), SCMP_SYS (ppoll), SCMP_SYS (futex), SCMP_SYS (rt_sigaction), SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn), SCMP_SYS (sigaltstack), SCMP_SYS (restart_syscall), SCMP_SYS (clock_gettime),
  SCMP_SYS (clock_getres), SCMP_SYS (clock_nanosleep), SCMP_SYS (nanosleep), SCMP_SYS (gettimeofday), SCMP_SYS (time),
  SCMP_SYS (getpid), SCMP_SYS (getppid), SCMP_SYS (gettid), SCMP_SYS (getuid), SCMP_SYS (geteuid), SCMP_SYS (getgid),
  SCMP_SYS (getegid), SCMP_SYS (getrandom), SCMP_SYS (uname), SCMP_SYS (sysinfo), SCMP_SYS (getrusage),
  SCMP_SYS (sched_yield), SCMP_SYS (sched_getaffinity), SCMP_SYS (set_robust_list), SCMP_SYS (rseq), SCMP_SYS (exit),
  SCMP_SYS (exit_group),
};

/* Nobody asks for these by accident: whoever does is no longer our program. */
static const int deadly[] = {
  SCMP_SYS (execve), SCMP_SYS (execveat), SCMP_SYS (fork), SCMP_SYS (vfork), SCMP_SYS (ptrace), SCMP_SYS (kill),
  SCMP_SYS (process_vm_readv), SCMP_SYS (process_vm_writev), SCMP_SYS (io_uring_setup), SCMP_SYS (mount),
  SCMP_SYS (umount2), SCMP_SYS (pivot_root), SCMP_SYS (chroot), SCMP_SYS (unshare), SCMP_SYS (setns), SCMP_SYS (bpf),
  SCMP_SYS (keyctl), SCMP_SYS (add_key), SCMP_SYS (userfaultfd), SCMP_SYS (perf_event_open), SCMP_SYS (init_module),
  SCMP_SYS (finit_module), SCMP_SYS (kexec_load), SCMP_SYS (reboot),
};

/* Libraries do ask for these, and live with a no. */
static const int refused[] = {
  SCMP_SYS (socket), SCMP_SYS (socketpair), SCMP_SYS (connect), SCMP_SYS (bind), SCMP_SYS (prctl), SCMP_SYS (ioctl),
  SCMP_SYS (mkdir), SCMP_SYS (unlink), SCMP_SYS (rename), SCMP_SYS (creat), SCMP_SYS (chmod), SCMP_SYS (prlimit64),
};

static gboolean
add_rules (scmp_filter_ctx filter)
{
  const int threads = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD;
  const int writing = O_ACCMODE | O_CREAT | O_TRUNC;
  gboolean ok = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    ok &= seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
  for (gsize i = 0; i < G_N_ELEMENTS (deadly); i++)
    ok &= seccomp_rule_add (filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0) == 0;
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    ok &= seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), refused[i], 0) == 0;
  ok &= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1, SCMP_A2_32 (SCMP_CMP_MASKED_EQ, writing, O_RDONLY)) == 0;
  ok &= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (open), 1, SCMP_A1_32 (SCMP_CMP_MASKED_EQ, writing, O_RDONLY)) == 0;
  /* Threads yes, processes no. The flags of clone3 lie in memory where a filter cannot look: glibc then takes clone. */
  ok &= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (clone), 1, SCMP_A0 (SCMP_CMP_MASKED_EQ, threads, threads)) == 0;
  /* Only itself: abort () wants it. */
  ok &= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1, SCMP_A0 (SCMP_CMP_EQ, (guint64) getpid ())) == 0;
  return ok;
}

/* What is not in the tables is answered ENOSYS, so that a call new in some library makes it fall back, not die. */
static gboolean
lock_calls (GError **error)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (ENOSYS));
  int failed;

  if (!filter || !add_rules (filter))
    {
      errno = EINVAL;
      return fail (error, "seccomp rules");
    }
  failed = seccomp_load (filter);
  seccomp_release (filter);
  errno = -failed;
  return failed == 0 || fail (error, "seccomp_load");
}

gboolean
rc_sandbox_lock (GError **error)
{
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return fail (error, "no_new_privs");
  return lock_files (error) && lock_calls (error);
}
