/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links from page to page: asked for where they come into sight, followed by finger, pointer and key. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-view-private.h"

#include <glib/gi18n.h>

typedef struct
{
  RcPageView *self; /* (owned) */
  guint page;
} Asked;

static void
links_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Asked *asked = data;
  g_autoptr (RcPageView) self = asked->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) links = rc_pdf_links_finish (RC_PDF (source), result, &error);

  if (links != NULL && rc_page_view_get_pdf (self) == RC_PDF (source))
    g_hash_table_insert (self->links, GUINT_TO_POINTER (asked->page), g_steal_pointer (&links));
}

void
rc_page_view_ask_for_links (RcPageView *self, guint page)
{
  Asked *asked;

  if (self->first_source != 0 || g_hash_table_contains (self->links, GUINT_TO_POINTER (page)))
    return;
  g_hash_table_insert (self->links, GUINT_TO_POINTER (page), NULL);
  asked = g_new0 (Asked, 1);
  asked->self = g_object_ref (self);
  asked->page = page;
  rc_pdf_links_async (rc_page_view_get_pdf (self), (int) page, self->cancellable, links_cb, asked);
}

static GArray *
get_links (RcPageView *self, guint page)
{
  return g_hash_table_lookup (self->links, GUINT_TO_POINTER (page));
}

const RcPdfLink *
rc_page_view_find_link (RcPageView *self, double x, double y)
{
  GArray *links;
  guint page;
  double across, down;

  if (self->layout == NULL || !rc_page_view_get_point (self, x, y, &page, &across, &down))
    return NULL;
  links = get_links (self, page);
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const RcPdfLink *link = &g_array_index (links, RcPdfLink, i);

      if (across >= MIN (link->box.x1, link->box.x2) && across <= MAX (link->box.x1, link->box.x2)
          && down >= MIN (link->box.y1, link->box.y2) && down <= MAX (link->box.y1, link->box.y2))
        return link;
    }
  return NULL;
}

static gboolean
is_in_sight (RcPageView *self, guint page, const RcPdfLink *link)
{
  graphene_rect_t sight = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                              (float) gtk_widget_get_height (GTK_WIDGET (self)));
  graphene_rect_t area = rc_page_view_get_box_area (self, page, &link->box);

  return graphene_rect_intersection (&sight, &area, NULL);
}

/* Goes on to the next link in sight; FALSE: there is none. */
static gboolean
move_focus (RcPageView *self, int by)
{
  guint first, last;
  gboolean passed = self->link_page < 0;

  rc_page_view_get_pages_in_sight (self, &first, &last);
  for (guint n = 0; n <= last - first; n++)
    {
      guint page = by > 0 ? first + n : last - n;
      GArray *links = get_links (self, page);

      for (guint i = 0; links != NULL && i < links->len; i++)
        {
          guint index = by > 0 ? i : links->len - 1 - i;
          const RcPdfLink *link = &g_array_index (links, RcPdfLink, index);

          if (passed && is_in_sight (self, page, link))
            {
              g_autofree char *label = rc_page_view_dup_label (self, (guint) link->page);
              g_autofree char *words = g_strdup_printf (_("Link to page %s"), label);

              self->link_page = (int) page;
              self->link = index;
              gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
              gtk_widget_queue_draw (GTK_WIDGET (self));
              return TRUE;
            }
          if ((int) page == self->link_page && index == self->link)
            passed = TRUE;
        }
    }
  return FALSE;
}

gboolean
rc_page_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RcPageView *self = RC_PAGE_VIEW (widget);
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (!gtk_widget_has_focus (widget))
    return gtk_widget_grab_focus (widget);
  if (self->layout != NULL && tab && move_focus (self, direction == GTK_DIR_TAB_FORWARD ? +1 : -1))
    return TRUE;
  self->link_page = -1;
  gtk_widget_queue_draw (widget);
  return FALSE;
}

gboolean
rc_page_view_follow_focused (RcPageView *self)
{
  GArray *links = self->link_page >= 0 ? get_links (self, (guint) self->link_page) : NULL;
  RcPdfLink link;

  if (links == NULL || self->link >= links->len)
    return FALSE;
  link = g_array_index (links, RcPdfLink, self->link);
  rc_page_view_jump (self, (guint) link.page, link.y);
  return TRUE;
}

void
rc_page_view_draw_focused (RcPageView *self, GtkSnapshot *snapshot, guint page)
{
  GArray *links = self->link_page == (int) page ? get_links (self, page) : NULL;
  GdkRGBA colour = { 0, 0.42f, 0.75f, 1 };
  graphene_rect_t area;
  GskRoundedRect round;

  if (links == NULL || self->link >= links->len || !gtk_widget_has_focus (GTK_WIDGET (self)))
    return;
  area = rc_page_view_get_box_area (self, page, &g_array_index (links, RcPdfLink, self->link).box);
  graphene_rect_inset (&area, -3, -3);
  gsk_rounded_rect_init_from_rect (&round, &area, 4);
  gtk_snapshot_append_border (snapshot, &round, (float[4]){ 2, 2, 2, 2 }, (GdkRGBA[4]){ colour, colour, colour, colour });
}
