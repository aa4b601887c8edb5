/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text onto paper: a list that somebody takes along. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A job to be run by gtk_print_operation_run. `title` is the name of the job, and stands above the text. */
GtkPrintOperation *rc_text_print_new (const char *title, const char *text);

G_END_DECLS
