/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What folding makes of one character. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RC_LETTER_SEPARATOR,  /* ends a word */
  RC_LETTER_DROP,       /* leaves nothing, and the word goes on: marks, tatweel, soft hyphen, joiners */
  RC_LETTER_APOSTROPHE, /* depends on what stands around it */
  RC_LETTER_WORD,
  RC_LETTER_PAIR, /* written without spaces (Han, Kana, Hangul): kept as overlapping pairs */
} RcLetterClass;

typedef enum
{
  RC_LETTER_PLAIN,      /* normal by itself */
  RC_LETTER_COMPATIBLE, /* NFKC makes something else of it */
  RC_LETTER_JOINS,      /* NFKC looks at it together with what stands before it */
} RcLetterForm;

typedef struct
{
  guint8 class;   /* RcLetterClass */
  guint8 form;    /* RcLetterForm */
  guint8 n_bytes; /* of the folded form; 0 but for words and pairs */
  char bytes[9];
} RcLetter;

#define RC_LETTER_PAGE 256
#define RC_LETTER_N_PAGES (0x110000 / RC_LETTER_PAGE)

extern const RcLetter *rc_letter_pages[RC_LETTER_N_PAGES];
const RcLetter *rc_letter_make_page (gunichar character);

/* The folded form of `character`, which may be any value; never NULL, valid for ever. */
static inline const RcLetter *
rc_letter_get (gunichar character)
{
  const RcLetter *page;

  if (G_UNLIKELY (character > 0x10ffff))
    return rc_letter_make_page (character);
  page = g_atomic_pointer_get (&rc_letter_pages[character / RC_LETTER_PAGE]);
  return G_LIKELY (page != NULL) ? page + character % RC_LETTER_PAGE : rc_letter_make_page (character);
}

/* The Arabic ى at the end of a word is ي; elsewhere only Kazakh and its neighbours write it, for a vowel of its own. */
static inline void
rc_letter_end_word (char *word, gsize length)
{
  if (length >= 2 && word[length - 2] == '\xd9' && word[length - 1] == '\x89')
    word[length - 1] = '\x8a';
}

G_END_DECLS
