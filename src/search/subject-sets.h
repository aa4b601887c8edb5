/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a question finds through the thesaurus, as sets of records. Private to this room.
 *
 * A record answers as if all labels of its subjects stood among its own words: a word of the question is looked up among
 * the labels, from there lead the subjects to values, and values are sets already. */
#pragma once

#include "search/part.h"

G_BEGIN_DECLS

/* NULL without `error` when there is no thesaurus. Borrows both; without a question only words are looked up. */
RcSubjectSets *rc_subject_sets_new (const RcSnapshot *snapshot, const RcTyped *typed, GError **error);
void rc_subject_sets_free (RcSubjectSets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSubjectSets, rc_subject_sets_free)

/* Adds what is filed under subjects with this word, or one that begins with it, in a label. */
void rc_subject_sets_add_word (RcSubjectSets *self, RcPart *part, const char *word, gboolean prefix, RcBits *bits);

/* The same as values, guint32, until the question is freed; NULL where looking up failed. */
const GArray *rc_subject_sets_find_word (RcSubjectSets *self, const char *word, gboolean prefix);

/* Calls for each word of a label that begins like this, as rc_delta_foreach_word does. */
void rc_subject_sets_foreach_word (RcSubjectSets *self, const char *beginning,
                                   void (*func) (gpointer data, const char *word, gsize length), gpointer data);

/* How many units of the question, from unit `i` on, are the name of a subject; 0: none. */
guint rc_subject_sets_get_span (const RcSubjectSets *self, guint i);
/* Adds what is filed under the subject whose name begins with unit `i`; with `narrower` what is filed under narrower ones, too. */
void rc_subject_sets_add_span (RcSubjectSets *self, RcPart *part, guint i, gboolean narrower, RcBits *bits);

/* The words of the question where all of them are the name of a subject; NULL: they are not. */
char *rc_subject_sets_dup_name (const RcSubjectSets *self);

/* FALSE when looking up failed: what was added is not complete. */
gboolean rc_subject_sets_check (RcSubjectSets *self, GError **error);

G_END_DECLS
