/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places are values: the index has their words among those of subjects, so the values are looked through for the name. */
#define G_LOG_DOMAIN "rc-search"

#include "search/places.h"

#include <string.h>

#include "search/subject-sets.h"
#include "text/fold.h"

/* Of a word that may go on, the key must be longer. */
#define MIN_KEY_PREFIX 3

static gboolean
has_phrase (const char *name, const char *phrase, gboolean prefix)
{
  gsize length = strlen (phrase);

  for (const char *at = strstr (name, phrase); at != NULL; at = strstr (at + 1, phrase))
    if ((at == name || at[-1] == ' ') && (prefix || at[length] == '\0' || at[length] == ' '))
      return TRUE;
  return FALSE;
}

static gboolean
has_key (const char *name, char **keys, gboolean prefix)
{
  g_auto (GStrv) words = keys != NULL ? g_strsplit (name, " ", -1) : NULL;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (rc_word_has_key (words[i], keys, prefix && strlen (*keys) > MIN_KEY_PREFIX))
      return TRUE;
  return FALSE;
}

/* A subject has all words of the phrase among its labels. */
static void
add_labelled (RcPart *part, const char *phrase, gboolean prefix, GArray *values)
{
  g_auto (GStrv) words = g_strsplit (phrase, " ", -1);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  guint n_words = g_strv_length (words);
  RcValues kind;

  for (guint i = 0; i < n_words; i++)
    {
      const GArray *found = rc_subject_sets_find_word (part->subjects, words[i], prefix && i + 1 == n_words);

      for (guint j = 0; found != NULL && j < found->len; j++)
        {
          guint32 value = g_array_index (found, guint32, j);
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (value)));

          rc_snapshot_get_value (part->snapshot, value, &kind);
          if (kind != RC_VALUES_PLACE || n != i)
            continue;
          g_hash_table_insert (counts, GUINT_TO_POINTER (value), GUINT_TO_POINTER (n + 1));
          if (n + 1 == n_words)
            g_array_append_val (values, value);
        }
    }
}

static GArray *
find_values (RcPart *part, const RcUnit *unit, guint i, gboolean prefix, gboolean labels)
{
  const GArray *all = part->snapshot->values[RC_VALUES_PLACE];
  const char *phrase = g_ptr_array_index (unit->phrases, i);
  GArray *values = g_array_new (FALSE, FALSE, sizeof (guint32));
  RcValues kind;

  for (guint j = 0; j < all->len; j++)
    {
      guint32 value = g_array_index (all, guint32, j);
      g_autofree char *name = rc_text_fold (rc_snapshot_get_value (part->snapshot, value, &kind), -1);

      if (has_phrase (name, phrase, prefix) || (labels && has_key (name, g_ptr_array_index (unit->keys, i), prefix)))
        g_array_append_val (values, value);
    }
  if (labels && part->subjects != NULL)
    add_labelled (part, phrase, prefix, values);
  return values;
}

void
rc_places_add (RcPart *part, const RcUnit *unit, guint i, gboolean prefix, gboolean labels, RcBits *bits)
{
  g_autofree char *key = NULL;
  const GArray *values;

  if (part->places == NULL)
    part->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  /* The ranking asks for the same again and again. */
  key = g_strdup_printf ("%d %d %d %s", prefix, labels, unit->quoted, (char *) g_ptr_array_index (unit->phrases, i));
  values = g_hash_table_lookup (part->places, key);
  if (values == NULL)
    {
      GArray *found = find_values (part, unit, i, prefix, labels);

      g_hash_table_insert (part->places, g_steal_pointer (&key), found);
      values = found;
    }
  rc_part_add_values (part, values, bits);
}
