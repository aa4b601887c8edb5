/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file or folder of a disc in its list. All rows have one height. */
#pragma once

#include "pages/disc-files.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "opened": somebody clicked, or a screen reader asks to open it. */
#define RC_TYPE_DISC_LINE (rc_disc_line_get_type ())
G_DECLARE_FINAL_TYPE (RcDiscLine, rc_disc_line, RC, DISC_LINE, GtkWidget)

GtkWidget *rc_disc_line_new (void);
/* On a narrow screen the name has the row for itself. */
void rc_disc_line_set_narrow (RcDiscLine *self, gboolean narrow);
/* Shows the file, the first or last one of the list, now or when its data comes; until then nothing, or with `keep` what was shown.
 * NULL lets it go. */
void rc_disc_line_set (RcDiscLine *self, RcFileItem *file, gboolean first, gboolean last, gboolean keep);
void rc_disc_line_set_selected (RcDiscLine *self, gboolean selected);

G_END_DECLS
