/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days among the tokens of a text, in English, Russian, Kazakh and French. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/prose-dates.h"

#include <string.h>

gboolean
rc_prose_date_is_good (const RcProseDate *date)
{
  GDate day;

  if (date->month < 1 || date->month > 12 || date->day < 0)
    return FALSE;
  if (date->day > g_date_get_days_in_month (date->month, date->year > 0 ? date->year : 2000))
    return FALSE;
  if (date->day == 0 || date->year == 0 || date->weekday == 0)
    return TRUE;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) date->day, (GDateMonth) date->month, (GDateYear) date->year);
  return (int) g_date_get_weekday (&day) == date->weekday;
}

/* "'27", "-27", and two digits alone, which might be anything else: FALSE, and `bad`. */
static gboolean
take_short_year (const RcProseTokens *tokens, guint *at, RcProseDate *date)
{
  const RcProseToken *token = &tokens->at[*at];
  gboolean joined = rc_prose_token_is_sign (token, "'") || (rc_prose_token_is_sign (token, "-/.") && !token->blank);
  const RcProseToken *number = joined || rc_prose_token_is_sign (token, ",") ? token + 1 : token;

  if (number->kind != RC_PROSE_TOKEN_NUMBER || number->digits != 2 || (joined && number->blank) ||
      (rc_prose_token_is_sign (number + 1, ":.") && !number[1].blank && number[2].kind == RC_PROSE_TOKEN_NUMBER) ||
      number[1].kind == RC_PROSE_TOKEN_WORD)
    return FALSE;
  date->bad |= !joined || number->number < RC_PROSE_FIRST_YEAR % 100;
  date->year = 2000 + number->number;
  *at = (guint) (number - tokens->at) + 1;
  return TRUE;
}

/* What stands behind the number of a day: "st", "-го", "-інші", "er", "th of", "day of". */
static void
skip_ordinal (const RcProseTokens *tokens, guint *at)
{
  static const char *const joined[] = { "st", "nd", "rd", "th", "er", "ᵉʳ", "го", "е", "ое", NULL };
  static const char *const hyphenated[] = { "го",  "е",   "ое",  "ші",   "шы",   "інші",  "ыншы", "і",
                                            "ы",   "не",  "на",  "ге",   "ға",   "ке",    "қа",   "іне",
                                            "ына", "нен", "нан", "інен", "ынан", "ден",   "дан",  "тен",
                                            "тан", "да",  "де",  "та",   "те",   "inshi", NULL };
  static const char *const of[] = { "of", "de", "день", "day", "числа", NULL };
  const RcProseToken *token = &tokens->at[*at];

  if (!token->blank && rc_prose_token_is_one_of (token, joined))
    (*at)++;
  else if (rc_prose_token_is_sign (token, "-") && !token->blank && !token[1].blank &&
           rc_prose_token_is_one_of (token + 1, hyphenated))
    *at += 2;
  while (rc_prose_token_is_one_of (&tokens->at[*at], of))
    (*at)++;
}

static int
find_in_list (const RcProseToken *token, const char *const *words, int n)
{
  for (int i = 0; i < n; i++)
    if (rc_prose_tokens_match (token, words[i]) > 0)
      return i + 1;
  return 0;
}

