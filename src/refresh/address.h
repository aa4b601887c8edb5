/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses a source may have, by its text and by what the name turns out to be. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* TRUE for an address that is not of the open internet: this machine, this network, and what embeds one of those. */
gboolean rc_address_is_local (GInetAddress *address);

/* Whether a redirect from one address may be followed to another: NULL, or why not. Both are absolute. Never from https to
 * http, and to no other port than the usual one or the one we came from. */
char *rc_address_check_redirect (const char *from, const char *to, gboolean allow_http);

G_END_DECLS
