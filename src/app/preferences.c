/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours, size of text and movement, kept where the settings are installed. */
#define G_LOG_DOMAIN "rc-app"

#include "config.h"

#include "app/preferences.h"
#include "widgets/look.h"
#include "widgets/widgets.h"

#include <adwaita.h>

static const char *const scheme_names[] = { "system", "light", "dark" }; /* in the order of RcColours */

#define QUIET_SECONDS 90 /* where the schema is not installed */

/* NULL where the schema is not installed: then choices last as long as the program. */
static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

void
rc_preferences_apply (void)
{
  g_autoptr (GSettings) settings = open_settings ();

  if (settings == NULL)
    return;
  rc_look_set_colours ((RcColours) g_settings_get_enum (settings, "colours"));
  if (g_settings_get_int (settings, "text-size") != 100)
    rc_look_set_text_size (g_settings_get_int (settings, "text-size"));
  if (g_settings_get_boolean (settings, "less-movement"))
    rc_look_set_still (TRUE);
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
  guint selected = MIN (adw_combo_row_get_selected (row), G_N_ELEMENTS (scheme_names) - 1);

  rc_look_set_colours ((RcColours) selected);
  if (settings != NULL)
    g_settings_set_string (settings, "colours", scheme_names[selected]);
}

static void
size_chosen_cb (AdwComboRow *row)
{
  g_autoptr (GSettings) settings = open_settings ();
  int percent = rc_text_sizes[MIN (adw_combo_row_get_selected (row), G_N_ELEMENTS (rc_text_sizes) - 1)];

  rc_look_set_text_size (percent);
  if (settings != NULL)
    g_settings_set_int (settings, "text-size", percent);
}

static void
stillness_chosen_cb (GtkSwitch *widget)
{
  g_autoptr (GSettings) settings = open_settings ();

  rc_look_set_still (gtk_switch_get_active (widget));
  if (settings != NULL)
    g_settings_set_boolean (settings, "less-movement", gtk_switch_get_active (widget));
}

static void
show_what_is_set (AdwComboRow *style_row, AdwComboRow *size_row, GtkSwitch *still_switch)
{
  adw_combo_row_set_selected (style_row, MIN ((guint) rc_look_get_colours (), G_N_ELEMENTS (scheme_names) - 1));
  adw_combo_row_set_selected (size_row, rc_look_get_text_size ());
  gtk_switch_set_active (still_switch, rc_look_get_still ());
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
