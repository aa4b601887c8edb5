/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one member of a grant says, in words for staff. */
#pragma once

#include "record/grant.h"

G_BEGIN_DECLS

/* "Deadline", "Title" … of a member of the stored form. */
const char *rc_grant_member_get_label (const char *member);
/* Its value in one line, of JSON (nullable): "Mon 30 November · 17:00 in Paris", "not stated". */
char *rc_grant_member_dup_words (const char *member, const char *json);
/* All deadlines in one line; NULL for none. */
char *rc_grant_deadlines_dup_words (GPtrArray *deadlines);

G_END_DECLS
