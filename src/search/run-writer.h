/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of memory, sorted, into a file: what postings.c merges. Private to this room. */
#pragma once

#include <stdio.h>

#include "search/words.h"

G_BEGIN_DECLS

/* Writes all words in the order of their bytes, and among them their script-free keys, which stand in the records of their
 * words, but for those that have a word as an identifier only. A word: its length (guint16), its bytes, the numbers of its
 * postings and of their bytes (guint32 each), the postings. FALSE when the file takes no more. */
gboolean rc_run_write (const RcWords *words, FILE *file);

G_END_DECLS
