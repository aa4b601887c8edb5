/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a document where the words of a search stand: a button that opens it there. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/page-hits.h"

G_BEGIN_DECLS

#define RC_TYPE_HIT_CARD (rc_hit_card_get_type ())
G_DECLARE_FINAL_TYPE (RcHitCard, rc_hit_card, RC, HIT_CARD, GtkButton)

/* Without a hit (nullable) that can be opened it is not there. `words`: those to mark. */
void rc_hit_card_set (RcHitCard *self, const RcPageHit *hit, const char *words);

G_END_DECLS
