/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An open document: pages as pixels and text, all of it made by the sandboxed renderer. A PDF; or a picture, which is one page (a TIFF of
 * several has as many); or plain text, HTML and what word processors write, laid out on pages of A4. What it is, its first bytes
 * tell, and never its name: whoever opens a file need not know. */
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

#define RC_PDF_MAX_PAGES 1000000
#define RC_PDF_MAX_PIXELS (32 << 20) /* of one answer */

#define RC_TYPE_PDF (rc_pdf_get_type ())
G_DECLARE_FINAL_TYPE (RcPdf, rc_pdf, RC, PDF, GObject)

/* Pixels of one page or a part of it: premultiplied ARGB32 in native order (as GDK_MEMORY_DEFAULT), stride = 4 * width. The
 * bytes may lie in memory shared with the renderer, which draws into it again once they are freed: to be shown, or copied,
 * and not kept for longer than that. */
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
  double width, height; /* points */
} RcPdfSize;

typedef struct
{
  int x, y, width, height; /* pixels from the top left of a page that is scaled and turned */
} RcPdfArea;

/* What is told of all pages at once, so that a document can be laid out. */
typedef struct
{
  int n_pages;
  RcPdfSize *sizes; /* (owned) 0: that page cannot be read */
  char **labels;    /* (owned) what the document calls each page ("iv"); NULL: its number */
  gboolean right_to_left; /* the pages are turned as in an Arabic book */
} RcPdfPages;
void rc_pdf_pages_free (RcPdfPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPdfPages, rc_pdf_pages_free)

typedef enum
{
  RC_PDF_MAY_PRINT = 1 << 0,
  RC_PDF_MAY_COPY = 1 << 1,
} RcPdfPermissions;

typedef enum
{
  RC_TEXT_BOLD = 1 << 0,
  RC_TEXT_ITALIC = 1 << 1,
  RC_TEXT_FIXED = 1 << 2, /* all letters of one width */
} RcTextFlags;

typedef struct
{
  float x1, y1, x2, y2; /* points from the top left of the page */
} RcTextBox;

/* Characters of the text that are set alike. */
typedef struct
{
  guint start, end; /* characters, the end excluded */
  float size;       /* points */
  guint flags;      /* RcTextFlags */
} RcTextRun;

/* All that a page says, and where. */
typedef struct
{
  char *text; /* (owned) valid UTF-8 without control characters but newlines; "" for a scanned page */
  guint n_characters;
  RcTextBox *boxes; /* (owned) one a character; empty at line ends and where none is known */
  RcTextRun *runs;  /* (owned) in order; a character may be in none */
  guint n_runs;
  char *label; /* (owned) (nullable) what the document calls the page, where that is not its number */
} RcTextLayer;
void rc_text_layer_free (RcTextLayer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcTextLayer, rc_text_layer_free)

typedef struct
{
  int depth; /* from 0 */
  int page;  /* from 0; -1: leads nowhere in this document */
  double y;  /* points from the top of that page */
  char *title; /* (owned) */
} RcOutlineItem;

/* What a web page says lies beside it. */
typedef struct
{
  char *address; /* (owned) as it stands there */
  char *words;   /* (owned) "" where there are none */
} RcLead;

/* A place on a page that leads to another page of the same document. Links to anywhere else are never told. */
typedef struct
{
  RcBox box;
  int page; /* from 0 */
  double y; /* points from the top of that page */
} RcPdfLink;

/* Plain calls: block, for workers and the admin program. `path` is a regular file. The renderer is started again by itself
 * when it dies, three times a document. Cancelling takes effect before the renderer is asked, and while it works once it has
 * taken longer than another one would take to be started: then it is ended, and the next question starts that other one. */
