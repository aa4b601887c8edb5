/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drawing of the resources, made anew at each size that it is shown at. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/drawing.h"

#include <math.h>

struct _RcDrawing
{
  GObject parent_instance;

  char *path; /* (owned) */
  int width, height;
  GdkTexture *texture; /* (owned) (nullable) of the size that was shown last */
};

static guint32
blend (guint32 value, guint32 alpha)
{
  return (value * alpha + 127) / 255;
}

/* In the format of the renderer, which would convert any other at every frame. */
static GdkTexture *
make_texture (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf), n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  guint32 *pixels = g_new (guint32, (gsize) width * (gsize) height), *to = pixels;
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, sizeof (guint32) * (gsize) width * (gsize) height);

  for (int y = 0; y < height; y++)
    {
      const guint8 *from = gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf);

      for (int x = 0; x < width; x++, from += n_channels)
        {
          guint32 alpha = n_channels == 4 ? from[3] : 255;

          if (alpha == 255)
            *to++ = 0xff000000u | (guint32) from[0] << 16 | (guint32) from[1] << 8 | from[2];
          else
            *to++ = alpha << 24 | blend (from[0], alpha) << 16 | blend (from[1], alpha) << 8 | blend (from[2], alpha);
        }
    }
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, sizeof (guint32) * (gsize) width);
}

static void
load (RcDrawing *self, int width, int height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (self->texture != NULL && gdk_texture_get_width (self->texture) == width && gdk_texture_get_height (self->texture) == height)
    return;
  pixbuf = gdk_pixbuf_new_from_resource_at_scale (self->path, width, height, FALSE, &error);
  g_clear_object (&self->texture);
  if (pixbuf == NULL)
    g_message ("%s", error->message);
  else
    self->texture = make_texture (pixbuf);
}

static void
snapshot (GdkPaintable *paintable, GdkSnapshot *gdk_snapshot, double width, double height)
{
  RcDrawing *self = RC_DRAWING (paintable);
  int scale = rc_drawing_get_scale ();

  if (width <= 0 || height <= 0)
    return;
  load (self, (int) ceil (width * scale), (int) ceil (height * scale));
  if (self->texture != NULL)
    gtk_snapshot_append_texture (gdk_snapshot, self->texture, &GRAPHENE_RECT_INIT (0, 0, width, height));
}

static GdkPaintableFlags
get_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE | GDK_PAINTABLE_STATIC_CONTENTS;
}

static int
get_intrinsic_width (GdkPaintable *paintable)
{
  return RC_DRAWING (paintable)->width;
}

static int
get_intrinsic_height (GdkPaintable *paintable)
{
  return RC_DRAWING (paintable)->height;
}

static void
paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = snapshot;
  iface->get_flags = get_flags;
  iface->get_intrinsic_width = get_intrinsic_width;
  iface->get_intrinsic_height = get_intrinsic_height;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RcDrawing, rc_drawing, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_init))

static void
rc_drawing_finalize (GObject *object)
{
  RcDrawing *self = RC_DRAWING (object);

  g_free (self->path);
  g_clear_object (&self->texture);
  G_OBJECT_CLASS (rc_drawing_parent_class)->finalize (object);
}

static void
rc_drawing_class_init (RcDrawingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_drawing_finalize;
}

static void
rc_drawing_init (RcDrawing *self)
{
}

GdkPaintable *
rc_drawing_new (const char *path, int width, int height)
{
  RcDrawing *self = g_object_new (RC_TYPE_DRAWING, NULL);

  g_return_val_if_fail (path != NULL && width > 0 && height > 0, NULL);

  self->path = g_strdup (path);
  self->width = width;
  self->height = height;
  return GDK_PAINTABLE (self);
}

int
rc_drawing_get_scale (void)
{
  GListModel *monitors = gdk_display_get_monitors (gdk_display_get_default ());
  int scale = 1;

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);

      scale = MAX (scale, gdk_monitor_get_scale_factor (monitor));
    }
  return scale;
}
