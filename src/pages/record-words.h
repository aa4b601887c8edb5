/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a record says of where it comes from. */
#pragma once

#include "record/description.h"

G_BEGIN_DECLS

/* People, then place, publisher, year, edition, length and series, the latter in a quieter colour: Pango markup. NULL: nothing is known. */
char *rc_description_dup_imprint (const RcDescription *self);

G_END_DECLS
