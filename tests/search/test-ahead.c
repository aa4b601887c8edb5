/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that are read ahead are those that were put in, however many batches they make. */
#define G_LOG_DOMAIN "rc-test"

#include "search/ahead.h"

#include <string.h>

#define MANY_WORDS 30000
#define MANY_RECORDS 100000

/* Record i has the word of its number among few, and one of its own among many. */
static RcPostings *
fill (guint32 n_words, guint32 n_records)
{
  RcPostings *postings = rc_postings_new (g_get_tmp_dir (), 1u << 20);
  GError *error = NULL;

  for (guint32 id = 1; id <= n_records; id++)
    {
      g_autofree char *word = g_strdup_printf ("%05u", id % n_words);

      rc_postings_add (postings, "all", 3, id, 1);
      rc_postings_add (postings, word, 5, id, 2);
      g_assert_true (rc_postings_settle (postings, &error));
    }
  g_assert_true (rc_postings_close (postings, &error));
  g_assert_no_error (error);
  return postings;
}

static void
assert_word (const RcAheadWord *word, guint32 number, guint32 n_words, guint32 n_records)
{
  guint32 step = number < n_words ? n_words : 1, first = number < n_words && number > 0 ? number : step;
  guint8 mask = number < n_words ? 2 : 1;
  g_autofree char *text = number < n_words ? g_strdup_printf ("%05u", number) : g_strdup ("all");

  g_assert_cmpmem (word->word, word->length, text, strlen (text));
  g_assert_cmpuint (word->n_postings, ==, (n_records - first) / step + 1);
  for (guint i = 0; i < word->n_postings; i++)
    {
      g_assert_cmpuint (RC_POSTING_ID (word->postings[i]), ==, first + i * step);
      g_assert_cmpuint (RC_POSTING_MASK (word->postings[i]), ==, mask);
    }
}

static void
check_words (guint32 n_words, guint32 n_records, guint32 n_wanted)
{
  RcPostings *postings = fill (n_words, n_records);
  g_autoptr (RcPostingsReader) reader = rc_postings_read (&postings, 1);
  RcAhead *ahead = rc_ahead_new (reader);
  RcAheadWord word;
  guint32 n = 0;

  for (; n < n_wanted && rc_ahead_next (ahead, &word); n++)
    assert_word (&word, n, n_words, n_records);
  g_assert_cmpuint (n, ==, MIN (n_wanted, n_words + 1));
  if (n_wanted > n_words + 1)
    g_assert_false (rc_ahead_next (ahead, &word));
  rc_ahead_free (ahead);
  g_assert_true (rc_postings_reader_check (reader, NULL));
  rc_postings_free (postings);
}

static void
test_few (void)
{
  check_words (10, 100, G_MAXUINT32);
}

static void
test_many (void)
{
  check_words (MANY_WORDS, MANY_RECORDS, G_MAXUINT32);
}

/* Somebody who gives up waits for nothing. */
static void
test_given_up (void)
{
  check_words (MANY_WORDS, MANY_RECORDS, 0);
  check_words (MANY_WORDS, MANY_RECORDS, MANY_WORDS / 2);
}

static void
test_none (void)
{
  RcPostings *postings = rc_postings_new (g_get_tmp_dir (), 1u << 20);
  g_autoptr (RcPostingsReader) reader = rc_postings_read (&postings, 1);
  g_autoptr (RcAhead) ahead = rc_ahead_new (reader);
  RcAheadWord word;

  g_assert_false (rc_ahead_next (ahead, &word));
  g_assert_false (rc_ahead_next (ahead, &word));
  g_clear_pointer (&ahead, rc_ahead_free);
  g_clear_pointer (&reader, rc_postings_reader_free);
  rc_postings_free (postings);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/ahead/none", test_none);
  g_test_add_func ("/search/ahead/few", test_few);
  g_test_add_func ("/search/ahead/many", test_many);
  g_test_add_func ("/search/ahead/given-up", test_given_up);
  return g_test_run ();
}
