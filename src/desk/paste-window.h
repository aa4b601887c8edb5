/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a call on one side, what it seems to say on the other: ticked one by one, taken into the form. */
#pragma once

#include "record/grant.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RC_TYPE_PASTE_WINDOW (rc_paste_window_get_type ())
G_DECLARE_FINAL_TYPE (RcPasteWindow, rc_paste_window, RC, PASTE_WINDOW, AdwWindow)

/* Signal "taken" (RcGrant *): what was ticked and nothing else. The window closes then. */
RcPasteWindow *rc_paste_window_new (GtkWindow *parent);

G_END_DECLS
