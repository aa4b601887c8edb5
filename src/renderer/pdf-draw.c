/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of a PDF as pixels, whole or in pieces. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "renderer/matrix.h"
#include "renderer/pdf.h"

/* Pictures in it are scaled down to the scale it is made for, so it is good for that one alone. */
static cairo_surface_t *
record (RcPdfWork *self, PopplerPage *page, double width, double height, const RcRendererRequest *request)
{
  const cairo_rectangle_t extents = { 0, 0, ceil (width * request->x), ceil (height * request->x) };
  cairo_t *cr;

  if (self->recording && self->recorded_page == request->a && self->recorded_scale == request->x)
    return self->recording;
  g_clear_pointer (&self->recording, cairo_surface_destroy);
  self->recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  self->recorded_page = request->a;
  self->recorded_scale = request->x;
  cr = cairo_create (self->recording);
  cairo_scale (cr, request->x, request->x);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  return self->recording;
}

/* Whether most of the page is left out: the rest of it will be asked for soon. */
static gboolean
is_piece (double width, double height, const RcRendererRequest *request)
{
  return (double) request->area[2] * request->area[3] < 0.6 * width * height * request->x * request->x;
}

static void
draw (RcPdfWork *self, PopplerPage *page, double width, double height, const RcRendererRequest *request, cairo_t *cr)
{
  cairo_matrix_t matrix;

  if (is_piece (width, height, request))
    {
      /* The recording is scaled already. */
      rc_matrix_init (&matrix, width * request->x, height * request->x, 1, (int) request->b);
      cairo_transform (cr, &matrix);
      cairo_set_source_surface (cr, record (self, page, width, height, request), 0, 0);
      cairo_paint (cr);
      return;
    }
  rc_matrix_init (&matrix, width, height, request->x, (int) request->b);
  cairo_transform (cr, &matrix);
  poppler_page_render (page, cr);
}

void
rc_pdf_work_render (RcPdfWork *self,
                    PopplerPage *page,
                    double width,
                    double height,
                    const RcRendererRequest *request,
                    RcAnswer *answer)
{
  cairo_t *cr = rc_matrix_begin (request, answer);

  if (!cr)
    return;
  draw (self, page, width, height, request, cr);
  if (!rc_matrix_end (cr))
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, N_("the page could not be drawn"));
}
