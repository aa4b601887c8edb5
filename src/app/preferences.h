/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours, size of text and movement, kept where the settings are installed. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Takes what was chosen earlier into use. */
void rc_preferences_apply (void);
/* So long nobody touches a kiosk until it asks whether somebody is there; 0: it never asks. */
guint rc_preferences_get_quiet_seconds (void);
void rc_preferences_show (GtkWindow *parent);

G_END_DECLS
