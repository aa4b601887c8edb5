/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One opportunity of grants.gov made a grant. */
#pragma once

#include "exchange/reader.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Fills the item: a grant, or the reason why the node gives none. */
void rc_grants_gov_read_opportunity (JsonNode *node, RcReaderItem *item);

G_END_DECLS
