/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Previous and Next: the way from one result to another without going back to the list. */
#pragma once

#include "pages/navigator.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_STEPS (rc_steps_get_type ())
G_DECLARE_FINAL_TYPE (RcSteps, rc_steps, RC, STEPS, GtkBox)

/* It is there only where there is more than one result. `among` (nullable): the list that `id` was picked from. Steps ask the
 * navigator (nullable, not kept alive) to open what comes before or after. */
void rc_steps_set_place (RcSteps *self, RcNavigator *navigator, RcResultList *among, gint64 id);
/* "3" of "47", in the way of writing of the language; FALSE: there is no way to go, and both are NULL. */
gboolean rc_steps_dup_place (RcSteps *self, char **number, char **total);
/* Icons say it all where there is little room. */
void rc_steps_set_brief (RcSteps *self, gboolean brief);

G_END_DECLS
