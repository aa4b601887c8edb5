/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a record answers because of a label that stands nowhere in it. */
#define G_LOG_DOMAIN "rc-search"

#include "search/subjects.h"

#include <string.h>

#include "search/parse.h"
#include "search/subject-tables.h"

/* Shorter beginnings find nothing among labels either. */
#define MIN_PREFIX 3

/* The subject has a label with a word that is this one, or begins with it. */
static gboolean
has_word (sqlite3_stmt *find, gint64 subject, const char *word, gboolean prefix, GError **error)
{
  /* Behind every text that begins with it. */
  g_autofree char *end = g_strconcat (word, prefix && strlen (word) >= MIN_PREFIX ? "\xf4\x8f\xbf\xbf" : "", NULL);
  gboolean failed, found;

  sqlite3_bind_int64 (find, 1, subject);
  sqlite3_bind_text (find, 2, word, -1, SQLITE_STATIC);
  sqlite3_bind_text (find, 3, end, -1, SQLITE_STATIC);
  found = rc_search_step (find, &failed, error);
  sqlite3_reset (find);
  return found;
}

gboolean
rc_search_heading_answers (sqlite3 *db, const char *text, const char *heading, GError **error)
{
  g_autoptr (RcTyped) typed = NULL;
  RC_AUTO_STATEMENT *find = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean found = FALSE;
  gint64 subject;

  g_return_val_if_fail (db != NULL && text != NULL && heading != NULL, FALSE);

  subject = rc_subject_tables_find (db, heading, error);
  if (subject == 0)
    return FALSE;
  find = rc_search_prepare (db, "SELECT 1 FROM search_label_word WHERE word >= ?2 AND word <= ?3 AND subject = ?1", error);
  if (find == NULL)
    return FALSE;
  typed = rc_typed_new (text);
  for (guint i = 0; i < typed->units->len && !found && problem == NULL; i++)
    {
      const RcUnit *unit = g_ptr_array_index (typed->units, i);

      for (guint j = 0; j < unit->phrases->len && !unit->excluded && !unit->quoted && !found && problem == NULL; j++)
        found = has_word (find, subject, g_ptr_array_index (unit->phrases, j), unit->prefix && j + 1 == unit->phrases->len, &problem);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return found;
}
