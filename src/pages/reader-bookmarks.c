/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that somebody marked while reading: kept until Start over, and stored nowhere. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-bookmarks.h"

#include "pages/reader-entry.h"

#define KEY "rc-reader-bookmarks"

GListModel *
rc_reader_bookmarks_get (GObject *session, gint64 document)
{
  GHashTable *all = g_object_get_data (session, KEY);
  GListStore *bookmarks;

  if (all == NULL)
    {
      all = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
      g_object_set_data_full (session, KEY, all, (GDestroyNotify) g_hash_table_unref);
    }
  bookmarks = g_hash_table_lookup (all, &document);
  if (bookmarks == NULL)
    {
      bookmarks = g_list_store_new (RC_TYPE_READER_ENTRY);
      g_hash_table_insert (all, g_memdup2 (&document, sizeof document), bookmarks);
    }
  return G_LIST_MODEL (bookmarks);
}

/* Where the page is among them, or belongs. */
static gboolean
find (GListModel *bookmarks, guint page, guint *position)
{
  guint n = g_list_model_get_n_items (bookmarks);

  for (*position = 0; *position < n; (*position)++)
    {
      g_autoptr (RcReaderEntry) entry = g_list_model_get_item (bookmarks, *position);

      if (rc_reader_entry_get_page (entry) >= (int) page)
        return rc_reader_entry_get_page (entry) == (int) page;
    }
  return FALSE;
}

gboolean
rc_reader_bookmarks_has (GListModel *bookmarks, guint page)
{
  guint position;

  return find (bookmarks, page, &position);
}

void
rc_reader_bookmarks_toggle (GListModel *bookmarks, guint page, const char *text)
{
  g_autoptr (RcReaderEntry) entry = NULL;
  guint position;

  if (find (bookmarks, page, &position))
    {
      g_list_store_remove (G_LIST_STORE (bookmarks), position);
      return;
    }
  entry = rc_reader_entry_new ((int) page, text, 0, 0);
  g_list_store_insert (G_LIST_STORE (bookmarks), position, entry);
}

void
rc_reader_bookmarks_forget (GObject *session)
{
  g_object_set_data (session, KEY, NULL);
}
