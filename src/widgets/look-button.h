/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button whose panel makes text larger and colours stronger, for the visitor who stands there. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RC_TYPE_LOOK_BUTTON (rc_look_button_get_type ())
G_DECLARE_FINAL_TYPE (RcLookButton, rc_look_button, RC, LOOK_BUTTON, AdwBin)

/* An icon alone, or with words. */
void rc_look_button_set_brief (RcLookButton *self, gboolean brief);

G_END_DECLS
