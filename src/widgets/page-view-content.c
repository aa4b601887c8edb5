/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page view needs of its document: textures, sizes and labels of pages, and their first words for screen readers. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "widgets/page-view-private.h"

#define N_AHEAD 6        /* rows made before they come into sight, where it moves to; one the other way */
#define N_NEAR 3         /* of them before the small pictures of those behind */
#define N_SMALL_AHEAD 12 /* rows of which there is at least a small picture, should a page among them take long */
#define MARGIN 0.5       /* of what is in sight, made around it of pages in tiles */
#define FIRST_PAGE_MS 300 /* how long other questions wait for the first page */
#define WORDS_FOR_READERS 240 /* letters of the page's text that go into the description */

static const graphene_rect_t whole = { { 0, 0 }, { 1, 1 } };

RcPdfSize
rc_page_view_get_page_size (RcPageView *self, guint page)
{
  RcPageSize size;

  g_return_val_if_fail (RC_IS_PAGE_VIEW (self), ((RcPdfSize){ 595, 842 }));

  if (self->layout == NULL || page >= rc_page_layout_get_n_pages (self->layout))
    return (RcPdfSize){ 595, 842 };
  size = rc_page_layout_get_size (self->layout, page);
  return self->turns % 2 == 1 ? (RcPdfSize){ size.height, size.width } : (RcPdfSize){ size.width, size.height };
}

RcPageLook
rc_page_view_get_look (RcPageView *self, guint page)
{
  return (RcPageLook){ page, rc_page_view_get_page_size (self, page),
                       rc_page_view_get_scale (self) * gtk_widget_get_scale_factor (GTK_WIDGET (self)), self->turns };
}

gboolean
rc_page_view_get_part (RcPageView *self, guint page, double margin, graphene_rect_t *part)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self)), height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  graphene_rect_t area, sight = GRAPHENE_RECT_INIT (0, 0, width, height);

  rc_page_view_get_page_area (self, page, &area);
  graphene_rect_inset (&sight, (float) -margin * width, (float) -margin * height);
  if (!graphene_rect_intersection (&area, &sight, &sight))
    return FALSE;
  graphene_rect_init (part, (sight.origin.x - area.origin.x) / area.size.width, (sight.origin.y - area.origin.y) / area.size.height,
                      sight.size.width / area.size.width, sight.size.height / area.size.height);
  return TRUE;
}

/* What screen readers say: the place, and how the page begins. */
static void
describe_page (RcPageView *self)
{
  g_autofree char *name = rc_page_view_dup_place (self, self->page);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->page_text != NULL ? self->page_text : "", -1);
}

static void ask_for_text (RcPageView *self);

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcPageView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcTextLayer) layer = rc_pdf_text_layer_finish (RC_PDF (source), result, &error);

  if (self->textures == NULL || rc_page_view_get_pdf (self) != RC_PDF (source))
    return;
  self->text_asked = FALSE;
  if (self->text_page != self->page)
    {
      ask_for_text (self);
      return;
    }
  if (layer == NULL)
    return;
  g_free (self->page_text);
  self->page_text = g_utf8_substring (layer->text, 0, MIN (layer->n_characters, WORDS_FOR_READERS));
  describe_page (self);
}

/* Of pages that hurry by nobody hears the words. */
static void
ask_for_text (RcPageView *self)
{
  if (self->text_asked || self->first_source != 0)
    return;
  self->text_asked = TRUE;
  self->text_page = self->page;
  rc_pdf_text_layer_async (rc_page_view_get_pdf (self), (int) self->page, G_PRIORITY_DEFAULT, NULL, text_cb, g_object_ref (self));
}

void
rc_page_view_page_changed (RcPageView *self)
{
  g_clear_pointer (&self->page_text, g_free);
  self->link_page = -1;
  describe_page (self);
  ask_for_text (self);
  g_object_notify (G_OBJECT (self), "page");
}

static void
pages_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcPageView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdfPages) pages = rc_pdf_pages_finish (RC_PDF (source), result, &error);
  g_autofree RcPageSize *sizes = NULL;

  /* Without them all pages are as large as the first one, and drawing them says what is wrong. */
  if (pages == NULL || self->layout == NULL || rc_page_view_get_pdf (self) != RC_PDF (source))
    return;
  sizes = g_new (RcPageSize, MAX (pages->n_pages, 1));
  for (int i = 0; i < pages->n_pages; i++)
    sizes[i] = (RcPageSize){ pages->sizes[i].width, pages->sizes[i].height };
  rc_page_layout_set_sizes (self->layout, 0, sizes, (guint) pages->n_pages);
  self->pages = g_steal_pointer (&pages);
  if (self->pages->right_to_left)
    rc_page_layout_arrange (self->layout, &(RcPageArrangement){ self->two_pages ? 2 : 1, self->cover, TRUE, self->turns });
  describe_page (self);
  g_signal_emit_by_name (self, "pages-known");
  rc_page_view_place_again (self);
}

static void
first_page_cb (gpointer data)
{
  RcPageView *self = data;

  self->first_source = 0;
  rc_page_textures_set_waiting (self->small, FALSE);
  rc_pdf_pages_async (rc_page_view_get_pdf (self), self->cancellable, pages_cb, g_object_ref (self));
  ask_for_text (self);
  rc_page_view_want_pages (self);
}

void
rc_page_view_ask_later (RcPageView *self)
{
  rc_page_textures_set_waiting (self->small, TRUE);
  self->first_source = g_timeout_add_once (FIRST_PAGE_MS, first_page_cb, self);
}

