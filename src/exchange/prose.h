/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sentence as words that can be compared. For files of this room only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *text; /* folded: small letters, е for ё, a plain apostrophe; a sign stands alone */
  gboolean capital; /* it began with a capital letter */
  gboolean sign;    /* no letter and no digit */
  guint16 key;      /* of how it begins; what lists and tables file their words under */
} RcProseWord;

/* Those of a sentence. */
typedef struct
{
  RcProseWord *at; /* (owned) with room for the texts behind them */
  guint len;
  gboolean numbers;     /* one of them begins with a digit */
  GStringChunk *longer; /* (owned) (nullable) texts of words that are not ASCII and may grow when they are folded */
} RcProseWords;

/* A long list of words "a|b*", which is made ready at its first use. */
typedef struct
{
  const char *any;
  gsize index; /* of prose-lists.c alone */
} RcProseList;

#define RC_PROSE_LIST(any) { any, 0 }

/* At most 64 patterns (see below), each the first member of its row; made ready at its first use, too. */
typedef struct
{
  gconstpointer rows;
  gsize row_size;
  guint n_rows;
  gsize index;
} RcProseTable;

#define RC_PROSE_TABLE(rows) { rows, sizeof rows[0], G_N_ELEMENTS (rows), 0 }

/* The sentences of a text, as they stand: char *. Lines and items of a list end a sentence too. */
GPtrArray *rc_prose_split (const char *text);
/* The words of one. */
RcProseWords *rc_prose_words (const char *sentence);
void rc_prose_words_free (RcProseWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcProseWords, rc_prose_words_free)
/* The folded text of a word, "" behind the last one. */
const char *rc_prose_get (const RcProseWords *words, guint i);

/* How many words from `i` on a pattern covers, 0 when it does not match. A pattern is words with blanks between: "a|b" is one of them, "?a|b"
 * may be missing, "a*" is a beginning, "#" is a whole number of two digits, which is put into `numbers` (room for two). */
guint rc_prose_match (const RcProseWords *words, guint i, const char *pattern, int *numbers);
/* Whether any word from `from` (less than `to`) on is one of "a|b*". */
gboolean rc_prose_has (const RcProseWords *words, guint from, guint to, const char *any);

/* The same for a long list. */
gboolean rc_prose_has_listed (const RcProseWords *words, guint from, guint to, RcProseList *list);
/* Which patterns of the table may match at `i`, by how the word begins: a bit of each row. */
guint64 rc_prose_find_rows (const RcProseWords *words, guint i, RcProseTable *table);

/* The longest name of a country (in English, Russian, Kazakh or French, in the cases that they take) at `i`: its code, and how many words
 * it has. NULL for none. */
const char *rc_prose_country (const RcProseWords *words, guint i, guint *n);

G_END_DECLS