/* "the first", "twenty-second", "тридцать первого", "premier". */
static gboolean
take_ordinal_word (const RcProseTokens *tokens, guint *at, int *day)
{
  static const char *const english[] = { "first",     "second",      "third",      "fourth",     "fifth",
                                         "sixth",     "seventh",     "eighth",     "ninth",      "tenth",
                                         "eleventh",  "twelfth",     "thirteenth", "fourteenth", "fifteenth",
                                         "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth" };
  static const char *const russian[] = { "первого",      "второго",        "третьего",       "четвертого",
                                         "пятого",       "шестого",        "седьмого",       "восьмого",
                                         "девятого",     "десятого",       "одиннадцатого",  "двенадцатого",
                                         "тринадцатого", "четырнадцатого", "пятнадцатого",   "шестнадцатого",
                                         "семнадцатого", "восемнадцатого", "девятнадцатого", "двадцатого" };
  const RcProseToken *token = &tokens->at[*at];
  guint n = 1;

  if (token->kind != RC_PROSE_TOKEN_WORD)
    return FALSE;
  if (strcmp (token->word, "premier") == 0)
    *day = 1;
  else if (strcmp (token->word, "thirtieth") == 0 || strcmp (token->word, "тридцатого") == 0)
    *day = 30;
  else if (strcmp (token->word, "twenty") == 0 || strcmp (token->word, "thirty") == 0)
    {
      n += rc_prose_token_is_sign (token + 1, "-") ? 1 : 0;
      *day = find_in_list (token + n, english, 9);
      *day = *day > 0 ? *day + (token->word[1] == 'w' ? 20 : 30) : 0;
      n++;
    }
  else if (strcmp (token->word, "двадцать") == 0 || strcmp (token->word, "тридцать") == 0)
    {
      *day = find_in_list (token + n, russian, 9);
      *day = *day > 0 ? *day + (strcmp (token->word, "двадцать") == 0 ? 20 : 30) : 0;
      n++;
    }
  else
    {
      *day = find_in_list (token, english, G_N_ELEMENTS (english));
      if (*day == 0)
        *day = find_in_list (token, russian, G_N_ELEMENTS (russian));
    }
  *at += *day > 0 ? n : 0;
  return *day > 0;
}

gboolean
rc_prose_is_glued (const RcProseTokens *tokens, guint at)
{
  const RcProseToken *token = &tokens->at[at];

  return token->kind == RC_PROSE_TOKEN_NUMBER && at >= 2 && !token->blank &&
         rc_prose_token_is_sign (token - 1, "-./:+#") && !token[-1].blank &&
         (token[-2].kind == RC_PROSE_TOKEN_NUMBER || (token[-2].kind == RC_PROSE_TOKEN_WORD && token->digits == 4));
}

/* "may" and "march" are verbs, too. */
static gboolean
is_verb (const RcProseToken *token)
{
  return !token->capital &&
         rc_prose_token_is_one_of (token, (const char *const[]){ "may", "march", "mar", "sept", NULL });
}

/* "12.II.2027", "12 / II 2027": a month in Roman numerals, which without its year may be anything. */
static gboolean
take_roman_month (const RcProseTokens *tokens, guint from, guint *at, RcProseDate *date)
{
  static const char *const numerals[12] = { "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii" };
  const RcProseToken *token = &tokens->at[from];
  guint p = from + 1;

  if (token->kind != RC_PROSE_TOKEN_WORD || !token->capital)
    return FALSE;
  for (int i = 0; i < 12 && date->month == 0; i++)
    date->month = strcmp (token->word, numerals[i]) == 0 ? i + 1 : 0;
  if (date->month == 0)
    return FALSE;
  if (rc_prose_token_is_sign (&tokens->at[p], ".-/"))
    p++;
  if (!rc_prose_take_year (tokens, &p, &date->year))
    return FALSE;
  date->bad = date->day == 0;
  *at = p;
  return TRUE;
}

