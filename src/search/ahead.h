/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads words and their records in a thread, while somebody makes lists of those before. Private to this room. */
#pragma once

#include "search/postings.h"

G_BEGIN_DECLS

/* A word; valid until the next one is asked for. */
typedef struct
{
  const guint8 *word;
  gsize length;
  const guint64 *postings; /* ascending */
  guint n_postings;
} RcAheadWord;

typedef struct _RcAhead RcAhead;

/* Nobody else uses the reader until this is freed. */
RcAhead *rc_ahead_new (RcPostingsReader *reader);
void rc_ahead_free (RcAhead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcAhead, rc_ahead_free)

/* FALSE at the end, or when something could not be read, which the reader knows. */
gboolean rc_ahead_next (RcAhead *self, RcAheadWord *word);

G_END_DECLS
