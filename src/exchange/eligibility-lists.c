/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of countries and of people in a sentence about who may apply: each is understood whole, or not at all. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/eligibility-private.h"

static RcProseList separators = RC_PROSE_LIST (",|;|/|&|and|or|и|или|және|мен|пен|бен|et|ou");

/* A sentence is about who may apply only with one of these, or where it is a list and nothing else. */
static RcProseList signals = RC_PROSE_LIST (
    "eligible|eligibility|apply|applicant*|candidate*|open|must|invited|nominee*|participate|nominated|application*|"
    "могут|подать|заявк*|заявител*|кандидат*|допуска*|приглаша*|участ*|конкурс*|требован*|должн*|соискател*|претендент*|открыт*|"
    "өтініш*|қатыса*|үміткер*|талап*|шақыр*|байқау*|конкурс*|қабылдан*|"
    "éligible*|candidat*|postuler|ouvert*|appel|doivent|réservé*|invité*|adresse");

static gboolean
speaks_of_applying (const RcProseWords *words)
{
  return rc_prose_has_listed (words, 0, words->len, &signals);
}

/* Past whatever of the patterns stands at i. */
static guint
skip (const RcProseWords *words, guint i, const char *const *patterns)
{
  for (guint k = 0; patterns[k] != NULL; k++)
    {
      guint n = rc_prose_match (words, i, patterns[k], NULL);

      if (n > 0)
        return skip (words, i + n, patterns);
    }
  return i;
}

static guint
skip_separators (const RcProseWords *words, guint i)
{
  while (i < words->len && rc_prose_has_listed (words, i, i + 1, &separators))
    i++;
  return i;
}

/* Past what may stand before the name of a country. */
static guint
skip_articles (const RcProseWords *words, guint i)
{
  static const char *const before[] = {
    "one of ?the following countries|states ?:", "the following countries|states ?:", "either|both|the", "people's|islamic republic of",
    "republic|kingdom|state of", "следующих стран|государств ?:", "стран :", "республики|республика|республике|республику|королевства",
    "république du|de|d'|des ?la|l'", "du|des|de|d'|la|le|les|l'|au|aux|en",
  };
  static RcProseTable before_table = RC_PROSE_TABLE (before);
  guint n, skipped;

  do
    {
      guint64 rows = rc_prose_country (words, i, &n) == NULL ? rc_prose_find_rows (words, i, &before_table) : 0;

      for (skipped = 0; rows != 0 && skipped == 0; rows &= rows - 1)
        skipped = rc_prose_match (words, i, before[__builtin_ctzll (rows)], NULL);
      i += skipped;
    }
  while (skipped > 0);
  return i;
}

/* Countries from i on, to the end of their list: the place behind it; 0 when it was not understood whole. */
static guint
take_countries (const RcProseWords *words, guint i, RcFact *fact)
{
  static const char *const behind[] = { "республикасының|республикасы|мемлекетінің", NULL };

  for (;;)
    {
      guint start = skip_articles (words, i);
      guint n = 0;
      const char *code = rc_prose_country (words, start, &n);
      guint next;

      if (code == NULL)
        return fact->values[0] != NULL && i > 0 && rc_eligibility_may_follow (words, i) && !rc_prose_has (words, i, i + 1, "(") ? i : 0;
      rc_fact_add_value (fact, code);
      i = skip (words, start + n, behind);
      next = skip_separators (words, i);
      if (next == i)
        return i;
      i = next;
    }
}

/* Georgia is a state of the United States too: only its citizens are certain. */
static gboolean
is_doubtful (const RcFact *fact)
{
  return fact->kind != RC_FACT_CITIZENSHIP && g_strcmp0 (fact->values[0], "GE") == 0 && fact->values[1] == NULL;
}

