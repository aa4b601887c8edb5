/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of RcPageTextures share. */
#pragma once

#include "widgets/page-textures.h"
#include "widgets/page-tile.h"

G_BEGIN_DECLS

/* A tile that somebody wants. */
typedef struct
{
  RcPageTile key;
  double scale;
  gconstpointer owner;
  int priority;
} RcPageWanted;

struct _RcPageTextures
{
  GObject parent_instance;
  RcPdf *pdf;        /* (owned) */
  GQueue kept;       /* (owned) Kept, most recently used first */
  GHashTable *links; /* (owned) RcPageTile of a Kept: its link in the queue */
  gsize bytes;
  gsize limit_bytes;
  GArray *wanted;     /* (owned) RcPageWanted, until it has come */
  GPtrArray *at_work; /* (owned) Job, which end by themselves */
  guint check_source; /* whether all that is made is wanted still; 0 none */
  GHashTable *failed; /* (owned) set of pages */
  gboolean night;
  gboolean waiting;
};

RcPageTile rc_page_textures_make_tile (RcPageTextures *self, const RcPageLook *look);
/* Takes the pixels. */
void rc_page_textures_keep (RcPageTextures *self, const RcPageTile *key, RcPixels *pixels);
/* Of `links`: it is the last to be thrown away. */
void rc_page_textures_use (RcPageTextures *self, GList *link);

G_END_DECLS
