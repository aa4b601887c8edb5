/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An image of the test, opened and listed. */
#pragma once

#include "disc/tree.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;
  GPtrArray *entries, *problems;
  RcDisc *disc;
} Listed;

/* Takes the bytes. */
void listed_begin (Listed *self, const char *name, GByteArray *image);
void listed_clear (Listed *self);
const RcDiscEntry *listed_find (const Listed *self, const char *path);
/* Whether some problem has these words. */
gboolean listed_is_said (const Listed *self, const char *words);
/* What is in a file, all of it. */
void listed_check_text (const Listed *self, const char *path, const char *expected);

G_END_DECLS
