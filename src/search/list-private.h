/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a list, as who reads and who writes it see them. */
#pragma once

#include "search/list.h"

G_BEGIN_DECLS

/* Fewer ids are a plain array. */
#define RC_LIST_MIN_CHUNKED 32u

enum
{
  RC_CHUNK_ARRAY,
  RC_CHUNK_BITSET,
  RC_CHUNK_RUNS,
};

typedef struct
{
  guint16 high; /* of its ids */
  guint16 form;
  guint32 n_ids;
  guint32 offset; /* from the begin of the list; a multiple of 4 */
  guint32 n_items; /* ids of an array, runs, words of a bitset */
} RcChunk;

typedef struct
{
  guint16 first;
  guint16 more; /* ids after the first */
} RcChunkRun;

/* The list's bytes, or NULL when they are not inside the section. */
const guint8 *rc_list_find (const guint8 *section, gsize n_bytes, const RcListRef *list);
/* The chunk of this number, with its items checked to lie inside the list. */
gboolean rc_list_read_chunk (const guint8 *data, guint32 n_bytes, guint32 n_chunks, guint32 i, RcChunk *chunk);
/* Adds what was read and checked to RC_CHUNK_WORDS words. */
gboolean rc_chunk_add_to_words (const guint8 *items, const RcChunk *chunk, guint64 *words);

G_END_DECLS
