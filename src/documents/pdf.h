/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An open PDF: pages as pixels and text, all of it made by the sandboxed renderer. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RC_DOCUMENTS_ERROR (rc_documents_error_quark ())
GQuark rc_documents_error_quark (void);
typedef enum
{
  RC_DOCUMENTS_ERROR_DAMAGED,   /* no PDF, or one that cannot be shown */
  RC_DOCUMENTS_ERROR_ENCRYPTED, /* wants a password */
  RC_DOCUMENTS_ERROR_TOO_LARGE,
  RC_DOCUMENTS_ERROR_MISSING, /* its file is not in the store */
} RcDocumentsError;

#define RC_PDF_MAX_PAGES 10000

#define RC_TYPE_PDF (rc_pdf_get_type ())
G_DECLARE_FINAL_TYPE (RcPdf, rc_pdf, RC, PDF, GObject)

/* Pixels of one page: premultiplied ARGB32 in native order (as GDK_MEMORY_DEFAULT), stride = 4 * width. */
typedef struct
{
  int width;
  int height;
  GBytes *bytes; /* (owned) */
} RcPixels;
void rc_pixels_free (RcPixels *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPixels, rc_pixels_free)

typedef struct
{
  double x1, y1, x2, y2; /* points from the top left of the page */
} RcBox;

typedef struct
{
  int depth; /* from 0 */
  int page;  /* from 0; -1: leads nowhere in this document */
  char *title; /* (owned) */
} RcOutlineItem;

/* A place on a page that leads to another page of the same document. Links to anywhere else are never told. */
typedef struct
{
  RcBox box;
  int page; /* from 0 */
} RcPdfLink;

/* One place where a text was found. */
typedef struct
{
  int page;      /* from 0 */
  char *snippet; /* (owned) what stands around it, in one line */
  guint start, end; /* bytes of the hit in the snippet */
  GArray *boxes; /* (owned) RcBox on the page */
} RcPdfHit;
void rc_pdf_hit_free (RcPdfHit *self);

/* Plain calls: block, for workers and the admin program. `path` is a regular file. The renderer is started again by itself
 * when it dies, three times a document. Cancelling takes effect before the renderer is asked or after it has answered: to
 * end a renderer for one page that nobody wants any more would cost the document another start. */
RcPdf *rc_pdf_open (const char *path, GCancellable *cancellable, GError **error);
int rc_pdf_get_n_pages (RcPdf *self);
/* Borrowed; NULL when the file has none. */
const char *rc_pdf_get_title (RcPdf *self);
/* A document that stopped the renderer several times is given up; after this it is tried as at first. For a person's "Try again". */
void rc_pdf_try_again (RcPdf *self);
gboolean rc_pdf_page_size (RcPdf *self, int page, double *width, double *height, GCancellable *cancellable, GError **error);
/* scale 1: one pixel a point. A page larger than 32 Mpixel is scaled down to it. */
RcPixels *rc_pdf_render (RcPdf *self, int page, double scale, GCancellable *cancellable, GError **error);
/* Valid UTF-8 without control characters but newlines; "" for a scanned page. */
char *rc_pdf_text (RcPdf *self, int page, GCancellable *cancellable, GError **error);
/* RcOutlineItem, in order; empty when there is none. */
GPtrArray *rc_pdf_outline (RcPdf *self, GCancellable *cancellable, GError **error);
/* RcPdfLink. */
GArray *rc_pdf_links (RcPdf *self, int page, GCancellable *cancellable, GError **error);
/* Every place on this page where the text stands, case and accents and line ends aside: RcPdfHit. */
GPtrArray *rc_pdf_find (RcPdf *self, int page, const char *text, GCancellable *cancellable, GError **error);

/* The same for screens: run on the document's own thread, in order of priority (lower first, as G_PRIORITY_*). */
void rc_pdf_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void rc_pdf_open_fd_async (int fd, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Of both. */
RcPdf *rc_pdf_open_finish (GAsyncResult *result, GError **error);
void rc_pdf_page_size_async (RcPdf *self, int page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean rc_pdf_page_size_finish (RcPdf *self, GAsyncResult *result, double *width, double *height, GError **error);
void rc_pdf_render_async (RcPdf *self, int page, double scale, int priority, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcPixels *rc_pdf_render_finish (RcPdf *self, GAsyncResult *result, GError **error);
void rc_pdf_text_async (RcPdf *self, int page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *rc_pdf_text_finish (RcPdf *self, GAsyncResult *result, GError **error);
void rc_pdf_outline_async (RcPdf *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rc_pdf_outline_finish (RcPdf *self, GAsyncResult *result, GError **error);
void rc_pdf_find_async (RcPdf *self, int page, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rc_pdf_find_finish (RcPdf *self, GAsyncResult *result, GError **error);

G_END_DECLS
