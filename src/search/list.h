/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of ids as it lies in the file. Private to this room.
 *
 * One id stands in the reference itself. Fewer than 32 are a plain array. More are cut into chunks of 65 536, each an
 * array of 16-bit numbers, a bitset of 8192 bytes or runs, whichever is shortest. */
#pragma once

#include "search/bits.h"

G_BEGIN_DECLS

/* Where a list stands, as the file has it. */
typedef struct
{
  guint32 place;   /* in units of RC_LIST_ALIGN from the begin of the section; the id itself where n_ids is 1 */
  guint32 n_bytes; /* 0 where n_ids is 0 or 1 */
  guint32 n_ids;
} RcListRef;

#define RC_LIST_ALIGN 8u

/* Appends the list of `n_ids` ascending ids to `out` and returns its reference, which counts from the begin of `out` plus
 * `base` bytes (a multiple of RC_LIST_ALIGN). */
RcListRef rc_list_write_ids (GByteArray *out, guint64 base, const guint32 *ids, guint32 n_ids);
RcListRef rc_list_write_bits (GByteArray *out, guint64 base, const RcBits *bits);

/* These read a list of the section; FALSE when it is damaged. Nothing outside `section` or `bits` is ever touched. `within`
 * (nullable), of the same size: what is not in it need not be added, though some of it may. */
gboolean rc_list_add_to_bits (const guint8 *section, gsize n_bytes, const RcListRef *list, const RcBits *within, RcBits *bits);
/* Appends its ids to `ids` (guint32), ascending. */
gboolean rc_list_append_to_array (const guint8 *section, gsize n_bytes, const RcListRef *list, GArray *ids);

/* How many of its ids are in the set. */
gboolean rc_list_count_within (const guint8 *section, gsize n_bytes, const RcListRef *list, const RcBits *within, guint64 *n);

/* Whether one of its ids is in the set; TRUE also when it is damaged. */
gboolean rc_list_meets (const guint8 *section, gsize n_bytes, const RcListRef *list, const RcBits *bits);

/* Appends the list as it is now: without the ids of `masked`, with those of `fresh`, ascending, of which none is in what
 * stays. A part of it in which nothing changes is copied. FALSE: the list is damaged. */
gboolean rc_list_write_changed (GByteArray *out, guint64 base, const guint8 *section, gsize n_bytes, const RcListRef *list,
                                const RcBits *masked, const guint32 *fresh, guint32 n_fresh, RcListRef *changed);

G_END_DECLS
