/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which field of which database becomes which of MARC 21. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-rules.h"

#include "exchange/languages.h"

#include <string.h>

/* The sample database of CDS/ISIS, after which many were made. */
static const RcIsisRule cds_rules[] = {
  { 12, RC_ISIS_MEETING, NULL, "-anndcpcdd" },
  { 24, RC_ISIS_TITLE, NULL, "-aaa" },
  { 25, RC_ISIS_PLAIN, "250  ", "-aaa" },
  { 26, RC_ISIS_IMPRINT, NULL, "aabbcc" },
  { 30, RC_ISIS_PLAIN, "300  ", "-aaabbcc" },
  { 44, RC_ISIS_PLAIN, "4900 ", "-aaavv" },
  { 50, RC_ISIS_PLAIN, "500  ", "-a" },
  { 69, RC_ISIS_KEYWORDS, "653  ", "-a" },
  { 70, RC_ISIS_PERSON, NULL, NULL },
  { 71, RC_ISIS_CORPORATE, NULL, "-a" },
  { 72, RC_ISIS_MEETING, NULL, "-annpcdd" },
  { 74, RC_ISIS_PLAIN, "740  ", "-a" },
  { 76, RC_ISIS_PLAIN, "24631", "-a" },
};

/* LILACS, of the medical libraries of Latin America, and what was modelled on it. */
static const RcIsisRule lilacs_rules[] = {
  { 8, RC_ISIS_PLAIN, "8564 ", "-yuuiuqq" },
  { 10, RC_ISIS_PERSON, NULL, NULL },
  { 11, RC_ISIS_CORPORATE, NULL, "-a" },
  { 12, RC_ISIS_TITLE, NULL, "-a" },
  { 13, RC_ISIS_TITLE, NULL, "-a" },
  { 14, RC_ISIS_PLAIN, "300  ", "-afala" },
  { 16, RC_ISIS_PERSON, NULL, NULL },
  { 17, RC_ISIS_CORPORATE, NULL, "-a" },
  { 18, RC_ISIS_TITLE, NULL, "-a" },
  { 19, RC_ISIS_TITLE, NULL, "-a" },
  { 20, RC_ISIS_PLAIN, "300  ", "-a" },
  { 25, RC_ISIS_SERIES, "4900 ", "-avv" },
  { 30, RC_ISIS_HOST, NULL, "-t" },
  { 31, RC_ISIS_HOST, NULL, "-g" },
  { 32, RC_ISIS_HOST, NULL, "-g" },
  { 35, RC_ISIS_PLAIN, "022  ", "-a" },
  { 38, RC_ISIS_PLAIN, "300  ", "-bbb" },
  { 40, RC_ISIS_LANGUAGE, NULL, NULL },
  { 53, RC_ISIS_MEETING, NULL, "-a" },
  { 61, RC_ISIS_PLAIN, "500  ", "-a" },
  { 62, RC_ISIS_IMPRINT, NULL, "-b" },
  { 63, RC_ISIS_PLAIN, "250  ", "-a" },
  { 64, RC_ISIS_IMPRINT, NULL, "-c" },
  { 66, RC_ISIS_IMPRINT, NULL, "-a" },
  { 69, RC_ISIS_PLAIN, "020  ", "-a" },
  { 78, RC_ISIS_KEYWORDS, "653  ", "-a" },
  { 83, RC_ISIS_PLAIN, "520  ", "-a" },
  { 87, RC_ISIS_KEYWORDS, "653  ", "-adasx" },
  { 88, RC_ISIS_KEYWORDS, "653  ", "-adasx" },
};

