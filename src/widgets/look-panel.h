/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as large and colours as strong as the visitor who stands there wants them. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RC_TYPE_LOOK_PANEL (rc_look_panel_get_type ())
G_DECLARE_FINAL_TYPE (RcLookPanel, rc_look_panel, RC, LOOK_PANEL, GtkPopover)

GtkWidget *rc_look_panel_new (void);

G_END_DECLS