/* "15 March 2027", "1st of March", "15-го марта 2027 г.", "15 қарашаға", and, behind it, the year. */
static gboolean
take_day_month (const RcProseTokens *tokens, guint *at, RcProseDate *date)
{
  guint p = *at;
  const RcProseToken *token = &tokens->at[p];

  if (token->kind == RC_PROSE_TOKEN_NUMBER && token->digits <= 2)
    {
      date->day = token->number;
      p++;
    }
  else if (!take_ordinal_word (tokens, &p, &date->day))
    return FALSE;
  skip_ordinal (tokens, &p);
  if (rc_prose_token_is_sign (&tokens->at[p], ".-/") && tokens->at[p + 1].kind == RC_PROSE_TOKEN_WORD)
    p++;
  token = &tokens->at[p];
  date->month = rc_prose_take_month (tokens, &p, &date->since);
  if (date->month == 0)
    return take_roman_month (tokens, p, at, date);
  date->bad = date->day == 0;
  *at = p;
  /* "15 қарашадан 2027 жылғы 15 қаңтарға дейін": the year is that of the other day. */
  if (date->since)
    return TRUE;
  if (rc_prose_token_is_sign (&tokens->at[p], ",-./") && !tokens->at[p].blank)
    p++;
  if (rc_prose_token_is_one_of (&tokens->at[p], (const char *const[]){ "of", "de", "in", NULL }))
    p++;
  if (rc_prose_take_year (tokens, &p, &date->year))
    *at = p;
  else
    take_short_year (tokens, at, date);
  return date->year != 0 || !is_verb (token);
}

/* "March 15, 2027", "March 15th", "March 2027", "қарашаның 15-іне", "қараша айының 15-іне". */
static gboolean
take_month_day (const RcProseTokens *tokens, guint *at, RcProseDate *date)
{
  guint p = *at;
  const RcProseToken *token = &tokens->at[p];

  date->month = rc_prose_take_month (tokens, &p, &date->since);
  if (date->month == 0)
    return FALSE;
  if (rc_prose_token_is_sign (&tokens->at[p], ",") && tokens->at[p + 1].digits == 4)
    p++;
  if (rc_prose_take_year (tokens, &p, &date->year))
    {
      *at = p;
      return TRUE;
    }
  if (rc_prose_token_is_one_of (&tokens->at[p], (const char *const[]){ "the", NULL })
      || (rc_prose_token_is_one_of (&tokens->at[p], (const char *const[]){ "айының", NULL }) && tokens->at[p + 1].kind == RC_PROSE_TOKEN_NUMBER))
    p++;
  if (tokens->at[p].kind == RC_PROSE_TOKEN_NUMBER && tokens->at[p].digits <= 2 &&
      !rc_prose_token_is_sign (&tokens->at[p + 1], ":"))
    {
      date->day = tokens->at[p++].number;
      date->bad = date->day == 0;
      skip_ordinal (tokens, &p);
    }
  else
    {
      *at = p;
      return !is_verb (token);
    }
  *at = p;
  if (rc_prose_token_is_sign (&tokens->at[p], ",."))
    p++;
  if (rc_prose_take_year (tokens, &p, &date->year))
    *at = p;
  else if (date->day != 0 && !rc_prose_token_is_sign (&tokens->at[*at], "-"))
    take_short_year (tokens, at, date);
  return date->year != 0 || !is_verb (token);
}

/* "to 20", "-20, 2027", behind "January 15": the day that ends it becomes that of `date`. */
gboolean
rc_prose_take_range_end (const RcProseTokens *tokens, guint at, RcProseDate *date)
{
  RcProseDate end = *date;
  guint p = at;

  if (tokens->at[p].kind != RC_PROSE_TOKEN_NUMBER || tokens->at[p].digits > 2 || date->year != 0 || date->day == 0)
    return FALSE;
  end.day = tokens->at[p++].number;
  skip_ordinal (tokens, &p);
  end.to = p;
  if (rc_prose_token_is_sign (&tokens->at[p], ",."))
    p++;
  if (rc_prose_take_year (tokens, &p, &end.year))
    end.to = p;
  else if (tokens->at[end.to].kind == RC_PROSE_TOKEN_WORD || tokens->at[end.to].kind == RC_PROSE_TOKEN_NUMBER)
    end.bad = TRUE; /* "January 15 to 20 people" */
  end.weekday = 0;
  end.bad |= end.day <= date->day || !rc_prose_date_is_good (&end);
  *date = end;
  return TRUE;
}

