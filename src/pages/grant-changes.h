/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a grant has changed, in words: what was, and what is now. */
#pragma once

#include <gtk/gtk.h>

#include "record/grant.h"

G_BEGIN_DECLS

/* Puts a row into the box for each part that a visitor is shown and that is another than it was, in place of what is in it; returns how
 * many there are. `before` (nullable): nothing has changed. `now`: Unix seconds. */
guint rc_grant_changes_fill (GtkBox *box, const RcGrant *before, const RcGrant *grant, gint64 now);

G_END_DECLS
