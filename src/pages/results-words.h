/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the results page says about an answer. Pure functions; new strings. */
#pragma once

#include "pages/results-data.h"

G_BEGIN_DECLS

/* "47 results" */
char *rc_results_words_count (guint64 total);
/* "of 120": follows the count; how many there are without filters. */
char *rc_results_words_of (guint64 unfiltered);
/* "for “water” · 0.02 s": follows both. */
char *rc_results_words_asked (const RcSearchQuery *query, const RcSearchAnswer *answer);
/* "Show 47 results": on the button that closes the filters. */
char *rc_results_words_show (guint64 total);
/* "Showing results for Отырар": what was understood, which is isolated from the direction of the words around it. */
char *rc_results_words_understood (const char *understood);
/* "Did you mean education?", and the button that searches for it: "Search for “education”". */
char *rc_results_words_suggested (const char *suggested);
char *rc_results_words_search (const char *words);
/* "Search only for “Otrra”" */
char *rc_results_words_exactly (const char *typed);
/* "“Otrra”, “zzq”": isolated like that, in quotation marks. */
char *rc_results_words_quote (GPtrArray *words);

G_END_DECLS
