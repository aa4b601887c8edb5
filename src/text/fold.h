/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One text in, the form in which it is compared out. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text folded for search: NFKC, lower case, marks and apostrophes dropped, ё as е, Arabic letter forms joined, any
 * digit as 0-9, words separated by one space, Han, Kana and Hangul runs as overlapping pairs. The elisions of French and
 * the English genitive are words of their own (l'eau: "l eau"; women's: "women s"). Kazakh letters stay themselves.
 * Words of more than 240 bytes are cut. Idempotent; at most three times as long. length -1: up to the zero byte. Invalid
 * UTF-8 separates words. */
char *rc_text_fold (const char *text, gssize length);

/* The script-free key of a folded text: Cyrillic and the Latin forms of Kazakh and Russian words meet in one
 * spelling (Отырар, Otyrar and Otrar). Words stay in order, one key each. */
char *rc_text_script_free (const char *folded);

/* Bytes that sort by memcmp in the order of a language's readers (ICU collation; "en", "ru", "kk" …; NULL: root). */
GBytes *rc_text_sort_key (const char *text, const char *language);

/* The same for one text after another: opening ICU's rules takes longer than a key. One thread at a time. */
typedef struct _RcSortKeys RcSortKeys;
RcSortKeys *rc_sort_keys_new (const char *language);
void rc_sort_keys_free (RcSortKeys *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSortKeys, rc_sort_keys_free)
/* Borrowed until the next call. */
const guint8 *rc_sort_keys_make (RcSortKeys *self, const char *text, gsize *length);

G_END_DECLS
