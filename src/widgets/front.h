/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screen readers and stacks. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A screen reader meets only the child that is in front, from now on. GTK leaves the others where it finds them. */
void rc_front_only (GtkStack *stack);

G_END_DECLS
