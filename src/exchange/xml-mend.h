/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An element that is no XML, made one. For files of this room only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The element that begins here, balanced: what is not shut is shut where its parent ends or the text does, an end tag of nothing is
 * left out, and so are attributes that are none and a tag that was cut off. In UTF-8 or another encoding of which ASCII is a part.
 * NULL when it begins with no start tag. */
GString *rc_xml_mend (const char *data, gsize length);

G_END_DECLS
