/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files that guess what was meant: one word of a question, and all of it. */
#pragma once

#include "search/rescue-finder.h"

G_BEGIN_DECLS

/* What another layout gives must have so many letters; more where it is only the beginning of a word. */
#define RC_MIN_SWITCHED 3
#define RC_MIN_SWITCHED_BEGINNING 4

/* How a word of the question is found. */
typedef enum
{
  RC_FOUND_NOWHERE,
  RC_FOUND_BY_BEGINNING, /* it may be the beginning of a word of another script */
  RC_FOUND_BY_KEY,       /* it is a word of another script or spelling */
  RC_FOUND,
} RcFinding;

typedef struct
{
  RcFinding finding;
  guint64 n_hits; /* of what is not found as it is */
} RcJudgement;

typedef struct
{
  RcFinder finder;
  const RcTyped *typed;      /* (unowned) */
  RcJudgement *judgements;     /* (owned) of all units */
  RcHits others;             /* what has the words that are found as they are; empty when there are none */
  GCancellable *cancellable; /* (unowned) (nullable) */
} RcRescue;

/* As it was typed. */
char *rc_rescue_dup_typed (RcRescue *self, gsize start, gsize stop);
gboolean rc_rescue_may (const RcUnit *unit);
guint rc_rescue_count_letters (const char *text);
/* Something has these words where the unit is looked for, behind its field. */
gboolean rc_rescue_finds_there (RcRescue *self, const RcUnit *unit, const char *words, RcMatch match);

/* As the search takes the unit. */
RcJudgement rc_rescue_judge (RcRescue *self, const RcUnit *unit);
/* What a unit that finds nothing is taken for; (nullable). */
char *rc_rescue_unit (RcRescue *self, const RcUnit *unit);
/* What one that is found by its key alone is rather taken for: a slip in a word of its own script may be likelier; (nullable). */
char *rc_rescue_guessed (RcRescue *self, const RcUnit *unit, const RcJudgement *judgement);
/* The word that may have been meant by one that few records have; (nullable). */
char *rc_rescue_find_frequent (RcRescue *self, const RcUnit *unit);

G_END_DECLS
