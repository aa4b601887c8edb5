/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of all labels under which something is filed: a vocabulary beside that of the records. Private to this room. */
#pragma once

#include "search/snapshot.h"

G_BEGIN_DECLS

/* Those of the snapshot, read again when the thesaurus or what is filed under it has changed; script-free keys with their
 * mark are among them. NULL without `error` when there are none. Borrowed until the next call. */
const RcKeys *rc_label_words_get (RcSnapshot *snapshot, GError **error);
void rc_label_words_free (RcLabelWords *self);

G_END_DECLS