/* ISIS of CEPAL, the economic commission; its numbers up to 35 are those of LILACS. */
static const RcIsisRule cepal_rules[] = {
  { 38, RC_ISIS_IMPRINT, NULL, "-b" },
  { 39, RC_ISIS_IMPRINT, NULL, "-a" },
  { 41, RC_ISIS_PLAIN, "250  ", "-a" },
  { 42, RC_ISIS_PLAIN, "300  ", "-b" },
  { 43, RC_ISIS_IMPRINT, NULL, "-c" },
  { 47, RC_ISIS_PLAIN, "020  ", "-a" },
  { 64, RC_ISIS_LANGUAGE, NULL, NULL },
  { 68, RC_ISIS_PLAIN, "500  ", "-a" },
  { 72, RC_ISIS_PLAIN, "520  ", "-a" },
  { 73, RC_ISIS_PLAIN, "500  ", "-a" },
  { 76, RC_ISIS_KEYWORDS, "653  ", "-a" },
  { 77, RC_ISIS_KEYWORDS, "653  ", "-a" },
  { 79, RC_ISIS_KEYWORDS, "653  ", "-axxwx" },
  { 80, RC_ISIS_KEYWORDS, "653  ", "-a" },
  { 81, RC_ISIS_KEYWORDS, "653  ", "-a" },
  { 82, RC_ISIS_PLAIN, "653 5", "-a" },
  { 83, RC_ISIS_PLAIN, "653 5", "-a" },
  { 87, RC_ISIS_PERSON, NULL, NULL },
  { 36, RC_ISIS_PLAIN, "5050 ", "-aaaca" },
  { 62, RC_ISIS_PLAIN, NULL, NULL },
  { 63, RC_ISIS_PLAIN, NULL, NULL },
  { 66, RC_ISIS_PLAIN, NULL, NULL },
  { 69, RC_ISIS_PLAIN, NULL, NULL },
  { 78, RC_ISIS_PLAIN, NULL, NULL },
  { 88, RC_ISIS_PLAIN, NULL, NULL },
  { 61, RC_ISIS_PLAIN, NULL, NULL },
  { 40, RC_ISIS_PLAIN, NULL, NULL },
  { 8, RC_ISIS_PLAIN, NULL, NULL },
};

/* VINITI's abstracts: articles, under the number that the printed journal of abstracts gives them. */
static const RcIsisRule viniti_rules[] = {
  { 1, RC_ISIS_PERSON, NULL, NULL },
  { 3, RC_ISIS_HOST, NULL, "-t" },
  { 4, RC_ISIS_LANGUAGE, NULL, NULL },
  { 6, RC_ISIS_KEYWORDS, "653  ", "-a" },
  { 7, RC_ISIS_IMPRINT, NULL, "-c" },
  { 21, RC_ISIS_TITLE, NULL, "-a" },
  { 43, RC_ISIS_HOST, NULL, "-g" },
  { 76, RC_ISIS_HOST, NULL, "-g" },
  { 100, RC_ISIS_PLAIN, "520  ", "-a" },
};

