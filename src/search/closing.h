/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deadlines of a grant as the index keeps them, and which of them is next. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The deadlines (RcDeadline; nullable) in a form that time does not spoil: a line each, an instant in Unix seconds or the
 * day of a yearly one. "" when `end`, at which it closes for good, says all there is to say: G_MAXINT64 is one that is always open. */
char *rc_closing_to_text (GPtrArray *deadlines, gint64 end);
/* Whether what rc_closing_to_text made is of a grant that is open and has no deadline, as nobody said one. */
gboolean rc_closing_is_not_stated (const char *text);

/* One moment's view of them. What it has worked out it remembers: many grants close on the same days. */
typedef struct _RcClosings RcClosings;
RcClosings *rc_closings_new (gint64 now);
void rc_closings_free (RcClosings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcClosings, rc_closings_free)

/* The next instant of what rc_closing_to_text made, and the day it is called by where that is none of Almaty's; else 0. */
gint64 rc_closings_find (RcClosings *self, const char *text, gint64 end, guint *day);
/* The next instant of what rc_closing_to_text made (nullable); `end` when there is none before it. */
gint64 rc_closings_get_next (RcClosings *self, const char *text, gint64 end);

G_END_DECLS
