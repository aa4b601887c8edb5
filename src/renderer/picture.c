/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The renderer's work on pictures: GdkPixbuf and its loaders. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <unistd.h>

#include "renderer/work.h"

#define MAX_FILE (64u << 20)
#define MAX_SIDE 4096
#define MAX_SOURCE_SIDE 30000

/* Formats worth showing; the loaders of others are never loaded, and cannot be any more after the lock. */
static const char *const formats[] = { "png", "jpeg", "gif", "bmp", "tiff", "svg", "webp" };

typedef struct
{
  int fd;
} Picture;

typedef struct
{
  int max_side;
  gboolean too_large;
} Target;

static void
warm_up (void)
{
  rc_work_pdf.warm_up (); /* SVG has text */
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_type (formats[i], NULL);

      if (!loader)
        continue;
      gdk_pixbuf_loader_close (loader, NULL);
      g_object_unref (loader);
    }
}

static gpointer
start (int fd)
{
  Picture *self = g_new0 (Picture, 1);

  self->fd = fd;
  return self;
}

/* Decoders that can (JPEG, SVG) draw at the size we want; the others are scaled down afterwards. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Target *target = user_data;
  double scale = MIN (1.0, target->max_side / (double) MAX (width, height));

  target->too_large = width > MAX_SOURCE_SIDE || height > MAX_SOURCE_SIDE;
  gdk_pixbuf_loader_set_size (loader, target->too_large ? 1 : MAX (1, (int) (width * scale)),
                              target->too_large ? 1 : MAX (1, (int) (height * scale)));
}

static gboolean
feed (int fd, GdkPixbufLoader *loader, Target *target, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (65536);
  gint64 offset = 0;
  gssize got;

  while ((got = pread (fd, buffer, 65536, offset)) > 0)
    {
      offset += got;
      if (target->too_large || offset > MAX_FILE)
        {
          g_set_error_literal (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_FAILED, "the picture is too large");
          return FALSE;
        }
      if (!gdk_pixbuf_loader_write (loader, buffer, got, error))
        return FALSE;
    }
  return TRUE;
}

/* RGB or RGBA to premultiplied ARGB32. */
static void
convert (GdkPixbuf *pixbuf, guint32 *pixels)
{
  const int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  const int stride = gdk_pixbuf_get_rowstride (pixbuf), channels = gdk_pixbuf_get_n_channels (pixbuf);
  const guint8 *rows = gdk_pixbuf_read_pixels (pixbuf);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *p = rows + (gsize) y * stride + (gsize) x * channels;
        guint32 alpha = channels == 4 ? p[3] : 255;

        *pixels++ = alpha << 24 | (p[0] * alpha + 127) / 255 << 16 | (p[1] * alpha + 127) / 255 << 8 |
                    (p[2] * alpha + 127) / 255;
      }
}

static GdkPixbuf *
upright_and_bounded (GdkPixbuf *decoded, int max_side)
{
  g_autoptr (GdkPixbuf) upright = gdk_pixbuf_apply_embedded_orientation (decoded);
  int width = gdk_pixbuf_get_width (upright), height = gdk_pixbuf_get_height (upright);
  double scale = max_side / (double) MAX (width, height);

  if (scale >= 1)
    return g_steal_pointer (&upright);
  return gdk_pixbuf_scale_simple (upright, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)),
                                  GDK_INTERP_BILINEAR);
}

static void
answer_request (gpointer state, const RcRendererRequest *request, RcAnswer *answer)
{
  Picture *self = state;
  Target target = { .max_side = (int) CLAMP (request->a, 1, MAX_SIDE) };
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  GdkPixbuf *decoded;
  gboolean fed;

  if (request->verb != RC_RENDERER_PICTURE)
    {
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "no such verb");
      return;
    }
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &target);
  fed = feed (self->fd, loader, &target, &error);
  /* A picture that breaks off is shown as far as it goes. */
  gdk_pixbuf_loader_close (loader, fed ? &error : NULL);
  decoded = gdk_pixbuf_loader_get_pixbuf (loader);
  pixbuf = decoded && !target.too_large ? upright_and_bounded (decoded, target.max_side) : NULL;
  if (!pixbuf)
    {
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", error ? error->message : "the picture cannot be shown");
      return;
    }
  surface = rc_answer_make_surface (answer, gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf));
  if (!surface)
    return;
  convert (pixbuf, (guint32 *) (void *) cairo_image_surface_get_data (surface));
  cairo_surface_destroy (surface);
  answer->reply.a = gdk_pixbuf_get_width (pixbuf);
  answer->reply.b = gdk_pixbuf_get_height (pixbuf);
}

const RcWork rc_work_picture = { warm_up, start, answer_request };
