/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts that read one sentence about who may apply. For files of this room only. */
#pragma once

#include "exchange/prose.h"
#include "record/eligibility.h"

G_BEGIN_DECLS

/* Words that let a list of countries or people end where they stand. */
gboolean rc_eligibility_may_follow (const RcProseWords *words, guint i);

/* Each gives the facts of the sentence that are certain; they are marked and get their sentence from the caller. */
void rc_eligibility_read_age (const RcProseWords *words, GPtrArray *facts);
void rc_eligibility_read_countries (const RcProseWords *words, GPtrArray *facts);
void rc_eligibility_read_who (const RcProseWords *words, GPtrArray *facts);
void rc_eligibility_read_stage (const RcProseWords *words, GPtrArray *facts);
void rc_eligibility_read_field (const RcProseWords *words, GPtrArray *facts);
void rc_eligibility_read_language (const RcProseWords *words, GPtrArray *facts);

G_END_DECLS
