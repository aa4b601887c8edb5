/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was brought in before, newest first, each with its counts, its report and its way back. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_TYPE_HISTORY (rc_history_get_type ())
G_DECLARE_FINAL_TYPE (RcHistory, rc_history, RC, HISTORY, GtkBox)

/* Signals "told" (words): something happened that staff should know; "undone" (words): an import was taken back. */

/* The imports of the catalogue. Follows its changes by itself. */
void rc_history_set_catalogue (RcHistory *self, RcCatalogue *catalogue);
/* Asks whether to take the import back, and does so. */
void rc_history_undo (RcHistory *self, gint64 import);

G_END_DECLS
