/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One refresh of a source at a time, on this machine: the desk and a timer do not meet. */
#pragma once

#include "catalogue/sources.h"

G_BEGIN_DECLS

/* The lock of a source, for rc_source_unlock; -1 without an error when somebody else has it. It ends with the process, too. */
int rc_source_lock (RcDatabase *db, gint64 source, GError **error);
void rc_source_unlock (int lock);
/* Whether somebody has it now, without taking it. `folder` is the catalogue's. FALSE where the system does not tell. */
gboolean rc_source_is_locked (const char *folder, gint64 source);

G_END_DECLS
