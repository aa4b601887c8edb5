/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time zones among the tokens of a text. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/prose-times.h"

#include <string.h>

#define ALMATY "Asia/Almaty"
#define NEW_YORK "America/New_York"
#define BRUSSELS "Europe/Brussels"

/* Abbreviations, longest first where one begins another. Winter time's names are the place's: people write "EST" in
 * July. */
static const struct
{
  const char *words;
  RcProseZoneKind kind;
  const char *name;
  int offset;
} abbreviations[] = {
  { "anywhere on earth", RC_PROSE_ZONE_PLACE, "AoE", 0 },
  { "aoe", RC_PROSE_ZONE_PLACE, "AoE", 0 },
  { "в любой точке земли", RC_PROSE_ZONE_PLACE, "AoE", 0 },
  { "cst ( central standard time )", RC_PROSE_ZONE_PLACE, "America/Chicago", 0 },
  { "cst ( china standard time )", RC_PROSE_ZONE_PLACE, "Asia/Shanghai", 0 },
  { "ist ( indian standard time )", RC_PROSE_ZONE_PLACE, "Asia/Kolkata", 0 },
  { "ist ( india standard time )", RC_PROSE_ZONE_PLACE, "Asia/Kolkata", 0 },
  { "cet / cest", RC_PROSE_ZONE_PLACE, BRUSSELS, 0 },
  { "est / edt", RC_PROSE_ZONE_PLACE, NEW_YORK, 0 },
  { "edt / est", RC_PROSE_ZONE_PLACE, NEW_YORK, 0 },
  { "gmt / bst", RC_PROSE_ZONE_PLACE, "Europe/London", 0 },
  { "pst / pdt", RC_PROSE_ZONE_PLACE, "America/Los_Angeles", 0 },
  { "cet", RC_PROSE_ZONE_PLACE, BRUSSELS, 0 },
  { "cest", RC_PROSE_ZONE_SUMMER, BRUSSELS, 120 },
  { "et", RC_PROSE_ZONE_PLACE, NEW_YORK, 0 },
  { "est", RC_PROSE_ZONE_PLACE, NEW_YORK, 0 },
  { "edt", RC_PROSE_ZONE_SUMMER, NEW_YORK, -240 },
  { "eastern daylight time", RC_PROSE_ZONE_SUMMER, NEW_YORK, -240 },
  { "eastern daylight", RC_PROSE_ZONE_SUMMER, NEW_YORK, -240 },
  { "eastern standard time", RC_PROSE_ZONE_PLACE, NEW_YORK, 0 },
  { "eastern", RC_PROSE_ZONE_PLACE, NEW_YORK, 0 },
  { "ct", RC_PROSE_ZONE_PLACE, "America/Chicago", 0 },
  { "cdt", RC_PROSE_ZONE_SUMMER, "America/Chicago", -300 },
  { "central daylight time", RC_PROSE_ZONE_SUMMER, "America/Chicago", -300 },
  { "central standard time", RC_PROSE_ZONE_PLACE, "America/Chicago", 0 },
  { "central time", RC_PROSE_ZONE_PLACE, "America/Chicago", 0 },
  { "central african time", RC_PROSE_ZONE_PLACE, "Africa/Maputo", 0 },
  { "central africa time", RC_PROSE_ZONE_PLACE, "Africa/Maputo", 0 },
  { "cat", RC_PROSE_ZONE_PLACE, "Africa/Maputo", 0 },
  { "cst", RC_PROSE_ZONE_UNCLEAR, "America/Chicago", 0 },
  { "mt", RC_PROSE_ZONE_PLACE, "America/Denver", 0 },
  { "mst", RC_PROSE_ZONE_PLACE, "America/Denver", 0 },
  { "mdt", RC_PROSE_ZONE_SUMMER, "America/Denver", -360 },
  { "mountain daylight time", RC_PROSE_ZONE_SUMMER, "America/Denver", -360 },
  { "mountain standard time", RC_PROSE_ZONE_PLACE, "America/Denver", 0 },
  { "mountain time", RC_PROSE_ZONE_PLACE, "America/Denver", 0 },
  { "pt", RC_PROSE_ZONE_PLACE, "America/Los_Angeles", 0 },
  { "pst", RC_PROSE_ZONE_PLACE, "America/Los_Angeles", 0 },
  { "pdt", RC_PROSE_ZONE_SUMMER, "America/Los_Angeles", -420 },
  { "pacific daylight time", RC_PROSE_ZONE_SUMMER, "America/Los_Angeles", -420 },
  { "pacific standard time", RC_PROSE_ZONE_PLACE, "America/Los_Angeles", 0 },
  { "pacific time", RC_PROSE_ZONE_PLACE, "America/Los_Angeles", 0 },
  { "akst", RC_PROSE_ZONE_PLACE, "America/Anchorage", 0 },
  { "akdt", RC_PROSE_ZONE_SUMMER, "America/Anchorage", -480 },
  { "alaska daylight time", RC_PROSE_ZONE_SUMMER, "America/Anchorage", -480 },
  { "tu", RC_PROSE_ZONE_OFFSET, NULL, 0 },
  { "temps universel", RC_PROSE_ZONE_OFFSET, NULL, 0 },
  { "universal time", RC_PROSE_ZONE_OFFSET, NULL, 0 },
  { "hst", RC_PROSE_ZONE_PLACE, "Pacific/Honolulu", 0 },
  { "bst", RC_PROSE_ZONE_SUMMER, "Europe/London", 60 },
  { "wet", RC_PROSE_ZONE_PLACE, "Europe/Lisbon", 0 },
  { "eet", RC_PROSE_ZONE_PLACE, "Europe/Helsinki", 0 },
  { "eest", RC_PROSE_ZONE_SUMMER, "Europe/Helsinki", 180 },
  { "mez", RC_PROSE_ZONE_PLACE, "Europe/Berlin", 0 },
  { "mesz", RC_PROSE_ZONE_SUMMER, "Europe/Berlin", 120 },
  { "msk", RC_PROSE_ZONE_PLACE, "Europe/Moscow", 0 },
  { "мск", RC_PROSE_ZONE_PLACE, "Europe/Moscow", 0 },
  { "hne", RC_PROSE_ZONE_PLACE, "America/Toronto", 0 },
  { "hae", RC_PROSE_ZONE_SUMMER, "America/Toronto", -240 },
  { "wat", RC_PROSE_ZONE_PLACE, "Africa/Lagos", 0 },
  { "pkt", RC_PROSE_ZONE_PLACE, "Asia/Karachi", 0 },
  { "uzt", RC_PROSE_ZONE_PLACE, "Asia/Tashkent", 0 },
  { "trt", RC_PROSE_ZONE_PLACE, "Europe/Istanbul", 0 },
  { "brt", RC_PROSE_ZONE_PLACE, "America/Sao_Paulo", 0 },
  { "wib", RC_PROSE_ZONE_PLACE, "Asia/Jakarta", 0 },
  { "sast", RC_PROSE_ZONE_PLACE, "Africa/Johannesburg", 0 },
  { "eat", RC_PROSE_ZONE_PLACE, "Africa/Nairobi", 0 },
  { "jst", RC_PROSE_ZONE_PLACE, "Asia/Tokyo", 0 },
  { "kst", RC_PROSE_ZONE_PLACE, "Asia/Seoul", 0 },
  { "hkt", RC_PROSE_ZONE_PLACE, "Asia/Hong_Kong", 0 },
  { "sgt", RC_PROSE_ZONE_PLACE, "Asia/Singapore", 0 },
  { "acst", RC_PROSE_ZONE_PLACE, "Australia/Adelaide", 0 },
  { "acdt", RC_PROSE_ZONE_SUMMER, "Australia/Adelaide", 630 },
  { "awst", RC_PROSE_ZONE_PLACE, "Australia/Perth", 0 },
  { "aest", RC_PROSE_ZONE_PLACE, "Australia/Sydney", 0 },
  { "aedt", RC_PROSE_ZONE_SUMMER, "Australia/Sydney", 660 },
  { "nzst", RC_PROSE_ZONE_PLACE, "Pacific/Auckland", 0 },
  { "nzdt", RC_PROSE_ZONE_SUMMER, "Pacific/Auckland", 780 },
  { "ist", RC_PROSE_ZONE_UNCLEAR, "Asia/Kolkata", 0 },
  { "submitter's local time", RC_PROSE_ZONE_OURS, NULL, 0 },
  { "applicant's local time", RC_PROSE_ZONE_OURS, NULL, 0 },
  { "submitting organization's local time", RC_PROSE_ZONE_OURS, NULL, 0 },
  { "local time of applicant organization", RC_PROSE_ZONE_OURS, NULL, 0 },
  { "local time of the applicant", RC_PROSE_ZONE_OURS, NULL, 0 },
  { "local time of the applicant's", RC_PROSE_ZONE_OURS, NULL, 0 },
  { "proposer's local time", RC_PROSE_ZONE_OURS, NULL, 0 },
  { "proposers' local time", RC_PROSE_ZONE_OURS, NULL, 0 },
  { "applicants' local time", RC_PROSE_ZONE_OURS, NULL, 0 },
  { "candidate's local time", RC_PROSE_ZONE_OURS, NULL, 0 },
  { "offeror's local time", RC_PROSE_ZONE_OURS, NULL, 0 },
  { "your local time", RC_PROSE_ZONE_OURS, NULL, 0 },
  { "местному времени заявителя", RC_PROSE_ZONE_OURS, NULL, 0 },
  { "local time", RC_PROSE_ZONE_FUNDERS, NULL, 0 },
  { "местному времени", RC_PROSE_ZONE_FUNDERS, NULL, 0 },
  { "местного времени", RC_PROSE_ZONE_FUNDERS, NULL, 0 },
  { "местное время", RC_PROSE_ZONE_FUNDERS, NULL, 0 },
  { "жергілікті уақыт*", RC_PROSE_ZONE_FUNDERS, NULL, 0 },
  { "heure locale", RC_PROSE_ZONE_FUNDERS, NULL, 0 },
};

