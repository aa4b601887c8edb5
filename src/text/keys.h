/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of one folded word beside the word itself. Each depends on nothing but its arguments, so that an index may
 * remember them per word of its vocabulary. In ranking: the word, then its stem, then the script-free key. */
#pragma once

#include <glib.h>

#include "text/tokens.h"

G_BEGIN_DECLS

/* Room for any key with its zero byte; a key that is none is "". */
#define RC_KEY_SIZE (RC_WORD_MAX + 1)

typedef enum
{
  RC_SCRIPT_OTHER, /* another one, several, or digits only */
  RC_SCRIPT_LATIN,
  RC_SCRIPT_CYRILLIC,
  RC_SCRIPT_ARABIC,
} RcScript;

/* Of the letters of a folded word; digits do not count. */
RcScript rc_word_script (const char *word, gsize length);

/* Cyrillic, Latin and (Kazakh) Arabic spellings of a word meet in one key of the letters a to z: Отырар, Otyrar, Otrar.
 * Writes it to `key` (RC_KEY_SIZE bytes) and returns its length; 0 when the word has none (other scripts, digits in it,
 * or a key of a single letter). */
gsize rc_script_free_key (const char *word, gsize length, char *key);
/* Sooner told than the key: FALSE when it surely does not begin with one of the first letters and one of the second. A bit is
 * a letter, the lowest one a. */
gboolean rc_script_free_key_may_begin (const char *word, gsize length, const guint32 letters[2]);

/* All forms, NULL behind the last, of a well-known name of which the folded word is one: those that no key brings together
 * (Shakespeare, Шекспир); NULL for other words. */
const char *const *rc_text_get_same_names (const char *folded);

typedef enum
{
  RC_STEM_ENGLISH,
  RC_STEM_FRENCH,
  RC_STEM_SPANISH,
  RC_STEM_RUSSIAN,
  RC_STEM_ARABIC,
  RC_STEM_KAZAKH,
} RcStemLanguage;

#define RC_N_STEM_LANGUAGES 6

/* The stemmers of libstemmer keep state: one a thread. */
typedef struct _RcStems RcStems;

RcStems *rc_stems_new (void);
void rc_stems_free (RcStems *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcStems, rc_stems_free)

/* Bits (1 << RcStemLanguage) of the stems a folded word should have: by its script and letters, and of those of the script by the
 * language of its record (MARC or ISO 639-1 code) where that is one of them. NULL or "" (a query): all it may be. A
 * language without stems gives none for its own script. */
guint rc_stem_languages (const char *word, gsize length, const char *language);

/* The stem of a folded word; RC_KEY_SIZE bytes at `stem`. Returns its length, 0 when the word has none. It may be the
 * word itself; it is folded, too, and needs a namespace of its own in an index: it need not be a word. */
gsize rc_stems_stem (RcStems *self, RcStemLanguage language, const char *word, gsize length, char *stem);

/* One key for an identifier however it is typed: barcode, shelfmark, symbol, DOI, ark, the digits of an ISBN or ISSN.
 * `text` is as written, valid UTF-8 or not: one token of a query, the whole query, or one identifier of a record.
 * Writes it to `key` (RC_KEY_SIZE bytes) and returns its length; 0 when it is none: no digit, or too long. */
gsize rc_identifier_key (const char *text, gssize length, char *key);

G_END_DECLS
