/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line that moves while something takes its time. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RC_TYPE_BUSY_BAR (rc_busy_bar_get_type ())
G_DECLARE_FINAL_TYPE (RcBusyBar, rc_busy_bar, RC, BUSY_BAR, AdwBin)

/* It is there only while busy, and only when that lasts longer than 150 ms; with "Less movement" it stands still. */
void rc_busy_bar_set_busy (RcBusyBar *self, gboolean busy);

G_END_DECLS
