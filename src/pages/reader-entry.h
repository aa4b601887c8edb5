/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row beside the pages of the reader: a heading of the contents, or a place that was found. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/page-view.h"

G_BEGIN_DECLS

#define RC_TYPE_READER_ENTRY (rc_reader_entry_get_type ())
G_DECLARE_FINAL_TYPE (RcReaderEntry, rc_reader_entry, RC, READER_ENTRY, GObject)

/* `page` from 0, -1: leads nowhere. start and end: bytes to mark, both 0: none. */
RcReaderEntry *rc_reader_entry_new (int page, const char *text, guint start, guint end);
int rc_reader_entry_get_page (RcReaderEntry *self);
/* Of a heading: the headings below it. */
void rc_reader_entry_add_part (RcReaderEntry *self, RcReaderEntry *part);
/* (nullable) borrowed; RcReaderEntry. */
GListModel *rc_reader_entry_get_parts (RcReaderEntry *self);

/* Rows for a GtkListView whose model holds RcReaderEntry: page number in front for hits, behind for contents. */
GtkListItemFactory *rc_reader_entry_make_contents_factory (void);
GtkListItemFactory *rc_reader_entry_make_hits_factory (void);
/* Has the rows of a list with one of these factories call pages what the document does; else they have numbers. */
void rc_reader_entry_name_pages (GtkListView *list, RcPageView *view);

G_END_DECLS
