/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the grants page share. */
#pragma once

#include "pages/grants-filter.h"
#include "pages/grants-list.h"
#include "pages/grants-load.h"
#include "pages/grants-page.h"
#include "widgets/day-clock.h"

G_BEGIN_DECLS

struct _RcGrantsPage
{
  RcPage parent_instance;
  RcGrantsContent *content;  /* (owned) (nullable) */
  RcGrantsFilter *filter;    /* (owned) */
  RcGrantsOrder order;
  RcGrantsList *rows;        /* (owned) what fills the list */
  GCancellable *searching;   /* (owned) (nullable) of the words that are asked for now */
  gint64 shown_at;           /* Unix seconds: when the page was filled */
  RcDayClock *clock;         /* (owned) */
  gboolean filters_open;     /* on a screen that has room for the filters or the list */
  gboolean filling;          /* the order is being set by us */

  GtkWidget *title_label;
  GtkWidget *entry_clamp;
  GtkWidget *entry;
  GtkWidget *facets_pane;
  GtkWidget *facets;
  GtkWidget *done_button;
  GtkWidget *list_pane;
  GtkWidget *count_label;
  GtkWidget *total_label;
  GtkWidget *order_box;
  GtkWidget *deadline_button;
  GtkWidget *amount_button;
  GtkWidget *new_button;
  GtkWidget *head;
  GtkWidget *order_drop;
  GtkWidget *order_hint;
  GtkWidget *order_hint_label;
  GtkWidget *strips;
  GtkWidget *chips;
  GtkWidget *old_row;
  GtkWidget *old_label;
  GtkWidget *list_states;
  GtkWidget *list;
};

/* Shows what is loaded through the filter, in order. `stay`: the same list as before, as far as anybody can tell: its place is kept. */
void rc_grants_page_fill (RcGrantsPage *self, gboolean stay);

/* The words in the entry have changed, or what they find may have: asks. The list stays as it is until the answer is there. */
void rc_grants_page_search (RcGrantsPage *self);

G_END_DECLS
