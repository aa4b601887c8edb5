/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of kinds and materials. */
#define G_LOG_DOMAIN "rc-record"

#include "record/kind.h"

static const char *const kinds[] = { "", "publication", "disc", "file", "grant" };

static const char *const materials[RC_N_MATERIALS]
    = { "", "book", "booklet", "report", "serial", "article", "poster", "map", "video", "sound", "kit", "website" };

static guint
find_word (const char *const *words, guint n_words, const char *word)
{
  for (guint i = 1; word != NULL && i < n_words; i++)
    if (g_str_equal (words[i], word))
      return i;
  return 0;
}

const char *
rc_kind_to_string (RcKind kind)
{
  return (guint) kind < G_N_ELEMENTS (kinds) ? kinds[kind] : "";
}

RcKind
rc_kind_from_string (const char *word)
{
  return find_word (kinds, G_N_ELEMENTS (kinds), word);
}

const char *
rc_material_to_string (RcMaterial material)
{
  return (guint) material < RC_N_MATERIALS ? materials[material] : "";
}
