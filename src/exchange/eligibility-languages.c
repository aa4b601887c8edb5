/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language that one must know, or must apply in, out of a sentence. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/eligibility-private.h"

static const struct
{
  const char *pattern, *marc;
} languages[] = {
  { "english|английск*|ағылшын|ағылшынша|anglais|anglaise", "eng" },
  { "french|французск*|француз|французша|français|française", "fre" },
  { "russian|русск*|орыс|орысша|russe", "rus" },
  { "kazakh|казахск*|қазақ|қазақша", "kaz" },
  { "german|немецк*|неміс|allemand|allemande", "ger" },
  { "spanish|испанск*|испан|espagnol|espagnole", "spa" },
  { "arabic|арабск*|араб|arabe", "ara" },
  { "chinese|китайск*|қытай|chinois|chinoise", "chi" },
  { "kyrgyz|kirghiz|кыргызск*|киргизск*|қырғыз|kirghize", "kir" },
  { "uzbek|узбекск*|өзбек|ouzbek", "uzb" },
  { "tajik|таджикск*|тәжік|tadjik", "tgk" },
  { "turkmen|туркменск*|түрікмен|turkmène", "tuk" },
  { "turkish|турецк*|түрік|turc|turque", "tur" },
  { "mongolian|монгольск*|моңғол|mongol", "mon" },
  { "persian|farsi|персидск*|парсы|persan", "per" },
  { "japanese|японск*|жапон|japonais|japonaise", "jpn" },
  { "korean|корейск*|кәріс|корей|coréen", "kor" },
  { "portuguese|португальск*|португал|portugais|portugaise", "por" },
  { "italian|итальянск*|итальян|italien|italienne", "ita" },
};
static RcProseTable languages_table = RC_PROSE_TABLE (languages);

typedef struct
{
  RcFact *fact;    /* borrowed */
  guint end;       /* behind the list */
  gboolean either; /* "English or French" */
  gboolean joint;  /* "English and French" */
  gboolean named;  /* the word "language" stands with them */
} List;

static const char *
find_language (const RcProseWords *words, guint i)
{
  for (guint64 rows = rc_prose_find_rows (words, i, &languages_table); rows != 0; rows &= rows - 1)
    if (rc_prose_match (words, i, languages[__builtin_ctzll (rows)].pattern, NULL) > 0)
      return languages[__builtin_ctzll (rows)].marc;
  return NULL;
}

/* Past "(level B2)", which says nothing of other languages. */
static guint
skip_bracket (const RcProseWords *words, guint i)
{
  if (!rc_prose_has (words, i, i + 1, "("))
    return i;
  for (guint k = i + 1; k < MIN (i + 16, words->len); k++)
    {
      if (find_language (words, k) != NULL)
        return i;
      if (rc_prose_has (words, k, k + 1, ")"))
        return k + 1;
    }
  return i;
}

static guint
skip_before (const RcProseWords *words, guint i, List *list)
{
  static const char *const before[] = {
    "one of the following|official languages ?:", "одном из следующих|официальных языков ?:", "l' une des langues suivantes ?:", "the|both|either",
    "en|in|на", "soit", "de ?la|l' langue", "de la|l'", "du|de|la|le|l'|d'",
  };

  for (guint k = 0; k < G_N_ELEMENTS (before); k++)
    {
      guint n = rc_prose_match (words, i, before[k], NULL);

      if (n == 0)
        continue;
      list->either = list->either || k < 3 || rc_prose_has (words, i, i + n, "either|soit");
      list->joint = list->joint || rc_prose_has (words, i, i + n, "both");
      return skip_before (words, i + n, list);
    }
  return i;
}

