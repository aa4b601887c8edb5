/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the blocks of UDF are: partitions, and the tables by which those of discs that were written in packets are found. */
#pragma once

#include "renderer/little-endian.h"
#include "renderer/volume.h"

G_BEGIN_DECLS

#define RC_UDF_MAX_BLOCK 4096

/* What the two bytes at the beginning of a descriptor say. */
enum
{
  RC_UDF_FILE_SET = 256,
  RC_UDF_NAME = 257,
  RC_UDF_MORE_EXTENTS = 258,
  RC_UDF_INDIRECT = 259,
  RC_UDF_FILE = 261,
  RC_UDF_EXTENDED_FILE = 266,
};

enum
{
  RC_UDF_TYPE_FOLDER = 4,
  RC_UDF_TYPE_LINK = 12,
  RC_UDF_TYPE_TABLE = 248, /* the virtual allocation table, since UDF 2.00 */
};

/* A block of a partition. */
typedef struct
{
  guint32 block;
  guint16 partition;
} RcUdfPlace;

typedef struct _RcUdf RcUdf;

/* Whether there is UDF in the image. */
gboolean rc_udf_is_there (RcVolume *volume);
/* NULL when it cannot be read, which is among the problems then. Takes the name. */
RcUdf *rc_udf_new (RcVolume *volume);
void rc_udf_free (RcUdf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcUdf, rc_udf_free)

guint rc_udf_get_block_size (const RcUdf *self);
/* The descriptor of the top folder. */
RcUdfPlace rc_udf_get_top (const RcUdf *self);
/* Where a block is in the image; -1 when nowhere. `run` (nullable): so many bytes from there on belong together. */
gint64 rc_udf_find (RcUdf *self, RcUdfPlace place, gint64 *run);
/* Reads the block with a descriptor. Returns what it is; 0 when it is none. */
guint rc_udf_read_descriptor (RcUdf *self, RcUdfPlace place, guint8 *block);

/* A file by the block that describes it. */
typedef struct
{
  guint8 type;
  gint64 size;
  gint64 mtime;
  GArray *extents; /* (owned) RcExtent; those with an offset below 0 were never written */
} RcUdfFile;
void rc_udf_file_clear (RcUdfFile *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcUdfFile, rc_udf_file_clear)

/* FALSE when there is none; extents that are nowhere are left out. */
gboolean rc_udf_read_file (RcUdf *self, RcUdfPlace place, RcUdfFile *file);
/* (transfer full) All its bytes; NULL when they cannot be read or are more than that. */
guint8 *rc_udf_read_all (RcUdf *self, const RcUdfFile *file, gint64 most);

/* (transfer full) Text with one or two bytes a letter, as its first byte says. */
char *rc_udf_decode_name (const guint8 *bytes, gsize length);

G_END_DECLS
