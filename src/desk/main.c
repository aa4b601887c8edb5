/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The staff's application: catalogue, import, refresh. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/desk-application.h"
#include "widgets/widgets.h"

int
main (int argc, char **argv)
{
  g_autoptr (RcDeskApplication) application = NULL;

  rc_widgets_init_locale ();
  application = rc_desk_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
