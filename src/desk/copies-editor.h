/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies of a record, a row each: shelfmark, barcode, location, state. */
#pragma once

#include <gtk/gtk.h>

#include "record/copy.h"

G_BEGIN_DECLS

#define RC_TYPE_COPIES_EDITOR (rc_copies_editor_get_type ())
G_DECLARE_FINAL_TYPE (RcCopiesEditor, rc_copies_editor, RC, COPIES_EDITOR, GtkBox)

/* RcCopy; what the rows do not show (notes) is kept. Signal "changed". */
void rc_copies_editor_set_copies (RcCopiesEditor *self, GPtrArray *copies);
/* Without copies that have neither shelfmark nor barcode. Transfer full. */
GPtrArray *rc_copies_editor_dup_copies (RcCopiesEditor *self);

G_END_DECLS
