/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages made into text that runs on: from characters with their places to headings, paragraphs and items in the order in which
 * a person reads them. Pure functions; hostile pages give odd blocks, in time and room that grow with their text. */
#pragma once

#include "documents/pdf.h"

G_BEGIN_DECLS

typedef enum
{
  RC_BLOCK_PARAGRAPH,
  RC_BLOCK_HEADING, /* level from 1 */
  RC_BLOCK_ITEM,    /* of a list, with its mark */
  RC_BLOCK_CAPTION,
  RC_BLOCK_LINE, /* a row of a table, its cells apart */
  RC_BLOCK_NOTE, /* at the foot of the page */
} RcBlockKind;

typedef struct
{
  RcBlockKind kind;
  int level;
  float y;    /* points from the top of the page to where it begins; 0: not on a page */
  char *text; /* (owned) one line, in logical order */
} RcBlock;
void rc_block_free (RcBlock *self);
RcBlock *rc_block_new (RcBlockKind kind, int level, float y, const char *text);

/* How many pages before and after one have a say in what is a running head of it, and where its paragraphs end. */
#define RC_REFLOW_REACH 3

/* RcBlock of the page `at` of these, which are neighbours; NULL: not known. A paragraph that goes on over the page belongs to the page where
 * it begins; running heads, feet and page numbers are left out; notes stand last. */
GPtrArray *rc_reflow (const RcTextLayer *const *pages, guint n_pages, guint at);

G_END_DECLS
