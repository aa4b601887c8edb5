/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signs of web pages that databases leave in the titles they give out. For files of this room only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text without <i>, <sub> … and with & for &amp;. NULL when it has none of these. */
char *rc_markup_strip (const char *text);

G_END_DECLS
