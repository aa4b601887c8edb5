/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a disc takes a look at all of its files. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/disc-facts.h"

#include "documents/hits.h"
#include "pages/disc-files.h"

#include <string.h>

#define HITS_OF_A_DOCUMENT 3
#define MAX_HITS 200
#define MAX_KEPT_PAGES 20000 /* of the documents whose text is kept for the next key */

void
rc_disc_facts_free (RcDiscFacts *self)
{
  g_clear_pointer (&self->disc, rc_disc_row_free);
  g_clear_pointer (&self->names, rc_file_names_unref);
  g_free (self);
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *disc = data;
  g_autoptr (RcDiscFacts) self = g_new0 (RcDiscFacts, 1);

  self->disc = rc_discs_get (db, *disc, error);
  self->names = self->disc != NULL ? rc_file_names_load (db, *disc, cancellable, error) : NULL;
  return self->names != NULL ? g_steal_pointer (&self) : NULL;
}

void
rc_disc_facts_load_async (RcCatalogue *catalogue, gint64 disc, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  rc_catalogue_read_async (catalogue, G_PRIORITY_LOW, load_in_thread, g_memdup2 (&disc, sizeof disc), g_free,
                           (GDestroyNotify) rc_disc_facts_free, cancellable, callback, user_data);
}

RcDiscFacts *
rc_disc_facts_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}

static gpointer
system_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return GUINT_TO_POINTER (rc_system_of_disc (db, *(const gint64 *) data, cancellable));
}

void
rc_disc_system_load_async (RcCatalogue *catalogue, gint64 disc, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  rc_catalogue_read_async (catalogue, G_PRIORITY_LOW, system_in_thread, g_memdup2 (&disc, sizeof disc), g_free, NULL, cancellable, callback,
                           user_data);
}

RcSystem
rc_disc_system_load_finish (RcCatalogue *catalogue, GAsyncResult *result)
{
  return (RcSystem) GPOINTER_TO_UINT (rc_catalogue_call_finish (catalogue, result, NULL));
}

/* --- texts --- */

struct _RcDiscTexts
{
  gatomicrefcount n_references;
  gint64 disc;
  GMutex mutex;      /* of all below: a search that was cancelled may still run beside the next one */
  GHashTable *kept;  /* (owned) id of the document → RcDocumentText */
  guint n_pages;
};

RcDiscTexts *
rc_disc_texts_new (gint64 disc)
{
  RcDiscTexts *self = g_new0 (RcDiscTexts, 1);

  g_atomic_ref_count_init (&self->n_references);
  self->disc = disc;
  g_mutex_init (&self->mutex);
  self->kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) rc_document_text_unref);
  return self;
}

RcDiscTexts *
rc_disc_texts_ref (RcDiscTexts *self)
{
  g_atomic_ref_count_inc (&self->n_references);
  return self;
}

void
rc_disc_texts_unref (RcDiscTexts *self)
{
  if (!g_atomic_ref_count_dec (&self->n_references))
    return;
  g_hash_table_unref (self->kept);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* NULL where there is none. */
static RcDocumentText *
get_text (RcDiscTexts *self, RcDatabase *db, gint64 document, GCancellable *cancellable)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  RcDocumentText *text = g_hash_table_lookup (self->kept, &document);

  if (text != NULL)
    return rc_document_text_ref (text);
  text = rc_document_text_load (db, document, cancellable, NULL);
  if (text == NULL || self->n_pages > MAX_KEPT_PAGES)
    return text;
  self->n_pages += rc_document_text_get_n_pages (text);
  g_hash_table_insert (self->kept, g_memdup2 (&document, sizeof document), rc_document_text_ref (text));
  return text;
}

typedef struct
{
  RcDiscTexts *texts; /* (owned) */
  char *text;         /* (owned) */
  char *folder;       /* (owned) */
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  rc_disc_texts_unref (wanted->texts);
  g_free (wanted->text);
  g_free (wanted->folder);
  g_free (wanted);
}

static gboolean
is_below (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  return length == 0 || (strncmp (path, folder, length) == 0 && path[length] == '/');
}

/* One line of each page: the first place on it. */
static void
add_hits (GPtrArray *hits, RcDatabase *db, gint64 disc, const RcDocument *document, RcDocumentText *text, GArray *places, const char *words)
{
  g_autoptr (RcHits) found = rc_hits_new (text);
  int last = 0;

  rc_hits_add (found, places);
  for (guint i = 0; i < rc_hits_get_n (found); i++)
    {
      int page = (int) rc_hits_get_page (found, i) + 1;
      RcFileRow *row = page != last ? rc_discs_find_file (db, disc, document->path, NULL) : NULL;
      guint start, end;
      g_autofree char *snippet = row != NULL ? rc_hits_dup_snippet (found, i, &start, &end) : NULL;

      if (row != NULL)
        g_ptr_array_add (hits, rc_file_item_new_hit (row, page, rc_document_text_get_page (text, (guint) page - 1)->label, snippet, words));
      last = page;
    }
}

static gpointer
find_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) documents = rc_documents_list (db, wanted->texts->disc, error);

  if (documents == NULL)
    return NULL;
  for (guint i = 0; i < documents->len && hits->len < MAX_HITS; i++)
    {
      const RcDocument *document = g_ptr_array_index (documents, i);
      g_autoptr (RcDocumentText) text = NULL;
      g_autoptr (GArray) places = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (document->path == NULL || !is_below (document->path, wanted->folder))
        continue;
      text = get_text (wanted->texts, db, document->id, cancellable);
      places = text != NULL ? rc_document_text_find (text, wanted->text, 0, HITS_OF_A_DOCUMENT, NULL) : NULL;
      if (places != NULL && places->len > 0)
        add_hits (hits, db, wanted->texts->disc, document, text, places, wanted->text);
    }
  return g_steal_pointer (&hits);
}

void
rc_disc_texts_find_async (RcDiscTexts *self, RcCatalogue *catalogue, const char *text, const char *folder, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->texts = rc_disc_texts_ref (self);
  wanted->text = g_strdup (text);
  wanted->folder = g_strdup (folder);
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, find_in_thread, wanted, (GDestroyNotify) wanted_free,
                           (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
rc_disc_texts_find_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}
