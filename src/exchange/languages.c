/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes and names of languages, and the codes that MARC has for them. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/languages.h"

#include <string.h>

static const struct
{
  const char *code, *marc;
  const char *terminological; /* (nullable) of ISO 639-2, where MARC has the other one */
  const char *names;          /* small letters, each between bars */
} languages[] = {
  { "en", "eng", NULL, "|english|английский|англ|ағылшын|ағылшынша|anglais|inglés|englisch|" },
  { "ru", "rus", NULL, "|russian|русский|рус|орыс|орысша|russe|ruso|russisch|" },
  { "kk", "kaz", NULL, "|kazakh|казахский|каз|қазақ|қазақша|қазақ тілі|kazakhe|kazajo|kasachisch|kazakh language|" },
  { "fr", "fre", "fra", "|french|французский|француз|французша|français|francés|französisch|" },
  { "ky", "kir", NULL, "|kyrgyz|kirghiz|киргизский|кыргызский|кыргызча|қырғыз|қырғызша|кыргыз|" },
  { "uz", "uzb", NULL, "|uzbek|узбекский|oʻzbekcha|ouzbek|" },
  { "tg", "tgk", NULL, "|tajik|таджикский|тоҷикӣ|" },
  { "tk", "tuk", NULL, "|turkmen|туркменский|türkmençe|" },
  { "de", "ger", "deu", "|german|немецкий|неміс|немісше|allemand|alemán|deutsch|" },
  { "es", "spa", NULL, "|spanish|испанский|испан|испанша|espagnol|español|spanisch|" },
  { "it", "ita", NULL, "|italian|итальянский|italiano|italien|" },
  { "ar", "ara", NULL, "|arabic|арабский|араб|арабша|arabe|árabe|arabisch|العربية|" },
  { "zh", "chi", "zho", "|chinese|китайский|қытай|қытайша|chinois|chino|chinesisch|中文|" },
  { "tr", "tur", NULL, "|turkish|турецкий|türkçe|turc|" },
  { "fa", "per", "fas", "|persian|farsi|персидский|فارسی|persan|" },
  { "mn", "mon", NULL, "|mongolian|монгольский|монгол|" },
  { "pt", "por", NULL, "|portuguese|португальский|português|portugais|" },
  { "ja", "jpn", NULL, "|japanese|японский|日本語|japonais|" },
  { "ko", "kor", NULL, "|korean|корейский|한국어|coréen|" },
  { "uk", "ukr", NULL, "|ukrainian|украинский|українська|" },
  { "pl", "pol", NULL, "|polish|польский|polski|polonais|" },
  { "nl", "dut", "nld", "|dutch|нидерландский|голландский|nederlands|" },
  { "sv", "swe", NULL, "|swedish|шведский|svenska|" },
  { "fi", "fin", NULL, "|finnish|финский|suomi|" },
  { "cs", "cze", "ces", "|czech|чешский|čeština|" },
  { "az", "aze", NULL, "|azerbaijani|азербайджанский|azərbaycan dili|" },
  { "hi", "hin", NULL, "|hindi|хинди|हिन्दी|" },
  { "tt", "tat", NULL, "|tatar|татарский|татарча|" },
  { "ug", "uig", NULL, "|uighur|uyghur|уйгурский|ئۇيغۇرچە|" },
  { "be", "bel", NULL, "|belarusian|белорусский|беларуская|" },
  { "bg", "bul", NULL, "|bulgarian|болгарский|български|" },
  { "ca", "cat", NULL, "|catalan|каталанский|català|" },
  { "da", "dan", NULL, "|danish|датский|dansk|" },
  { "el", "gre", "ell", "|greek|греческий|ελληνικά|" },
  { "et", "est", NULL, "|estonian|эстонский|eesti|" },
  { "he", "heb", NULL, "|hebrew|иврит|עברית|" },
  { "hr", "hrv", NULL, "|croatian|хорватский|hrvatski|" },
  { "hu", "hun", NULL, "|hungarian|венгерский|magyar|" },
  { "hy", "arm", "hye", "|armenian|армянский|հայերեն|" },
  { "id", "ind", NULL, "|indonesian|индонезийский|bahasa indonesia|" },
  { "ka", "geo", "kat", "|georgian|грузинский|ქართული|" },
  { "la", "lat", NULL, "|latin|латинский|латынь|" },
  { "lt", "lit", NULL, "|lithuanian|литовский|lietuvių|" },
  { "lv", "lav", NULL, "|latvian|латышский|latviešu|" },
  { "no", "nor", NULL, "|norwegian|норвежский|norsk|" },
  { "ro", "rum", "ron", "|romanian|румынский|română|" },
  { "sk", "slo", "slk", "|slovak|словацкий|slovenčina|" },
  { "sl", "slv", NULL, "|slovenian|словенский|slovenščina|" },
  { "sr", "srp", NULL, "|serbian|сербский|српски|" },
  { "ur", "urd", NULL, "|urdu|урду|اردو|" },
  { "vi", "vie", NULL, "|vietnamese|вьетнамский|tiếng việt|" },
};

char *
rc_language_to_marc (const char *code)
{
  gsize length = strcspn (code, "-_");

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const char *own = length == 2 ? languages[i].code : length == 3 ? languages[i].terminological : NULL;

      if (own != NULL && g_ascii_strncasecmp (code, own, length) == 0)
        return g_strdup (languages[i].marc);
    }
  return length == 3 ? g_ascii_strdown (code, 3) : NULL;
}

char *
rc_language_from_text (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text)), *small = g_utf8_strdown (trimmed, -1);
  g_autofree char *name = g_strconcat ("|", small, "|", NULL);
  gboolean letters = TRUE;

  for (const char *p = small; *p != '\0' && strchr ("-_", *p) == NULL; p++)
    letters = letters && g_ascii_isalpha (*p);
  for (guint i = 0; *small != '\0' && i < G_N_ELEMENTS (languages); i++)
    if (strstr (languages[i].names, name) != NULL)
      return g_strdup (languages[i].marc);
  return letters ? rc_language_to_marc (small) : NULL;
}

const char *
rc_language_to_tag (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (code, languages[i].marc))
      return languages[i].code;
  return code;
}

RcDateOrder
rc_language_get_date_order (const char *code)
{
  static const char *const day_first[] = { "rus", "kaz", "fre", "ger", "spa", "ita", "por", "kir", "uzb", "tgk", "tur", "ukr", "bel", "pol", "dut", NULL };
  static const char *const day_first_english[] = { "GB", "IE", "AU", "NZ", "IN", NULL };
  g_autofree char *marc = code != NULL ? rc_language_to_marc (code) : NULL;
  const char *sign = code != NULL ? strpbrk (code, "-_") : NULL;
  g_autofree char *country = g_ascii_strup (sign != NULL ? sign + 1 : "", -1);

  if (marc == NULL)
    return RC_DATE_ORDER_UNKNOWN;
  if (g_str_equal (marc, "eng") && g_str_equal (country, "US"))
    return RC_DATE_ORDER_MONTH_FIRST;
  if (g_str_equal (marc, "eng"))
    return g_strv_contains (day_first_english, country) ? RC_DATE_ORDER_DAY_FIRST : RC_DATE_ORDER_UNKNOWN;
  /* Of those who live beside the English of America, nobody knows. */
  if (g_str_equal (country, "US") || g_str_equal (country, "CA") || g_str_equal (country, "PR"))
    return RC_DATE_ORDER_UNKNOWN;
  return g_strv_contains (day_first, marc) ? RC_DATE_ORDER_DAY_FIRST : RC_DATE_ORDER_UNKNOWN;
}
