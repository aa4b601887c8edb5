/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a publication is told apart by, and how much of it two records share. For files of this room only. */
#pragma once

#include "record/description.h"

G_BEGIN_DECLS

/* Under so many keys is one record found. */
#define RC_MAX_MATCH_KEYS 12

/* Keys of a publication: its ISBNs, the ISSN of a serial, its DOIs, and one of its title and year, as hashes of 47 bits, each
 * once. Records with a key in common may be the same, and are compared. Returns how many there are. */
guint rc_identity_get_keys (const RcDescription *description, gint64 keys[RC_MAX_MATCH_KEYS]);

/* How surely both describe the same publication: 0 to 100. `reasons` (nullable) is appended why, in plain words (char *). */
guint rc_identity_compare (const RcDescription *one, const RcDescription *other, GPtrArray *reasons);

/* Whether two records that carry the same control number, nobody knows whose, can hardly be the same: not a word of their titles is the
 * same, and the author is another one; the year, where one of them names no author. What is not known tells nothing. */
gboolean rc_identity_is_stranger (const char *title, const char *people, int year, const RcDescription *other);

G_END_DECLS
