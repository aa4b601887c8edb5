/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page of a document as a small picture. Pixels are kept as three bytes, each less what its neighbours let expect, and
 * deflated: what reads them is ours and short, whatever the document was. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/cover.h"

#include <math.h>

#include "catalogue/packing.h"

#define N_COLOURS 3
/* Drawn so much larger first: Poppler's own small letters are hairlines. */
#define OVERSIZE 2

/* What is expected from the bytes to the left, above, and above the left one. */
static guint8
expect (const guint8 *bytes, gsize stride, int x, int y)
{
  guint8 left = x >= N_COLOURS ? bytes[-N_COLOURS] : 0;
  guint8 above = y > 0 ? *(bytes - stride) : 0;

  return x < N_COLOURS ? above : y == 0 ? left : (guint8) (left + above - *(bytes - stride - N_COLOURS));
}

static RcCoverPicture *
pack (const guint8 *pixels, int width, int height)
{
  gsize stride = (gsize) width * N_COLOURS;
  g_autofree guint8 *rest = g_malloc (stride * (gsize) height);
  RcCoverPicture *self = g_new (RcCoverPicture, 1);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < (int) stride; x++)
      {
        const guint8 *at = pixels + (gsize) y * stride + x;

        rest[(gsize) y * stride + (gsize) x] = (guint8) (*at - expect (at, stride, x, y));
      }
  *self = (RcCoverPicture){ width, height, rc_bytes_deflate (rest, stride * (gsize) height) };
  return self;
}

/* The mean of `by` × `by` pixels, of `step` bytes each, is one of three. */
static guint8 *
shrink (const guint8 *pixels, gsize stride, gsize step, int by, int width, int height)
{
  guint8 *small = g_malloc ((gsize) width * (gsize) height * N_COLOURS), *to = small;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int colour = 0; colour < N_COLOURS; colour++)
        {
          int sum = 0;

          for (int i = 0; i < by * by; i++)
            sum += pixels[(gsize) (y * by + i / by) * stride + (gsize) (x * by + i % by) * step + (gsize) colour];
          *to++ = (guint8) ((sum + by * by / 2) / (by * by));
        }
  return small;
}

gboolean
rc_cover_draw (RcPdf *pdf, RcCoverPicture **large, RcCoverPicture **small, GCancellable *cancellable, GError **error)
{
  RcPdfSize size = rc_pdf_get_first_size (pdf);
  double scale = MIN (RC_COVER_MAX_WIDTH / size.width, RC_COVER_MAX_HEIGHT / size.height) * OVERSIZE;
  g_autoptr (RcPixels) page = NULL;
  g_autofree guint8 *pixels = NULL, *half = NULL;
  int width, height;

  g_return_val_if_fail (RC_IS_PDF (pdf), FALSE);

  page = rc_pdf_render (pdf, 0, scale, cancellable, error);
  if (page == NULL)
    return FALSE;
  width = CLAMP (page->width / OVERSIZE, 0, RC_COVER_MAX_WIDTH);
  height = CLAMP (page->height / OVERSIZE, 0, RC_COVER_MAX_HEIGHT);
  if (width < 2 || height < 2)
    {
      g_set_error_literal (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED, "the first page is a line");
      return FALSE;
    }
  pixels = shrink (g_bytes_get_data (page->bytes, NULL), (gsize) page->width * 4, 4, OVERSIZE, width, height);
  half = shrink (pixels, (gsize) width * N_COLOURS, N_COLOURS, 2, width / 2, height / 2);
  *large = pack (pixels, width, height);
  *small = pack (half, width / 2, height / 2);
  return TRUE;
}

GBytes *
rc_cover_picture_unpack (const RcCoverPicture *self)
{
  gsize stride = (gsize) self->width * N_COLOURS, size;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree guint8 *pixels = NULL;
  guint8 *out, *to;

  if (self->width < 1 || self->height < 1 || self->width > RC_COVER_MAX_WIDTH || self->height > RC_COVER_MAX_HEIGHT)
    return NULL;
  bytes = rc_bytes_inflate (g_bytes_get_data (self->packed, NULL), g_bytes_get_size (self->packed), stride * (gsize) self->height, NULL);
  if (bytes == NULL || g_bytes_get_size (bytes) != stride * (gsize) self->height)
    return NULL;
  pixels = g_bytes_unref_to_data (g_steal_pointer (&bytes), &size);
  to = out = g_malloc ((gsize) self->width * 4 * (gsize) self->height);
  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < (int) stride; x++)
      {
        guint8 *at = pixels + (gsize) y * stride + x;

        *at = (guint8) (*at + expect (at, stride, x, y));
        *to++ = *at;
        if (x % N_COLOURS == N_COLOURS - 1)
          *to++ = 0xff;
      }
  return g_bytes_new_take (out, (gsize) self->width * 4 * (gsize) self->height);
}
