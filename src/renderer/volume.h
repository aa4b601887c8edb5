/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of an image as its file systems tell them, found in one walk and then read in any order. Each file system has a function that
 * adds what it has; what one of them has already is not added again by the next. */
#pragma once

#include "renderer/image.h"
#include "renderer/protocol.h"

G_BEGIN_DECLS

#define RC_VOLUME_MAX_DEPTH 64
#define RC_VOLUME_MAX_NODES 1000000

/* Bytes of a file that lie together, in the image; with an offset below 0 they were never written, and are zeros. */
typedef struct
{
  gint64 offset;
  gint64 length;
} RcExtent;

typedef enum
{
  RC_PACKING_NONE,
  RC_PACKING_ZISOFS, /* in blocks, each compressed */
  RC_PACKING_UNKNOWN, /* its bytes are not those of the file */
} RcPacking;

typedef struct
{
  const char *path; /* raw; of the volume */
  gint64 size;
  gint64 mtime;
  guint first_extent;
  guint n_extents;
  guint8 kind;    /* RcRendererEntryKind */
  guint8 packing; /* RcPacking */
  guint8 block_log2; /* of zisofs */
} RcNode;

typedef struct
{
  RcImage *image;      /* (unowned) */
  GStringChunk *paths; /* (owned) */
  GArray *nodes;       /* (owned) RcNode */
  GArray *extents;     /* (owned) RcExtent */
  GHashTable *by_path; /* (owned) (nullable) path to index of node + 1; made when first asked for */
  GHashTable *places;  /* (owned) (nullable) RcExtent, where files of the file systems so far begin, to index of node + 1 */
  GHashTable *lower;   /* (owned) (nullable) set of their paths, whatever the case */
  GPtrArray *problems; /* (owned) char * */
  GString *facts;      /* (owned) lines */
  char *name;          /* (owned) (nullable) raw */
  gint64 missing;      /* bytes beyond the end of the image */
  gint64 read;         /* bytes of folders that were read */
  guint n_more_problems;
  gboolean full;
  gboolean second;     /* another file system was here before: only what it did not have is added */
  gboolean short_names;
  gboolean part;       /* of a disc, in a partition */
  gboolean udf_seen;   /* UDF comes before ISO 9660 or behind it, and once */
} RcVolume;

/* Walks whatever file systems there are. NULL when there is none. */
RcVolume *rc_volume_new (RcImage *image);
/* The same without looking for partitions, or for sessions behind nothing. */
RcVolume *rc_volume_new_of_part (RcImage *image);
void rc_volume_free (RcVolume *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcVolume, rc_volume_free)

/* NULL when there is none. */
const RcNode *rc_volume_find (RcVolume *self, const char *path);
/* Less than `length` at the end of the file only; -1 and a message when it cannot be read. */
gssize rc_volume_read (RcVolume *self, const RcNode *node, void *buffer, gsize length, gint64 offset, const char **message);

/* For the file systems. Adds a node; FALSE when no more are taken. `extents` may be NULL. */
gboolean rc_volume_add (RcVolume *self, const RcNode *node, const GArray *extents);
/* Path NULL: of all. */
void rc_volume_add_problem (RcVolume *self, const char *path, const char *message);
void rc_volume_add_fact (RcVolume *self, const char *word, const char *value);
/* (transfer none) The path of what is in a folder ("": the top); characters that no name has are made others. */
const char *rc_volume_make_path (RcVolume *self, const char *folder, const char *name, gsize length);
/* (transfer full) Letters of two bytes, the high one first; halves of pairs become U+FFFD, NUL a low line. */
char *rc_volume_decode_utf16 (const guint8 *bytes, gsize size);
/* Counts bytes read; FALSE when it is too much to go on. */
gboolean rc_volume_count_read (RcVolume *self, gint64 bytes);

/* What comes now is another tree of the same disc; where its names are shortened, they tell nothing of files that have no bytes. */
void rc_volume_begin_next (RcVolume *self, gboolean short_names);

/* Adds all that another volume has, which lies `shift` bytes further on in this one's image; `folder`, if not NULL, is made for it. */
void rc_volume_take (RcVolume *self, const RcVolume *other, const char *folder, gint64 shift);

/* Adds what the file system has. FALSE when there is none of it. */
gboolean rc_volume_add_iso9660 (RcVolume *self);
gboolean rc_volume_add_udf (RcVolume *self);
gboolean rc_volume_add_hfs (RcVolume *self);
gboolean rc_volume_add_fat (RcVolume *self);
/* HFS in a partition, over the files of a disc that has other file systems. */
gboolean rc_volume_add_hybrid (RcVolume *self);
gboolean rc_volume_add_partitions (RcVolume *self);
/* What begins at that byte and has nothing to do with what is before, in a folder. */
void rc_volume_take_track (RcVolume *self, guint number, gint64 start);

/* Reads of the packed ones. */
gssize rc_volume_read_zisofs (RcVolume *self, const RcNode *node, guint8 *buffer, gsize length, gint64 offset, const char **message);
/* Bytes as they lie in the image. */
gssize rc_volume_read_extents (RcVolume *self, const RcNode *node, guint8 *buffer, gsize length, gint64 offset);

G_END_DECLS
