/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First pages of documents as small pictures. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/covers.h"
#include "catalogue/database-private.h"

void
rc_cover_picture_free (RcCoverPicture *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->packed);
  g_free (self);
}

static void
bind (RcStatement *insert, int index, const RcCoverPicture *picture)
{
  rc_statement_bind_int (insert, index, picture != NULL ? picture->width : 0);
  rc_statement_bind_int (insert, index + 1, picture != NULL ? picture->height : 0);
  rc_statement_bind_bytes (insert, index + 2, picture != NULL ? picture->packed : NULL);
}

gboolean
rc_covers_put (RcDatabase *db, gint64 document, const RcCoverPicture *large, const RcCoverPicture *small, GError **error)
{
  g_autoptr (RcStatement) insert = NULL;

  g_return_val_if_fail (db != NULL && (large == NULL) == (small == NULL), FALSE);

  /* Nothing where the document has gone meanwhile. */
  insert = rc_statement_new (db,
                             "INSERT OR REPLACE INTO cover (document, version, width, height, large, small_width, small_height, small) "
                             "SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM document WHERE id = ?1",
                             error);
  if (insert == NULL)
    return FALSE;
  rc_statement_bind_int (insert, 1, document);
  rc_statement_bind_int (insert, 2, RC_COVER_VERSION);
  bind (insert, 3, large);
  bind (insert, 6, small);
  return rc_statement_run (insert, error);
}

gboolean
rc_covers_forget (RcDatabase *db, gint64 document, const char *sha256, gint64 disc, const char *path, GError **error)
{
  g_autoptr (RcStatement) remove = NULL;

  remove = rc_statement_new (db,
                             "DELETE FROM cover WHERE document = ?1 AND EXISTS (SELECT 1 FROM document WHERE id = ?1 AND "
                             "(sha256 IS NOT ?2 OR disc IS NOT ?3 OR path IS NOT ?4))",
                             error);
  if (remove == NULL)
    return FALSE;
  rc_statement_bind_int (remove, 1, document);
  rc_statement_bind_text (remove, 2, sha256);
  rc_statement_bind_id (remove, 3, disc);
  rc_statement_bind_text (remove, 4, path);
  return rc_statement_run (remove, error);
}

gboolean
rc_covers_has (RcDatabase *db, gint64 document, gboolean *has, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (RcStatement) select = rc_statement_new (db, "SELECT 1 FROM cover WHERE document = ? AND version = ?", error);

  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, document);
  rc_statement_bind_int (select, 2, RC_COVER_VERSION);
  *has = rc_statement_step (select, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
rc_covers_load (RcDatabase *db, gint64 record, gboolean large, RcCoverPicture **picture, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && picture != NULL, FALSE);

  *picture = NULL;
  select = rc_statement_new (db,
                             "SELECT iif (?2, width, small_width), iif (?2, height, small_height), iif (?2, large, small) "
                             "FROM document d JOIN cover c ON c.document = d.id WHERE d.record = ?1 AND width > 0 ORDER BY d.id LIMIT 1",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, record);
  rc_statement_bind_int (select, 2, large);
  if (rc_statement_step (select, &problem))
    {
      g_autoptr (GBytes) packed = rc_statement_dup_bytes (select, 2);

      if (packed != NULL)
        {
          *picture = g_new (RcCoverPicture, 1);
          **picture = (RcCoverPicture){ (int) rc_statement_get_int (select, 0), (int) rc_statement_get_int (select, 1),
                                        g_steal_pointer (&packed) };
        }
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
