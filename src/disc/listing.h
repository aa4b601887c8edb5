/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a source has made into entries: of a disc, or of an archive on it. */
#pragma once

#include "disc/source.h"
#include "disc/tree.h"

G_BEGIN_DECLS

typedef struct
{
  const char *disc;           /* its path, for problems */
  const char *names;          /* (nullable) the character set that is asked for */
  const RcDiscEntry *archive; /* (nullable) whose content it is */
  GPtrArray *entries;         /* RcDiscEntry, appended */
  GHashTable *raw;            /* path (owned) to raw path (owned), of files where they differ; added to */
  GPtrArray *problems;        /* (nullable) RcProblem, appended */
} RcListing;

/* The character set that names were read with; NULL: all were in Unicode. Raw paths of items are changed to those on the disc. */
const char *rc_listing_make (const RcListing *self, const GPtrArray *items);
void rc_listing_add_problem (const RcListing *self, const char *path, const char *message);

G_END_DECLS
