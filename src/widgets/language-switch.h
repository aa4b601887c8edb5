/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The languages of the screen beside each other, each in its own name. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Its buttons activate "app.language". Property "brief": all but the current language by their codes. */
#define RC_TYPE_LANGUAGE_SWITCH (rc_language_switch_get_type ())
G_DECLARE_FINAL_TYPE (RcLanguageSwitch, rc_language_switch, RC, LANGUAGE_SWITCH, GtkWidget)

void rc_language_switch_set_brief (RcLanguageSwitch *self, gboolean brief);

G_END_DECLS
