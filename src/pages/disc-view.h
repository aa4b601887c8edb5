/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a disc that are in sight, of which one is chosen. */
#pragma once

#include "pages/disc-files.h"
#include "widgets/row-view.h"

G_BEGIN_DECLS

/* Signals: "activate" (guint position) of RcRowView: somebody opens a file or a folder; "selected": another one is chosen, or none. */
#define RC_TYPE_DISC_VIEW (rc_disc_view_get_type ())
G_DECLARE_FINAL_TYPE (RcDiscView, rc_disc_view, RC, DISC_VIEW, RcRowView)

/* Shows other files, none of them chosen. */
void rc_disc_view_set_files (RcDiscView *self, RcFileList *files);
/* G_MAXUINT for none. */
void rc_disc_view_select (RcDiscView *self, guint position);
/* Borrowed (nullable). */
RcFileItem *rc_disc_view_get_selected (RcDiscView *self);
/* Id of the file that is chosen; 0 for none, or a folder. */
gint64 rc_disc_view_get_file (RcDiscView *self);
/* Less on each row. */
void rc_disc_view_set_narrow (RcDiscView *self, gboolean narrow);

G_END_DECLS
