/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key files of one kind: the user's, the machine's, and those that come with the program. For files of this room only. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Makes something of the text of a file; NULL and an error when that is wrong. */
typedef gpointer (*RcKeyFileFunc) (const char *text, gsize length, GError **error);

/* What is made of resource-centre/KIND/NAME.SUFFIX of the user's and the machine's settings, and of the program's own, in this order: of a
 * name only the first is taken, and an empty file takes the name away. What cannot be read is appended to `problems` (RcProblem,
 * nullable). Transfer full, never NULL. */
GPtrArray *rc_key_files_load (const char *kind, const char *suffix, RcKeyFileFunc make, GDestroyNotify free, GPtrArray *problems);

G_END_DECLS
