/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page view on the screen. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-view-private.h"

#include <glib/gi18n.h>

#define BAND_GAP 12 /* pixels between marks that are drawn together */

/* Marks are blended with the page like ink of a marker, so that the letters below keep their colour; the current one has an edge. They
 * go with the paper, which is light by day in the dark style, too. */
typedef struct
{
  GdkRGBA paper, mark, mark_now, edge, selected;
  GskBlendMode blend;
} Colours;

static const Colours by_day = {
  .paper = { 1, 1, 1, 1 },
  .mark = { 1, 0.878f, 0.541f, 1 },
  .mark_now = { 1, 0.725f, 0.239f, 1 },
  .edge = { 0.545f, 0.349f, 0, 1 },
  .selected = { 0.659f, 0.812f, 0.953f, 1 },
  .blend = GSK_BLEND_MODE_MULTIPLY,
};
static const Colours by_night = {
  .paper = { 0.118f, 0.118f, 0.118f, 1 },
  .mark = { 0.29f, 0.227f, 0.063f, 1 },
  .mark_now = { 0.42f, 0.29f, 0, 1 },
  .edge = { 1, 0.725f, 0.239f, 1 },
  .selected = { 0.09f, 0.26f, 0.42f, 1 },
  .blend = GSK_BLEND_MODE_LIGHTEN,
};

static void
draw_words (RcPageView *self, GtkSnapshot *snapshot, guint page, const graphene_rect_t *area)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *number = rc_page_view_dup_label (self, page);
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

typedef struct
{
  graphene_rect_t where;
  gboolean current;
} Mark;

static void
draw_mark (GtkSnapshot *snapshot, const Mark *mark, const Colours *colours)
{
  const GdkRGBA *edge = &colours->edge;
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &mark->where, 3);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, mark->current ? &colours->mark_now : &colours->mark, &mark->where);
  gtk_snapshot_pop (snapshot);
  if (mark->current)
    gtk_snapshot_append_border (snapshot, &round, (float[4]){ 2, 2, 2, 2 }, (GdkRGBA[4]){ *edge, *edge, *edge, *edge });
}

static int
compare_tops (gconstpointer one, gconstpointer two)
{
  float a = ((const Mark *) one)->where.origin.y, b = ((const Mark *) two)->where.origin.y;

  return a < b ? -1 : a > b;
}

/* Those of the page that are in sight, from the top. */
static GArray *
find_marks (RcPageView *self, guint page)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  graphene_rect_t sight = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                              (float) gtk_widget_get_height (GTK_WIDGET (self)));

  for (guint i = self->hits != NULL ? rc_hits_find_page (self->hits, page) : 0; self->hits != NULL && i < rc_hits_get_n (self->hits); i++)
    {
      g_autoptr (GArray) boxes = rc_hits_get_page (self->hits, i) == page ? rc_hits_make_boxes (self->hits, i) : NULL;

      if (boxes == NULL)
        break;
      for (guint box = 0; box < boxes->len; box++)
        {
          Mark mark = { rc_page_view_get_box_area (self, page, &g_array_index (boxes, RcBox, box)), (int) i == self->current_hit };

          graphene_rect_inset (&mark.where, -2, -1);
          if (graphene_rect_intersection (&mark.where, &sight, NULL))
            g_array_append_val (marks, mark);
        }
    }
  g_array_sort (marks, compare_tops);
  return marks;
}

/* How far down from the mark at `*first` marks follow one another closely; the next one is `*first` then. */
static graphene_rect_t
take_band (GArray *marks, guint *first)
{
  graphene_rect_t band = g_array_index (marks, Mark, *first).where;

  for ((*first)++; *first < marks->len; (*first)++)
    {
      const graphene_rect_t *next = &g_array_index (marks, Mark, *first).where;

      if (next->origin.y > band.origin.y + band.size.height + BAND_GAP)
        break;
      graphene_rect_union (&band, next, &band);
    }
  return band;
}

