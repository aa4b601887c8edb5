/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The script-free key: a word is written in Latin letters, then what romanisations disagree about is taken away. */
#define G_LOG_DOMAIN "rc-text"

#include <string.h>

#include "text/fold.h"
#include "text/keys.h"

/* Words beyond it differ before it. */
#define MAX_LETTERS 96
#define MAX_LATIN (MAX_LETTERS * 4)

/* U+0430 to U+044F. ё is е by now. */
static const char *const russian[32] = {
  "a", "b", "v", "g", "d", "e",  "zh", "z",  "i",  "y",    "k", "l", "m", "n", "o",  "p",
  "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "",  "y", "",  "e", "iu", "ia",
};

/* Ascending. In Arabic letters it is Kazakh that writes its vowels: what they stand for there. */
static const struct
{
  gunichar letter;
  const char *latin;
} others[] = {
  { 0x0259, "a" }, /* Latin schwa */
  { 0x0454, "e" },  { 0x0456, "i" },  { 0x0457, "i" },  { 0x0458, "y" },  { 0x045e, "o" }, { 0x0491, "g" },
  { 0x0493, "g" },  { 0x0497, "zh" }, { 0x049b, "k" },  { 0x049d, "g" },  { 0x04a3, "n" }, { 0x04af, "u" },
  { 0x04b1, "u" },  { 0x04b3, "h" },  { 0x04b7, "zh" }, { 0x04b9, "zh" }, { 0x04bb, "h" }, { 0x04c8, "n" },
  { 0x04cb, "ch" }, { 0x04d9, "a" },  { 0x04e3, "i" },  { 0x04e9, "o" },  { 0x04ef, "u" }, { 0x04f1, "u" },
  { 0x0621, "" },   { 0x0627, "a" },  { 0x0628, "b" },  { 0x062a, "t" },  { 0x062b, "s" }, { 0x062c, "zh" },
  { 0x062d, "h" },  { 0x062e, "h" },  { 0x062f, "d" },  { 0x0630, "z" },  { 0x0631, "r" }, { 0x0632, "z" },
  { 0x0633, "s" },  { 0x0634, "sh" }, { 0x0635, "s" },  { 0x0636, "z" },  { 0x0637, "t" }, { 0x0638, "z" },
  { 0x0639, "g" },  { 0x063a, "g" },  { 0x0641, "f" },  { 0x0642, "k" },  { 0x0643, "k" }, { 0x0644, "l" },
  { 0x0645, "m" },  { 0x0646, "n" },  { 0x0647, "h" },  { 0x0648, "o" },  { 0x0649, "i" }, { 0x064a, "i" },
  { 0x0674, "" },   { 0x067e, "p" },  { 0x0686, "ch" }, { 0x0698, "zh" }, { 0x06ad, "n" }, { 0x06af, "g" },
  { 0x06c6, "v" },  { 0x06c7, "u" },  { 0x06cb, "u" },  { 0x06d5, "e" },
};

/* What several letters of a romanisation, or one that they use differently, stand for. Folding has made š and ş s
 * already, so sh, shch and s have to meet; likewise c, ç, č, ts and tş; q, k, kh, h and x. Where h is х, sh is с and х
 * (схема, shema), so that skh has to meet it, too. In the GOST shh is щ and cz ц, in Polish sz, cz and szcz are ш, ч and щ, so
 * с and ч before з or ж have to meet these. Longer ones first. */
static const struct
{
  const char *from;
  char to;
} spellings[] = {
  { "schtsch", 's' }, { "chtch", 's' },  { "tshch", 'c' },  { "shch", 's' },   { "shkh", 's' },   { "zhkh", 'z' },
  { "szcz", 's' },    { "tskh", 'c' },   { "chkh", 'c' },   { "chzh", 'c' },   { "tsch", 'c' },   { "stsh", 's' },
  { "scz", 's' },     { "tcz", 'c' },    { "sch", 's' },    { "shh", 's' },    { "sts", 's' },    { "skh", 's' },
  { "szh", 's' },     { "tch", 'c' },    { "tts", 'c' },    { "tsc", 'c' },    { "tsh", 'c' },    { "tsz", 'c' },
  { "chz", 'c' },     { "tkh", 't' },    { "zkh", 'z' },    { "gkh", 'g' },    { "dzh", 'z' },    { "sh", 's' },
  { "sc", 's' },      { "sx", 's' },     { "sz", 's' },     { "sj", 's' },     { "ch", 'c' },     { "cz", 'c' },
  { "cj", 'c' },      { "ts", 'c' },     { "tc", 'c' },     { "zh", 'z' },     { "dz", 'z' },     { "dj", 'z' },
  { "kh", 'k' },      { "gh", 'g' },     { "ph", 'f' },     { "th", 't' },
};

