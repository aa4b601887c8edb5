/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a MARC 21 record is made of: book, map, video … */
#define G_LOG_DOMAIN "rc-record"

#include "record/description-private.h"

#include <string.h>

#define BOOKLET_PAGES 50 /* fewer make a booklet, as UNESCO counts */

/* What a word of a heading or a designation means. The first that is found in the text counts. */
static const struct
{
  const char *word;
  RcMaterial material;
} words[] = {
  { "poster", RC_MATERIAL_POSTER },       { "плакат", RC_MATERIAL_POSTER },
  { "affiche", RC_MATERIAL_POSTER },      { "booklet", RC_MATERIAL_BOOKLET },
  { "pamphlet", RC_MATERIAL_BOOKLET },    { "leaflet", RC_MATERIAL_BOOKLET },
  { "brochure", RC_MATERIAL_BOOKLET },    { "брошюра", RC_MATERIAL_BOOKLET },
  { "кітапша", RC_MATERIAL_BOOKLET },     { "video", RC_MATERIAL_VIDEO },
  { "видео", RC_MATERIAL_VIDEO },         { "бейне", RC_MATERIAL_VIDEO },
  { "motion picture", RC_MATERIAL_VIDEO }, { "sound", RC_MATERIAL_SOUND },
  { "audio", RC_MATERIAL_SOUND },         { "звукозапись", RC_MATERIAL_SOUND },
  { "аудио", RC_MATERIAL_SOUND },         { "cartographic", RC_MATERIAL_MAP },
  { "карты", RC_MATERIAL_MAP },           { "карта", RC_MATERIAL_MAP },
  { "maps", RC_MATERIAL_MAP },            { "map", RC_MATERIAL_MAP },
  { "website", RC_MATERIAL_WEBSITE },     { "web site", RC_MATERIAL_WEBSITE },
  { "сайт", RC_MATERIAL_WEBSITE },        { "kit", RC_MATERIAL_KIT },
  { "комплект", RC_MATERIAL_KIT },        { "technical report", RC_MATERIAL_REPORT },
  { "report", RC_MATERIAL_REPORT },       { "reports", RC_MATERIAL_REPORT },
  { "rapport", RC_MATERIAL_REPORT },      { "отчет", RC_MATERIAL_REPORT },
  { "отчёт", RC_MATERIAL_REPORT },        { "доклад", RC_MATERIAL_REPORT },
  { "есеп", RC_MATERIAL_REPORT },
};

/* Starts a word and, for the short ones, is one: "kit" is not in "kitchen". */
static gboolean
has_word (const char *text, const char *word)
{
  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    {
      gsize length = strlen (word);
      gboolean whole = g_utf8_strlen (word, -1) <= 4;
      gboolean starts = at == text || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (at)));

      if (starts && (!whole || !g_unichar_isalpha (g_utf8_get_char (at + length))))
        return TRUE;
    }
  return FALSE;
}

static RcMaterial
material_of_text (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (has_word (lower, words[i].word))
      return words[i].material;
  return RC_MATERIAL_NONE;
}

static RcMaterial
material_of_fields (const RcMarc *marc, const char *tag, const char *codes)
{
  for (int i = rc_marc_find (marc, tag, 0); i >= 0; i = rc_marc_find (marc, tag, i + 1))
    {
      g_autofree char *text = rc_marc_field_dup_subfields (rc_marc_get_field (marc, i), codes, " ");
      RcMaterial material = text != NULL ? material_of_text (text) : RC_MATERIAL_NONE;

      if (material != RC_MATERIAL_NONE)
        return material;
    }
  return RC_MATERIAL_NONE;
}

static gboolean
is_online (const RcMarc *marc)
{
  for (int i = rc_marc_find (marc, "007", 0); i >= 0; i = rc_marc_find (marc, "007", i + 1))
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);

      if (field->length >= 2 && field->data[0] == 'c' && field->data[1] == 'r')
        return TRUE;
    }
  return FALSE;
}

static char
fixed_at (const RcMarc *marc, guint offset)
{
  int index = rc_marc_find (marc, "008", 0);

  if (index < 0 || rc_marc_get_field (marc, index)->length <= offset)
    return ' ';
  return rc_marc_get_field (marc, index)->data[offset];
}

/* A technical report says so in 008, 027 or 513; the number of a report in 088. */
static gboolean
is_report (const RcMarc *marc)
{
  for (guint i = 24; i < 28; i++)
    if (fixed_at (marc, i) == 't')
      return TRUE;
  return rc_marc_find (marc, "027", 0) >= 0 || rc_marc_find (marc, "088", 0) >= 0 || rc_marc_find (marc, "513", 0) >= 0;
}

static RcMaterial
material_of_text_record (const RcMarc *marc, char level)
{
  switch (level)
    {
    case 'a':
    case 'b':
      return RC_MATERIAL_ARTICLE;
    case 's':
      return RC_MATERIAL_SERIAL;
    case 'i':
      return fixed_at (marc, 21) == 'w' || is_online (marc) ? RC_MATERIAL_WEBSITE : RC_MATERIAL_BOOK;
    default:
      return RC_MATERIAL_BOOK;
    }
}

static RcMaterial
material_of_leader (const RcMarc *marc)
{
  const char *leader = rc_marc_get_leader (marc);

  switch (leader[6])
    {
    case 'e':
    case 'f':
      return RC_MATERIAL_MAP;
    case 'g':
      return RC_MATERIAL_VIDEO;
    case 'i':
    case 'j':
      return RC_MATERIAL_SOUND;
    case 'k':
      return RC_MATERIAL_POSTER;
    case 'o':
    case 'p':
    case 'r':
      return RC_MATERIAL_KIT;
    case 'm':
      return is_online (marc) || fixed_at (marc, 23) == 'o' ? RC_MATERIAL_WEBSITE : RC_MATERIAL_KIT;
    default:
      return material_of_text_record (marc, leader[7]);
    }
}

void
rc_description_read_material (RcDescription *self, const RcMarc *marc)
{
  RcMaterial said;
  int pages;

  self->material = material_of_leader (marc);
  said = material_of_fields (marc, "655", "a");
  if (said == RC_MATERIAL_NONE)
    said = material_of_fields (marc, "245", "h");
  if (said == RC_MATERIAL_NONE && self->material == RC_MATERIAL_BOOK)
    said = material_of_fields (marc, "338", "a");
  /* A part of a book or a serial that is about maps is still an article, and a yearly report a serial. */
  if (said != RC_MATERIAL_NONE && self->material != RC_MATERIAL_ARTICLE && self->material != RC_MATERIAL_SERIAL)
    self->material = said;
  if (self->material != RC_MATERIAL_BOOK)
    return;
  pages = rc_pages_from_extent (self->extent);
  if (is_report (marc))
    self->material = RC_MATERIAL_REPORT;
  else if (pages > 0 && pages < BOOKLET_PAGES)
    self->material = RC_MATERIAL_BOOKLET;
}
