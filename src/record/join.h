/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records of one publication made one, and a record as the beginning of another. */
#pragma once

#include "record/marc.h"

G_BEGIN_DECLS

/* Whether `keep` takes this field of the other record when nobody chooses: numbers, subjects, links, notes and copies that it does
 * not have yet, and whatever it has nothing of. */
gboolean rc_marc_would_take (const RcMarc *keep, const RcMarcField *field);

/* The index of the 880 that says the same in another script as the field with this index; -1 when there is none. */
int rc_marc_find_other_script (const RcMarc *marc, guint index);

/* A copy of `keep` with fields of `other`: those whose indexes `fields` (guint) lists, in their order; NULL: those it would take. What
 * they have in another script comes with them, under a number that is free. The control number of the other one stands in 035. */
RcMarc *rc_marc_join (const RcMarc *keep, const RcMarc *other, const GArray *fields);

/* What two editions have in common: a copy without numbers, copies and links, for somebody to complete. */
RcMarc *rc_marc_make_draft (const RcMarc *marc);

G_END_DECLS
