/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text for the camera of a phone. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_QR_CODE (rc_qr_code_get_type ())
G_DECLARE_FINAL_TYPE (RcQrCode, rc_qr_code, RC, QR_CODE, GtkWidget)

GtkWidget *rc_qr_code_new (void);
/* FALSE when the text (UTF-8) is too long for a phone to read it from a screen: nothing is shown then. NULL: nothing. */
gboolean rc_qr_code_set_text (RcQrCode *self, const char *text);

G_END_DECLS
