/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts as the index has them: folded, with keys. Private to this room. */
#pragma once

#include "search/entry.h"

G_BEGIN_DECLS

/* Remembers keys from one record to the next; one thread at a time. */
typedef struct _RcFolding RcFolding;
RcFolding *rc_folding_new (void);
void rc_folding_free (RcFolding *self);

/* Puts the words of each column into `folded`, RC_N_COLUMNS of them, each of which the caller frees. */
void rc_folding_fold (RcFolding *self, const RcSearchEntry *entry, GString **folded);

G_END_DECLS
