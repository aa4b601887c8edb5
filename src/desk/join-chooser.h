/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which record a record is to be joined with: those that look like it, or what a search finds. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_TYPE_JOIN_CHOOSER (rc_join_chooser_get_type ())
G_DECLARE_FINAL_TYPE (RcJoinChooser, rc_join_chooser, RC, JOIN_CHOOSER, GtkBox)

/* Signal "chosen" (gint64 id). Signal "failed" (words): why nothing can be offered. */
RcJoinChooser *rc_join_chooser_new (RcCatalogue *catalogue, gint64 id);

G_END_DECLS
