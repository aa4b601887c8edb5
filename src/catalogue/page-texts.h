/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of a document's pages. For files of this room only. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* Writes the texts (char *, one a page) in place of what was there. */
gboolean rc_page_texts_store (RcDatabase *db, gint64 document, GPtrArray *texts, GError **error);
/* SHA-256 of the texts. */
GBytes *rc_page_texts_digest (GPtrArray *texts);

/* All texts of a document, compressed, for a revision; NULL on error. */
GBytes *rc_page_texts_take (RcDatabase *db, gint64 document, GError **error);
gboolean rc_page_texts_restore (RcDatabase *db, GBytes *taken, GError **error);

G_END_DECLS
