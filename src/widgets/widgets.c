/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be there before the first widget is made. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/widgets.h"

#include "widgets/rc-resources.h"

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