/* A list from i on that is understood whole: what stands behind a comma or "and" is a language too. */
static gboolean
take_list (const RcProseWords *words, guint i, List *list)
{
  static RcProseList separators = RC_PROSE_LIST (",|;|/|and|or|и|или|және|немесе|et|ou|либо");
  gboolean cyrillic = FALSE;

  for (;;)
    {
      guint start = skip_before (words, i, list);
      const char *marc = find_language (words, start);
      guint next;

      if (marc == NULL)
        return FALSE;
      cyrillic = cyrillic || (guchar) rc_prose_get (words, start)[0] >= 0xd0;
      rc_fact_add_value (list->fact, marc);
      i = start + 1;
      if (rc_prose_has (words, i, i + 1, "language|languages|язык*|тіл|тілін*|тілдерін*|тілінің"))
        {
          list->named = TRUE;
          i++;
        }
      i = skip_bracket (words, i);
      for (next = i; next < words->len && rc_prose_has_listed (words, next, next + 1, &separators); next++)
        {
          list->either = list->either || rc_prose_has (words, next, next + 1, "/|or|или|немесе|ou|либо");
          list->joint = list->joint || rc_prose_has (words, next, next + 1, "and|и|және|et");
        }
      if (next > i && rc_prose_match (words, next, "( или|or|немесе|ou )", NULL) == 3)
        {
          list->either = TRUE;
          next += 3;
        }
      if (next == i)
        break;
      i = next;
    }
  list->end = i;
  return list->named || !cyrillic;
}

/* What may stand behind the list: nothing that makes "English" the beginning of something else, "English law". */
static gboolean
ends_well (const RcProseWords *words, guint i)
{
  static RcProseList follow = RC_PROSE_LIST (
      ".|;|:|,|)|(|is|are|at|required|mandatory|must|should|only|exclusively|as|with|to|level|via|through|using|by|on|before|proficiency|skills|–|—|"
      "на|не|требу*|обязател*|необходим*|является|должн*|в|по|через|до|"
      "est|sont|exigé*|requis*|à|au|et|par|avant|uniquement|"
      "білу*|меңгер*|еркін|жетік|жақсы|қабылдан*|беріл*|тапсыр*|ұсын*|толтыр*|рәсімдел*|жаз*|өтінім*|өтініш*|керек|болуы");

  return i >= words->len || rc_prose_has_listed (words, i, i + 1, &follow);
}

/* "or show that …": a way round it. "IELTS 6.0 or higher" is none. */
static gboolean
has_way_round (const RcProseWords *words, guint from)
{
  static RcProseList alternatives = RC_PROSE_LIST ("or|ou|или|либо|немесе|also|for|where|when|если|для");
  static RcProseList levels = RC_PROSE_LIST ("equivalent|similar|higher|above|better|эквивалент*|аналог*|выше|équivalent*|supérieur*|жоғары|the|this|all");

  for (guint i = from; i < words->len; i++)
    if (rc_prose_has_listed (words, i, i + 1, &alternatives) && !rc_prose_has_listed (words, i + 1, i + 2, &levels))
      return TRUE;
  return FALSE;
}

static void
add (GPtrArray *facts, RcFact *fact, gboolean certain)
{
  if (!certain)
    {
      g_strfreev (fact->values);
      fact->values = g_new0 (char *, 1);
    }
  g_ptr_array_add (facts, fact);
}

static const char *const knowledge[] = {
  "fluent|proficient|competent|fluency|proficiency|competence|competency in", "command|knowledge|mastery of", "speak",
  "знание|знания|знанием|владение|владения|владением|владеть|владеют|владеющие|владеющий|знать|знающие",
  "maîtriser|maîtrise|maîtrisant|connaissance|connaissances|parler",
};
static RcProseTable knowledge_table = RC_PROSE_TABLE (knowledge);

/* Where the languages begin that a word of knowing speaks of, the words of quality before them left out; 0 for none. */
static guint
find_known (const RcProseWords *words, guint i)
{
  static RcProseList qualities = RC_PROSE_LIST (
      "good|excellent|strong|fluent|fluently|written|spoken|oral|working|sufficient|adequate|basic|advanced|intermediate|"
      "свободное|свободно|хорошее|хорошо|уверенное|разговорное|разговорным|"
      "bonne|bien|excellente|parfaitement|suffisante|courant|couramment");
  guint n = 0;

  if (find_language (words, i) != NULL && rc_prose_match (words, i + 1, "?language proficiency|fluency|competence|competency|skills", NULL) > 0)
    return i + 1;
  if (find_language (words, i) != NULL && rc_prose_match (words, i + 1, "тілін ?еркін|жетік|жақсы|толық білу*|меңгер*|білетін", NULL) > 0)
    return i + 1;
  for (guint64 rows = rc_prose_find_rows (words, i, &knowledge_table); n == 0 && rows != 0; rows &= rows - 1)
    n = rc_prose_match (words, i, knowledge[__builtin_ctzll (rows)], NULL);
  if (n == 0)
    return 0;
  for (i += n; i < words->len && (rc_prose_has_listed (words, i, i + 1, &qualities)
                                  || (rc_prose_has (words, i, i + 1, "and") && rc_prose_has_listed (words, i + 1, i + 2, &qualities)));)
    i++;
  return i + 1;
}

