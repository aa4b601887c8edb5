/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of a condition, chosen by the words visitors read: a chip for each, and a list to add from. */
#pragma once

#include <gtk/gtk.h>

#include "record/eligibility.h"

G_BEGIN_DECLS

#define RC_TYPE_VALUE_CHOOSER (rc_value_chooser_get_type ())
G_DECLARE_FINAL_TYPE (RcValueChooser, rc_value_chooser, RC, VALUE_CHOOSER, GtkBox)

/* Signal "changed": somebody has added or removed one. `label` names the list. */
RcValueChooser *rc_value_chooser_new (const char *label);
/* What there is to choose among; values that are none of that kind go. */
void rc_value_chooser_set_kind (RcValueChooser *self, RcFactKind kind);
/* The keys as they stand in the record; one that no list has is kept, and shown as it is. */
void rc_value_chooser_set_values (RcValueChooser *self, const char *const *values);
GStrv rc_value_chooser_dup_values (RcValueChooser *self);

G_END_DECLS
