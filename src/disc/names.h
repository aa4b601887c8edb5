/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names on discs: which character set the bytes are in, and what they say. A character set is its name, for people and iconv alike,
 * one of those of rc_disc_names_get_all. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ends with NULL. Static. */
const char *const *rc_disc_names_get_all (void);
/* The one of this name, whatever its case; NULL when there is none. */
const char *rc_disc_names_find (const char *name);

/* The character set in which these bytes (char *, none of them UTF-8) make most sense, taken together. */
const char *rc_disc_names_guess (const GPtrArray *names);

/* Valid UTF-8 without control characters. Names that are UTF-8 already are taken as they are; `names` may be NULL. */
char *rc_disc_names_decode (const char *names, const char *bytes);

G_END_DECLS
