/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record is, and what a publication is made of. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The numbers are stored in catalogue.db: never renumber. */
typedef enum
{
  RC_KIND_NONE = 0,
  RC_KIND_PUBLICATION = 1,
  RC_KIND_DISC = 2,
  RC_KIND_FILE = 3, /* a file or folder of a disc's tree */
  RC_KIND_GRANT = 4,
} RcKind;

/* The numbers are stored in catalogue.db: never renumber. */
typedef enum
{
  RC_MATERIAL_NONE = 0, /* what has no material: discs, files, grants */
  RC_MATERIAL_BOOK = 1,
  RC_MATERIAL_BOOKLET = 2,
  RC_MATERIAL_REPORT = 3,
  RC_MATERIAL_SERIAL = 4,
  RC_MATERIAL_ARTICLE = 5,
  RC_MATERIAL_POSTER = 6,
  RC_MATERIAL_MAP = 7,
  RC_MATERIAL_VIDEO = 8,
  RC_MATERIAL_SOUND = 9,
  RC_MATERIAL_KIT = 10,
  RC_MATERIAL_WEBSITE = 11,
} RcMaterial;

#define RC_N_MATERIALS 12

/* The word of the database, the command line and JSON ("publication"); never NULL. */
const char *rc_kind_to_string (RcKind kind);

/* RC_KIND_NONE when the word is none of ours. */
RcKind rc_kind_from_string (const char *word);

/* "book", "booklet" …; "" for RC_MATERIAL_NONE. */
const char *rc_material_to_string (RcMaterial material);

G_END_DECLS
