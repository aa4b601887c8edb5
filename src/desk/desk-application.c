/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The staff's application: what it is started with, and what its menu does. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/desk-application.h"
#include "desk/desk-window.h"
#include "desk/rc-desk-resources.h"
#include "widgets/language.h"
#include "widgets/look.h"
#include "widgets/widgets.h"

#include <glib/gi18n.h>

struct _RcDeskApplication
{
  AdwApplication parent_instance;
  char *folder; /* (owned) of the catalogue; NULL before startup unless the command line names it */
};

G_DEFINE_FINAL_TYPE (RcDeskApplication, rc_desk_application, ADW_TYPE_APPLICATION)

static void
language_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = user_data;
  GtkWindow *old = gtk_application_get_active_window (application);

  rc_ui_language_set (g_variant_get_string (parameter, NULL));
  g_simple_action_set_state (action, parameter);
  g_application_activate (G_APPLICATION (application));
  if (old != NULL)
    gtk_window_close (old);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (gtk_application_get_active_window (user_data),
                         "application-name", _ ("Desk of the UNESCO Resource Centre"),
                         "application-icon", APP_ID,
                         "developer-name", _ ("UNESCO Almaty"),
                         "version", PACKAGE_VERSION,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
add_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, RC_RESOURCE_PATH "/Desk/style-desk.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
rc_desk_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "language", .activate = language_cb, .parameter_type = "s", .state = "''" },
    { .name = "about", .activate = about_cb },
  };
  RcDeskApplication *self = RC_DESK_APPLICATION (application);
  GAction *language;

  rc_widgets_init ();
  rc_desk_resources_register_resource ();
  G_APPLICATION_CLASS (rc_desk_application_parent_class)->startup (application);
  add_style ();
  rc_look_begin ();
  if (self->folder == NULL)
    self->folder = rc_catalogue_dup_default_folder ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "win.show-help-overlay", (const char *[]){ "<Control>question", NULL });
  language = g_action_map_lookup_action (G_ACTION_MAP (self), "language");
  g_simple_action_set_state (G_SIMPLE_ACTION (language), g_variant_new_string (rc_ui_language_get ()->code));
}

static void
rc_desk_application_activate (GApplication *application)
{
  RcDeskApplication *self = RC_DESK_APPLICATION (application);

  gtk_window_present (GTK_WINDOW (rc_desk_window_new (GTK_APPLICATION (self), self->folder)));
}

/* Files on the command line are to be brought in. */
static void
rc_desk_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  for (int i = 0; i < n_files; i++)
    if (g_file_peek_path (files[i]) != NULL)
      g_strv_builder_add (builder, g_file_peek_path (files[i]));
  paths = g_strv_builder_end (builder);
  rc_desk_application_activate (application);
  if (paths[0] != NULL)
    rc_desk_window_take_files (RC_DESK_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application))),
                               (const char *const *) paths);
}

static int
rc_desk_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  g_variant_dict_lookup (options, "catalogue", "^ay", &RC_DESK_APPLICATION (application)->folder);
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("resource-centre-desk %s\n", PACKAGE_VERSION);
      return 0;
    }
  return -1;
}

static void
rc_desk_application_finalize (GObject *object)
{
  RcDeskApplication *self = RC_DESK_APPLICATION (object);

  g_free (self->folder);
  G_OBJECT_CLASS (rc_desk_application_parent_class)->finalize (object);
}

static void
rc_desk_application_class_init (RcDeskApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rc_desk_application_finalize;
  application_class->startup = rc_desk_application_startup;
  application_class->activate = rc_desk_application_activate;
  application_class->open = rc_desk_application_open;
  application_class->handle_local_options = rc_desk_application_handle_local_options;
}

static void
rc_desk_application_init (RcDeskApplication *self)
{
  static const GOptionEntry options[] = {
    { "catalogue", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Folder of the catalogue"), N_ ("DIR") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

RcDeskApplication *
rc_desk_application_new (void)
{
  return g_object_new (RC_TYPE_DESK_APPLICATION, "application-id", APP_ID ".Desk", "resource-base-path", RC_RESOURCE_PATH, "flags",
                       G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN, NULL);
}
