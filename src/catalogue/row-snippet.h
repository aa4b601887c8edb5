/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a row was found, where its title does not say it. For files of this room only. */
#pragma once

#include "catalogue/query.h"
#include "search/subjects.h"

G_BEGIN_DECLS

/* Looks for the `n_words` words of the highlighter in abstract, subjects, notes, pages and numbers of the record, in this order,
 * when its title does not show them all; and where none has any, for a heading that has them in another label, which `finder`
 * knows. */
gboolean rc_row_add_snippet (RcDatabase *db, RcRowData *row, RcHighlighter *highlighter, guint n_words, RcHeadingFinder *finder,
                             GError **error);

G_END_DECLS
