/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deadlines of a grant: a card each, with what is understood of it said below. */
#pragma once

#include "desk/cards-editor.h"

G_BEGIN_DECLS

/* Its forms are RcDeadlineForm. */
RcCardsEditor *rc_deadlines_editor_new (void);

G_END_DECLS
