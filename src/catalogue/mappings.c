/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mappings of tables among the settings, so that a backup has them. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "catalogue/mappings.h"

#include "catalogue/statement.h"

#include <glib/gi18n.h>
#include <string.h>

#define PREFIX "mapping:"

static void
set_not_found (const char *name, GError **error)
{
  g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("There is no mapping “%s”"), name);
}

static RcStatement *
prepare (RcDatabase *db, const char *sql, const char *name, GError **error)
{
  RcStatement *statement = rc_statement_new (db, sql, error);

  if (statement != NULL)
    rc_statement_bind_text (statement, 1, name);
  return statement;
}

gboolean
rc_mappings_put (RcDatabase *db, const char *name, const char *text, GError **error)
{
  g_autoptr (RcStatement) insert = NULL;

  g_return_val_if_fail (db != NULL && name != NULL && text != NULL, FALSE);

  insert = prepare (db, "INSERT OR REPLACE INTO setting (name, value) VALUES ('" PREFIX "' || ?, ?)", name, error);
  if (insert == NULL)
    return FALSE;
  rc_statement_bind_text (insert, 2, text);
  return rc_statement_run (insert, error);
}

char *
rc_mappings_load (RcDatabase *db, const char *name, GError **error)
{
  g_autoptr (RcStatement) select = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL && name != NULL, NULL);

  select = prepare (db, "SELECT value FROM setting WHERE name = '" PREFIX "' || ?", name, error);
  if (select == NULL)
    return NULL;
  if (rc_statement_step (select, &problem))
    return rc_statement_dup_text (select, 0);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    set_not_found (name, error);
  return NULL;
}

gboolean
rc_mappings_remove (RcDatabase *db, const char *name, GError **error)
{
  g_autofree char *text = rc_mappings_load (db, name, error);
  g_autoptr (RcStatement) delete = NULL;

  if (text == NULL)
    return FALSE;
  delete = prepare (db, "DELETE FROM setting WHERE name = '" PREFIX "' || ?", name, error);
  return delete != NULL && rc_statement_run (delete, error);
}

GStrv
rc_mappings_list (RcDatabase *db, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db, "SELECT name FROM setting WHERE name >= '" PREFIX "' AND name < 'mapping;' ORDER BY name", error);
  if (select == NULL)
    return NULL;
  while (rc_statement_step (select, &problem))
    g_strv_builder_add (names, rc_statement_get_text (select, 0) + strlen (PREFIX));
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_strv_builder_end (names);
}