RcPdf *rc_pdf_open (const char *path, GCancellable *cancellable, GError **error);
/* For one that said RC_DOCUMENTS_ERROR_ENCRYPTED; says so again when the password is another. */
RcPdf *rc_pdf_open_with_password (const char *path, const char *password, GCancellable *cancellable, GError **error);
int rc_pdf_get_n_pages (RcPdf *self);
/* Borrowed; NULL when the file has none. */
const char *rc_pdf_get_title (RcPdf *self);
/* What the author allows: RcPdfPermissions. */
guint rc_pdf_get_permissions (RcPdf *self);
/* It is text that was only laid out on pages, for want of its own: to be read as rc_reading_blocks gives it. */
gboolean rc_pdf_is_flowing (RcPdf *self);
/* Its file is not whole, a download that broke off, say: there are those of its pages that could be found. */
gboolean rc_pdf_is_damaged (RcPdf *self);
/* Of the first page, known at once: a good guess for all the others. */
RcPdfSize rc_pdf_get_first_size (RcPdf *self);
/* Pixels of a whole page of this size so scaled and turned; each side is 1 at least. `turns` are quarters to the right. */
void rc_pdf_scale_size (RcPdfSize size, double scale, int turns, int *width, int *height);
/* A document that stopped the renderer several times is given up; after this it is tried as at first. For a person's "Try again". */
void rc_pdf_try_again (RcPdf *self);
gboolean rc_pdf_page_size (RcPdf *self, int page, double *width, double *height, GCancellable *cancellable, GError **error);
/* scale 1: one pixel a point. A page larger than 32 Mpixel is scaled down to it. */
RcPixels *rc_pdf_render (RcPdf *self, int page, double scale, GCancellable *cancellable, GError **error);
/* `runs`: also how it is set, for which the page is gone through once more. */
RcTextLayer *rc_pdf_text_layer (RcPdf *self, int page, gboolean runs, GCancellable *cancellable, GError **error);
/* RcOutlineItem, in order; empty when there is none. */
GPtrArray *rc_pdf_outline (RcPdf *self, GCancellable *cancellable, GError **error);
/* RcLead, of one that is rc_pdf_is_flowing: in order, and none that leads away from where the file is. */
GPtrArray *rc_pdf_leads (RcPdf *self, GCancellable *cancellable, GError **error);

/* For screens: run on the document's own thread, in order of priority (lower first, as G_PRIORITY_*). */
void rc_pdf_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Has a renderer wait for the next document that is opened on behalf of this object (the catalogue, say), for as long as it
 * lives. To be called early, and again as often as one likes. Main thread. */
void rc_pdf_stand_ready (GObject *owner);
/* Takes fd. `password` may be NULL, and `owner`, which is an object as above. */
void rc_pdf_open_fd_async (int fd,
                           const char *password,
                           gpointer owner,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* Of both. */
RcPdf *rc_pdf_open_finish (GAsyncResult *result, GError **error);
void rc_pdf_render_async (RcPdf *self, int page, double scale, int priority, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcPixels *rc_pdf_render_finish (RcPdf *self, GAsyncResult *result, GError **error);
/* A part of the page, of 32 Mpixel at most; what lies outside of the page is white. Many parts of one page at one scale, one
 * after the other, cost little more than the whole. */
void rc_pdf_render_area_async (RcPdf *self,
                               int page,
                               double scale,
                               int turns,
                               const RcPdfArea *area,
                               int priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
RcPixels *rc_pdf_render_area_finish (RcPdf *self, GAsyncResult *result, GError **error);
void rc_pdf_pages_async (RcPdf *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcPdfPages *rc_pdf_pages_finish (RcPdf *self, GAsyncResult *result, GError **error);
/* Without runs. */
void rc_pdf_text_layer_async (RcPdf *self, int page, int priority, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcTextLayer *rc_pdf_text_layer_finish (RcPdf *self, GAsyncResult *result, GError **error);
/* RcPdfLink. */
void rc_pdf_links_async (RcPdf *self, int page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GArray *rc_pdf_links_finish (RcPdf *self, GAsyncResult *result, GError **error);
void rc_pdf_outline_async (RcPdf *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rc_pdf_outline_finish (RcPdf *self, GAsyncResult *result, GError **error);

G_END_DECLS
