/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a record is the library's own, and how it outlives a newer version of the record from elsewhere.
 *
 * Local are the fields that MARC 21 leaves to libraries: 9XX, 59X (local notes), and 852 (952 of Koha), the copies. A newer version of
 * the record takes the place of all others. Of the local ones
 *   - what was written here stays, also where the newer version says something else of the same copy (its barcode tells);
 *   - a copy with a barcode stays unless the newer version has that barcode; one without stays while the newer version has no copies;
 *   - other fields stay while the newer version has none with their tag, for then it knows nothing of them. */
#pragma once

#include "record/marc.h"

G_BEGIN_DECLS

gboolean rc_marc_field_is_local (const RcMarcField *field);

/* `newer` with what stays of `old`. `ours` (nullable): fields that were written here. `same` (out): but for what stays, both say
 * the same in the same order. */
RcMarc *rc_marc_update (const RcMarc *newer, const RcMarc *old, const RcMarc *ours, gboolean *same);

/* Gives `marc` the number of `old` (001, 003), whose place it takes, and keeps its own one in 035. */
void rc_marc_take_number (RcMarc *marc, const RcMarc *old);

/* The local fields of `after` that `before` (nullable) does not have are added to `ours`. */
void rc_marc_gather_local (const RcMarc *before, const RcMarc *after, RcMarc *ours);

G_END_DECLS
