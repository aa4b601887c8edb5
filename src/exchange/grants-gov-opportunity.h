/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One opportunity of grants.gov made a grant. */
#pragma once

#include "exchange/reader.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The part of an opportunity that tells of it: what is offered, or what is foreseen; NULL when it is not taken apart. */
JsonObject *rc_grants_gov_get_details (JsonObject *whole);

/* Fills the item: a grant, or the reason why the node gives none. */
void rc_grants_gov_read_opportunity (JsonNode *node, RcReaderItem *item);

/* Fills the amounts of the grant from those of its smallest and largest award, in dollars; either may be NULL. Zero stands for nothing
 * there. */
void rc_grants_gov_read_amount (RcGrant *grant, const char *floor, const char *ceiling);

G_END_DECLS
