/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reference as one line of text, as lists of literature have it. */
#pragma once

#include "record/reference.h"

G_BEGIN_DECLS

typedef enum
{
  RC_CITATION_GOST,    /* GOST R 7.0.100-2018 */
  RC_CITATION_ISO_690, /* ISO 690:2010, numeric */
} RcCitationStyle;

/* Never NULL; "" for a reference without a title. Words and abbreviations ("p.", "с.", "б.") are those of the reference's
 * language, Russian for other texts in Cyrillic letters, English for all else. */
char *rc_citation_to_text (const RcReference *reference, RcCitationStyle style);

G_END_DECLS
