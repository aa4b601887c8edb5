/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One handler for the whole process, as a signal has only one. It touches nothing but the table of maps, whose places are
 * taken and left one by one, and hands on whatever is not in one of them. */
#define G_LOG_DOMAIN "rc-search"

#include "search/guard.h"

#include <signal.h>
#include <sys/mman.h>

/* Connections of a process, two files each while one follows the other. */
#define MAX_MAPS 128

typedef struct
{
  guintptr begin; /* atomic; 0: free, 1: taken */
  gsize n_bytes;
  gint *broken; /* (unowned) atomic */
} Map;

static Map maps[MAX_MAPS];
static struct sigaction before;

static void
hand_on (int number, siginfo_t *info, void *context)
{
  if ((before.sa_flags & SA_SIGINFO) != 0)
    before.sa_sigaction (number, info, context);
  else if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN)
    before.sa_handler (number);
  else
    /* It comes again as soon as we return, and does then what it does to others. */
    signal (number, SIG_DFL);
}

static void
read_failed_cb (int number, siginfo_t *info, void *context)
{
  guintptr at = (guintptr) info->si_addr;

  for (guint i = 0; i < MAX_MAPS; i++)
    {
      guintptr begin = __atomic_load_n (&maps[i].begin, __ATOMIC_ACQUIRE);

      if (begin <= 1 || at < begin || at - begin >= maps[i].n_bytes)
        continue;
      if (mmap ((void *) begin, maps[i].n_bytes, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
        break;
      __atomic_store_n (maps[i].broken, TRUE, __ATOMIC_RELEASE);
      return;
    }
  hand_on (number, info, context);
}

static void
set_handler (void)
{
  static gsize once;
  struct sigaction action = { .sa_flags = SA_SIGINFO | SA_NODEFER };

  if (!g_once_init_enter (&once))
    return;
  action.sa_sigaction = read_failed_cb;
  sigemptyset (&action.sa_mask);
  sigaction (SIGBUS, &action, &before);
  g_once_init_leave (&once, 1);
}

gboolean
rc_guard_watch (void *map, gsize n_bytes, gint *broken)
{
  set_handler ();
  for (guint i = 0; i < MAX_MAPS; i++)
    {
      guintptr none = 0;

      if (!__atomic_compare_exchange_n (&maps[i].begin, &none, 1, FALSE, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
        continue;
      maps[i].n_bytes = n_bytes;
      maps[i].broken = broken;
      __atomic_store_n (&maps[i].begin, (guintptr) map, __ATOMIC_RELEASE);
      return TRUE;
    }
  return FALSE;
}

void
rc_guard_unmap (void *map, gsize n_bytes)
{
  for (guint i = 0; i < MAX_MAPS; i++)
    if (__atomic_load_n (&maps[i].begin, __ATOMIC_ACQUIRE) == (guintptr) map)
      {
        __atomic_store_n (&maps[i].begin, 0, __ATOMIC_RELEASE);
        break;
      }
  munmap (map, n_bytes);
}
