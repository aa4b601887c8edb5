/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the pages are looked at: the menu beside them, full screen, a presentation, marks, and the way back. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-look.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "pages/reader-bookmarks.h"
#include "pages/reader-goto.h"
#include "pages/reader-page-private.h"
#include "pages/reader-pictures.h"
#include "pages/reader-policy.h"
#include "pages/reader-print.h"
#include "pages/reader-reading.h"
#include "pages/reader-sidebar.h"
#include "widgets/language-button.h"
#include "widgets/page-view.h"
#include "widgets/reading-view.h"
#include "widgets/widgets.h"

/* --- the menu --- */

static void
add_section (GMenu *menu, GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

/* Of large text: what of it is not only about pages. */
static GMenuModel *
make_text_menu (RcReaderPage *self, gboolean kiosk)
{
  GMenu *menu = g_menu_new ();

  if (self->may_print)
    g_menu_append (menu, _("Print…"), "reader.print");
  if (!kiosk)
    g_menu_append (menu, _("Full screen"), "reader.fullscreen");
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_picture_menu (RcReaderPage *self, gboolean kiosk)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("Larger"), "reader.zoom-in");
  g_menu_append (menu, _("Smaller"), "reader.zoom-out");
  g_menu_append (menu, _("Whole picture"), "reader.fit-page");
  g_menu_append (menu, _("Turn left"), "reader.rotate-left");
  g_menu_append (menu, _("Turn right"), "reader.rotate-right");
  if (self->may_print)
    g_menu_append (menu, _("Print…"), "reader.print");
  if (!kiosk)
    g_menu_append (menu, _("Full screen"), "reader.fullscreen");
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_menu (RcReaderPage *self, gboolean kiosk)
{
  GMenu *menu = g_menu_new ();
  GMenu *section = g_menu_new ();

  g_menu_append (section, _("Larger"), "reader.zoom-in");
  g_menu_append (section, _("Smaller"), "reader.zoom-out");
  g_menu_append (section, _("Fit the width"), "reader.fit-width");
  g_menu_append (section, _("Whole page"), "reader.fit-page");
  /* Translators: as large as on paper. */
  g_menu_append (section, _("Real size"), "reader.real-size");
  add_section (menu, section);
  section = g_menu_new ();
  g_menu_append (section, _("All pages in one column"), "look.continuous");
  g_menu_append (section, _("Two pages side by side"), "look.two-pages");
  g_menu_append (section, _("First page alone"), "look.cover");
  g_menu_append (section, _("Turn left"), "reader.rotate-left");
  g_menu_append (section, _("Turn right"), "reader.rotate-right");
  g_menu_append (section, _("Night"), "reader.night");
  add_section (menu, section);
  section = g_menu_new ();
  g_menu_append (section, _("Mark this page"), "reader.bookmark");
  g_menu_append (section, _("Forward"), "reader.go-forward");
  if (self->may_print)
    g_menu_append (section, _("Print…"), "reader.print");
  if (!kiosk)
    {
      g_menu_append (section, _("Full screen"), "reader.fullscreen");
      g_menu_append (section, _("Presentation"), "reader.present");
    }
  add_section (menu, section);
  return G_MENU_MODEL (menu);
}

/* --- full screen and presentation --- */

typedef enum
{
  BARE_NOT,
  BARE_FULL,      /* nothing but the pages, as they were */
  BARE_PRESENTED, /* one page at a time, whole */
} Bare;

static void
set_bare (RcReaderPage *self, Bare bare)
{
  RcPageView *view = RC_PAGE_VIEW (self->view);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if ((Bare) self->bare == bare || !GTK_IS_WINDOW (root) || rc_reader_policy_is_kiosk (GTK_WIDGET (self)))
    return;
  if (self->bare == BARE_PRESENTED)
    {
      g_object_set (view, "continuous", self->was_continuous, "two-pages", self->was_two_pages, NULL);
      rc_page_view_set_fit (view, self->was_fit);
    }
  if (bare == BARE_PRESENTED)
    {
      g_object_get (view, "continuous", &self->was_continuous, "two-pages", &self->was_two_pages, NULL);
      self->was_fit = rc_page_view_get_fit (view);
      g_object_set (view, "continuous", FALSE, "two-pages", FALSE, NULL);
      rc_page_view_set_fit (view, RC_PAGE_FIT_PAGE);
    }
  self->bare = bare;
  if (bare == BARE_NOT)
    gtk_window_unfullscreen (GTK_WINDOW (root));
  else
    gtk_window_fullscreen (GTK_WINDOW (root));
  gtk_widget_set_visible (rc_page_get_header (RC_PAGE (self)), bare == BARE_NOT);
  gtk_widget_activate_action (GTK_WIDGET (self), "stack.set-bare", "b", bare != BARE_NOT);
  gtk_widget_set_visible (self->leave_button, bare != BARE_NOT);
  rc_reader_page_update_panes (self);
  gtk_widget_grab_focus (self->view);
}

gboolean
rc_reader_look_leave (RcReaderPage *self)
{
  if (self->bare == BARE_NOT)
    return FALSE;
  set_bare (self, BARE_NOT);
  return TRUE;
}

static void
fullscreen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcReaderPage *self = RC_READER_PAGE (widget);

  if (self->open)
    set_bare (self, self->bare == BARE_NOT ? BARE_FULL : BARE_NOT);
}

