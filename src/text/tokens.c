/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text folded whole and given out word by word. */
#define G_LOG_DOMAIN "rc-text"

#include "text/tokens.h"

#include <string.h>

#include "text/fold.h"

struct _RcTokens
{
  char *folded;  /* (owned) (nullable) */
  char *p;       /* (borrowed) from `folded` */
  gsize n_bytes; /* of the text */
};

RcTokens *
rc_tokens_new (void)
{
  return g_new0 (RcTokens, 1);
}

void
rc_tokens_free (RcTokens *self)
{
  if (self == NULL)
    return;
  g_free (self->folded);
  g_free (self);
}

void
rc_tokens_start (RcTokens *self, const char *text, gssize length)
{
  g_return_if_fail (self != NULL && text != NULL);

  g_free (self->folded);
  self->n_bytes = length < 0 ? strlen (text) : (gsize) length;
  self->p = self->folded = rc_text_fold (text, (gssize) self->n_bytes);
}

static gsize
cut (const char *word, gsize length)
{
  if (length > RC_WORD_MAX)
    for (length = RC_WORD_MAX; ((guchar) word[length] & 0xc0) == 0x80;)
      length--;
  return length;
}

gboolean
rc_tokens_next (RcTokens *self, RcToken *token)
{
  gsize length;
  char *word = self->p;

  if (word == NULL || *word == '\0')
    return FALSE;
  length = strcspn (word, " ");
  self->p = word + length;
  if (*self->p == ' ')
    self->p++;
  length = cut (word, length);
  word[length] = '\0';
  token->word = word;
  token->length = (guint) length;
  token->kind = g_utf8_get_char (word) >= 0x1100 ? RC_TOKEN_PAIR : RC_TOKEN_WORD;
  token->start = 0;
  token->stop = self->n_bytes;
  return TRUE;
}
