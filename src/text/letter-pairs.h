/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much a text reads like a language, by the pairs of letters in it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int points;        /* the higher, the likelier; wrong readings are mostly below zero */
  guint n_pairs;     /* of letters that were judged */
  gboolean cyrillic; /* most of them are Cyrillic */
} RcLetterScore;

/* Judges pairs with a letter beyond ASCII, and the signs beyond ASCII: what ASCII says is the same in every reading. The
 * text is valid UTF-8, and composed where it can be. */
RcLetterScore rc_letters_judge (const char *text, gsize length);

G_END_DECLS