/* "Candidates must be fluent in English." */
static gboolean
read_knowledge (const RcProseWords *words, GPtrArray *facts)
{
  static RcProseList required = RC_PROSE_LIST (
      "must|required|requires|require|mandatory|compulsory|essential|necessary|obligatory|should|need|prerequisite|"
      "требу*|обязат*|обязан*|необходим*|должн*|должен|нужн*|"
      "doivent|doit|exigé*|requis*|obligatoire*|nécessaire*|indispensable*|impérati*|"
      "керек|тиіс|қажет|міндетті|талап*");
  /* It is wished for, of somebody else, or of some. */
  static RcProseList softer = RC_PROSE_LIST (
      "advantage*|asset|desirable|desired|plus|beneficial|helpful|recommended|optional|native|international|foreign|nonnative|whose|tutor*|supervisor*|"
      "mentor*|translator*|interpreter*|additional|another|other|some|level*|courses|course|"
      "преимущ*|приветств*|плюс*|рекоменд*|иностран*|друг*|дополнител*|переводчик*|наставник*|руководител*|организатор*|"
      "atout|souhait*|apprécié*|recommand*|étrang*|autre*|plus|"
      "артықшыл*|шетел*|басқа|қосымша|жетекші*");
  static RcProseList level = RC_PROSE_LIST ("level*");

  if (!rc_prose_has_listed (words, 0, words->len, &required)
      || (rc_prose_has_listed (words, 0, words->len, &softer) && !rc_prose_has_listed (words, 0, words->len, &level)))
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    {
      guint start = find_known (words, i);
      g_autoptr (RcFact) fact = NULL;
      List list = { 0 };

      if (start == 0)
        continue;
      fact = rc_fact_new (RC_FACT_LANGUAGE);
      list.fact = fact;
      if (!take_list (words, start - 1, &list) || !ends_well (words, list.end) || has_way_round (words, list.end))
        return FALSE;
      /* Both of them are more than one of them. */
      add (facts, g_steal_pointer (&fact), list.either || !list.joint);
      return TRUE;
    }
  return FALSE;
}

static RcProseList subjects = RC_PROSE_LIST (
    "application|applications|proposal|proposals|submission|submissions|essay|essays|nomination|nominations|"
    "заявк*|заявлен*|документ*|анкет*|материал*|"
    "өтінім*|өтініш*|құжат*|"
    "dossier*|candidature*|demande*|proposition*|projet*|soumission*");
static RcProseList verbs = RC_PROSE_LIST (
    "submit*|write|written|complete*|prepare*|accept*|filed|filled|made|drafted|received|sent|presented|"
    "пода*|принима*|заполня*|оформ*|представ*|предостав*|составл*|направля*|"
    "қабылда*|беріл*|тапсыр*|ұсын*|толтыр*|рәсімдел*|"
    "rédig*|soumis*|présent*|dépos*|rempl*|accept*|envoy*|transmis*|soumett*");
/* What is handed in beside the application, and other ways than this one. */
static RcProseList besides = RC_PROSE_LIST (
    "translat*|abstract*|summary|title|letter*|cv|resume|transcript*|certificate*|diploma*|passport*|video*|interview*|course*|lecture*|taught|"
    "teaching|instruction|supporting|attachment*|annex*|publication*|article*|another|other|any|also|additional*|version*|copy|copies|"
    "перевод*|перевед*|аннотаци*|резюме|письм*|сертификат*|паспорт*|диплом*|курс|курсы|обучени*|лекци*|статьи|статья|друг*|ином|любом|также|копи*|"
    "приложен*|справк*|"
    "аударма*|аударыл*|түйінде*|хат*|сертификат*|диплом*|оқыту*|басқа|кез|сондай|қосымша|көшірме*|мақала*|"
    "tradui*|traduct*|lettre*|résumé|attestation*|certificat*|cours|enseign*|diplôme*|autre*|également|aussi|annexe*|article*|version*");

