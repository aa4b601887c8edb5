/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts what a page shows on the visitor's list, and takes it off again. */
#pragma once

#include "pages/my-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_LIST_BUTTON (rc_list_button_get_type ())
G_DECLARE_FINAL_TYPE (RcListButton, rc_list_button, RC, LIST_BUTTON, GtkToggleButton)

/* `list` (nullable): without one the button is not there. */
void rc_list_button_set (RcListButton *self, RcMyList *list, gint64 id);

G_END_DECLS
