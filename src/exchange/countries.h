/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries as people and formats write them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The code of ISO 3166 of "KZ", "KAZ", "Kazakhstan", or "any" of "all countries"; NULL when it is none of these. The caller frees it. */
char *rc_country_from_text (const char *text);

G_END_DECLS
