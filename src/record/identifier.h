/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that name a publication: ISBN (ISO 2108), ISSN (ISO 3297). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The 13 digits of an ISBN-10 or ISBN-13 however it is typed (hyphens, spaces, words after it), or NULL when there is no
 * ISBN at the start of the text or its check digit is wrong. */
char *rc_isbn_normalise (const char *text);
/* "NNNN-NNNC", also of the 13 digits of a periodical's bar code; or NULL. */
char *rc_issn_normalise (const char *text);

/* The number at the start of the text with another last digit, which makes it an ISBN or ISSN, as long as it is typed and
 * with its hyphens; NULL when it has too few or too many digits. */
char *rc_isbn_correct (const char *text);
char *rc_issn_correct (const char *text);

G_END_DECLS
