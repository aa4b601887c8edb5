/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guessing the language of a text. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/language-guess.h"

#include <string.h>

#define MIN_LETTERS 40
#define MAX_BYTES 65536

/* Letters that one language of a script has and its neighbours do not. */
static const struct
{
  const char *code;
  const char *letters;
} own_letters[] = {
  { "kaz", "әғқңөұүһі" }, { "uig", "ەېڭۋ" },  { "tgk", "ҷӣӯҳ" }, { "uzb", "ўҳ" }, { "ukr", "їєґ" },
  { "bel", "ў" },         { "kir", "ңөү" },   { "per", "پچگژ" }, { "tuk", "žňýş" }, { "tur", "ğışçö" },
};

/* Words that stand on every page of a language in Latin letters. */
static const struct
{
  const char *code;
  const char *words;
} small_words[] = {
  { "eng", " the of and to in is for that with on " },
  { "fre", " le la les des et en du une dans pour que est " },
  { "spa", " el los las de la y en que del por con una " },
  { "ger", " der die das und ist von mit den zu im nicht " },
  { "por", " o os as de da do e em que uma para com não " },
  { "ita", " il di che la e per un del della le con sono " },
  { "tur", " ve bir bu için ile da de olan olarak " },
};

/* Letters of each script that matters here. */
typedef struct
{
  guint latin, cyrillic, arabic, han, kana, hangul, greek, other;
} Letters;

static void
count_letter (Letters *letters, gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_LATIN: letters->latin++; break;
    case G_UNICODE_SCRIPT_CYRILLIC: letters->cyrillic++; break;
    case G_UNICODE_SCRIPT_ARABIC: letters->arabic++; break;
    case G_UNICODE_SCRIPT_HAN: letters->han++; break;
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA: letters->kana++; break;
    case G_UNICODE_SCRIPT_HANGUL: letters->hangul++; break;
    case G_UNICODE_SCRIPT_GREEK: letters->greek++; break;
    default: letters->other++; break;
    }
}

static guint
count_of (const char *text, const char *end, const char *wanted)
{
  guint n = 0;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    n += g_utf8_strchr (wanted, -1, g_unichar_tolower (g_utf8_get_char (p))) != NULL;
  return n;
}

/* One letter in a hundred is enough: a name of another country in a text does not make so many. */
static const char *
guess_by_letters (const char *text, const char *end, guint n_letters, const char *const *codes, const char *otherwise)
{
  const char *best = otherwise;
  guint most = n_letters / 100;

  for (guint i = 0; codes[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (own_letters); j++)
      {
        guint n = g_str_equal (own_letters[j].code, codes[i]) ? count_of (text, end, own_letters[j].letters) : 0;

        if (n > most)
          {
            best = own_letters[j].code;
            most = n;
          }
      }
  return best;
}

static const char *
guess_by_words (const char *text, const char *end)
{
  guint counts[G_N_ELEMENTS (small_words)] = { 0 };
  g_autofree char *lower = g_utf8_strdown (text, end - text);
  g_auto (GStrv) words = g_strsplit_set (lower, " \n.,;:()", -1);
  guint best = 0, n_words = g_strv_length (words);

  for (guint i = 0; i < n_words; i++)
    {
      g_autofree char *spaced = g_strdup_printf (" %s ", words[i]);

      for (guint j = 0; *words[i] != '\0' && j < G_N_ELEMENTS (small_words); j++)
        counts[j] += strstr (small_words[j].words, spaced) != NULL;
    }
  for (guint j = 1; j < G_N_ELEMENTS (small_words); j++)
    if (counts[j] > counts[best])
      best = j;
  return counts[best] * 20 > n_words ? small_words[best].code : NULL;
}

const char *
rc_language_guess (const char *text)
{
  static const char *const cyrillic[] = { "kaz", "kir", "tgk", "uzb", "ukr", "bel", NULL };
  static const char *const arabic[] = { "uig", "per", NULL };
  const char *end = text;
  Letters letters = { 0 };
  guint all;

  for (; *end != '\0' && end - text < MAX_BYTES; end = g_utf8_next_char (end))
    if (g_unichar_isalpha (g_utf8_get_char (end)))
      count_letter (&letters, g_utf8_get_char (end));
  all = letters.latin + letters.cyrillic + letters.arabic + letters.han + letters.kana + letters.hangul + letters.greek + letters.other;
  if (all < MIN_LETTERS)
    return NULL;
  if (letters.cyrillic * 2 > all)
    return guess_by_letters (text, end, letters.cyrillic, cyrillic, "rus");
  if (letters.arabic * 2 > all)
    return guess_by_letters (text, end, letters.arabic, arabic, "ara");
  if (letters.hangul * 2 > all)
    return "kor";
  if (letters.greek * 2 > all)
    return "gre";
  if ((letters.kana + letters.han) * 2 > all)
    return letters.kana * 10 > letters.han ? "jpn" : "chi";
  return letters.latin * 2 > all ? guess_by_words (text, end) : NULL;
}
