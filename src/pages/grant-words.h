/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of grants (types, audiences, countries) in the language of the screen. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* New strings; a word nobody knows comes back as it is. */
char *rc_grant_dup_type (const char *word);
char *rc_grant_dup_audience (const char *word);
/* ISO 3166 alpha-2, or "any". */
char *rc_grant_dup_country (const char *code);

/* Appends the codes of all countries: those of the region first, then the others by their names. */
void rc_grant_list_country_codes (GPtrArray *codes);

G_END_DECLS
