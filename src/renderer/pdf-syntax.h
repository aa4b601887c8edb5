/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a PDF: values, and the entries of dictionaries. All of it only points into the bytes, whatever they are. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *start, *end;
} RcPdfPiece;

/* The value that `rest` begins with, and `rest` behind it: a dictionary or an array with all that is in it, a reference with its
 * numbers. FALSE when there is none, or only the beginning of one. */
gboolean rc_pdf_piece_take_value (RcPdfPiece *rest, RcPdfPiece *value);
/* The word (as "stream") that it begins with. */
gboolean rc_pdf_piece_take_word (RcPdfPiece *rest, const char *word);

/* What lies between the brackets of a dictionary or an array; FALSE when it is neither. */
gboolean rc_pdf_piece_open (RcPdfPiece value, RcPdfPiece *inside);
/* One after the other of what rc_pdf_piece_open gave; the name is without its slash. */
gboolean rc_pdf_piece_take_entry (RcPdfPiece *inside, RcPdfPiece *name, RcPdfPiece *value);
gboolean rc_pdf_piece_find_entry (RcPdfPiece dictionary, const char *name, RcPdfPiece *value);

gboolean rc_pdf_piece_is_dictionary (RcPdfPiece self);
gboolean rc_pdf_piece_is (RcPdfPiece self, const char *text);
gboolean rc_pdf_piece_get_number (RcPdfPiece self, gint64 *number);
/* Of "12 0 R" the 12. */
gboolean rc_pdf_piece_get_reference (RcPdfPiece self, guint32 *number);

G_END_DECLS
