/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a partial update: one field, and what knows UNIMARC. */
#pragma once

#include "record/marc-partial.h"

G_BEGIN_DECLS

/* The data of `old` with what is `said` anew of it in the place of what the format made of it before (`was`). */
char *rc_marc_field_dup_reworded (const RcMarcField *old, const RcMarcField *was, const RcMarcField *said);

/* What the format would say of one field of the record, which is known by a title: what it says of that alone is left out. */
RcMarc *rc_marc_project_field (const RcMarc *marc, const RcMarcField *field, RcMarcProject project);

/* `marc` is the record as it was; `was` and `said` are MARC 21. */
void rc_marc_update_partial_unimarc (RcMarc *marc, const RcMarc *was, const RcMarc *said, RcMarcProject project);

G_END_DECLS
