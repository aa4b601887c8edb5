/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue as visitors see it, among the sections of the desk. */
#pragma once

#include "catalogue/catalogue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The visitor's pages below a bar that has the window's buttons. */
GtkWidget *rc_visitors_section_new (RcCatalogue *catalogue);

G_END_DECLS
