/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture of a disc in place of pages: seen whole, with the way to the others of its folder. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-pictures.h"

#include <glib/gi18n.h>

#include "pages/reader-look.h"
#include "widgets/fill.h"
#include "widgets/page-view.h"

#define PILL_HEIGHT 76 /* pixels below the picture, for what leads to the others */

gboolean
rc_reader_pictures_is_on (RcReaderPage *self)
{
  return self->source != NULL && self->source->pictures != NULL;
}

/* From 0; the number of them for one that is gone meanwhile. */
static guint
get_position (RcReaderPage *self)
{
  const GArray *pictures = self->source->pictures;
  guint i = 0;

  while (i < pictures->len && g_array_index (pictures, gint64, i) != self->file)
    i++;
  return i;
}

gboolean
rc_reader_pictures_can_step (RcReaderPage *self, int direction)
{
  guint position;

  if (!rc_reader_pictures_is_on (self))
    return FALSE;
  position = get_position (self);
  return direction < 0 ? position > 0 : position + 1 < self->source->pictures->len;
}

void
rc_reader_pictures_step (RcReaderPage *self, int direction)
{
  if (rc_reader_pictures_can_step (self, direction))
    rc_reader_page_show_file (self, g_array_index (self->source->pictures, gint64, (int) get_position (self) + direction));
}

static void
beyond_cb (RcReaderPage *self, int direction)
{
  rc_reader_pictures_step (self, direction);
}

void
rc_reader_pictures_init (RcReaderPage *self)
{
  g_signal_connect_object (self->view, "beyond", G_CALLBACK (beyond_cb), self, G_CONNECT_SWAPPED);
}

char *
rc_reader_pictures_dup_brief (RcReaderPage *self)
{
  return g_strdup_printf ("%u / %u", get_position (self) + 1, self->source->pictures->len);
}

/* Once: what differs from pages. */
static void
settle (RcReaderPage *self)
{
  g_object_set (self->view, "continuous", FALSE, NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->fit_button), "reader.fit-page");
  rc_button_set_name (GTK_BUTTON (self->fit_button), _("Whole picture"));
  gtk_widget_set_tooltip_text (self->fit_button, _("Whole picture"));
  rc_button_set_name (GTK_BUTTON (self->previous_button), _("Previous picture"));
  gtk_widget_set_tooltip_text (self->previous_button, _("Previous picture"));
  rc_button_set_name (GTK_BUTTON (self->next_button), _("Next picture"));
  gtk_widget_set_tooltip_text (self->next_button, _("Next picture"));
  gtk_label_set_label (GTK_LABEL (self->failed_label), _("This picture cannot be shown"));
  /* Nothing stands before the picture. */
  gtk_widget_add_css_class (self->centre_pane, "page-well");
  gtk_widget_set_margin_bottom (self->views, PILL_HEIGHT);
  /* There is no number to be typed: it tells the place, and no more. */
  gtk_widget_set_can_target (self->place_button, FALSE);
  gtk_widget_set_can_focus (self->place_button, FALSE);
}

void
rc_reader_pictures_show (RcReaderPage *self, RcPdf *pdf)
{
  RcPageView *view = RC_PAGE_VIEW (self->view);
  gboolean first = !self->open;
  /* Translators: which picture of a folder this is: "Picture 3 of 12". */
  g_autofree char *caption = g_strdup_printf (_("Picture %u of %u"), get_position (self) + 1, self->source->pictures->len);

  self->open = TRUE;
  if (first)
    settle (self);
  rc_page_view_set_pdf (view, pdf);
  rc_page_view_set_caption (view, caption);
  if (pdf != NULL)
    {
      rc_page_view_set_fit (view, RC_PAGE_FIT_PAGE);
      rc_reader_look_open (self, pdf);
      rc_reader_page_show_zoom (self);
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "pages");
  rc_reader_page_update_panes (self);
  if (first)
    gtk_widget_grab_focus (self->view);
  else
    rc_page_announce (RC_PAGE (self), caption);
}
