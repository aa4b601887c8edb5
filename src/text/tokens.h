/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a text, folded, one after another and without an allocation each: what the index and a query are made
 * of. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Raised when a text gives other words, a word other keys, or a record other values to count than before: an index made with another
 * one is made anew. */
#define RC_TEXT_VERSION 7

/* Bytes of the longest folded word; what is longer is cut there, between two letters. */
#define RC_WORD_MAX 240

typedef enum
{
  RC_TOKEN_WORD,
  RC_TOKEN_PAIR, /* two neighbours of a run written without spaces (Chinese, Thai …), or the only one of a run */
  /* What follows finds more and is no word of the text: rc_text_fold leaves it out, and so does a phrase. */
  RC_TOKEN_TAIL,    /* the last character of a run of pairs, which begins none of them */
  RC_TOKEN_READING, /* the word before it read in another alphabet (ý as у, j as й): only its script-free key counts */
} RcTokenKind;

typedef struct
{
  const char *word; /* (borrowed) folded as rc_text_fold does it, zero-terminated; valid until the next call */
  guint length;     /* of `word` in bytes, 1 to RC_WORD_MAX */
  RcTokenKind kind;
  gsize start; /* where it stands in the text, in bytes, marks and apostrophes included */
  gsize stop;
} RcToken;

/* One thread at a time; made once and used for any number of texts. */
typedef struct _RcTokens RcTokens;

RcTokens *rc_tokens_new (void);
void rc_tokens_free (RcTokens *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcTokens, rc_tokens_free)

/* Begins with `text` (borrowed until the last rc_tokens_next; any bytes). length -1: up to the zero byte. */
void rc_tokens_start (RcTokens *self, const char *text, gssize length);
/* FALSE at the end of the text. The words in order, with one space between, are rc_text_fold of the text. */
gboolean rc_tokens_next (RcTokens *self, RcToken *token);

G_END_DECLS