/* "English" of "in English", "на английском языке", "ағылшын тілінде": where the list begins. 0: it does not begin at i. */
static guint
find_medium (const RcProseWords *words, guint i)
{
  if (rc_prose_has (words, i, i + 1, "in|на|en"))
    return i + 1;
  if (find_language (words, i) != NULL && (i == 0 || find_language (words, i - 1) == NULL) && (guchar) rc_prose_get (words, i)[0] >= 0xd0)
    return i;
  return words->len;
}

/* "Applications must be submitted in English." */
static gboolean
read_medium (const RcProseWords *words, GPtrArray *facts)
{
  static RcProseList mays = RC_PROSE_LIST ("can|may|может|могут|можно|peut|peuvent|болады|мүмкін");
  static RcProseList onlys = RC_PROSE_LIST ("only|exclusively|только|исключительно|uniquement|exclusivement|ғана");
  static RcProseList acceptances = RC_PROSE_LIST ("accept*|принима*|қабылда*");
  gboolean may = rc_prose_has_listed (words, 0, words->len, &mays);
  gboolean only = rc_prose_has_listed (words, 0, words->len, &onlys);
  gboolean accepts = rc_prose_has_listed (words, 0, words->len, &acceptances);

  if (!rc_prose_has_listed (words, 0, words->len, &subjects) || !rc_prose_has_listed (words, 0, words->len, &verbs)
      || rc_prose_has_listed (words, 0, words->len, &besides))
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    {
      guint start = find_medium (words, i);
      g_autoptr (RcFact) fact = NULL;
      List list = { 0 };

      if (start >= words->len || (find_language (words, start) == NULL && !rc_prose_has (words, start, start + 1, "one|either|both|the|одном|l'")))
        continue;
      fact = rc_fact_new (RC_FACT_LANGUAGE);
      list.fact = fact;
      if (!take_list (words, start, &list) || !ends_well (words, list.end) || has_way_round (words, list.end))
        return FALSE;
      /* What may be in English may be in what nobody tells of. */
      if (may && !only && fact->values[1] == NULL)
        return FALSE;
      add (facts, g_steal_pointer (&fact), list.either || !list.joint || accepts || may);
      return TRUE;
    }
  return FALSE;
}

static const char *const heads[] = {
  "language|languages of|for ?the ?grant application|applications|submission|submissions|proposal|proposals ?process ?:|is|are",
  "application|proposal|submission language|languages ?:|is|are",
  "official|working language|languages of|for ?the application|applications|call|competition|programme|program|fellowship|award|prize ?:|is|are",
  "язык|языки ?подачи|представления|оформления|заполнения ?конкурсной|конкурсных заявки|заявок ?:|–|—|-|является",
  "рабочий|официальный язык конкурса|программы|заявки ?:|–|—|-|является",
  "langue|langues de|du ?la ?dossier candidature|candidatures|dossier|soumission ?:|est|sont",
  "өтінім|өтініш тілі ?:|–|—|-",
};
static RcProseTable heads_table = RC_PROSE_TABLE (heads);

/* "Language of the application: English". */
static gboolean
read_head (const RcProseWords *words, GPtrArray *facts)
{
  if (rc_prose_has_listed (words, 0, words->len, &besides))
    return FALSE;
  for (guint i = 0; i < MIN (words->len, 3); i++)
    for (guint64 rows = rc_prose_find_rows (words, i, &heads_table); rows != 0; rows &= rows - 1)
      {
        guint n = rc_prose_match (words, i, heads[__builtin_ctzll (rows)], NULL);
        g_autoptr (RcFact) fact = NULL;
        List list = { .named = TRUE };

        if (n == 0)
          continue;
        fact = rc_fact_new (RC_FACT_LANGUAGE);
        list.fact = fact;
        if (!take_list (words, i + n, &list) || (list.end < words->len && !rc_prose_has (words, list.end, list.end + 1, ".|;|only|только")))
          return FALSE;
        add (facts, g_steal_pointer (&fact), TRUE);
        return TRUE;
      }
  return FALSE;
}

void
rc_eligibility_read_language (const RcProseWords *words, GPtrArray *facts)
{
  if (!read_head (words, facts) && !read_medium (words, facts))
    read_knowledge (words, facts);
}
