/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of documents. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalogue/covers.h"
#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/documents.h"
#include "catalogue/page-texts.h"
#include "catalogue/record-store.h"

#define COLUMNS                                                                                                        \
  "id, record, name, title, media_type, sha256, disc, path, size_bytes, pages, sha256 IS NOT NULL OR "                 \
  "EXISTS (SELECT 1 FROM disc WHERE disc.record = document.disc AND disc.sha256 IS NOT NULL)"

void
rc_document_free (RcDocument *self)
{
  g_free (self->name);
  g_free (self->title);
  g_free (self->media_type);
  g_free (self->sha256);
  g_free (self->path);
  g_free (self);
}

static RcDocument *
make_document (RcStatement *select)
{
  RcDocument *self = g_new0 (RcDocument, 1);

  self->id = rc_statement_get_int (select, 0);
  self->record = rc_statement_get_int (select, 1);
  self->name = rc_statement_dup_text (select, 2);
  self->title = rc_statement_dup_text (select, 3);
  self->media_type = rc_statement_dup_text (select, 4);
  self->sha256 = rc_statement_dup_text (select, 5);
  self->disc = rc_statement_get_int (select, 6);
  self->path = rc_statement_dup_text (select, 7);
  self->size_bytes = rc_statement_get_int (select, 8);
  self->pages = (int) rc_statement_get_int (select, 9);
  self->held = rc_statement_get_int (select, 10) != 0;
  return self;
}

/* The revision of the record, with the page texts that are about to be replaced. */
static gboolean
add_revision (RcDatabase *db, gint64 batch, const RcDocument *document, gboolean new_texts, GError **error)
{
  g_autoptr (GBytes) texts = NULL;
  g_autoptr (RcStatement) update = NULL;

  if (!rc_revision_add_change (db, batch, document->record, RC_REVISION_CHANGED, error))
    return FALSE;
  if (document->id == 0 || !new_texts)
    return TRUE;
  texts = rc_page_texts_take (db, document->id, error);
  if (texts == NULL)
    return FALSE;
  /* Only the first of a batch: it knows what was before. */
  update = rc_statement_new (db,
                             "UPDATE revision SET texts = ? WHERE texts IS NULL AND before IS NOT NULL AND id = "
                             "(SELECT max (id) FROM revision WHERE record = ? AND batch = ?)",
                             error);
  if (update == NULL)
    return FALSE;
  rc_statement_bind_bytes (update, 1, texts);
  rc_statement_bind_int (update, 2, document->record);
  rc_statement_bind_int (update, 3, batch);
  return rc_statement_run (update, error);
}

