/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time zones among the tokens of a text. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/prose-times.h"
#include "exchange/prose-zone-names.h"

#include <string.h>

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
  for (guint i = 0; i < rc_prose_n_zone_abbreviations; i++)
    {
      guint n = rc_prose_zone_abbreviations[i].words[0] == tokens->at[at].word[0] ? rc_prose_tokens_match (&tokens->at[at], rc_prose_zone_abbreviations[i].words) : 0;

      if (n == 0)
        continue;
      /* "et" is French for "and", "est" is French for "is", "wet" and "eat" are English. */
      if (n == 1 && rc_prose_zone_abbreviations[i].words[0] >= 'a' && rc_prose_zone_abbreviations[i].words[0] <= 'z' &&
          strlen (rc_prose_zone_abbreviations[i].words) <= 4 && g_ascii_islower (*(tokens->at[at].end - 1)) &&
          strcmp (rc_prose_zone_abbreviations[i].words, "aoe") != 0)
        continue;
      *zone = (RcProseZone){ .kind = rc_prose_zone_abbreviations[i].kind,
                             .name = rc_prose_zone_abbreviations[i].name,
                             .offset = rc_prose_zone_abbreviations[i].offset,
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
  for (guint i = 0; i < rc_prose_n_zone_places; i++)
    {
      *n = rc_prose_zone_places[i].words[0] == tokens->at[at].word[0] ? rc_prose_tokens_match (&tokens->at[at], rc_prose_zone_places[i].words) : 0;
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
  for (guint i = 0; i < rc_prose_n_zone_places; i++)
    {
      guint n = rc_prose_zone_places[i].words[0] == tokens->at[at].word[0] ? rc_prose_tokens_match (&tokens->at[at], rc_prose_zone_places[i].words) : 0;
      guint to = at + n;

      if (n == 0 || (!is_place_of_time (tokens, at, &to) && !behind_hour))
        continue;
      *zone = (RcProseZone){ .kind = RC_PROSE_ZONE_PLACE, .name = rc_prose_zone_places[i].name, .from = at, .to = to };
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
      return g_strdup ("Asia/Almaty");
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
