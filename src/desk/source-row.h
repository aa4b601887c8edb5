/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One source in the list: how it is, when it was asked and will be, what changed, and what can be done. */
#pragma once

#include "desk/source-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_SOURCE_ROW (rc_source_row_get_type ())
G_DECLARE_FINAL_TYPE (RcSourceRow, rc_source_row, RC, SOURCE_ROW, GtkListBoxRow)

/* Its buttons activate "sources.refresh", "sources.stop", "sources.resume", "sources.pause", "sources.care", "sources.details",
 * "sources.edit" and "sources.remove" with the source's name. */
RcSourceRow *rc_source_row_new (const char *name);
/* Borrowed. */
const char *rc_source_row_get_name (RcSourceRow *self);
/* In place: the keyboard and an open menu stay. FALSE: that is what it says already. */
gboolean rc_source_row_show (RcSourceRow *self, const RcSource *source, RcSourceHealth health);
/* Of one that runs here. */
void rc_source_row_show_progress (RcSourceRow *self, const RcRefreshProgress *progress);

G_END_DECLS
