/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Other forms of a word: those with the same stem. The index keeps no stems: forms of a word begin alike, so they are
 * looked for among the words that it has. Private to this room. */
#pragma once

#include "text/keys.h"

G_BEGIN_DECLS

typedef struct _RcForms RcForms;

/* Of a folded word, in every language that it may be of; NULL when it has no stem. `stems` is kept. */
RcForms *rc_forms_new (RcStems *stems, const char *word);
void rc_forms_free (RcForms *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcForms, rc_forms_free)

/* How its forms may begin: (nullable) at the end, each of three letters and more, none of which begins another. */
const char *const *rc_forms_get_beginnings (const RcForms *self);
/* A form of the word, which is one itself. */
gboolean rc_forms_may_have (const RcForms *self, const char *word, gsize length); /* no stemmer is asked */
gboolean rc_forms_has (const RcForms *self, const char *word, gsize length);

G_END_DECLS
