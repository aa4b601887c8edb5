/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ages and degrees in a sentence about who may apply. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/eligibility-private.h"

#include <string.h>

#define YOUNGEST 14
#define OLDEST 80

static RcProseList people = RC_PROSE_LIST (
    "applicant*|candidate*|researcher*|scientist*|scholar|scholars|student*|graduate*|nominee*|participant*|fellow|fellows|teacher*|you|citizen*|"
    "national|nationals|individual*|person*|people|professional*|educator*|postdoc*|author|authors|academics|age|aged|ages|women|"
    "заявител*|кандидат*|учен*|исследовател*|студент*|соискател*|участник*|участвова*|участию|аспирант*|граждан*|специалист*|магистрант*|докторант*|"
    "преподавател*|лица|лиц|претендент*|молодые|молодых|возраст*|учител*|педагог*|"
    "үміткер*|ғалым*|зерттеуші*|студент*|қатысушы*|азамат*|магистрант*|докторант*|мұғалім*|маман*|жас*|адам*|оқытушы*|педагог*|"
    "candidat*|chercheu*|scientifique*|étudiant*|doctorant*|ressortissant*|citoyen*|boursi*|enseignant*|personne*|postulant*|demandeur*|âge|âgé*|"
    "jeunes|lauréat*");

/* Patterns of rc_prose_match. min, max: which number (1, 2) is the lowest and the highest age, 0 none; below: the highest is not reached;
 * bare: no word says that these are years of a life. */
static const struct
{
  const char *pattern;
  gboolean bare;
  guint8 min, max, below;
} ages[] = {
  { "between ?the ?ages ?of # and # ?years ?of|old ?age", FALSE, 1, 2, 0 },
  { "aged ?between ?from # to|and|-|–|— # ?years ?inclusive", FALSE, 1, 2, 0 },
  { "ages|age|возраст|жасы|âge ?: # to|-|–|— # ?years|лет|жас|ans", FALSE, 1, 2, 0 },
  { "at least # and|but no|not more|older than # years of|old ?age", FALSE, 1, 2, 0 },
  { "# to|-|–|— # years old|of ?age", FALSE, 1, 2, 0 },
  { "under|below the age of # ?years", FALSE, 0, 1, 1 },
  { "under|below age # ?years", FALSE, 0, 1, 1 },
  { "aged under|below # ?years ?of|old ?age", FALSE, 0, 1, 1 },
  { "under|below # years of|old ?age", FALSE, 0, 1, 1 },
  { "younger|less than # ?years of|old ?age", FALSE, 0, 1, 1 },
  { "younger than # ?years", FALSE, 0, 1, 1 },
  { "under|below # ?years", TRUE, 0, 1, 1 },
  { "not|no ?be older than # ?years ?of|old ?age", FALSE, 0, 1, 0 },
  { "not ?be over # years of|old ?age", FALSE, 0, 1, 0 },
  { "not exceed # years of|old age", FALSE, 0, 1, 0 },
  { "up to # years of|old ?age", FALSE, 0, 1, 0 },
  { "up to ?the age ?of #", FALSE, 0, 1, 0 },
  { "aged up to # ?years", FALSE, 0, 1, 0 },
  { "# years of|old ?age or|and younger|under|below", FALSE, 0, 1, 0 },
  { "aged # or|and younger|under|below", FALSE, 0, 1, 0 },
  { "# or younger", TRUE, 0, 1, 0 },
  { "maximum age ?limit ?is|:|of # ?years", FALSE, 0, 1, 0 },
  { "age limit ?is|:|of # ?years", FALSE, 0, 1, 0 },
  { "at least # years of|old ?age", FALSE, 1, 0, 0 },
  { "over|above the age of # ?years", FALSE, 1, 0, 0 },
  { "# years of|old ?age or|and older|over|above", FALSE, 1, 0, 0 },
  { "aged # or|and older|over|above", FALSE, 1, 0, 0 },
  { "minimum age ?is|:|of # ?years", FALSE, 1, 0, 0 },

  { "от|с # до # лет", FALSE, 1, 2, 0 },
  { "не моложе # лет|года и|, не старше # ?лет|года", FALSE, 1, 2, 0 },
  { "не должен|должна|должно превышать # ?лет|года", FALSE, 0, 1, 0 },
  { "# -|–|— # лет", FALSE, 1, 2, 0 },
  { "до # лет включительно", FALSE, 0, 1, 0 },
  { "до # лет ( включительно )", FALSE, 0, 1, 0 },
  { "до # ?лет|года", FALSE, 0, 1, 1 },
  { "не старше # ?лет|года", FALSE, 0, 1, 0 },
  { "моложе|младше # ?лет|года", FALSE, 0, 1, 1 },
  { "не достигшие|достигших # лет|летнего ?возраста", FALSE, 0, 1, 1 },
  { "не моложе|младше # ?лет", FALSE, 1, 0, 0 },
  { "старше # лет", FALSE, 1, 0, 0 },
  { "от # лет ?и ?старше", FALSE, 1, 0, 0 },
  { "достигшие|достигших # лет|летнего ?возраста", FALSE, 1, 0, 0 },

  { "# -|–|— # жас ?аралығындағы*", FALSE, 1, 2, 0 },
  { "# жастан # жасқа дейін*", FALSE, 1, 2, 0 },
  { "# пен|бен|мен # жас аралығындағы*", FALSE, 1, 2, 0 },
  { "# жасқа дейін*", FALSE, 0, 1, 1 },
  { "# жастан аспаған*|аспайтын*|аспауы*", FALSE, 0, 1, 0 },
  { "# жасқа толмаған*", FALSE, 0, 1, 1 },
  { "# жасқа толған*", FALSE, 1, 0, 0 },
  { "# жастан асқан*|жоғары", FALSE, 1, 0, 0 },

  { "entre # et # ans", FALSE, 1, 2, 0 },
  { "de # à # ans", FALSE, 1, 2, 0 },
  { "moins de # ans ?révolus", FALSE, 0, 1, 1 },
  { "# ans au plus|maximum", FALSE, 0, 1, 0 },
  { "# ans maximum", FALSE, 0, 1, 0 },
  { "# ans minimum et ?de # ans maximum", FALSE, 1, 2, 0 },
  { "jusqu' à # ans", FALSE, 0, 1, 0 },
  { "âge maximum|maximal|limite ?est ?: ?de|est # ans", FALSE, 0, 1, 0 },
  { "au moins # ans", FALSE, 1, 0, 0 },
  { "plus de # ans", FALSE, 1, 0, 0 },
  { "# ans ou|et plus", FALSE, 1, 0, 0 },
};
static RcProseTable ages_table = RC_PROSE_TABLE (ages);

