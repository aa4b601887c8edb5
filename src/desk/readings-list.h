/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a file in up to five encodings, below each other: people see which one reads right. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_READINGS_LIST (rc_readings_list_get_type ())
G_DECLARE_FINAL_TYPE (RcReadingsList, rc_readings_list, RC, READINGS_LIST, GtkBox)

/* Signal: "chosen" (encoding, a name of iconv) when somebody takes another one. */

/* Shows readings (RcReading; nullable) of the beginning of a file, with `encoding` (nullable) as the one that was taken; hides
 * itself where there is only one. */
void rc_readings_list_show (RcReadingsList *self, GPtrArray *readings, const char *encoding);

G_END_DECLS
