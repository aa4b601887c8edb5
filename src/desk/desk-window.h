/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The staff's window: the sections on one side, the one that is worked in beside them. */
#pragma once

#include <adwaita.h>

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_TYPE_DESK_WINDOW (rc_desk_window_get_type ())
G_DECLARE_FINAL_TYPE (RcDeskWindow, rc_desk_window, RC, DESK_WINDOW, AdwApplicationWindow)

/* Opens the catalogue in the folder, and says plainly when that cannot be done. */
RcDeskWindow *rc_desk_window_new (GtkApplication *application, const char *folder);
/* Files to bring in, as soon as the catalogue is open: an image of a disc is made ready to be added, a PDF is for the record that
 * is edited, anything else, and several at once, is an import to be tried out. */
void rc_desk_window_take_files (RcDeskWindow *self, const char *const *paths);

G_END_DECLS
