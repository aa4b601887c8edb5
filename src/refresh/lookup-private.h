/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one target is asked, by its protocol. For files of lookup only. */
#pragma once

#include "refresh/lookup.h"

G_BEGIN_DECLS

#define RC_LOOKUP_SECONDS 20

/* What the target is asked, its parts joined by `func`; NULL when it cannot be asked one of them. */
char *rc_lookup_dup_query (const RcTarget *target, const RcLookup *lookup, char *(*join) (const char *a, const char *b));

/* How many records a server says it found, out of its answer over SRU. FALSE and what it complains of. */
gboolean rc_lookup_answer_read_head (RcLookupAnswer *self, GBytes *body, GError **error);
/* Appends the records that stand in the bytes. */
void rc_lookup_answer_read (RcLookupAnswer *self, GBytes *bytes, GCancellable *cancellable);

/* Both fill in what was found; FALSE and an error for what it came to. */
gboolean rc_lookup_ask_sru (RcLookupAnswer *answer, const RcLookup *lookup, GCancellable *cancellable, GError **error);
gboolean rc_lookup_ask_z3950 (RcLookupAnswer *answer, const RcLookup *lookup, GCancellable *cancellable, GError **error);

G_END_DECLS
