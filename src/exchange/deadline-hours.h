/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hour and the zone of a deadline. Private to this room. */
#pragma once

#include "exchange/deadline-parts.h"

G_BEGIN_DECLS

/* Gives a deadline, whose day is part `number` of its sentence, the hour and the zone that go with it. `to_end`: the
 * sentence says that the day counts to its end. `funders`: (nullable) the zone where none is named. FALSE when they are
 * not understood.
 *
 * The word midnight is 00:00, which is when the day begins, unless the sentence has another hour before midnight or
 * says that the day is included: nobody is told of a day that may not be left. 24:00 is the end of the day. Of several
 * hours the earliest counts. */
gboolean rc_deadline_set_hour (RcDeadline *deadline, GArray *parts, guint number, gboolean to_end, const char *funders);

G_END_DECLS
