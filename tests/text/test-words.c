/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of words agree with what folding makes of the text. */
#include "text/fold.h"
#include "text/words.h"

#include <string.h>

static char *
join_words (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize at = 0, start, stop;

  while (rc_text_next_word (text, strlen (text), &at, &start, &stop))
    {
      g_autofree char *folded = rc_text_fold (text + start, (gssize) (stop - start));

      g_assert_cmpuint (start, <, stop);
      g_assert_cmpuint (stop, <=, strlen (text));
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", folded);
    }
  return g_strdup (out->str);
}

static void
test_words (void)
{
  static const char *const texts[] = { "Education for all!",
                                       "L'éducation, qu'on l'goty d’hiver",
                                       "women's  rights",
                                       "«Отырар» — Otrar",
                                       "O‘zbek, ma'no g'arb'",
                                       "العَرَبِيّة ١٢٣",
                                       "e\xcc\x81"
                                       "cole x" };
  g_autofree char *han = join_words ("图书馆abc");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *words = join_words (texts[i]);
      g_autofree char *folded = rc_text_fold (texts[i], -1);
      g_assert_cmpstr (words, ==, folded);
    }
  g_assert_cmpstr (han, ==, "图 书 馆 abc");
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (int i = 0; i < 20000; i++)
    {
      char bytes[20];
      int n = g_rand_int_range (random, 0, sizeof bytes - 1);
      g_autofree char *words = NULL;

      for (int j = 0; j < n; j++)
        bytes[j] = (char) g_rand_int_range (random, 1, 256);
      bytes[n] = '\0';
      words = join_words (bytes);
      g_assert_true (g_utf8_validate (words, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/words/words", test_words);
  g_test_add_func ("/text/words/random", test_random);
  return g_test_run ();
}
