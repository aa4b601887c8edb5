/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of the screen as a button, with the others in its menu. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Its menu activates "app.language". */
#define RC_TYPE_LANGUAGE_BUTTON (rc_language_button_get_type ())
G_DECLARE_FINAL_TYPE (RcLanguageButton, rc_language_button, RC, LANGUAGE_BUTTON, AdwBin)

/* The language by two letters, where there is little room. */
void rc_language_button_set_brief (RcLanguageButton *self, gboolean brief);

/* What a screen reader calls a GtkMenuButton: it meets the button inside. */
void rc_menu_button_set_name (GtkMenuButton *button, const char *name);

G_END_DECLS
