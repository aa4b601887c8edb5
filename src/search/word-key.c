/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words have a script-free key, and which are too short for one. */
#define G_LOG_DOMAIN "rc-search"

#include "search/word-key.h"

#include <string.h>

#include "search/entry.h"
#include "text/keys.h"

/* Shorter keys meet too many other words. */
#define MIN_KEY 3

/* қыз and qyz, жуу and juu, кие: a key leaves out a letter of them, which makes it shorter than the word. */
static gboolean
loses_letter (const char *word)
{
  static const char *const lost[] = { "y", "ы", "ى", "uu", "уу", "ۋۋ", "ۇۋ", "ie", "ие", "يە" };

  for (guint i = 0; i < G_N_ELEMENTS (lost); i++)
    if (strstr (word, lost[i]) != NULL)
      return TRUE;
  return FALSE;
}

gsize
rc_word_key_write (const char *word, gsize length, char *key)
{
  gunichar first = g_utf8_get_char (word);
  gboolean lettered = g_ascii_isalpha (*word) || first == 0x0259 || (first >= 0x0400 && first < 0x0530)
                      || (first >= 0x0621 && first < 0x06d6);
  gsize n = lettered ? rc_script_free_key (word, length, key) : 0;

  if (n < MIN_KEY && !(n == MIN_KEY - 1 && g_utf8_strlen (word, -1) >= MIN_KEY && loses_letter (word)))
    return 0;
  return n;
}

gboolean
rc_word_is_hyphen (const char *text, gsize length)
{
  return (length == 1 && *text == '-') || (length == 3 && (memcmp (text, "\u2010", 3) == 0 || memcmp (text, "\u2011", 3) == 0));
}

char *
rc_word_key (const char *word)
{
  char key[RC_KEY_SIZE];

  return rc_word_key_write (word, strlen (word), key) > 0 ? g_strdup (key) : NULL;
}

gboolean
rc_word_has_key (const char *word, char **keys, gboolean prefix)
{
  g_autofree char *key = keys != NULL && *word != RC_KEY_MARK ? rc_word_key (word) : NULL;

  for (; key != NULL && *keys != NULL; keys++)
    if (prefix ? g_str_has_prefix (key, *keys) : strcmp (key, *keys) == 0)
      return TRUE;
  return FALSE;
}