/* Places, as they stand beside a word for time. */
static const struct
{
  const char *words;
  const char *name;
} places[] = {
  { "brussels", BRUSSELS },
  { "bruxelles", BRUSSELS },
  { "брюссел*", BRUSSELS },
  { "central european summer", BRUSSELS },
  { "central european", BRUSSELS },
  { "europe centrale", BRUSSELS },
  { "d'europe centrale", BRUSSELS },
  { "центральноевропейск*", BRUSSELS },
  { "орталық еуропа", BRUSSELS },
  { "luxembourg", "Europe/Luxembourg" },
  { "paris", "Europe/Paris" },
  { "париж*", "Europe/Paris" },
  { "francaise", "Europe/Paris" },
  { "french", "Europe/Paris" },
  { "berlin", "Europe/Berlin" },
  { "берлин*", "Europe/Berlin" },
  { "german", "Europe/Berlin" },
  { "bonn", "Europe/Berlin" },
  { "geneva", "Europe/Zurich" },
  { "geneve", "Europe/Zurich" },
  { "женев*", "Europe/Zurich" },
  { "swiss", "Europe/Zurich" },
  { "suisse", "Europe/Zurich" },
  { "vienna", "Europe/Vienna" },
  { "вен*", "Europe/Vienna" },
  { "rome", "Europe/Rome" },
  { "italian", "Europe/Rome" },
  { "madrid", "Europe/Madrid" },
  { "amsterdam", "Europe/Amsterdam" },
  { "dutch", "Europe/Amsterdam" },
  { "the hague", "Europe/Amsterdam" },
  { "stockholm", "Europe/Stockholm" },
  { "copenhagen", "Europe/Copenhagen" },
  { "oslo", "Europe/Oslo" },
  { "helsinki", "Europe/Helsinki" },
  { "finnish", "Europe/Helsinki" },
  { "warsaw", "Europe/Warsaw" },
  { "варшав*", "Europe/Warsaw" },
  { "prague", "Europe/Prague" },
  { "budapest", "Europe/Budapest" },
  { "london", "Europe/London" },
  { "londres", "Europe/London" },
  { "лондон*", "Europe/London" },
  { "uk", "Europe/London" },
  { "british", "Europe/London" },
  { "lisbon", "Europe/Lisbon" },
  { "istanbul", "Europe/Istanbul" },
  { "ankara", "Europe/Istanbul" },
  { "turkish", "Europe/Istanbul" },
  { "moscow", "Europe/Moscow" },
  { "moscou", "Europe/Moscow" },
  { "московск*", "Europe/Moscow" },
  { "москв*", "Europe/Moscow" },
  { "мәскеу", "Europe/Moscow" },
  { "almaty", ALMATY },
  { "d'almaty", ALMATY },
  { "алмат*", ALMATY },
  { "astana", ALMATY },
  { "d'astana", ALMATY },
  { "астан*", ALMATY },
  { "nur - sultan", ALMATY },
  { "нур - султан*", ALMATY },
  { "kazakhstan", ALMATY },
  { "казахстан*", ALMATY },
  { "қазақстан*", ALMATY },
  { "bishkek", "Asia/Bishkek" },
  { "бишкек*", "Asia/Bishkek" },
  { "tashkent", "Asia/Tashkent" },
  { "ташкент*", "Asia/Tashkent" },
  { "dushanbe", "Asia/Dushanbe" },
  { "душанб*", "Asia/Dushanbe" },
  { "ashgabat", "Asia/Ashgabat" },
  { "beijing", "Asia/Shanghai" },
  { "china standard", "Asia/Shanghai" },
  { "chinese", "Asia/Shanghai" },
  { "пекин*", "Asia/Shanghai" },
  { "hong kong", "Asia/Hong_Kong" },
  { "tokyo", "Asia/Tokyo" },
  { "японск*", "Asia/Tokyo" },
  { "корейск*", "Asia/Seoul" },
  { "сеул*", "Asia/Seoul" },
  { "ұлыбритания", "Europe/London" },
  { "великобритан*", "Europe/London" },
  { "britannique", "Europe/London" },
  { "belge", BRUSSELS },
  { "allemande", "Europe/Berlin" },
  { "senegal", "Africa/Dakar" },
  { "mali", "Africa/Bamako" },
  { "marocaine", "Africa/Casablanca" },
  { "maroc", "Africa/Casablanca" },
  { "tunisienne", "Africa/Tunis" },
  { "kenya", "Africa/Nairobi" },
  { "japan standard", "Asia/Tokyo" },
  { "japan", "Asia/Tokyo" },
  { "japanese", "Asia/Tokyo" },
  { "токи*", "Asia/Tokyo" },
  { "seoul", "Asia/Seoul" },
  { "korean", "Asia/Seoul" },
  { "korea standard", "Asia/Seoul" },
  { "singapore", "Asia/Singapore" },
  { "india standard", "Asia/Kolkata" },
  { "indian standard", "Asia/Kolkata" },
  { "indian", "Asia/Kolkata" },
  { "new delhi", "Asia/Kolkata" },
  { "bangkok", "Asia/Bangkok" },
  { "manila", "Asia/Manila" },
  { "jakarta", "Asia/Jakarta" },
  { "dubai", "Asia/Dubai" },
  { "jeddah", "Asia/Riyadh" },
  { "riyadh", "Asia/Riyadh" },
  { "cairo", "Africa/Cairo" },
  { "d'alger", "Africa/Algiers" },
  { "algiers", "Africa/Algiers" },
  { "lusaka", "Africa/Lusaka" },
  { "лусак*", "Africa/Lusaka" },
  { "lome", "Africa/Lome" },
  { "d'abidjan", "Africa/Abidjan" },
  { "ivoirienne", "Africa/Abidjan" },
  { "kenyan", "Africa/Nairobi" },
  { "кенийск*", "Africa/Nairobi" },
  { "nairobi", "Africa/Nairobi" },
  { "addis ababa", "Africa/Addis_Ababa" },
  { "south african standard", "Africa/Johannesburg" },
  { "south african", "Africa/Johannesburg" },
  { "south africa", "Africa/Johannesburg" },
  { "alaska", "America/Anchorage" },
  { "hawaii", "Pacific/Honolulu" },
  { "hawaiian", "Pacific/Honolulu" },
  { "pretoria", "Africa/Johannesburg" },
  { "new york", NEW_YORK },
  { "нью - йорк*", NEW_YORK },
  { "washington", NEW_YORK },
  { "washington d . c .", NEW_YORK },
  { "washington , d . c .", NEW_YORK },
  { "washington , dc", NEW_YORK },
  { "washington dc", NEW_YORK },
  { "вашингтон*", NEW_YORK },
  { "us eastern", NEW_YORK },
  { "toronto", "America/Toronto" },
  { "ottawa", "America/Toronto" },
  { "montreal", "America/Toronto" },
  { "quebec", "America/Toronto" },
  { "mexico city", "America/Mexico_City" },
  { "sydney", "Australia/Sydney" },
  { "wellington", "Pacific/Auckland" },
  { "auckland", "Pacific/Auckland" },
  { "new zealand", "Pacific/Auckland" },
  { "kyiv", "Europe/Kyiv" },
  { "kiev", "Europe/Kyiv" },
  { "киев*", "Europe/Kyiv" },
  { "minsk", "Europe/Minsk" },
  { "минск*", "Europe/Minsk" },
  { "tbilisi", "Asia/Tbilisi" },
  { "тбилис*", "Asia/Tbilisi" },
  { "yerevan", "Asia/Yerevan" },
  { "ереван*", "Asia/Yerevan" },
  { "baku", "Asia/Baku" },
  { "баку", "Asia/Baku" },
  { "екатеринбург*", "Asia/Yekaterinburg" },
  { "омск*", "Asia/Omsk" },
  { "новосибирск*", "Asia/Novosibirsk" },
  { "красноярск*", "Asia/Krasnoyarsk" },
  { "иркутск*", "Asia/Irkutsk" },
  { "владивосток*", "Asia/Vladivostok" },
  { "самар*", "Europe/Samara" },
  { "dublin", "Europe/Dublin" },
  { "irish", "Europe/Dublin" },
  { "athens", "Europe/Athens" },
  { "zurich", "Europe/Zurich" },
  { "bern", "Europe/Zurich" },
  { "tehran", "Asia/Tehran" },
  { "islamabad", "Asia/Karachi" },
  { "sri lanka", "Asia/Colombo" },
  { "sri lankan", "Asia/Colombo" },
  { "pakistan standard", "Asia/Karachi" },
  { "kathmandu", "Asia/Kathmandu" },
  { "nepal", "Asia/Kathmandu" },
  { "dhaka", "Asia/Dhaka" },
  { "bangladesh", "Asia/Dhaka" },
  { "hanoi", "Asia/Ho_Chi_Minh" },
  { "kuala lumpur", "Asia/Kuala_Lumpur" },
  { "ulaanbaatar", "Asia/Ulaanbaatar" },
  { "dakar", "Africa/Dakar" },
  { "accra", "Africa/Accra" },
  { "ghana", "Africa/Accra" },
  { "newfoundland", "America/St_Johns" },
  { "kabul", "Asia/Kabul" },
  { "lagos", "Africa/Lagos" },
  { "west africa", "Africa/Lagos" },
  { "west african", "Africa/Lagos" },
  { "east africa", "Africa/Nairobi" },
  { "east african", "Africa/Nairobi" },
  { "tunis", "Africa/Tunis" },
  { "rabat", "Africa/Casablanca" },
  { "chicago", "America/Chicago" },
  { "los angeles", "America/Los_Angeles" },
  { "san francisco", "America/Los_Angeles" },
  { "vancouver", "America/Vancouver" },
  { "bogota", "America/Bogota" },
  { "costa rica", "America/Costa_Rica" },
  { "lima", "America/Lima" },
  { "santiago", "America/Santiago" },
  { "buenos aires", "America/Argentina/Buenos_Aires" },
  { "brasilia", "America/Sao_Paulo" },
  { "canberra", "Australia/Sydney" },
  { "perth", "Australia/Perth" },
  { "melbourne", "Australia/Melbourne" },
};

