/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far long work is, and a button that stops it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_WORK_BAR (rc_work_bar_get_type ())
G_DECLARE_FINAL_TYPE (RcWorkBar, rc_work_bar, RC, WORK_BAR, GtkBox)

/* Shows itself. The cancellable (borrowed) is of this piece of work: the button cancels it, and so does the end of the widget. */
GCancellable *rc_work_bar_start (RcWorkBar *self);
/* An RcWorkProgress; `user_data` is the bar. */
void rc_work_bar_progress (double fraction, const char *words, gpointer user_data);
void rc_work_bar_end (RcWorkBar *self);
gboolean rc_work_bar_is_running (RcWorkBar *self);

G_END_DECLS