/* IRBIS: near to UNIMARC, with letters of its own. */
static const RcIsisRule irbis_rules[] = {
  { 10, RC_ISIS_PLAIN, "020  ", "aabqdc" },
  { 11, RC_ISIS_PLAIN, "022  ", "-aaa" },
  { 101, RC_ISIS_LANGUAGE, NULL, NULL },
  { 102, RC_ISIS_PLAIN, "044  ", "-c" },
  { 205, RC_ISIS_PLAIN, "250  ", "-aaafb" },
  { 210, RC_ISIS_IMPRINT, NULL, "aacbdc" },
  { 215, RC_ISIS_PLAIN, "300  ", "aa1acbddee" },
  { 225, RC_ISIS_PLAIN, "4900 ", "aavviahv" },
  { 300, RC_ISIS_PLAIN, "500  ", "-a" },
  { 314, RC_ISIS_PLAIN, "500  ", "-a" },
  { 320, RC_ISIS_PLAIN, "504  ", "-a" },
  { 327, RC_ISIS_PLAIN, "5050 ", "-a" },
  { 330, RC_ISIS_PLAIN, "50500", "ctfrgr4g" },
  { 331, RC_ISIS_PLAIN, "520  ", "-a" },
  { 337, RC_ISIS_PLAIN, "538  ", "-aaaea" },
  { 463, RC_ISIS_HOST, NULL, "ctjghgvgsgdd" },
  { 510, RC_ISIS_PLAIN, "24631", "daebfcnnzg" },
  { 517, RC_ISIS_PLAIN, "24630", "aaebti" },
  { 541, RC_ISIS_PLAIN, "2461 ", "-a" },
  { 600, RC_ISIS_PERSON, "60014", NULL },
  { 601, RC_ISIS_PLAIN, "61024", "aabb" },
  { 606, RC_ISIS_PLAIN, "650 4", "aabxcxdxgzezozhy9v" },
  { 607, RC_ISIS_PLAIN, "651 4", "aabxcxdxhy9v" },
  { 610, RC_ISIS_PLAIN, "653  ", "-a" },
  { 621, RC_ISIS_PLAIN, "084  ", "-a" },
  { 675, RC_ISIS_PLAIN, "080  ", "-a" },
  { 676, RC_ISIS_PLAIN, "08204", "-a" },
  { 700, RC_ISIS_PERSON, NULL, NULL },
  { 701, RC_ISIS_PERSON, "7001 ", NULL },
  { 702, RC_ISIS_PERSON, "7001 ", NULL },
  { 710, RC_ISIS_CORPORATE, NULL, "aabbcc" },
  { 711, RC_ISIS_CORPORATE, "7102 ", "aabbcc" },
  { 910, RC_ISIS_COPY, NULL, NULL },
  { 922, RC_ISIS_PLAIN, "50500", "ctfrgr4g" },
  { 934, RC_ISIS_IMPRINT, NULL, "-c" },
  { 951, RC_ISIS_PLAIN, "8564 ", "iuty" },
  { 961, RC_ISIS_PERSON, "7001 ", NULL },
  { 962, RC_ISIS_CORPORATE, "7102 ", "aabbcc" },
  { 964, RC_ISIS_PLAIN, "084  ", "-a" },
  { 971, RC_ISIS_CORPORATE, "7102 ", "aabbcc" },
};

/* By the beginning of a name in lower case; the first that fits. */
static const struct
{
  const char *names; /* with | between them */
  RcIsisRule rule;
} named_rules[] = {
  { "title|título|titulo|titre|titolo|titel|заглавие|название|наименование|тақырып|атауы|naslov", { 0, RC_ISIS_TITLE, NULL, "-aaaebbb" } },
  { "author|autor|auteur|creator|personal author|автор|editor (pers|contributor", { 0, RC_ISIS_PERSON, NULL, NULL } },
  { "corporate|entidad|autor corp|collectivité|коллектив|организация", { 0, RC_ISIS_CORPORATE, NULL, "-aaabb" } },
  { "meeting|conference|conferencia|reunión|reunião|réunion|конференция", { 0, RC_ISIS_MEETING, NULL, "-aaanncpdd" } },
  { "imprint|publication data|publicación|pie de imprenta|adresse|выходные данные|izdavanje", { 0, RC_ISIS_IMPRINT, NULL, "aabbcc" } },
  { "publisher|editorial|editora|éditeur|издательство|баспа", { 0, RC_ISIS_IMPRINT, NULL, "-baa" "bbcc" } },
  { "place|lugar|ciudad|cidade|lieu|место", { 0, RC_ISIS_IMPRINT, NULL, "-aaa" } },
  { "date of pub|date$|year|fecha$|fecha de pub|año|ano|année|дата$|дата изд|год", { 0, RC_ISIS_IMPRINT, NULL, "-caccc" } },
  { "keyword|subject|descriptor|descripteur|materia|matéria|palabras|assunto|tema|mots|ключевые|предмет|тема|рубрик|thesaurus", { 0, RC_ISIS_KEYWORDS, "653  ", "-aaa" } },
  { "abstract|description|summary|resumen|resumo|résumé|реферат|аннотация", { 0, RC_ISIS_PLAIN, "520  ", "-aaa" } },
  { "collation|physical|pages|páginas|descripción fís|extent|страниц|объем|объём", { 0, RC_ISIS_PLAIN, "300  ", "-aaabbcc" } },
  { "series|serie|série|colección|coleção|серия", { 0, RC_ISIS_PLAIN, "4900 ", "-aaavv" } },
  { "edition|edición|edição|édition|издание", { 0, RC_ISIS_PLAIN, "250  ", "-aaabb" } },
  { "isbn", { 0, RC_ISIS_PLAIN, "020  ", "-aaa" } },
  { "issn", { 0, RC_ISIS_PLAIN, "022  ", "-aaa" } },
  { "language|idioma|langue|lengua|язык|тіл", { 0, RC_ISIS_LANGUAGE, NULL, NULL } },
  { "note|nota|примечан|ескерт", { 0, RC_ISIS_PLAIN, "500  ", "-aaa" } },
  { "url|uri|link|enlace", { 0, RC_ISIS_PLAIN, "8564 ", "-uuuau" } },
  { "source|host|fuente", { 0, RC_ISIS_PLAIN, "786  ", "-nan" } },
  { "rights|derechos|droits", { 0, RC_ISIS_PLAIN, "540  ", "-aaa" } },
  { "coverage|cobertura", { 0, RC_ISIS_PLAIN, "500  ", "-aaa" } },
  { "type|tipo", { 0, RC_ISIS_PLAIN, "655 4", "-aaa" } },
};

