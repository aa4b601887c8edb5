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
  g_test_add_func ("/text/tokens/long", test_long);
  return g_test_run ();
}
