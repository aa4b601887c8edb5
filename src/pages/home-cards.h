/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the home page as itself: a new publication, a grant that closes soon. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/query.h"

G_BEGIN_DECLS

/* A GtkButton with the cover and the title of a publication. */
GtkWidget *rc_home_cover_new (const RcRowData *row);
/* The same with its title beside a small cover. */
GtkWidget *rc_home_neighbour_new (const RcRowData *row);
/* A GtkListBoxRow with the name of a grant and the days that are left at `now` (Unix seconds). */
GtkWidget *rc_home_grant_new (const RcRowData *row, gint64 now);

/* The record of either; `kind` (out). */
gint64 rc_home_card_get_record (GtkWidget *card, RcKind *kind);

G_END_DECLS
