/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stretch of text folded by all rules: what the quick way through plain letters leaves. Private to this room. */
#pragma once

#include "text/tokens.h"

G_BEGIN_DECLS

/* One word of it. */
typedef struct
{
  gsize at; /* in `bytes`, zero-terminated there */
  guint length;
  RcTokenKind kind;
  gsize start, stop; /* in the text */
} RcStretchWord;

/* Begins as zeros; what it has is made with the first stretch, since most texts have none. */
typedef struct
{
  GString *bytes;     /* (owned) (nullable) */
  GArray *words;      /* (owned) (nullable) RcStretchWord */
  GString *old_bytes; /* (owned) (nullable) of the pass before */
  GArray *old_words;  /* (owned) (nullable) */
} RcStretch;

void rc_stretch_clear (RcStretch *self);

/* Folds `text` from `at` to the first plain separator, or to `length`, in place of what was there; returns where it
 * stopped. There may be no word in it. */
gsize rc_stretch_fold (RcStretch *self, const char *text, gsize at, gsize length);

G_END_DECLS