/* "UTC", "UTC+5", "GMT +05:30", "(UTC-4)". */
static gboolean
take_offset (const RcProseTokens *tokens, guint at, RcProseZone *zone)
{
  static const char *const signs[] = { "plus", "minus", "плюс", "минус", "moins", NULL };
  const RcProseToken *token = &tokens->at[at];
  int minutes = 0;
  guint n = 1;

  if (!rc_prose_token_is_one_of (token, (const char *const[]){ "utc", "gmt", "uтc", NULL }))
    return FALSE;
  if (rc_prose_token_is_sign (token + 1, "+-") && token[2].kind == RC_PROSE_TOKEN_NUMBER &&
      (token[1].sign == '+' || !token[2].blank) && (token[2].digits <= 2 || token[2].digits == 4))
    {
      minutes = token[2].digits == 4 ? token[2].number / 100 * 60 + token[2].number % 100 : token[2].number * 60;
      n = 3;
      if (token[2].digits <= 2 && rc_prose_token_is_sign (token + 3, ":") && token[4].digits == 2 && !token[4].blank)
        {
          minutes += token[4].number;
          n = 5;
        }
      if (token[1].sign == '-')
        minutes = -minutes;
    }
  else if (rc_prose_token_is_one_of (token + 1, signs) && token[2].kind == RC_PROSE_TOKEN_NUMBER && token[2].digits <= 2)
    {
      minutes = token[2].number * 60;
      if (!rc_prose_token_is_one_of (token + 1, (const char *const[]){ "plus", "плюс", NULL }))
        minutes = -minutes;
      n = 3;
    }
  if (ABS (minutes) > 14 * 60)
    return FALSE;
  *zone = (RcProseZone){ .kind = RC_PROSE_ZONE_OFFSET, .offset = minutes, .from = at, .to = at + n };
  return TRUE;
}

