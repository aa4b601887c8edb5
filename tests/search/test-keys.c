/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys as they lie in the file: walked, found, and leapt over. */
#include <string.h>

#include "search/keys.h"

#define N_KEYS 3000

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Few letters, so that many begin alike. */
static GPtrArray *
make_keys (GRand *random)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_KEYS; i++)
    {
      GString *key = g_string_new (NULL);

      for (int n = g_rand_int_range (random, 1, 14); n > 0; n--)
        g_string_append_c (key, (char) g_rand_int_range (random, 'a', g_rand_boolean (random) ? 'd' : 'c'));
      g_ptr_array_add (keys, g_string_free (key, FALSE));
    }
  g_ptr_array_sort (keys, compare);
  return keys;
}

static void
test_skip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GPtrArray) texts = make_keys (random);
  RcKeysWriter writer;
  RcKeys keys;

  rc_keys_writer_init (&writer);
  for (guint i = 0; i < texts->len; i++)
    rc_keys_writer_add (&writer, g_ptr_array_index (texts, i), strlen (g_ptr_array_index (texts, i)));
  keys = (RcKeys){ writer.text->data, writer.text->len, (const guint32 *) (gpointer) writer.starts->data, writer.n_keys };
  for (guint i = 0; i < texts->len; i++)
    {
      const char *from = g_ptr_array_index (texts, i);
      gsize n = (gsize) g_rand_int_range (random, 1, (gint) strlen (from) + 1);
      RcKeysCursor cursor;
      guint wanted = i;

      while (wanted < texts->len && strncmp (g_ptr_array_index (texts, wanted), from, n) == 0)
        wanted++;
      g_assert_true (rc_keys_cursor_init (&cursor, &keys, i));
      g_assert_cmpint (rc_keys_cursor_skip (&cursor, n), ==, wanted < texts->len);
      if (wanted == texts->len)
        continue;
      g_assert_cmpuint (cursor.number, ==, wanted);
      g_assert_cmpstr ((const char *) cursor.key, ==, g_ptr_array_index (texts, wanted));
      g_assert_cmpint (rc_keys_cursor_next (&cursor), ==, wanted + 1 < texts->len);
      if (wanted + 1 < texts->len)
        g_assert_cmpstr ((const char *) cursor.key, ==, g_ptr_array_index (texts, wanted + 1));
    }
  rc_keys_writer_clear (&writer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/keys/skip", test_skip);
  return g_test_run ();
}