static void
want_row (RcPageView *self, gint64 row, int priority, gboolean small)
{
  guint first, last;

  if (row < 0 || row >= rc_page_layout_get_n_rows (self->layout))
    return;
  rc_page_layout_get_row_pages (self->layout, (guint) row, &first, &last);
  for (guint page = first; page <= last; page++)
    {
      RcPageLook look = rc_page_view_get_look (self, page);
      graphene_rect_t part = { { 0, 0 }, { 1, 0.3f } }; /* of a page in tiles, as much as comes into sight first */

      if (small)
        {
          look.scale = RC_PAGE_SMALL_SCALE * gtk_widget_get_scale_factor (GTK_WIDGET (self));
          rc_page_textures_want (self->small, self, &look, &whole, priority);
          continue;
        }
      rc_page_view_get_part (self, page, MARGIN, &part);
      rc_page_textures_want (self->textures, self, &look, &part, priority);
    }
}

/* What is in sight is made first, then the pages around it. */
void
rc_page_view_want_pages (RcPageView *self)
{
  guint first, last;
  gint64 ahead, behind;

  if (self->textures == NULL || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return;

  rc_page_view_get_pages_in_sight (self, &first, &last);
  rc_page_textures_unwant (self->textures, self);
  rc_page_textures_unwant (self->small, self);
  for (guint page = first; page <= last; page++)
    {
      RcPageLook look = rc_page_view_get_look (self, page);
      graphene_rect_t part;

      if (rc_page_view_get_part (self, page, 0, &part))
        rc_page_textures_want (self->textures, self, &look, &part, G_PRIORITY_HIGH);
      if (rc_page_view_get_part (self, page, MARGIN, &part))
        rc_page_textures_want (self->textures, self, &look, &part, G_PRIORITY_LOW);
      rc_page_view_ask_for_links (self, page);
    }
  ahead = rc_page_layout_get_row (self->layout, self->direction >= 0 ? last : first);
  behind = rc_page_layout_get_row (self->layout, self->direction >= 0 ? first : last);
  for (int i = 1; i <= N_AHEAD; i++)
    want_row (self, ahead + i * self->direction, G_PRIORITY_LOW + (i <= N_NEAR ? i : N_NEAR + N_SMALL_AHEAD + i), FALSE);
  want_row (self, behind - self->direction, G_PRIORITY_LOW + N_NEAR, FALSE);
  for (int i = 1; i <= N_SMALL_AHEAD; i++)
    want_row (self, ahead + i * self->direction, G_PRIORITY_LOW + N_NEAR + i, TRUE);
}

void
rc_page_view_textures_changed_cb (RcPageTextures *textures, guint page, RcPageView *self)
{
  guint first, last;

  if (self->first_source != 0)
    {
      g_source_remove (self->first_source);
      first_page_cb (self);
    }
  rc_page_view_get_pages_in_sight (self, &first, &last);
  if (page < first || page > last)
    return;
  if (rc_page_textures_has_failed (textures, page))
    g_signal_emit_by_name (self, "page-failed", page);
  rc_page_view_want_pages (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- labels --- */

static const char *
get_label (RcPageView *self, guint page)
{
  return self->pages != NULL && self->pages->labels != NULL && page < (guint) self->pages->n_pages ? self->pages->labels[page] : NULL;
}

char *
rc_page_view_dup_label (RcPageView *self, guint page)
{
  g_return_val_if_fail (RC_IS_PAGE_VIEW (self), NULL);

  return get_label (self, page) != NULL ? g_strdup (get_label (self, page)) : g_strdup_printf ("%u", page + 1);
}

char *
rc_page_view_dup_place (RcPageView *self, guint page)
{
  const char *label;
  g_autofree char *number = NULL;

  g_return_val_if_fail (RC_IS_PAGE_VIEW (self), NULL);

  if (self->caption != NULL && rc_page_view_get_n_pages (self) < 2)
    return g_strdup (self->caption);
  label = get_label (self, page);
  number = g_strdup_printf ("%u", page + 1);
  if (label == NULL || strcmp (label, number) == 0)
    return g_strdup_printf (_("Page %u of %u"), page + 1, rc_page_view_get_n_pages (self));
  /* Translators: a page by what is printed on it and by its place in the document: "Page iv, 4 of 576". */
  return g_strdup_printf (_("Page %s, %u of %u"), label, page + 1, rc_page_view_get_n_pages (self));
}

void
rc_page_view_set_caption (RcPageView *self, const char *caption)
{
  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  g_free (self->caption);
  self->caption = g_strdup (caption);
  describe_page (self);
}

gboolean
rc_page_view_find_label (RcPageView *self, const char *label, guint *page)
{
  g_autofree char *wanted = NULL, *folded = NULL;
  guint64 number;

  g_return_val_if_fail (RC_IS_PAGE_VIEW (self), FALSE);

  wanted = g_strstrip (g_strdup (label));
  folded = g_utf8_casefold (wanted, -1);
  for (guint i = 0; *wanted != '\0' && i < rc_page_view_get_n_pages (self); i++)
    {
      g_autofree char *other = get_label (self, i) != NULL ? g_utf8_casefold (get_label (self, i), -1) : NULL;

      if (g_strcmp0 (other, folded) == 0)
        {
          *page = i;
          return TRUE;
        }
    }
  if (!g_ascii_string_to_unsigned (wanted, 10, 1, MAX (rc_page_view_get_n_pages (self), 1), &number, NULL))
    return FALSE;
  *page = (guint) number - 1;
  return TRUE;
}

gboolean
rc_page_view_is_right_to_left (RcPageView *self)
{
  g_return_val_if_fail (RC_IS_PAGE_VIEW (self), FALSE);

  return self->pages != NULL && self->pages->right_to_left;
}