static const RcIsisRule *
find (const RcIsisRule *rules, guint n_rules, guint tag)
{
  for (guint i = 0; i < n_rules; i++)
    if (rules[i].tag == tag)
      return rules[i].use == RC_ISIS_PLAIN && rules[i].marc == NULL ? NULL : &rules[i];
  return NULL;
}

static gboolean
has_rule (const RcIsisRule *rules, guint n_rules, guint tag)
{
  for (guint i = 0; i < n_rules; i++)
    if (rules[i].tag == tag)
      return TRUE;
  return FALSE;
}

const RcIsisRule *
rc_isis_rules_find (RcIsisProfile profile, guint tag)
{
  switch (profile)
    {
    case RC_ISIS_CDS:
      return find (cds_rules, G_N_ELEMENTS (cds_rules), tag);
    case RC_ISIS_IRBIS:
      return find (irbis_rules, G_N_ELEMENTS (irbis_rules), tag);
    case RC_ISIS_CEPAL:
      if (has_rule (cepal_rules, G_N_ELEMENTS (cepal_rules), tag))
        return find (cepal_rules, G_N_ELEMENTS (cepal_rules), tag);
      return find (lilacs_rules, G_N_ELEMENTS (lilacs_rules), tag);
    case RC_ISIS_VINITI:
      return find (viniti_rules, G_N_ELEMENTS (viniti_rules), tag);
    case RC_ISIS_LILACS:
      return find (lilacs_rules, G_N_ELEMENTS (lilacs_rules), tag);
    case RC_ISIS_UNKNOWN:
    case RC_ISIS_MARC21:
    case RC_ISIS_UNIMARC:
    case RC_ISIS_NAMES:
    default:
      return NULL;
    }
}

const RcIsisRule *
rc_isis_rules_find_by_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (named_rules); i++)
    {
      g_auto (GStrv) words = g_strsplit (named_rules[i].names, "|", -1);

      for (char **word = words; *word != NULL; word++)
        {
          /* $: the whole name. */
          if (g_str_has_suffix (*word, "$") ? strlen (name) == strlen (*word) - 1 && g_str_has_prefix (*word, name)
                                            : g_str_has_prefix (name, *word))
            return &named_rules[i].rule;
        }
    }
  return NULL;
}

/* Records that have the field. */
static guint
count (GPtrArray *records, guint tag)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    if (rc_isis_record_find (g_ptr_array_index (records, i), tag) != NULL)
      n++;
  return n;
}

