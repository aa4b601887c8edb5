/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a disc is: its cover, where it stands, and how much is on it. */
#pragma once

#include <gtk/gtk.h>

#include "pages/disc-load.h"

G_BEGIN_DECLS

#define RC_TYPE_DISC_ABOUT (rc_disc_about_get_type ())
G_DECLARE_FINAL_TYPE (RcDiscAbout, rc_disc_about, RC, DISC_ABOUT, GtkBox)

/* `content` with its details. */
void rc_disc_about_fill (RcDiscAbout *self, const RcDiscContent *content);

G_END_DECLS
