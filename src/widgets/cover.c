/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cover: the first page of what can be read here, or one drawn for what has none: colour by group, a motif, title and year. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "documents/cover.h"
#include "widgets/cover-motif.h"
#include "widgets/cover.h"
#include "widgets/drawing.h"
#include "widgets/group.h"

#include <math.h>
#include <unicode/uchar.h>

/* Longer titles are cut: a cover shows where to look, the row beside it what it is called. */
#define MAX_TITLE_CHARS 90
#define SMALLEST_WITH_YEAR 60
/* Of a first page so much is cut off at most for the cover to be full. */
#define MAX_CUT 1.3
/* Sizes of letters, in px, are rounded to this: fontconfig looks through all fonts again for each. */
#define LETTER_STEP .25

struct _RcCover
{
  GObject parent_instance;

  guint motif;
  char *title;    /* (owned) */
  char *subtitle; /* (owned) (nullable) */
  int year;
  gboolean right_to_left; /* the script of the title */
  gboolean is_disc; /* or on one: it has no spine */
  const RcGroup *group;
  RcCoverPicture picture; /* without bytes: none */
  GdkTexture *texture; /* (owned) (nullable) of the size that was shown last */
};

static void
set_colour (cairo_pattern_t *pattern, double offset, guint32 colour)
{
  cairo_pattern_add_color_stop_rgb (pattern, offset, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
                                    (colour & 0xff) / 255.0);
}

