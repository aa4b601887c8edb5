/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be meant, below the words that are being typed: to be tapped, or reached by Down. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define RC_TYPE_SUGGESTIONS (rc_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (RcSuggestions, rc_suggestions, RC, SUGGESTIONS, GtkWidget)

/* In a template it is an overlay of what the box stands in. `entry`: where words are typed. `box`: what it hangs below, in the
 * same overlay. */
void rc_suggestions_attach (RcSuggestions *self, RcPage *page, GtkWidget *entry, GtkWidget *box);
/* FALSE when there were none to be put away. */
gboolean rc_suggestions_dismiss (RcSuggestions *self);

G_END_DECLS
