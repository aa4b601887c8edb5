/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a command writes what is asked for: standard output, or a file that is there whole or not at all. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  GOutputStream *stream; /* (owned) (nullable) */
  char *path;            /* (owned) (nullable) NULL: standard output */
  char *beside;          /* (owned) (nullable) where it grows until it is whole; NULL: in its place (a device, a pipe) */
} RcOutputFile;

/* `path` NULL: standard output. */
gboolean rc_output_file_open (RcOutputFile *self, const char *path, GError **error);
/* Ends it: with `whole` the file takes its place, else nothing is left of it and FALSE comes back, without an error of its own. */
gboolean rc_output_file_close (RcOutputFile *self, gboolean whole, GError **error);

G_END_DECLS
