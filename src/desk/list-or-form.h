/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list and the form of what is chosen in it: beside each other, or one after the other where the window is folded. */
#pragma once

#include "desk/section-fold.h"

G_BEGIN_DECLS

#define RC_TYPE_LIST_OR_FORM (rc_list_or_form_get_type ())
G_DECLARE_FINAL_TYPE (RcListOrForm, rc_list_or_form, RC, LIST_OR_FORM, GObject)

/* Shows and hides the two; they and `fold` outlive it. `rows`, in the list, get the keyboard on the way back. */
RcListOrForm *rc_list_or_form_new (RcSectionFold *fold, GtkWidget *list, GtkWidget *rows, GtkWidget *form);
/* A header bar of the form: gets the button back to the list. */
void rc_list_or_form_add_bar (RcListOrForm *self, GtkWidget *bar);
/* Which of them somebody works in; seen where only one has room. */
void rc_list_or_form_show (RcListOrForm *self, gboolean form);
/* From the form to the list; FALSE: it is there, or beside it. */
gboolean rc_list_or_form_go_back (RcListOrForm *self);

G_END_DECLS
