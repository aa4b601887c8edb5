/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a disc asks the catalogue for. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/discs.h"
#include "documents/pdf.h"

G_BEGIN_DECLS

#define RC_DISC_LOAD_MAX_HITS 500 /* of a search within the disc */

/* A file or folder in a list. */
#define RC_TYPE_FILE_ITEM (rc_file_item_get_type ())
G_DECLARE_FINAL_TYPE (RcFileItem, rc_file_item, RC, FILE_ITEM, GObject)
const RcFileRow *rc_file_item_get_row (RcFileItem *self);
/* Files in a folder, at any depth. */
guint rc_file_item_get_n_files (RcFileItem *self);
/* By a search, among those of any folder; else it is listed where it lies. */
gboolean rc_file_item_is_found (RcFileItem *self);

typedef struct
{
  RcRecordDetails *details; /* (owned) (nullable) of the disc; only when it was asked for */
  RcDiscRow *disc;          /* (owned) (nullable) as details */
  char *folder;             /* (owned) whose content this is; "" for the top */
  RcFileItem *selected;     /* (owned) (nullable) the file that was asked for */
  GListStore *items;        /* (owned) RcFileItem */
  guint n_folders, n_files;
} RcDiscContent;
void rc_disc_content_free (RcDiscContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDiscContent, rc_disc_content_free)

/* `path`: a folder, or a file, whose folder is loaded then. With `about` what is known of the disc comes along. */
void rc_disc_content_load_async (RcCatalogue *catalogue, gint64 disc, const char *path, gboolean about, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
/* What has all words of `text` in its path, anywhere on the disc. */
void rc_disc_content_search_async (RcCatalogue *catalogue, gint64 disc, const char *text, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* Of both. */
RcDiscContent *rc_disc_content_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* What can be shown of a file without its program. */
typedef enum
{
  RC_FILE_SHOWN_NOT,
  RC_FILE_SHOWN_TEXT,
  RC_FILE_SHOWN_PICTURE,
  RC_FILE_SHOWN_PDF,
} RcFileShown;
RcFileShown rc_file_row_get_shown (const RcFileRow *row);

typedef struct
{
  RcFileShown shown;
  char *text;          /* (owned) (nullable) the beginning of a text */
  int fd;              /* (owned) open for reading, of a picture or PDF; -1: none */
  gint64 document;     /* of a PDF that can be read; 0: none */
} RcFilePreview;
void rc_file_preview_free (RcFilePreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFilePreview, rc_file_preview_free)

void rc_file_preview_load_async (RcCatalogue *catalogue, const RcFileRow *row, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcFilePreview *rc_file_preview_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

G_END_DECLS