gboolean
rc_prose_take_year_before (const RcProseTokens *tokens, guint *at, int *year)
{
  guint p = *at;

  if (!rc_prose_take_year (tokens, &p, year) || p == *at + 1)
    return FALSE;
  if (rc_prose_token_is_sign (&tokens->at[p], ","))
    p++;
  *at = p;
  return TRUE;
}

/* "2026 жылғы 15 қараша", "2026 ж. қарашаның 15-і". */
static gboolean
take_year_first (const RcProseTokens *tokens, guint *at, RcProseDate *date)
{
  guint p = *at;
  int year;

  if (!rc_prose_take_year_before (tokens, &p, &year))
    return FALSE;
  if (!take_day_month (tokens, &p, date) && !take_month_day (tokens, &p, date))
    return FALSE;
  date->bad |= date->year != 0 && date->year != year;
  date->year = year;
  *at = p;
  return TRUE;
}

/* "Monday, ", "в понедельник ", "(Monday)". */
static int
take_weekday (const RcProseTokens *tokens, guint *at, gboolean behind)
{
  guint p = *at;
  int weekday;

  if (behind && rc_prose_token_is_sign (&tokens->at[p], "(,"))
    p++;
  if (rc_prose_token_is_one_of (&tokens->at[p], (const char *const[]){ "on", "le", "в", "во", NULL }) && behind)
    p++;
  weekday = rc_prose_find_weekday (&tokens->at[p]);
  if (weekday == 0)
    return 0;
  p++;
  if (rc_prose_token_is_sign (&tokens->at[p], behind ? ")" : ",."))
    p++;
  if (!behind && rc_prose_token_is_one_of (&tokens->at[p], (const char *const[]){ "the", "le", NULL }))
    p++;
  *at = p;
  return weekday;
}

/* "March 31 (Wed), 2027" */
static void
take_year_behind_weekday (const RcProseTokens *tokens, guint *at, RcProseDate *date)
{
  guint p = *at + 1;

  if (date->year == 0 && date->weekday != 0 && rc_prose_token_is_sign (&tokens->at[*at - 1], ")") && rc_prose_token_is_sign (&tokens->at[*at], ",") &&
      rc_prose_take_year (tokens, &p, &date->year))
    *at = p;
}

static gboolean
is_year (const RcProseToken *token)
{
  return token->kind == RC_PROSE_TOKEN_NUMBER && token->digits == 4 && token->number >= RC_PROSE_FIRST_YEAR && token->number <= RC_PROSE_LAST_YEAR;
}

/* "30 April 2027 or 2028", "2027 немесе 2028 жылғы 30 сәуір": a choice is no day. */
static gboolean
has_other_year (const RcProseTokens *tokens, guint from, guint to)
{
  static const char *const words[] = { "or", "and", "или", "и", "немесе", "және", "ou", "et", NULL };
  const RcProseToken *behind = &tokens->at[to];
  gboolean chooses = rc_prose_token_is_one_of (behind, words) || rc_prose_token_is_sign (behind, "/&-");

  /* The year of another day has more behind it. */
  if (chooses && is_year (behind + 1) && (behind[2].blank || !rc_prose_token_is_sign (behind + 2, "-./") || behind[3].kind != RC_PROSE_TOKEN_NUMBER))
    {
      guint p = to + 1;
      int year;

      return !rc_prose_take_year_before (tokens, &p, &year) || tokens->at[p].kind != RC_PROSE_TOKEN_NUMBER;
    }
  /* 2027-01-15 behind another day is one of its own. */
  return from >= 2 && is_year (&tokens->at[from]) && !rc_prose_token_is_sign (&tokens->at[from + 1], "-./") && is_year (&tokens->at[from - 2]) &&
         (rc_prose_token_is_one_of (&tokens->at[from - 1], words) || rc_prose_token_is_sign (&tokens->at[from - 1], "/-&"));
}

/* "until the end of March 2027", "до конца марта 2027 года", "jusqu'à fin mars 2027": its last day, where it is said to be the last one; and "the
 * last day of March 2027". */