static gboolean
take_abbreviation (const RcProseTokens *tokens, guint at, RcProseZone *zone)
{
  for (guint i = 0; i < G_N_ELEMENTS (abbreviations); i++)
    {
      guint n = abbreviations[i].words[0] == tokens->at[at].word[0] ? rc_prose_tokens_match (&tokens->at[at], abbreviations[i].words) : 0;

      if (n == 0)
        continue;
      /* "et" is French for "and", "est" is French for "is", "wet" and "eat" are English. */
      if (n == 1 && abbreviations[i].words[0] >= 'a' && abbreviations[i].words[0] <= 'z' &&
          strlen (abbreviations[i].words) <= 4 && g_ascii_islower (*(tokens->at[at].end - 1)) &&
          strcmp (abbreviations[i].words, "aoe") != 0)
        continue;
      *zone = (RcProseZone){ .kind = abbreviations[i].kind,
                             .name = abbreviations[i].name,
                             .offset = abbreviations[i].offset,
                             .from = at,
                             .to = at + n };
      return TRUE;
    }
  return FALSE;
}

/* Whether a place that stands at [from, to) is said to be of a time: "Brussels local time", "по времени Астаны", "heure
 * de Paris". */
static gboolean
is_place_of_time (const RcProseTokens *tokens, guint from, guint *to)
{
  static const char *const behind[] = { "time", "уақыт*", "врем*", "timezone", NULL };
  static const char *const between[] = { "local", "standard", "summer", "daylight", "қаласының", "қ", "city", NULL };
  static const char *const before[] = { "времени", "время", "heure", "time", NULL };
  static const char *const small[] = { "de", "d", "du", "l", "la", "a", "of", "in", "г", "город*", "the", ".", NULL };
  guint p = *to;

  while (rc_prose_token_is_one_of (&tokens->at[p], between))
    p++;
  if (rc_prose_token_is_one_of (&tokens->at[p], behind))
    {
      *to = p + 1;
      return TRUE;
    }
  for (p = from; p > 0 && from - p < 4; p--)
    {
      if (rc_prose_token_is_one_of (&tokens->at[p - 1], before))
        return TRUE;
      if (!rc_prose_token_is_one_of (&tokens->at[p - 1], small) && !rc_prose_token_is_sign (&tokens->at[p - 1], "."))
        return FALSE;
    }
  return FALSE;
}

