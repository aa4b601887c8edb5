/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from one result to the next. */
#pragma once

#include "pages/navigator.h"

G_BEGIN_DECLS

/* Where `id` stands in the list, from 0, or -1; `n` is how many there are. `among` (nullable). */
gint64 rc_among_find (RcResultList *among, gint64 id, guint *n);
/* Opens what stands `by` places after `id`, as soon as it is known what it is; nothing at the ends. */
void rc_among_step (RcResultList *among, gint64 id, int by, RcNavigator *navigator);

G_END_DECLS
