/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a refresh brings of grants, entry by entry, into an open batch.
 *
 * An entry is known by its source and control number. A new one is a new grant, or another source of one that is there; one that is known
 * changes the grant where nobody has changed it here. A grant is closed when all its sources have closed or withdrawn it, and comes back
 * when one of them offers it again; one that staff have closed or removed stays so. What follows when says catalogue/grant-sources.h. */
#pragma once

#include "catalogue/records.h"

G_BEGIN_DECLS

/* What became of an entry. */
typedef enum
{
  RC_OFFER_SAME,      /* nothing was written */
  RC_OFFER_NEW,
  RC_OFFER_JOINED,    /* it is another source of a grant that was there */
  RC_OFFER_CHANGED,
  RC_OFFER_BESIDE,    /* what changed stands beside what was changed here; what visitors see is the same */
  RC_OFFER_CLOSED,    /* the grant is not offered any more: its last source says that it is closed */
  RC_OFFER_WITHDRAWN, /* … or has it no more */
} RcOffer;

/* A grant with a control number, as `source` has it. A new one begins in `state`. `id` (out, nullable): of the grant. */
gboolean rc_grants_offer (RcDatabase *db, gint64 batch, gint64 source, const RcRecord *record, RcState state, RcOffer *offer, gint64 *id,
                          GError **error);
/* The source has the entry no more: it is not in a complete listing, or it says that it is deleted. One that is not known is SAME. A publication
 * is WITHDRAWN, too, and stays (catalogue/entries.h). */
gboolean rc_grants_withdraw (RcDatabase *db, gint64 batch, gint64 source, const char *control, RcOffer *offer, GError **error);

/* What the source said of an entry last; NULL without an error when that is not known. */
RcGrant *rc_grants_get_said (RcDatabase *db, gint64 source, const char *control, GError **error);

/* Control numbers (char *) of the entries that the source offers as far as we know, as a set. */
GHashTable *rc_grants_get_offered (RcDatabase *db, gint64 source, GError **error);

G_END_DECLS
