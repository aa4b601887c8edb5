/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole dictionaries, romanised by ICU and by written rules, none of them ours: every spelling is found under the key
 * of the word. */
#include "romaniser.h"

#include <string.h>

#include "text/fold.h"
#include "text/keys.h"

/* Every so many words are tried, so that the test takes seconds. */
#define STEP 5
#define MIN_WORDS 5000

static gboolean
is_found (RcTokens *tokens, const char *word, const char *spelling)
{
  g_autofree char *folded = rc_text_fold (word, -1);
  char wanted[RC_KEY_SIZE], key[RC_KEY_SIZE];
  RcToken token;

  if (rc_script_free_key (folded, strlen (folded), wanted) == 0)
    return TRUE;
  rc_tokens_start (tokens, spelling, -1);
  while (rc_tokens_next (tokens, &token))
    {
      rc_script_free_key (token.word, token.length, key);
      if (strcmp (key, wanted) == 0)
        return TRUE;
    }
  g_test_message ("%s is not found as %s: %s, %s", word, spelling, wanted, key);
  return FALSE;
}

static void
check_scheme (const Scheme *scheme, GPtrArray *words)
{
  g_autoptr (RcTokens) tokens = rc_tokens_new ();
  g_autoptr (Romaniser) romaniser = romaniser_new (scheme);
  guint n = 0, n_found = 0;

  for (guint i = 0; i < words->len; i += STEP, n++)
    {
      g_autofree char *spelling = romaniser_spell (romaniser, g_ptr_array_index (words, i));
      n_found += is_found (tokens, g_ptr_array_index (words, i), spelling);
    }
  g_test_message ("%s: %u of %u words found, %.2f %%", scheme->name, n_found, n, 100.0 * n_found / n);
  g_assert_cmpuint (n, >=, MIN_WORDS);
  g_assert_cmpuint (n_found * 100, >=, n * 99);
}

static void
test_found (gconstpointer data)
{
  gboolean kazakh = GPOINTER_TO_INT (data);
  guint n_schemes;
  const Scheme *schemes = romaniser_get_schemes (kazakh, &n_schemes);
  g_autoptr (GPtrArray) words = romaniser_load_words (kazakh);

  for (guint i = 0; words != NULL && i < n_schemes; i++)
    check_scheme (&schemes[i], words);
}

/* How many words have each key. */
static GHashTable *
count_keys (GPtrArray *words)
{
  GHashTable *sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < words->len; i++)
    {
      g_autofree char *folded = rc_text_fold (g_ptr_array_index (words, i), -1);
      char key[RC_KEY_SIZE];

      if (rc_script_free_key (folded, strlen (folded), key) > 0 && g_hash_table_add (seen, g_steal_pointer (&folded)))
        g_hash_table_insert (sizes, g_strdup (key),
                             GUINT_TO_POINTER (1 + GPOINTER_TO_UINT (g_hash_table_lookup (sizes, key))));
    }
  return sizes;
}

/* What the key costs: words of one language that share it with others. */
static void
test_apart (gconstpointer data)
{
  g_autoptr (GPtrArray) words = romaniser_load_words (GPOINTER_TO_INT (data));
  g_autoptr (GHashTable) sizes = words != NULL ? count_keys (words) : NULL;
  guint64 n_words = 0, n_met = 0, n_sharing = 0;
  GHashTableIter iter;
  gpointer value;

  if (sizes == NULL)
    return;
  g_hash_table_iter_init (&iter, sizes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      guint64 size = GPOINTER_TO_UINT (value);

      n_words += size;
      n_met += size * size;
      n_sharing += size > 1 ? size : 0;
    }
  g_test_message ("%u keys for %u words: a word shares its key with %.3f others, %.1f %% of them share one",
                  g_hash_table_size (sizes), (guint) n_words, (double) n_met / (double) n_words - 1,
                  100.0 * (double) n_sharing / (double) n_words);
  g_assert_cmpuint (n_met * 100, <=, n_words * 120);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/text/romanisations/russian", GINT_TO_POINTER (FALSE), test_found);
  g_test_add_data_func ("/text/romanisations/kazakh", GINT_TO_POINTER (TRUE), test_found);
  g_test_add_data_func ("/text/romanisations/russian-apart", GINT_TO_POINTER (FALSE), test_apart);
  g_test_add_data_func ("/text/romanisations/kazakh-apart", GINT_TO_POINTER (TRUE), test_apart);
  return g_test_run ();
}
