/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document as large text in place of its pages, and the way there and back. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-reading.h"

#include "pages/reader-find.h"
#include "pages/reader-look.h"
#include "widgets/page-view.h"
#include "widgets/reading-view.h"

void
rc_reader_reading_init (RcReaderPage *self)
{
  self->reading = g_object_new (RC_TYPE_READING_VIEW, NULL);
  gtk_stack_add_named (GTK_STACK (self->views), self->reading, "text");
  g_signal_connect_object (self->reading, "notify::page", G_CALLBACK (rc_reader_page_show_place), self, G_CONNECT_SWAPPED);
}

void
rc_reader_reading_set_document (RcReaderPage *self, RcPdf *pdf)
{
  rc_reading_view_set_pdf (RC_READING_VIEW (self->reading), pdf);
}

gboolean
rc_reader_reading_is_on (RcReaderPage *self)
{
  return self->open && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->reading_button));
}

static void
show_text (RcReaderPage *self)
{
  guint page = rc_page_view_get_page (RC_PAGE_VIEW (self->view));

  self->read_from = page;
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "text");
  rc_reading_view_show_place (RC_READING_VIEW (self->reading), page, 0);
  rc_reader_reading_show_hits (self);
  rc_reading_view_focus_text (RC_READING_VIEW (self->reading));
}

/* Whoever stayed on the page finds it as it was left. */
static void
show_pages (RcReaderPage *self)
{
  guint page;
  double y;

  rc_reading_view_get_place (RC_READING_VIEW (self->reading), &page, &y);
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "pages");
  if (page != self->read_from)
    {
      rc_page_view_show_page (RC_PAGE_VIEW (self->view), page);
      if (y > 0)
        rc_page_view_show_box (RC_PAGE_VIEW (self->view), page, &(RcBox){ 0, y, 1, y + 12 });
    }
  gtk_widget_grab_focus (self->view);
}

void
rc_reader_reading_toggled (RcReaderPage *self)
{
  if (rc_reader_reading_is_on (self))
    show_text (self);
  else
    show_pages (self);
  rc_reader_look_update_menu (self);
  rc_reader_page_update_panes (self);
}

void
rc_reader_reading_show_hits (RcReaderPage *self)
{
  RcReadingView *reading = RC_READING_VIEW (self->reading);
  guint page, n;

  if (!rc_reader_reading_is_on (self))
    return;
  rc_reading_view_set_wanted (reading, rc_reader_find_get_text (RC_READER_FIND (self->find)));
  if (rc_reader_find_get_current (RC_READER_FIND (self->find), &page, &n))
    rc_reading_view_show_mark (reading, page, n);
}

gboolean
rc_reader_reading_act (RcReaderPage *self, const char *action)
{
  RcReadingView *reading = RC_READING_VIEW (self->reading);
  guint page = rc_reading_view_get_page (reading);

  if (g_str_equal (action, "zoom-in"))
    gtk_widget_activate_action (self->reading, "reading.larger", NULL);
  else if (g_str_equal (action, "zoom-out"))
    gtk_widget_activate_action (self->reading, "reading.smaller", NULL);
  else if (g_str_equal (action, "next-page"))
    rc_reading_view_show_place (reading, page + 1, 0);
  else if (g_str_equal (action, "previous-page") && page > 0)
    rc_reading_view_show_place (reading, page - 1, 0);
  else
    return FALSE;
  return TRUE;
}
