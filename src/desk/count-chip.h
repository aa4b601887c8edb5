/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chip that narrows a list down to one class, and says how many there are of it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A toggle button, one of the others of `group` (NULL: the first). Says nothing yet. */
GtkWidget *rc_count_chip_new (GtkToggleButton *group);
/* What it says, and what a screen reader calls it. */
void rc_count_chip_set (GtkToggleButton *chip, const char *words, guint64 n);

G_END_DECLS
