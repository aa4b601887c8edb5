/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on a disc, for whoever looks after it: its libraries, which become records, and its files, which are saved. */
#pragma once

#include <adwaita.h>

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_TYPE_DISC_WINDOW (rc_disc_window_get_type ())
G_DECLARE_FINAL_TYPE (RcDiscWindow, rc_disc_window, RC, DISC_WINDOW, AdwWindow)

GtkWindow *rc_disc_window_new (GtkWindow *parent, RcCatalogue *catalogue, gint64 disc, const char *title);

G_END_DECLS
