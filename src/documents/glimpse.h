/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be seen of any file at a glance: the one door for previews. Whatever the file is and does, it is opened in a sandbox of its own,
 * which ends with the call, and the answer is bounded.
 *
 *   rc_glimpse_load_async (fd, 1024, self->cancellable, glimpse_cb, g_object_ref (self));
 *   …
 *   g_autoptr (RcGlimpse) glimpse = rc_glimpse_load_finish (result, &error);
 *
 * then show `text` where it is not NULL, else `pixels`; with an error of RC_DOCUMENTS_ERROR its message. To read the whole file open it
 * with rc_pdf_open_fd_async and give it to the reader, which needs to know no more: pages are had for all of them, and for those that are
 * rc_pdf_is_flowing rc_reading_blocks gives their text as it was written. */
#pragma once

#include "documents/pdf.h"

G_BEGIN_DECLS

typedef struct
{
  int n_pages;
  char *title;      /* (owned) (nullable) what the file says */
  char *text;       /* (owned) (nullable) of a text: how it begins, paragraphs with an empty line between */
  GPtrArray *leads; /* (owned) (nullable) RcLead, of a text: what it leads to */
  RcPixels *pixels; /* (owned) (nullable) else: the picture, or the first page */
} RcGlimpse;
void rc_glimpse_free (RcGlimpse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcGlimpse, rc_glimpse_free)

/* `fd` (kept by the caller) is a regular file open for reading only. The longer side of a picture has at most `max_side` pixels. */
RcGlimpse *rc_glimpse_load (int fd, int max_side, GCancellable *cancellable, GError **error);

/* Takes fd. */
void rc_glimpse_load_async (int fd, int max_side, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcGlimpse *rc_glimpse_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
