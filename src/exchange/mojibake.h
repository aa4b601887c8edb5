/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that somebody read in a wrong encoding and stored so: found, and what it was. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the text was, once or twice removed, where that is sure: "РџСЂРёРІРµС‚" and "Ïðèâåò" were "Привет". NULL for anything
 * else: a proposal is for people to check. text is valid UTF-8; length -1: up to the zero byte. */
char *rc_mojibake_propose (const char *text, gssize length);

G_END_DECLS
