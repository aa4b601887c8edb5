/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of MODS and where they stand in MARC. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/mods-private.h"

#include <string.h>

const RcModsNote rc_mods_notes[] = {
  { "thesis", "502", "  " },
  { "bibliography", "504", "  " },
  { "restriction", "506", "  " },
  { "creation/production credits", "508", "  " },
  { "performers", "511", "0 " },
  { "numbering", "515", "  " },
  { "venue", "518", "  " },
  { "preferred citation", "524", "  " },
  { "additional physical form", "530", "  " },
  { "reproduction", "533", "  " },
  { "original version", "534", "  " },
  { "original location", "535", "1 " },
  { "funding", "536", "  " },
  { "system details", "538", "  " },
  { "acquisition", "541", "  " },
  { "biographical/historical", "545", "  " },
  { "language", "546", "  " },
  { "ownership", "561", "  " },
  { "version identification", "562", "  " },
  { "publications", "581", "  " },
  { "action", "583", "  " },
  { "exhibitions", "585", "  " },
  { "date/sequential designation", "362", "1 " },
  { NULL, "500", "  " },
};

const RcModsPartLanguage rc_mods_part_languages[] = {
  { "summary", "b" },
  { "sung or spoken text", "d" },
  { "libretto", "e" },
  { "table of contents", "f" },
  { "accompanying material", "g" },
  { "translation", "h" },
  { NULL, NULL },
};

const RcModsType rc_mods_types[] = {
  { "text", 'a' },
  { "cartographic", 'e' },
  { "notated music", 'c' },
  { "sound recording-nonmusical", 'i' },
  { "sound recording-musical", 'j' },
  { "sound recording", 'i' },
  { "still image", 'k' },
  { "moving image", 'g' },
  { "three dimensional object", 'r' },
  { "software, multimedia", 'm' },
  { "mixed material", 'p' },
  { NULL, 0 },
};

const RcModsScheme rc_mods_schemes[] = {
  { "lcc", "050", " 4" },
  { "nlm", "060", " 4" },
  { "udc", "080", "  " },
  { "ddc", "082", "04" },
  { "sudocs", "086", "0 " },
  { "candoc", "086", "1 " },
  { NULL, "084", "  " },
};

const RcModsRelation rc_mods_relations[] = {
  { "host", "773", "0 ", NULL },
  { "constituent", "774", "0 ", NULL },
  { "otherVersion", "775", "0 ", NULL },
  { "otherFormat", "776", "0 ", NULL },
  { "preceding", "780", "00", NULL },
  { "succeeding", "785", "00", NULL },
  { "original", "534", "  ", NULL },
  { "isReferencedBy", "510", "4 ", NULL },
  { "references", "787", "0 ", "References" },
  { "reviewOf", "787", "0 ", "Review of" },
  { NULL, "787", "0 ", NULL },
};

static const struct
{
  char indicator;
  const char *authority;
} authorities[] = { { '0', "lcsh" }, { '1', "lcshac" }, { '2', "mesh" }, { '3', "nal" }, { '5', "csh" }, { '6', "rvm" } };

char
rc_mods_subject_indicator (const char *authority)
{
  for (guint i = 0; authority != NULL && i < G_N_ELEMENTS (authorities); i++)
    if (g_str_equal (authority, authorities[i].authority))
      return authorities[i].indicator;
  return authority != NULL ? '7' : '4';
}

const char *
rc_mods_subject_authority (char indicator)
{
  for (guint i = 0; i < G_N_ELEMENTS (authorities); i++)
    if (indicator == authorities[i].indicator)
      return authorities[i].authority;
  return NULL;
}
