/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of science that a call is for, by the numbers of the UNESCO nomenclature, out of a sentence. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/eligibility-private.h"

/* Names that mean one field of the nomenclature and nothing beside it. What gathers several, as "natural sciences", "humanities" and "life sciences"
 * do, each funder bounds in another way: these have no number, and where they stand the words are kept alone. */
static const struct
{
  const char *pattern, *code;
} fields[] = {
  { "mathematics|математики|математика|математике|математикой|mathématiques", "12" },
  { "astronomy|астрономии|астрономия|астрономия|astronomie", "21" },
  { "physics|физики|физика|физике|физикой|physique", "22" },
  { "chemistry|химии|химия|химией|chimie", "23" },
  { "biology|биологии|биология|биологией|biologie", "24" },
  { "geology|геологии|геология|géologie", "25" },
  { "earth ?and ?space sciences|science", "25" },
  { "науки|наук о земле", "25" },
  { "sciences de la terre", "25" },
  { "agriculture|agronomy|agronomie", "31" },
  { "agricultural sciences|science", "31" },
  { "сельскохозяйственные|сельскохозяйственных науки|наук", "31" },
  { "сельского хозяйства", "31" },
  { "ауыл шаруашылығы ?ғылымдары", "31" },
  { "medicine|медицины|медицина|медицине|медицинада|médecine", "32" },
  { "medical sciences|science", "32" },
  { "engineering|ingénierie", "33" },
  { "технические|технических науки|наук", "33" },
  { "anthropology|антропологии|антропология|anthropologie", "51" },
  { "demography|демографии|демография|démographie", "52" },
  { "economics|экономики|экономика|экономике|économie", "53" },
  { "geography|географии|география|géographie", "54" },
  { "history|истории|история|тарих|histoire", "55" },
  { "law|юриспруденции|юриспруденция|права|droit|құқық", "56" },
  { "linguistics|лингвистики|лингвистика|языкознания|linguistique", "57" },
  { "pedagogy|педагогики|педагогика|pédagogie", "58" },
  { "political science|sciences", "59" },
  { "political sciences", "59" },
  { "политологии|политология", "59" },
  { "sciences politiques", "59" },
  { "science politique", "59" },
  { "psychology|психологии|психология|psychologie", "61" },
  { "sociology|социологии|социология|sociologie|әлеуметтану", "63" },
  { "philosophy|философии|философия|philosophie", "72" },
};
static RcProseTable fields_table = RC_PROSE_TABLE (fields);

static const char *const cues[] = {
  "in|within|from ?one ?of the ?following ?scientific|academic|research|priority|eligible field|fields|area|areas|discipline|disciplines ?of ?:",
  "eligible|priority|supported fields|areas|disciplines ?are|: ?:",
  "в|по следующих|следующим областях|областям|направлениям ?науки|наук|: ?:",
  "в области|областях",
  "по направлению|направлениям|специальности|специальностям ?:",
  "dans le|les domaine|domaines|discipline|disciplines ?suivant|suivants|suivantes ?: ?de|du|des|d' ?la|l'",
  "disciplines|domaines éligibles|concernés|concernées ?sont|:",
  "салалары|бағыттары ?бойынша :",
};
static RcProseTable cues_table = RC_PROSE_TABLE (cues);

/* "математика, физика және химия салаларында": the word stands behind the list. */
static const char behind[] = "саласында|салаларында|саласындағы|салаларындағы|бағытында|бағыттарында|бағыты|бағыттары";

static guint
take_field (const RcProseWords *words, guint i, RcFact *fact)
{
  guint longest = 0;
  const char *code = NULL;

  for (guint64 rows = rc_prose_find_rows (words, i, &fields_table); rows != 0; rows &= rows - 1)
    {
      guint k = (guint) __builtin_ctzll (rows);
      guint n = rc_prose_match (words, i, fields[k].pattern, NULL);

      if (n > longest)
        {
          longest = n;
          code = fields[k].code;
        }
    }
  if (code != NULL)
    rc_fact_add_value (fact, code);
  return longest;
}

