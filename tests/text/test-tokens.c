/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stream of words is the folded text. */
#include "text/fold.h"
#include "text/tokens.h"

#include <string.h>

static char *
join (RcTokens *tokens, const char *text, gsize length)
{
  GString *out = g_string_new (NULL);
  RcToken token;

  rc_tokens_start (tokens, text, (gssize) length);
  while (rc_tokens_next (tokens, &token))
    {
      g_assert_cmpuint (token.length, ==, strlen (token.word));
      g_assert_cmpuint (token.length, >, 0);
      g_assert_cmpuint (token.length, <=, RC_WORD_MAX);
      g_assert_cmpuint (token.start, <, token.stop);
      g_assert_cmpuint (token.stop, <=, length);
      if (token.kind == RC_TOKEN_WORD || token.kind == RC_TOKEN_PAIR)
        g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", token.word);
    }
  g_assert_false (rc_tokens_next (tokens, &token));
  return g_string_free (out, FALSE);
}

static void
assert_same (RcTokens *tokens, const char *text, gsize length)
{
  g_autofree char *folded = rc_text_fold (text, (gssize) length);
  g_autofree char *joined = join (tokens, text, length);

  g_assert_cmpstr (joined, ==, folded);
}

static void
test_same (void)
{
  static const char *const texts[] = { "",
                                       " ",
                                       "Education for all",
                                       "L’éducation d'Aujourd’hui",
                                       "Қазақстан — «Отырар»",
                                       "图书馆 图",
                                       "العَرَبِيّة ١٢٣",
                                       "e\xcc\x81"
                                       "cole\xff"
                                       "x" };
  g_autoptr (RcTokens) tokens = rc_tokens_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_same (tokens, texts[i], strlen (texts[i]));
}

/* Each token as its word, the letter of its kind and what it stands for in the text. */
static const struct
{
  const char *text, *tokens;
} places[] = {
  { "Education, for ALL!", "education w Education|for w for|all w ALL" },
  { "«Отырар» — Otrar", "отырар w Отырар|otrar w Otrar" },
  { "L’égalité d'Aujourd’hui", "l w L|egalite w égalité|d w d|aujourdhui w Aujourd’hui|auyourdhui r Aujourd’hui" },
  { "Májbúr", "majbur w Májbúr|maybur r Májbúr|mazbur r Májbúr" },
  { "Tolstoj", "tolstoj w Tolstoj|tolstoy r Tolstoj|tolstoz r Tolstoj" },
  { "women's o'zbek", "women w women|s w s|ozbek w o'zbek" },
  { "soft\xc2\xad"
    "ly",
    "softly w soft\xc2\xad"
    "ly" },
  { "图书馆 图,a", "图书 p 图书|书馆 p 书馆|馆 t 馆|图 p 图|a w a" },
  { "ab图书", "ab w ab|图书 p 图书|书 t 书" },
  { "ไทย", "ไท p ไท|ทย p ทย|ย t ย" },
  { "taý Ty'ys", "tay w taý|tau r taý|tyys w Ty'ys|tuys r Ty'ys" },
  { "e\xcc\x81"
    "cole½x",
    "ecole1 w e\xcc\x81"
    "cole½|2x w ½x" },
  { "العَرَبِيّة", "العربيه w العَرَبِيّة" },
  { "צה״ל שָׁלוֹם", "צהל w צה״ל|שלום w שָׁלוֹם" },
  { "\xff\xc3"
    "a\xff"
    "b",
    "a w a|b w b" },
};

static void
test_places (void)
{
  g_autoptr (RcTokens) tokens = rc_tokens_new ();

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      RcToken token;

      rc_tokens_start (tokens, places[i].text, -1);
      while (rc_tokens_next (tokens, &token))
        g_string_append_printf (out, "%s%s %c %.*s", out->len > 0 ? "|" : "", token.word, "wptr"[token.kind],
                                (int) (token.stop - token.start), places[i].text + token.start);
      g_assert_cmpstr (out->str, ==, places[i].tokens);
    }
}

/* A text may be left in the middle, and the next one begins afresh. */
static void
test_again (void)
{
  g_autoptr (RcTokens) tokens = rc_tokens_new ();
  RcToken token;

  rc_tokens_start (tokens, "图书馆 d'eau", -1);
  g_assert_true (rc_tokens_next (tokens, &token));
  rc_tokens_start (tokens, "water", -1);
  g_assert_true (rc_tokens_next (tokens, &token));
  g_assert_cmpstr (token.word, ==, "water");
  g_assert_false (rc_tokens_next (tokens, &token));
}

static void
test_random (void)
{
  static const gunichar starts[] = { 0x20,   0xa0,   0x300,  0x400,  0x5d0,  0x600,  0x900,  0xe00,  0x1000, 0x1100,
                                     0x1780, 0x1e00, 0x2018, 0x3040, 0x4e00, 0xac00, 0xfb00, 0xfe70, 0xff00, 0x10000 };
  g_autoptr (RcTokens) tokens = rc_tokens_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (15);

  for (int i = 0; i < 60000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int n = g_rand_int_range (random, 0, 14); n > 0; n--)
        if (g_rand_int_range (random, 0, 20) == 0)
          g_string_append_c (text, (char) g_rand_int_range (random, 0, 256));
        else
          g_string_append_unichar (text, starts[g_rand_int_range (random, 0, G_N_ELEMENTS (starts))] +
                                             (gunichar) g_rand_int_range (random, 0, 160));
      assert_same (tokens, text->str, text->len);
    }
}

static void
test_long (void)
{
  g_autofree char *text = g_strnfill (10000, 'a');
  g_autoptr (RcTokens) tokens = rc_tokens_new ();
  RcToken token;

  rc_tokens_start (tokens, text, -1);
  g_assert_true (rc_tokens_next (tokens, &token));
  g_assert_cmpuint (token.length, ==, RC_WORD_MAX);
  g_assert_false (rc_tokens_next (tokens, &token));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/tokens/same", test_same);
  g_test_add_func ("/text/tokens/places", test_places);
  g_test_add_func ("/text/tokens/again", test_again);
  g_test_add_func ("/text/tokens/random", test_random);
  g_test_add_func ("/text/tokens/long", test_long);
  return g_test_run ();
}