/* The number of the place that begins at the token; -1: none. `n`: its words. */
static int
find_place (const RcProseTokens *tokens, guint at, guint *n)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      *n = places[i].words[0] == tokens->at[at].word[0] ? rc_prose_tokens_match (&tokens->at[at], places[i].words) : 0;
      if (*n > 0)
        return (int) i;
    }
  return -1;
}

/* "по кенийскому времени", "heure ivoirienne". */
static gboolean
take_unknown_adjective (const RcProseTokens *tokens, guint at, RcProseZone *zone)
{
  static const char *const russian[] = { "скому", "цкому" };
  static const char *const french[] = { "aise", "ienne", "aine", "oise", "ique", "ande", "quaise" };
  const RcProseToken *token = &tokens->at[at];
  gboolean found = FALSE;
  guint n;

  if (find_place (tokens, at + 1, &n) >= 0)
    return FALSE;
  if (rc_prose_token_is_one_of (token, (const char *const[]){ "по", NULL }) &&
      rc_prose_token_is_one_of (token + 2, (const char *const[]){ "времени", NULL }))
    for (guint i = 0; i < G_N_ELEMENTS (russian); i++)
      found = found || g_str_has_suffix (token[1].word, russian[i]);
  if (rc_prose_token_is_one_of (token, (const char *const[]){ "heure", NULL }))
    for (guint i = 0; i < G_N_ELEMENTS (french); i++)
      found = found || g_str_has_suffix (token[1].word, french[i]);
  *zone = (RcProseZone){ .kind = RC_PROSE_ZONE_UNCLEAR, .from = at, .to = at + 2 };
  return found;
}

