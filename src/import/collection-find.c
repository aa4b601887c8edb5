/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which libraries are on a disc. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include <string.h>

#include "catalogue/disc-list.h"
#include "exchange/greenstone.h"
#include "import/collection.h"
#include "import/open-disc.h"

#define MAX_COLLECTIONS 1000
#define MAX_DOCUMENTS 100000 /* of Greenstone, each with a doc.xml */
#define HEAD_BYTES 4096
#define MAX_BYTES (16u << 20) /* of a metadata.xml */

void
rc_collection_free (RcCollection *self)
{
  g_free (self->path);
  g_free (self);
}

static gboolean
has_word (GBytes *head, const char *word)
{
  return head != NULL && g_strstr_len (g_bytes_get_data (head, NULL), (gssize) g_bytes_get_size (head), word) != NULL;
}

static void
add_collection (GPtrArray *collections, char *path, gboolean isis, guint n_records)
{
  RcCollection *collection = g_new0 (RcCollection, 1);

  *collection = (RcCollection){ path, isis, n_records };
  g_ptr_array_add (collections, collection);
}

/* Others have a metadata.xml, too. */
static void
add_greenstone (GPtrArray *collections, RcDatabase *db, RcDisc *disc, gint64 id, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) rows = rc_disc_list_named (db, id, "metadata.xml", MAX_COLLECTIONS, NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RcFileRow *row = g_ptr_array_index (rows, i);
      g_autoptr (GBytes) head = rc_disc_read (disc, row->path, 0, HEAD_BYTES, cancellable, NULL);
      g_autoptr (GBytes) bytes = has_word (head, "<DirectoryMetadata") ? rc_disc_read (disc, row->path, 0, MAX_BYTES, cancellable, NULL) : NULL;
      g_autoptr (GPtrArray) sets = bytes != NULL ? rc_greenstone_parse (bytes, NULL) : NULL;

      /* One that cannot be read says so when it is asked for. */
      if (bytes != NULL)
        add_collection (collections, g_strdup (row->path), FALSE, sets != NULL ? sets->len : 0);
    }
}

/* The folder that has all documents of a library: "archives", wherever it lies; else the document itself. */
static char *
dup_archives (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  const char *found = g_str_has_prefix (lower, "archives/") ? lower : strstr (lower, "/archives/");

  return found != NULL ? g_strndup (path, (gsize) (found - lower) + strlen (found == lower ? "archives" : "/archives")) : g_strdup (path);
}

/* Whether a metadata.xml of the same library is among the collections: people wrote that, and both say the same. */
static gboolean
is_known (GPtrArray *collections, const char *archives)
{
  const char *slash = strrchr (archives, '/');
  gsize length = slash != NULL ? (gsize) (slash - archives) + 1 : 0;

  for (guint i = 0; i < collections->len; i++)
    if (strncmp (((RcCollection *) g_ptr_array_index (collections, i))->path, archives, length) == 0)
      return TRUE;
  return FALSE;
}

static void
add_archives (GPtrArray *collections, RcDatabase *db, RcDisc *disc, gint64 id, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) rows = rc_disc_list_named (db, id, "doc.xml", MAX_DOCUMENTS, NULL);
  g_autofree char *last = NULL;
  RcCollection *collection = NULL;
  guint n_known = collections->len;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RcFileRow *row = g_ptr_array_index (rows, i);
      char *archives = dup_archives (row->path);
      g_autoptr (GBytes) head = NULL;

      if (g_strcmp0 (archives, last) == 0)
        {
          if (collection != NULL)
            collection->n_records++;
          g_free (archives);
          continue;
        }
      g_free (last);
      last = archives;
      collection = NULL;
      head = rc_disc_read (disc, row->path, 0, HEAD_BYTES, cancellable, NULL);
      if (collections->len == MAX_COLLECTIONS || (!has_word (head, "<Archive") && !has_word (head, "<GreenstoneArchive")) ||
          (n_known > 0 && is_known (collections, archives)))
        continue;
      add_collection (collections, g_strdup (archives), FALSE, 1);
      collection = g_ptr_array_index (collections, collections->len - 1);
    }
}

/* Nobody else has a .mst of whole blocks. The first one says which number the next record would have. */
static void
add_isis (GPtrArray *collections, RcDatabase *db, RcDisc *disc, gint64 id, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) rows = rc_disc_list_named (db, id, "%.mst", MAX_COLLECTIONS, NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RcFileRow *row = g_ptr_array_index (rows, i);
      g_autoptr (GBytes) head = row->size_bytes > 0 && row->size_bytes % 512 == 0 ? rc_disc_read (disc, row->path, 0, 8, cancellable, NULL) : NULL;
      guint32 next = 0;

      if (head == NULL || g_bytes_get_size (head) != 8)
        continue;
      memcpy (&next, (const guint8 *) g_bytes_get_data (head, NULL) + 4, sizeof next);
      next = GUINT32_FROM_LE (next);
      add_collection (collections, g_strdup (row->path), TRUE, next > 0 && next < row->size_bytes ? next - 1 : 0);
    }
}

GPtrArray *
rc_collections_list (RcDatabase *db, gint64 id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) collections = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_collection_free);
  g_autoptr (RcDisc) disc = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  disc = rc_disc_open_kept (db, id, cancellable, error);
  if (disc == NULL)
    return NULL;
  add_greenstone (collections, db, disc, id, cancellable);
  add_archives (collections, db, disc, id, cancellable);
  add_isis (collections, db, disc, id, cancellable);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&collections);
}