/* What they begin with, and what comes second in them. */
#define BIT(letter) (1u << ((letter) - 'a'))
#define FIRST_LETTERS (BIT ('c') | BIT ('d') | BIT ('g') | BIT ('k') | BIT ('p') | BIT ('s') | BIT ('t') | BIT ('z'))
#define SECOND_LETTERS (BIT ('c') | BIT ('h') | BIT ('j') | BIT ('k') | BIT ('s') | BIT ('t') | BIT ('x') | BIT ('z'))

/* What each letter from a to z stands for by itself: j, q, h, x and w for others. */
static const char alone[] = "abcdefgkizklmnopkrstuvvkyz";

static const char *
latin_of (gunichar c)
{
  if (c >= 0x0430 && c <= 0x044f)
    return russian[c - 0x0430];
  for (guint i = 0; i < G_N_ELEMENTS (others) && others[i].letter <= c; i++)
    if (others[i].letter == c)
      return others[i].latin;
  return NULL;
}

/* 1 for letters that Kazakh has beside back vowels alone, -1 for those that go with front ones, 0 for others. ا may be
 * ә as the first vowel of a word only. */
static int
harmony_of (gunichar c, gboolean after_vowel)
{
  switch (c)
    {
    case 0x0627: /* ا */
      return after_vowel ? 1 : 0;
    case 0x0639: /* ع */
    case 0x0642: /* ق */
      return 1;
    case 0x06d5: /* ە */
    case 0x0643: /* ك */
    case 0x06af: /* گ */
    case 0x0621: /* ء */
    case 0x0674:
      return -1;
    default:
      return 0;
    }
}

/* In Arabic letters ى is written for ы and for і, as ا, و and ۇ are for two vowels each: the letter behind it tells
 * which, else those of the word, the nearest before it when they do not agree. */
static gboolean
is_back (const char *word, const char *at, const char *end)
{
  const char *next = g_utf8_next_char (at);
  int before = 0, anywhere = 0;
  gboolean agree = TRUE, after_vowel = FALSE;

  if (next < end && harmony_of (g_utf8_get_char (next), FALSE) != 0)
    return harmony_of (g_utf8_get_char (next), FALSE) > 0;
  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int one = harmony_of (c, after_vowel);

      after_vowel |= c == 0x0627 || c == 0x0648 || c == 0x0649 || c == 0x06c7 || c == 0x06d5;
      agree &= one == 0 || anywhere == 0 || one == anywhere;
      anywhere = one != 0 ? one : anywhere;
      before = one != 0 && p < at ? one : before;
    }
  return (agree || before == 0 ? anywhere : before) >= 0;
}

/* Returns the length of `latin`, 0 when a letter of the word has no Latin one. */
static gsize
write_latin (const char *word, gsize length, char latin[MAX_LATIN + 1])
{
  const char *end = word + length;
  gsize n = 0;
  guint n_letters = 0;

  for (const char *p = word; p < end && n_letters < MAX_LETTERS; n_letters++)
    {
      const char *spelt;
      gunichar c;

      if (*p >= 'a' && *p <= 'z')
        {
          latin[n++] = *p++;
          continue;
        }
      c = g_utf8_get_char (p);
      spelt = c == 0x0649 && is_back (word, p, end) ? "y" : latin_of (c);
      if (spelt == NULL)
        return 0;
      while (*spelt != '\0')
        latin[n++] = *spelt++;
      p = g_utf8_next_char (p);
    }
  latin[n] = '\0';
  return n;
}

static gboolean
is_vowel (char c)
{
  return c == 'a' || c == 'e' || c == 'o' || c == 'u';
}

/* j is й behind a vowel that no vowel follows (Tolstoj), else ж (Jambyl). */
static gboolean
is_semivowel (const char *word, const char *p)
{
  if (*p != 'j')
    return *p == 'i' || *p == 'y';
  return p > word && (is_vowel (p[-1]) || p[-1] == 'i' || p[-1] == 'y') && !is_vowel (p[1]) && p[1] != 'i' &&
         p[1] != 'y';
}

