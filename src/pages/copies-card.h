/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies of a record, and what a visitor can do with each. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_COPIES_CARD (rc_copies_card_get_type ())
G_DECLARE_FINAL_TYPE (RcCopiesCard, rc_copies_card, RC, COPIES_CARD, GtkBox)

/* `copies`: RcCopy; without any it is not there at all. */
void rc_copies_card_fill (RcCopiesCard *self, GPtrArray *copies);

G_END_DECLS
