/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names in braces by which lines of MARC write what they cannot hold. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text with every known name replaced. unknown: the first name that is not known, or NULL; owned by the caller. */
GString *rc_mnemonics_decode (const char *text, gsize length, char **unknown);

G_END_DECLS