static void
present_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcReaderPage *self = RC_READER_PAGE (widget);

  if (self->open)
    set_bare (self, self->bare == BARE_PRESENTED ? BARE_NOT : BARE_PRESENTED);
}

/* Whoever leaves the page leaves the full screen, too. */
static void
unmap_cb (RcReaderPage *self)
{
  set_bare (self, BARE_NOT);
}

/* --- the way back --- */

static void
show_history (RcReaderPage *self)
{
  RcPageView *view = RC_PAGE_VIEW (self->view);
  int before, after;

  g_object_get (view, "before", &before, "after", &after, NULL);
  gtk_widget_set_visible (self->return_button, before >= 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.go-forward", after >= 0);
  if (before >= 0)
    {
      g_autofree char *label = rc_page_view_dup_label (view, (guint) before);
      /* Translators: to the page from which a link was followed. */
      g_autofree char *text = g_strdup_printf (_("Back to page %s"), label);

      gtk_button_set_label (GTK_BUTTON (self->return_button), text);
    }
}

/* Alt+Left goes back among the pages as long as there is a place to go back to, and then to the page of the record. */
static gboolean
back_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  RcReaderPage *self = RC_READER_PAGE (widget);
  int before;

  g_object_get (self->view, "before", &before, NULL);
  return before >= 0 && gtk_widget_activate_action (self->view, "view.go-back", NULL);
}

static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcReaderPage *self = RC_READER_PAGE (widget);

  gtk_widget_activate_action (self->view, g_str_has_suffix (name, "back") ? "view.go-back" : "view.go-forward", NULL);
  gtk_widget_grab_focus (self->view);
}

/* --- marks --- */

void
rc_reader_look_page_changed (RcReaderPage *self)
{
  gtk_widget_set_visible (self->mark_icon, self->bookmarks != NULL
                                             && rc_reader_bookmarks_has (self->bookmarks, rc_page_view_get_page (RC_PAGE_VIEW (self->view))));
}

static void
bookmark_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcReaderPage *self = RC_READER_PAGE (widget);
  RcPageView *view = RC_PAGE_VIEW (self->view);
  guint page = rc_page_view_get_page (view);
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;

  if (!self->open || self->bookmarks == NULL)
    return;
  label = rc_page_view_dup_label (view, page);
  text = g_strdup_printf (_("Page %s"), label);
  rc_reader_bookmarks_toggle (self->bookmarks, page, text);
  rc_reader_look_page_changed (self);
  rc_page_announce (RC_PAGE (self), rc_reader_bookmarks_has (self->bookmarks, page) ? _("The page is marked.") : _("The mark is taken away."));
}

/* --- the whole --- */

static void
goto_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (RC_READER_PAGE (widget)->open)
    gtk_menu_button_popup (GTK_MENU_BUTTON (RC_READER_PAGE (widget)->place_button));
}

static void
sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcReaderPage *self = RC_READER_PAGE (widget);

  self->sidebar_off = !self->sidebar_off;
  rc_reader_page_update_panes (self);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcReaderPage *self = RC_READER_PAGE (widget);

  gtk_widget_activate_action (self->view, "view.copy", NULL);
  rc_page_announce (RC_PAGE (self), _("Copied."));
  gtk_widget_grab_focus (self->view);
}

static void
selection_cb (RcReaderPage *self)
{
  gboolean selected;

  g_object_get (self->view, "has-selection", &selected, NULL);
  gtk_widget_set_visible (self->copy_button, selected);
}

/* --- onto paper --- */

