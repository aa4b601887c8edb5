/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disc, for the files that make up its tree. */
#pragma once

#include "disc/source.h"
#include "disc/tree.h"

G_BEGIN_DECLS

struct _RcDisc
{
  char *path;           /* (owned) */
  RcDiscSource *source; /* (owned) */
  const char *names;    /* (nullable) as asked for */
  const char *read_as;  /* (nullable) when it was listed */
  GHashTable *raw;      /* (owned) (nullable) path to raw path, of files where they differ; made by listing */
};

/* Names that are not as on the disc are only known after listing. */
const char *rc_disc_find_raw (RcDisc *self, const char *path);
/* For the names in the archive that a path leads into. FALSE only when cancelled. */
gboolean rc_disc_open_archive_of (RcDisc *self, GPtrArray *entries, const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
