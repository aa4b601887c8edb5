/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a grant is still open: words and a colour. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/deadline-text.h"

G_BEGIN_DECLS

#define RC_TYPE_DAYS_LEFT_PILL (rc_days_left_pill_get_type ())
G_DECLARE_FINAL_TYPE (RcDaysLeftPill, rc_days_left_pill, RC, DAYS_LEFT_PILL, GtkWidget)

GtkWidget *rc_days_left_pill_new (void);
/* Whether there is room for rc_deadline_dup_closing; not at first. Before the deadline is set. */
void rc_days_left_pill_set_wordy (RcDaysLeftPill *self, gboolean wordy);
/* `day`: rc_deadline_get_day of the deadline. */
void rc_days_left_pill_set_deadline (RcDaysLeftPill *self, gint64 deadline, guint day, RcDeadlinePrecision precision, gboolean closed, gint64 now);

G_END_DECLS
