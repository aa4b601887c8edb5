/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small steps of filling a page. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Takes every child out of the box. */
void rc_box_empty (GtkBox *box);
/* A label without a text (NULL or "") is not there at all. */
void rc_label_fill (GtkLabel *label, const char *text);
/* Where its text is cut, the whole of it is in its tooltip. Once a label: a tooltip of its own for each text asks the display server where
 * the pointer is, and waits for the answer. */
void rc_label_tell_cut (GtkLabel *label);
/* Text from the start of the line on, over as many lines as it takes. */
GtkWidget *rc_line_new (const char *text, const char *css_class);
/* What a screen reader calls a button, in place of what is in it. */
void rc_button_set_name (GtkButton *button, const char *name);

G_END_DECLS
