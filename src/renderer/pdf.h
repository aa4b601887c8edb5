/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An open PDF in the renderer, and what each file of it answers. */
#pragma once

#include <poppler.h>

#include "renderer/answer.h"

G_BEGIN_DECLS

typedef struct
{
  int fd;                    /* (owned) */
  PopplerDocument *document; /* (owned) (nullable) */
  int n_pages;               /* of it */
  gboolean damaged;          /* some of it is lost, and the rest is shown */

  /* A page of which pieces are asked for, drawn once and played back for each. */
  cairo_surface_t *recording; /* (owned) (nullable) */
  gint64 recorded_page;
  double recorded_scale;
} RcPdfWork;

/* (transfer full) (nullable) Takes the bytes of a file that Poppler does not open, or finds no pages in, and gives them with all written
 * behind them that it needs. NULL when there is no page in it, or it is encrypted. `whole`: nothing of it is known to be lost. */
GBytes *rc_pdf_work_mend (guint8 *bytes, gsize size, gboolean *whole);

/* Text of a PDF, made valid; at most so many bytes. */
void rc_pdf_work_append_text (RcAnswer *answer, const char *text, gsize most);

/* (transfer full) NULL when there is no such page, or none that can be shown. */
PopplerPage *rc_pdf_work_find_page (RcPdfWork *self, gint64 number, double *width, double *height);

/* Whether the pages are turned as in an Arabic book. */
gboolean rc_pdf_work_goes_right_to_left (RcPdfWork *self);

/* Letters of Hebrew, Arabic and their like. */
gboolean rc_pdf_work_is_right_to_left (gunichar c);

/* What people wrote on a page: each line begins with a newline, and each character has a box (from the top left, empty for newlines). */
typedef struct
{
  GString *text; /* (owned) */
  GArray *boxes; /* (owned) PopplerRectangle */
} RcPdfFilled;
/* What stands in `page_text` (nullable) already is left out of the notes. */
RcPdfFilled *rc_pdf_filled_new (PopplerPage *page, const char *page_text);
void rc_pdf_filled_free (RcPdfFilled *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPdfFilled, rc_pdf_filled_free)

/* (transfer full) (nullable) What the document calls the page, where that is not its number. */
char *rc_pdf_work_dup_label (PopplerPage *page, gint64 number);

/* Each is the answer to the verb of its name; width and height are those of the page, in points. */
void rc_pdf_work_render (RcPdfWork *self,
                         PopplerPage *page,
                         double width,
                         double height,
                         const RcRendererRequest *request,
                         RcAnswer *answer);
void rc_pdf_work_layer (PopplerPage *page, gint64 number, gboolean runs, RcAnswer *answer);
void rc_pdf_work_links (RcPdfWork *self, PopplerPage *page, double height, RcAnswer *answer);
void rc_pdf_work_outline (RcPdfWork *self, RcAnswer *answer);

G_END_DECLS
