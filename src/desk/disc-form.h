/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a disc before it is taken in: what it is, and fields with what it says of itself. */
#pragma once

#include <gtk/gtk.h>

#include "desk/work.h"

G_BEGIN_DECLS

#define RC_TYPE_DISC_FORM (rc_disc_form_get_type ())
G_DECLARE_FINAL_TYPE (RcDiscForm, rc_disc_form, RC, DISC_FORM, GtkBox)

/* Proposals go where nobody has typed anything. */
void rc_disc_form_propose (RcDiscForm *self, const RcCaptureLook *look);
/* A new RcDiscWish of what stands in it. */
RcDiscWish *rc_disc_form_get (RcDiscForm *self);
void rc_disc_form_clear (RcDiscForm *self);

G_END_DECLS
