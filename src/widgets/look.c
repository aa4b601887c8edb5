/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the screen looks to the one before it: colours, size of text, movement, size of what is touched. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/look.h"

#include <adwaita.h>

#include "widgets/widgets.h"

/* The style manager holds the style sheets of each while it is on. */
#define HIGH_CONTRAST_KEY "rc-high-contrast"
#define LARGE_KEY "rc-large"

const int rc_text_sizes[4] = { 100, 125, 150, 200 };

static void
drop_sheet (gpointer data)
{
  GtkStyleProvider *sheet = data;

  gtk_style_context_remove_provider_for_display (gdk_display_get_default (), sheet);
  g_object_unref (sheet);
}

static GtkCssProvider *
add_sheet (const char *path)
{
  GtkCssProvider *sheet = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (sheet, path);
  /* Over the application's own. */
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (sheet), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  return sheet;
}

void
rc_look_begin (void)
{
  /* Sizes in the styles are told for 16 px, whatever font the desktop has. */
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Inter 12", NULL);
  /* Where nothing blends windows, a shadow around a menu would be a black frame. */
  if (!gdk_display_is_composited (gdk_display_get_default ()))
    g_object_unref (add_sheet (RC_RESOURCE_PATH "/style-opaque.css"));
}

static gboolean
has_sheets (const char *key)
{
  return g_object_get_data (G_OBJECT (adw_style_manager_get_default ()), key) != NULL;
}

static void
set_sheets (const char *key, gboolean on, const char *const *paths)
{
  GPtrArray *sheets;

  if (on == has_sheets (key))
    return;
  sheets = on ? g_ptr_array_new_with_free_func (drop_sheet) : NULL;
  for (guint i = 0; on && paths[i] != NULL; i++)
    g_ptr_array_add (sheets, add_sheet (paths[i]));
  g_object_set_data_full (G_OBJECT (adw_style_manager_get_default ()), key, sheets, on ? (GDestroyNotify) g_ptr_array_unref : NULL);
}

/* libadwaita follows the system's choice of high contrast and has no way to make one here. */
static void
set_high_contrast (gboolean high)
{
  static const char *const paths[] = { RC_RESOURCE_PATH "/style-hc.css", RC_RESOURCE_PATH "/style-hc-dark.css", NULL };

  set_sheets (HIGH_CONTRAST_KEY, high, paths);
}

void
rc_look_set_colours (RcColours colours)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK,
                                            ADW_COLOR_SCHEME_FORCE_DARK };

  g_return_if_fail (colours < G_N_ELEMENTS (schemes));

  set_high_contrast (colours == RC_COLOURS_HIGH_CONTRAST);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[colours]);
}

RcColours
rc_look_get_colours (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  AdwColorScheme scheme = adw_style_manager_get_color_scheme (manager);

  if (has_sheets (HIGH_CONTRAST_KEY))
    return RC_COLOURS_HIGH_CONTRAST;
  return scheme == ADW_COLOR_SCHEME_FORCE_LIGHT ? RC_COLOURS_LIGHT : scheme == ADW_COLOR_SCHEME_FORCE_DARK ? RC_COLOURS_DARK : RC_COLOURS_SYSTEM;
}

void
rc_look_set_text_size (int percent)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * percent / 100, NULL);
}

guint
rc_look_get_text_size (void)
{
  int dpi = 0;
  guint size = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rc_text_sizes); i++)
    if (dpi >= 96 * 1024 * rc_text_sizes[i] / 100)
      size = i;
  return size;
}

void
rc_look_set_still (gboolean still)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", !still, NULL);
}

gboolean
rc_look_get_still (void)
{
  gboolean animate = TRUE;

  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &animate, NULL);
  return !animate;
}

void
rc_look_set_large (gboolean large)
{
  static const char *const paths[] = { RC_RESOURCE_PATH "/style-large.css", NULL };

  set_sheets (LARGE_KEY, large, paths);
}

gboolean
rc_look_get_large (void)
{
  return has_sheets (LARGE_KEY);
}

void
rc_look_reset (void)
{
  rc_look_set_large (FALSE);
  rc_look_set_colours (RC_COLOURS_SYSTEM);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-enable-animations");
}
