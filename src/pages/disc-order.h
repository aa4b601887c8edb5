/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar above the files of a disc: by what they are sorted, and which types are shown. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/disc-list.h"

G_BEGIN_DECLS

#define RC_TYPE_DISC_ORDER (rc_disc_order_get_type ())
G_DECLARE_FINAL_TYPE (RcDiscOrder, rc_disc_order, RC, DISC_ORDER, GtkWidget)

/* Signal "changed": somebody chose something else. */
RcFileOrder rc_disc_order_get (RcDiscOrder *self, gboolean *backwards);
RcFileClass rc_disc_order_get_class (RcDiscOrder *self);
/* Says how much is listed; the words, borrowed. */
const char *rc_disc_order_show_count (RcDiscOrder *self, guint n_folders, guint n_files, guint n_pages);
/* All types again; tells nobody. */
void rc_disc_order_show_all (RcDiscOrder *self);

G_END_DECLS
