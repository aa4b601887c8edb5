/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written away and merged is what words in memory have, which find their keys as soon as they are added. */
#include <glib/gstdio.h>
#include <string.h>

#include "search/entry.h"
#include "search/parse.h"
#include "search/postings.h"
#include "search/words.h"

#define N_RECORDS 3000

/* Many of them meet in one key, some have none, some are keys of another reading. */
static const char *const words[] = { "отырар",  "otyrar", "otrar", "otirar", "қазақстан", "qazaqstan", "kazakhstan", "kazakstan", "щербаков",
                                     "shcherbakov", "2001", "ab", "水文", "water", "waters", "=otrar", "=kazakstan", "кыз", "qyz", "unesco" };

static void
add_record (GRand *random, RcPostings *postings, RcWords *plain, guint32 id)
{
  for (guint column = 0; column < RC_N_COLUMNS; column++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (gint n = g_rand_int_range (random, -3, 4); n > 0; n--)
        {
          guint most = g_rand_boolean (random) ? G_N_ELEMENTS (words) : 8;

          g_string_append (text, words[g_rand_int_range (random, 0, (gint32) most)]);
          g_string_append_c (text, ' ');
        }
      rc_postings_add_text (postings, text->str, text->len, id, (guint8) (1u << column));
      rc_words_add_text (plain, text->str, text->len, id, (guint8) (1u << column));
    }
}

static void
check_word (const RcWords *plain, const guint8 *text, gsize length, const GArray *postings)
{
  const RcWord *word = rc_words_find (plain, text, length);
  RcWordCursor cursor;
  guint n = 0;

  g_assert_nonnull (word);
  rc_word_cursor_init (&cursor, word);
  for (; rc_word_cursor_next (&cursor); n++)
    {
      g_assert_cmpuint (n, <, postings->len);
      g_assert_cmpuint (RC_POSTING_ID (g_array_index (postings, guint64, n)), ==, cursor.record);
      g_assert_cmpuint (RC_POSTING_MASK (g_array_index (postings, guint64, n)), ==, cursor.mask);
    }
  g_assert_cmpuint (n, ==, postings->len);
}

/* With so little memory that all is written many times; records go to two of them, as two threads have it. */
static void
test_keys (gconstpointer most)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (RcWords) plain = rc_words_new (TRUE);
  g_autofree char *folder = g_dir_make_tmp ("rc-postings-XXXXXX", NULL);
  RcPostings *postings[]
    = { rc_postings_new (folder, GPOINTER_TO_SIZE (most)), rc_postings_new (folder, GPOINTER_TO_SIZE (most)) };
  g_autoptr (RcPostingsReader) reader = NULL;
  gsize length;
  guint n = 0;

  for (guint32 id = 1; id <= N_RECORDS; id++)
    {
      RcPostings *one = postings[g_rand_int_range (random, 0, 2)];

      add_record (random, one, plain, id);
      g_assert_true (rc_postings_settle (one, &error));
    }
  for (guint i = 0; i < 2; i++)
    g_assert_true (rc_postings_close (postings[i], &error));
  reader = rc_postings_read (postings, 2);
  for (const guint8 *text; (text = rc_postings_reader_next (reader, &length, found)) != NULL; n++)
    check_word (plain, text, length, found);
  g_assert_true (rc_postings_reader_check (reader, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, rc_words_get_n (plain));
  for (guint i = 0; i < 2; i++)
    rc_postings_free (postings[i]);
  g_assert_no_errno (g_rmdir (folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/search/postings/keys-at-once", GSIZE_TO_POINTER (1u << 30), test_keys);
  g_test_add_data_func ("/search/postings/keys-in-pieces", GSIZE_TO_POINTER (300u << 10), test_keys);
  return g_test_run ();
}
