/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts of a grant out of the words of a source. */
#pragma once

#include "record/grant.h"

G_BEGIN_DECLS

#define RC_HTML_TEXT_MAX (100 * 1024)

/* Plain text of HTML: paragraphs by newlines, no markup, references resolved. No longer than RC_HTML_TEXT_MAX or little more; never NULL. */
char *rc_html_to_text (const char *html);
/* Whether such a text ends where it must not be longer. */
gboolean rc_html_was_cut (const char *text);

/* A day as one reads it in English, French or Russian prose ("15 March 2027", "March 15, 2027", "15 мая 2027 г.",
 * "2027-03-15") at the start of the text. FALSE when there is none. */
gboolean rc_date_from_prose (const char *text, int *year, int *month, int *day, const char **end);

G_END_DECLS
