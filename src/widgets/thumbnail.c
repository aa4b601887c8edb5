/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One small page of a document with its number. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/thumbnail.h"

#include <math.h>

struct _RcThumbnail
{
  GtkWidget parent_instance;
  RcPageTextures *textures; /* (owned) (nullable) */
  guint page;
  RcPdfSize size; /* points */
  gboolean current;
};

G_DEFINE_FINAL_TYPE (RcThumbnail, rc_thumbnail, GTK_TYPE_WIDGET)

static const graphene_rect_t whole = { { 0, 0 }, { 1, 1 } };

static RcPageLook
get_look (RcThumbnail *self)
{
  return (RcPageLook){ self->page, self->size, RC_PAGE_SMALL_SCALE * gtk_widget_get_scale_factor (GTK_WIDGET (self)), 0 };
}

static void
changed_cb (RcPageTextures *textures, guint page, RcThumbnail *self)
{
  if (page == self->page)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
rc_thumbnail_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? RC_THUMBNAIL_WIDTH : RC_THUMBNAIL_HEIGHT;
}

/* The page as large as fits, in the middle. */
static void
get_area (RcThumbnail *self, graphene_rect_t *area)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 4;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - 4;
  double page_width = self->size.width, page_height = self->size.height;
  double by = MIN (width / page_width, height / page_height);

  graphene_rect_init (area, (float) (2 + (width - page_width * by) / 2), (float) (2 + (height - page_height * by) / 2),
                      (float) (page_width * by), (float) (page_height * by));
}

static void
rc_thumbnail_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RcThumbnail *self = RC_THUMBNAIL (widget);
  g_autoptr (GArray) pieces = NULL;
  RcPageLook look;
  GskRoundedRect outline;
  graphene_rect_t area;
  GdkRGBA line = { 0, 0, 0, 0.15f };
  GdkRGBA paper = { 1, 1, 1, 1 };
  gboolean exact;

  if (self->textures == NULL)
    return;
  look = get_look (self);
  pieces = rc_page_textures_get (self->textures, &look, &whole, &exact);
  get_area (self, &area);
  if (rc_page_textures_get_night (self->textures))
    paper = (GdkRGBA){ 0.118f, 0.118f, 0.118f, 1 };
  gtk_snapshot_append_color (snapshot, &paper, &area);
  for (guint i = 0; i < pieces->len; i++)
    rc_page_piece_draw (&g_array_index (pieces, RcPagePiece, i), widget, snapshot, &area);
  if (self->current && !gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_bg_color", &line))
    line = (GdkRGBA){ 0, 0.42f, 0.75f, 1 };
  graphene_rect_inset (&area, self->current ? -2 : -1, self->current ? -2 : -1);
  gsk_rounded_rect_init_from_rect (&outline, &area, 3);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ self->current ? 3 : 1, self->current ? 3 : 1, self->current ? 3 : 1, self->current ? 3 : 1 },
                              (GdkRGBA[4]){ line, line, line, line });
}

static void
rc_thumbnail_dispose (GObject *object)
{
  rc_thumbnail_set_page (RC_THUMBNAIL (object), NULL, 0, NULL);
  G_OBJECT_CLASS (rc_thumbnail_parent_class)->dispose (object);
}

static void
rc_thumbnail_class_init (RcThumbnailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_thumbnail_dispose;
  widget_class->measure = rc_thumbnail_measure;
  widget_class->snapshot = rc_thumbnail_snapshot;
  gtk_widget_class_set_css_name (widget_class, "thumbnail");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
rc_thumbnail_init (RcThumbnail *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
rc_thumbnail_new (void)
{
  return g_object_new (RC_TYPE_THUMBNAIL, NULL);
}

void
rc_thumbnail_set_page (RcThumbnail *self, RcPageTextures *textures, guint page, const RcPdfSize *size)
{
  g_return_if_fail (RC_IS_THUMBNAIL (self));

  if (self->textures != NULL)
    {
      rc_page_textures_unwant (self->textures, self);
      g_signal_handlers_disconnect_by_func (self->textures, changed_cb, self);
    }
  g_set_object (&self->textures, textures);
  self->page = page;
  if (textures != NULL)
    {
      RcPageLook look;

      self->size = *size;
      look = get_look (self);
      g_signal_connect (textures, "changed", G_CALLBACK (changed_cb), self);
      rc_page_textures_want (textures, self, &look, &whole, G_PRIORITY_LOW + 50);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
rc_thumbnail_get_page (RcThumbnail *self)
{
  g_return_val_if_fail (RC_IS_THUMBNAIL (self), 0);

  return self->page;
}

void
rc_thumbnail_set_current (RcThumbnail *self, gboolean current)
{
  g_return_if_fail (RC_IS_THUMBNAIL (self));

  self->current = !!current;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
