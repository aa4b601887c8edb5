/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns entries into words and their records, in threads when there are many. Private to this room. */
#pragma once

#include "search/entry.h"
#include "search/postings.h"

G_BEGIN_DECLS

typedef struct _RcInverter RcInverter;

/* `folder` is where files go that nobody sees. */
RcInverter *rc_inverter_new (const char *folder);
void rc_inverter_free (RcInverter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcInverter, rc_inverter_free)

/* Copies the words of the entry. Ids come in ascending order. FALSE: an earlier one could not be kept. */
gboolean rc_inverter_add (RcInverter *self, guint32 id, const RcEntry *entry, GError **error);
/* Waits for all of them; nothing can be added any more. The reader is valid as long as the inverter. */
RcPostingsReader *rc_inverter_read (RcInverter *self, GError **error);

G_END_DECLS
