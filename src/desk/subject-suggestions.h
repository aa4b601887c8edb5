/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings of the thesaurus below an entry, while somebody types one. */
#pragma once

#include "catalogue/catalogue.h"
#include "desk/list-editor.h"

G_BEGIN_DECLS

/* Answers the list's signal "suggest" with the headings that begin as `typed` does, in the language of the screen. They come when
 * they are found, unless the list is gone by then or `cancellable` was cancelled. */
void rc_subject_suggestions_show (RcListEditor *list, const char *typed, RcCatalogue *catalogue, GCancellable *cancellable);

G_END_DECLS
