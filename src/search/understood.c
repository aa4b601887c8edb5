/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When only keys matched, the reader is told the words that were found, in the script in which they stand. */
#define G_LOG_DOMAIN "rc-search"

#include "search/understood.h"

#include <string.h>

#include "search/expression.h"
#include "search/sql.h"

#define N_COLUMNS 7

/* A word of the record with the same key; (nullable). */
static char *
find_word (sqlite3_stmt *texts, const char *key, gboolean prefix)
{
  for (int column = 0; column < N_COLUMNS; column++)
    {
      const char *text = (const char *) sqlite3_column_text (texts, column);
      g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);

      for (guint i = 0; words[i] != NULL; i++)
        {
          g_autofree char *other = words[i][0] != RC_KEY_MARK ? rc_word_key (words[i]) : NULL;

          if (other != NULL && (prefix ? g_str_has_prefix (other, key) : strcmp (other, key) == 0))
            return g_strdup (words[i]);
        }
    }
  return NULL;
}

static void
append_understood (GString *out, sqlite3_stmt *texts, const RcUnit *unit, gboolean *changed)
{
  for (guint i = 0; i < unit->phrases->len; i++)
    {
      const char *phrase = g_ptr_array_index (unit->phrases, i);
      g_autofree char *key = strchr (phrase, ' ') == NULL ? rc_word_key (phrase) : NULL;
      g_autofree char *word = key != NULL ? find_word (texts, key, FALSE) : NULL;

      if (word == NULL && key != NULL && unit->prefix)
        word = find_word (texts, key, TRUE);
      *changed |= word != NULL && strcmp (word, phrase) != 0;
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", word != NULL ? word : phrase);
    }
}

/* Something has the words as they were typed. */
static gboolean
stands_as_typed (sqlite3 *db, const RcTyped *typed, gboolean *failed, GError **error)
{
  g_autofree char *expression = rc_expression_new (typed, RC_COLUMNS_ALL, RC_MATCH_PREFIX);
  RC_AUTO_STATEMENT *find = NULL;

  *failed = FALSE;
  if (expression == NULL)
    return TRUE;
  find = rc_search_prepare (db, "SELECT 1 FROM search_text WHERE search_text MATCH ?1 LIMIT 1", error);
  *failed = find == NULL;
  if (*failed)
    return FALSE;
  sqlite3_bind_text (find, 1, expression, -1, SQLITE_STATIC);
  return rc_search_step (find, failed, error);
}

char *
rc_understood_new (sqlite3 *db, const RcTyped *typed, gint64 best, GError **error)
{
  RC_AUTO_STATEMENT *texts = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean changed = FALSE, failed;

  if (stands_as_typed (db, typed, &failed, error))
    return g_strdup ("");
  if (failed)
    return NULL;
  texts = rc_search_prepare (db,
                             "SELECT title, other_titles, people, subjects, identifiers, rest, full_text"
                             " FROM search_text WHERE rowid = ?1",
                             error);
  if (texts == NULL)
    return NULL;
  sqlite3_bind_int64 (texts, 1, best);
  if (!rc_search_step (texts, &failed, error))
    return failed ? NULL : g_strdup ("");
  for (guint i = 0; i < typed->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (typed->units, i);

      if (!unit->excluded)
        append_understood (out, texts, unit, &changed);
    }
  return g_strdup (changed ? out->str : "");
}
