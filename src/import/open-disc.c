/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The image of a disc of the catalogue. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include "import/open-disc.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalogue/discs.h"
#include "documents/store.h"

RcDisc *
rc_disc_open_kept (RcDatabase *db, gint64 id, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcDiscRow) row = rc_discs_get (db, id, error);
  g_autofree char *path = NULL;
  g_autoptr (RcDisc) disc = NULL;

  if (row == NULL)
    return NULL;
  if (row->sha256 == NULL)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("Only the list of disc %" PRId64 " is kept, not its files"), id);
      return NULL;
    }
  path = rc_store_dup_path (rc_database_get_folder (db), row->sha256);
  disc = rc_disc_open (path, cancellable, error);
  return disc != NULL && rc_disc_set_names (disc, row->names, error) ? g_steal_pointer (&disc) : NULL;
}
