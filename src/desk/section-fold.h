/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane of the sections beside the one that is worked in; over it, when asked for, where there is no room for both. */
#pragma once

#include "widgets/fold-bin.h"

G_BEGIN_DECLS

#define RC_TYPE_SECTION_FOLD (rc_section_fold_get_type ())
G_DECLARE_FINAL_TYPE (RcSectionFold, rc_section_fold, RC, SECTION_FOLD, RcFoldBin)

/* Properties "pane" and "content". "folded", as of every fold bin: the pane is no more beside the content. */

/* A header bar of the content: its buttons lose their words where these leave no room for the title. */
void rc_section_fold_add_bar (RcSectionFold *self, GtkWidget *bar);
/* A button, to be placed, that shows the pane; seen while that is folded. */
GtkWidget *rc_section_fold_make_button (RcSectionFold *self);
/* Shows the pane where it is not seen, and hides it where it is. */
void rc_section_fold_toggle (RcSectionFold *self);
/* Somebody has chosen: a pane that hides the content goes away, and the keyboard goes to `content` (nullable). FALSE: it stays. */
gboolean rc_section_fold_choose (RcSectionFold *self, GtkWidget *content);

G_END_DECLS