static const struct
{
  const char *pattern;
  RcFactKind kind;
} cues[] = {
  { "citizen|citizens|national|nationals of|from", RC_FACT_CITIZENSHIP },
  { "citizenship|nationality of", RC_FACT_CITIZENSHIP },
  { "resident|residents|residing|living of|in", RC_FACT_RESIDENCE },
  { "institutions|universities|organisations|organizations|institutes ?located|based|registered|established in|from", RC_FACT_INSTITUTION },
  { "applicants|candidates|researchers|scientists|scholars|students|teachers from", RC_FACT_CITIZENSHIP },
  { "граждане|гражданам|гражданами|граждан|гражданин|гражданином|гражданство|гражданства", RC_FACT_CITIZENSHIP },
  { "заявители|кандидаты|ученые|исследователи|студенты|соискатели|участники|ученых|исследователей|студентов|преподаватели из", RC_FACT_CITIZENSHIP },
  { "проживающие|проживающих|проживать|жители в|на", RC_FACT_RESIDENCE },
  { "жители|жителям|резиденты|резидентам", RC_FACT_RESIDENCE },
  { "организации|университеты|учреждения|вузы ?расположенные|зарегистрированные в|из", RC_FACT_INSTITUTION },
  { "citoyen|citoyens|citoyennes|ressortissant|ressortissants|ressortissantes", RC_FACT_CITIZENSHIP },
  { "résidents|résidant|résider|habitants", RC_FACT_RESIDENCE },
  { "établissements|universités|institutions|organisations ?situés|situées|établies|basées", RC_FACT_INSTITUTION },
};
static RcProseTable cues_table = RC_PROSE_TABLE (cues);

static const char *const of_any[] = {
  "citizens|nationals of any|all country|countries|nationality|nationalities", "applicants|candidates of any|all nationality|nationalities",
  "open to all|any nationalities|nationality", "regardless|irrespective of ?their nationality|citizenship|nationalities", "applicants|candidates from any country",
  "applicants|candidates from all countries", "any nationality", "all nationalities",
  "независимо от гражданства", "граждане всех|любых стран|государств", "граждане|гражданам|граждан любой страны", "любого гражданства",
  "барлық елдердің азаматтары*", "барлық елдер* азаматтары*", "азаматтығына қарамастан", "кез келген елдің азаматтары*",
  "toute|toutes nationalité|nationalités", "quelle que soit leur nationalité", "citoyens|ressortissants de tous les pays",
};
static RcProseTable of_any_table = RC_PROSE_TABLE (of_any);

static gboolean
add_any (const RcProseWords *words, GPtrArray *facts)
{
  for (guint i = 0; i < words->len; i++)
    for (guint64 rows = rc_prose_find_rows (words, i, &of_any_table); rows != 0; rows &= rows - 1)
      {
        guint k = (guint) __builtin_ctzll (rows);
        guint n = rc_prose_match (words, i, of_any[k], NULL);

        if (n > 0 && rc_eligibility_may_follow (words, i + n))
          {
            RcFact *fact = rc_fact_new (RC_FACT_CITIZENSHIP);

            rc_fact_add_value (fact, "any");
            g_ptr_array_add (facts, fact);
            return TRUE;
          }
      }
  return FALSE;
}

/* "Қазақстан және Өзбекстан азаматтары": the word stands behind the countries, and they begin the sentence or follow a colon. */
static void
add_before (const RcProseWords *words, GPtrArray *facts, guint *n_lists)
{
  for (guint i = 0; i < words->len; i++)
    {
      g_autoptr (RcFact) fact = NULL;
      guint n, end;

      if (rc_prose_country (words, i, &n) == NULL)
        continue;
      fact = rc_fact_new (RC_FACT_CITIZENSHIP);
      end = take_countries (words, i, fact);
      if (end == 0)
        end = words->len;
      else if (rc_prose_has (words, end, end + 1, "азамат*") && (i == 0 || rc_prose_has (words, i - 1, i, ":|тек|конкурсқа|байқауға")))
        {
          g_ptr_array_add (facts, g_steal_pointer (&fact));
          ++*n_lists;
        }
      i = end;
    }
}

/* What has no country in it may still say that there are some: see needs_words. */
static gboolean
may_name_countries (const RcProseWords *words)
{
  static RcProseList of_countries = RC_PROSE_LIST ("citizen*|national|nationals|nationality");
  guint n;

  if (rc_prose_has_listed (words, 0, words->len, &of_countries))
    return TRUE;
  for (guint i = 0; i < words->len; i++)
    if (rc_prose_country (words, i, &n) != NULL)
      return TRUE;
  return FALSE;
}

/* "nationals of developing countries": which these are nobody says; the words stay. "Researchers from all fields" speak of no country. */
static gboolean
needs_words (RcFactKind kind, guint cue)
{
  return kind == RC_FACT_CITIZENSHIP && cue < 2;
}

