/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question that finds nothing, as it would be plainer. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text with less and less of what was pasted or typed around it, each other than the one before and never empty; char *: without
 * quotation marks that were only pasted; without names of numbers (UDC, ISBN-13), quotation marks around numbers, what follows an
 * address, a field without a word, AND; then without the little words that any text may lack; then with years as the years of the
 * record; then the same of what stands before " / ", the title in a line of a catalogue, and of less and less of its parts. */
GPtrArray *rc_plain_texts (const char *text);

/* What of the text may be a whole title, char *: what stands before " / " or ". – ", and that without its last part; all of it with each minus before a word as the
 * dash that it may have been. Most texts have none. */
GPtrArray *rc_plain_titles (const char *text);

G_END_DECLS
