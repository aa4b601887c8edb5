/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another character set for the names of a disc that is in the catalogue. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include <glib/gi18n.h>

#include "catalogue/disc-names.h"
#include "disc/names.h"
#include "import/disc-rename.h"

gboolean
rc_disc_rename (RcDatabase *db, gint64 disc, const char *names, GError **error)
{
  const char *known = rc_disc_names_find (names);
  gboolean done;

  g_return_val_if_fail (db != NULL, FALSE);

  if (known == NULL)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("Names are not read as %s"), names);
      return FALSE;
    }
  done = rc_database_begin (db, error) && rc_discs_rename_files (db, disc, known, rc_disc_names_decode, error) && rc_database_commit (db, error);
  if (!done)
    rc_database_rollback (db);
  return done;
}