static GArray *
find_pieces (RcPageView *self, guint page)
{
  static const graphene_rect_t whole = { { 0, 0 }, { 1, 1 } };
  RcPageLook look = rc_page_view_get_look (self, page), small = look;
  g_autoptr (GArray) pieces = NULL, below = NULL;
  graphene_rect_t part;
  gboolean exact, none;

  if (!rc_page_view_get_part (self, page, 0, &part))
    return NULL;
  pieces = rc_page_textures_get (self->textures, &look, &part, &exact);
  if (!exact)
    {
      small.scale = RC_PAGE_SMALL_SCALE * gtk_widget_get_scale_factor (GTK_WIDGET (self));
      below = rc_page_textures_get (self->small, &small, &whole, &none);
      g_array_prepend_vals (pieces, below->data, below->len);
    }
  if (!rc_page_textures_has_failed (self->textures, page))
    {
      self->n_rough += !exact;
      self->n_blank += pieces->len == 0;
    }
  return g_steal_pointer (&pieces);
}

static void
draw_paper (RcPageView *self, GtkSnapshot *snapshot, const graphene_rect_t *area, GArray *pieces, const Colours *colours)
{
  gtk_snapshot_append_color (snapshot, &colours->paper, area);
  for (guint i = 0; i < pieces->len; i++)
    rc_page_piece_draw (&g_array_index (pieces, RcPagePiece, i), GTK_WIDGET (self), snapshot, area);
}

/* In steps: without a graphics card a soft one costs more than the page. */
static void
draw_shadow (GtkSnapshot *snapshot, const graphene_rect_t *area)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, area, 0);
  for (int i = 1; i <= 4; i++)
    gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA){ 0.24f, 0.18f, 0.08f, 0.035f }, 0, 1, (float) i, 0);
}

static void
draw_page (RcPageView *self, GtkSnapshot *snapshot, guint page)
{
  const Colours *colours = self->night ? &by_night : &by_day;
  g_autoptr (GArray) pieces = find_pieces (self, page), marks = NULL;
  gboolean selected = rc_page_view_is_selected (self, page);
  graphene_rect_t area;

  if (pieces == NULL)
    return;
  rc_page_view_get_page_area (self, page, &area);
  draw_shadow (snapshot, &area);
  draw_paper (self, snapshot, &area, pieces, colours);
  if (pieces->len == 0)
    draw_words (self, snapshot, page, &area);

  /* Blending costs by the area: only around the marks, unless there is a selection, which may be anywhere. */
  marks = find_marks (self, page);
  for (guint next = 0; next < marks->len || selected;)
    {
      guint first = selected ? 0 : next;
      graphene_rect_t band = selected ? area : take_band (marks, &next);

      if (selected)
        next = marks->len;
      gtk_snapshot_push_clip (snapshot, &band);
      gtk_snapshot_push_blend (snapshot, colours->blend);
      draw_paper (self, snapshot, &area, pieces, colours);
      gtk_snapshot_pop (snapshot);
      if (selected)
        rc_page_view_draw_selection (self, snapshot, page, &colours->selected);
      for (guint i = first; i < next; i++)
        draw_mark (snapshot, &g_array_index (marks, Mark, i), colours);
      gtk_snapshot_pop (snapshot);
      gtk_snapshot_pop (snapshot);
      selected = FALSE;
    }
}

void
rc_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RcPageView *self = RC_PAGE_VIEW (widget);
  guint first, last;

  self->n_drawn = self->n_rough = self->n_blank = 0;
  if (self->layout == NULL)
    return;
  rc_page_view_get_pages_in_sight (self, &first, &last);
  self->n_drawn = last - first + 1;
  for (guint page = first; page <= last; page++)
    {
      draw_page (self, snapshot, page);
      rc_page_view_draw_focused (self, snapshot, page);
    }
}
