/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a page made fit to be shown, and searched. */
#pragma once

#include "documents/pdf.h"

G_BEGIN_DECLS

/* Valid UTF-8 without control characters but newlines, and without characters that turn the direction around them. */
char *rc_pdf_clean_text (const char *bytes, gsize size);

/* The characters from start_char to end_char (excluded) of a text, which is valid UTF-8, with what stands around them, in one line; `start` and
 * `end` are the bytes in there that they have. */
char *rc_pdf_dup_snippet (const char *text, guint start_char, guint end_char, guint *start, guint *end);

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
