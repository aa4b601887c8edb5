/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings that are labels of one subject are one value for whoever counts or filters. Private to this room. */
#pragma once

#include "search/part.h"

G_BEGIN_DECLS

/* Brings those of the snapshot up to date; NULL without `error` when no two headings are the same subject. */
RcSubjectGroups *rc_subject_groups_get (RcSnapshot *snapshot, GError **error);
void rc_subject_groups_free (RcSubjectGroups *self);

/* The value that stands for this one: itself, or the first of its group. `self` may be NULL. */
guint32 rc_subject_groups_get_first (const RcSubjectGroups *self, guint32 value);
/* Of counts `n` by value, over `hits` of the file: moves each group's to its first value, each record counted once. */
void rc_subject_groups_merge (RcSubjectGroups *self, RcPart *file, const RcBits *hits, guint32 *n);

/* Adds all values (guint32) that are the same subject as a heading is: itself, and what is in its group. */
gboolean rc_subject_groups_choose (const RcSnapshot *snapshot, RcValues values, const char *heading, GArray *chosen,
                                   GError **error);

G_END_DECLS
