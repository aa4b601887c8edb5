/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that were searched for, in the colour of marks. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* `ranges` of RcTextRange (nullable: none), as bytes of the text that `widget` shows. */
PangoAttrList *rc_marks_new (GtkWidget *widget, const GArray *ranges);
/* What they are painted with: when it changes, marks are made anew. */
GdkRGBA rc_marks_get_colour (GtkWidget *widget);

G_END_DECLS