static void
outline (RcCover *self, cairo_t *cr, double w, double h)
{
  double outer = MIN (7, w * .09), spine = MIN (3, w * .04);
  double left = self->is_disc || self->right_to_left ? outer : spine, right = self->right_to_left && !self->is_disc ? spine : outer;

  cairo_new_path (cr);
  cairo_arc (cr, w - right, right, right, -G_PI_2, 0);
  cairo_arc (cr, w - right, h - right, right, 0, G_PI_2);
  cairo_arc (cr, left, h - left, left, G_PI_2, G_PI);
  cairo_arc (cr, left, left, left, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
paint_back (RcCover *self, cairo_t *cr, double w, double h)
{
  /* 165°: nearly downwards, a little to the right. */
  double slope = tan (15 * G_PI / 180) * h / 2;
  cairo_pattern_t *pattern = cairo_pattern_create_linear (w / 2 - slope, 0, w / 2 + slope, h);

  set_colour (pattern, 0, self->group->cover_top);
  set_colour (pattern, 1, self->group->cover_bottom);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_pattern_destroy (pattern);
}

static void
paint_spine (RcCover *self, cairo_t *cr, double w, double h)
{
  double width = w * .06, x = self->right_to_left ? w - width : 0;

  cairo_set_source_rgba (cr, 0, 0, 0, .16);
  cairo_rectangle (cr, x, 0, width, h);
  cairo_fill (cr);
  cairo_set_source_rgba (cr, 1, 1, 1, .16);
  cairo_rectangle (cr, self->right_to_left ? x - 1 : width, 0, 1, h);
  cairo_fill (cr);
}

static PangoLayout *
make_layout (cairo_t *cr, const char *family, double size, gboolean bold, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, family);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, floor (size / LETTER_STEP) * LETTER_STEP * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

/* So that the longest word fits a line. */
static double
shrink_to_word (cairo_t *cr, const char *title, double size, double width)
{
  g_auto (GStrv) words = g_strsplit_set (title, " -/", -1);
  int widest = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr (PangoLayout) layout = make_layout (cr, "Noto Serif, Noto Naskh Arabic, serif", size, TRUE, -1);
      int word;

      pango_layout_set_width (layout, -1);
      pango_layout_set_text (layout, words[i], -1);
      pango_layout_get_size (layout, &word, NULL);
      widest = MAX (widest, word);
    }
  return widest > width * PANGO_SCALE ? MAX (size * width * PANGO_SCALE / widest, size * .55) : size;
}

static void
paint_words (RcCover *self, cairo_t *cr, double w, double h)
{
  glong length = g_utf8_strlen (self->title, -1);
  double size = w * (length < 26 ? .118 : length < 48 ? .10 : .084);
  double x = w * (self->right_to_left ? .06 : .14), y = w * .09, width = w * .80;
  int height;

  cairo_set_source_rgb (cr, 1, 1, 1);
  size = shrink_to_word (cr, self->title, size, width);
  g_autoptr (PangoLayout) layout = make_layout (cr, "Noto Serif, Noto Naskh Arabic, serif", size, TRUE, width);
  pango_layout_set_height (layout, h * .5 * PANGO_SCALE);
  pango_layout_set_text (layout, self->title, -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  y += height;

  if (self->subtitle != NULL && w >= 90 && y < h * .45)
    {
      g_autoptr (PangoLayout) second = make_layout (cr, "Inter, Noto Sans, sans-serif", MAX (w * .066, 7), FALSE, width);
      pango_layout_set_height (second, -2);
      pango_layout_set_text (second, self->subtitle, -1);
      cairo_move_to (cr, x, y + w * .02);
      pango_cairo_show_layout (cr, second);
    }
  if (self->year > 0 && w >= SMALLEST_WITH_YEAR)
    {
      g_autofree char *year = g_strdup_printf ("%d", self->year);
      g_autoptr (PangoLayout) last = make_layout (cr, "Inter, Noto Sans, sans-serif", w * .085, FALSE, width);
      pango_layout_set_text (last, year, -1);
      pango_layout_get_pixel_size (last, NULL, &height);
      cairo_move_to (cr, x, h - height - w * .08);
      pango_cairo_show_layout (cr, last);
    }
}

/* What is nearly as high and wide as the cover fills it, and a page that lies across stands whole on the colour of its group. */
static gboolean
paint_picture (RcCover *self, cairo_t *cr, double w, double h)
{
  g_autoptr (GBytes) pixels = self->picture.packed != NULL ? rc_cover_picture_unpack (&self->picture) : NULL;
  double across, down, scale;
  cairo_surface_t *surface;

  if (pixels == NULL)
    return FALSE;
  across = w / self->picture.width;
  down = h / self->picture.height;
  scale = MAX (across, down) / MIN (across, down) < MAX_CUT ? MAX (across, down) : MIN (across, down);
  paint_back (self, cr, w, h);
  surface = cairo_image_surface_create_for_data ((guchar *) g_bytes_get_data (pixels, NULL), CAIRO_FORMAT_RGB24, self->picture.width,
                                                 self->picture.height, self->picture.width * 4);
  cairo_save (cr);
  cairo_translate (cr, (w - self->picture.width * scale) / 2, (h - self->picture.height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
  /* White paper has an edge on a white card. */
  outline (self, cr, w, h);
  cairo_set_source_rgba (cr, 0, 0, 0, .22);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  return TRUE;
}

static void
paint (RcCover *self, cairo_t *cr, double width, double height)
{
  outline (self, cr, width, height);
  cairo_clip (cr);
  if (paint_picture (self, cr, width, height))
    return;
  paint_back (self, cr, width, height);
  rc_cover_motif_draw (cr, self->motif, width, height);
  if (!self->is_disc)
    paint_spine (self, cr, width, height);
  paint_words (self, cr, width, height);
}

static GdkTexture *
make_texture (RcCover *self, int width, int height, int scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  paint (self, cr, (double) width / scale, (double) height / scale);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* Painted once: a list that scrolls draws its covers at every frame. */
static void
snapshot (GdkPaintable *paintable, GdkSnapshot *gdk_snapshot, double width, double height)
{
  RcCover *self = RC_COVER (paintable);
  int scale = rc_drawing_get_scale (), w = (int) ceil (width * scale), h = (int) ceil (height * scale);

  if (w <= 0 || h <= 0)
    return;
  if (self->texture == NULL || gdk_texture_get_width (self->texture) != w || gdk_texture_get_height (self->texture) != h)
    {
      g_clear_object (&self->texture);
      self->texture = make_texture (self, w, h, scale);
    }
  gtk_snapshot_append_texture (gdk_snapshot, self->texture, &GRAPHENE_RECT_INIT (0, 0, width, height));
}

static GdkPaintableFlags
get_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE | GDK_PAINTABLE_STATIC_CONTENTS;
}

static void
paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = snapshot;
  iface->get_flags = get_flags;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RcCover, rc_cover, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_init))

static void
rc_cover_finalize (GObject *object)
{
  RcCover *self = RC_COVER (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->picture.packed, g_bytes_unref);
  G_OBJECT_CLASS (rc_cover_parent_class)->finalize (object);
}

static void
rc_cover_class_init (RcCoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_cover_finalize;
}

static void
rc_cover_init (RcCover *self)
{
}

static char *
cut (const char *title)
{
  glong length = g_utf8_strlen (title, -1);

  return length <= MAX_TITLE_CHARS ? g_strdup (title) : g_utf8_substring (title, 0, MAX_TITLE_CHARS);
}

/* As its first letter does. */
static gboolean
reads_from_right (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      UCharDirection direction = u_charDirection (g_utf8_get_char (p));
      if (direction == U_LEFT_TO_RIGHT)
        return FALSE;
      if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
        return TRUE;
    }
  return FALSE;
}

GdkPaintable *
rc_cover_new (gint64 id, const char *title, const char *subtitle, int year, const char *group, const RcCoverPicture *picture)
{
  RcCover *self = g_object_new (RC_TYPE_COVER, NULL);

  g_return_val_if_fail (group != NULL, NULL);

  self->title = cut (title != NULL ? title : "");
  self->subtitle = subtitle != NULL ? cut (subtitle) : NULL;
  self->year = year;
  if (picture != NULL)
    self->picture = (RcCoverPicture){ picture->width, picture->height, g_bytes_ref (picture->packed) };
  self->group = rc_group_find (group);
  self->right_to_left = reads_from_right (self->title);
  self->motif = rc_cover_motif_pick (id, self->group->name);
  self->is_disc = g_str_equal (self->group->name, "disc") || g_str_equal (self->group->name, "file");
  return GDK_PAINTABLE (self);
}

GdkPaintable *
rc_cover_new_for_row (const RcRowData *row)
{
  g_return_val_if_fail (row != NULL, NULL);
  return rc_cover_new (row->id, row->title, row->parallel_title, row->year, rc_group_of (row->kind, row->material)->name,
                       row->cover);
}
