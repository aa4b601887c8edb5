/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every record looked at for every question, by plain loops: what src/search must answer, worked out without it. Texts
 * are taken apart by src/text alone. */
#pragma once

#include "model.h"

typedef struct _Scan Scan;
Scan *scan_new (void);
void scan_free (Scan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scan, scan_free)

/* Whose records are looked at from now on: id → guint32 seed, as pointers. */
void scan_set_records (Scan *self, GHashTable *seeds);
void scan_set_thesaurus (Scan *self, guint thesaurus);

/* Asserts that the answer has the total, the page in its order, and all values of all facets. */
void scan_check (Scan *self, const ModelQuestion *question, const RcSearchAnswer *answer);
