/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of the sources: when each was asked, what it said, what it brought. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_REFRESH_LOG (rc_refresh_log_get_type ())
G_DECLARE_FINAL_TYPE (RcRefreshLog, rc_refresh_log, RC, REFRESH_LOG, GtkBox)

/* RcPastRefresh, newest first. */
void rc_refresh_log_set_refreshes (RcRefreshLog *self, GPtrArray *refreshes);

/* Those that run here, RcPastRefresh without a result: they are shown before them. */
void rc_refresh_log_set_running (RcRefreshLog *self, GPtrArray *running);

G_END_DECLS
