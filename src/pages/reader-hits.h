/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of what was found: rows are made as they come into sight. */
#pragma once

#include <gio/gio.h>

#include "documents/hits.h"

G_BEGIN_DECLS

#define RC_TYPE_READER_HITS (rc_reader_hits_get_type ())
G_DECLARE_FINAL_TYPE (RcReaderHits, rc_reader_hits, RC, READER_HITS, GObject)

/* A GListModel of RcReaderEntry. */
RcReaderHits *rc_reader_hits_new (void);
/* NULL: none. The same ones again: there are more of them. */
void rc_reader_hits_set (RcReaderHits *self, RcHits *hits);

G_END_DECLS
