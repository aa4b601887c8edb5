/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record in the list beside the form: its title, who and where, what it is, and whether it is saved. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/row.h"

G_BEGIN_DECLS

#define RC_TYPE_QUEUE_ROW (rc_queue_row_get_type ())
G_DECLARE_FINAL_TYPE (RcQueueRow, rc_queue_row, RC, QUEUE_ROW, GtkBox)

RcQueueRow *rc_queue_row_new (void);
/* Follows the item until there is another; NULL: none. */
void rc_queue_row_set_item (RcQueueRow *self, RcRow *item);
/* 0 without an item. */
gint64 rc_queue_row_get_id (RcQueueRow *self);
void rc_queue_row_set_unsaved (RcQueueRow *self, gboolean unsaved);

G_END_DECLS
