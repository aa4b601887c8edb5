/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a disc that is captured again is as it was. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include "catalogue/discs.h"
#include "catalogue/documents.h"
#include "disc/tree.h"
#include "import/capture-again.h"

/* path to RcDiscEntry, of those whose content is that of the file of the same path. */
static GHashTable *
map_same (RcDatabase *db, gint64 disc, GPtrArray *entries, GError **error)
{
  g_autoptr (GPtrArray) rows = rc_discs_list_all (db, disc, error);
  g_autoptr (GHashTable) same = g_hash_table_new (g_str_hash, g_str_equal);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      RcDiscEntry *entry = g_ptr_array_index (entries, i);

      if (!entry->folder && entry->sha256 != NULL)
        g_hash_table_insert (same, entry->path, entry);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const RcFileRow *row = g_ptr_array_index (rows, i);
      const RcDiscEntry *entry = g_hash_table_lookup (same, row->path);

      if (entry != NULL && (g_strcmp0 (entry->sha256, row->sha256) != 0 || g_strcmp0 (entry->type, row->media_type) != 0))
        g_hash_table_remove (same, row->path);
    }
  return g_steal_pointer (&same);
}

GHashTable *
rc_capture_find_known (RcDatabase *db, gint64 disc, GPtrArray *entries, GError **error)
{
  g_autoptr (GHashTable) same = map_same (db, disc, entries, error);
  g_autoptr (GPtrArray) documents = same != NULL ? rc_documents_list (db, disc, error) : NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  if (documents == NULL)
    return NULL;
  for (guint i = 0; i < documents->len; i++)
    {
      const RcDocument *document = g_ptr_array_index (documents, i);
      const RcDiscEntry *entry = document->disc == disc && document->path != NULL ? g_hash_table_lookup (same, document->path) : NULL;
      g_autoptr (RcTextReading) reading = entry != NULL ? rc_text_reading_get (db, document->id, error) : NULL;

      if (entry != NULL && reading == NULL)
        return NULL;
      if (reading != NULL && reading->complete)
        g_hash_table_add (known, entry->path);
    }
  return g_steal_pointer (&known);
}
