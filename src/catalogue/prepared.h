/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record with all that can be worked out of it without the catalogue: ahead of who writes it, in any thread. */
#pragma once

#include "record/record.h"

G_BEGIN_DECLS

/* What prepares records, one after another; one thread at a time. */
typedef struct _RcPreparer RcPreparer;
RcPreparer *rc_preparer_new (void);
void rc_preparer_free (RcPreparer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPreparer, rc_preparer_free)

typedef struct _RcPrepared RcPrepared;
/* `record` is borrowed for as long as the answer lives. `copies` (RcCopy, nullable): else those of the MARC record. */
RcPrepared *rc_preparer_prepare (RcPreparer *self, const RcRecord *record, GPtrArray *copies);
void rc_prepared_free (RcPrepared *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPrepared, rc_prepared_free)
/* Whose control number the record has (003); NULL when nobody says. */
const char *rc_prepared_get_agency (const RcPrepared *self);

/* The bytes that a record came from, as rc_batch_keep_raw wants them: compressed where that makes them less. */
GBytes *rc_preparer_pack_raw (RcPreparer *self, GBytes *raw);

G_END_DECLS
