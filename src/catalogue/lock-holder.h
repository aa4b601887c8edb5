/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which program is writing to a catalogue. For files of this room only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The name of the program that has the lock of who writes to the database at `path`, as "resource-centre-admin", and its process (out). NULL when
 * nobody has it or the system does not tell. */
char *rc_lock_holder_dup_name (const char *path, int *process);

G_END_DECLS
