/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contents of a document as a tree in a list. */
#pragma once

#include <gtk/gtk.h>

#include "documents/pdf.h"

G_BEGIN_DECLS

/* Keys of the list: the arrows along the line open and close a heading, or lead to the one it belongs to. Once. */
void rc_reader_contents_init (GtkListView *list);
/* `outline`: RcOutlineItem. */
void rc_reader_contents_fill (GtkListView *list, GPtrArray *outline);
/* Selects the heading, of those that can be seen, under which the page is; from 0. */
void rc_reader_contents_set_page (GtkListView *list, guint page);
/* The page of this row, from 0; -1: leads nowhere. */
int rc_reader_contents_get_page (GtkListView *list, guint position);

G_END_DECLS
