/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks before something is lost, and tells what there is no room for. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*RcAskedFunc) (GtkWidget *widget);

/* A question above the widget's window with two answers: `stay`, which Esc gives too, and `act`, which loses something and calls
 * `acted`. Nothing is called when the widget is gone. */
void rc_ask (GtkWidget *widget, const char *question, const char *words, const char *stay, const char *act, RcAskedFunc acted);

/* Words above the widget's window, to be read; `close` closes them. */
void rc_tell (GtkWidget *widget, const char *heading, const char *words, const char *close);

G_END_DECLS
