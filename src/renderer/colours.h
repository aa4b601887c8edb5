/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conversions of colours, made once a process instead of once a page. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From now on, what Little CMS works out from the profiles of a document is kept for those who ask it again. Without threads. */
void rc_colours_keep (void);

G_END_DECLS
