/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place: the records that are about a place, by the words of its name. Private to this room. */
#pragma once

#include "search/part.h"

G_BEGIN_DECLS

/* Adds the records of the places in whose name phrase `i` of the unit stands: as the record has it, in another script where
 * the unit has keys, and with `labels` as the thesaurus calls it. `prefix`: its last word may go on. */
void rc_places_add (RcPart *part, const RcUnit *unit, guint i, gboolean prefix, gboolean labels, RcBits *bits);

G_END_DECLS
