/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a page made fit to be shown, and searched. */
#pragma once

#include "documents/pdf.h"

G_BEGIN_DECLS

/* Valid UTF-8 without control characters but newlines, and without characters that turn the direction around them. */
char *rc_pdf_clean_text (const char *bytes, gsize size);

/* The text as it is compared: lower case, accents of Latin, Greek and Arabic dropped, ё as е, hyphens and apostrophes
 * dropped, one space for any run of blanks and line ends. `places` (of guint, owned by the caller, may be NULL) gets
 * the character each byte came from. */
char *rc_pdf_fold (const char *text, GArray *places);

/* Every place of `wanted` in the text, which is valid UTF-8: RcPdfHit without page and boxes. `ranges`
 * gets two guint a hit, its first character in the text and the one after its last. */
GPtrArray *rc_pdf_find_in_text (const char *text, const char *wanted, GArray *ranges);

/* RcBox, one a line, around the characters from start to end (excluded). */
GArray *rc_pdf_join_boxes (const RcTextBox *boxes, guint start, guint end);

/* Whether a character of a text is left out by rc_pdf_clean_text, or becomes a blank. */
typedef enum
{
  RC_PDF_CHARACTER_KEPT,
  RC_PDF_CHARACTER_BLANK,
  RC_PDF_CHARACTER_DROPPED,
} RcPdfCharacter;
RcPdfCharacter rc_pdf_judge_character (gunichar c);

G_END_DECLS
