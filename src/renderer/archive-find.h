/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in a file an archive lies, and of which kind it is: of those that unpack themselves a program comes first. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As pread. */
typedef gssize (*RcArchiveRead) (gpointer source, void *buffer, gsize size, gint64 offset);

typedef enum
{
  RC_ARCHIVE_USUAL = 0, /* libarchive finds out which, or that it is none */
  RC_ARCHIVE_ZIP,       /* behind a program */
  RC_ARCHIVE_ARJ,
  RC_ARCHIVE_LONE,      /* one file, or one TAR, packed by gzip, compress or bzip2 */
  RC_ARCHIVE_SZDD,      /* one file (renderer/archive-szdd.h) */
  RC_ARCHIVE_NONE,      /* a program, or something else with nothing in it */
  RC_ARCHIVE_FOREIGN,   /* one that cannot be opened here */
} RcArchiveKind;

typedef struct
{
  RcArchiveKind kind;
  gint64 start, end; /* of it in the file */
  const char *why;   /* (nullable) it cannot be opened */
} RcArchivePlace;

void rc_archive_find (RcArchiveRead read, gpointer source, gint64 size, RcArchivePlace *place);

/* Until all is there or nothing more comes. */
gsize rc_archive_read_all (RcArchiveRead read, gpointer source, void *buffer, gsize size, gint64 offset);

/* (transfer full) What the file in a LONE one is called, by itself or else by what that is called now (nullable). */
char *rc_archive_dup_lone_name (RcArchiveRead read, gpointer source, const RcArchivePlace *place, const char *name);

/* The size of a header of ARJ at the beginning of these bytes, its sum checked; 0: there is none. */
guint rc_archive_check_arj (const guint8 *bytes, gsize size);

G_END_DECLS
