/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kind and material as people meet them: one group with a word, an icon and a colour, the same everywhere. */
#pragma once

#include "record/kind.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;      /* of the facet: "book" … "website", "disc", "file", "grant" */
  const char *label;     /* "Book", to be translated */
  const char *plural;    /* "Books", to be translated */
  const char *icon_name;
  const char *tone;      /* CSS class of badges: several groups share one */
  guint32 cover_top;     /* 0xRRGGBB, gradient of covers */
  guint32 cover_bottom;
} RcGroup;

/* Never NULL: what is not known is a document. */
const RcGroup *rc_group_find (const char *name);
const RcGroup *rc_group_of (RcKind kind, RcMaterial material);
/* Translated. */
const char *rc_group_get_label (const RcGroup *self);
const char *rc_group_get_plural (const RcGroup *self);

G_END_DECLS
