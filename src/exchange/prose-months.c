/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of months and of the days of the week, in English, Russian, Kazakh and French. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/prose-dates.h"

#include <string.h>

static const char *const latin_months[12][8] = {
  { "january", "jan", "janvier", "janv" },
  { "february", "feb", "febr", "fevrier", "fevr", "fev" },
  { "march", "mar", "mars" },
  { "april", "apr", "avril", "avr", "d'avril" },
  { "may", "mai" },
  { "june", "jun", "juin" },
  { "july", "jul", "juillet", "juil" },
  { "august", "aug", "aout", "d'aout" },
  { "september", "sep", "sept", "septembre" },
  { "october", "oct", "octobre", "d'octobre" },
  { "november", "nov", "novembre" },
  { "december", "dec", "decembre" },
};

/* Stem and what may follow it; the bare stem is an abbreviation where "" is not among them. */
static const char *const russian_stems[12] = { "январ", "феврал", "март",    "апрел",  "мая",   "июн",
                                               "июл",   "август", "сентябр", "октябр", "ноябр", "декабр" };
static const char *const russian_endings[] = { "ь", "я", "е", "ю", "ем", "а", "у", "ом", "й", "" };
static const char *const russian_short[12] = { "янв", "фев", "мар",  "апр", "май",  "июн",
                                               "июл", "авг", "сент", "окт", "нояб", "дек" };
static const char *const russian_shorter[12] = { "", "февр", "", "", "мае", "", "", "", "сен", "", "ноя", "" };

static const char *const kazakh_stems[12] = { "қаңтар", "ақпан", "наурыз",   "сәуір", "мамыр",  "маусым",
                                              "шілде",  "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан" };
static const char *const kazakh_short[12] = { "қаң", "ақп", "нау", "сәу", "мам", "мау",
                                              "шіл", "там", "қыр", "қаз", "қар", "жел" };
static const char *const kazakh_endings[] = { "",      "ға",   "ге",   "қа",    "ке",    "ның",  "нің",  "дың",
                                              "дің",   "тың",  "тің",  "да",    "де",    "та",   "те",   "дан",
                                              "ден",   "тан",  "тен",  "нан",   "нен",   "ы",    "і",    "сы",
                                              "сі",    "ына",  "іне",  "сына",  "сіне",  "ында", "інде", "сында",
                                              "сінде", "ынан", "інен", "сынан", "сінен", "дағы", "дегі", "ғы",
                                              "ның",   "ін",   "ын",   "сын",   "сін",   "ды",  "ді",   "ты",    "ті",
                                              NULL };

/* The k of қыркүйек softens before a vowel. */
#define SOFT_SEPTEMBER "қыркүйег"

static gboolean
ends_with_one_of (const char *rest, const char *const *endings)
{
  for (; *endings != NULL; endings++)
    if (strcmp (rest, *endings) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_ablative (const char *ending)
{
  return g_str_has_suffix (ending, "ан") || g_str_has_suffix (ending, "ен");
}

static int
find_latin_month (const char *word)
{
  for (int i = 0; i < 12; i++)
    for (guint j = 0; j < G_N_ELEMENTS (latin_months[i]) && latin_months[i][j] != NULL; j++)
      if (word[0] == latin_months[i][j][0] && strcmp (word, latin_months[i][j]) == 0)
        return i + 1;
  return 0;
}

static int
find_kazakh_month (const RcProseToken *token, gboolean *since)
{
  for (int i = 0; i < 12; i++)
    {
      const char *rest = NULL;

      if (g_str_has_prefix (token->word, kazakh_stems[i]))
        rest = token->word + strlen (kazakh_stems[i]);
      else if (i == 8 && g_str_has_prefix (token->word, SOFT_SEPTEMBER))
        rest = token->word + strlen (SOFT_SEPTEMBER);
      if (rest != NULL && ends_with_one_of (rest, kazakh_endings))
        {
          *since = is_ablative (rest);
          return i + 1;
        }
      /* Without a stop these are words of their own: "там" is Russian, "қар" is snow. */
      if (strcmp (token->word, kazakh_short[i]) == 0 && rc_prose_token_is_sign (token + 1, ".") && !token[1].blank)
        return i + 1;
    }
  return 0;
}

static gboolean
is_russian_month (const char *word, int month)
{
  gsize length = strlen (russian_stems[month]);

  if (strcmp (word, russian_short[month]) == 0 ||
      (*russian_shorter[month] != '\0' && strcmp (word, russian_shorter[month]) == 0))
    return TRUE;
  if (strncmp (word, russian_stems[month], length) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (russian_endings); i++)
    if (strcmp (word + length, russian_endings[i]) == 0)
      return TRUE;
  return FALSE;
}

int
rc_prose_take_month (const RcProseTokens *tokens, guint *at, gboolean *since)
{
  const RcProseToken *token = &tokens->at[*at];
  int month = 0;

  *since = FALSE;
  if (token->kind != RC_PROSE_TOKEN_WORD)
    return 0;
  if (g_ascii_isalpha (token->word[0]))
    month = find_latin_month (token->word);
  else
    {
      for (int i = 0; i < 12 && month == 0; i++)
        month = is_russian_month (token->word, i) ? i + 1 : 0;
      if (month == 0)
        month = find_kazakh_month (token, since);
    }
  if (month == 0)
    return 0;
  (*at)++;
  /* The stop of an abbreviation, not of a sentence. */
  if (rc_prose_token_is_sign (token + 1, ".") && !token[1].blank && token[2].kind == RC_PROSE_TOKEN_NUMBER)
    (*at)++;
  return month;
}

static const struct
{
  const char *words; /* of one day of the week, each between blanks */
} weekdays[7] = {
  { " monday mon lundi понедельник понедельника пн дүйсенбі " },
  { " tuesday tue tues mardi вторник вторника вт сейсенбі " },
  { " wednesday wed weds mercredi среда среду среды ср сәрсенбі " },
  { " thursday thu thur thurs jeudi четверг четверга чт бейсенбі " },
  { " friday fri vendredi пятница пятницу пятницы пт жұма " },
  { " saturday sat samedi суббота субботу субботы сб сенбі " },
  { " sunday sun dimanche воскресенье воскресенья вс жексенбі " },
};

int
rc_prose_find_weekday (const RcProseToken *token)
{
  g_autofree char *needle = NULL;

  if (token->kind != RC_PROSE_TOKEN_WORD || strlen (token->word) < 3)
    return 0;
  /* No day of the week begins with another letter. */
  if (strchr ("mtwfsljvd", token->word[0]) == NULL && (guchar) token->word[0] < 0xd0)
    return 0;
  needle = g_strconcat (" ", token->word, " ", NULL);
  for (int i = 0; i < 7; i++)
    if (strstr (weekdays[i].words, needle) != NULL)
      return i + 1;
  return 0;
}
