/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One name for a web address however it is written. For files of this room only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "doi:10.1000/x" and "ark:48223/pf0000246124" for those, else host and path: without scheme, www., port, fragment, what only
 * tells where the reader came from, and a slash at the end. NULL when it leads to no page of its own: a home page, or no address. */
char *rc_web_address_dup_name (const char *address);

G_END_DECLS
