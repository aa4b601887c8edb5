/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as words, numbers and signs. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RC_PROSE_TOKEN_END,
  RC_PROSE_TOKEN_LINE,
  RC_PROSE_TOKEN_WORD,
  RC_PROSE_TOKEN_NUMBER,
  RC_PROSE_TOKEN_SIGN,
} RcProseTokenKind;

typedef struct
{
  RcProseTokenKind kind;
  gboolean blank;   /* stands apart from what is before it */
  gboolean capital; /* words: begins with a capital letter */
  int number;       /* -1: too long for one */
  guint digits;
  char sign;         /* dashes of all kinds are '-'; '?' for what is not ASCII */
  const char *word;  /* lower case, Latin letters without accents, ё as е; "" when it is no word */
  const char *start; /* in the text */
  const char *end;
} RcProseToken;

/* Behind the last token there are always RC_PROSE_TOKENS_PAST_END others, of the kind END. */
#define RC_PROSE_TOKENS_PAST_END 8

typedef struct
{
  RcProseToken *at;
  guint n;
  GArray *array;       /* (owned) */
  GStringChunk *words; /* (owned) */
} RcProseTokens;

/* The text must be valid UTF-8 and outlive the tokens; what is beyond 100 kB is left out. */
RcProseTokens *rc_prose_tokens_new (const char *text);
void rc_prose_tokens_free (RcProseTokens *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcProseTokens, rc_prose_tokens_free)

gboolean rc_prose_token_is_sign (const RcProseToken *token, const char *signs);
/* One of the words of a list that ends with NULL. "abc*" is any word that begins so. */
gboolean rc_prose_token_is_one_of (const RcProseToken *token, const char *const *words);
/* "no later than": as many tokens as the phrase has words, or 0. Signs stand as words of their own. */
guint rc_prose_tokens_match (const RcProseToken *token, const char *phrase);

G_END_DECLS