/* Fields from i on to the end of their list; 0 where it was not understood whole. */
static guint
take_fields (const RcProseWords *words, guint i, RcFact *fact)
{
  static RcProseList separators = RC_PROSE_LIST (",|;|/|and|or|и|или|және|немесе|et|ou");

  for (;;)
    {
      guint start = i, n, next;

      while (rc_prose_has (words, start, start + 1, "the|de|du|des|d'|la|le|l'|les"))
        start++;
      n = take_field (words, start, fact);
      if (n == 0)
        return 0;
      i = start + n;
      for (next = i; next < words->len && rc_prose_has_listed (words, next, next + 1, &separators);)
        next++;
      if (next == i)
        return i;
      i = next;
    }
}

/* It says who may apply, or what for: not what somebody else does, or what is wished for. */
static gboolean
speaks_of_applying (const RcProseWords *words)
{
  static RcProseList signals = RC_PROSE_LIST (
      "eligible|apply|applicant*|candidate*|open|application*|proposal*|researchers|scientists|students|scholars|"
      "заявк*|заявител*|кандидат*|претендент*|участник*|конкурс*|приглаша*|допуска*|принима*|ученые|ученым|"
      "өтініш*|өтінім*|үміткер*|қатыса*|байқау*|конкурс*|"
      "candidat*|éligible*|postuler|ouvert*|appel|chercheurs|étudiants|concernés|concernées");
  static RcProseList others = RC_PROSE_LIST (
      "mentor*|supervisor*|jury|reviewer*|committee*|winner*|laureate*|previous*|expert*|partner*|host*|founded|leading|experience|years|"
      "эксперт*|жюри|комисси*|победител*|лауреат*|опыт*|стаж*|достижени*|вклад*|министерств*|политик*|законодател*|"
      "jury|expert*|lauréat*|expérience|ministère|"
      "сарапшы*|жеңімпаз*|тәжірибе*|министрлі*|ministry|department|related|other|various|interdisciplinary");

  return rc_prose_has_listed (words, 0, words->len, &signals) && !rc_prose_has_listed (words, 0, words->len, &others);
}

/* What may stand behind: "in the field of physics education" is of another field. */
static gboolean
ends_well (const RcProseWords *words, guint i)
{
  static RcProseList follow = RC_PROSE_LIST (
      ".|;|may|are|can|is|who|with|must|should|only|peuvent|sont|могут|приглашаются|допускаются|принимаются|имеющие|қатыса*|өтініш*|өтінім*|ғалымдар|зерттеушілер|студенттер|)");

  return i >= words->len || rc_prose_has_listed (words, i, i + 1, &follow);
}

void
rc_eligibility_read_field (const RcProseWords *words, GPtrArray *facts)
{
  static RcProseList before = RC_PROSE_LIST (":|байқауға|конкурсқа");

  if (!speaks_of_applying (words))
    return;
  for (guint i = 0; i < words->len; i++)
    {
      g_autoptr (RcFact) fact = NULL;
      guint end, n = 0;

      for (guint64 rows = rc_prose_find_rows (words, i, &cues_table); n == 0 && rows != 0; rows &= rows - 1)
        n = rc_prose_match (words, i, cues[__builtin_ctzll (rows)], NULL);
      if (n == 0 && i > 0 && !rc_prose_has_listed (words, i - 1, i, &before))
        continue;
      fact = rc_fact_new (RC_FACT_FIELD);
      end = take_fields (words, i + n, fact);
      if (n == 0)
        end = end > 0 && rc_prose_has (words, end, end + 1, behind) ? end + 1 : 0;
      if (n == 0 && end == 0)
        continue;
      if (end == 0 || !ends_well (words, end))
        return;
      g_ptr_array_add (facts, g_steal_pointer (&fact));
      return;
    }
}
