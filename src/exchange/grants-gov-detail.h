/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One opportunity of the extract of grants.gov, by the names of its elements, which a table of it has as columns, too. For files of
 * this room only. */
#pragma once

#include "exchange/reader.h"

G_BEGIN_DECLS

typedef struct _RcGrantsGovDetail RcGrantsGovDetail;

/* One that is filled and emptied again for every opportunity. */
RcGrantsGovDetail *rc_grants_gov_detail_new (void);
void rc_grants_gov_detail_free (RcGrantsGovDetail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcGrantsGovDetail, rc_grants_gov_detail_free)

/* The number of the element of this name; -1 for one that is not looked at. */
int rc_grants_gov_detail_find (const char *name);
/* One more value of it. Borrowed until the clear. */
void rc_grants_gov_detail_add (RcGrantsGovDetail *self, int field, const char *text);
void rc_grants_gov_detail_clear (RcGrantsGovDetail *self);

/* Days of the archive before this one are past: a Julian day, as GDate has it. */
void rc_grants_gov_detail_set_today (RcGrantsGovDetail *self, guint julian);
/* It is kept in the archive only. */
gboolean rc_grants_gov_detail_is_archived (const RcGrantsGovDetail *self);
/* Borrowed; NULL when it has none. */
const char *rc_grants_gov_detail_get_id (const RcGrantsGovDetail *self);

/* Fills the item: a grant, or the reason why there is none. */
void rc_grants_gov_detail_read (const RcGrantsGovDetail *self, RcReaderItem *item);

G_END_DECLS
