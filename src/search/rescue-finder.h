/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a guess would find, without the rest of an answer. Private to this room. */
#pragma once

#include "search/evaluate.h"
#include "search/order.h"
#include "search/subject-sets.h"

G_BEGIN_DECLS

typedef struct
{
  RcSnapshot *snapshot;    /* (unowned) */
  RcSubjectSets *subjects; /* (owned) (nullable) */
  const RcKeys *labels;    /* (unowned) (nullable) words of labels */
  RcPart *file;            /* (owned) (nullable) */
  RcPart *delta;           /* (owned) */
  RcHits shown;            /* all that answer */
} RcFinder;

/* `hidden`: records that are hidden answer, too. FALSE with `error`. */
gboolean rc_finder_init (RcFinder *self, RcSnapshot *snapshot, gboolean hidden, GError **error);
void rc_finder_clear (RcFinder *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcFinder, rc_finder_clear)

/* What has all words of the text; RC_MATCH_PREFIX is about its last one. */
void rc_finder_find (RcFinder *self, const char *text, RcMatch match, RcHits *hits);
guint64 rc_finder_count (RcFinder *self, const char *text, RcMatch match);
gboolean rc_finder_finds (RcFinder *self, const char *text, RcMatch match);

/* The vocabulary has the word as it is. */
gboolean rc_finder_knows (RcFinder *self, const char *word);

/* Whether a word of another script than that of `word` has one of the keys, or with `prefix` begins with one: as far as a few
 * of the hits show. What is of one script shares a key far more easily, by a vowel or a doubled letter. */
gboolean rc_finder_shows_other_script (RcFinder *self, const RcHits *hits, const char *word, char **keys, gboolean prefix);

/* FALSE when looking up failed. */
gboolean rc_finder_check (RcFinder *self, GError **error);

G_END_DECLS
