/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Aleph Sequential: a line for each field, with the number of its record before it. */
#pragma once

#include "exchange/iso2709.h"

G_BEGIN_DECLS

#define RC_ALEPH_NUMBER 9 /* digits that a line begins with */

/* "000000001 24510 L $$aTitle". */
gboolean rc_aleph_is_line (const char *line, gsize length);

/* Both lines are of one record. */
gboolean rc_aleph_is_same (const char *line, const char *other);

/* The field of a line, which is changed for it and has to stay. FALSE for a leader, which goes there. */
gboolean rc_aleph_read_line (char *line, gsize length, RcRawField *field, char *leader);

G_END_DECLS
