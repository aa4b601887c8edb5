/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When only keys matched, the reader is told the words that were found, in the script in which they stand. */
#define G_LOG_DOMAIN "rc-search"

#include "search/understood.h"

#include <string.h>

#include "search/sql.h"

/* How a word of the record may be what was typed, the best way first. */
typedef enum
{
  AS_TYPED,
  AS_FORM,
  BY_KEY,
  BY_BEGIN_OF_KEY,
  N_WAYS,
} Way;

static gboolean
fits (const RcUnit *unit, guint i, const RcForms *forms, const char *word, Way way)
{
  const char *phrase = g_ptr_array_index (unit->phrases, i);

  switch (way)
    {
    case AS_TYPED:
      return unit->prefix ? g_str_has_prefix (word, phrase) : strcmp (word, phrase) == 0;
    case AS_FORM:
      return forms != NULL && rc_forms_has (forms, word, strlen (word));
    case BY_KEY:
      return rc_word_has_key (word, g_ptr_array_index (unit->keys, i), FALSE);
    case BY_BEGIN_OF_KEY:
      return unit->prefix && rc_word_has_key (word, g_ptr_array_index (unit->keys, i), TRUE);
    case N_WAYS:
    default:
      g_assert_not_reached ();
    }
}

/* A word of the record that fits; (nullable). */
static char *
find_word (const RcEntry *entry, const RcUnit *unit, guint i, const RcForms *forms, Way way)
{
  for (guint column = 0; column < RC_N_COLUMNS; column++)
    {
      gsize at = 0, length;
      const char *text;

      while ((text = rc_entry_next_word (entry->columns[column], entry->lengths[column], &at, &length)) != NULL)
        {
          g_autofree char *word = g_strndup (text, length);

          if (fits (unit, i, forms, word, way))
            return g_steal_pointer (&word);
        }
    }
  return NULL;
}

static void
append_understood (GString *out, RcStems *stems, const RcEntry *entry, const RcUnit *unit, gboolean *changed)
{
  for (guint i = 0; i < unit->phrases->len; i++)
    {
      const char *phrase = g_ptr_array_index (unit->phrases, i);
      gboolean may_change = !unit->quoted && strchr (phrase, ' ') == NULL;
      g_autoptr (RcForms) forms = may_change ? rc_forms_new (stems, phrase) : NULL;
      g_autofree char *word = NULL;

      for (guint way = AS_TYPED; may_change && way < N_WAYS && word == NULL; way++)
        {
          word = find_word (entry, unit, i, forms, (Way) way);
          *changed |= word != NULL && way != AS_TYPED;
          if (word != NULL && way == AS_TYPED)
            {
              g_free (word);
              word = g_strdup (phrase);
            }
        }
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", word != NULL ? word : phrase);
    }
}

/* Something of the part has the words as they were typed. */
static gboolean
stands_as_typed (RcPart *part, const RcTyped *typed)
{
  g_autoptr (RcBits) bits = rc_evaluate (part, typed, RC_IN_ALL, RC_MATCH_PREFIX | RC_MATCH_LABELS | RC_MATCH_NARROWER);

  return bits == NULL || rc_bits_meet (bits, part->within != NULL ? part->within : rc_part_get_live (part));
}

/* The record has them, which is soon seen. */
static gboolean
has_as_typed (RcPart *part, const RcTyped *typed, gint64 id)
{
  g_autoptr (RcBits) one = rc_part_new_set (part);
  guint32 number;
  gboolean has;

  if (!rc_part_find_number (part, (guint32) id, &number))
    return FALSE;
  rc_bits_add (one, number);
  part->within = one;
  has = stands_as_typed (part, typed);
  part->within = NULL;
  return has;
}

char *
rc_understood_new (const RcSnapshot *snapshot, RcPart *file, RcPart *delta, const RcTyped *typed, gint64 best,
                   GError **error)
{
  RC_AUTO_STATEMENT *find = NULL;
  g_autoptr (RcStems) stems = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean changed = FALSE, failed;
  RcEntry entry;

  if ((file != NULL && has_as_typed (file, typed, best)) || has_as_typed (delta, typed, best)
      || (file != NULL && stands_as_typed (file, typed)) || stands_as_typed (delta, typed))
    return g_strdup ("");
  find = rc_search_prepare (snapshot->db, "SELECT entry FROM search_entry WHERE id = ?1", error);
  if (find == NULL)
    return NULL;
  sqlite3_bind_int64 (find, 1, best);
  if (!rc_search_step (find, &failed, error)
      || !rc_entry_read (&entry, sqlite3_column_blob (find, 0), (gsize) sqlite3_column_bytes (find, 0)))
    return failed ? NULL : g_strdup ("");
  stems = rc_stems_new ();
  for (guint i = 0; i < typed->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (typed->units, i);

      if (!unit->excluded)
        append_understood (out, stems, &entry, unit, &changed);
    }
  return g_strdup (changed ? out->str : "");
}
