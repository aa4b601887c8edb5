/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kind, material and availability as one value ("1/3/6"), and what facets call them. Private to this room. */
#pragma once

#include "search/index.h"
#include "search/search.h"

G_BEGIN_DECLS

typedef struct
{
  RcKind kind;
  RcMaterial material;
  guint availability; /* bits of RcAvailability */
} RcSortValue;

char *rc_sort_value_new (RcKind kind, RcMaterial material, guint availability);
gboolean rc_sort_value_read (RcSortValue *self, const char *text);
/* What the group, the kind or the material is called; "" when it has none. */
const char *rc_sort_value_get_name (const RcSortValue *self, RcFacetName name);
/* What bit `i` of availability is called. */
const char *rc_availability_get_name (guint i);

G_END_DECLS
