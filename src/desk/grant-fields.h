/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a grant on the screen. */
#pragma once

#include "catalogue/catalogue.h"
#include "record/grant-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_GRANT_FIELDS (rc_grant_fields_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantFields, rc_grant_fields, RC, GRANT_FIELDS, GtkBox)

/* Signal "changed": somebody has typed. */
RcGrantFields *rc_grant_fields_new (RcCatalogue *catalogue);
void rc_grant_fields_write (RcGrantFields *self, const RcGrantForm *form);
RcGrantForm *rc_grant_fields_read (RcGrantFields *self);
/* Each (RcGrantFault) beside its field; those of deadlines say themselves what is wrong. */
void rc_grant_fields_show_faults (RcGrantFields *self, GPtrArray *faults);
/* The keyboard goes to the first field, or to that of the first fault. */
void rc_grant_fields_focus (RcGrantFields *self, GPtrArray *faults);

G_END_DECLS
