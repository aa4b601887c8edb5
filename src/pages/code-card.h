/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card with a code for the camera of a phone, and what it is good for. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_CODE_CARD (rc_code_card_get_type ())
G_DECLARE_FINAL_TYPE (RcCodeCard, rc_code_card, RC, CODE_CARD, GtkBox)

/* FALSE, and the card is not there, without a text (nullable) that fits a code. */
gboolean rc_code_card_set (RcCodeCard *self, const char *title, const char *text, const char *hint);

G_END_DECLS
