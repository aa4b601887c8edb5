/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A container of one child that says when it is too narrow for the wide layout. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_FOLD_BIN (rc_fold_bin_get_type ())
G_DECLARE_DERIVABLE_TYPE (RcFoldBin, rc_fold_bin, RC, FOLD_BIN, GtkWidget)

struct _RcFoldBinClass
{
  GtkWidgetClass parent_class;
};

/* Never asks for more than 340 px, so that a window can be made narrow while the wide layout is still shown. Compares its width,
 * divided by the size of the text (1 to 2), with the fold width: properties "folded" (under it; 860 at first) and "narrow"
 * (under 560) notify, and the CSS classes of the same names come and go, one frame later than the width. So do "tight", for less
 * than 560 px whatever the size of the text (there is no room for many buttons in a row), and "cramped", under 280: a small
 * screen with large text, where even two words side by side are too much. "snug", under 1180, is the wide layout still, but none for
 * words on all buttons of a bar. */
void rc_fold_bin_set_child (RcFoldBin *self, GtkWidget *child);
void rc_fold_bin_set_fold_width (RcFoldBin *self, int width);
gboolean rc_fold_bin_get_snug (RcFoldBin *self);
gboolean rc_fold_bin_get_folded (RcFoldBin *self);
gboolean rc_fold_bin_get_narrow (RcFoldBin *self);
gboolean rc_fold_bin_get_tight (RcFoldBin *self);
gboolean rc_fold_bin_get_cramped (RcFoldBin *self);

/* How much larger than usual text is shown: 1 at 96 dpi. */
double rc_text_scale (void);

G_END_DECLS
