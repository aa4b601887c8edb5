/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet beside a raw image: which tracks there are, of what kind, in which file. Those of CDRWIN (.cue) and
 * cdrdao (.toc), of CloneCD (.ccd) and of Alcohol (.mds). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gboolean sound;
  char *file;      /* (owned) (nullable) as the sheet has it; NULL: silence */
  guint sector;    /* bytes of one in the file */
  gint64 start;    /* sectors from the beginning of the file */
  gint64 n_sectors; /* -1: to the end of the file */
  char *title;     /* (owned) (nullable) */
} RcSheetTrack;

typedef struct
{
  GPtrArray *tracks;   /* (owned) RcSheetTrack */
  GPtrArray *problems; /* (owned) char *, each with its line */
} RcSheet;

/* Never fails: what makes no sense is a problem. */
RcSheet *rc_sheet_parse (const char *text, gsize length);
/* The same of CloneCD: `file` is the name of its image. */
RcSheet *rc_sheet_parse_clone (const char *text, gsize length, const char *file);
/* The same of Alcohol: `stem` is its own name, without the ending. */
RcSheet *rc_sheet_parse_alcohol (const guint8 *bytes, gsize length, const char *stem);
/* One without tracks. */
RcSheet *rc_sheet_new (void);
void rc_sheet_free (RcSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSheet, rc_sheet_free)

G_END_DECLS
