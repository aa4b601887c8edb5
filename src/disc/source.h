/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a disc's entries and bytes come from: a folder or an image. Names are the bytes on the disc. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  RC_DISC_ITEM_FILE,
  RC_DISC_ITEM_FOLDER,
  RC_DISC_ITEM_OTHER,   /* a link, a device */
  RC_DISC_ITEM_PROBLEM, /* path is a message */
} RcDiscItemKind;

typedef struct
{
  RcDiscItemKind kind;
  char *path; /* (owned) raw */
  gint64 size;
  gint64 mtime;
  GBytes *head; /* (owned) (nullable) first bytes of a file */
} RcDiscItem;
RcDiscItem *rc_disc_item_new (RcDiscItemKind kind, const char *path);
void rc_disc_item_free (RcDiscItem *self);

typedef struct _RcDiscSource RcDiscSource;

/* The functions of one kind of source. Errors are of RC_DISC_ERROR. */
typedef struct
{
  /* RcDiscItem, in the order in which they are best read. */
  GPtrArray *(*list) (RcDiscSource *self, GCancellable *cancellable, GError **error);
  /* The same of an archive that is a file of it, by its raw path; their paths are those in the archive. At most so many. */
  GPtrArray *(*list_inside) (
      RcDiscSource *self, const char *raw_path, guint most, GCancellable *cancellable, GError **error);
  /* Less than `length` at the end of the file only. */
  GBytes *(*read) (
      RcDiscSource *self, const char *raw_path, gint64 offset, gsize length, GCancellable *cancellable, GError **error);
  void (*free) (RcDiscSource *self);
} RcDiscSourceFuncs;

/* First member of every source. */
struct _RcDiscSource
{
  const RcDiscSourceFuncs *funcs;
  char *volume;     /* (owned) (nullable) */
  char *facts;      /* (owned) (nullable) */
  char *image_path; /* (owned) (nullable) the file that has the bytes, where it is another one than was opened */
  gboolean no_image; /* a folder, or a sheet of sound alone */
  gint64 n_missing; /* bytes of the volume beyond the end of its image */
};

/* Takes fd, a folder. */
RcDiscSource *rc_disc_folder_new (int fd, const char *path);
/* Takes fd, an image or a drive, open for reading only. */
RcDiscSource *rc_disc_image_new (int fd, const char *path, GCancellable *cancellable, GError **error);
/* Takes fd, an archive: only what is in it is listed, under its name with '/' before it, and read, by paths that begin with '/'. */
RcDiscSource *rc_disc_archive_new (int fd, const char *path);
/* Whether this is the name of a sheet of tracks, which is no image itself. */
gboolean rc_disc_is_sheet (const char *path);
/* Takes fd, a sheet. */
RcDiscSource *rc_disc_sheet_new (int fd, const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
