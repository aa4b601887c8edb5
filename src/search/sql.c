/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements and errors of SQLite, as this room needs them. */
#define G_LOG_DOMAIN "rc-search"

#include "search/sql.h"

G_DEFINE_QUARK (rc-search-error-quark, rc_search_error)

gboolean
rc_search_set_error (sqlite3 *db, GError **error)
{
  int code = sqlite3_errcode (db) & 0xff;

  if (code == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The search was cancelled");
  else if (code == SQLITE_CORRUPT)
    g_set_error (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED, "The search index is damaged: %s", sqlite3_errmsg (db));
  else
    g_set_error (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_FAILED, "The search index: %s", sqlite3_errmsg (db));
  return FALSE;
}

sqlite3_stmt *
rc_search_prepare (sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    rc_search_set_error (db, error);
  return statement;
}

gboolean
rc_search_step (sqlite3_stmt *statement, gboolean *failed, GError **error)
{
  int code = sqlite3_step (statement);

  *failed = FALSE;
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    {
      *failed = TRUE;
      rc_search_set_error (sqlite3_db_handle (statement), error);
    }
  return FALSE;
}
