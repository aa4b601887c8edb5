/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the applications look up by name is in the resources: without the styles everything works, and looks broken. */
#include "widgets/widgets.h"

#include <gio/gio.h>

static void
test_there (gconstpointer data)
{
  const char *path = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 100);
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "style.css",    "style-dark.css", "style-hc.css", "style-hc-dark.css", "style-pages.css",
                                       "ui/shortcuts.ui", "ui/page.ui", "icons/scalable/apps/kz.unesco.ResourceCentre.svg", "art/hero.svg" };

  g_test_init (&argc, &argv, NULL);
  rc_widgets_init ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *test = g_strdup_printf ("/widgets/resources/%u", i);

      g_test_add_data_func_full (test, g_strdup_printf ("%s/%s", RC_RESOURCE_PATH, names[i]), test_there, g_free);
    }
  return g_test_run ();
}