/* A clock that is not known: "17:00 Lusaka time", "(heure de Kigali)", "17:00 CHAST". To take it for the funder's would be
 * wrong by hours. */
static gboolean
take_unknown (const RcProseTokens *tokens, guint at, RcProseZone *zone)
{
  static const char *const known[] = { "local", "standard", "time", "deadline*", "closing", "submission", "start", "same", "any", NULL };
  const RcProseToken *token = &tokens->at[at];
  gsize length = strlen (token->word);
  guint to = at + 1;
  gboolean shouted = length >= 3 && length <= 5 && token->end - token->start == (gssize) length;

  if (!token->capital || rc_prose_token_is_one_of (token, known) || length == 0)
    return FALSE;
  for (const char *p = token->start; p < token->end; p++)
    shouted = shouted && g_ascii_isupper (*p);
  /* "Sri Lankan time" */
  for (guint i = 0; i < 2 && token[i + 1].kind == RC_PROSE_TOKEN_WORD && token[i + 1].capital && !rc_prose_token_is_one_of (token + i + 1, known); i++)
    to++;
  shouted = shouted && (token->end[-1] == 'T' || (at > 0 && rc_prose_token_is_sign (token - 1, "(") && rc_prose_token_is_sign (token + 1, ")")));
  if (!shouted && !is_place_of_time (tokens, at, &to))
    return FALSE;
  *zone = (RcProseZone){ .kind = RC_PROSE_ZONE_UNCLEAR, .from = at, .to = to };
  return TRUE;
}