void
rc_eligibility_read_countries (const RcProseWords *words, GPtrArray *facts)
{
  static RcProseList hosts = RC_PROSE_LIST ("host*|visit*|принимающ*|accueil|қабылдаушы|abroad|рубеж*");
  g_autoptr (GPtrArray) found = rc_facts_new ();
  guint n_lists = 0;
  gboolean whole = TRUE;

  if (rc_prose_has_listed (words, 0, words->len, &hosts))
    return;
  if ((speaks_of_applying (words) && add_any (words, facts)) || !may_name_countries (words))
    return;
  for (guint i = 0; i < words->len; i++)
    for (guint64 rows = rc_prose_find_rows (words, i, &cues_table); rows != 0; rows &= rows - 1)
      {
        guint k = (guint) __builtin_ctzll (rows);
        guint n = rc_prose_match (words, i, cues[k].pattern, NULL);
        g_autoptr (RcFact) fact = NULL;
        guint end;

        if (n == 0)
          continue;
        /* "Citizens or residents of": a choice, which facts cannot say. */
        if (rc_prose_has (words, MAX (i, 2) - 2, i, "or|или|ou|немесе|либо"))
          return;
        fact = rc_fact_new (cues[k].kind);
        end = take_countries (words, i + n, fact);
        n_lists++;
        if (end == 0 || is_doubtful (fact) || !rc_eligibility_may_follow (words, end))
          {
            g_strfreev (fact->values);
            fact->values = g_new0 (char *, 1);
            whole = FALSE;
          }
        else if (!speaks_of_applying (words) && !(i == 0 && (end >= words->len || rc_prose_has (words, end, end + 1, ".|aged|under"))))
          whole = FALSE;
        if (fact->values[0] != NULL || needs_words (fact->kind, k))
          g_ptr_array_add (found, g_steal_pointer (&fact));
        i += n;
        break;
      }
  add_before (words, found, &n_lists);
  /* Citizens of these or residents of those: more than one list is a choice, which facts cannot say. */
  if (n_lists == 1 && found->len == 1 && (whole || needs_words (((RcFact *) found->pdata[0])->kind, 0)))
    {
      RcFact *fact = found->pdata[0];

      if (!whole && (fact->values[0] != NULL || !speaks_of_applying (words)))
        return;
      g_ptr_array_set_free_func (found, NULL);
      g_ptr_array_add (facts, fact);
    }
}

static const struct
{
  const char *pattern, *who;
} nouns[] = {
  { "phd|doctoral|master's|graduate|undergraduate|postgraduate|university|college students|student", "student" },
  { "students|undergraduates|postgraduates", "student" },
  { "researchers|scientists|scholars|postdocs|academics", "researcher" },
  { "teachers|educators|lecturers|professors", "educator" },
  { "non-governmental|nongovernmental organisations|organizations", "ngo" },
  { "ngos|nonprofits", "ngo" },
  { "non-profit|nonprofit organisations|organizations|entities", "ngo" },
  { "civil society organisations|organizations", "ngo" },
  { "universities|colleges", "institution" },
  { "higher|research|academic|educational|public education|research institutions|institutes", "institution" },
  { "research|academic|educational|scientific institutions|institutes|organisations|organizations", "institution" },
  { "government|governmental agencies|bodies|institutions", "government" },
  { "governments|municipalities|ministries", "government" },
  { "companies|enterprises|businesses|smes|startups", "business" },
  { "individuals", "individual" },
  { "студенты|студентов|студентам|магистранты|магистрантов|аспиранты|аспирантов|докторанты", "student" },
  { "ученые|ученых|ученым|исследователи|исследователей|исследователям", "researcher" },
  { "преподаватели|преподавателей|учителя|учителей|педагоги|педагогов|учителям|преподавателям", "educator" },
  { "неправительственные|некоммерческие|общественные организации", "ngo" },
  { "нпо|нко", "ngo" },
  { "университеты|вузы", "institution" },
  { "научные|образовательные организации|учреждения|институты", "institution" },
  { "étudiants|doctorants|étudiantes", "student" },
  { "chercheurs|chercheuses|scientifiques|universitaires", "researcher" },
  { "enseignants|enseignantes|professeurs", "educator" },
  { "ong|associations", "ngo" },
  { "universités", "institution" },
  { "entreprises|pme", "business" },
  { "студенттер|магистранттар|докторанттар", "student" },
  { "ғалымдар|зерттеушілер", "researcher" },
  { "мұғалімдер|оқытушылар|педагогтер", "educator" },
  { "университеттер", "institution" },
};
static RcProseTable nouns_table = RC_PROSE_TABLE (nouns);

static RcProseList modifiers = RC_PROSE_LIST (
    "all|the|early-career|early|career|young|experienced|qualified|postdoctoral|individual|registered|accredited|local|national|international|public|"
    "private|small|medium-sized|social|legally|full-time|established|senior|junior|emerging|female|"
    "молодые|молодых|молодым|начинающие|опытные|научные|школьные|зарегистрированные|"
    "les|aux|jeunes|des|жас|барлық");

