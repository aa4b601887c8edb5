/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents onto paper: each page is drawn by the renderer, strip by strip, while the window goes on. */
#pragma once

#include <gtk/gtk.h>

#include "documents/pdf.h"

G_BEGIN_DECLS

/* A job that prints pages of the document, as large as they are, or as fits the paper. `title` is the name of the job, `page` (from 0) the one
 * that “current page” means. To be run by gtk_print_operation_run; what could not be drawn stays white, and rc_reader_print_get_n_failed
 * counts it. Cancelling it ends the drawing. */
GtkPrintOperation *rc_reader_print_new (RcPdf *pdf, const char *title, guint page);
guint rc_reader_print_get_n_failed (GtkPrintOperation *operation);

G_END_DECLS
