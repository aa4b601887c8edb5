/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which language a text is written in, as far as its letters and smallest words tell. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A code as in MARC ("kaz", "rus", "eng" …), or NULL: too little text, or one that nobody can tell by this. */
const char *rc_language_guess (const char *text);

G_END_DECLS
