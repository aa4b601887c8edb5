/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The visitor's application: what it is started with, and what its menu does. */
#define G_LOG_DOMAIN "rc-app"

#include "config.h"

#include "app/application.h"
#include "app/about.h"
#include "app/preferences.h"
#include "app/shortcuts.h"
#include "app/window.h"
#include "widgets/language.h"
#include "widgets/look.h"
#include "widgets/widgets.h"

#include <glib/gi18n.h>

struct _RcApplication
{
  AdwApplication parent_instance;

  char *folder;           /* (owned) (nullable) of the catalogue, from the command line */
  gboolean kiosk;
  RcCatalogue *catalogue; /* (owned) */
  const char *first_language; /* static: what a fresh start goes back to */
};

G_DEFINE_FINAL_TYPE (RcApplication, rc_application, ADW_TYPE_APPLICATION)

static RcWindow *
get_window (RcApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l != NULL; l = l->next)
    if (RC_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static void
set_language (RcApplication *self, const char *code)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "language");
  RcWindow *window = get_window (self);

  if (g_str_equal (rc_ui_language_get ()->code, code))
    return;
  rc_ui_language_set (code);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (rc_ui_language_get ()->code));
  if (window != NULL)
    rc_window_rebuild (window);
}

static void
language_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_language (RC_APPLICATION (user_data), g_variant_get_string (parameter, NULL));
}

static void
started_over_cb (RcApplication *self)
{
  if (!self->kiosk)
    return;
  rc_look_reset ();
  set_language (self, self->first_language);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rc_preferences_show (GTK_WINDOW (get_window (RC_APPLICATION (user_data))));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rc_shortcuts_show (GTK_WINDOW (get_window (RC_APPLICATION (user_data))));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rc_about_show (GTK_WINDOW (get_window (RC_APPLICATION (user_data))));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
}

static void
add_actions (RcApplication *self)
{
  static const GActionEntry of_all[] = { { .name = "language", .activate = language_cb, .parameter_type = "s", .state = "''" } };
  static const GActionEntry of_desktop[] = {
    { .name = "preferences", .activate = preferences_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
    { .name = "about", .activate = about_cb },
    { .name = "quit", .activate = quit_cb },
  };
  GAction *language;

  g_action_map_add_action_entries (G_ACTION_MAP (self), of_all, G_N_ELEMENTS (of_all), self);
  language = g_action_map_lookup_action (G_ACTION_MAP (self), "language");
  g_simple_action_set_state (G_SIMPLE_ACTION (language), g_variant_new_string (rc_ui_language_get ()->code));
  if (self->kiosk)
    return;
  g_action_map_add_action_entries (G_ACTION_MAP (self), of_desktop, G_N_ELEMENTS (of_desktop), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", (const char *[]){ "<Control>q", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.preferences", (const char *[]){ "<Control>comma", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.shortcuts", (const char *[]){ "<Control>question", NULL });
}

static void
rc_application_startup (GApplication *application)
{
  RcApplication *self = RC_APPLICATION (application);
  g_autofree char *folder = self->folder != NULL ? g_strdup (self->folder) : rc_catalogue_dup_default_folder ();

  rc_widgets_init ();
  G_APPLICATION_CLASS (rc_application_parent_class)->startup (application);
  rc_look_begin ();
  if (!self->kiosk)
    rc_preferences_apply ();
  self->first_language = rc_ui_language_get ()->code;
  self->catalogue = rc_catalogue_new (folder, FALSE);
  add_actions (self);
}

static void
rc_application_activate (GApplication *application)
{
  RcApplication *self = RC_APPLICATION (application);
  RcWindow *window = get_window (self);

  if (window == NULL)
    {
      window = rc_window_new (ADW_APPLICATION (self), self->catalogue, self->kiosk);
      g_signal_connect_object (window, "started-over", G_CALLBACK (started_over_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static int
rc_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  RcApplication *self = RC_APPLICATION (application);

  g_variant_dict_lookup (options, "catalogue", "^ay", &self->folder);
  g_variant_dict_lookup (options, "kiosk", "b", &self->kiosk);
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("resource-centre %s\n", PACKAGE_VERSION);
      return 0;
    }
  return -1;
}

static void
rc_application_finalize (GObject *object)
{
  RcApplication *self = RC_APPLICATION (object);

  g_free (self->folder);
  g_clear_object (&self->catalogue);
  G_OBJECT_CLASS (rc_application_parent_class)->finalize (object);
}

static void
rc_application_class_init (RcApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rc_application_finalize;
  application_class->startup = rc_application_startup;
  application_class->activate = rc_application_activate;
  application_class->handle_local_options = rc_application_handle_local_options;
}

static void
rc_application_init (RcApplication *self)
{
  static const GOptionEntry options[] = {
    { "catalogue", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Folder of the catalogue"), N_("DIR") },
    { "kiosk", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Fill the screen, without window buttons and menus"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

RcApplication *
rc_application_new (void)
{
  return g_object_new (RC_TYPE_APPLICATION, "application-id", APP_ID, "resource-base-path", RC_RESOURCE_PATH, "flags",
                       G_APPLICATION_NON_UNIQUE, NULL);
}
