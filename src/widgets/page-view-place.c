/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the pages of the page view are: scrolling, zooming, and the place that is kept meanwhile. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include <math.h>

#include "widgets/page-view-private.h"

/* Wider than that nobody reads a line, however wide the window is. */
#define LARGEST_FIT 2.0

/* Scale in widget pixels a point. */
double
rc_page_view_get_scale (RcPageView *self)
{
  return self->zoom * RC_PAGE_VIEW_PIXELS_A_POINT;
}

/* The rectangle of a page in the widget, scrolled. */
void
rc_page_view_get_page_area (RcPageView *self, guint page, graphene_rect_t *area)
{
  double scale = rc_page_view_get_scale (self);
  double total = rc_page_layout_get_widest (self->layout) * scale + 2 * RC_PAGE_GAP;
  double width, height, across;

  rc_page_layout_get_size (self->layout, page, &width, &height);
  across = MAX (total, gtk_widget_get_width (GTK_WIDGET (self)));
  graphene_rect_init (area, (float) ((across - width * scale) / 2 - gtk_adjustment_get_value (self->hadjustment)),
                      (float) (rc_page_layout_get_top (self->layout, page, scale) - gtk_adjustment_get_value (self->vadjustment)),
                      (float) (width * scale), (float) (height * scale));
}

void
rc_page_view_get_pages_in_sight (RcPageView *self, guint *first, guint *last)
{
  double scale = rc_page_view_get_scale (self);
  double top = gtk_adjustment_get_value (self->vadjustment);

  *first = rc_page_layout_find (self->layout, top, scale);
  *last = rc_page_layout_find (self->layout, top + gtk_widget_get_height (GTK_WIDGET (self)), scale);
}

/* Remembers which part of which page is at the upper edge, so that zooming and late page sizes keep the place. */
static void
remember_place (RcPageView *self)
{
  double scale = rc_page_view_get_scale (self);
  double top = gtk_adjustment_get_value (self->vadjustment);
  double width, height;

  self->anchor_page = rc_page_layout_find (self->layout, top, scale);
  rc_page_layout_get_size (self->layout, self->anchor_page, &width, &height);
  self->anchor_part = (top - rc_page_layout_get_top (self->layout, self->anchor_page, scale)) / (height * scale);
}

static void
find_current_page (RcPageView *self)
{
  double top = gtk_adjustment_get_value (self->vadjustment);
  double page_size = gtk_adjustment_get_page_size (self->vadjustment);
  guint page = rc_page_layout_find (self->layout, top + page_size * 0.3, rc_page_view_get_scale (self));

  /* Small last pages never come up that far. */
  if (top > 0 && top + page_size >= gtk_adjustment_get_upper (self->vadjustment) - 1)
    page = rc_page_view_get_n_pages (self) - 1;

  if (page != self->page)
    {
      self->page = page;
      rc_page_view_page_changed (self);
    }
}

