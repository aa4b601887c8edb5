/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kind and material as one value ("1/3"), and what facets call them. Private to this room. */
#pragma once

#include "search/search.h"

G_BEGIN_DECLS

char *rc_sort_value_new (RcKind kind, RcMaterial material);
gboolean rc_sort_value_read (const char *value, RcKind *kind, RcMaterial *material);
/* What the group, the kind or the material is called; "" when it has none. */
const char *rc_sort_value_get_name (RcFacetName name, RcKind kind, RcMaterial material);

G_END_DECLS
