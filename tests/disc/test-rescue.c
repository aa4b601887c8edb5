/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drive that does not read everything, and a program that is killed while it reads: at the end the same bytes and the same gaps. */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "disc/rescue.h"
#include "fixture.h"

#define FEWEST_READS 100 /* of a disc, by the largest pieces it is read in */
#define SIZE ((40 << 20) + 1000 * RC_RESCUE_SECTOR)

/* Sectors 100 to 102 and 7000 never read; 500 does at the third time; the one that kills is counted. */
typedef struct
{
  guint8 *bytes;
  guint n_failed;
  gint kill_at; /* -1: never */
  gint n_reads;
} Drive;

static gboolean
covers (gint64 offset, gsize size, gint64 sector)
{
  return offset < (sector + 1) * RC_RESCUE_SECTOR && offset + (gint64) size > sector * RC_RESCUE_SECTOR;
}

static gssize
read_cb (gpointer data, void *buffer, gsize size, gint64 offset)
{
  Drive *drive = data;

  if (drive->n_reads++ == drive->kill_at)
    raise (SIGKILL);
  if (covers (offset, size, 100) || covers (offset, size, 101) || covers (offset, size, 102) || covers (offset, size, 7000) ||
      (covers (offset, size, 500) && drive->n_failed++ < 2))
    {
      errno = EIO;
      return -1;
    }
  memcpy (buffer, drive->bytes + offset, size);
  return (gssize) size;
}

static guint8 *
make_bytes (void)
{
  guint8 *bytes = g_malloc (SIZE);

  for (gsize i = 0; i < SIZE; i++)
    bytes[i] = (guint8) (i * 2654435761u >> 13);
  return bytes;
}

static void
check_result (const Drive *drive, const char *path, const GArray *bad, const RcRescueState *state)
{
  g_autofree char *copy = NULL;
  g_autofree guint8 *wanted = g_memdup2 (drive->bytes, SIZE);
  gsize size;

  memset (wanted + 100 * RC_RESCUE_SECTOR, 0, 3 * RC_RESCUE_SECTOR);
  memset (wanted + 7000 * RC_RESCUE_SECTOR, 0, RC_RESCUE_SECTOR);
  g_assert_true (g_file_get_contents (path, &copy, &size, NULL));
  g_assert_cmpuint (size, ==, SIZE);
  g_assert_true (memcmp (copy, wanted, SIZE) == 0);
  g_assert_cmpuint (bad->len, ==, 2);
  g_assert_cmpint (g_array_index (bad, RcRescueGap, 0).offset, ==, 100 * RC_RESCUE_SECTOR);
  g_assert_cmpint (g_array_index (bad, RcRescueGap, 0).length, ==, 3 * RC_RESCUE_SECTOR);
  g_assert_cmpint (g_array_index (bad, RcRescueGap, 1).offset, ==, 7000 * RC_RESCUE_SECTOR);
  g_assert_cmpint (state->done, ==, SIZE);
  g_assert_cmpint (state->bad, ==, 4 * RC_RESCUE_SECTOR);
}

static gboolean
copy (Drive *drive, const char *path, RcRescueState *state, GArray *bad, GCancellable *cancellable, GError **error)
{
  const RcRescueFrom from = { read_cb, drive, SIZE };

  return rc_rescue_copy (&from, path, state, bad, NULL, NULL, cancellable, error);
}

static void
test_bad_sectors (void)
{
  g_autofree guint8 *bytes = make_bytes ();
  Drive drive = { .bytes = bytes, .kill_at = -1 };
  char *path = fixture_make_file ("copy", "", 0);
  g_autoptr (GArray) bad = g_array_new (FALSE, FALSE, sizeof (RcRescueGap));
  g_autoptr (GError) error = NULL;
  RcRescueState state;

  g_assert_true (copy (&drive, path, &state, bad, NULL, &error));
  g_assert_no_error (error);
  check_result (&drive, path, bad, &state);
  fixture_remove (path);
}

/* Killed again and again, after so many reads of the drive each time; RC_N moments. */
static void
test_killed (void)
{
  g_autofree guint8 *bytes = make_bytes ();
  const char *n = g_getenv ("RC_N");
  int n_moments = n ? atoi (n) : 5, n_killed = 0;

  for (int moment = 0; moment < n_moments; moment++)
    {
      char *path = fixture_make_file ("copy", "", 0);
      g_autoptr (GArray) bad = g_array_new (FALSE, FALSE, sizeof (RcRescueGap));
      Drive drive = { .bytes = bytes, .kill_at = -1 };
      g_autoptr (GError) error = NULL;
      RcRescueState state;

      for (int round = 0; round < 3; round++)
        {
          /* Drawn here, where each is another one. The first is killed before it can be done. */
          const int kill_at = g_random_int_range (1, round == 0 ? FEWEST_READS : 600);
          pid_t pid = fork ();
          int status;

          if (pid == 0)
            {
              drive.kill_at = kill_at;
              _exit (copy (&drive, path, &state, bad, NULL, NULL) ? 0 : 1);
            }
          g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
          n_killed += WIFSIGNALED (status);
        }
      g_assert_true (copy (&drive, path, &state, bad, NULL, &error));
      g_assert_no_error (error);
      check_result (&drive, path, bad, &state);
      fixture_remove (path);
    }
  g_assert_cmpint (n_killed, >=, n_moments);
}

/* What was read before a stop is not asked for again; another disc begins anew. */
static void
test_cancelled (void)
{
  g_autofree guint8 *bytes = make_bytes ();
  Drive drive = { .bytes = bytes, .kill_at = -1 };
  char *path = fixture_make_file ("copy", "", 0);
  g_autofree char *map = g_strconcat (path, ".map", NULL);
  g_autoptr (GArray) bad = g_array_new (FALSE, FALSE, sizeof (RcRescueGap));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RcRescueState state;
  int before;

  g_assert_true (copy (&drive, path, &state, bad, NULL, &error));
  before = drive.n_reads;
  g_array_set_size (bad, 0);
  drive.n_reads = 0;
  g_assert_true (copy (&drive, path, &state, bad, NULL, &error));
  g_assert_cmpint (drive.n_reads, ==, 0);
  g_assert_cmpint (before, >, 300);
  check_result (&drive, path, bad, &state);
  g_assert_true (g_file_set_contents (map, "5\n0 5 +\n", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (copy (&drive, path, &state, bad, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (drive.n_reads, ==, 1);
  fixture_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disc/rescue/bad-sectors", test_bad_sectors);
  g_test_add_func ("/disc/rescue/killed", test_killed);
  g_test_add_func ("/disc/rescue/cancelled", test_cancelled);
  return g_test_run ();
}
