/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may apply, out of the words of a call in English, Russian, Kazakh and French, and out of the codes of services. */
#pragma once

#include "record/grant.h"

G_BEGIN_DECLS

/* Adds to `facts` (RcFact) what can be read out of a text for certain, each fact marked as from the text and with its sentence. What is
 * not understood whole gives no fact: never wrong rather than complete. `language`: MARC or ISO 639 code of the text, a hint only;
 * nullable. */
void rc_eligibility_from_prose (const char *text, const char *language, GPtrArray *facts);

/* The same of a grant's own text, for what no fact of the grant tells yet; `text` alone, where it is not all of it. */
void rc_grant_propose_facts (RcGrant *grant);
void rc_grant_propose_facts_of (RcGrant *grant, const char *text);

/* The word of RC_FACT_WHO that a code of applicants of grants.gov ("06"), Simpler.Grants.gov or CommonGrants ("nonprofits_…") means.
 * NULL for one that says nothing of who they are, as "99" (unrestricted) and "25" (others). */
const char *rc_who_from_code (const char *code);

/* Who all of the given codes (char *) mean, with the source's words for them (nullable). NULL where one says "others" or "unrestricted": the
 * list is no limit then. */
RcFact *rc_fact_new_from_codes (GPtrArray *given, const char *sentence);

G_END_DECLS
