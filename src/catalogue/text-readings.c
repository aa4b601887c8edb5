/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far documents have been read. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalogue/covers.h"
#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/page-texts.h"
#include "record/readable.h"

RcPageText *
rc_page_text_new (const char *text, GBytes *boxes)
{
  RcPageText *self = g_new0 (RcPageText, 1);

  self->text = g_strdup (text);
  self->boxes = boxes != NULL ? g_bytes_ref (boxes) : NULL;
  return self;
}

void
rc_page_text_free (RcPageText *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->label);
  g_clear_pointer (&self->boxes, g_bytes_unref);
  g_free (self);
}

RcTextReading *
rc_text_reading_new (void)
{
  RcTextReading *self = g_new0 (RcTextReading, 1);

  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_page_text_free);
  return self;
}

void
rc_text_reading_free (RcTextReading *self)
{
  g_ptr_array_unref (self->pages);
  g_free (self->language);
  g_free (self->outline);
  g_free (self->problems);
  g_free (self);
}

gboolean
rc_text_reading_is_pictures (const RcTextReading *self)
{
  return self->complete && self->done > 0 && self->with_text == 0;
}

const char *
rc_text_reading_to_string (const RcTextReading *self)
{
  if (rc_text_reading_is_pictures (self))
    return "pictures";
  if (self->complete && self->done > 0)
    return self->recognised ? "recognised" : "read";
  return self->done > 0 ? "partly" : "unread";
}

RcTextReading *
rc_text_reading_get (RcDatabase *db, gint64 document, GError **error)
{
  g_autoptr (RcTextReading) self = rc_text_reading_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db,
                             "SELECT done, complete, recognised, with_text, language, outline, problems FROM text_reading "
                             "WHERE document = ? AND version = ?",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, document);
  rc_statement_bind_int (select, 2, RC_TEXT_READING_VERSION);
  if (rc_statement_step (select, &local_error))
    {
      self->done = (int) rc_statement_get_int (select, 0);
      self->complete = rc_statement_get_int (select, 1) != 0;
      self->recognised = rc_statement_get_int (select, 2) != 0;
      self->with_text = (int) rc_statement_get_int (select, 3);
      self->language = rc_statement_dup_text (select, 4);
      self->outline = rc_statement_dup_text (select, 5);
      self->problems = rc_statement_dup_text (select, 6);
    }
  if (local_error == NULL)
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Pages that say something, in all that is kept. */
static gboolean
count_with_text (RcDatabase *db, gint64 document, gint64 *count, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db, "SELECT count (*) FROM page_text WHERE document = ? AND (packed IS NOT NULL OR trim (text, ' ' || char (10)) <> '')",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, document);
  if (!rc_statement_step (select, error))
    return FALSE;
  *count = rc_statement_get_int (select, 0);
  return TRUE;
}

static gboolean
put_row (RcDatabase *db, gint64 document, const RcTextReading *self, GError **error)
{
  g_autoptr (RcStatement) insert = NULL;
  gint64 with_text;

  if (!count_with_text (db, document, &with_text, error))
    return FALSE;
  insert = rc_statement_new (db,
                             "INSERT OR REPLACE INTO text_reading (document, version, done, complete, recognised, with_text, language, "
                             "outline, problems) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             error);
  if (insert == NULL)
    return FALSE;
  rc_statement_bind_int (insert, 1, document);
  rc_statement_bind_int (insert, 2, RC_TEXT_READING_VERSION);
  rc_statement_bind_int (insert, 3, self->done);
  rc_statement_bind_int (insert, 4, self->complete);
  rc_statement_bind_int (insert, 5, self->recognised);
  rc_statement_bind_int (insert, 6, with_text);
  rc_statement_bind_text (insert, 7, self->language);
  rc_statement_bind_text (insert, 8, self->outline);
  rc_statement_bind_text (insert, 9, self->problems);
  return rc_statement_run (insert, error);
}

static gboolean
index_record (RcDatabase *db, gint64 document, GError **error)
{
  g_autoptr (RcStatement) select = rc_statement_new (db, "SELECT record FROM document WHERE id = ?", error);

  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, document);
  return rc_statement_step (select, error) && rc_derive_index_stored (db, rc_statement_get_int (select, 0), error);
}