static gboolean
take_month_end (const RcProseTokens *tokens, guint *at, RcProseDate *date)
{
  static const char *const limits[] = { "until", "till", "through", "by", "до", "jusqu'a", "jusqu'en", NULL };
  static const char *const ends[] = { "the end of", "end of", "конца", "la fin du mois de", "la fin de", "la fin", "fin" };
  static const char *const last_days[] = { "the last day of", "last day of", "последний день", "последнего дня", "le dernier jour du mois de", "le dernier jour de" };
  guint p = *at, n = 0;
  gboolean limited = p > 0 && rc_prose_token_is_one_of (&tokens->at[p - 1], limits);

  for (guint i = 0; limited && i < G_N_ELEMENTS (ends) && n == 0; i++)
    n = rc_prose_tokens_match (&tokens->at[p], ends[i]);
  for (guint i = 0; i < G_N_ELEMENTS (last_days) && n == 0; i++)
    n = rc_prose_tokens_match (&tokens->at[p], last_days[i]);
  p += n;
  if (n == 0 || tokens->at[p].kind != RC_PROSE_TOKEN_WORD || !take_month_day (tokens, &p, date) || date->year == 0 || date->day != 0)
    return FALSE;
  date->day = g_date_get_days_in_month ((GDateMonth) date->month, (GDateYear) date->year);
  *at = p;
  return TRUE;
}

/* "the last Friday of March 2027", "вторая пятница марта 2027 года", "dernier vendredi de mars 2027". Without its year it is no day that can
 * be told. */
static gboolean
take_nth_weekday (const RcProseTokens *tokens, guint *at, RcProseDate *date)
{
  static const char *const counts[][10] = {
    { "last", "последн*", "dernier", "соңғы" },
    { "first", "первый", "первая", "первую", "первой", "первое", "premier", "бірінші" },
    { "second", "второй", "вторая", "вторую", "второе", "deuxieme", "second", "екінші" },
    { "third", "третий", "третья", "третью", "третьей", "третье", "troisieme", "үшінші" },
    { "fourth", "четвертый", "четвертая", "четвертую", "четвертой", "четвертое", "quatrieme", "төртінші" },
  };
  static const char *const of[] = { "of", "in", "de", "d'", "du", "mois", NULL };
  guint p = *at, count = 0;
  GDate day;

  while (count < G_N_ELEMENTS (counts) && !rc_prose_token_is_one_of (&tokens->at[p], counts[count]))
    count++;
  date->weekday = count < G_N_ELEMENTS (counts) ? rc_prose_find_weekday (&tokens->at[++p]) : 0;
  if (date->weekday == 0)
    return FALSE;
  p++;
  while (rc_prose_token_is_one_of (&tokens->at[p], of))
    p++;
  if (tokens->at[p].kind != RC_PROSE_TOKEN_WORD || !take_month_day (tokens, &p, date) || date->day != 0)
    return FALSE;
  *at = p;
  date->bad = date->year == 0;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, (GDateMonth) date->month, date->year > 0 ? (GDateYear) date->year : 2000);
  date->day = 1 + (date->weekday - (int) g_date_get_weekday (&day) + 7) % 7 + 7 * ((int) count - 1);
  while (count == 0 && date->day + 7 <= g_date_get_days_in_month ((GDateMonth) date->month, g_date_get_year (&day)))
    date->day += 7;
  return TRUE;
}

