/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a page lies that is scaled and turned. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/matrix.h"

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

gboolean
rc_matrix_request_is_sane (const RcRendererRequest *request)
{
  return isfinite (request->x) && request->x > 0 && request->b >= 0 && request->b <= 3 && request->area[2] > 0 &&
         request->area[3] > 0;
}
