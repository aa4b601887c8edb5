/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the results page share. */
#pragma once

#include "pages/results-page.h"

G_BEGIN_DECLS

struct _RcResultsPage
{
  RcPage parent_instance;

  RcSearchQuery *query;      /* (owned) what is asked now */
  char *asked;               /* (owned) (nullable) the words of the answer that is shown: those of the query, or what was meant */
  GCancellable *cancellable; /* (owned) (nullable) of the question under way */
  gboolean rest_asked;       /* for the whole order of the answer that is shown */
  gboolean filling;          /* the entry and the order are being set by us */
  gboolean stay;             /* the next answer is to the same question: the place in the list is kept */
  GtkWidget *pane;           /* (owned) in one of the two slots */

  GtkWidget *entry_clamp;
  GtkWidget *entry;
  GtkWidget *found_stack;
  GtkWidget *side_slot;
  GtkWidget *count_label;
  GtkWidget *of_label;
  GtkWidget *asked_label;
  GtkWidget *sort_drop;
  GtkWidget *chips;
  GtkWidget *subjects;
  GtkWidget *understood;
  GtkWidget *list;
  GtkWidget *no_results;
  GtkWidget *sheet;
  GtkWidget *sheet_slot;
  GtkWidget *sheet_button;
};

/* Asks for the query as it stands, and shows the answer when it is there. */
void rc_results_page_ask (RcResultsPage *self);
void rc_results_page_stop_asking (RcResultsPage *self);
/* For the whole order of what is shown, once; and when the list has left its top. */
void rc_results_page_ask_for_rest (RcResultsPage *self);
void rc_results_page_scrolled (RcResultsPage *self);

/* The filters that are set, above the list. */
void rc_results_page_show_chips (RcResultsPage *self);

G_END_DECLS
