/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of a disc image as sectors of 2048 under their numbers on the disc, also where it was taken with everything around them, or
 * begins in the middle. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RC_SECTOR 2048

typedef struct _RcImage RcImage;

/* So many sectors that follow each other in the file. */
typedef struct
{
  gint64 first;  /* number on the disc */
  gint64 count;
  gint64 offset; /* of the first one in the file */
  guint sector;  /* bytes of one in the file */
  guint skip;    /* of them before the data */
  gboolean sound;
} RcSegment;

/* Takes fd. Raw images (2336, 2352 or 2448 bytes a sector, mode 1 or 2), those of Nero, and the packed ones of Mac OS X are recognised by
 * what is in them. */
RcImage *rc_image_new (int fd);
/* So many bytes of another one, which has to outlive it; what of them lies behind its end is not there. */
RcImage *rc_image_new_part (RcImage *whole, gint64 start, gint64 length);
void rc_image_free (RcImage *self);

/* As pread over the data alone; less at the end of a part or of the image, -1 and errno on failure. */
gssize rc_image_read (RcImage *self, void *buffer, gsize size, gint64 offset);
/* The same until all is there or nothing more comes. */
gssize rc_image_read_all (RcImage *self, void *buffer, gsize size, gint64 offset);
/* Where the data end. */
gint64 rc_image_get_size (RcImage *self);
/* The first sector of the last data track. */
gint64 rc_image_get_start (RcImage *self);
/* Whether it is one of Mac OS X (DMG), whose bytes are those of the disk in it. */
gboolean rc_image_is_packed (RcImage *self);
/* RcSegment: all tracks of the image, where it tells; else one. Borrowed. */
const GArray *rc_image_get_segments (RcImage *self);
/* A plain image of a later session, on its own, begins with sector `start`. */
void rc_image_set_start (RcImage *self, gint64 start);
/* Reads the file as it is: of what is no image of sectors. */
gssize rc_image_read_file (RcImage *self, void *buffer, gsize size, gint64 offset);
gint64 rc_image_get_file_size (RcImage *self);

/* The table at the end of an image of Nero: appends RcSegment. FALSE when there is none. */
gboolean rc_image_read_nero (int fd, gint64 size, GArray *segments);

G_END_DECLS
