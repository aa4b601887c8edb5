/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys that no two entries of a file share. Apart from the writers: citations on a screen need keys, and no formats. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/writer-private.h"

char *
rc_writer_dup_key (RcWriterState *state, const char *key)
{
  g_autofree char *unique = g_strdup (key);
  g_autofree char *lower = g_utf8_strdown (key, -1), *folded = g_strdup (lower);
  guint n;

  if (state == NULL)
    return g_steal_pointer (&unique);
  if (state->keys == NULL)
    state->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* What is kept with a key is how many had it. */
  n = GPOINTER_TO_UINT (g_hash_table_lookup (state->keys, lower));
  while (g_hash_table_contains (state->keys, folded))
    {
      g_free (unique);
      g_free (folded);
      unique = g_strdup_printf ("%s-%u", key, ++n);
      folded = g_utf8_strdown (unique, -1);
    }
  if (n > 0)
    g_hash_table_replace (state->keys, g_steal_pointer (&lower), GUINT_TO_POINTER (n));
  g_hash_table_insert (state->keys, g_steal_pointer (&folded), GUINT_TO_POINTER (1));
  return g_steal_pointer (&unique);
}
