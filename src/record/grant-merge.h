/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff make of a grant and what its source says of it, member by member.
 *
 * A grant follows its source until somebody changes it here. From then on what is here stays, and what the source says anew stands beside
 * it until somebody takes or dismisses it. All of it is told from three texts: the grant as it is here, the grant as the source has it
 * (upstream), and what was agreed: of the members that stand beside, what upstream said before. A member is one of the stored form
 * (rc_grant_to_json); "amount" stands for its bounds and currency, too. Whether it is closed is no member: see catalogue/grant-offers.h. */
#pragma once

#include "record/grant.h"

G_BEGIN_DECLS

/* One member that stands beside. */
typedef struct
{
  char *member; /* (owned) "deadlines" */
  char *ours, *theirs; /* (owned) (nullable) as JSON; NULL: nothing is said of it */
  gboolean fact;  /* when, how much, who: what people apply by; the rest is prose */
  gboolean moved; /* the source has said something else before; else it is another source, which differs */
} RcGrantDifference;
void rc_grant_difference_free (RcGrantDifference *self);

/* `before` and `after` are what upstream was and is: JSON. `before` (nullable): not known, and what is here is taken for it. `agreed` (in and
 * out, nullable): JSON, freed and replaced. */

/* The source that the grant follows. Returns the grant as it should be here. */
RcGrant *rc_grant_merge (const RcGrant *ours, const char *before, const char *after, char **agreed);
/* Another source of the same grant: nothing flows in. `before` NULL: its first answer, of which nothing is agreed yet. */
void rc_grant_merge_beside (const RcGrant *ours, const char *before, const char *after, char **agreed);
/* What of another source `upstream` is to stand beside now that the grant has followed its own from `was` to `ours`. */
void rc_grant_merge_moved (const RcGrant *was, const RcGrant *ours, const char *upstream, char **agreed);
/* The grant follows another source from now on, `to` instead of `from` (nullable): what was changed here stays. The prose of the new one
 * comes where it says anything. */
RcGrant *rc_grant_merge_switch (const RcGrant *ours, const char *from, const char *from_agreed, const char *to, char **to_agreed);

/* RcGrantDifference: what stands beside. */
GPtrArray *rc_grant_list_differences (const RcGrant *ours, const char *upstream, const char *agreed);
/* What upstream says of a member (NULL: of all that stand beside) is taken, or dismissed: it does not stand beside any more. */
RcGrant *rc_grant_take (const RcGrant *ours, const char *upstream, char **agreed, const char *member);
void rc_grant_dismiss (char **agreed, const char *member);

G_END_DECLS
