/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in an archive. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/archive-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Damage that libarchive reports and steps over, again and again: this often, then the rest is left. */
#define MAX_FAULTS 1000
/* To tell how long a packed file is, it is unpacked so far. */
#define MAX_COUNTED (G_GINT64_CONSTANT (256) << 20)
#define MAX_COUNTED_US (2 * G_USEC_PER_SEC)

gboolean
rc_answer_append_entry (RcAnswer *answer, RcRendererEntry *entry, const char *path, const guint8 *head)
{
  gsize length = MIN (strlen (path), G_MAXUINT16);

  entry->path_length = (guint16) length;
  if (answer->reply.payload + sizeof *entry + length + entry->head_length > RC_RENDERER_MAX_ANSWER)
    return FALSE;
  rc_answer_append (answer, entry, sizeof *entry);
  rc_answer_append (answer, path, length);
  rc_answer_append (answer, head, entry->head_length);
  answer->reply.a++;
  return TRUE;
}

gboolean
rc_answer_append_problem (RcAnswer *answer, const char *path, const char *message)
{
  RcRendererEntry entry = { .kind = RC_RENDERER_ENTRY_PROBLEM };
  g_autofree char *text = path ? g_strdup_printf ("%s: %s", path, message) : g_strdup (message);

  return rc_answer_append_entry (answer, &entry, text, NULL);
}

/* Sizes of files by path, for the second names of them. */
static gint64
find_size (GHashTable *sizes, struct archive_entry *entry, const char *path)
{
  const char *target = archive_entry_hardlink (entry);
  const gint64 *known = target ? g_hash_table_lookup (sizes, target) : NULL;
  gint64 size = known ? *known : archive_entry_size_is_set (entry) ? archive_entry_size (entry) : 0;

  g_hash_table_insert (sizes, g_strdup (path), g_memdup2 (&size, sizeof size));
  return MAX (0, size);
}

/* How much there is from here on, as far as there is time to see. */
static gint64
count_rest (RcArchive *self, RcAnswer *answer)
{
  gint64 end = g_get_monotonic_time () + MAX_COUNTED_US, counted = 0;
  guint8 scratch[RC_ARCHIVE_BLOCK];
  gssize got;

  while ((got = rc_archive_read_data (self, scratch, sizeof scratch)) > 0)
    if ((counted += got) > MAX_COUNTED || g_get_monotonic_time () > end)
      {
        rc_answer_append_problem (answer, NULL, N_("it unpacks to more than was waited for: its size is not known"));
        break;
      }
  if (got < 0)
    rc_answer_append_problem (answer, NULL, rc_archive_explain (self));
  return counted;
}

static gboolean
list_lone_file (RcArchive *self, gboolean heads, RcAnswer *answer)
{
  g_autofree char *name = rc_archive_dup_lone_name (self->read, self->source, &self->place, self->name);
  RcRendererEntry entry = { .kind = RC_RENDERER_ENTRY_FILE };
  guint8 head[RC_RENDERER_HEAD];
  gssize got = archive_read_data (self->archive, head, sizeof head);

  entry.head_length = heads ? (guint16) MAX (0, got) : 0;
  entry.size = MAX (0, got) + count_rest (self, answer);
  return rc_answer_append_entry (answer, &entry, name, head);
}

static gboolean
list_entry (RcArchive *self, struct archive_entry *item, GHashTable *sizes, gboolean heads, RcAnswer *answer)
{
  const char *path = archive_entry_pathname (item);
  RcRendererEntry entry = { .kind = rc_archive_kind_of (item) };
  guint8 head[RC_RENDERER_HEAD];

  if (!path)
    return rc_answer_append_problem (answer, NULL, N_("an entry has no name"));
  if (strlen (path) >= sizeof ((RcRendererRequest *) NULL)->text)
    return rc_answer_append_problem (answer, NULL, N_("a path is too long"));
  entry.mtime = archive_entry_mtime_is_set (item) ? archive_entry_mtime (item) : 0;
  if (entry.kind == RC_RENDERER_ENTRY_FILE)
    {
      gssize got = 0;

      entry.size = find_size (sizes, item, path);
      if (heads && entry.size > 0 && !archive_entry_hardlink (item))
        got = archive_read_data (self->archive, head, sizeof head);
      if (got < 0 && !rc_answer_append_problem (answer, path, rc_archive_explain (self)))
        return FALSE;
      entry.head_length = (guint16) MAX (0, got);
    }
  return rc_answer_append_entry (answer, &entry, path, head);
}

