/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a capture reads: what it was given, or what has to be made of it first. For files of this room only. */
#pragma once

#include "disc/rescue.h"
#include "disc/tree.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;      /* (owned) of the image or folder */
  char *facts;     /* (owned) (nullable) what a drive tells besides (disc/tree.h) */
  int fd;          /* (owned) -1: none; what holds a file without a name */
} RcCaptureImage;
void rc_capture_image_clear (RcCaptureImage *self);
/* It has been taken in: what was made of `given` is not needed any more. */
void rc_capture_image_finish (RcCaptureImage *self, const char *given);

/* A drive is read into the catalogue's folder, where it goes on when it was stopped there; what cannot be read is in `problems`. All else
 * is as it was given. */
gboolean rc_capture_image_open (RcCaptureImage *self, const char *catalogue_folder, const char *path, GPtrArray *problems,
                                RcRescueProgress progress, gpointer user_data, GCancellable *cancellable, GError **error);

/* An archive that holds an image instead of files: its path in it; NULL for all else. Borrowed. */
const char *rc_capture_find_packed_image (GPtrArray *entries);
/* Takes it out of there: it becomes what is read. */
gboolean rc_capture_image_unpack (RcCaptureImage *self, const char *catalogue_folder, RcDisc *archive, const char *path,
                                  GCancellable *cancellable, GError **error);

/* (transfer full) The folder within that of the catalogue for what is there as long as a capture lasts. NULL on error. */
char *rc_capture_make_folder (const char *catalogue_folder, GError **error);

G_END_DECLS
