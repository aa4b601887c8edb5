/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one window of the visitor's application. */
#pragma once

#include <adwaita.h>

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_TYPE_WINDOW (rc_window_get_type ())
G_DECLARE_FINAL_TYPE (RcWindow, rc_window, RC, WINDOW, AdwApplicationWindow)

/* With `kiosk` it fills the screen, has no buttons of its own and cannot be closed. */
RcWindow *rc_window_new (AdwApplication *application, RcCatalogue *catalogue, gboolean kiosk);
/* Everything anew in the language that is set now, at the same place. */
void rc_window_rebuild (RcWindow *self);

G_END_DECLS
