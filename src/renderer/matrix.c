/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a page lies that is scaled and turned. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/matrix.h"

#include <glib/gi18n.h>
#include <math.h>

void
rc_matrix_init (cairo_matrix_t *matrix, double width, double height, double scale, int turns)
{
  switch (turns)
    {
    case 1:
      cairo_matrix_init (matrix, 0, scale, -scale, 0, height * scale, 0);
      break;
    case 2:
      cairo_matrix_init (matrix, -scale, 0, 0, -scale, width * scale, height * scale);
      break;
    case 3:
      cairo_matrix_init (matrix, 0, -scale, scale, 0, 0, width * scale);
      break;
    default:
      cairo_matrix_init_scale (matrix, scale, scale);
    }
}

static gboolean
is_sane (const RcRendererRequest *request)
{
  return isfinite (request->x) && request->x > 0 && request->b >= 0 && request->b <= 3 && request->area[2] > 0 &&
         request->area[3] > 0;
}

cairo_t *
rc_matrix_begin (const RcRendererRequest *request, RcAnswer *answer)
{
  cairo_surface_t *surface;
  cairo_t *cr;

  if (!is_sane (request))
    {
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, N_("the scale or the area is not possible"));
      return NULL;
    }
  surface = rc_answer_make_surface (answer, request->area[2], request->area[3]);
  if (!surface)
    return NULL;
  cr = cairo_create (surface);
  cairo_surface_destroy (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, -request->area[0], -request->area[1]);
  return cr;
}

gboolean
rc_matrix_end (cairo_t *cr)
{
  cairo_surface_t *surface = cairo_get_target (cr);
  gboolean drawn;

  cairo_surface_flush (surface);
  /* The state of cr turns bad on many a broken page of which the rest was drawn well. */
  drawn = cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  return drawn;
}
