/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tesseract, run as a child process that may read a picture, use some memory and time, and nothing else. For files of this room only. */
#pragma once

#include "documents/pdf.h"

G_BEGIN_DECLS

/* Its path; NULL and RC_DOCUMENTS_ERROR_MISSING when it is not installed. */
char *rc_tesseract_find (GError **error);
/* Of these languages ("kaz+rus"; NULL: the usual ones) those that it has; NULL when one that was named, or every usual one, is missing. */
char *rc_tesseract_choose_languages (const char *program, const char *languages, GCancellable *cancellable, GError **error);
/* What it says of a picture, in TSV. */
GBytes *rc_tesseract_read (const char *program, const char *languages, const RcPixels *pixels, int dots_per_inch, GCancellable *cancellable,
                           GError **error);

G_END_DECLS
