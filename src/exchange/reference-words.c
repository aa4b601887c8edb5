/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that formats of references have in common. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/reference-words.h"

#include <string.h>

/* MARC code, ISO 639-1, the terminology code of ISO 639-2 where that is another one, names. */
static const struct
{
  const char *code, *tag, *other, *names[4];
} languages[] = {
  { "eng", "en", NULL, { "english", "английский", "anglais", "englisch" } },
  { "rus", "ru", NULL, { "russian", "русский", "russe", "russisch" } },
  { "kaz", "kk", NULL, { "kazakh", "қазақ", "казахский", "kazakh language" } },
  { "fre", "fr", "fra", { "french", "французский", "français", "französisch" } },
  { "ger", "de", "deu", { "german", "немецкий", "allemand", "deutsch" } },
  { "spa", "es", NULL, { "spanish", "испанский", "espagnol", "español" } },
  { "ita", "it", NULL, { "italian", "итальянский", "italien", "italiano" } },
  { "por", "pt", NULL, { "portuguese", "португальский", "portugais", "português" } },
  { "chi", "zh", "zho", { "chinese", "китайский", "chinois", "中文" } },
  { "jpn", "ja", NULL, { "japanese", "японский", "japonais", "日本語" } },
  { "kor", "ko", NULL, { "korean", "корейский", "coréen" } },
  { "ara", "ar", NULL, { "arabic", "арабский", "arabe" } },
  { "per", "fa", "fas", { "persian", "персидский", "persan", "farsi" } },
  { "tur", "tr", NULL, { "turkish", "турецкий", "turc", "türkçe" } },
  { "kir", "ky", NULL, { "kyrgyz", "киргизский", "кыргыз", "kirghiz" } },
  { "uzb", "uz", NULL, { "uzbek", "узбекский", "ouzbek" } },
  { "tgk", "tg", NULL, { "tajik", "таджикский", "тоҷикӣ" } },
  { "tuk", "tk", NULL, { "turkmen", "туркменский" } },
  { "tat", "tt", NULL, { "tatar", "татарский" } },
  { "uig", "ug", NULL, { "uighur", "уйгурский" } },
  { "mon", "mn", NULL, { "mongolian", "монгольский" } },
  { "aze", "az", NULL, { "azerbaijani", "азербайджанский" } },
  { "arm", "hy", "hye", { "armenian", "армянский" } },
  { "geo", "ka", "kat", { "georgian", "грузинский" } },
  { "ukr", "uk", NULL, { "ukrainian", "украинский" } },
  { "bel", "be", NULL, { "belarusian", "белорусский" } },
  { "pol", "pl", NULL, { "polish", "польский", "polonais" } },
  { "cze", "cs", "ces", { "czech", "чешский" } },
  { "slo", "sk", "slk", { "slovak", "словацкий" } },
  { "bul", "bg", NULL, { "bulgarian", "болгарский" } },
  { "srp", "sr", NULL, { "serbian", "сербский" } },
  { "hrv", "hr", NULL, { "croatian", "хорватский" } },
  { "slv", "sl", NULL, { "slovenian", "словенский" } },
  { "rum", "ro", "ron", { "romanian", "румынский" } },
  { "hun", "hu", NULL, { "hungarian", "венгерский" } },
  { "gre", "el", "ell", { "greek", "греческий" } },
  { "lat", "la", NULL, { "latin", "латинский" } },
  { "dut", "nl", "nld", { "dutch", "нидерландский" } },
  { "swe", "sv", NULL, { "swedish", "шведский" } },
  { "dan", "da", NULL, { "danish", "датский" } },
  { "nor", "no", NULL, { "norwegian", "норвежский" } },
  { "fin", "fi", NULL, { "finnish", "финский" } },
  { "est", "et", NULL, { "estonian", "эстонский" } },
  { "lav", "lv", NULL, { "latvian", "латышский" } },
  { "lit", "lt", NULL, { "lithuanian", "литовский" } },
  { "heb", "he", NULL, { "hebrew", "иврит" } },
  { "hin", "hi", NULL, { "hindi", "хинди" } },
  { "urd", "ur", NULL, { "urdu", "урду" } },
  { "ind", "id", NULL, { "indonesian", "индонезийский" } },
  { "vie", "vi", NULL, { "vietnamese", "вьетнамский" } },
};

static gboolean
names_language (guint i, const char *lower)
{
  gsize length = strcspn (lower, "-_");

  if ((length == 2 && strncmp (lower, languages[i].tag, 2) == 0) || (length == 3 && strncmp (lower, languages[i].code, 3) == 0) ||
      g_strcmp0 (lower, languages[i].other) == 0)
    return TRUE;
  for (guint n = 0; n < G_N_ELEMENTS (languages[i].names) && languages[i].names[n] != NULL; n++)
    if (g_str_equal (lower, languages[i].names[n]))
      return TRUE;
  return FALSE;
}

gboolean
rc_reference_add_language (RcReference *self, const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  g_strstrip (lower);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (names_language (i, lower))
      {
        rc_reference_add_text (self->languages, languages[i].code);
        return TRUE;
      }
  return FALSE;
}

const char *
rc_language_to_tag (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (code, languages[i].code))
      return languages[i].tag;
  return code;
}

int
rc_month_from_text (const char *text)
{
  static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_ascii_strncasecmp (text, months[i], 3) == 0)
      return (int) i + 1;
  return 0;
}

char *
rc_doi_from_text (const char *text)
{
  static const char *const heads[] = { "doi:", "doi", "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi.org/" };
  const char *at = text + strspn (text, " \t");
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_ascii_strncasecmp (at, heads[i], strlen (heads[i])) == 0)
      {
        at += strlen (heads[i]);
        at += strspn (at, " \t");
        break;
      }
  length = strcspn (at, " \t\r\n");
  if (!g_str_has_prefix (at, "10.") || memchr (at, '/', length) == NULL || at[length + strspn (at + length, " \t\r\n")] != '\0')
    return NULL;
  return g_strndup (at, length);
}
