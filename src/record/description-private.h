/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts a description is read from; each fills its members of a zeroed RcDescription. */
#pragma once

#include "record/description.h"

G_BEGIN_DECLS

/* A list of distinct texts that is being gathered. */
GPtrArray *rc_texts_new (void);
/* Takes text; NULL, empty and repeated ones are dropped, but for those far down in a long list. */
void rc_texts_take (GPtrArray *texts, char *text);
/* Every $u of the field as it stands: an address is no text with ISBD punctuation. */
void rc_texts_take_links (GPtrArray *texts, const RcMarcField *field);
/* Takes the list. */
GStrv rc_texts_end (GPtrArray *texts);

/* In place: blanks and ISBD punctuation at both ends, a full stop that is no part of an abbreviation, brackets around
 * the whole, and the marks that enclose a non-filing article. Returns text, or frees it and returns NULL when nothing is left. */
char *rc_text_trim_isbd (char *text);
/* The subfields with these codes joined by blanks and trimmed; NULL when nothing is left. */
char *rc_field_dup_trimmed (const RcMarcField *field, const char *codes);
/* The same of the first field with the tag that has something. */
char *rc_marc_dup_trimmed (const RcMarc *marc, const char *tag, const char *codes);
/* As rc_field_dup_trimmed(), with the signs of ISBD between the subfields where the record leaves them out, as UNIMARC does. signs:
 * codes, each with the sign that stands before it, "c:d;". */
char *rc_field_dup_punctuated (const RcMarcField *field, const char *codes, const char *signs);
/* The same of the first field with the tag that has something. */
char *rc_marc_dup_punctuated (const RcMarc *marc, const char *tag, const char *codes, const char *signs);

/* The year that a date as printed means ("[c1998]", "1419 [1998 or 1999]", "١٩٨٥"); 0 when none. end: the last year of
 * "1998-2001", or 0. */
int rc_year_from_text (const char *text, int *end);
/* The number of pages that an extent gives ("xii, 48 p."); 0 when none. */
int rc_pages_from_extent (const char *extent);

/* With all that the record has, where rc_description_new_from_marc leaves out what no reader would get to the end of. */
RcDescription *rc_description_new_whole (const RcMarc *marc);

void rc_description_read_titles (RcDescription *self, const RcMarc *marc);
void rc_description_read_people (RcDescription *self, const RcMarc *marc);
void rc_description_read_publishing (RcDescription *self, const RcMarc *marc);
void rc_description_read_series (RcDescription *self, const RcMarc *marc);
void rc_description_read_languages (RcDescription *self, const RcMarc *marc);
void rc_description_read_material (RcDescription *self, const RcMarc *marc);
void rc_description_read_subjects (RcDescription *self, const RcMarc *marc);
void rc_description_read_identifiers (RcDescription *self, const RcMarc *marc);
void rc_description_read_notes (RcDescription *self, const RcMarc *marc);

/* All of it, from the tags of UNIMARC. */
gboolean rc_marc_is_unimarc (const RcMarc *marc);
void rc_description_read_unimarc (RcDescription *self, const RcMarc *marc);

G_END_DECLS
