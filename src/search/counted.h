/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many records have a value. For files of this room only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint32 n;
  guint32 value;
} RcCounted;

/* For g_array_sort: the most frequent first; among equals the one met first. */
static inline int
rc_counted_compare (gconstpointer a, gconstpointer b)
{
  const RcCounted *one = a, *other = b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return one->value < other->value ? -1 : one->value > other->value;
}

G_END_DECLS