/* FALSE when it went on no more. */
static gboolean
list_all (RcArchive *self, gint64 most, gboolean heads, RcAnswer *answer)
{
  g_autoptr (GHashTable) sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  struct archive_entry *item;
  guint n_faults = 0;
  int result;

  if (!rc_archive_open (self, answer))
    return TRUE;
  while ((result = archive_read_next_header (self->archive, &item)) != ARCHIVE_EOF)
    {
      if (result < ARCHIVE_WARN)
        rc_answer_append_problem (answer, NULL, rc_archive_explain (self));
      if (result == ARCHIVE_FATAL || (result < ARCHIVE_OK && ++n_faults > MAX_FAULTS))
        break;
      if (result < ARCHIVE_WARN)
        continue;
      if (answer->reply.a >= most || !(rc_archive_is_lone_file (self) ? list_lone_file (self, heads, answer) : list_entry (self, item, sizes, heads, answer)))
        {
          rc_answer_append_problem (answer, NULL, N_("there are too many files: the rest is left out"));
          break;
        }
    }
  if (answer->reply.a <= 1 && result == ARCHIVE_FATAL)
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", rc_archive_explain (self));
  rc_archive_close (self);
  return result != ARCHIVE_FATAL;
}

static void
list_arj (RcArchive *self, gint64 most, RcAnswer *answer)
{
  const char *said = NULL;

  for (guint i = 0; i < self->arj->len; i++)
    {
      const RcArjFile *file = self->arj->pdata[i];
      RcRendererEntry entry = { .kind = file->kind, .size = file->size, .mtime = file->mtime };

      if (answer->reply.a >= most || !rc_answer_append_entry (answer, &entry, file->path, NULL))
        {
          rc_answer_append_problem (answer, NULL, N_("there are too many files: the rest is left out"));
          return;
        }
      /* What one of them has, mostly all have. */
      if (file->why && file->why != said)
        rc_answer_append_problem (answer, NULL, said = file->why);
    }
  if (self->arj_problem)
    rc_answer_append_problem (answer, NULL, self->arj_problem);
}

static void
list_szdd (RcArchive *self, RcAnswer *answer)
{
  RcRendererEntry entry = { .kind = RC_RENDERER_ENTRY_FILE };
  g_autofree char *name = NULL;
  const char *obstacle;

  rc_archive_close (self);
  self->szdd = rc_szdd_new (self->read, self->source, &self->place);
  name = rc_szdd_dup_name (self->szdd, self->name);
  obstacle = rc_szdd_get_obstacle (self->szdd);
  entry.size = rc_szdd_get_size (self->szdd);
  if (obstacle)
    rc_answer_append_problem (answer, NULL, obstacle);
  else if (entry.size < 0)
    entry.size = count_rest (self, answer);
  entry.size = MAX (0, entry.size);
  rc_answer_append_entry (answer, &entry, name, NULL);
  rc_archive_close (self);
}

/* What can be read comes, and where it ends is said in a last entry. Names are there where the bytes behind them cannot be read. */
void
rc_archive_list (RcArchive *self, gint64 most, gboolean heads, RcAnswer *answer)
{
  if (!rc_archive_search (self, answer))
    return;
  if (self->arj)
    list_arj (self, most, answer);
  else if (self->place.kind == RC_ARCHIVE_SZDD)
    list_szdd (self, answer);
  else if (!list_all (self, most, heads, answer) && heads)
    {
      answer->reply = (RcRendererReply){ .serial = answer->reply.serial };
      list_all (self, most, FALSE, answer);
    }
}
