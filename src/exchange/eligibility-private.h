/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts that read one sentence about who may apply. For files of this room only. */
#pragma once

#include "exchange/prose.h"
#include "record/eligibility.h"

G_BEGIN_DECLS

/* Words that let a list of countries or people end where they stand. */
gboolean rc_eligibility_may_follow (GPtrArray *words, guint i);

/* Each gives the facts of the sentence that are certain; they are marked and get their sentence from the caller. */
void rc_eligibility_read_age (GPtrArray *words, GPtrArray *facts);
void rc_eligibility_read_countries (GPtrArray *words, GPtrArray *facts);
void rc_eligibility_read_who (GPtrArray *words, GPtrArray *facts);
void rc_eligibility_read_stage (GPtrArray *words, GPtrArray *facts);
void rc_eligibility_read_field (GPtrArray *words, GPtrArray *facts);
void rc_eligibility_read_language (GPtrArray *words, GPtrArray *facts);

G_END_DECLS
