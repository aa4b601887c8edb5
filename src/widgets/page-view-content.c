/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page view needs of its document: textures, sizes of pages, and their first words for screen readers. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "widgets/page-view-private.h"

#define LARGEST_TEXTURE 12e6 /* pixels; larger zooms stretch it, which costs sharpness but not the cache */
#define N_NEIGHBOURS 2
#define WORDS_FOR_READERS 240 /* letters of the page's text that go into the description */

static double
get_texture_scale (RcPageView *self, guint page)
{
  double scale = rc_page_view_get_scale (self) * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double width, height;

  rc_page_layout_get_size (self->layout, page, &width, &height);
  return MIN (scale, sqrt (LARGEST_TEXTURE / (width * height)));
}

GdkTexture *
rc_page_view_get_texture (RcPageView *self, guint page)
{
  gboolean exact;

  return rc_page_textures_get (self->textures, page, get_texture_scale (self, page), &exact);
}

/* What screen readers say: the place, and how the page begins. */
static void
describe_page (RcPageView *self)
{
  g_autofree char *name = g_strdup_printf (_("Page %u of %u"), self->page + 1, rc_page_view_get_n_pages (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->page_text != NULL ? self->page_text : "", -1);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcPageView) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rc_pdf_text_finish (RC_PDF (source), result, &error);

  self->n_texts_awaited--;
  if (text == NULL || self->n_texts_awaited > 0 || self->textures == NULL)
    return;

  g_free (self->page_text);
  self->page_text = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), WORDS_FOR_READERS));
  describe_page (self);
}

void
rc_page_view_page_changed (RcPageView *self)
{
  RcPdf *pdf = rc_page_textures_get_pdf (self->textures);

  g_clear_pointer (&self->page_text, g_free);
  describe_page (self);
  self->n_texts_awaited++;
  rc_pdf_text_async (pdf, (int) self->page, NULL, text_cb, g_object_ref (self));
  g_object_notify (G_OBJECT (self), "page");
}

typedef struct
{
  RcPageView *self; /* (owned) */
  guint page;
} SizeAsked;

static void
size_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree SizeAsked *asked = data;
  g_autoptr (RcPageView) self = asked->self;
  g_autoptr (GError) error = NULL;
  double width, height;

  if (!rc_pdf_page_size_finish (RC_PDF (source), result, &width, &height, &error))
    return; /* drawing it fails as well, and that is shown */
  if (self->textures == NULL || rc_page_textures_get_pdf (self->textures) != RC_PDF (source))
    return;
  if (rc_page_layout_set_size (self->layout, asked->page, width, height))
    rc_page_view_place_again (self);
}

static void
ask_for_size (RcPageView *self, guint page)
{
  SizeAsked *asked;

  if (!g_hash_table_add (self->sizes_asked, GUINT_TO_POINTER (page)))
    return;
  asked = g_new0 (SizeAsked, 1);
  asked->self = g_object_ref (self);
  asked->page = page;
  rc_pdf_page_size_async (rc_page_textures_get_pdf (self->textures), (int) page, NULL, size_cb, asked);
}

/* What is in sight is made first, then the pages around it. */
void
rc_page_view_want_pages (RcPageView *self)
{
  guint first, last, n;

  if (self->textures == NULL || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return;

  n = rc_page_view_get_n_pages (self);
  rc_page_view_get_pages_in_sight (self, &first, &last);
  rc_page_textures_unwant_all (self->textures);
  for (guint page = first; page <= last; page++)
    {
      ask_for_size (self, page);
      rc_page_textures_want (self->textures, page, get_texture_scale (self, page), G_PRIORITY_DEFAULT);
    }
  for (guint i = 1; i <= N_NEIGHBOURS; i++)
    {
      if (last + i < n)
        {
          ask_for_size (self, last + i);
          rc_page_textures_want (self->textures, last + i, get_texture_scale (self, last + i), G_PRIORITY_LOW + (int) i);
        }
      if (first >= i)
        {
          ask_for_size (self, first - i);
          rc_page_textures_want (self->textures, first - i, get_texture_scale (self, first - i), G_PRIORITY_LOW + (int) i);
        }
    }
}

void
rc_page_view_textures_changed_cb (RcPageTextures *textures, guint page, RcPageView *self)
{
  guint first, last;

  rc_page_view_get_pages_in_sight (self, &first, &last);
  if (rc_page_textures_has_failed (textures, page) && page >= first && page <= last)
    g_signal_emit_by_name (self, "page-failed", page);
  rc_page_view_want_pages (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
