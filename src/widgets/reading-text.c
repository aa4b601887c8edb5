/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text to be read, in a column as wide as the eye likes, for a GtkScrolledWindow. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/reading-text.h"

#define LEAST_MARGIN 16
#define NARROW 480

struct _RcReadingText
{
  GtkTextView parent_instance;
  double spacing;
  guint fit_source; /* 0: none */
};

G_DEFINE_FINAL_TYPE (RcReadingText, rc_reading_text, GTK_TYPE_TEXT_VIEW)

/* Every setter of GTK makes it lay out the text anew, also when nothing changes. */
static void
set_margins (GtkTextView *view, int margin)
{
  if (gtk_text_view_get_left_margin (view) == margin)
    return;
  gtk_text_view_set_left_margin (view, margin);
  gtk_text_view_set_right_margin (view, margin);
}

static gboolean
fit_cb (gpointer data)
{
  RcReadingText *self = data;
  GtkTextView *view = data;
  PangoContext *context = gtk_widget_get_pango_context (data);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int letter = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_char_width (metrics));
  int line = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics));
  int width = gtk_widget_get_width (data);
  int inside = (int) (self->spacing * line);

  self->fit_source = 0;
  pango_font_metrics_unref (metrics);
  set_margins (view, MAX (width < NARROW ? LEAST_MARGIN : 2 * LEAST_MARGIN, (width - RC_READING_TEXT_COLUMN * letter) / 2));
  if (gtk_text_view_get_pixels_inside_wrap (view) != inside)
    {
      gtk_text_view_set_pixels_inside_wrap (view, inside);
      gtk_text_view_set_pixels_below_lines (view, inside + line / 2);
    }
  return G_SOURCE_REMOVE;
}

/* GTK does not want to be told of another margin while it gives out room, nor while it looks at styles. */
static void
fit_soon (RcReadingText *self)
{
  if (self->fit_source == 0)
    self->fit_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

static void
rc_reading_text_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (rc_reading_text_parent_class)->size_allocate (widget, width, height, baseline);
  fit_soon (RC_READING_TEXT (widget));
}

static void
rc_reading_text_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rc_reading_text_parent_class)->css_changed (widget, change);
  fit_soon (RC_READING_TEXT (widget));
}

static void
rc_reading_text_dispose (GObject *object)
{
  g_clear_handle_id (&RC_READING_TEXT (object)->fit_source, g_source_remove);
  G_OBJECT_CLASS (rc_reading_text_parent_class)->dispose (object);
}

static void
rc_reading_text_class_init (RcReadingTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_reading_text_dispose;
  widget_class->size_allocate = rc_reading_text_size_allocate;
  widget_class->css_changed = rc_reading_text_css_changed;
}

static void
rc_reading_text_init (RcReadingText *self)
{
  self->spacing = 0.35;
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self), 2 * LEAST_MARGIN);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self), 6 * LEAST_MARGIN);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
}

void
rc_reading_text_set_spacing (RcReadingText *self, double spacing)
{
  g_return_if_fail (RC_IS_READING_TEXT (self));

  self->spacing = spacing;
  fit_soon (self);
}
