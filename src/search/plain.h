/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question that finds nothing, as it would be plainer. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text with less and less of what was pasted or typed around it, each other than the one before and never empty; char *: without
 * names of numbers (UDC, ISBN-13), quotation marks around numbers, what follows an address, a field without a word, AND; then without
 * the little words that any text may lack; then with a year as the year of the record. */
GPtrArray *rc_plain_texts (const char *text);

G_END_DECLS