/* Records whose field 5 is a number of VINITI, "07.01-01А.1". */
static guint
count_viniti (GPtrArray *records)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    {
      const RcIsisField *field = rc_isis_record_find (g_ptr_array_index (records, i), 5);

      n += field != NULL && field->length > 8 && g_ascii_isdigit (field->text[0]) && g_ascii_isdigit (field->text[1])
           && field->text[2] == '.' && g_ascii_isdigit (field->text[3]) && g_ascii_isdigit (field->text[4]) && field->text[5] == '-';
    }
  return n;
}

static gboolean
names_a_title (GHashTable *names)
{
  GHashTableIter iter;
  gpointer name;
  guint n_known = 0;
  gboolean title = FALSE;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, NULL, &name))
    {
      const RcIsisRule *rule = rc_isis_rules_find_by_name (name);

      n_known += rule != NULL;
      title = title || (rule != NULL && rule->use == RC_ISIS_TITLE);
    }
  return title && n_known >= 3;
}

RcIsisProfile
rc_isis_rules_recognise (GPtrArray *records, GHashTable *names)
{
  guint half = 0, n_titles;

  for (guint i = 0; i < records->len; i++)
    half += ((RcIsisRecord *) g_ptr_array_index (records, i))->fields->len > 0;
  half = (half + 1) / 2;
  if (half == 0)
    return RC_ISIS_UNKNOWN;
  if (count (records, 245) >= half)
    return RC_ISIS_MARC21;
  n_titles = count (records, 903) + count (records, 907) + count (records, 910);
  if ((count (records, 920) >= half && count (records, 200) + n_titles >= half) || (count (records, 200) >= half && n_titles >= half))
    return RC_ISIS_IRBIS;
  if (count (records, 200) >= half && count (records, 210) + count (records, 700) + count (records, 215) >= half)
    return RC_ISIS_UNIMARC;
  if (count (records, 24) >= half && count (records, 26) + count (records, 30) + count (records, 70) >= half)
    return RC_ISIS_CDS;
  if (names != NULL && names_a_title (names))
    return RC_ISIS_NAMES;
  if (count (records, 21) >= half && count_viniti (records) >= half)
    return RC_ISIS_VINITI;
  n_titles = count (records, 12) + count (records, 18);
  if (n_titles + count (records, 30) >= half)
    {
      guint cepal = count (records, 38) + count (records, 39) + count (records, 43) + count (records, 76);
      guint lilacs = count (records, 62) + count (records, 65) + count (records, 66) + count (records, 87);

      if (MAX (cepal, lilacs) >= half)
        return cepal > lilacs ? RC_ISIS_CEPAL : RC_ISIS_LILACS;
    }
  return RC_ISIS_UNKNOWN;
}

char *
rc_isis_language_dup_marc (const char *text)
{
  static const struct
  {
    const char *code;
    const char *names; /* beginnings, with | between them */
  } languages[] = {
    { "eng", "engl|ingl|angl|англ|ағыл" }, { "fre", "fren|franc|fran|франц" }, { "spa", "span|espa|исп" },
    { "rus", "russ|ruso|рус|орыс" },       { "ger", "germ|alem|allem|нем" },   { "por", "port|порт" },
    { "ita", "ital|итал" },                { "kaz", "kaza|қаз|каз" },          { "ara", "arab|árab|араб" },
    { "chi", "chin|кит" },                 { "uzb", "uzbe|узб" },              { "kir", "kyrg|kirg|кирг|қырғ" },
    { "tgk", "taji|тадж" },                { "tuk", "turkm|туркм" },           { "ukr", "ukra|укр" },
  };
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *lower = g_utf8_strdown (stripped, -1);

  if (strlen (lower) <= 3 && g_str_is_ascii (lower))
    return g_ascii_isalpha (*lower) ? rc_language_to_marc (lower) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_auto (GStrv) names = g_strsplit (languages[i].names, "|", -1);

      for (char **name = names; *name != NULL; name++)
        if (g_str_has_prefix (lower, *name))
          return g_strdup (languages[i].code);
    }
  return NULL;
}
