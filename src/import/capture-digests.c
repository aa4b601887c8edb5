/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of a disc are known by on other discs: the SHA-256 of each, and of all of them. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "import/capture-digests.h"
#include "record/problem.h"

/* Of one disc; an old drive needs half an hour for one that is full. */
#define MAX_TIME_US (G_GINT64_CONSTANT (7200) * G_USEC_PER_SEC)
#define MAX_INSIDE (G_GINT64_CONSTANT (256) << 20)
#define MAX_INSIDE_ALL (G_GINT64_CONSTANT (4) << 30)

/* How far it is. */
typedef struct
{
  gint64 done, total;
  gint64 inside; /* bytes that came out of archives */
  gboolean is_inside; /* the file under way */
  gint64 end;    /* monotonic */
  RcCaptureRead progress;
  gpointer user_data;
} Digesting;

static void
digested_cb (gsize n_bytes, gpointer user_data)
{
  Digesting *self = user_data;

  self->done += (gint64) n_bytes;
  self->inside += self->is_inside ? (gint64) n_bytes : 0;
  self->progress (self->done, self->total, self->user_data);
}

/* NULL on error. */
static char *
digest_file (RcDisc *disc, const RcDiscEntry *entry, Digesting *self, GCancellable *cancellable, GError **error)
{
  self->is_inside = entry->inside;
  return rc_disc_digest (disc, entry->path, entry->size, digested_cb, self, cancellable, error);
}

/* What lies packed may be anything when it is unpacked. */
static gboolean
is_too_much (const RcDiscEntry *entry, const Digesting *self)
{
  return entry->inside && (entry->size > MAX_INSIDE || self->inside > MAX_INSIDE_ALL);
}

gboolean
rc_capture_digest_files (RcDisc *disc, GPtrArray *entries, GPtrArray *problems, guint64 *unreadable, RcCaptureRead progress,
                         gpointer user_data, GCancellable *cancellable, GError **error)
{
  Digesting self = { .end = g_get_monotonic_time () + MAX_TIME_US, .progress = progress, .user_data = user_data };

  for (guint i = 0; i < entries->len; i++)
    self.total += ((RcDiscEntry *) g_ptr_array_index (entries, i))->size;
  for (guint i = 0; i < entries->len; i++)
    {
      RcDiscEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GError) local = NULL;

      if (entry->folder || entry->size == 0 || is_too_much (entry, &self))
        continue;
      if (g_get_monotonic_time () > self.end)
        {
          g_ptr_array_add (problems, rc_problem_new (entry->path, 0, NULL, _ ("this and further files were not read to the end: it took too long")));
          break;
        }
      entry->sha256 = digest_file (disc, entry, &self, cancellable, &local);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (entry->sha256 == NULL)
        {
          g_ptr_array_add (problems, rc_problem_new (entry->path, 0, NULL, local->message));
          ++*unreadable;
        }
    }
  return TRUE;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(RcDiscEntry *const *) a)->path, (*(RcDiscEntry *const *) b)->path);
}

char *
rc_capture_digest_tree (GPtrArray *entries)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (entries, NULL, NULL);
  gboolean any = FALSE;

  /* A copy that shares its items must not free them. */
  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_paths);
  for (guint i = 0; i < sorted->len; i++)
    {
      const RcDiscEntry *entry = g_ptr_array_index (sorted, i);
      g_autofree char *line = NULL;

      if (entry->folder || entry->inside)
        continue;
      if (entry->size > 0 && entry->sha256 == NULL)
        return NULL;
      any |= entry->size > 0;
      line = g_strdup_printf ("%s\n%" PRId64 "\n%s\n", entry->path, entry->size, entry->sha256 != NULL ? entry->sha256 : "");
      g_checksum_update (sum, (const guchar *) line, -1);
    }
  return any ? g_strdup (g_checksum_get_string (sum)) : NULL;
}
