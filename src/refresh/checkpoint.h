/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a listing has come, as a text in its source's row. */
#pragma once

#include "refresh/protocol.h"

G_BEGIN_DECLS

/* After a page that another one follows. */
char *rc_checkpoint_dup (RcHarvest *harvest);
/* After the last page: what is remembered for the next run; NULL when that is nothing. */
char *rc_checkpoint_dup_end (RcHarvest *harvest);

/* Puts the harvest to where its source was cut, when that is not long ago and the question is still the same; else to the beginning. */
gboolean rc_checkpoint_take_up (RcHarvest *harvest, GError **error);

G_END_DECLS
