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
/* Between two records: writes what is too much. */
gboolean rc_postings_settle (RcPostings *self, GError **error);

/* One id and its mask. */
#define RC_POSTING_ID(posting) ((guint32) ((posting) >> 8))
#define RC_POSTING_MASK(posting) ((guint8) (posting))

/* All that was added, word by word in the order of their bytes; the postings take no more words after it is made. */
typedef struct _RcPostingsReader RcPostingsReader;
RcPostingsReader *rc_postings_read (RcPostings *self, GError **error);
void rc_postings_reader_free (RcPostingsReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPostingsReader, rc_postings_reader_free)

/* The word at which the reader stands; NULL at the end. */
const guint8 *rc_postings_reader_get_word (RcPostingsReader *self, gsize *length);
/* Puts its postings into `postings` (guint64, ascending), and goes on to the next word. */
void rc_postings_reader_take (RcPostingsReader *self, GArray *postings);

G_END_DECLS
