/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One refresh of a source and one request to a server at a time, on this machine: the desk and a timer do not meet. */
#pragma once

#include "catalogue/sources.h"

G_BEGIN_DECLS

/* The lock of a source, for rc_source_unlock; -1 without an error when somebody else has it. It ends with the process, too. */
int rc_source_lock (RcDatabase *db, gint64 source, GError **error);
void rc_source_unlock (int lock);
/* The lock of the server that the address names, open and not taken yet: for rc_lock_try, and for rc_source_unlock in the end. -1 on errors. */
int rc_host_lock_open (RcDatabase *db, const char *url, GError **error);
/* FALSE while somebody else has it. */
gboolean rc_lock_try (int lock);
/* Whether somebody has that of a source now, without taking it. `folder` is the catalogue's. FALSE where the system does not tell. */
gboolean rc_source_is_locked (const char *folder, gint64 source);

G_END_DECLS
