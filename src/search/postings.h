/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and the records they stand in, turned round within bounded memory: what is too much goes to a file without a
 * name, sorted, and is merged when it is read. Private to this room. */
#pragma once

#include <gio/gio.h>

#include "search/keys.h"

G_BEGIN_DECLS

typedef struct _RcPostings RcPostings;

/* `folder` is where the files go. `max_bytes` is what may be kept in memory. */
RcPostings *rc_postings_new (const char *folder, gsize max_bytes);
void rc_postings_free (RcPostings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPostings, rc_postings_free)

/* The word stands in the record, in the columns of `mask`. Ids come in ascending order. */
void rc_postings_add (RcPostings *self, const void *word, gsize length, guint32 id, guint8 mask);
/* The same for all words of a text, between which there are spaces. */
void rc_postings_add_text (RcPostings *self, const char *text, gsize length, guint32 id, guint8 mask);
/* Between two records: writes what is too much. */
gboolean rc_postings_settle (RcPostings *self, GError **error);
/* Writes what is left; no word can be added any more. */
gboolean rc_postings_close (RcPostings *self, GError **error);

/* One id and its mask. */
#define RC_POSTING_ID(posting) ((guint32) ((posting) >> 8))
#define RC_POSTING_MASK(posting) ((guint8) (posting))

/* All that was added to `n` postings, word by word in the order of their bytes. They are closed, have no record in common,
 * and are read once. */
typedef struct _RcPostingsReader RcPostingsReader;
RcPostingsReader *rc_postings_read (RcPostings *const *postings, guint n);
void rc_postings_reader_free (RcPostingsReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPostingsReader, rc_postings_reader_free)

/* The next word, valid until the next call, with its postings in `postings` (guint64, ascending); NULL at the end, or when
 * something could not be read. */
const guint8 *rc_postings_reader_next (RcPostingsReader *self, gsize *length, GArray *postings);
/* FALSE when something could not be read. */
gboolean rc_postings_reader_check (const RcPostingsReader *self, GError **error);

G_END_DECLS
