/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of a disc image as sectors of 2048, also where it was taken with everything around them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RcImage RcImage;

/* Takes fd. A raw image (2352 bytes a sector, mode 1 or 2) is recognised by its first sector. */
RcImage *rc_image_new (int fd);

/* As pread over the data alone; less at a sector's end or the image's, -1 and errno on failure. */
gssize rc_image_read (RcImage *self, void *buffer, gsize size, gint64 offset);
gint64 rc_image_get_size (RcImage *self);

/* How many bytes the volume has, by its own word, beyond the end of the image; 0 when it says nothing. */
gint64 rc_image_get_missing (RcImage *self);

/* The volume's name in UTF-8, Joliet's where there is one; NULL when there is none. */
char *rc_image_dup_volume (RcImage *self);

G_END_DECLS
