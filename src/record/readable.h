/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which files can be read here, as far as their media type tells before they are opened. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RC_READABLE_NOT,
  RC_READABLE_PDF,
  RC_READABLE_TEXT, /* plain, HTML, of word processors */
  RC_READABLE_PICTURE,
} RcReadable;

RcReadable rc_readable_of (const char *media_type);

/* Media types of RC_READABLE_TEXT beside all that begin with "text/"; ends with NULL. */
const char *const *rc_readable_get_texts (void);

G_END_DECLS
