/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the file of the index section by section, beside its place. Private to this room. */
#pragma once

#include "search/helper.h"
#include "search/index-file.h"

G_BEGIN_DECLS

typedef struct
{
  int fd;             /* (owned) -1: closed */
  char *path;         /* (owned) (nullable) of the unfinished file; NULL: it has none any more */
  RcIndexHeader header;
  RcSection section;  /* the one that is open */
  gint broken;        /* atomic; what was written cannot be read */
  guint64 offset;     /* where the bytes of `buffer` go */
  GByteArray *buffer; /* (owned) what comes next */
  RcHelper *helper;   /* (owned) writes what is full, while more is made */
  gboolean writing;   /* it may: the rest is its own until it has finished */
  GByteArray *full;   /* (owned) */
  guint64 full_offset;
  guint64 checksum;   /* of what was written of the open section */
  int problem;        /* errno of what could not be written; 0 none */
} RcFileWriter;

/* Makes an unfinished file in `folder`. */
RcFileWriter *rc_file_writer_new (const char *folder, GError **error);
/* Removes the file unless it was put into its place. */
void rc_file_writer_free (RcFileWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFileWriter, rc_file_writer_free)

/* Sections are opened and closed one after another. */
void rc_file_writer_begin (RcFileWriter *self, RcSection section);
gboolean rc_file_writer_append (RcFileWriter *self, const void *bytes, gsize n_bytes, GError **error);
gboolean rc_file_writer_end (RcFileWriter *self, GError **error);
/* A whole section. */
gboolean rc_file_writer_put (RcFileWriter *self, RcSection section, const void *bytes, gsize n_bytes, GError **error);

/* Where the next byte of the open section goes, from its begin. */
guint64 rc_file_writer_tell (RcFileWriter *self);
/* Everything of the open section so far, mapped. NULL with `error`. */
guint8 *rc_file_writer_map (RcFileWriter *self, gsize *n_bytes, GError **error);
/* What was read of it is not needed for now, and takes no memory of this process any more. */
void rc_file_writer_forget (const guint8 *map, gsize n_bytes);
/* FALSE: what was read there is not what was written. */
gboolean rc_file_writer_unmap (RcFileWriter *self, guint8 *map, gsize n_bytes, GError **error);

/* Completes the header and brings everything to the disk. */
gboolean rc_file_writer_finish (RcFileWriter *self, GError **error);
/* Gives the finished file its name, and the folder's entry to the disk. */
gboolean rc_file_writer_publish (RcFileWriter *self, const char *path, GError **error);

G_END_DECLS
