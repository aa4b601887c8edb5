/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drop-downs of many words: by the keyboard alone, and with a name. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of strings: opened, it takes what is typed, and Enter takes the first word that begins so. */
void rc_drop_down_add_search (GtkDropDown *drop);
/* What a screen reader calls it, with what is chosen: "Format: MARC 21". */
void rc_drop_down_set_name (GtkDropDown *drop, const char *name, const char *chosen);

G_END_DECLS
