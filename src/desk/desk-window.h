/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The staff's window: the sections on one side, the one that is worked in beside them. */
#pragma once

#include <adwaita.h>

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_TYPE_DESK_WINDOW (rc_desk_window_get_type ())
G_DECLARE_FINAL_TYPE (RcDeskWindow, rc_desk_window, RC, DESK_WINDOW, AdwApplicationWindow)

RcDeskWindow *rc_desk_window_new (GtkApplication *application, RcCatalogue *catalogue);
/* Shows the import of this file, tried out. */
void rc_desk_window_import (RcDeskWindow *self, const char *path);

G_END_DECLS
