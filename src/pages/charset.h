/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of old discs say nothing of their character set: a guess that is right for the texts we have. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Valid UTF-8 of the bytes (the beginning of a file, perhaps cut inside a letter), without control characters but tabs and line
 * ends. `charset` (nullable) gets the name of the guess, static. Knows UTF-8, UTF-16, CP1251, CP866, PT154 (Kazakh), KOI8-R and CP1252. */
char *rc_charset_decode (const char *bytes, gsize length, const char **charset);

G_END_DECLS
