/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above results that were found by other words than those typed: which, and the way to exactly those typed. Above few that
 * were found by those typed: other words that may have been meant. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "exactly": nothing but what was typed is wanted. Signal "search": a text, instead of what was typed. */
#define RC_TYPE_UNDERSTOOD_BAR (rc_understood_bar_get_type ())
G_DECLARE_FINAL_TYPE (RcUnderstoodBar, rc_understood_bar, RC, UNDERSTOOD_BAR, GtkWidget)

/* What was found for, and what was typed; where `understood` is "", what may have been meant (nullable). Not visible where
 * there is neither. */
void rc_understood_bar_show (RcUnderstoodBar *self, const char *understood, const char *suggested, const char *typed);
/* The button stands below the words instead of beside them. */
void rc_understood_bar_set_narrow (RcUnderstoodBar *self, gboolean narrow);

G_END_DECLS
