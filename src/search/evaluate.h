/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed, as a set of one part of the index. Private to this room. */
#pragma once

#include "search/part.h"

G_BEGIN_DECLS

typedef enum
{
  RC_MATCH_WHOLE = 0,       /* whole words only */
  RC_MATCH_PREFIX = 1 << 0, /* the last word may go on */
  RC_MATCH_FORMS = 1 << 1,  /* other forms of a word, too */
  RC_MATCH_KEYS = 1 << 2,   /* words of another script or spelling, too */
  RC_MATCH_LABELS = 1 << 3, /* words of all labels of a record's subjects, too */
  RC_MATCH_NARROWER = 1 << 4, /* of a subject that is named, the narrower ones, too; wants RC_MATCH_LABELS */
  RC_MATCH_ALL = RC_MATCH_PREFIX | RC_MATCH_FORMS | RC_MATCH_KEYS | RC_MATCH_LABELS | RC_MATCH_NARROWER,
} RcMatch;

/* What matches all of it in `columns`, among it records that do not answer any more; NULL when nothing limits the hits. */
RcBits *rc_evaluate (RcPart *part, const RcTyped *typed, guint columns, RcMatch match);
/* What is excluded; NULL: nothing. */
RcBits *rc_evaluate_excluded (RcPart *part, const RcTyped *typed);
/* What has the text as one of its numbers; NULL when it cannot be one. */
RcBits *rc_evaluate_identifier (RcPart *part, const RcTyped *typed);
/* What has the text as its whole title, whatever case, marks and punctuation; NULL when it cannot be one. */
RcBits *rc_evaluate_title (RcPart *part, const RcTyped *typed);
/* What has this phrase, which is one of the unit, in the columns. */
RcBits *rc_evaluate_phrase (RcPart *part, const RcUnit *unit, guint phrase, guint columns, RcMatch match);

/* How many have it, hidden ones among them, in any column and way. */
guint64 rc_evaluate_count_phrase (RcPart *part, const RcUnit *unit, guint phrase);

/* Looks up where phrases of several words really stand, of all typed: reads the entries of the records that have all of
 * their words and are in `hits`, and tells the part. FALSE with `error`. */
gboolean rc_evaluate_look_up_phrases (RcPart *part, const RcTyped *typed, const RcBits *hits, GCancellable *cancellable,
                                      GError **error);
gboolean rc_evaluate_has_phrases (const RcTyped *typed);

G_END_DECLS