/* и, й, і, ы and the glides before я, ю, е. Before a vowel they are left out by some, and so is ы between consonants
 * (Otrar, Отырар); a run of them is one. yo is ё, but behind a vowel й and о (район). */
static const char *
write_semivowels (const char *word, const char *p, char *key, gsize *n)
{
  const char *start = p;
  gboolean after_vowel = *n > 0 && is_vowel (key[*n - 1]);

  while (is_semivowel (word, p))
    p++;
  if (*p == 'o' && p == start + 1 && *start == 'y' && !after_vowel)
    {
      key[(*n)++] = 'e';
      return p + 1;
    }
  if (is_vowel (*p))
    return p;
  if (p == start + 1 && *start == 'y' && *p != '\0' && *n > 0 && !after_vowel)
    return p;
  key[(*n)++] = 'i';
  return p;
}

/* ks and x, ng and ñ, u and the French ou, and doubled letters are one. */
static void
write_letter (char c, char *key, gsize *n)
{
  char last = *n > 0 ? key[*n - 1] : '\0';

  if (last == c || (c == 's' && last == 'k') || (c == 'g' && last == 'n'))
    return;
  if (c == 'u' && last == 'o')
    (*n)--;
  key[(*n)++] = c;
}

/* Letters of the alphabet as bits. */
static inline gboolean
is_among (char c, guint32 letters)
{
  return c >= 'a' && (letters >> (c - 'a') & 1) != 0;
}

static inline const char *
skip_spelling (const char *p, const char *spelling)
{
  while (*spelling != '\0' && *p == *spelling)
    {
      p++;
      spelling++;
    }
  return *spelling == '\0' ? p : NULL;
}

static const char *
write_spelling (const char *p, char *key, gsize *n)
{
  gboolean spelt = is_among (p[0], FIRST_LETTERS) && is_among (p[1], SECOND_LETTERS);

  for (guint i = 0; spelt && i < G_N_ELEMENTS (spellings); i++)
    {
      const char *rest = spellings[i].from[0] == *p ? skip_spelling (p, spellings[i].from) : NULL;

      if (rest != NULL)
        {
          write_letter (spellings[i].to, key, n);
          return rest;
        }
    }
  write_letter (alone[*p - 'a'], key, n);
  return p + 1;
}

/* So many letters of it, the last of which may still be another one. */
static gsize
write_key (const char *latin, gsize most, char *key)
{
  gsize n = 0;

  for (const char *p = latin; *p != '\0' && n < most;)
    p = is_semivowel (latin, p) ? write_semivowels (latin, p, key, &n) : write_spelling (p, key, &n);
  return n;
}

gsize
rc_script_free_key (const char *word, gsize length, char *key)
{
  char latin[MAX_LATIN + 1];
  gsize n;

  g_return_val_if_fail (word != NULL && key != NULL, 0);

  key[0] = '\0';
  if (length == 0 || write_latin (word, length, latin) == 0)
    return 0;
  n = write_key (latin, RC_WORD_MAX, key);
  if (n == 1)
    n = 0;
  key[n] = '\0';
  return n;
}

gboolean
rc_script_free_key_may_begin (const char *word, gsize length, const guint32 letters[2])
{
  char latin[MAX_LATIN + 1], key[3];

  g_return_val_if_fail (word != NULL && letters != NULL, FALSE);

  if (length == 0 || write_latin (word, length, latin) == 0)
    return FALSE;
  return write_key (latin, sizeof key, key) < sizeof key || (is_among (key[0], letters[0]) && is_among (key[1], letters[1]));
}

char *
rc_text_script_free (const char *folded)
{
  GString *keys = g_string_new (NULL);

  g_return_val_if_fail (folded != NULL, g_string_free (keys, FALSE));

  for (const char *word = folded + strspn (folded, " "); *word != '\0';)
    {
      gsize length = strcspn (word, " ");
      char key[RC_KEY_SIZE];
      gsize n = rc_script_free_key (word, length, key);

      if (keys->len > 0)
        g_string_append_c (keys, ' ');
      g_string_append_len (keys, n > 0 ? key : word, (gssize) (n > 0 ? n : length));
      word += length;
      word += strspn (word, " ");
    }
  return g_string_free (keys, FALSE);
}
