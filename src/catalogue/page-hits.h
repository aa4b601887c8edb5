/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a record's documents that says most of what is looked for. */
#pragma once

#include "catalogue/database.h"
#include "search/search.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 document;
  gboolean held; /* it can be opened */
  guint page;    /* from 1 */
  char *label;   /* (owned) what people call it: what the document does, or its number */
  gboolean flows; /* it is a text that has no pages of its own: of these nobody is told */
  char *path;    /* (owned) (nullable) of the file, when it is one of a disc */
  char *snippet; /* (owned) */
} RcPageHit;
void rc_page_hit_free (RcPageHit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPageHit, rc_page_hit_free)

/* Of the first `n_pages` pages of the record's documents the one whose snippet shows most of the `n_words` words, and more than `known`
 * (nullable) does. NULL when there is none. */
gboolean rc_page_hit_find (RcDatabase *db, gint64 record, RcHighlighter *highlighter, guint n_words, const char *known, guint n_pages,
                           RcPageHit **hit, GError **error);

/* How many words there are in what was typed. */
guint rc_page_hit_count_words (const char *text);

G_END_DECLS
