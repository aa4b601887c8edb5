/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done with one record, newest first; what was done here can be taken back. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/records.h"

G_BEGIN_DECLS

#define RC_TYPE_RECORD_HISTORY (rc_record_history_get_type ())
G_DECLARE_FINAL_TYPE (RcRecordHistory, rc_record_history, RC, RECORD_HISTORY, GtkBox)

/* Its buttons name the action "editor.undo-batch". */
RcRecordHistory *rc_record_history_new (void);
/* RcRevision, newest first. */
void rc_record_history_show (RcRecordHistory *self, GPtrArray *revisions);

G_END_DECLS
