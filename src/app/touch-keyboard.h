/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters to be tapped, for a kiosk that has no keyboard of its own. */
#pragma once

#include "widgets/fold-bin.h"

G_BEGIN_DECLS

#define RC_TYPE_TOUCH_KEYBOARD (rc_touch_keyboard_get_type ())
G_DECLARE_FINAL_TYPE (RcTouchKeyboard, rc_touch_keyboard, RC, TOUCH_KEYBOARD, RcFoldBin)

/* Stands below what it types into, in the same window: up when somebody taps where words can be entered, down again when a key of
 * a real keyboard is struck or the words are sent. Writes to what has the focus, which it never takes. */
GtkWidget *rc_touch_keyboard_new (void);
/* Up, writing to what has the focus. */
void rc_touch_keyboard_show (RcTouchKeyboard *self);
/* Down, and anew in the language that is set now. */
void rc_touch_keyboard_reset (RcTouchKeyboard *self);

G_END_DECLS
