/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drive with a disc in it: what is on the disc by its table of contents, and its data as something that can be rescued. */
#pragma once

#include "disc/rescue.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 start, end; /* sectors; the end excluded */
  gboolean sound;
} RcDriveTrack;

typedef struct
{
  int fd;         /* (unowned) */
  GArray *tracks; /* (owned) RcDriveTrack */
} RcDrive;

/* Of a drive that tells nothing all is taken for data. */
void rc_drive_init (RcDrive *self, int fd);
void rc_drive_clear (RcDrive *self);

/* What is to be read of it; where there is sound come zeros, which no drive has to be asked for. Borrows self. */
RcRescueFrom rc_drive_get_from (RcDrive *self);
/* (transfer full) Its tracks as facts (disc/tree.h); empty for one of data alone. */
char *rc_drive_dup_facts (const RcDrive *self);

G_END_DECLS
