/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Some pages of a document, one after the other, as one text with headings, items and marks. */
#pragma once

#include <gtk/gtk.h>

#include "documents/reading.h"

G_BEGIN_DECLS

#define RC_TYPE_READING_BUFFER (rc_reading_buffer_get_type ())
G_DECLARE_FINAL_TYPE (RcReadingBuffer, rc_reading_buffer, RC, READING_BUFFER, GtkTextBuffer)

RcReadingBuffer *rc_reading_buffer_new (void);
void rc_reading_buffer_clear (RcReadingBuffer *self);

/* A page next to those that are there, or any one into an empty buffer. Pages without blocks get a line that says so. So that the text stays
 * within bounds pages go at the other end. */
void rc_reading_buffer_add (RcReadingBuffer *self, int page, GPtrArray *blocks);
/* -1: it is empty. */
int rc_reading_buffer_get_first_page (RcReadingBuffer *self);
int rc_reading_buffer_get_last_page (RcReadingBuffer *self);
/* Pages without text, of those that are there. */
guint rc_reading_buffer_get_n_pictures (RcReadingBuffer *self);

/* Which page, and how far down it in points, a place of the text comes from. */
int rc_reading_buffer_get_place (RcReadingBuffer *self, const GtkTextIter *iter, double *y);
/* The block that begins there or last before; FALSE when the page is not in the text. */
gboolean rc_reading_buffer_find_place (RcReadingBuffer *self, int page, double y, GtkTextIter *iter);
/* 0: no heading. */
int rc_reading_buffer_get_level (RcReadingBuffer *self, const GtkTextIter *iter);

/* Marks the text wherever it stands, now and in pages that come; NULL: nothing. */
void rc_reading_buffer_set_wanted (RcReadingBuffer *self, const char *text);
/* The n-th of them on a page stands out; FALSE when it is not in the text. */
gboolean rc_reading_buffer_show_mark (RcReadingBuffer *self, int page, guint n, GtkTextIter *iter);

G_END_DECLS
