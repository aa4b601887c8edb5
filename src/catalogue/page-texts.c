/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of a document's pages. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "catalogue/database-private.h"
#include "catalogue/packing.h"
#include "catalogue/page-texts.h"

/* Of one document: 10 000 pages at 20 KiB. */
#define MAX_TAKEN_BYTES (200u << 20)
/* Of one page. Less than so much is not made smaller. */
#define MAX_TEXT_BYTES (256u << 20)
#define MIN_PACKED_BYTES 128
/* The first byte of what was taken; without it are the texts alone, as of versions before. */
#define FORM 3
#define TAKEN_TYPE "(xa(smayms)bbmsmsms)"
/* Without labels, as it was before. */
#define OLDER_FORM 2
#define OLDER_TYPE "(xa(smay)bbmsmsms)"

/* (nullable) NULL where the text is better kept as it is, and where there is none: what is packed counts as some. */
static GBytes *
pack_text (const char *text)
{
  gsize size = strlen (text);
  g_autoptr (GBytes) packed = size >= MIN_PACKED_BYTES && text[strspn (text, " \n")] != '\0' ? rc_bytes_deflate (text, size) : NULL;

  return packed != NULL && g_bytes_get_size (packed) < size ? g_steal_pointer (&packed) : NULL;
}

char *
rc_page_texts_dup (RcStatement *select, int column, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  gsize size;
  const void *packed;

  if (rc_statement_is_null (select, column + 1))
    return rc_statement_dup_text (select, column);
  packed = rc_statement_get_bytes (select, column + 1, &size);
  text = rc_bytes_inflate (packed, size, MAX_TEXT_BYTES, error);
  return text != NULL ? g_utf8_make_valid (g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text)) : NULL;
}

gboolean
rc_page_texts_store (RcDatabase *db, gint64 document, int first, GPtrArray *pages, GError **error)
{
  g_autoptr (RcStatement) remove = NULL;
  g_autoptr (RcStatement) insert = NULL;

  remove = rc_statement_new (db, "DELETE FROM page_text WHERE document = ? AND page > ?", error);
  if (remove != NULL)
    insert = rc_statement_new (db, "INSERT INTO page_text (document, page, text, boxes, packed, label) VALUES (?, ?, ?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  rc_statement_bind_int (remove, 1, document);
  rc_statement_bind_int (remove, 2, first);
  if (!rc_statement_run (remove, error))
    return FALSE;
  for (guint i = 0; i < pages->len; i++)
    {
      const RcPageText *page = g_ptr_array_index (pages, i);
      g_autoptr (GBytes) packed = pack_text (page->text);

      rc_statement_bind_int (insert, 1, document);
      rc_statement_bind_int (insert, 2, first + (gint64) i + 1);
      rc_statement_bind_text (insert, 3, packed != NULL ? "" : page->text);
      rc_statement_bind_bytes (insert, 4, page->boxes);
      rc_statement_bind_bytes (insert, 5, packed);
      rc_statement_bind_text (insert, 6, page->label);
      if (!rc_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

GBytes *
rc_page_texts_digest (GPtrArray *pages)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  /* With the zero byte, so that pages do not run together. */
  for (guint i = 0; i < pages->len; i++)
    {
      const char *text = ((const RcPageText *) g_ptr_array_index (pages, i))->text;

      g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
    }
  g_checksum_get_digest (checksum, digest, &size);
  return g_bytes_new (digest, size);
}

static GVariant *
pack_bytes (GBytes *bytes)
{
  return g_variant_new_maybe (G_VARIANT_TYPE_BYTESTRING,
                              bytes != NULL ? g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE) : NULL);
}

GBytes *
rc_page_texts_take (RcDatabase *db, gint64 document, GError **error)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(smayms)"));
  g_autoptr (RcTextReading) reading = rc_text_reading_get (db, document, error);
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GByteArray) taken = NULL;
  const guint8 form = FORM;

  if (reading == NULL)
    return NULL;
  select = rc_statement_new (db, "SELECT text, packed, boxes, label FROM page_text WHERE document = ? ORDER BY page", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, document);
  while (rc_statement_step (select, &local_error))
    {
      g_autoptr (GBytes) boxes = rc_statement_dup_bytes (select, 2);
      g_autofree char *text = rc_page_texts_dup (select, 0, &local_error);

      if (text == NULL)
        break;
      g_variant_builder_add (&builder, "(s@mayms)", text, pack_bytes (boxes), rc_statement_get_text (select, 3));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  variant = g_variant_ref_sink (g_variant_new (TAKEN_TYPE, document, &builder, reading->complete, reading->recognised,
                                               reading->language, reading->outline, reading->problems));
  packed = rc_bytes_deflate (g_variant_get_data (variant), g_variant_get_size (variant));
  taken = g_byte_array_append (g_byte_array_new (), &form, 1);
  g_byte_array_append (taken, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));
  return g_byte_array_free_to_bytes (g_steal_pointer (&taken));
}

