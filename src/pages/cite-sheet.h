/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How to cite: a sheet over a page, with the styles of citations and a code. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_CITE_SHEET (rc_cite_sheet_get_type ())
G_DECLARE_FINAL_TYPE (RcCiteSheet, rc_cite_sheet, RC, CITE_SHEET, GtkWidget)

/* RcCiting. */
void rc_cite_sheet_fill (RcCiteSheet *self, GPtrArray *citings);
/* Over `behind`, which has no keyboard meanwhile; it goes back to `opener` when the sheet is closed. Neither is kept alive. */
void rc_cite_sheet_open (RcCiteSheet *self, GtkWidget *behind, GtkWidget *opener);
/* FALSE: it was not open. */
gboolean rc_cite_sheet_close (RcCiteSheet *self);

G_END_DECLS
