/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why something cannot be read, in the language of who reads it. The renderer says it in English, whatever is set around it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) A sentence of the renderer, or "PATH: SENTENCE" with the path as it is; what has no translation stays as it is. */
char *rc_reason_translate (const char *said);

G_END_DECLS