/* Behind a number that could be anything these leave nothing else than an age. */
static const char behind_bare[] = ".|)|,|;|at|on|by|as|who|with|when|and|from|may|can|are|working|holding|–|—";
/* "10 years of experience", "20 лет стажа": no age. */
static const char not_ages[]
    = "experience|employees|months|per|percent|%|months|опыта|стажа|работы|d'|de|тәжірибе*|еңбек|mois|months|pages|минут|minutes";
static RcProseList alternatives = RC_PROSE_LIST ("or|либо|или|немесе|ou|depending|зависимости");
static const char no_alternatives[] = "younger|older|under|below|above|over|less|more|equivalent|higher|старше|выше|младше|моложе|эквивалент*|équivalent|plus|moins";

static gboolean
has_alternative (const RcProseWords *words)
{
  if (!rc_prose_has_listed (words, 0, words->len, &alternatives))
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    if (rc_prose_has_listed (words, i, i + 1, &alternatives)
        && (!rc_prose_has (words, i + 1, i + 2, no_alternatives) || g_ascii_isdigit (*rc_prose_get (words, i + 2))))
      return TRUE;
  return FALSE;
}

static gboolean
is_age (const RcProseWords *words, guint i, guint end, gboolean bare)
{
  static const char money[] = "$|€|£|usd|eur|us";

  /* "years of" what? */
  if (rc_prose_has (words, end - 1, end, "of") || rc_prose_has (words, end, end + 1, not_ages) || (i > 0 && rc_prose_has (words, i - 1, i, money)))
    return FALSE;
  return !bare || end >= words->len || rc_prose_has (words, end, end + 1, behind_bare);
}

/* The pattern that covers most at i: its number in the table, or -1. */
static int
find_age (const RcProseWords *words, guint i, guint *length, int *numbers)
{
  int best = -1;

  *length = 0;
  for (guint64 rows = rc_prose_find_rows (words, i, &ages_table); rows != 0; rows &= rows - 1)
    {
      guint k = (guint) __builtin_ctzll (rows);
      int these[2] = { 0, 0 };
      guint n = rc_prose_match (words, i, ages[k].pattern, these);

      if (n > *length && is_age (words, i, i + n, ages[k].bare))
        {
          best = (int) k;
          *length = n;
          memcpy (numbers, these, sizeof these);
        }
    }
  return best;
}

