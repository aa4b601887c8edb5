/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may apply, fact by fact: a card each, with what is understood of it said below. */
#pragma once

#include "desk/cards-editor.h"

G_BEGIN_DECLS

/* Its forms are RcFactForm. */
RcCardsEditor *rc_facts_editor_new (void);

G_END_DECLS