/* "early March", "the second half of May", "mi-mars", "наурыз айының басында": not all of the month, and nobody knows which day. */
static gboolean
is_part_of_month (const RcProseTokens *tokens, guint from, guint to)
{
  static const char *const before[] = { "early", "mid", "middle", "beginning", "start", "half", "week", "fortnight", "mi", "milieu", "debut", "moitie",
                                        "quinzaine", "semaine", "начал*", "середин*", "половин*", "недел*", "декад*", NULL };
  static const char *const small[] = { "of", "in", "the", "de", "du", "mois", NULL };
  static const char *const behind[] = { "бас", "басы*", "баста*", "орта*", "жарты*", "апта*", "онкүнд*", NULL };

  while (from > 0 && (rc_prose_token_is_one_of (&tokens->at[from - 1], small) || rc_prose_token_is_sign (&tokens->at[from - 1], "-")))
    from--;
  if (from > 0 && rc_prose_token_is_one_of (&tokens->at[from - 1], before))
    return TRUE;
  for (guint i = 0; i < 3 && tokens->at[to + i].kind == RC_PROSE_TOKEN_WORD; i++)
    if (rc_prose_token_is_one_of (&tokens->at[to + i], behind))
      return TRUE;
  return FALSE;
}

/* "the week of 8 March 2027", "w/c 8 March", "на неделе с 8 марта", "8 наурыз аптасында": which day of it nobody knows. */
static gboolean
is_week (const RcProseTokens *tokens, guint from, guint to)
{
  static const char *const weeks[] = { "week", "semaine", "недел*", NULL };
  static const char *const small[] = { "of", "commencing", "beginning", "starting", "from", "the", "du", "с", "от", NULL };

  if (from > 2 && rc_prose_tokens_match (&tokens->at[from - 3], "w / c") > 0)
    return TRUE;
  for (guint i = from; i > 0 && from - i < 3; i--)
    {
      if (rc_prose_token_is_one_of (&tokens->at[i - 1], weeks))
        return i < from;
      if (!rc_prose_token_is_one_of (&tokens->at[i - 1], small))
        break;
    }
  return rc_prose_token_is_one_of (&tokens->at[to], (const char *const[]){ "апта*", NULL });
}

gboolean
rc_prose_take_date (const RcProseTokens *tokens, guint at, RcDateOrder order, RcProseDate *date)
{
  guint p = at;
  gboolean found, glued;
  int weekday;

  memset (date, 0, sizeof *date);
  weekday = take_weekday (tokens, &p, FALSE);
  if (tokens->at[p].kind == RC_PROSE_TOKEN_NUMBER)
    found = rc_prose_take_numbers (tokens, &p, order, date, &glued)
                ? !glued
                : take_year_first (tokens, &p, date) || take_day_month (tokens, &p, date);
  else
    found = take_month_end (tokens, &p, date) || take_nth_weekday (tokens, &p, date) || take_day_month (tokens, &p, date) || take_month_day (tokens, &p, date);
  if (!found)
    return FALSE;
  if (date->weekday == 0)
    date->weekday = weekday != 0 ? weekday : take_weekday (tokens, &p, TRUE);
  take_year_behind_weekday (tokens, &p, date);
  date->bad |= date->day == 0 ? date->weekday != 0 || is_part_of_month (tokens, at, p) : is_week (tokens, at, p);
  /* "~15 March"; between two days it is a dash. */
  date->bad |= at > 0 && rc_prose_token_is_sign (&tokens->at[at - 1], "~") && (at == 1 || tokens->at[at - 2].kind != RC_PROSE_TOKEN_NUMBER);
  date->from = at;
  date->to = p;
  date->bad |= !rc_prose_date_is_good (date) || (date->year != 0 && has_other_year (tokens, at, p));
  if (date->year != 0 && (date->year < RC_PROSE_FIRST_YEAR || date->year > RC_PROSE_LAST_YEAR))
    date->bad = TRUE;
  return TRUE;
}

gboolean
rc_prose_take_lone_day (const RcProseTokens *tokens, guint at, int *day, guint *to)
{
  const RcProseToken *token = &tokens->at[at];

  if (token->kind != RC_PROSE_TOKEN_NUMBER || token->digits > 2 || token->number < 1 || token->number > 31)
    return FALSE;
  *day = token->number;
  *to = at + 1;
  skip_ordinal (tokens, to);
  return TRUE;
}
