/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole text folded: its words with a space between. */
#define G_LOG_DOMAIN "rc-text"

#include "text/fold.h"

#include <string.h>

#include "text/tokens.h"

char *
rc_text_fold (const char *text, gssize length)
{
  g_autoptr (RcTokens) tokens = NULL;
  gsize n;
  GString *folded;
  RcToken token;

  g_return_val_if_fail (text != NULL, NULL);

  n = length < 0 ? strlen (text) : (gsize) length;
  folded = g_string_sized_new (n + n / 8 + 8);
  tokens = rc_tokens_new ();
  rc_tokens_start (tokens, text, (gssize) n);
  while (rc_tokens_next (tokens, &token))
    if (token.kind < RC_TOKEN_TAIL)
      {
        if (folded->len > 0)
          g_string_append_c (folded, ' ');
        g_string_append_len (folded, token.word, (gssize) token.length);
      }
  return g_string_free (folded, FALSE);
}
