/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms of a word that have one stem, and which languages are asked for it. */
#include "text/fold.h"
#include "text/keys.h"

#include <string.h>

#define ALL_LATIN (1u << RC_STEM_ENGLISH | 1u << RC_STEM_FRENCH | 1u << RC_STEM_SPANISH)
#define ALL_CYRILLIC (1u << RC_STEM_RUSSIAN | 1u << RC_STEM_KAZAKH)

/* Each row is one word in its forms. */
static const struct
{
  RcStemLanguage language;
  const char *forms[9];
} same[] = {
  { RC_STEM_ENGLISH, { "university", "universities" } },
  { RC_STEM_ENGLISH, { "connect", "connected", "connection", "connecting" } },
  { RC_STEM_FRENCH, { "université", "universités" } },
  { RC_STEM_FRENCH, { "nationale", "nationales", "national", "nationaux" } },
  { RC_STEM_SPANISH, { "educación", "educaciones" } },
  { RC_STEM_SPANISH, { "biblioteca", "bibliotecas" } },
  { RC_STEM_RUSSIAN, { "образование", "образования", "образованию", "образованием" } },
  { RC_STEM_RUSSIAN, { "учёный", "ученые", "учёными", "ученого" } },
  { RC_STEM_ARABIC, { "التعليم", "تعليم", "والتعليم" } },
  { RC_STEM_KAZAKH, { "кітап", "кітаптар", "кітабы", "кітаптың", "кітаптарды", "кітаптарымыз", "кітабында" } },
  { RC_STEM_KAZAKH, { "мектеп", "мектептер", "мектебі", "мектептерде", "мектептердегі", "мектебінен" } },
  { RC_STEM_KAZAKH, { "Қазақстан", "Қазақстанның", "Қазақстанда", "Қазақстандағы", "Қазақстаннан", "Қазақстанға" } },
  { RC_STEM_KAZAKH, { "Алматы", "Алматыда", "Алматының", "Алматыға", "Алматыдан" } },
  { RC_STEM_KAZAKH, { "тарих", "тарихы", "тарихын", "тарихының", "тарихтар", "тарихымыз" } },
  { RC_STEM_KAZAKH, { "тіл", "тілдер", "тілі", "тілдері", "тілінде", "тілмен" } },
  { RC_STEM_KAZAKH, { "оқушы", "оқушылар", "оқушысы", "оқушыларым", "оқушыларымызбен", "оқушының" } },
  { RC_STEM_KAZAKH, { "октябрь", "октябрьде", "октябрьдің" } },
  { RC_STEM_KAZAKH, { "дәптер", "дәптерлер", "дәптері" } },
};

static void
test_same (void)
{
  g_autoptr (RcStems) stems = rc_stems_new ();

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      char first[RC_KEY_SIZE], other[RC_KEY_SIZE];

      for (guint j = 0; j < G_N_ELEMENTS (same[i].forms) && same[i].forms[j] != NULL; j++)
        {
          g_autofree char *folded = rc_text_fold (same[i].forms[j], -1);
          gsize length = rc_stems_stem (stems, same[i].language, folded, strlen (folded), j == 0 ? first : other);

          g_assert_cmpuint (length, ==, strlen (j == 0 ? first : other));
          g_assert_cmpuint (g_utf8_strlen (first, -1), >=, 3);
          if (j > 0)
            g_assert_cmpstr (first, ==, other);
        }
    }
}

/* Words that end as if inflected, and are not. */
static void
test_kept (void)
{
  static const char *const words[] = { "адам", "ана",   "ата",   "бала",   "қала", "дала", "жаңа", "орта",
                                       "сот",  "алтын", "бүгін", "рәшида", "ел",   "су",   "аты" };
  g_autoptr (RcStems) stems = rc_stems_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      char stem[RC_KEY_SIZE];
      gsize length = rc_stems_stem (stems, RC_STEM_KAZAKH, words[i], strlen (words[i]), stem);

      if (g_utf8_strlen (words[i], -1) < 3)
        g_assert_cmpuint (length, ==, 0);
      else
        g_assert_cmpstr (stem, ==, words[i]);
    }
}

static guint
languages_of (const char *word, const char *language)
{
  return rc_stem_languages (word, strlen (word), language);
}

static void
test_languages (void)
{
  g_assert_cmpuint (languages_of ("history", NULL), ==, ALL_LATIN);
  g_assert_cmpuint (languages_of ("history", "eng"), ==, 1u << RC_STEM_ENGLISH);
  g_assert_cmpuint (languages_of ("histoire", "fr"), ==, 1u << RC_STEM_FRENCH);
  g_assert_cmpuint (languages_of ("geschichte", "ger"), ==, 0);
  g_assert_cmpuint (languages_of ("история", "rus"), ==, 1u << RC_STEM_RUSSIAN);
  g_assert_cmpuint (languages_of ("тарих", "kaz"), ==, 1u << RC_STEM_KAZAKH);
  g_assert_cmpuint (languages_of ("тарих", "eng"), ==, ALL_CYRILLIC);
  g_assert_cmpuint (languages_of ("تاريخ", ""), ==, 1u << RC_STEM_ARABIC);
  g_assert_cmpuint (languages_of ("图书", NULL), ==, 0);
  g_assert_cmpuint (languages_of ("1998", NULL), ==, 0);
}

/* A stem is its own stem in Kazakh, so that forms of words that look inflected meet. */
static void
test_random (void)
{
  g_autoptr (RcStems) stems = rc_stems_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (int i = 0; i < 50000; i++)
    {
      char once[RC_KEY_SIZE], twice[RC_KEY_SIZE];
      g_autoptr (GString) word = g_string_new (NULL);

      for (int n = g_rand_int_range (random, 1, 14); n > 0; n--)
        g_string_append_unichar (word, (gunichar) (i % 2 == 0 ? g_rand_int_range (random, 0x430, 0x4ea)
                                                              : g_rand_int_range (random, '0', 'z')));
      for (guint language = 0; language < RC_N_STEM_LANGUAGES; language++)
        {
          gsize length = rc_stems_stem (stems, (RcStemLanguage) language, word->str, word->len, once);

          g_assert_true (length == 0 || g_utf8_validate (once, (gssize) length, NULL));
          if (language != RC_STEM_KAZAKH || length == 0)
            continue;
          rc_stems_stem (stems, RC_STEM_KAZAKH, once, length, twice);
          g_assert_cmpstr (once, ==, twice);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/stems/same", test_same);
  g_test_add_func ("/text/stems/kept", test_kept);
  g_test_add_func ("/text/stems/languages", test_languages);
  g_test_add_func ("/text/stems/random", test_random);
  return g_test_run ();
}
