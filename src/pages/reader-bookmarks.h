/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that somebody marked while reading: kept until Start over, and stored nowhere. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of a document, RcReaderEntry in order of pages. They live as long as `session`, the one who goes from page to page. Borrowed. */
GListModel *rc_reader_bookmarks_get (GObject *session, gint64 document);
/* Marks the page, or takes the mark away. */
void rc_reader_bookmarks_toggle (GListModel *bookmarks, guint page, const char *text);
gboolean rc_reader_bookmarks_has (GListModel *bookmarks, guint page);
/* Another visitor comes. */
void rc_reader_bookmarks_forget (GObject *session);

G_END_DECLS
