/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rows of the desk's lists have in common. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line that is cut where there is no room, and whole in its tooltip. `class` may be NULL. */
GtkWidget *rc_rows_make_label (const char *text, const char *class);
/* Text that is read whole, in as many lines as it takes. `class` may be NULL. */
GtkWidget *rc_rows_make_lines (const char *text, const char *class);
/* A tick box whose words take as many lines as they need. */
GtkWidget *rc_rows_make_check (const char *words);
/* A row that is read, not activated; `name` is what a screen reader says of it. Takes the content. */
GtkWidget *rc_rows_make_row (GtkWidget *content, const char *class, const char *name);
/* A button at the end of a row. Its action is given the id of the record that the row shows, see rc_rows_aim_button. */
GtkWidget *rc_rows_add_button (GtkWidget *box, const char *label, const char *action, const char *tooltip);
/* `words` is what the button says, `title` that of the record: what a screen reader calls it. */
void rc_rows_aim_button (GtkWidget *button, const char *words, const char *title, gint64 id);
/* The content of the row that has the keyboard, itself or one of its buttons; NULL when none of that type has. */
GtkWidget *rc_rows_find_focused (GtkWidget *list, GType type);
/* Removes all rows. */
void rc_rows_clear (GtkWidget *list);
/* A row of a list, and the fields of a form, are side by side from so many pixels on. */
#define RC_ROWS_WIDTH 640
#define RC_ROWS_FORM_WIDTH 400
/* A box of what is side by side, below each other where the page is narrower than that or the text large: see RcTurnLayout. */
GtkWidget *rc_rows_make_box (int spacing, int least_width);
/* Makes one of a box that is there. */
void rc_rows_turn (GtkWidget *box, int spacing, int least_width);
/* Of things that are side by side: below each other where large text leaves them no room. */
GtkOrientation rc_rows_get_orientation (void);

G_END_DECLS
