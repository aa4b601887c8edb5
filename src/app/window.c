/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one window of the visitor's application. */
#define G_LOG_DOMAIN "rc-app"

#include "config.h"

#include "app/preferences.h"
#include "app/still-there.h"
#include "app/touch-keyboard.h"
#include "app/window.h"
#include "pages/page-stack.h"

#include <glib/gi18n.h>

struct _RcWindow
{
  AdwApplicationWindow parent_instance;

  RcPageStack *stack;    /* in the window's content */
  GtkWidget *keyboard;   /* (nullable) in it, too, of a kiosk */
  gboolean kiosk;
};

enum
{
  STARTED_OVER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcWindow, rc_window, ADW_TYPE_APPLICATION_WINDOW)

/* The inspector would be an open door: it is bound to keys on every GTK system. */
static gboolean
rc_window_enable_debugging (GtkWindow *window, gboolean toggle)
{
  if (RC_WINDOW (window)->kiosk)
    return TRUE;
  return GTK_WINDOW_CLASS (rc_window_parent_class)->enable_debugging (window, toggle);
}

static gboolean
rc_window_close_request (GtkWindow *window)
{
  if (RC_WINDOW (window)->kiosk)
    return TRUE;
  return GTK_WINDOW_CLASS (rc_window_parent_class)->close_request (window);
}

static void
started_over_cb (RcWindow *self)
{
  if (self->keyboard != NULL)
    rc_touch_keyboard_reset (RC_TOUCH_KEYBOARD (self->keyboard));
  g_signal_emit (self, signals[STARTED_OVER], 0);
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("Preferences"), "app.preferences");
  g_menu_append (menu, _("Keyboard shortcuts"), "app.shortcuts");
  g_menu_append (menu, _("About"), "app.about");
  return G_MENU_MODEL (menu);
}

#define READING_MS (5 * 60 * 1000)
#define COUNT_MS (20 * 1000)

/* What a kiosk shows: the pages with letters to be tapped below, and over them the question whether somebody is there. */
static GtkWidget *
make_watched (RcWindow *self)
{
  const RcStillTimes times = { 1000 * rc_preferences_get_quiet_seconds (), READING_MS, COUNT_MS };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *overlay;

  self->keyboard = rc_touch_keyboard_new ();
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), self->keyboard);
  if (times.quiet == 0)
    return box;
  overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (overlay), box);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), rc_still_there_new (self->stack, &times));
  return overlay;
}

static void
keyboard_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RcWindow *self = user_data;

  /* The letters go to the search of the page. */
  gtk_widget_activate_action (GTK_WIDGET (self->stack), "stack.search", NULL);
  rc_touch_keyboard_show (RC_TOUCH_KEYBOARD (self->keyboard));
}

static void
become_kiosk (RcWindow *self)
{
  static const GActionEntry actions[] = { { .name = "keyboard", .activate = keyboard_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk");
  gtk_window_set_decorated (GTK_WINDOW (self), FALSE);
  gtk_window_fullscreen (GTK_WINDOW (self));
}

static void
rc_window_class_init (RcWindowClass *klass)
{
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  window_class->enable_debugging = rc_window_enable_debugging;
  window_class->close_request = rc_window_close_request;

  /* Somebody asked for a fresh start. */
  signals[STARTED_OVER]
    = g_signal_new ("started-over", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rc_window_init (RcWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), 1280, 800);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 400);
}

RcWindow *
rc_window_new (AdwApplication *application, RcCatalogue *catalogue, gboolean kiosk)
{
  RcWindow *self = g_object_new (RC_TYPE_WINDOW, "application", application, NULL);
  g_autoptr (GMenuModel) menu = kiosk ? NULL : make_menu ();

  self->kiosk = kiosk;
  gtk_window_set_title (GTK_WINDOW (self), _("UNESCO Resource Centre"));
  gtk_window_set_icon_name (GTK_WINDOW (self), APP_ID);
  self->stack = rc_page_stack_new (catalogue, menu);
  g_signal_connect_object (self->stack, "started-over", G_CALLBACK (started_over_cb), self, G_CONNECT_SWAPPED);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), kiosk ? make_watched (self) : GTK_WIDGET (self->stack));
  if (kiosk)
    become_kiosk (self);
  return self;
}

void
rc_window_rebuild (RcWindow *self)
{
  g_autoptr (GMenuModel) menu = NULL;

  g_return_if_fail (RC_IS_WINDOW (self));

  menu = self->kiosk ? NULL : make_menu ();
  gtk_window_set_title (GTK_WINDOW (self), _("UNESCO Resource Centre"));
  rc_page_stack_rebuild (self->stack, menu);
  if (self->keyboard != NULL)
    rc_touch_keyboard_reset (RC_TOUCH_KEYBOARD (self->keyboard));
}
