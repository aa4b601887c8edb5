/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page view on the screen. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-view-private.h"

#include <glib/gi18n.h>

#define MARK_OPACITY 0.5f /* what is marked stays readable below */

static const GdkRGBA paper_by_day = { 1, 1, 1, 1 };
static const GdkRGBA paper_by_night = { 0.118f, 0.118f, 0.118f, 1 };

static GdkRGBA
get_colour (GtkWidget *widget, const char *name, const char *otherwise)
{
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour))
    gdk_rgba_parse (&colour, otherwise);
  return colour;
}

/* In place of a page: its number while it is made, a sentence when it cannot be. */
static void
draw_words (RcPageView *self, GtkSnapshot *snapshot, guint page, const graphene_rect_t *area)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  GdkRGBA colour = self->night ? (GdkRGBA){ 0.8f, 0.78f, 0.74f, 1 } : (GdkRGBA){ 0.29f, 0.31f, 0.34f, 1 };
  int height;

  layout = gtk_widget_create_pango_layout (
    widget, rc_page_textures_has_failed (self->textures, page) ? _("This page cannot be shown") : number);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_width (layout, (int) (area->size.width * PANGO_SCALE));
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (area->origin.x,
                                                          area->origin.y + (area->size.height - (float) height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_hit (RcPageView *self, GtkSnapshot *snapshot, const RcPdfHit *hit, const graphene_rect_t *area, const GdkRGBA *colour)
{
  float scale = (float) rc_page_view_get_scale (self);

  for (guint i = 0; i < hit->boxes->len; i++)
    {
      const RcBox *box = &g_array_index (hit->boxes, RcBox, i);
      graphene_rect_t where
        = GRAPHENE_RECT_INIT (area->origin.x + (float) box->x1 * scale - 2, area->origin.y + (float) box->y1 * scale - 1,
                              (float) (box->x2 - box->x1) * scale + 4, (float) (box->y2 - box->y1) * scale + 2);
      GskRoundedRect round;

      gsk_rounded_rect_init_from_rect (&round, &where, 3);
      gtk_snapshot_push_rounded_clip (snapshot, &round);
      gtk_snapshot_append_color (snapshot, colour, &where);
      gtk_snapshot_pop (snapshot);
    }
}

static void
draw_hits (RcPageView *self, GtkSnapshot *snapshot, guint page, const graphene_rect_t *area)
{
  GdkRGBA mark = get_colour (GTK_WIDGET (self), "mark", "#ffe08a");
  GdkRGBA mark_now = get_colour (GTK_WIDGET (self), "mark_now", "#ffb93d");

  mark.alpha = MARK_OPACITY;
  mark_now.alpha = MARK_OPACITY + 0.15f;
  for (guint i = 0; self->hits != NULL && i < self->hits->len; i++)
    {
      const RcPdfHit *hit = g_ptr_array_index (self->hits, i);

      if (hit->page == (int) page)
        draw_hit (self, snapshot, hit, area, (int) i == self->current_hit ? &mark_now : &mark);
    }
}

static void
draw_page (RcPageView *self, GtkSnapshot *snapshot, guint page)
{
  GdkTexture *texture = rc_page_view_get_texture (self, page);
  GskRoundedRect outline;
  graphene_rect_t area;

  rc_page_view_get_page_area (self, page, &area);
  gsk_rounded_rect_init_from_rect (&outline, &area, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA){ 0.24f, 0.18f, 0.08f, 0.16f }, 0, 2, 0, 8);
  gtk_snapshot_append_color (snapshot, self->night ? &paper_by_night : &paper_by_day, &area);
  if (texture != NULL)
    gtk_snapshot_append_texture (snapshot, texture, &area);
  else
    draw_words (self, snapshot, page, &area);
  draw_hits (self, snapshot, page, &area);
}

void
rc_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RcPageView *self = RC_PAGE_VIEW (widget);
  guint first, last;

  if (self->layout == NULL)
    return;
  rc_page_view_get_pages_in_sight (self, &first, &last);
  for (guint page = first; page <= last; page++)
    draw_page (self, snapshot, page);
}
