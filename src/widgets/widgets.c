/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be there before the first widget is made. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/widgets.h"

#include "widgets/rc-resources.h"

#include <libintl.h>
#include <locale.h>

/* Called by hand: in a static library the linker leaves out a constructor that nobody names. */
void
rc_widgets_init (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  rc_resources_register_resource ();
  g_once_init_leave (&done, 1);
}

void
rc_widgets_init_locale (void)
{
  const char *localedir = g_getenv ("RC_LOCALEDIR");

  setlocale (LC_ALL, "");
  if (g_strcmp0 (setlocale (LC_MESSAGES, NULL), "C") == 0)
    setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_DOMAIN, localedir != NULL ? localedir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_DOMAIN, "UTF-8");
  textdomain (GETTEXT_DOMAIN);
}
