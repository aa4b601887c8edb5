/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records of one publication side by side, for somebody who chooses what of the other one is taken. */
#pragma once

#include "record/marc.h"

G_BEGIN_DECLS

/* A field of one of them, or one of each that belong together. */
typedef struct
{
  int ours;       /* index of the field in the record that is kept, or -1 */
  int theirs;     /* index of the field in the other one, or -1 */
  gboolean same;  /* both say the same, to the byte */
  gboolean fixed; /* nobody chooses: control fields, another script, what is local and comes along anyway */
  gboolean taken; /* theirs becomes a part of the kept record, in place of ours where there is one */
} RcJoinRow;

/* RcJoinRow, in the order of the kept record; taken is what rc_marc_would_take says. Every field has its row, but for one of the other
 * record that repeats itself. */
GArray *rc_join_rows_new (const RcMarc *keep, const RcMarc *other);

/* A copy of `keep` as the rows say; the control number of the other one stands in 035. */
RcMarc *rc_join_rows_apply (const GArray *rows, const RcMarc *keep, const RcMarc *other);

G_END_DECLS
