/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compressed disk images of Mac OS X: a disk in pieces, each packed in its own way, and a list of them at the end of the file. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RcDmg RcDmg;

/* Does not take fd, which has to outlive it. NULL when this is none, or its list makes no sense. */
RcDmg *rc_dmg_new (int fd, gint64 file_size);
void rc_dmg_free (RcDmg *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDmg, rc_dmg_free)

/* Of the disk, in bytes. */
gint64 rc_dmg_get_size (RcDmg *self);
/* As pread over the disk; less at the end of a piece. -1 and errno where a piece is damaged, or packed in a way that is not read. */
gssize rc_dmg_read (RcDmg *self, void *buffer, gsize size, gint64 offset);

G_END_DECLS
