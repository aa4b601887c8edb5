/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of the list of what is to be checked: its title, what is wrong, and what can be done about it at once. */
#pragma once

#include <gtk/gtk.h>

#include "desk/check-item.h"

G_BEGIN_DECLS

#define RC_TYPE_CHECK_ROW (rc_check_row_get_type ())
G_DECLARE_FINAL_TYPE (RcCheckRow, rc_check_row, RC, CHECK_ROW, GtkBox)

/* Its buttons are the actions "check.use" and "check.accept" with the id of the record (x). */
RcCheckRow *rc_check_row_new (void);
/* Follows the item until there is another; NULL: none. What it shows is of the classes (bits). */
void rc_check_row_set_item (RcCheckRow *self, RcCheckItem *item, guint32 qualities);
/* Borrowed; NULL without one. */
RcCheckItem *rc_check_row_get_item (RcCheckRow *self);

G_END_DECLS
