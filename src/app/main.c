/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The visitor's application: browse, search, read. */
#define G_LOG_DOMAIN "rc-app"

#include "config.h"

#include "app/application.h"
#include "widgets/widgets.h"

int
main (int argc, char **argv)
{
  g_autoptr (RcApplication) application = NULL;

  rc_widgets_init_locale ();
  application = rc_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