gboolean
rc_text_reading_put (RcDatabase *db, gint64 document, int first, const RcTextReading *self, GError **error)
{
  g_return_val_if_fail (db != NULL && document > 0 && first >= 0, FALSE);

  return rc_page_texts_store (db, document, first, self->pages, error) && put_row (db, document, self, error);
}

gboolean
rc_text_reading_put_last (RcDatabase *db, gint64 document, int first, const RcTextReading *self, GError **error)
{
  return rc_text_reading_put (db, document, first, self, error) && index_record (db, document, error);
}

gboolean
rc_text_readings_complete (RcDatabase *db, gint64 record, const gint64 *documents, gsize n, GError **error)
{
  g_autoptr (RcStatement) update = rc_statement_new (db, "UPDATE text_reading SET complete = 1 WHERE document = ?", error);

  g_return_val_if_fail (db != NULL && record > 0, FALSE);

  for (gsize i = 0; i < n; i++)
    {
      if (update == NULL)
        return FALSE;
      rc_statement_bind_int (update, 1, documents[i]);
      if (!rc_statement_run (update, error))
        return FALSE;
    }
  return rc_derive_index_stored (db, record, error);
}

GArray *
rc_text_readings_find_pending (RcDatabase *db, gboolean again, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *texts = g_strjoinv ("\",\"", (char **) rc_readable_get_texts ());
  g_autofree char *list = g_strdup_printf ("[\"%s\"]", texts);
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  /* What was recognised is not read again: it cost hours. */
  select = rc_statement_new (db,
                             "SELECT d.id FROM document d JOIN record r ON r.id = d.record LEFT JOIN text_reading g ON g.document = d.id "
                             "LEFT JOIN cover c ON c.document = d.id AND c.version = ?3 "
                             "WHERE (d.media_type = 'application/pdf' OR d.media_type LIKE 'text/%' OR d.media_type IN "
                             "(SELECT value FROM json_each (?4))) AND r.state <> 9 AND (d.sha256 IS NOT NULL OR EXISTS "
                             "(SELECT 1 FROM disc WHERE disc.record = d.disc AND disc.sha256 IS NOT NULL)) AND "
                             "((c.document IS NULL AND NOT ?1 AND (d.disc IS NULL OR d.media_type = 'application/pdf')) OR g.document IS NULL OR "
                             "(g.recognised = 0 AND (?1 OR g.complete = 0 OR g.version <> ?2))) ORDER BY d.record, d.id",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, again);
  rc_statement_bind_int (select, 2, RC_TEXT_READING_VERSION);
  rc_statement_bind_int (select, 3, RC_COVER_VERSION);
  rc_statement_bind_text (select, 4, list);
  return rc_statement_add_ids (select, ids, error) ? g_steal_pointer (&ids) : NULL;
}

GPtrArray *
rc_text_reading_load_pages (RcDatabase *db, gint64 document, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_page_text_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db,
                             "SELECT text, packed, boxes, label FROM page_text WHERE document = ?1 AND EXISTS "
                             "(SELECT 1 FROM text_reading WHERE document = ?1 AND complete) ORDER BY page",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, document);
  while (!g_cancellable_is_cancelled (cancellable) && rc_statement_step (select, &local_error))
    {
      g_autoptr (GBytes) boxes = rc_statement_dup_bytes (select, 2);
      g_autofree char *text = rc_page_texts_dup (select, 0, &local_error);
      RcPageText *page;

      if (text == NULL)
        break;
      page = rc_page_text_new (text, boxes);
      page->label = rc_statement_dup_text (select, 3);
      g_ptr_array_add (pages, page);
    }
  if (local_error == NULL && !g_cancellable_set_error_if_cancelled (cancellable, &local_error) && pages->len == 0)
    g_set_error (&local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("Document %" PRId64 " has not been read yet"),
                 document);
  if (local_error == NULL)
    return g_steal_pointer (&pages);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
