/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies of a record, and what a visitor can do with each. */
#pragma once

#include <gtk/gtk.h>

#include "record/copy.h"

G_BEGIN_DECLS

/* "On the shelf, read in the room", "Out, back 4 December" …; `icon` and `tone` (CSS class) are static. */
char *rc_copy_dup_state (const RcCopy *copy, const char **icon, const char **tone);
/* Puts a row for every copy (RcCopy) into the box, in place of what is there. */
void rc_copies_fill (GtkBox *box, GPtrArray *copies);

G_END_DECLS
