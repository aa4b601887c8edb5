/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a file or a folder. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*RcFileChosenFunc) (GtkWidget *widget, const char *path);

/* Opens the system's file chooser above the widget's window. `chosen` is called with the path, not when nothing was chosen or the
 * widget is gone. `name` (nullable) is suggested for a file to be written. */
void rc_choose_file (GtkWidget *widget, GtkFileChooserAction action, const char *title, const char *accept, const char *name,
                     RcFileChosenFunc chosen);

/* As above for files to be read, one or several: `chosen` gets their paths, NULL-terminated. */
typedef void (*RcFilesChosenFunc) (GtkWidget *widget, const char *const *paths);
void rc_choose_files (GtkWidget *widget, const char *title, const char *accept, RcFilesChosenFunc chosen);

G_END_DECLS
