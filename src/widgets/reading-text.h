/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text to be read, in a column as wide as the eye likes, for a GtkScrolledWindow. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Letters of a line, where there is room. */
#define RC_READING_TEXT_COLUMN 66

#define RC_TYPE_READING_TEXT (rc_reading_text_get_type ())
G_DECLARE_FINAL_TYPE (RcReadingText, rc_reading_text, RC, READING_TEXT, GtkTextView)

/* What stands between lines, in parts of the size of letters: 0.35 at first. */
void rc_reading_text_set_spacing (RcReadingText *self, double spacing);

G_END_DECLS
