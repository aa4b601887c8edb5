/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thesaurus as the search knows it: words of labels, narrower subjects, and which of the headings that records are
 * filed under are which subject. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Takes a whole thesaurus, in the caller's transaction. Records need not be touched: what they are filed under is
 * matched to the labels. */
typedef struct _RcSubjectsWriter RcSubjectsWriter;

/* Forgets the thesaurus of before; NULL with `error`. */
RcSubjectsWriter *rc_subjects_writer_new (sqlite3 *db, GError **error);
void rc_subjects_writer_free (RcSubjectsWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSubjectsWriter, rc_subjects_writer_free)

/* A label of a subject (a number above 0) in any language. `language` (nullable): "en", "ru" … */
gboolean rc_subjects_writer_add_label (RcSubjectsWriter *self, gint64 subject, const char *label, const char *language,
                                       gboolean preferred, GError **error);
gboolean rc_subjects_writer_add_narrower (RcSubjectsWriter *self, gint64 subject, gint64 narrower, GError **error);
/* Matches all headings to what was added. */
gboolean rc_subjects_writer_finish (RcSubjectsWriter *self, GCancellable *cancellable, GError **error);

/* How many headings of records are labels of the thesaurus, in part at least ("Water -- History"), and how many are not;
 * places do not count, only few of which are in any thesaurus. */
gboolean rc_search_count_headings (sqlite3 *db, guint64 *n_matched, guint64 *n_unmatched, GError **error);

/* The records that have a heading which is no label of the thesaurus, not even in part: GArray of gint64, ascending, hidden
 * ones among them; empty without a thesaurus. NULL with `error`. */
GArray *rc_search_list_unknown_subjects (sqlite3 *db, GCancellable *cancellable, GError **error);

/* How many visible records are filed under each subject (gint64) under whichever of its labels: GArray of guint64, in
 * their order; NULL with `error`. */
GArray *rc_search_count_subjects (sqlite3 *db, const GArray *subjects, GCancellable *cancellable, GError **error);

/* What the subject facet calls a subject, or (subject 0) what it counts records of this heading under: a new string. The
 * heading itself when no record is filed under it; NULL with `error`. */
char *rc_search_dup_heading (sqlite3 *db, gint64 subject, const char *heading, GError **error);

/* Looks for the words of a text in labels of subjects that records are filed under; in one transaction, since it remembers
 * what it found. */
typedef struct _RcHeadingFinder RcHeadingFinder;

/* `db` and `text` are borrowed until it is freed. */
RcHeadingFinder *rc_heading_finder_new (sqlite3 *db, const char *text);
void rc_heading_finder_free (RcHeadingFinder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcHeadingFinder, rc_heading_finder_free)

/* The subject that a heading is the name of has a word of the text in one of its labels, of whatever language. FALSE also
 * with `error`. */
gboolean rc_heading_finder_answers (RcHeadingFinder *self, const char *heading, GError **error);

G_END_DECLS