/* "heure d'Alger", of which no place is known here. */
static gboolean
take_elided (const RcProseTokens *tokens, guint at, RcProseZone *zone)
{
  const RcProseToken *token = &tokens->at[at];

  *zone = (RcProseZone){ .kind = RC_PROSE_ZONE_UNCLEAR, .from = at, .to = at + 1 };
  return at > 0 && g_str_has_prefix (token->word, "d'") && rc_prose_token_is_one_of (token - 1, (const char *const[]){ "heure", NULL });
}

/* "17:00 Pacific": elsewhere the word is an ocean; "Central Asian time" is another clock. */
static gboolean
take_american (const RcProseTokens *tokens, guint at, RcProseZone *zone)
{
  static const struct
  {
    const char *word, *name;
  } clocks[] = {
    { "pacific", "America/Los_Angeles" },
    { "mountain", "America/Denver" },
    { "central", "America/Chicago" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    if (tokens->at[at].capital && rc_prose_tokens_match (&tokens->at[at], clocks[i].word) > 0 &&
        !(tokens->at[at + 1].kind == RC_PROSE_TOKEN_WORD && tokens->at[at + 1].capital))
      {
        *zone = (RcProseZone){ .kind = RC_PROSE_ZONE_PLACE, .name = clocks[i].name, .from = at, .to = at + 1 };
        return TRUE;
      }
  return FALSE;
}

/* "heure de Kigali", "по времени Лусаки", wherever the hour stands. */
static gboolean
follows_clock (const RcProseTokens *tokens, guint at)
{
  static const char *const cloture[] = { "cloture", "fermeture", "depot", "remise", "limite", NULL };

  if (rc_prose_token_is_one_of (&tokens->at[at], cloture) || at < 1)
    return FALSE;
  if (rc_prose_token_is_one_of (&tokens->at[at - 1], (const char *const[]){ "времени", NULL }))
    return at > 1 && rc_prose_token_is_one_of (&tokens->at[at - 2], (const char *const[]){ "по", NULL });
  for (guint i = at; i > 0 && at - i < 3; i--)
    if (rc_prose_token_is_one_of (&tokens->at[i - 1], (const char *const[]){ "heure", NULL }))
      return i < at;
  return FALSE;
}

gboolean
rc_prose_take_zone (const RcProseTokens *tokens, guint at, gboolean behind_hour, RcProseZone *zone)
{
  gboolean in_brackets;

  if (tokens->at[at].kind != RC_PROSE_TOKEN_WORD)
    return FALSE;
  if (take_offset (tokens, at, zone))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint n = places[i].words[0] == tokens->at[at].word[0] ? rc_prose_tokens_match (&tokens->at[at], places[i].words) : 0;
      guint to = at + n;

      if (n == 0 || (!is_place_of_time (tokens, at, &to) && !behind_hour))
        continue;
      *zone = (RcProseZone){ .kind = RC_PROSE_ZONE_PLACE, .name = places[i].name, .from = at, .to = to };
      return TRUE;
    }
  /* "18 March (Pacific)" */
  in_brackets = at > 0 && rc_prose_token_is_sign (&tokens->at[at - 1], "(") && rc_prose_token_is_sign (&tokens->at[at + 1], ")");
  if (take_abbreviation (tokens, at, zone) || ((behind_hour || in_brackets) && take_american (tokens, at, zone)))
    return TRUE;
  return take_unknown_adjective (tokens, at, zone) || take_elided (tokens, at, zone) || ((behind_hour || follows_clock (tokens, at)) && take_unknown (tokens, at, zone));
}

static int
get_offset (const char *name, int year, int month, int day)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);
  g_autoptr (GDateTime) noon = zone != NULL ? g_date_time_new (zone, year, month, day, 12, 0, 0) : NULL;

  return noon != NULL ? (int) (g_date_time_get_utc_offset (noon) / G_TIME_SPAN_MINUTE) : 0;
}

