/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of a document's pages. For files of this room only. */
#pragma once

#include "catalogue/statement.h"
#include "catalogue/text-readings.h"

G_BEGIN_DECLS

/* Writes the pages (RcPageText) from `first` (0: the first one) on, in place of all that was there from there on. */
gboolean rc_page_texts_store (RcDatabase *db, gint64 document, int first, GPtrArray *pages, GError **error);
/* (transfer full) The text of a row of which the columns `text` and `packed` are read at `column` and behind it; NULL on error. */
char *rc_page_texts_dup (RcStatement *select, int column, GError **error);
/* SHA-256 of the texts. */
GBytes *rc_page_texts_digest (GPtrArray *pages);

/* All pages of a document and how they were read, compressed, for a revision; NULL on error. */
GBytes *rc_page_texts_take (RcDatabase *db, gint64 document, GError **error);
gboolean rc_page_texts_restore (RcDatabase *db, GBytes *taken, GError **error);

G_END_DECLS