static gboolean
is_sound (const RcFact *fact)
{
  if (fact->age_min >= 0 && (fact->age_min < YOUNGEST || fact->age_min > OLDEST))
    return FALSE;
  if (fact->age_max >= 0 && (fact->age_max < YOUNGEST || fact->age_max > OLDEST))
    return FALSE;
  return fact->age_min < 0 || fact->age_max < 0 || fact->age_min <= fact->age_max;
}

void
rc_eligibility_read_age (const RcProseWords *words, GPtrArray *facts)
{
  /* Those whom the project is for, not those who apply. */
  static RcProseList served = RC_PROSE_LIST ("adults|population*|household*|veterans|elderly|minors|recruited|serve|serves|serving|населени*|обслужива*|bénéficiaire*");
  g_autoptr (RcFact) fact = NULL;
  guint length;

  if (!words->numbers || !rc_prose_has_listed (words, 0, words->len, &people) || has_alternative (words)
      || rc_prose_has_listed (words, 0, words->len, &served))
    return;
  for (guint i = 0; i < words->len; i += MAX (length, 1))
    {
      int numbers[2] = { 0, 0 };
      int k = find_age (words, i, &length, numbers);

      if (k < 0)
        continue;
      /* Two ages in one sentence: for whom is which? */
      if (fact != NULL)
        return;
      fact = rc_fact_new (RC_FACT_AGE);
      fact->age_min = ages[k].min > 0 ? numbers[ages[k].min - 1] : -1;
      fact->age_max = ages[k].max > 0 ? numbers[ages[k].max - 1] - ages[k].below : -1;
    }
  if (fact != NULL && is_sound (fact))
    g_ptr_array_add (facts, g_steal_pointer (&fact));
}

static const struct
{
  const char *pattern, *stage;
} stages[] = {
  { "phd|doctorate holder|holders", "doctorate" },
  { "holder|holders of ?a phd|doctorate", "doctorate" },
  { "hold|holds|holding|have|has|having|with|possess|possessing ?a|an ?completed phd|doctorate ?degree", "doctorate" },
  { "hold|holds|holding|have|has|having|with|possess|possessing ?a|an ?completed doctoral degree", "doctorate" },
  { "hold|holds|holding|have|has|having|with|possess ?at ?least ?a|an master's|masters|master|msc ?degree", "master" },
  { "hold|holds|holding|have|has|having|with|possess ?at ?least ?a|an bachelor's|bachelors|bachelor|undergraduate ?degree", "bachelor" },
  { "степень|степенью|степени phd", "doctorate" },
  { "степень|степенью|степени кандидата|доктора наук", "doctorate" },
  { "степень|степенью|степени магистра", "master" },
  { "диплом|дипломом|степень|степенью бакалавра", "bachelor" },
  { "phd дәрежесі|дәрежесін|докторы", "doctorate" },
  { "магистр дәрежесі|дәрежесін", "master" },
  { "бакалавр дәрежесі|дәрежесін", "bachelor" },
  { "titulaire|titulaires d' un doctorat", "doctorate" },
  { "titulaire|titulaires d' un master", "master" },
  { "titulaire|titulaires d' une licence", "bachelor" },
};
static RcProseTable stages_table = RC_PROSE_TABLE (stages);

void
rc_eligibility_read_stage (const RcProseWords *words, GPtrArray *facts)
{
  static RcProseList on_the_way = RC_PROSE_LIST (
      "enrolled|pursuing|towards|toward|student|students|studying|supervisor*|mentor*|years|within|since|and|и|лет|және|et|"
      "обучающ*|студент*|аспирант*|руководител*|étudiant*|inscrit*|студентт*|supervis*|equivalent|candidature");
  const char *stage = NULL;

  if (!rc_prose_has_listed (words, 0, words->len, &people) || has_alternative (words) || rc_prose_has_listed (words, 0, words->len, &on_the_way))
    return;
  for (guint i = 0; i < words->len; i++)
    for (guint64 rows = rc_prose_find_rows (words, i, &stages_table); rows != 0; rows &= rows - 1)
      {
        guint k = (guint) __builtin_ctzll (rows);
        guint n = rc_prose_match (words, i, stages[k].pattern, NULL);

        if (n == 0 || (stage != NULL && g_str_equal (stage, stages[k].stage)))
          continue;
        if (stage != NULL)
          return;
        stage = stages[k].stage;
      }
  if (stage != NULL)
    {
      RcFact *fact = rc_fact_new (RC_FACT_STAGE);

      rc_fact_add_value (fact, stage);
      g_ptr_array_add (facts, fact);
    }
}
