/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When grants close, as a facet: seen from now, whatever day the index was made on. Private to this room. */
#pragma once

#include "search/order.h"

G_BEGIN_DECLS

/* Bit of a class by its name; 0 when it is none. */
guint rc_closing_class_from_string (const char *name);

/* What closes in one of the classes (bits), into `passing`, whose sets are there. */
void rc_closing_classes_add (RcSnapshot *snapshot, gint64 now, guint classes, RcHits *passing);
/* Of these hits, as an answer has it. */
GArray *rc_closing_classes_count (RcSnapshot *snapshot, gint64 now, const RcHits *hits);

void rc_closing_classes_free (RcClosingClasses *self);

G_END_DECLS
