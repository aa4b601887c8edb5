/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The types of RIS, old and new, and what programs write in their place. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/ris.h"

#include <string.h>

/* The first row of a type is the one that is written. */
static const struct
{
  const char *text;
  RcReferenceType type;
} types[] = {
  { "GEN", RC_REFERENCE_OTHER },        { "BOOK", RC_REFERENCE_BOOK },       { "CHAP", RC_REFERENCE_CHAPTER },
  { "JOUR", RC_REFERENCE_ARTICLE },     { "RPRT", RC_REFERENCE_REPORT },     { "THES", RC_REFERENCE_THESIS },
  { "CPAPER", RC_REFERENCE_CONFERENCE_PAPER }, { "JFULL", RC_REFERENCE_SERIAL }, { "NEWS", RC_REFERENCE_NEWSPAPER_ARTICLE },
  { "ELEC", RC_REFERENCE_WEB_PAGE },    { "MAP", RC_REFERENCE_MAP },         { "VIDEO", RC_REFERENCE_VIDEO },
  { "SOUND", RC_REFERENCE_SOUND },      { "MUSIC", RC_REFERENCE_SCORE },     { "ART", RC_REFERENCE_PICTURE },
  { "DATA", RC_REFERENCE_DATASET },     { "COMP", RC_REFERENCE_SOFTWARE },   { "PAT", RC_REFERENCE_PATENT },
  { "STAND", RC_REFERENCE_STANDARD },   { "LEGAL", RC_REFERENCE_LEGISLATION }, { "MANSCPT", RC_REFERENCE_MANUSCRIPT },
  { "MULTI", RC_REFERENCE_KIT },
  { "ABST", RC_REFERENCE_ARTICLE },     { "ADVS", RC_REFERENCE_VIDEO },      { "AGGR", RC_REFERENCE_DATASET },
  { "ANCIENT", RC_REFERENCE_MANUSCRIPT }, { "BILL", RC_REFERENCE_LEGISLATION }, { "BLOG", RC_REFERENCE_WEB_PAGE },
  { "CASE", RC_REFERENCE_LEGISLATION }, { "CHART", RC_REFERENCE_PICTURE },   { "CLSWK", RC_REFERENCE_BOOK },
  { "CONF", RC_REFERENCE_CONFERENCE_PAPER }, { "CTLG", RC_REFERENCE_BOOK },  { "DBASE", RC_REFERENCE_DATASET },
  { "DICT", RC_REFERENCE_BOOK },        { "EBOOK", RC_REFERENCE_BOOK },      { "ECHAP", RC_REFERENCE_CHAPTER },
  { "EDBOOK", RC_REFERENCE_BOOK },      { "EJOUR", RC_REFERENCE_ARTICLE },   { "ENCYC", RC_REFERENCE_CHAPTER },
  { "EQUA", RC_REFERENCE_OTHER },       { "FIGURE", RC_REFERENCE_PICTURE },  { "GOVDOC", RC_REFERENCE_REPORT },
  { "GRANT", RC_REFERENCE_OTHER },      { "GRNT", RC_REFERENCE_OTHER },      { "HEAR", RC_REFERENCE_REPORT },
  { "ICOMM", RC_REFERENCE_OTHER },      { "INPR", RC_REFERENCE_ARTICLE },    { "INTV", RC_REFERENCE_OTHER },
  { "MGZN", RC_REFERENCE_ARTICLE },        { "MPCT", RC_REFERENCE_VIDEO },
  { "PAMP", RC_REFERENCE_BOOK },        { "PCOMM", RC_REFERENCE_OTHER },     { "SER", RC_REFERENCE_BOOK },
  { "SLIDE", RC_REFERENCE_PICTURE },    { "STAT", RC_REFERENCE_LEGISLATION }, { "STD", RC_REFERENCE_STANDARD },
  { "UNBILL", RC_REFERENCE_LEGISLATION }, { "UNPB", RC_REFERENCE_MANUSCRIPT }, { "UNPD", RC_REFERENCE_MANUSCRIPT },
  { "WEB", RC_REFERENCE_WEB_PAGE },     { "Journal Article", RC_REFERENCE_ARTICLE },
  { "Journal", RC_REFERENCE_ARTICLE },  { "Article", RC_REFERENCE_ARTICLE }, { "Book Section", RC_REFERENCE_CHAPTER },
  { "Book Chapter", RC_REFERENCE_CHAPTER }, { "Conference Paper", RC_REFERENCE_CONFERENCE_PAPER },
  { "Conference Proceedings", RC_REFERENCE_CONFERENCE_PAPER }, { "Thesis", RC_REFERENCE_THESIS },
  { "Dissertation", RC_REFERENCE_THESIS }, { "Report", RC_REFERENCE_REPORT }, { "Web Page", RC_REFERENCE_WEB_PAGE },
  { "Newspaper Article", RC_REFERENCE_NEWSPAPER_ARTICLE }, { "Magazine Article", RC_REFERENCE_ARTICLE },
  { "Patent", RC_REFERENCE_PATENT },    { "Generic", RC_REFERENCE_OTHER },
};

gboolean
rc_ris_type_from_text (const char *text, RcReferenceType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (text, types[i].text) == 0)
      {
        *type = types[i].type;
        return TRUE;
      }
  *type = RC_REFERENCE_OTHER;
  return FALSE;
}

const char *
rc_ris_type_to_text (RcReferenceType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].type == type)
      return types[i].text;
  return types[0].text;
}
