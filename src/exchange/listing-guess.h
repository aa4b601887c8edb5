/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mapping for an answer in JSON that came without one. For files of this room only. */
#pragma once

#include "exchange/listing-mapping-private.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Where in an answer the records are: of the lists in it that can be guessed the longest one. NULL: there is none. */
RcListingMapping *rc_listing_guess (JsonNode *answer, char **said);

G_END_DECLS