/* People from i on, to the end of their list; 0 when it was not understood whole. */
static guint
take_people (const RcProseWords *words, guint i, RcFact *fact)
{
  static const char *const behind[] = { "en début|milieu|fin de carrière", "из казахстана", "вузов|школ|университетов", NULL };

  for (;;)
    {
      guint start = i, n = 0, next;

      while (n == 0 && start < words->len)
        {
          for (guint64 rows = rc_prose_find_rows (words, start, &nouns_table); n == 0 && rows != 0; rows &= rows - 1)
            {
              guint k = (guint) __builtin_ctzll (rows);

              n = rc_prose_match (words, start, nouns[k].pattern, NULL);
              if (n > 0)
                rc_fact_add_value (fact, nouns[k].who);
            }
          if (n == 0 && !rc_prose_has_listed (words, start, start + 1, &modifiers))
            break;
          start += n == 0 ? 1 : 0;
        }
      if (n == 0)
        return fact->values[0] != NULL && rc_eligibility_may_follow (words, i) ? i : 0;
      i = skip (words, start + n, behind);
      next = skip_separators (words, i);
      if (next == i)
        return i;
      i = next;
    }
}

static const char *const openings[] = {
  "open|addressed to", "open for", "eligible applicants ?are :", "eligible applicants are", "who can|may apply ?:",
  "applicants|candidates must|should be", "applicants|candidates ?are|may :", "invites applications from", "applications are invited from",
  "applications ?are invited|welcome from", "конкурс|грант|стипендия|программа открыт|открыта|открыто для", "приглашаются|допускаются",
  "заявки принимаются от", "ouvert|ouverte|ouverts|ouvertes à|aux", "réservé|réservée|réservés|réservées à|aux", "s' adresse aux|à",
};
static RcProseTable openings_table = RC_PROSE_TABLE (openings);

static const char *const endings[] = {
  "may|can|could apply|participate", "are eligible|invited|welcome",
  "могут подать|подавать|участвовать|претендовать|принять", "приглашаются", "peuvent postuler|candidater|déposer|participer", "sont éligibles|invités",
  "қатыса алады", "өтініш бере|тапсыра алады",
};
static RcProseTable endings_table = RC_PROSE_TABLE (endings);

static gboolean
ends_well (const RcProseWords *words, guint i)
{
  for (; i < words->len; i++)
    for (guint64 rows = rc_prose_find_rows (words, i, &endings_table); rows != 0; rows &= rows - 1)
      if (rc_prose_match (words, i, endings[__builtin_ctzll (rows)], NULL) > 0)
        return TRUE;
  return FALSE;
}

static gboolean
take_from (const RcProseWords *words, guint i, gboolean at_start, GPtrArray *facts)
{
  static RcProseList further = RC_PROSE_LIST (
      ".|)|,|;|who|with|from|working|under|aged|in|at|of|holding|below|–|—|до|из|в|с|не|имеющие|которые|âgés|ayant|de|qui|titulaires|"
      "моложе|старше|younger|between|having|whose|conducting|that|engaged|based|affiliated|employed|only");
  static const char verbs[] = "may|can|are|could|могут|приглашаются|peuvent|sont|қатыса|өтініш";
  g_autoptr (RcFact) fact = NULL;
  guint end;

  if (rc_prose_find_rows (words, i, &nouns_table) == 0 && !rc_prose_has_listed (words, i, i + 1, &modifiers))
    return FALSE;
  fact = rc_fact_new (RC_FACT_WHO);
  end = take_people (words, i, fact);
  if (end == 0)
    return FALSE;
  if (at_start && !ends_well (words, end))
    return FALSE;
  if (end < words->len && !rc_prose_has_listed (words, end, end + 1, &further) && !(at_start && rc_prose_has (words, end, end + 1, verbs)))
    return FALSE;
  g_ptr_array_add (facts, g_steal_pointer (&fact));
  return TRUE;
}

void
rc_eligibility_read_who (const RcProseWords *words, GPtrArray *facts)
{
  if (take_from (words, 0, TRUE, facts))
    return;
  for (guint i = 0; i < words->len; i++)
    for (guint64 rows = rc_prose_find_rows (words, i, &openings_table); rows != 0; rows &= rows - 1)
      {
        guint n = rc_prose_match (words, i, openings[__builtin_ctzll (rows)], NULL);

        if (n > 0 && take_from (words, i + n, FALSE, facts))
          return;
      }
}
