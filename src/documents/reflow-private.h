/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps of reflowing a page hand each other. */
#pragma once

#include "documents/reflow.h"

G_BEGIN_DECLS

typedef struct
{
  const char *text; /* of `length` bytes: the layer's, or `own` */
  char *own;        /* (owned) (nullable) */
  guint first, last; /* characters of the layer, the last excluded */
  gsize length;
  guint n_letters;
  float x1, y1, x2, y2;
  float size;     /* of most of its characters */
  gboolean bold;  /* most of it */
  gboolean fixed; /* as of a typewriter */
  gboolean right; /* read from the right */
  guint row;      /* lines beside each other have one */
  guint group;    /* lines below each other have one */
  gboolean table;
  gboolean edge; /* a running head or foot, or a page number */
} RcLine;

/* The lines of a page as the text has them; without those that have no place on the page when others have. At most RC_LINES_MOST. */
#define RC_LINES_MOST 4000
GArray *rc_reflow_make_lines (const RcTextLayer *layer);
/* Puts the lines that are read from the right together anew, from where their letters stand. */
void rc_reflow_mend_right (const RcTextLayer *layer, GArray *lines);
/* Numbers rows from the top. */
void rc_reflow_number_rows (GArray *lines);
/* Marks what neighbours (NULL ones are passed over) have in the same place, numbers aside. */
void rc_reflow_mark_edges (GArray *lines, GArray *const *neighbours, guint n_neighbours);
/* Marks the lines of tables. */
void rc_reflow_mark_tables (GArray *lines);
/* Indices of lines that are read, in order: column after column, rows of tables from cell to cell. Numbers groups. */
GArray *rc_reflow_order (GArray *lines);

/* Adds a line to a text: undoes a hyphen, sets a blank where the script wants one. `page` is the text in which the word may
 * stand whole. */
void rc_reflow_append_line (GString *text, const char *line, gsize length, const char *page);
/* Bytes of the mark that begins an item of a list, with the blank behind it; 0: none. */
gsize rc_reflow_item_mark (const char *text, gsize length);
gboolean rc_reflow_is_caption (const char *text);
/* Whether a sentence may end here. */
gboolean rc_reflow_ends_sentence (const char *text);
gboolean rc_reflow_begins_low (const char *text);
/* Of a letter of a script without capitals. */
gboolean rc_reflow_is_caseless (gunichar c);
gboolean rc_reflow_is_right (gunichar c);

typedef struct
{
  const RcTextLayer *layer;
  GArray *lines; /* RcLine */
  float body;    /* size of most of the text */
  gboolean mostly_bold;
} RcReflowPage;

/* One block, and what is known of it while the page is read. */
typedef struct
{
  RcBlock *block;
  float size;
  gboolean full; /* its last line went to the end of its column */
} RcReflowDraft;
/* For g_array_set_clear_func. */
void rc_reflow_draft_clear (gpointer draft);

/* (transfer full) RcReflowDraft, in the order in which they are read; `body` is the size of most letters of these pages. */
GArray *rc_reflow_draft_blocks (RcReflowPage *page, float body);

G_END_DECLS
