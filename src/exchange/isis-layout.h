/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the programs lay out a master file: the numbers before the text of a record, their widths and their gaps. */
#pragma once

#include "exchange/isis-record.h"

G_BEGIN_DECLS

typedef struct
{
  guint control;     /* bytes before the first record */
  guint leader;      /* of a record */
  guint entry;       /* of its directory */
  gboolean wide;     /* lengths of 32 bits (FFI) */
  gboolean aligned;  /* numbers of 32 bits stand at multiples of four */
  gboolean big;      /* the first byte counts most */
  gboolean irbis64;
} RcIsisLayout;

/* What a record says of itself. */
typedef struct
{
  guint32 mfn;
  gsize length; /* as the leader gives it; a lock makes it negative, which is undone */
  gsize extent; /* as the directory gives it: to the end of the last text */
  guint n_fields;
  guint status;
} RcIsisHeader;

/* The layout of the master file that begins with these bytes; NULL when it is none. */
const RcIsisLayout *rc_isis_layout_detect (const char *data, gsize length);
/* What a pointer of the cross-reference file is shifted by: master files of more than 512 MB. */
guint rc_isis_layout_get_shift (const RcIsisLayout *self, const char *control);

/* Bytes wanted to read the header of the record that may begin here: its leader and directory. 0: none begins here. */
gsize rc_isis_layout_measure (const RcIsisLayout *self, const char *data, gsize length);
/* FALSE when no record begins here. `sure`: as they are written, with nothing odd about it. data has what measure asked for. */
gboolean rc_isis_layout_read_header (const RcIsisLayout *self, const char *data, gsize length, gboolean sure, RcIsisHeader *header);
/* The fields of the record, which has `length` bytes; those that lie outside are named by a warning. */
void rc_isis_layout_read_fields (const RcIsisLayout *self, const char *data, gsize length, const RcIsisHeader *header, RcIsisRecord *record);

gboolean rc_isis_layout_is_deleted (const RcIsisLayout *self, const RcIsisHeader *header);
guint32 rc_isis_layout_read_32 (const RcIsisLayout *self, const char *data);

G_END_DECLS