static void
printed_cb (RcReaderPage *self, GtkPrintOperationResult result, GtkPrintOperation *operation)
{
  guint n_failed = rc_reader_print_get_n_failed (operation);
  g_autofree char *text = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    rc_page_announce (RC_PAGE (self), _("It could not be printed."));
  if (n_failed == 0 || result != GTK_PRINT_OPERATION_RESULT_APPLY)
    return;
  text = g_strdup_printf (ngettext ("%u page could not be printed.", "%u pages could not be printed.", n_failed), n_failed);
  rc_page_announce (RC_PAGE (self), text);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcReaderPage *self = RC_READER_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GtkPrintOperation) operation = NULL;
  guint page;

  if (!self->open || !self->may_print)
    return;
  page = rc_reader_reading_is_on (self) ? rc_reading_view_get_page (RC_READING_VIEW (self->reading)) : rc_page_view_get_page (RC_PAGE_VIEW (self->view));
  operation = rc_reader_print_new (rc_page_view_get_pdf (RC_PAGE_VIEW (self->view)), gtk_label_get_text (GTK_LABEL (self->title_label)), page);
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), self, G_CONNECT_SWAPPED);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}

void
rc_reader_look_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "reader.fullscreen", NULL, fullscreen_action);
  gtk_widget_class_install_action (widget_class, "reader.present", NULL, present_action);
  gtk_widget_class_install_action (widget_class, "reader.bookmark", NULL, bookmark_action);
  gtk_widget_class_install_action (widget_class, "reader.goto", NULL, goto_action);
  gtk_widget_class_install_action (widget_class, "reader.go-back", NULL, go_action);
  gtk_widget_class_install_action (widget_class, "reader.go-forward", NULL, go_action);
  gtk_widget_class_install_action (widget_class, "reader.sidebar", NULL, sidebar_action);
  gtk_widget_class_install_action (widget_class, "reader.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "reader.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "reader.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "reader.fullscreen", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "reader.present", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "reader.sidebar", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "reader.bookmark", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "reader.goto", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "reader.go-forward", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, back_key_cb, NULL);
}

void
rc_reader_look_init (RcReaderPage *self)
{
  static const char *const properties[] = { "continuous", "two-pages", "cover" };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *popover = g_object_new (RC_TYPE_READER_GOTO, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autoptr (GPropertyAction) action = g_property_action_new (properties[i], self->view, properties[i]);

      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "look", G_ACTION_GROUP (group));
  rc_reader_goto_set_view (RC_READER_GOTO (popover), RC_PAGE_VIEW (self->view));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->place_button), popover);
  rc_menu_button_set_name (GTK_MENU_BUTTON (self->more_button), _("More ways to look at it"));
  g_signal_connect_object (self->view, "notify::before", G_CALLBACK (show_history), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::after", G_CALLBACK (show_history), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::has-selection", G_CALLBACK (selection_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "pages-known", G_CALLBACK (rc_reader_page_show_place), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.go-forward", FALSE);
}

void
rc_reader_look_update_menu (RcReaderPage *self)
{
  gboolean kiosk = rc_reader_policy_is_kiosk (GTK_WIDGET (self));
  gboolean reading = rc_reader_reading_is_on (self);
  g_autoptr (GMenuModel) menu = rc_reader_pictures_is_on (self) ? make_picture_menu (self, kiosk)
                                : reading                       ? make_text_menu (self, kiosk)
                                                                : make_menu (self, kiosk);

  self->has_menu = g_menu_model_get_n_items (menu) > 0;
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more_button), menu);
}

void
rc_reader_look_open (RcReaderPage *self, RcPdf *pdf)
{
  GtkWidget *widget = GTK_WIDGET (self);
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (self));

  self->may_print = rc_reader_policy_may_print (widget, pdf);
  gtk_widget_action_set_enabled (widget, "reader.print", self->may_print);
  rc_reader_look_update_menu (self);
  rc_page_view_set_may_copy (RC_PAGE_VIEW (self->view), rc_reader_policy_may_copy (widget, pdf));
  if (navigator != NULL && !rc_reader_pictures_is_on (self))
    {
      /* Documents and files are counted each by themselves. */
      self->bookmarks = g_object_ref (rc_reader_bookmarks_get (G_OBJECT (navigator), self->document != 0 ? self->document : -self->file));
      rc_reader_sidebar_set_bookmarks (RC_READER_SIDEBAR (self->sidebar), self->bookmarks);
    }
  rc_reader_look_page_changed (self);
}
