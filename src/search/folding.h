/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts as the index has them: folded, with keys. Private to this room; index.h has what others need. */
#pragma once

#include "search/entry.h"

G_BEGIN_DECLS

/* An entry as search_entry keeps it, with room for what is known only when it is put: the numbers of its values, whether
 * it is hidden, when it was added. */
struct _RcFolded
{
  guint8 *names; /* in `bytes`, behind the entry: a value each, its RcValues plus 1 as a byte, then the text and a zero byte */
  guint n_values;
  gsize n_bytes; /* of the entry */
  guint8 bytes[];
};

G_END_DECLS
