/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that formats of references have in common: languages, months, addresses of DOIs. */
#pragma once

#include "record/reference.h"

G_BEGIN_DECLS

/* Adds the MARC code of "en", "en-GB", "eng", "deu", "English", "русский". FALSE when it is none that MARC knows. */
gboolean rc_reference_add_language (RcReference *self, const char *text);
/* 1 to 12 for "Jan", "january", "Sept."; 0 when the text does not begin with a month. */
int rc_month_from_text (const char *text);
/* "10.1000/182" of "doi: 10.1000/182" or "https://doi.org/10.1000/182"; NULL when it is none. */
char *rc_doi_from_text (const char *text);

G_END_DECLS
