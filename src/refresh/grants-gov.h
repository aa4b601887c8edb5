/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search of grants.gov: a question that is POSTed, answered page by page. */
#pragma once

#include "refresh/fetch.h"
#include "refresh/judge.h"

G_BEGIN_DECLS

/* TRUE when the path of the address ends in "search2". */
gboolean rc_grants_gov_is_search (const char *url);

/* The question of one page as JSON: what stands after the ? of the address, and from which record on. */
char *rc_grants_gov_dup_question (const char *url, guint start);

/* Fetches every page and adds them to the listing. `status` (out): of HTTP, the last one. On an error the listing holds the pages that did come, and is not complete. */
gboolean rc_grants_gov_fetch (const RcSource *source, const RcFetchLimits *limits, RcListing *listing, guint *status,
                              gint64 *retry_after, GCancellable *cancellable, GError **error);

G_END_DECLS
