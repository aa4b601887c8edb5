/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which 8-bit charset a text of many lines is in. Records, of which there is little text and much more is known, have a guess of
 * their own (exchange/charset-guess.h). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A name of iconv, a literal; NULL for ASCII, and where it reads like no language in any of them. Some kilobytes beyond ASCII
 * are looked at. */
const char *rc_legacy_charset_guess (const char *text, gsize length);

G_END_DECLS
