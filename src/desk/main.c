/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The staff's application: catalogue, import, refresh. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/desk-application.h"
#include "refresh/fetch.h"
#include "widgets/widgets.h"

#include <glib-unix.h>

/* The end of the session is an end in good order. */
static gboolean
terminate_cb (gpointer application)
{
  g_application_quit (application);
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (RcDeskApplication) application = NULL;

  rc_widgets_init_locale ();
  rc_fetch_prepare ();
  application = rc_desk_application_new ();
  g_unix_signal_add (SIGTERM, terminate_cb, application);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
