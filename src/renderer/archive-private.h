/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An archive, for the files that list and read it. */
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include "renderer/archive-arj.h"
#include "renderer/archive-files.h"
#include "renderer/archive-szdd.h"

G_BEGIN_DECLS

#define RC_ARCHIVE_BLOCK 32768

struct _RcArchive
{
  RcArchiveRead read;
  gpointer source;         /* (unowned) */
  gint64 length;           /* of it */
  char *name;              /* (owned) (nullable) of it */
  gboolean searched;       /* `place` is known, and `arj` if it is one */
  RcArchivePlace place;
  gboolean plain;          /* what is packed is one file, whatever it looks like */
  GPtrArray *arj;          /* (owned) (nullable) of RcArjFile */
  const char *arj_problem; /* (nullable) */
  const RcArjFile *file;   /* (nullable) of them, the one under way */
  RcSzdd *szdd;            /* (owned) (nullable) in place of libarchive */
  guint32 sum;             /* of what it had so far */
  guint8 front[RC_ARJ_LHA_HEADER]; /* what libarchive sees before the bytes of the source */
  gsize n_front;
  gint64 start, end;       /* of these */
  guint8 *block;           /* (owned) RC_ARCHIVE_BLOCK bytes, what libarchive sees */
  gint64 position;         /* of libarchive, from the beginning of `front` on */
  struct archive *archive; /* (owned) (nullable) the one under way */
  char *path;              /* (owned) (nullable) raw path it stands at */
  gint64 offset;           /* in the data of path */
  gint64 size;             /* of path, as promised */
};

/* What libarchive says of the fault; it does not always have words for it. */
const char *rc_archive_explain (RcArchive *self);
/* FALSE, and a refusal written, where nothing can be opened. */
gboolean rc_archive_search (RcArchive *self, RcAnswer *answer);
/* By libarchive, from the beginning. */
gboolean rc_archive_open (RcArchive *self, RcAnswer *answer);
void rc_archive_close (RcArchive *self);
/* As archive_read_data. */
gssize rc_archive_read_data (RcArchive *self, guint8 *buffer, gsize size);
/* Whether what libarchive has is one file without a name. */
gboolean rc_archive_is_lone_file (RcArchive *self);
RcRendererEntryKind rc_archive_kind_of (struct archive_entry *entry);

G_END_DECLS
