/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The renderer's work on pictures: GdkPixbuf and its loaders. A picture is a document of one page, or of those that a TIFF has. Of what
 * moves the first picture is shown. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "renderer/matrix.h"
#include "renderer/tiff-pages.h"
#include "renderer/work.h"

#define MAX_FILE (64u << 20)
#define MAX_SOURCE_SIDE 30000
#define MAX_OPEN_PIXELS (40 << 20) /* of one that is open; larger ones are scaled down */
#define DRAWN_SIDE 4096            /* of one that is drawn (SVG): it may be looked at closely */
#define MAX_KEPT 3                 /* pages that are in sight together */

/* Formats worth showing; the loaders of others are never loaded, and cannot be any more after the lock. */
static const char *const formats[] = { "png", "jpeg", "gif", "bmp", "tiff", "svg", "webp" };

static const struct
{
  const char *mark;
  gsize length;
  const char *at_8; /* (nullable) four bytes more */
  const char *format;
} marks[] = {
  { "\x89PNG", 4, NULL, "png" },   { "\xff\xd8\xff", 3, NULL, "jpeg" }, { "GIF8", 4, NULL, "gif" },        { "BM", 2, NULL, "bmp" },
  { "II*\0", 4, NULL, "tiff" },    { "MM\0*", 4, NULL, "tiff" },        { "RIFF", 4, "WEBP", "webp" },
};

typedef struct
{
  guint number;
  cairo_surface_t *surface; /* (owned) */
} Kept;

typedef struct
{
  int fd; /* (owned) */
  GArray *pages; /* (owned) RcTiffPage; one for all that is no TIFF, with its sides once it is open */
  GArray *kept;  /* (owned) Kept, what was looked at last behind: at most MAX_KEPT, and MAX_OPEN_PIXELS of them or one */
} Picture;

typedef struct
{
  guint32 place; /* of the page in a TIFF; 0: the first */
  gboolean too_large;
  int width, height; /* as the file has them */
  double dots; /* an inch; 0: the file does not say */
  gboolean drawn; /* of lines, and no scan */
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
  self->pages = rc_tiff_find_pages (fd);
  if (self->pages->len == 0)
    g_array_set_size (self->pages, 1);
  self->kept = g_array_new (FALSE, FALSE, sizeof (Kept));
  return self;
}

static gboolean
is_drawn (GdkPixbufLoader *loader)
{
  GdkPixbufFormat *format = gdk_pixbuf_loader_get_format (loader);

  return format && gdk_pixbuf_format_is_scalable (format);
}

/* Decoders that can (JPEG, SVG) draw at the size we want; the others are scaled down afterwards. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Target *target = user_data;
  double scale;

  target->width = width;
  target->height = height;
  target->too_large = width > MAX_SOURCE_SIDE || height > MAX_SOURCE_SIDE;
  if (is_drawn (loader))
    scale = DRAWN_SIDE / (double) MAX (width, height);
  else
    scale = MIN (1.0, sqrt (MAX_OPEN_PIXELS / ((double) width * height)));
  if (scale != 1.0)
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
      if (offset == 0 && target->place != 0 && got >= RC_TIFF_HEAD)
        rc_tiff_point (buffer, target->place);
      offset += got;
      if (target->too_large || offset > MAX_FILE)
        {
          g_set_error_literal (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_FAILED, N_("the picture is too large"));
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

static double
get_dots (GdkPixbuf *decoded)
{
  const char *dots = gdk_pixbuf_get_option (decoded, "x-dpi");

  return dots ? g_ascii_strtod (dots, NULL) : 0;
}

/* (nullable) By the first bytes. GdkPixbuf itself would ask the system's table of types, which is out of reach. */
static GdkPixbufLoader *
make_loader (int fd, GError **error)
{
  char head[12] = { 0 };

  (void) !pread (fd, head, sizeof head, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (memcmp (head, marks[i].mark, marks[i].length) == 0 && (!marks[i].at_8 || memcmp (head + 8, marks[i].at_8, 4) == 0))
      return gdk_pixbuf_loader_new_with_type (marks[i].format, error);
  return gdk_pixbuf_loader_new_with_type ("svg", error);
}

/* (nullable) (transfer full) NULL: the refusal is written. */
static GdkPixbuf *
decode (Picture *self, Target *target, RcAnswer *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbufLoader) loader = make_loader (self->fd, &error);
  GdkPixbuf *decoded, *pixbuf;
  gboolean fed;

  if (!loader)
    {
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", error->message);
      return NULL;
    }
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), target);
  fed = feed (self->fd, loader, target, &error);
  /* A picture that breaks off is shown as far as it goes. */
  gdk_pixbuf_loader_close (loader, fed ? &error : NULL);
  decoded = gdk_pixbuf_loader_get_pixbuf (loader);
  pixbuf = decoded && !target->too_large ? gdk_pixbuf_apply_embedded_orientation (decoded) : NULL;
  if (pixbuf)
    {
      target->drawn = is_drawn (loader);
      target->dots = get_dots (decoded);
    }
  if (!pixbuf)
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", error ? error->message : N_("the picture cannot be shown"));
  return pixbuf;
}

/* Its sides, as it stands upright, and how large it is on paper. */
static void
measure_page (RcTiffPage *page, const Target *target, GdkPixbuf *pixbuf)
{
  gboolean lies = (gdk_pixbuf_get_width (pixbuf) > gdk_pixbuf_get_height (pixbuf)) != (target->width > target->height);

  page->width = (guint32) (lies ? target->height : target->width);
  page->height = (guint32) (lies ? target->width : target->height);
  page->points = target->drawn ? 72.0 / RC_PICTURE_DOTS : rc_picture_get_points (page->width, page->height, target->dots);
}

