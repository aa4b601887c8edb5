/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a Greenstone library says of its files: metadata.xml (DirectoryMetadata) of a folder, doc.xml (Archive) of one document. */
#pragma once

#include "record/marc.h"

G_BEGIN_DECLS

/* A set of files that have their description in common. */
typedef struct
{
  GPtrArray *patterns; /* (owned) char *: regular expressions, each of a whole name below the folder */
  GPtrArray *names;    /* (owned) char *: "dc.Title", "Title" … */
  GPtrArray *values;   /* (owned) char * */
} RcGreenstoneSet;

/* RcGreenstoneSet; NULL and an error for what is no such file, is larger than 16 MiB, or brings entities of its own. */
GPtrArray *rc_greenstone_parse (GBytes *bytes, GError **error);
/* What a doc.xml says of its document; its files are plain names in `patterns`: those beside it, then where it was imported from, below the
 * collection's folder. NULL and an error as above. */
RcGreenstoneSet *rc_greenstone_parse_document (GBytes *bytes, GError **error);
void rc_greenstone_set_free (RcGreenstoneSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcGreenstoneSet, rc_greenstone_set_free)
/* The record of a set; NULL where it has no title. */
RcMarc *rc_greenstone_to_marc (const RcGreenstoneSet *set);

/* The patterns of a set, made ready: a hostile one costs a bounded number of steps. What is no regular expression is a plain name. */
typedef struct _RcGreenstoneNames RcGreenstoneNames;
RcGreenstoneNames *rc_greenstone_names_new (const RcGreenstoneSet *set);
void rc_greenstone_names_free (RcGreenstoneNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcGreenstoneNames, rc_greenstone_names_free)
gboolean rc_greenstone_names_match (const RcGreenstoneNames *self, const char *name);

G_END_DECLS