static gint64
store (RcDatabase *db, const RcDocument *document, GBytes *digest, GError **error)
{
  g_autoptr (RcStatement) statement = NULL;

  if (document->id == 0)
    statement = rc_statement_new (db,
                                  "INSERT INTO document (record, name, title, media_type, sha256, disc, path, size_bytes, "
                                  "pages, text_digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                                  error);
  else
    statement = rc_statement_new (db,
                                  "UPDATE document SET record = ?1, name = ?2, title = ?3, media_type = ?4, sha256 = ?5, "
                                  "disc = ?6, path = ?7, size_bytes = ?8, pages = ?9, "
                                  "text_digest = coalesce (?10, text_digest) WHERE id = ?11",
                                  error);
  if (statement == NULL)
    return 0;
  rc_statement_bind_int (statement, 1, document->record);
  rc_statement_bind_text (statement, 2, document->name);
  rc_statement_bind_text (statement, 3, document->title);
  rc_statement_bind_text (statement, 4, document->media_type);
  rc_statement_bind_text (statement, 5, document->sha256);
  rc_statement_bind_id (statement, 6, document->disc);
  rc_statement_bind_text (statement, 7, document->path);
  rc_statement_bind_int (statement, 8, document->size_bytes);
  rc_statement_bind_int (statement, 9, document->pages);
  rc_statement_bind_bytes (statement, 10, digest);
  if (document->id != 0)
    rc_statement_bind_int (statement, 11, document->id);
  if (!rc_statement_run (statement, error))
    return 0;
  return document->id != 0 ? document->id : sqlite3_last_insert_rowid (rc_database_get_handle (db));
}

/* All but the index. */
static gint64
put_row (RcDatabase *db, gint64 batch, const RcDocument *document, const RcTextReading *reading, GError **error)
{
  g_autoptr (GBytes) digest = reading != NULL ? rc_page_texts_digest (reading->pages) : NULL;
  gint64 id;

  g_return_val_if_fail ((document->sha256 != NULL) != (document->disc != 0 && document->path != NULL), 0);

  if (!add_revision (db, batch, document, reading != NULL, error))
    return 0;
  if (document->id != 0 && !rc_covers_forget (db, document->id, document->sha256, document->disc, document->path, error))
    return 0;
  id = store (db, document, digest, error);
  return id != 0 && (reading == NULL || rc_text_reading_put (db, id, 0, reading, error)) ? id : 0;
}

gint64
rc_documents_put (RcDatabase *db, gint64 batch, const RcDocument *document, const RcTextReading *reading, GError **error)
{
  gint64 id;

  g_return_val_if_fail (db != NULL && batch > 0, 0);

  id = put_row (db, batch, document, reading, error);
  return id != 0 && rc_derive_index_stored (db, document->record, error) ? id : 0;
}

gboolean
rc_documents_put_all (RcDatabase *db, gint64 batch, GPtrArray *documents, GPtrArray *readings, GError **error)
{
  g_return_val_if_fail (db != NULL && batch > 0 && documents->len == readings->len, FALSE);

  for (guint i = 0; i < documents->len; i++)
    if (put_row (db, batch, g_ptr_array_index (documents, i), g_ptr_array_index (readings, i), error) == 0)
      return FALSE;
  if (documents->len == 0)
    return TRUE;
  return rc_derive_index_stored (db, ((RcDocument *) g_ptr_array_index (documents, 0))->record, error);
}

RcDocument *
rc_documents_get (RcDatabase *db, gint64 id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db,
                             "SELECT " COLUMNS " FROM document WHERE id = ? AND "
                             "EXISTS (SELECT 1 FROM record WHERE record.id = document.record AND state <> 9)",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, id);
  if (rc_statement_step (select, &local_error))
    return make_document (select);
  if (local_error == NULL)
    g_set_error (&local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("There is no document %" PRId64), id);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

GPtrArray *
rc_documents_list (RcDatabase *db, gint64 record, GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_document_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db, "SELECT " COLUMNS " FROM document WHERE record = ? ORDER BY id", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, record);
  while (rc_statement_step (select, &local_error))
    g_ptr_array_add (documents, make_document (select));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&documents);
}

gint64
rc_documents_find_file (RcDatabase *db, gint64 disc, const char *path)
{
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && path != NULL, 0);

  select = rc_statement_new (db, "SELECT id FROM document WHERE record = ?1 AND disc = ?1 AND path = ?2 LIMIT 1", NULL);
  if (select == NULL)
    return 0;
  rc_statement_bind_int (select, 1, disc);
  rc_statement_bind_text (select, 2, path);
  return rc_statement_step (select, NULL) ? rc_statement_get_int (select, 0) : 0;
}

char *
rc_documents_get_page_text (RcDatabase *db, gint64 id, int page, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db, "SELECT text, packed FROM page_text WHERE document = ? AND page = ?", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, id);
  rc_statement_bind_int (select, 2, page);
  if (rc_statement_step (select, &local_error))
    return rc_page_texts_dup (select, 0, error);
  if (local_error == NULL)
    g_set_error (&local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND,
                 _ ("Document %" PRId64 " has no text of page %d"), id, page);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

GHashTable *
rc_documents_get_wanted_files (RcDatabase *db, GError **error)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  /* Those of removed records, too: undo brings them back. */
  select = rc_statement_new (db,
                             "SELECT sha256 FROM document WHERE sha256 IS NOT NULL "
                             "UNION SELECT sha256 FROM disc WHERE sha256 IS NOT NULL",
                             error);
  if (select == NULL)
    return NULL;
  while (rc_statement_step (select, &local_error))
    g_hash_table_add (wanted, rc_statement_dup_text (select, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&wanted);
}
