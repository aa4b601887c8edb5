/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of its sources a grant follows, where it has several. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_LEAD_CHOOSER (rc_lead_chooser_get_type ())
G_DECLARE_FINAL_TYPE (RcLeadChooser, rc_lead_chooser, RC, LEAD_CHOOSER, GtkBox)

/* Signal "chosen" (gint64 source, const char *name): somebody wants it to follow another one. */
RcLeadChooser *rc_lead_chooser_new (void);
/* `sources`: RcGrantSource. Gives whether there is anything to be chosen. */
gboolean rc_lead_chooser_show (RcLeadChooser *self, GPtrArray *sources);

G_END_DECLS
