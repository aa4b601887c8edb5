/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What type of reference a MARC record is. */
#define G_LOG_DOMAIN "rc-record"

#include "record/reference-private.h"

char
rc_reference_fixed_at (const RcMarc *marc, guint offset)
{
  int index = rc_marc_find (marc, "008", 0);

  return index >= 0 && rc_marc_get_field (marc, (guint) index)->length > offset ? rc_marc_get_field (marc, (guint) index)->data[offset] : ' ';
}

/* The type whose word stands in 655, if the leader does not contradict. */
static gboolean
read_genre_type (const RcMarc *marc, RcReferenceType *type)
{
  const char *leader = rc_marc_get_leader (marc);

  for (int i = rc_marc_find (marc, "655", 0); i >= 0; i = rc_marc_find (marc, "655", (guint) i + 1))
    {
      g_autofree char *word = rc_marc_field_dup_subfield (rc_marc_get_field (marc, (guint) i), 'a');
      g_autofree char *list = rc_marc_field_dup_subfield (rc_marc_get_field (marc, (guint) i), '2');

      if (word == NULL || g_strcmp0 (list, RC_GENRE_LIST) != 0)
        continue;
      for (guint t = 0; t < RC_N_REFERENCE_TYPES; t++)
        {
          const RcReferenceShape *shape = rc_reference_get_shape (t);

          if (shape->has_genre && shape->type == leader[6] && shape->level == leader[7] && g_str_equal (word, rc_reference_type_to_string (t)))
            {
              *type = t;
              return TRUE;
            }
        }
    }
  return FALSE;
}

static gboolean
host_has (const RcMarc *marc, char code)
{
  int index = rc_marc_find (marc, "773", 0);
  g_autofree char *text = index >= 0 ? rc_marc_field_dup_subfield (rc_marc_get_field (marc, (guint) index), code) : NULL;

  return text != NULL;
}

/* The nature of contents in 008, and the fields that only one kind of text has. */
static RcReferenceType
type_of_nature (const RcMarc *marc)
{
  for (guint i = 24; i < 28; i++)
    switch (rc_reference_fixed_at (marc, i))
      {
      case 't':
        return RC_REFERENCE_REPORT;
      case 'm':
        return RC_REFERENCE_THESIS;
      case 'j':
        return RC_REFERENCE_PATENT;
      case 'u':
        return RC_REFERENCE_STANDARD;
      case 'l':
        return RC_REFERENCE_LEGISLATION;
      default:
        break;
      }
  if (rc_marc_find (marc, "502", 0) >= 0)
    return RC_REFERENCE_THESIS;
  return rc_marc_find (marc, "013", 0) >= 0 ? RC_REFERENCE_PATENT : RC_REFERENCE_BOOK;
}

static RcReferenceType
type_of_text (const RcMarc *marc, gboolean own, char level)
{
  switch (level)
    {
    case 'b':
      return RC_REFERENCE_ARTICLE;
    case 'a':
      if (!own && host_has (marc, 'x') && !host_has (marc, 'z'))
        return RC_REFERENCE_ARTICLE;
      return rc_marc_find (marc, "111", 0) >= 0 && !own ? RC_REFERENCE_CONFERENCE_PAPER : RC_REFERENCE_CHAPTER;
    case 's':
      return RC_REFERENCE_SERIAL;
    case 'i':
      return rc_reference_fixed_at (marc, 21) == 'w' ? RC_REFERENCE_WEB_PAGE : RC_REFERENCE_BOOK;
    default:
      return type_of_nature (marc);
    }
}

static RcReferenceType
type_of_leader (const RcMarc *marc, gboolean own)
{
  const char *leader = rc_marc_get_leader (marc);

  switch (leader[6])
    {
    case 'c':
    case 'd':
      return RC_REFERENCE_SCORE;
    case 'e':
    case 'f':
      return RC_REFERENCE_MAP;
    case 'g':
      return RC_REFERENCE_VIDEO;
    case 'i':
    case 'j':
      return RC_REFERENCE_SOUND;
    case 'k':
      return RC_REFERENCE_PICTURE;
    case 'm':
      return rc_reference_fixed_at (marc, 26) == 'a' ? RC_REFERENCE_DATASET : RC_REFERENCE_SOFTWARE;
    case 'o':
    case 'p':
    case 'r':
      return RC_REFERENCE_KIT;
    case 't':
      return RC_REFERENCE_MANUSCRIPT;
    default:
      return type_of_text (marc, own, leader[7]);
    }
}

RcReferenceType
rc_reference_type_of_material (RcMaterial material)
{
  static const RcReferenceType types[RC_N_MATERIALS] = {
    [RC_MATERIAL_NONE] = RC_REFERENCE_BOOK,      [RC_MATERIAL_BOOK] = RC_REFERENCE_BOOK,
    [RC_MATERIAL_BOOKLET] = RC_REFERENCE_BOOK,   [RC_MATERIAL_REPORT] = RC_REFERENCE_REPORT,
    [RC_MATERIAL_SERIAL] = RC_REFERENCE_SERIAL,  [RC_MATERIAL_ARTICLE] = RC_REFERENCE_ARTICLE,
    [RC_MATERIAL_POSTER] = RC_REFERENCE_PICTURE, [RC_MATERIAL_MAP] = RC_REFERENCE_MAP,
    [RC_MATERIAL_VIDEO] = RC_REFERENCE_VIDEO,    [RC_MATERIAL_SOUND] = RC_REFERENCE_SOUND,
    [RC_MATERIAL_KIT] = RC_REFERENCE_KIT,        [RC_MATERIAL_WEBSITE] = RC_REFERENCE_WEB_PAGE,
  };

  return types[material];
}

RcReferenceType
rc_reference_read_type (const RcMarc *marc, gboolean own, const RcDescription *description)
{
  RcReferenceType type;

  if (read_genre_type (marc, &type))
    return type;
  type = type_of_leader (marc, own);
  return type == RC_REFERENCE_BOOK && !own ? rc_reference_type_of_material (description->material) : type;
}
