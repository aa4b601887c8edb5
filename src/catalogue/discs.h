/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Discs and the rows of their trees. A file's id is in the space of records. */
#pragma once

#include "catalogue/database.h"
#include "record/kind.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;     /* of the disc's record */
  char *title;   /* (owned) */
  char *shelfmark; /* (owned) (nullable) */
  char *sha256;  /* (owned) (nullable) of the image, where we hold it */
  char *volume;  /* (owned) (nullable) */
  char *names;   /* (owned) (nullable) the character set its names were taken to be in; NULL: Unicode, or nothing to choose */
  char *facts;   /* (owned) (nullable) lines "word TAB value", see disc/tree.h */
  guint64 n_files, n_folders, n_unreadable, bytes; /* without what is in archives */
} RcDiscRow;
void rc_disc_row_free (RcDiscRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDiscRow, rc_disc_row_free)

typedef struct
{
  gint64 id;
  gint64 disc;
  gint64 parent;    /* id of the folder it is in; 0: the disc's top */
  char *path;       /* (owned) */
  char *name;       /* (owned) last part of the path */
  gboolean folder;
  gint64 size_bytes;
  gint64 mtime;
  char *media_type; /* (owned) "folder" or a media type */
  char *raw_path;   /* (owned) (nullable) the bytes on the disc, where they are not those of path */
  char *sha256;     /* (owned) (nullable) of its content, in hexadecimal */
  char *details;    /* (owned) (nullable) for people: of sound and pictures */
  gboolean opened;  /* an archive: what is in it lies below its path, and is listed like a folder */
  gboolean inside;  /* in such an archive */
} RcFileRow;
void rc_file_row_free (RcFileRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFileRow, rc_file_row_free)

/* Beside a record of kind disc that is already put: id, sha256, volume, names, facts and n_unreadable of the row are used.
 * `tree_sha256` (nullable) is what the disc is known by without its image. */
gboolean rc_discs_put (RcDatabase *db, gint64 batch, const RcDiscRow *disc, const char *tree_sha256, GError **error);
/* The disc that has this image, or this tree (each nullable); 0: none, -1: error. */
gint64 rc_discs_find_known (RcDatabase *db, const char *image_sha256, const char *tree_sha256, GError **error);
/* Adds one file or folder: all but id and name are used. Returns its id, 0 on error. */
gint64 rc_discs_add_file (RcDatabase *db, gint64 batch, const RcFileRow *file, GError **error);

/* Another capture of the same file or folder: all but id, disc, path and name are used. */
gboolean rc_discs_change_file (RcDatabase *db, gint64 id, const RcFileRow *file, GError **error);
gboolean rc_discs_remove_file (RcDatabase *db, gint64 id, GError **error);

/* Once all of its files are added: what lists say of it, without counting each time. */
gboolean rc_discs_count_files (RcDatabase *db, gint64 disc, GError **error);

RcDiscRow *rc_discs_get (RcDatabase *db, gint64 id, GError **error);
GPtrArray *rc_discs_list (RcDatabase *db, GError **error);
/* What is in a folder ("" or NULL: the top): RcFileRow, folders first, by name. NOT_FOUND for no such folder. */
GPtrArray *rc_discs_list_folder (RcDatabase *db, gint64 disc, const char *path, GError **error);
/* The whole tree, by path. */
GPtrArray *rc_discs_list_all (RcDatabase *db, gint64 disc, GError **error);
RcFileRow *rc_discs_find_file (RcDatabase *db, gint64 disc, const char *path, GError **error);
/* Files and folders of the disc with these paths, whatever the case of Latin letters: in lower case to the path as it is. */
GHashTable *rc_discs_find_paths (RcDatabase *db, gint64 disc, GPtrArray *paths, GError **error);
RcFileRow *rc_discs_get_file (RcDatabase *db, gint64 id, GError **error);
/* The same content elsewhere, on this disc or others that are in the catalogue: RcFileRow, by disc and path, at most `most`. Empty for
 * what has no content, and for what nobody has read. */
GPtrArray *rc_discs_list_same (RcDatabase *db, gint64 id, guint most, GError **error);

G_END_DECLS
