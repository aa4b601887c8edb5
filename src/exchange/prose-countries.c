/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of countries in running text, in four languages and the cases that they take. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/prose.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define NAME_LENGTH 128
#define LONGEST_NAME 7 /* words */
#define AMBIGUOUS ""

/* Common names beside those of the Unicode data, folded. */
static const char *const more[][2] = {
  { "usa", "US" },
  { "u.s", "US" },
  { "united states of america", "US" },
  { "сша", "US" },
  { "соединенных штатов америки", "US" },
  { "ақш", "US" },
  { "uk", "GB" },
  { "great britain", "GB" },
  { "великобритании", "GB" },
  { "royaume-uni", "GB" },
  { "republic of korea", "KR" },
  { "korean republic", "KR" },
  { "республики корея", "KR" },
  { "республике корея", "KR" },
  { "южной кореи", "KR" },
  { "южной корее", "KR" },
  { "corée du sud", "KR" },
  { "democratic people's republic of korea", "KP" },
  { "russian federation", "RU" },
  { "российской федерации", "RU" },
  { "российская федерация", "RU" },
  { "рф", "RU" },
  { "рк", "KZ" },
  { "кр", "KG" },
  { "kyrgyz republic", "KG" },
  { "kirghizistan", "KG" },
  { "kirghizstan", "KG" },
  { "kirghizie", "KG" },
  { "кыргызстан", "KG" },
  { "кыргызстана", "KG" },
  { "кыргызстане", "KG" },
  { "кыргызской республики", "KG" },
  { "киргизской республики", "KG" },
  { "туркмении", "TM" },
  { "turkménistan", "TM" },
  { "czech republic", "CZ" },
  { "république tchèque", "CZ" },
  { "чешской республики", "CZ" },
  { "белоруссии", "BY" },
  { "республики беларусь", "BY" },
  { "молдавии", "MD" },
  { "turkey", "TR" },
  { "turkiye", "TR" },
  { "türkiye", "TR" },
  { "viet nam", "VN" },
  { "саудовской аравии", "SA" },
  { "новой зеландии", "NZ" },
  { "шри-ланки", "LK" },
  { "исламской республики иран", "IR" },
  { "китайской народной республики", "CN" },
  { "кнр", "CN" },
  { "объединенных арабских эмиратов", "AE" },
  { "оаэ", "AE" },
  { "нидерландов", "NL" },
  { "филиппин", "PH" },
};

/* The endings that take the place of the last letter of a Russian name; the rest keep it. */
static const char *const russian[][2] = {
  { "я", "и ю ей е" }, { "а", "ы и е у ой" }, { "ь", "и ью я ю ем е" }, { "й", "я ю ем е" },
};
static const char behind_consonant[] = "а у ом е";
static const char kazakh[] = "ның нің дың дің тың тің да де та те дан ден тан тен нан нен";

static void
add_name (GHashTable *names, const char *name, const char *code)
{
  g_autoptr (RcProseWords) words = rc_prose_words (name);
  g_autoptr (GString) key = g_string_new (NULL);
  const char *known;

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (key, "%s%s", i > 0 ? " " : "", rc_prose_get (words, i));
  if (key->len == 0)
    return;
  known = g_hash_table_lookup (names, key->str);
  g_hash_table_replace (names, g_strdup (key->str), (gpointer) (known == NULL || g_str_equal (known, code) ? code : AMBIGUOUS));
}

static void
add_endings (GHashTable *names, const char *stem, const char *endings, const char *code)
{
  g_auto (GStrv) list = g_strsplit (endings, " ", -1);

  for (char **ending = list; *ending != NULL; ending++)
    {
      g_autofree char *name = g_strconcat (stem, *ending, NULL);

      add_name (names, name, code);
    }
}

static void
add_russian (GHashTable *names, const char *name, const char *code)
{
  static const char vowels[] = "оиуэыюе";

  for (guint i = 0; i < G_N_ELEMENTS (russian); i++)
    if (g_str_has_suffix (name, russian[i][0]))
      {
        g_autofree char *stem = g_strndup (name, strlen (name) - strlen (russian[i][0]));

        add_endings (names, stem, russian[i][1], code);
        return;
      }
  if (g_utf8_strchr (vowels, -1, g_utf8_get_char (g_utf8_prev_char (name + strlen (name)))) == NULL)
    add_endings (names, name, behind_consonant, code);
}

static char *
dup_display_name (const char *code, const char *language)
{
  g_autofree char *locale = g_strdup_printf ("und_%s", code);
  UChar name[NAME_LENGTH];
  char bytes[NAME_LENGTH * 3 + 1];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = uloc_getDisplayCountry (locale, language, name, NAME_LENGTH, &status);

  if (U_SUCCESS (status))
    u_strToUTF8 (bytes, sizeof bytes, NULL, name, length, &status);
  return U_SUCCESS (status) && length > 0 ? g_strdup (bytes) : NULL;
}

static void
add_country (GHashTable *names, const char *code)
{
  static const char *const languages[] = { "en", "ru", "kk", "fr" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = dup_display_name (code, languages[i]);

      if (name == NULL || g_str_equal (name, code))
        continue;
      add_name (names, name, code);
      if (strpbrk (name, " (-") != NULL)
        continue;
      if (g_str_equal (languages[i], "ru"))
        add_russian (names, name, code);
      else if (g_str_equal (languages[i], "kk"))
        add_endings (names, name, kazakh, code);
    }
}

/* Folded name → code; made once, then never changed. */
static gpointer
make_names (gpointer unused)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const char *const *code = uloc_getISOCountries (); *code != NULL; code++)
    add_country (names, *code);
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    add_name (names, more[i][0], more[i][1]);
  return names;
}

const char *
rc_prose_country (const RcProseWords *words, guint i, guint *n)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable *names;

  /* A name is written with a capital: Того is a country, того is not. */
  if (i >= words->len || !words->at[i].capital)
    return NULL;
  names = g_once (&once, make_names, NULL);
  for (guint length = MIN (LONGEST_NAME, words->len - i); length > 0; length--)
    {
      g_autoptr (GString) key = g_string_new (rc_prose_get (words, i));
      const char *code;

      for (guint k = 1; k < length; k++)
        g_string_append_printf (key, " %s", rc_prose_get (words, i + k));
      code = g_hash_table_lookup (names, key->str);
      if (code == NULL)
        continue;
      *n = length;
      return g_str_equal (code, AMBIGUOUS) ? NULL : code;
    }
  return NULL;
}
