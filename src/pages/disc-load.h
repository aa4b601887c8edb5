/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a disc asks the catalogue for. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/discs.h"
#include "catalogue/documents.h"
#include "documents/pdf.h"
#include "pages/disc-files.h"
#include "record/readable.h"

G_BEGIN_DECLS

/* What is shown of a disc at once, however much there is. */
typedef struct
{
  RcRecordDetails *details; /* (owned) (nullable) of the disc; only when it was asked for */
  char *folder;             /* (owned) whose content this is; "" for the top */
  gint64 folder_id;         /* 0 for the top */
  gint64 selected;          /* the file that was asked for; 0 */
  GArray *ids;              /* (owned) gint64: all, or the first ones */
  GPtrArray *first;         /* (owned) RcListedFile of the first ones */
  guint n_folders, n_files; /* that there are */
} RcDiscContent;
void rc_disc_content_free (RcDiscContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDiscContent, rc_disc_content_free)

/* `path`: a folder, or a file, whose folder is loaded then. With `about` what is known of the disc comes along. */
void rc_disc_content_load_async (RcCatalogue *catalogue, gint64 disc, const char *path, gboolean about, RcFileOrder order, gboolean backwards,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* What `query` finds. */
void rc_disc_content_search_async (RcCatalogue *catalogue, RcFileNames *names, const RcDiscQuery *query, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* Of both. */
RcDiscContent *rc_disc_content_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* All ids of a folder in their order, for a list that began with the first ones. */
void rc_disc_order_load_async (RcCatalogue *catalogue, gint64 disc, gint64 folder, RcFileOrder order, gboolean backwards,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GArray *rc_disc_order_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* RC_READABLE_NOT also for what is empty. */
RcReadable rc_file_row_get_readable (const RcFileRow *row);

/* The file as something to be opened, like a document of a record. */
RcDocument *rc_file_row_make_document (const RcFileRow *row);

typedef struct
{
  RcReadable readable;
  int fd;              /* (owned) open for reading, of what can be read; -1: none */
  gint64 document;     /* that it is; 0: none */
  GPtrArray *same;     /* (owned) RcSameFile: where it lies as well */
  GError *problem;     /* (owned) (nullable) why it cannot be shown */
} RcFilePreview;

typedef struct
{
  gint64 disc;
  char *title; /* (owned) of the disc */
  char *path;  /* (owned) */
} RcSameFile;
void rc_file_preview_free (RcFilePreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFilePreview, rc_file_preview_free)

void rc_file_preview_load_async (RcCatalogue *catalogue, const RcFileRow *row, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcFilePreview *rc_file_preview_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

G_END_DECLS
