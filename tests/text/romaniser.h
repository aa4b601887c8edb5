/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of the dictionaries of the spelling checker (hunspell-kk, hunspell-ru), and how others write them. */
#pragma once

#include <glib.h>

typedef struct
{
  const char *name;
  const char *icu;   /* (nullable) a transliterator */
  const char *rules; /* (nullable) letters, each with what it becomes; "-": nothing */
} Scheme;

const Scheme *romaniser_get_schemes (gboolean kazakh, guint *n_schemes);

typedef struct _Romaniser Romaniser;
Romaniser *romaniser_new (const Scheme *scheme);
void romaniser_free (Romaniser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Romaniser, romaniser_free)
/* The word as the scheme writes it. */
char *romaniser_spell (const Romaniser *self, const char *word);

/* NULL, and the test skipped, when the dictionary is not there. Small letters of Cyrillic, three and more. */
GPtrArray *romaniser_load_words (gboolean kazakh);