static char *
dup_offset (int minutes)
{
  if (minutes == 0)
    return g_strdup ("UTC");
  return g_strdup_printf ("UTC%c%02d:%02d", minutes < 0 ? '-' : '+', ABS (minutes) / 60, ABS (minutes) % 60);
}

char *
rc_prose_zone_resolve (const RcProseZone *zone, const char *funders, int year, int month, int day, gboolean *unclear)
{
  switch (zone->kind)
    {
    case RC_PROSE_ZONE_PLACE:
      return g_strdup (zone->name);
    case RC_PROSE_ZONE_SUMMER:
      if (get_offset (zone->name, year > 0 ? year : 2026, month, day) != zone->offset)
        return dup_offset (zone->offset);
      return g_strdup (zone->name);
    case RC_PROSE_ZONE_OFFSET:
      return dup_offset (zone->offset);
    case RC_PROSE_ZONE_OURS:
      return g_strdup (ALMATY);
    case RC_PROSE_ZONE_FUNDERS:
      return g_strdup (funders);
    case RC_PROSE_ZONE_UNCLEAR:
    default:
      if (funders != NULL && zone->name != NULL && strncmp (funders, zone->name, strcspn (zone->name, "/") + 1) == 0)
        return g_strdup (zone->name);
      *unclear = TRUE;
      return NULL;
    }
}
