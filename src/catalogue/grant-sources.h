/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sources of a grant: what each says of it, and what of that stands beside what is here (record/grant-merge.h). */
#pragma once

#include "catalogue/records.h"
#include "record/grant-merge.h"

G_BEGIN_DECLS

/* What one source says of a grant. */
typedef struct
{
  gint64 source;
  char *name;          /* (owned) of the source */
  gboolean removed;    /* the source is not asked any more: this is how it was */
  gint64 checked;      /* when it answered last, in Unix seconds; 0 never */
  char *control;       /* (owned) its own id of the entry */
  gint64 record;
  RcGrantClosed state; /* offered, closed or withdrawn */
  char *upstream;      /* (owned) the grant as it has it, as rc_grant_to_json; "" when nobody kept it */
  char *agreed;        /* (owned) (nullable) see record/grant-merge.h */
  gboolean leads;      /* the grant follows this one */
  gboolean chosen;     /* because staff said so */
  gint64 first;        /* when it was seen first */
} RcGrantSource;
void rc_grant_source_free (RcGrantSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcGrantSource, rc_grant_source_free)

/* RcGrantSource, the one that leads first, then as they were seen; empty for a grant that was made here. NULL on error. */
GPtrArray *rc_grant_sources_list (RcDatabase *db, gint64 record, GError **error);

/* RcGrantDifference: what the source says that stands beside the grant, and waits for somebody to take or dismiss it. */
GPtrArray *rc_grant_source_list_differences (const RcGrantSource *self, const RcGrant *ours);

/* The grants beside which a fact (a deadline, an amount, who may apply) stands: gint64 ids, the newest first. */
GArray *rc_grant_sources_list_differing (RcDatabase *db, GCancellable *cancellable, GError **error);

/* In a batch, which takes it back. What `source` says of a member (a RcGrantDifference's; NULL: of all that stand beside) is taken into the
 * grant, or dismissed. NOT_FOUND when the source says nothing of the grant. */
gboolean rc_grant_sources_take (RcDatabase *db, gint64 batch, gint64 record, gint64 source, const char *member, GError **error);
gboolean rc_grant_sources_dismiss (RcDatabase *db, gint64 batch, gint64 record, gint64 source, const char *member, GError **error);
/* In a batch. The grant follows this source from now on; what was changed here stays. */
gboolean rc_grant_sources_choose (RcDatabase *db, gint64 batch, gint64 record, gint64 source, GError **error);

G_END_DECLS
