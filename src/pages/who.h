/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a visitor has ticked of themselves beside a list of grants. It goes along with the list from grant to grant, and ends with it:
 * nothing is kept anywhere else. */
#pragma once

#include "catalogue/result-list.h"
#include "record/eligibility.h"

G_BEGIN_DECLS

/* `audiences`, `countries`: char *, as in RcGrantsFilter; they are copied. */
void rc_who_set (RcResultList *list, GPtrArray *audiences, GPtrArray *countries);
/* Whether the fact is true of somebody who is one of those; FALSE where nothing was ticked that tells. `list` may be NULL. */
gboolean rc_who_fits (RcResultList *list, const RcFact *fact);

G_END_DECLS
