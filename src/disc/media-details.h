/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large a picture is, how long a sound or a film, as far as their first bytes tell. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For people, in signs of no language: "640 × 480", "3:25, 44.1 kHz"; NULL when nothing is told. `size_bytes`: of the whole file. */
char *rc_media_details (GBytes *head, gint64 size_bytes);

G_END_DECLS
