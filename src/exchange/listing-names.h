/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mapping for listings of grants that came without one, by the names of their fields. For files of this room only. */
#pragma once

#include "exchange/listing-mapping-private.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The words of a name, in small letters: parted by signs, and where a capital follows a small letter. (element-type char *) the first eight. */
GPtrArray *rc_listing_names_split (const char *name);

/* The names of the fields of a record, each once, as programs and people write them: deadline_date, OpportunityTitle, "Closing date", name_en,
 * "Срок подачи". */
typedef struct _RcListingNames RcListingNames;

RcListingNames *rc_listing_names_new (void);
void rc_listing_names_free (RcListingNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcListingNames, rc_listing_names_free)

/* What cannot stand in a path is passed over. */
void rc_listing_names_add (RcListingNames *self, const char *name);
/* Of all that is in a record, two deep. */
void rc_listing_names_add_record (RcListingNames *self, JsonObject *record);

/* `records`: their path. `said` (out) (transfer full): what was taken for what, for people to see. NULL when nothing reads like a title, or
 * nothing like anything else of a grant. */
RcListingMapping *rc_listing_names_guess (const RcListingNames *self, const char *records, char **said);

G_END_DECLS
