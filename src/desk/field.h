/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of a form: its name above, what is wrong with it below. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_FIELD (rc_field_get_type ())
G_DECLARE_FINAL_TYPE (RcField, rc_field, RC, FIELD, GtkBox)

/* `widget` is named by the label for those who do not see it. */
RcField *rc_field_new (const char *label, GtkWidget *widget);
/* Says it below the field, and to a screen reader; NULL: nothing is wrong. */
void rc_field_set_fault (RcField *self, const char *message);
/* A line below the field that says what is understood; NULL: none. Not beside a fault. */
void rc_field_set_hint (RcField *self, const char *words);
/* Borrowed. */
GtkWidget *rc_field_get_widget (RcField *self);

/* An entry for short texts, and one for text in lines: its text without the blanks around it, and without undo of what another record had. */
GtkWidget *rc_field_make_entry (int width_chars);
GtkWidget *rc_field_make_lines (int height);
char *rc_field_dup_text (RcField *self);
void rc_field_set_text (RcField *self, const char *text);

G_END_DECLS
