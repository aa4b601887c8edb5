/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is other than before in the answer of a source, and whether it is right. */
#pragma once

#include "refresh/drift.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "24 entries, 96 before", "No entry has: deadlines", a line each. `fault` (nullable): why it needs care where nothing is known of the answer. */
char *rc_drift_dup_words (const RcDrift *drift, const char *fault);
/* "sources.accept" or "sources.wait" of the widget is activated with the source's name when somebody has chosen. */
void rc_care_dialog_open (GtkWidget *widget, const char *source, const char *words, gboolean acceptable);

G_END_DECLS
