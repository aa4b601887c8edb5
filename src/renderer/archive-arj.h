/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in an archive of ARJ. */
#pragma once

#include "renderer/answer.h"
#include "renderer/archive-find.h"

G_BEGIN_DECLS

/* A header as LHA had it at first, without a sum of the data. */
#define RC_ARJ_LHA_HEADER 23

typedef struct
{
  char *path; /* (owned) raw, '/' between */
  RcRendererEntryKind kind;
  gint64 size, mtime;
  gint64 packed_at, packed; /* its bytes in the file */
  guint32 sum;              /* CRC-32 of the unpacked ones */
  guint8 method;
  const char *why; /* (nullable) it cannot be unpacked */
} RcArjFile;

/* RcArjFile, at most so many. `problem` (out) (nullable): why it is not all. */
GPtrArray *rc_arj_read (RcArchiveRead read, gpointer source, const RcArchivePlace *place, gint64 most, const char **problem);
/* (nullable) (transfer none) */
const RcArjFile *rc_arj_find (const GPtrArray *files, const char *path);

/* What to put before its bytes to have an archive of LHA with this one file: both pack alike. */
void rc_arj_make_lha (const RcArjFile *file, guint8 header[RC_ARJ_LHA_HEADER]);

G_END_DECLS
