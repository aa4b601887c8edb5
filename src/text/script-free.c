/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The script-free key: Cyrillic is written in Latin letters, then what romanisations disagree about is taken away. */
#define G_LOG_DOMAIN "rc-text"

#include "text/fold.h"

#include <string.h>

#include "text/keys.h"

/* Words beyond it differ before it. */
#define MAX_LETTERS 96

/* U+0430 to U+044F. ё is е by now. */
static const char *const russian[32] = {
  "a", "b", "v", "g", "d", "e", "zh", "z",  "i",  "y",    "k", "l", "m", "n", "o",  "p",
  "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "",  "e", "iu", "ia",
};

static const struct
{
  gunichar letter;
  const char *latin;
} others[] = {
  { 0x0259, "a" }, /* Latin schwa */
  { 0x0454, "e" }, { 0x0456, "i" }, { 0x0457, "i" },  { 0x0458, "y" }, { 0x045e, "o" }, { 0x0491, "g" },
  { 0x0493, "g" }, { 0x0497, "zh" }, { 0x049b, "k" }, { 0x049d, "g" }, { 0x04a3, "n" }, { 0x04af, "u" },
  { 0x04b1, "u" }, { 0x04b3, "h" }, { 0x04b7, "zh" }, { 0x04b9, "zh" }, { 0x04bb, "h" }, { 0x04c8, "n" },
  { 0x04cb, "ch" }, { 0x04d9, "a" }, { 0x04e3, "i" }, { 0x04e9, "o" }, { 0x04ef, "u" }, { 0x04f1, "u" },
};

/* What several letters of a romanisation, or one that they use differently, stand for. Longer ones first. Folding has
 * made š and ş s already, so sh, shch and s have to meet; likewise q, k, kh, h and x. */
static const struct
{
  const char *from;
  char to;
} spellings[] = {
  { "shch", 's' }, { "tsch", 'c' }, { "sch", 's' }, { "tch", 'c' }, { "dzh", 'z' }, { "sh", 's' }, { "sc", 's' },
  { "ch", 'c' },   { "ts", 'c' },   { "zh", 'z' },  { "dj", 'z' },  { "kh", 'k' },  { "gh", 'g' }, { "ph", 'f' },
  { "th", 't' },   { "ck", 'k' },   { "yo", 'e' },  { "q", 'k' },   { "h", 'k' },   { "x", 'k' },  { "w", 'v' },
};

static const char *
latin_of (gunichar c)
{
  if (c >= 0x0430 && c <= 0x044f)
    return russian[c - 0x0430];
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].letter == c)
      return others[i].latin;
  return NULL;
}

static gboolean
is_vowel (char c)
{
  return c == 'a' || c == 'e' || c == 'o' || c == 'u';
}

/* j is й after a vowel that nothing sounding follows (Tolstoj), else ж (Jambyl). */
static gboolean
is_semivowel (const char *word, gsize at)
{
  char c = word[at], before, after;

  if (c != 'j')
    return c == 'i' || c == 'y';
  before = at > 0 ? word[at - 1] : '\0';
  after = word[at + 1];
  return (is_vowel (before) || before == 'i' || before == 'y') && !is_vowel (after) && after != 'i' && after != 'y';
}

/* и, й, і, ы and the glides before я, ю, е. Before a vowel they are left out by some, and so is ы between consonants
 * (Otrar, Отырар); a run of them is one. */
static gsize
write_semivowels (const char *word, gsize at, GString *key, gsize start)
{
  gsize end = at;

  while (word[end] != '\0' && is_semivowel (word, end))
    end++;
  if (is_vowel (word[end]))
    return end;
  if (end == at + 1 && word[at] == 'y' && word[end] != '\0' && key->len > start && !is_vowel (key->str[key->len - 1]))
    return end;
  g_string_append_c (key, 'i');
  return end;
}

static void
write_letter (GString *key, gsize start, char c)
{
  char last = key->len > start ? key->str[key->len - 1] : '\0';

  /* ks and x, ng and ñ, and doubled letters. */
  if ((g_ascii_isalpha (c) && last == c) || (c == 's' && last == 'k') || (c == 'g' && last == 'n'))
    return;
  g_string_append_c (key, c == 'j' ? 'z' : c);
}

static gsize
write_spelling (const char *word, gsize at, GString *key, gsize start)
{
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    if (spellings[i].from[0] == word[at] && g_str_has_prefix (word + at, spellings[i].from))
      {
        write_letter (key, start, spellings[i].to);
        return at + strlen (spellings[i].from);
      }
  write_letter (key, start, word[at]);
  return at + 1;
}

static void
write_key (const char *latin, GString *key)
{
  gsize start = key->len;

  for (gsize at = 0; latin[at] != '\0';)
    {
      gboolean yo = latin[at] == 'y' && latin[at + 1] == 'o';

      if (!yo && is_semivowel (latin, at))
        at = write_semivowels (latin, at, key, start);
      else
        at = write_spelling (latin, at, key, start);
    }
}

static void
write_word_key (const char *word, gsize length, GString *key)
{
  g_autoptr (GString) latin = g_string_sized_new (length + 8);
  gsize start = key->len;
  guint n = 0;

  for (const char *p = word; p < word + length && n < MAX_LETTERS; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);
      const char *spelt = latin_of (c);

      if (spelt != NULL)
        g_string_append (latin, spelt);
      else
        g_string_append_unichar (latin, c);
    }
  write_key (latin->str, key);
  if (key->len == start)
    g_string_append_len (key, word, (gssize) length);
}

gsize
rc_script_free_key (const char *word, gsize length, char *key)
{
  g_autofree char *one = g_strndup (word, length);
  g_autofree char *whole = rc_text_script_free (one);
  gsize n = strspn (whole, "abcdefghijklmnopqrstuvwxyz");

  key[0] = '\0';
  if (n < 2 || whole[n] != '\0' || n > RC_WORD_MAX)
    return 0;
  memcpy (key, whole, n + 1);
  return n;
}

char *
rc_text_script_free (const char *folded)
{
  g_autoptr (GString) key = g_string_new (NULL);

  g_return_val_if_fail (folded != NULL, NULL);

  for (const char *word = folded; *word != '\0';)
    {
      gsize length = strcspn (word, " ");

      if (length > 0)
        {
          if (key->len > 0)
            g_string_append_c (key, ' ');
          write_word_key (word, length, key);
        }
      word += length;
      word += strspn (word, " ");
    }
  return g_strdup (key->str);
}
