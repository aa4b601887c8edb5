/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day as a leaf of a calendar: number above, month below. */
#pragma once

#include <gtk/gtk.h>

#include "record/deadline.h"

G_BEGIN_DECLS

#define RC_TYPE_DATE_TILE (rc_date_tile_get_type ())
G_DECLARE_FINAL_TYPE (RcDateTile, rc_date_tile, RC, DATE_TILE, GtkWidget)

GtkWidget *rc_date_tile_new (void);
/* rc_deadline_get_day; only the month for one that is only usual, a sign without end for rolling ones, a question where none is stated. */
void rc_date_tile_set_deadline (RcDateTile *self, guint day, RcDeadlinePrecision precision);

G_END_DECLS
