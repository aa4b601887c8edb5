/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Media types of files, by name and first bytes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "application/octet-stream" when nothing is known. `head` may be NULL. */
char *rc_media_type_guess (const char *name, GBytes *head);

G_END_DECLS
