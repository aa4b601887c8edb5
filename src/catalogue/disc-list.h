/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a disc lists: ids in their order first, rows only for what is on the screen. */
#pragma once

#include "catalogue/discs.h"

G_BEGIN_DECLS

/* What people call different things; the order is that of a list by type. */
typedef enum
{
  RC_FILE_CLASS_ANY,
  RC_FILE_CLASS_PICTURE,
  RC_FILE_CLASS_TEXT,
  RC_FILE_CLASS_PDF,
  RC_FILE_CLASS_SOUND, /* and video */
  RC_FILE_CLASS_PROGRAM,
  RC_FILE_CLASS_OTHER,
} RcFileClass;
#define RC_N_FILE_CLASSES (RC_FILE_CLASS_OTHER + 1)
RcFileClass rc_file_class_of (const char *media_type);

typedef enum
{
  RC_FILE_ORDER_NAME,
  RC_FILE_ORDER_TYPE,
  RC_FILE_ORDER_SIZE,
} RcFileOrder;
#define RC_N_FILE_ORDERS (RC_FILE_ORDER_SIZE + 1)

/* Adds to `ids` (gint64) what is in a folder (0: the top), folders first: all of it, or the `most` first ones. By name, forwards, the first
 * ones cost nothing, however many there are. */
gboolean rc_disc_list_folder (
    RcDatabase *db, gint64 disc, gint64 folder, RcFileOrder order, gboolean backwards, guint most, GArray *ids, GError **error);
/* How many folders and files are in a folder itself. */
gboolean rc_disc_list_count (RcDatabase *db, gint64 disc, gint64 folder, guint *n_folders, guint *n_files, GError **error);

/* Adds to `ids` the pictures of a folder itself that can be shown, by name. */
gboolean rc_disc_list_pictures (RcDatabase *db, gint64 disc, gint64 folder, GArray *ids, GError **error);

/* Paths (char *) of the programs of a disc, those next to its top first, at most `most`. */
GPtrArray *rc_disc_list_programs (RcDatabase *db, gint64 disc, guint most, GError **error);

/* The files of a disc with this name, however its letters are written ("%" stands for any): RcFileRow, by path, at most `most`. */
GPtrArray *rc_disc_list_named (RcDatabase *db, gint64 disc, const char *name, guint most, GError **error);

typedef struct
{
  RcFileRow *file; /* (owned) */
  guint n_files;   /* of a folder: below it, at any depth */
} RcListedFile;
void rc_listed_file_free (RcListedFile *self);
/* RcListedFile; NULL at the place of one that is gone. */
GPtrArray *rc_disc_list_load (RcDatabase *db, const gint64 *ids, guint n_ids, GError **error);

/* The names of all files of a disc in memory, folded, to be searched at every key that is typed. Never changes. */
typedef struct _RcFileNames RcFileNames;
RcFileNames *rc_file_names_load (RcDatabase *db, gint64 disc, GCancellable *cancellable, GError **error);
RcFileNames *rc_file_names_ref (RcFileNames *self);
void rc_file_names_unref (RcFileNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFileNames, rc_file_names_unref)

typedef struct
{
  const char *text;   /* all words of it stand in the path, in whatever script; "" is no condition */
  const char *folder; /* below this one; "": on the whole disc */
  RcFileClass class;
  RcFileOrder order;
  gboolean backwards;
} RcDiscQuery;
/* Adds the ids (gint64) of what is wanted to `ids`. FALSE only when cancelled. */
gboolean rc_file_names_find (const RcFileNames *self, const RcDiscQuery *query, GArray *ids, guint *n_folders, GCancellable *cancellable, GError **error);

G_END_DECLS
