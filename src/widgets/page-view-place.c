/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the pages of the page view are: scrolling, zooming, and the place that is kept meanwhile. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include <math.h>

#include "widgets/page-view-private.h"

/* Wider than that nobody reads a line, however wide the window is. */
#define LARGEST_FIT 2.0
#define MOST_PLACES 100 /* to go back to */

/* Scale in widget pixels a point. */
double
rc_page_view_get_scale (RcPageView *self)
{
  return self->zoom * RC_PAGE_VIEW_PIXELS_A_POINT;
}

static guint
get_row (RcPageView *self)
{
  return rc_page_layout_get_row (self->layout, self->page);
}

/* What of the column is above what can be scrolled to: with one row at a time, all rows before it. */
static double
get_origin (RcPageView *self)
{
  if (self->continuous)
    return 0;
  return rc_page_layout_get_row_top (self->layout, get_row (self), rc_page_view_get_scale (self)) - RC_PAGE_GAP;
}

static double
get_across (RcPageView *self)
{
  return MAX (rc_page_layout_get_width (self->layout, rc_page_view_get_scale (self)), gtk_widget_get_width (GTK_WIDGET (self)));
}

/* A row that is lower than the widget stands in the middle of it, when it is the only one. */
static double
get_margin (RcPageView *self)
{
  double scale = rc_page_view_get_scale (self), height;

  if (self->continuous && rc_page_layout_get_n_rows (self->layout) > 1)
    return 0;
  height = rc_page_layout_get_row_height (self->layout, get_row (self), scale) + 2 * RC_PAGE_GAP;
  return MAX (0, (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2);
}

/* Places of the column from those of the widget. */
static double
get_column_x (RcPageView *self, double x)
{
  return x + gtk_adjustment_get_value (self->hadjustment) - get_across (self) / 2;
}

static double
get_column_y (RcPageView *self, double y)
{
  return y + gtk_adjustment_get_value (self->vadjustment) + get_origin (self) - get_margin (self);
}

void
rc_page_view_get_page_area (RcPageView *self, guint page, graphene_rect_t *area)
{
  RcPagePlace place = rc_page_layout_get_place (self->layout, page, rc_page_view_get_scale (self));
  RcPageLook look = rc_page_view_get_look (self, page);
  double factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int width, height;

  /* The pixels that are drawn for it, neither moved nor stretched, so that letters stay as sharp as they were drawn. */
  rc_pdf_scale_size (look.size, look.scale, (int) look.turns, &width, &height);
  graphene_rect_init (area, (float) (round ((place.x - get_column_x (self, 0)) * factor) / factor),
                      (float) (round ((place.y - get_column_y (self, 0)) * factor) / factor), (float) (width / factor),
                      (float) (height / factor));
}

void
rc_page_view_get_pages_in_sight (RcPageView *self, guint *first, guint *last)
{
  double scale = rc_page_view_get_scale (self);
  guint none;

  if (!self->continuous)
    {
      rc_page_layout_get_row_pages (self->layout, get_row (self), first, last);
      return;
    }
  rc_page_layout_get_row_pages (self->layout, rc_page_layout_find_row (self->layout, get_column_y (self, 0), scale), first, &none);
  rc_page_layout_get_row_pages (
    self->layout,
    rc_page_layout_find_row (self->layout, get_column_y (self, gtk_widget_get_height (GTK_WIDGET (self))), scale), &none, last);
}

static guint
find_page (RcPageView *self, double x, double y)
{
  double scale = rc_page_view_get_scale (self);
  guint first, last;

  if (self->continuous)
    return rc_page_layout_find (self->layout, get_column_x (self, x), get_column_y (self, y), scale);
  rc_page_layout_get_row_pages (self->layout, get_row (self), &first, &last);
  return (get_column_x (self, x) > 0) != rc_page_layout_get_arrangement (self->layout)->from_right ? last : first;
}

gboolean
rc_page_view_get_point (RcPageView *self, double x, double y, guint *page, double *across, double *down)
{
  double scale = rc_page_view_get_scale (self);
  RcPageSize size;
  graphene_rect_t area;

  *page = find_page (self, x, y);
  rc_page_view_get_page_area (self, *page, &area);
  size = rc_page_layout_get_size (self->layout, *page);
  *across = (x - area.origin.x) / scale;
  *down = (y - area.origin.y) / scale;
  rc_page_unturn_point (self->turns, &size, across, down);
  return graphene_rect_contains_point (&area, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

graphene_rect_t
rc_page_view_get_box_area (RcPageView *self, guint page, const RcBox *box)
{
  float scale = (float) rc_page_view_get_scale (self);
  RcPageSize size = rc_page_layout_get_size (self->layout, page), original = size;
  double x1 = box->x1, y1 = box->y1, x2 = box->x2, y2 = box->y2;
  graphene_rect_t area;

  rc_page_turn_point (self->turns, &original, &x1, &y1);
  rc_page_turn_point (self->turns, &original, &x2, &y2);
  rc_page_view_get_page_area (self, page, &area);
  return GRAPHENE_RECT_INIT (area.origin.x + (float) MIN (x1, x2) * scale, area.origin.y + (float) MIN (y1, y2) * scale,
                             (float) fabs (x2 - x1) * scale, (float) fabs (y2 - y1) * scale);
}

/* Remembers what is at this place of the widget, so that zooming and late page sizes keep it. */
static void
remember_place (RcPageView *self, double x, double y)
{
  RcPageAnchor *anchor = &self->anchor;
  double width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
  RcPagePlace place;

  /* Not in whole pixels: fingers that pinch do this again and again, and what is rounded each time moves. */
  anchor->page = find_page (self, x, y);
  place = rc_page_layout_get_place (self->layout, anchor->page, rc_page_view_get_scale (self));
  anchor->across = (get_column_x (self, x) - place.x) / place.width;
  anchor->down = (get_column_y (self, y) - place.y) / place.height;
  anchor->part = x / width;
  anchor->y = y;
  anchor->third = FALSE;
}

static void
find_current_page (RcPageView *self)
{
  double page_size = gtk_adjustment_get_page_size (self->vadjustment);
  double top = gtk_adjustment_get_value (self->vadjustment);
  guint page = self->page, row, first, last;

  if (!self->continuous || self->asked)
    return;
  row = rc_page_layout_find_row (self->layout, top + page_size * 0.3, rc_page_view_get_scale (self));
  /* Small last pages never come up that far. */
  if (top > 0 && top + page_size >= gtk_adjustment_get_upper (self->vadjustment) - 1)
    row = rc_page_layout_get_n_rows (self->layout) - 1;
  rc_page_layout_get_row_pages (self->layout, row, &first, &last);
  if (page < first || page > last)
    page = first;

  if (page != self->page)
    {
      self->page = page;
      rc_page_view_page_changed (self);
    }
}

void
rc_page_view_scrolled_cb (RcPageView *self)
{
  double top = gtk_adjustment_get_value (self->vadjustment);

  if (self->layout == NULL || self->settling)
    return;

  if (top != self->last_top)
    self->direction = top > self->last_top ? +1 : -1;
  self->last_top = top;
  self->asked = FALSE;
  remember_place (self, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, 0);
  find_current_page (self);
  rc_page_view_want_pages (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
fit (RcPageView *self, int width, int height)
{
  guint row = self->continuous ? G_MAXUINT : get_row (self);
  double scale = rc_page_layout_fit (self->layout, row, width, self->fit == RC_PAGE_FIT_PAGE ? height : 0);

  self->zoom = CLAMP (scale / RC_PAGE_VIEW_PIXELS_A_POINT, RC_PAGE_VIEW_MIN_ZOOM, LARGEST_FIT);
}

/* Sets the adjustments so that the anchor is where it belongs. */
static void
settle (RcPageView *self, int width, int height)
{
  const RcPageAnchor *anchor = &self->anchor;
  double scale, across, down, left, top, y;
  RcPagePlace place;

  self->settling = TRUE;
  if (self->fit != RC_PAGE_FIT_NONE)
    fit (self, width, height);
  scale = rc_page_view_get_scale (self);
  across = get_across (self);
  down = self->continuous ? rc_page_layout_get_height (self->layout, scale)
                          : rc_page_layout_get_row_height (self->layout, get_row (self), scale) + 2 * RC_PAGE_GAP;
  down = MAX (down, height);
  place = rc_page_layout_get_place (self->layout, anchor->page, scale);
  left = across / 2 + place.x + anchor->across * place.width - anchor->part * width;
  /* Not known before: what is shown first, as the words of a search, is asked for when there is no room yet. */
  y = anchor->third ? MIN (height / 3.0, anchor->down * place.height + RC_PAGE_GAP) : anchor->y;
  top = place.y + anchor->down * place.height - y - get_origin (self) + get_margin (self);
  gtk_adjustment_configure (self->hadjustment, CLAMP (left, 0, across - width), 0, across, width * 0.1, width * 0.9, width);
  gtk_adjustment_configure (self->vadjustment, CLAMP (top, 0, down - height), 0, down, height * 0.1, height * 0.9, height);
  self->last_top = gtk_adjustment_get_value (self->vadjustment);
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
rc_page_view_zoom_at (RcPageView *self, double zoom, double x, double y)
{
  if (self->layout == NULL)
    return;
  zoom = CLAMP (zoom, RC_PAGE_VIEW_MIN_ZOOM, RC_PAGE_VIEW_MAX_ZOOM);
  if (fabs (zoom - self->zoom) < 1e-6)
    return;

  remember_place (self, x, y);
  self->fit = RC_PAGE_FIT_NONE;
  self->zoom = zoom;
  g_object_notify (G_OBJECT (self), "zoom");
  g_object_notify (G_OBJECT (self), "fit");
  rc_page_view_place_again (self);
}

static void
set_page (RcPageView *self, guint page)
{
  self->asked = TRUE;
  if (page == self->page)
    return;
  self->direction = page > self->page ? +1 : -1;
  self->page = page;
  rc_page_view_page_changed (self);
}

void
rc_page_view_arrange (RcPageView *self)
{
  RcPageArrangement wanted = { self->two_pages ? 2 : 1, self->cover, self->pages != NULL && self->pages->right_to_left, self->turns };

  if (self->layout == NULL)
    return;
  rc_page_layout_arrange (self->layout, &wanted);
  self->anchor = (RcPageAnchor){ self->page, 0.5, 0, 0.5, RC_PAGE_GAP, FALSE };
  self->asked = TRUE;
  rc_page_view_place_again (self);
}

void
rc_page_view_show_page (RcPageView *self, guint page)
{
  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->layout == NULL)
    return;
  page = MIN (page, rc_page_view_get_n_pages (self) - 1);
  self->anchor = (RcPageAnchor){ page, 0.5, 0, 0.5, RC_PAGE_GAP, FALSE };
  set_page (self, page);
  rc_page_view_place_again (self);
}

gboolean
rc_page_view_can_step (RcPageView *self, int direction)
{
  guint row = get_row (self);

  return direction < 0 ? row > 0 : row + 1 < rc_page_layout_get_n_rows (self->layout);
}

void
rc_page_view_step (RcPageView *self, int direction)
{
  guint first, last;

  if (self->layout == NULL || !rc_page_view_can_step (self, direction))
    {
      g_signal_emit_by_name (self, "beyond", direction);
      return;
    }
  rc_page_layout_get_row_pages (self->layout, (guint) ((int) get_row (self) + direction), &first, &last);
  rc_page_view_show_page (self, first);
}

void
rc_page_view_show_box (RcPageView *self, guint page, const RcBox *box)
{
  graphene_rect_t area, place;

  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->layout == NULL || page >= rc_page_view_get_n_pages (self))
    return;
  rc_page_view_get_page_area (self, page, &area);
  place = rc_page_view_get_box_area (self, page, box);
  self->anchor = (RcPageAnchor){ page, (place.origin.x + place.size.width / 2 - area.origin.x) / area.size.width,
                                 (place.origin.y - area.origin.y) / area.size.height, 0.5, 0, TRUE };
  set_page (self, page);
  rc_page_view_place_again (self);
}

/* --- history --- */

static RcPageAnchor
get_here (RcPageView *self)
{
  remember_place (self, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, RC_PAGE_GAP);
  return self->anchor;
}

void
rc_page_view_jump (RcPageView *self, guint page, double y)
{
  RcPageAnchor here;
  RcPageSize size;

  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->layout == NULL || page >= rc_page_view_get_n_pages (self))
    return;
  here = get_here (self);
  here.page = self->continuous ? here.page : self->page;
  g_array_set_size (self->history, self->here);
  g_array_append_val (self->history, here);
  if (self->history->len > MOST_PLACES)
    g_array_remove_index (self->history, 0);
  self->here = self->history->len;

  rc_page_view_show_page (self, page);
  size = rc_page_layout_get_size (self->layout, page);
  /* Near the top the whole of it is shown. */
  if (self->turns == 0 && y > 0.08 * size.height)
    {
      self->anchor.down = MIN (y / size.height, 1);
      rc_page_view_place_again (self);
    }
  rc_page_view_notify_history (self);
}

void
rc_page_view_go (RcPageView *self, int direction)
{
  RcPageAnchor *other, here;

  if (self->layout == NULL || (direction < 0 ? self->here == 0 : self->here >= self->history->len))
    return;
  /* The place left takes the place of the one gone to. */
  here = get_here (self);
  other = &g_array_index (self->history, RcPageAnchor, direction < 0 ? self->here - 1 : self->here);
  self->anchor = *other;
  *other = here;
  self->here = (guint) ((int) self->here + direction);
  set_page (self, MIN (self->anchor.page, rc_page_view_get_n_pages (self) - 1));
  rc_page_view_place_again (self);
  rc_page_view_notify_history (self);
}
