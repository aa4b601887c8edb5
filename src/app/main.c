/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The visitor's application: browse, search, read. */
#define G_LOG_DOMAIN "rc-app"

#include "config.h"

#include "app/application.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char **argv)
{
  const char *localedir = g_getenv ("RC_LOCALEDIR");

  /* Where no locale is set nothing would be translated, and C.UTF-8 is enough for that. */
  setlocale (LC_ALL, "");
  if (g_strcmp0 (setlocale (LC_MESSAGES, NULL), "C") == 0)
    setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_DOMAIN, localedir != NULL ? localedir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_DOMAIN, "UTF-8");
  textdomain (GETTEXT_DOMAIN);

  g_autoptr (RcApplication) application = rc_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
