/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a text: its words, their keys, and what may have been meant by it. */
#include "text/fold.h"
#include "text/keys.h"
#include "text/rescue.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

static void
check_key (const char *key, gsize length)
{
  g_assert (length <= RC_WORD_MAX);
  g_assert (length == strlen (key));
  g_assert (g_utf8_validate (key, (gssize) length, NULL));
}

static void
check_word (RcStems *stems, const char *word, gsize length)
{
  guint languages = rc_stem_languages (word, length, NULL);
  char key[RC_KEY_SIZE], again[RC_KEY_SIZE];
  gsize n;

  n = rc_script_free_key (word, length, key);
  check_key (key, n);
  g_assert (strspn (key, "abcdefghijklmnopqrstuvwxyz") == n);
  for (guint language = 0; language < RC_N_STEM_LANGUAGES; language++)
    {
      n = rc_stems_stem (stems, (RcStemLanguage) language, word, length, key);
      check_key (key, n);
      if (n == 0 || language != RC_STEM_KAZAKH || (languages & 1u << language) == 0)
        continue;
      g_assert (rc_stems_stem (stems, RC_STEM_KAZAKH, key, n, again) == n);
      g_assert (strcmp (key, again) == 0);
    }
}

/* Each word against the one before it: the distance is the same both ways, and none to itself. */
static void
check_near (const char *before, const char *word)
{
  g_autoptr (RcNear) near = rc_near_new (before, strlen (before), 2);
  g_autoptr (RcNear) back = rc_near_new (word, strlen (word), 2);
  guint steps = rc_near_distance (near, word, strlen (word), NULL);

  g_assert (steps == rc_near_distance (back, before, strlen (before), NULL));
  g_assert (rc_near_distance (near, before, strlen (before), NULL) == 0);
}

static void
check_tokens (const char *text, gsize size)
{
  g_autoptr (RcTokens) tokens = rc_tokens_new ();
  g_autoptr (RcStems) stems = rc_stems_new ();
  g_autofree char *before = g_strdup ("");
  RcToken token;

  rc_tokens_start (tokens, text, (gssize) size);
  while (rc_tokens_next (tokens, &token))
    {
      g_assert (token.length > 0 && token.length <= RC_WORD_MAX && token.length == strlen (token.word));
      g_assert (token.start < token.stop && token.stop <= size);
      g_assert (strchr (token.word, ' ') == NULL && g_utf8_validate (token.word, -1, NULL));
      check_word (stems, token.word, token.length);
      check_near (before, token.word);
      g_free (before);
      before = g_strdup (token.word);
    }
}

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  const char *text = (const char *) data;
  g_autofree char *once = rc_text_fold (text, (gssize) size);
  g_autofree char *twice = rc_text_fold (once, -1);
  g_autofree char *keys = rc_text_script_free (once);
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) size);
  g_autofree char *mended = rc_rescue_look_alikes (valid);
  g_autoptr (GPtrArray) layouts = rc_rescue_layouts (valid);
  char key[RC_KEY_SIZE];

  g_assert (strcmp (once, twice) == 0 && strlen (once) <= 3 * size);
  g_assert (g_utf8_validate (keys, -1, NULL) && layouts->len <= 3);
  g_assert (mended == NULL || g_utf8_strlen (mended, -1) == g_utf8_strlen (valid, -1));
  check_tokens (text, size);
  check_key (key, rc_identifier_key (text, (gssize) size, key));
  return 0;
}