/* NULL when it is none. */
static GVariant *
unpack (const char *type, const guint8 *data, gsize size, GError **error)
{
  g_autoptr (GBytes) bytes = rc_bytes_inflate (data, size, MAX_TAKEN_BYTES, error);
  g_autoptr (GVariant) variant = NULL;

  if (bytes == NULL)
    return NULL;
  variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (type), bytes, FALSE));
  if (g_variant_is_normal_form (variant))
    return g_steal_pointer (&variant);
  g_set_error_literal (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CORRUPT, _ ("A revision cannot be read"));
  return NULL;
}

/* Texts alone: where they stand is read again. */
static gboolean
restore_texts (RcDatabase *db, const guint8 *data, gsize size, GError **error)
{
  g_autoptr (GVariant) variant = unpack ("(xas)", data, size, error);
  g_autoptr (GVariant) list = NULL;
  g_autoptr (RcTextReading) reading = rc_text_reading_new ();
  gint64 document;

  if (variant == NULL)
    return FALSE;
  g_variant_get (variant, "(x@as)", &document, &list);
  for (gsize i = 0; i < g_variant_n_children (list); i++)
    {
      const char *text;

      g_variant_get_child (list, i, "&s", &text);
      g_ptr_array_add (reading->pages, rc_page_text_new (text, NULL));
    }
  return rc_text_reading_put (db, document, 0, reading, error);
}

gboolean
rc_page_texts_restore (RcDatabase *db, GBytes *taken, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (taken, &size);
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GVariantIter) rows = NULL;
  g_autoptr (RcTextReading) reading = rc_text_reading_new ();
  gint64 document;
  const char *text, *label = NULL;
  GVariant *packed;
  gboolean older;

  if (size == 0 || (data[0] != FORM && data[0] != OLDER_FORM))
    return restore_texts (db, data, size, error);
  older = data[0] == OLDER_FORM;
  variant = unpack (older ? OLDER_TYPE : TAKEN_TYPE, data + 1, size - 1, error);
  if (variant == NULL)
    return FALSE;
  g_variant_get (variant, older ? OLDER_TYPE : TAKEN_TYPE, &document, &rows, &reading->complete, &reading->recognised,
                 &reading->language, &reading->outline, &reading->problems);
  while (older ? g_variant_iter_next (rows, "(&s@may)", &text, &packed) : g_variant_iter_next (rows, "(&s@maym&s)", &text, &packed, &label))
    {
      g_autoptr (GVariant) inner = g_variant_get_maybe (packed);
      g_autoptr (GBytes) boxes = inner != NULL ? g_variant_get_data_as_bytes (inner) : NULL;
      RcPageText *page = rc_page_text_new (text, boxes);

      page->label = g_strdup (label);
      g_ptr_array_add (reading->pages, page);
      g_variant_unref (packed);
    }
  reading->done = (int) reading->pages->len;
  return rc_text_reading_put (db, document, 0, reading, error);
}
