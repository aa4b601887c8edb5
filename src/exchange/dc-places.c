/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the elements and the types of Dublin Core stand in MARC. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/dc-private.h"

#include <string.h>

const RcDcPlace rc_dc_places[] = {
  { "alternative", "246", "3 ", "a", NULL, "title" },
  { "medium", "340", "  ", "a", NULL, "format" },
  { "tableOfContents", "505", "0 ", "a", NULL, "description" },
  { "accessRights", "506", "  ", "a", NULL, "rights" },
  { "audience", "521", "  ", "a", NULL, NULL },
  { "educationLevel", "521", "  ", "a", NULL, NULL },
  { "bibliographicCitation", "524", "  ", "a", NULL, "identifier" },
  { "rightsHolder", "542", "  ", "d", NULL, "rights" },
  { "provenance", "561", "  ", "a", NULL, NULL },
  { "hasPart", "774", "0 ", "n", NULL, "relation" },
  { "isVersionOf", "775", "0 ", "n", NULL, "relation" },
  { "hasVersion", "775", "0 ", "n", NULL, "relation" },
  { "isFormatOf", "776", "0 ", "n", NULL, "relation" },
  { "hasFormat", "776", "0 ", "n", NULL, "relation" },
  { "replaces", "780", "00", "n", NULL, "relation" },
  { "isReplacedBy", "785", "00", "n", NULL, "relation" },
  { "source", "786", "0 ", "n", NULL, "source" },
  { "references", "787", "0 ", "n", "References", "relation" },
  { "isReferencedBy", "787", "0 ", "n", "Is referenced by", "relation" },
  { "requires", "787", "0 ", "n", "Requires", "relation" },
  { "isRequiredBy", "787", "0 ", "n", "Is required by", "relation" },
  { "conformsTo", "787", "0 ", "n", "Conforms to", "relation" },
  { "relation", "787", "0 ", "n", NULL, "relation" },
  { NULL },
};

static const struct
{
  const char *words; /* small letters, each between bars */
  RcReferenceType type;
} types[] = {
  { "|text|book|monograph|textbook|livre|книга|", RC_REFERENCE_BOOK },
  { "|bookpart|book part|book chapter|chapter|", RC_REFERENCE_CHAPTER },
  { "|article|journal article|journalarticle|research article|review|статья|", RC_REFERENCE_ARTICLE },
  { "|report|technical report|research report|workingpaper|working paper|отчет|отчёт|", RC_REFERENCE_REPORT },
  { "|thesis|dissertation|doctoralthesis|masterthesis|bachelorthesis|doctoral thesis|master thesis|электронная диссертация|диссертация|",
    RC_REFERENCE_THESIS },
  { "|conferenceobject|conferencepaper|conference paper|conference object|conferenceproceedings|", RC_REFERENCE_CONFERENCE_PAPER },
  { "|periodical|journal|serial|magazine|журнал|", RC_REFERENCE_SERIAL },
  { "|newspaper article|", RC_REFERENCE_NEWSPAPER_ARTICLE },
  { "|website|web page|webpage|interactiveresource|interactive resource|", RC_REFERENCE_WEB_PAGE },
  { "|map|cartographic material|cartographic|карта|", RC_REFERENCE_MAP },
  { "|movingimage|moving image|video|film|", RC_REFERENCE_VIDEO },
  { "|sound|audio|sound recording|", RC_REFERENCE_SOUND },
  { "|score|musical score|notated music|", RC_REFERENCE_SCORE },
  { "|image|stillimage|still image|photograph|photographs|picture|poster|", RC_REFERENCE_PICTURE },
  { "|dataset|data set|", RC_REFERENCE_DATASET },
  { "|software|", RC_REFERENCE_SOFTWARE },
  { "|patent|", RC_REFERENCE_PATENT },
  { "|technicaldocumentation|standard|", RC_REFERENCE_STANDARD },
  { "|manuscript|рукопись|", RC_REFERENCE_MANUSCRIPT },
};

gboolean
rc_dc_type_from_text (const char *text, RcReferenceType *type)
{
  const char *slash = strrchr (text, '/');
  g_autofree char *small = g_utf8_strdown (slash != NULL ? slash + 1 : text, -1);
  g_autofree char *word = g_strconcat ("|", g_strstrip (small), "|", NULL);

  for (guint i = 0; *small != '\0' && i < G_N_ELEMENTS (types); i++)
    if (strstr (types[i].words, word) != NULL)
      {
        *type = types[i].type;
        return TRUE;
      }
  return FALSE;
}

const char *
rc_dc_type_to_text (RcReferenceType type)
{
  switch (type)
    {
    case RC_REFERENCE_MAP:
    case RC_REFERENCE_PICTURE:
      return "StillImage";
    case RC_REFERENCE_VIDEO:
      return "MovingImage";
    case RC_REFERENCE_SOUND:
      return "Sound";
    case RC_REFERENCE_DATASET:
      return "Dataset";
    case RC_REFERENCE_SOFTWARE:
      return "Software";
    case RC_REFERENCE_WEB_PAGE:
      return "InteractiveResource";
    case RC_REFERENCE_KIT:
      return "Collection";
    default:
      return "Text";
    }
}

RcNameKind
rc_dc_guess_name_kind (const char *name)
{
  static const char *const words[] = {
    "universit", "institut", "organi", "committee", "commission", "ministry", "department", "company", " inc.", " ltd",
    "association", "society", "centre", "center", "library", "museum", "unesco", "united nations", "council", "foundation",
    "academy", "ministère", "comité", "bureau", "office", "government", "corporation", "agency", "федерация", "университет",
    "институт", "министерство", "комитет", "академия", "центр", "организация", "общество", "библиотека", "музей", "юнеско",
    "фонд", "агентство", "орталығы", "министрлігі", "кітапхана", "университеті",
  };
  g_autofree char *small = g_utf8_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (small, words[i]) != NULL)
      return RC_NAME_BODY;
  return RC_NAME_PERSON;
}
