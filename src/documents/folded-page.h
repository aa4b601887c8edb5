/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a page as it is compared, and the way back from there to its characters. For files of this room only. */
#pragma once

#include "text/tokens.h"

G_BEGIN_DECLS

/* Where a word of the folded text begins, and which bytes of the text it was made of. */
typedef struct
{
  guint32 folded;
  guint32 start, stop;
} RcFoldedWord;

/* Both texts begin and end with a space and have one between words; as many words each. */
typedef struct
{
  char *words; /* (owned) folded */
  char *keys;  /* (owned) the script-free key of each, or the word itself where it has none */
  GArray *places; /* (owned) RcFoldedWord, one a word */
  gboolean any_key;
} RcFolded;
void rc_folded_clear (RcFolded *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcFolded, rc_folded_clear)
void rc_folded_make (RcFolded *self, RcTokens *tokens, const char *text);

/* A stretch of `words`, in bytes. */
typedef struct
{
  gsize start, end;
} RcFoldedRange;

/* Characters of the text that stretches (ascending) come from: two guint each, the end excluded, appended to `characters`. */
void rc_folded_locate (const RcFolded *self, const char *text, const RcFoldedRange *ranges, guint n_ranges, GArray *characters);

G_END_DECLS