void
rc_page_view_scrolled_cb (RcPageView *self)
{
  if (self->layout == NULL || self->settling)
    return;

  remember_place (self);
  find_current_page (self);
  rc_page_view_want_pages (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
fit_width (RcPageView *self, int width)
{
  double room = MAX (width - 2 * RC_PAGE_GAP, 1);
  double zoom = room / (rc_page_layout_get_widest (self->layout) * RC_PAGE_VIEW_PIXELS_A_POINT);

  self->zoom = CLAMP (zoom, RC_PAGE_VIEW_MIN_ZOOM, LARGEST_FIT);
}

/* Sets the adjustments so that the anchor is where it belongs. */
static void
settle (RcPageView *self, int width, int height)
{
  double scale, page_width, page_height, across, down, top;

  self->settling = TRUE;
  if (self->fit_width)
    fit_width (self, width);
  scale = rc_page_view_get_scale (self);
  across = MAX (rc_page_layout_get_widest (self->layout) * scale + 2 * RC_PAGE_GAP, width);
  down = MAX (rc_page_layout_get_height (self->layout, scale), height);
  rc_page_layout_get_size (self->layout, self->anchor_page, &page_width, &page_height);
  top = rc_page_layout_get_top (self->layout, self->anchor_page, scale) + self->anchor_part * page_height * scale;
  gtk_adjustment_configure (self->hadjustment,
                            CLAMP (gtk_adjustment_get_value (self->hadjustment), 0, across - width), 0, across,
                            width * 0.1, width * 0.9, width);
  gtk_adjustment_configure (self->vadjustment, CLAMP (top, 0, down - height), 0, down, height * 0.1, height * 0.9, height);
  self->settling = FALSE;
  rc_page_view_want_pages (self);
}

/* An allocation is for new room only: one that scrolls is forgotten by GTK, and nothing is drawn. */
void
rc_page_view_place_again (RcPageView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double zoom = self->zoom;

  if (self->layout == NULL || width <= 0)
    return;
  settle (self, width, height);
  find_current_page (self);
  if (self->zoom != zoom)
    g_object_notify (G_OBJECT (self), "zoom");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
tell_cb (gpointer user_data)
{
  RcPageView *self = RC_PAGE_VIEW (user_data);

  self->tell_source = 0;
  if (self->layout == NULL)
    return G_SOURCE_REMOVE;
  find_current_page (self);
  g_object_notify (G_OBJECT (self), "zoom");
  return G_SOURCE_REMOVE;
}

/* Whoever listens changes labels, and a label that asks for room while room is given is left without it. */
void
rc_page_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RcPageView *self = RC_PAGE_VIEW (widget);

  if (self->layout == NULL)
    return;
  settle (self, width, height);
  if (self->tell_source == 0)
    self->tell_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell_cb, self, NULL);
}

void
rc_page_view_zoom_at (RcPageView *self, double zoom, double y)
{
  double old = rc_page_view_get_scale (self);
  double top, width, height, part;

  if (self->layout == NULL)
    return;
  zoom = CLAMP (zoom, RC_PAGE_VIEW_MIN_ZOOM, RC_PAGE_VIEW_MAX_ZOOM);
  if (fabs (zoom - self->zoom) < 1e-6)
    return;

  /* The point under the finger stays: the anchor moves up by how much farther it is from the edge now. */
  top = gtk_adjustment_get_value (self->vadjustment) + y;
  self->anchor_page = rc_page_layout_find (self->layout, top, old);
  rc_page_layout_get_size (self->layout, self->anchor_page, &width, &height);
  part = (top - rc_page_layout_get_top (self->layout, self->anchor_page, old)) / (height * old);
  self->fit_width = FALSE;
  self->zoom = zoom;
  self->anchor_part = part - y / (height * rc_page_view_get_scale (self));
  g_object_notify (G_OBJECT (self), "zoom");
  g_object_notify (G_OBJECT (self), "fit-width");
  rc_page_view_place_again (self);
}

void
rc_page_view_show_page (RcPageView *self, guint page)
{
  double width, height;

  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->layout == NULL)
    return;
  page = MIN (page, rc_page_view_get_n_pages (self) - 1);
  rc_page_layout_get_size (self->layout, page, &width, &height);
  self->anchor_page = page;
  self->anchor_part = -RC_PAGE_GAP / (height * rc_page_view_get_scale (self));
  if (page != self->page)
    {
      self->page = page;
      rc_page_view_page_changed (self);
    }
  rc_page_view_place_again (self);
}

void
rc_page_view_show_box (RcPageView *self, guint page, const RcBox *box)
{
  double width, height, part;

  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->layout == NULL || page >= rc_page_view_get_n_pages (self))
    return;
  rc_page_layout_get_size (self->layout, page, &width, &height);
  /* A third of the way down, so that what stands before it is seen too. */
  part = box->y1 / height - gtk_widget_get_height (GTK_WIDGET (self)) / 3.0 / (height * rc_page_view_get_scale (self));
  self->anchor_page = page;
  self->anchor_part = part;
  rc_page_view_place_again (self);
}
