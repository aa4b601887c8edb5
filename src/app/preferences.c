/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours, size of text and movement, kept where the settings are installed. */
#define G_LOG_DOMAIN "rc-app"

#include "config.h"

#include "app/preferences.h"
#include "widgets/widgets.h"

#include <adwaita.h>

static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
static const char *const scheme_names[] = { "system", "light", "dark" };
static const int sizes[] = { 100, 125, 150, 200 };

#define QUIET_SECONDS 90 /* where the schema is not installed */

/* NULL where the schema is not installed: then choices last as long as the program. */
static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
use_style (guint index)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[MIN (index, G_N_ELEMENTS (schemes) - 1)]);
}

static void
use_size (int percent)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * percent / 100, NULL);
}

static void
use_stillness (gboolean still)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", !still, NULL);
}

void
rc_preferences_apply (void)
{
  g_autoptr (GSettings) settings = open_settings ();

  if (settings == NULL)
    return;
  use_style (g_settings_get_enum (settings, "colours"));
  if (g_settings_get_int (settings, "text-size") != 100)
    use_size (g_settings_get_int (settings, "text-size"));
  if (g_settings_get_boolean (settings, "less-movement"))
    use_stillness (TRUE);
}

guint
rc_preferences_get_quiet_seconds (void)
{
  g_autoptr (GSettings) settings = open_settings ();

  return settings != NULL ? (guint) g_settings_get_int (settings, "kiosk-quiet-seconds") : QUIET_SECONDS;
}

static void
style_chosen_cb (AdwComboRow *row)
{
  g_autoptr (GSettings) settings = open_settings ();
  guint selected = MIN (adw_combo_row_get_selected (row), G_N_ELEMENTS (schemes) - 1);

  use_style (selected);
  if (settings != NULL)
    g_settings_set_string (settings, "colours", scheme_names[selected]);
}

static void
size_chosen_cb (AdwComboRow *row)
{
  g_autoptr (GSettings) settings = open_settings ();
  int percent = sizes[MIN (adw_combo_row_get_selected (row), G_N_ELEMENTS (sizes) - 1)];

  use_size (percent);
  if (settings != NULL)
    g_settings_set_int (settings, "text-size", percent);
}

static void
stillness_chosen_cb (GtkSwitch *widget)
{
  g_autoptr (GSettings) settings = open_settings ();

  use_stillness (gtk_switch_get_active (widget));
  if (settings != NULL)
    g_settings_set_boolean (settings, "less-movement", gtk_switch_get_active (widget));
}

static void
show_what_is_set (AdwComboRow *style_row, AdwComboRow *size_row, GtkSwitch *still_switch)
{
  AdwColorScheme scheme = adw_style_manager_get_color_scheme (adw_style_manager_get_default ());
  int dpi = 0;
  gboolean animate = TRUE;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, "gtk-enable-animations", &animate, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (schemes[i] == scheme)
      adw_combo_row_set_selected (style_row, i);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (dpi >= 96 * 1024 * sizes[i] / 100)
      adw_combo_row_set_selected (size_row, i);
  gtk_switch_set_active (still_switch, !animate);
}

void
rc_preferences_show (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RC_RESOURCE_PATH "/ui/preferences.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  AdwComboRow *style_row = ADW_COMBO_ROW (gtk_builder_get_object (builder, "style_row"));
  AdwComboRow *size_row = ADW_COMBO_ROW (gtk_builder_get_object (builder, "size_row"));
  GtkSwitch *still_switch = GTK_SWITCH (gtk_builder_get_object (builder, "still_switch"));

  show_what_is_set (style_row, size_row, still_switch);
  g_signal_connect (style_row, "notify::selected", G_CALLBACK (style_chosen_cb), NULL);
  g_signal_connect (size_row, "notify::selected", G_CALLBACK (size_chosen_cb), NULL);
  g_signal_connect (still_switch, "notify::active", G_CALLBACK (stillness_chosen_cb), NULL);
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