static gsize
count_pixels (cairo_surface_t *surface)
{
  return (gsize) cairo_image_surface_get_width (surface) * (gsize) cairo_image_surface_get_height (surface);
}

/* Puts it behind the others, of which those go that are too much with it. */
static void
keep (Picture *self, guint number, cairo_surface_t *surface)
{
  const Kept kept = { number, surface };
  gsize n_pixels = count_pixels (surface);
  guint first = self->kept->len;

  while (first > 0 && self->kept->len - first + 1 < MAX_KEPT)
    {
      n_pixels += count_pixels (g_array_index (self->kept, Kept, first - 1).surface);
      if (n_pixels > MAX_OPEN_PIXELS)
        break;
      first--;
    }
  for (guint i = 0; i < first; i++)
    cairo_surface_destroy (g_array_index (self->kept, Kept, i).surface);
  g_array_remove_range (self->kept, 0, first);
  g_array_append_val (self->kept, kept);
}

/* Borrowed; NULL: the page is not there. */
static cairo_surface_t *
find_kept (Picture *self, guint number)
{
  for (guint i = 0; i < self->kept->len; i++)
    if (g_array_index (self->kept, Kept, i).number == number)
      {
        Kept kept = g_array_index (self->kept, Kept, i);

        g_array_remove_index (self->kept, i);
        g_array_append_val (self->kept, kept);
        return kept.surface;
      }
  return NULL;
}

/* (nullable) Borrowed. NULL: the refusal is written. */
static cairo_surface_t *
ensure_page (Picture *self, guint number, RcAnswer *answer)
{
  RcTiffPage *page = &g_array_index (self->pages, RcTiffPage, number);
  Target target = { .place = page->place };
  cairo_surface_t *surface = find_kept (self, number);
  g_autoptr (GdkPixbuf) pixbuf = surface ? NULL : decode (self, &target, answer);

  if (!pixbuf)
    return surface;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf));
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      rc_answer_refuse (answer, RC_RENDERER_TOO_LARGE, N_("the picture is too large"));
      return NULL;
    }
  convert (pixbuf, (guint32 *) (void *) cairo_image_surface_get_data (surface));
  cairo_surface_mark_dirty (surface);
  keep (self, number, surface);
  if (page->width == 0)
    measure_page (page, &target, pixbuf);
  return surface;
}

static void
render (Picture *self, const RcRendererRequest *request, RcAnswer *answer)
{
  const RcTiffPage *sides = &g_array_index (self->pages, RcTiffPage, request->a);
  cairo_surface_t *page = ensure_page (self, (guint) request->a, answer);
  const double width = sides->width * sides->points, height = sides->height * sides->points;
  cairo_t *cr = page ? rc_matrix_begin (request, answer) : NULL;
  cairo_matrix_t matrix;

  if (!cr)
    return;
  rc_matrix_init (&matrix, width, height, request->x, (int) request->b);
  cairo_transform (cr, &matrix);
  cairo_scale (cr, width / cairo_image_surface_get_width (page), height / cairo_image_surface_get_height (page));
  cairo_set_source_surface (cr, page, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, cairo_image_surface_get_width (page), cairo_image_surface_get_height (page));
  cairo_fill (cr);
  rc_matrix_end (cr);
}

static void
list_pages (Picture *self, gint64 first, RcAnswer *answer)
{
  gint64 n = 0;

  for (; first + n < self->pages->len; n++)
    {
      const RcTiffPage *page = &g_array_index (self->pages, RcTiffPage, first + n);
      const RcRendererPage entry = { (float) (page->width * page->points), (float) (page->height * page->points), 0 };

      if (!rc_answer_append (answer, &entry, sizeof entry))
        break;
    }
  answer->reply.a = n;
}

static void
answer_page (Picture *self, const RcRendererRequest *request, RcAnswer *answer)
{
  const RcTiffPage *page = &g_array_index (self->pages, RcTiffPage, request->a);

  switch (request->verb)
    {
    case RC_RENDERER_OPEN:
      answer->reply.a = self->pages->len;
      answer->reply.b = RC_RENDERER_MAY_PRINT | RC_RENDERER_MAY_COPY;
      answer->reply.x = page->width * page->points;
      answer->reply.y = page->height * page->points;
      break;
    case RC_RENDERER_PAGES:
      list_pages (self, request->a, answer);
      break;
    case RC_RENDERER_PAGE_SIZE:
      answer->reply.x = page->width * page->points;
      answer->reply.y = page->height * page->points;
      break;
    case RC_RENDERER_RENDER:
      render (self, request, answer);
      break;
    case RC_RENDERER_LAYER:
    case RC_RENDERER_OUTLINE:
    case RC_RENDERER_LINKS:
      break; /* it says nothing and leads nowhere */
    default:
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "no such verb");
    }
}

/* What is one page alone is decoded when it is opened, which tells whether it can be shown; of several each tells when it is drawn. */
static void
answer_request (gpointer state, const RcRendererRequest *request, RcAnswer *answer)
{
  Picture *self = state;

  if (request->verb != RC_RENDERER_OPEN && (request->a < 0 || request->a >= self->pages->len))
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, N_("there is no such page"));
  else if (self->pages->len > 1 || ensure_page (self, 0, answer))
    answer_page (self, request, answer);
}

const RcWork rc_work_picture = { warm_up, start, answer_request };
