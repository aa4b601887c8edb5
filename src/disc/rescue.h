/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading an old disc whole: what can be read at once first, then what could not, sector by sector and again and again. What has been
 * read is kept with a map beside it, so that it goes on where it was stopped, by whatever. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RC_RESCUE_SECTOR 2048

/* Where the bytes come from; a drive, or what a test makes of it. */
typedef struct
{
  /* As pread. */
  gssize (*read) (gpointer data, void *buffer, gsize size, gint64 offset);
  gpointer data;
  gint64 size;
} RcRescueFrom;

typedef struct
{
  gint64 done;  /* bytes that are read or given up */
  gint64 total;
  gint64 bad;   /* bytes given up */
} RcRescueState;

typedef void (*RcRescueProgress) (const RcRescueState *state, gpointer user_data);

/* Reads all of it into the file `path`, which has zeros where nothing can be read; `path`.map is there until all is done. Goes on with
 * what is there already, when it was begun with so many bytes. FALSE when cancelled or when the file cannot be written; then it can be
 * gone on with. */
gboolean rc_rescue_copy (const RcRescueFrom *from, const char *path, RcRescueState *state, GArray *bad, RcRescueProgress progress,
                         gpointer user_data, GCancellable *cancellable, GError **error);

/* Bytes that could not be read, in `bad`. */
typedef struct
{
  gint64 offset;
  gint64 length;
} RcRescueGap;

/* What a disc in a drive is known by while it is read: its size and its first sectors. In hexadecimal; NULL when they cannot be read. */
char *rc_rescue_identify (const RcRescueFrom *from);

G_END_DECLS
