/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question of the results page and its answer. Every keystroke asks at once; what is shown stays until the new answer is there. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/results-page-private.h"
#include "pages/filter-chips.h"
#include "pages/filter-pane.h"
#include "pages/no-results.h"
#include "pages/results-data.h"
#include "pages/results-words.h"
#include "pages/subject-line.h"
#include "pages/understood-bar.h"
#include "widgets/fill.h"
#include "widgets/language.h"
#include "widgets/result-view.h"

/* A keystroke asks for so many, with the counts of all; the whole order follows when somebody wants to see more. */
#define FIRST_ROWS 50

void
rc_results_page_show_chips (RcResultsPage *self)
{
  rc_filter_chips_show (RC_FILTER_CHIPS (self->chips), RC_FILTER_PANE (self->pane), rc_fold_bin_get_folded (RC_FOLD_BIN (self)));
}

static void
show_counts (RcResultsPage *self, const RcResultsData *data)
{
  guint64 total = data->answer->total;
  g_autofree char *count = rc_results_words_count (total);
  g_autofree char *of = rc_results_words_of (data->unfiltered);
  g_autofree char *asked = rc_results_words_asked (self->query, data->answer);
  g_autofree char *show = rc_results_words_show (total);

  gtk_label_set_label (GTK_LABEL (self->count_label), count);
  rc_label_fill (GTK_LABEL (self->of_label), rc_search_query_is_filtered (self->query) ? of : NULL);
  gtk_label_set_label (GTK_LABEL (self->asked_label), asked);
  gtk_button_set_label (GTK_BUTTON (self->sheet_button), show);
  rc_understood_bar_show (RC_UNDERSTOOD_BAR (self->understood), data->answer->understood, data->answer->suggested, self->query->text);
  if (*data->answer->understood != '\0' || data->answer->suggested != NULL)
    {
      g_autofree char *words = *data->answer->understood != '\0' ? rc_results_words_understood (data->answer->understood)
                                                                 : rc_results_words_suggested (data->answer->suggested);
      g_autofree char *both = g_strdup_printf ("%s. %s", words, count);

      rc_page_announce (RC_PAGE (self), both);
    }
  else
    rc_page_announce (RC_PAGE (self), count);
}

static void
got_rest_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchAnswer) answer = rc_catalogue_search_finish (RC_CATALOGUE (object), result, &error);

  /* The first rows stay when the rest cannot be had. */
  if (answer != NULL)
    rc_result_list_take_all (rc_result_view_get_list (RC_RESULT_VIEW (RC_RESULTS_PAGE (user_data)->list)),
                             g_steal_pointer (&answer->ids));
}

void
rc_results_page_ask_for_rest (RcResultsPage *self)
{
  RcResultList *list = rc_result_view_get_list (RC_RESULT_VIEW (self->list));
  g_autoptr (RcSearchQuery) query = NULL;

  if (self->rest_asked || list == NULL || rc_result_list_is_whole (list))
    return;
  self->rest_asked = TRUE;
  query = rc_search_query_copy (self->query);
  g_free (query->text);
  query->text = g_strdup (self->asked);
  query->limit = G_MAXUINT;
  query->facets = FALSE;
  rc_catalogue_search_async (rc_page_get_catalogue (RC_PAGE (self)), query, self->cancellable, got_rest_cb, self);
}

void
rc_results_page_scrolled (RcResultsPage *self)
{
  /* The adjustment outlives the list for a moment, and moves as that goes. */
  if (self->list != NULL && gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list))) > 0)
    rc_results_page_ask_for_rest (self);
}

static void
show_list (RcResultsPage *self, RcSearchAnswer *answer)
{
  g_autoptr (RcRowLoader) loader = rc_row_loader_new (rc_page_get_catalogue (RC_PAGE (self)), self->asked);
  g_autoptr (RcResultList) list
    = rc_result_list_new_begun (loader, g_steal_pointer (&answer->ids), (guint) MIN (answer->total, G_MAXUINT));

  self->rest_asked = FALSE;
  rc_result_view_set_list (RC_RESULT_VIEW (self->list), list, self->asked, self->stay);
  rc_results_page_scrolled (self);
  self->stay = FALSE;
}

static void
show_answer (RcResultsPage *self, RcResultsData *data)
{
  gboolean nothing = data->answer->total == 0;

  g_free (self->asked);
  self->asked = g_strdup (data->answer->corrected != NULL ? data->answer->corrected : self->query->text);
  show_counts (self, data);
  rc_filter_pane_show (RC_FILTER_PANE (self->pane), data->answer, data->labels);
  rc_results_page_show_chips (self);
  rc_subject_line_show (RC_SUBJECT_LINE (self->subjects), data->kin);
  if (nothing)
    {
      gtk_widget_set_visible (self->sheet, FALSE);
      rc_no_results_show (RC_NO_RESULTS (self->no_results), self->query, data);
    }
  show_list (self, data->answer);
  gtk_stack_set_visible_child_name (GTK_STACK (self->found_stack), nothing ? "nothing" : "found");
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcResultsData) data = rc_results_data_load_finish (RC_CATALOGUE (object), result, &error);

  /* Somebody has typed on, or the page is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  rc_page_set_busy (RC_PAGE (user_data), FALSE);
  rc_page_set_error (RC_PAGE (user_data), error);
  if (data != NULL)
    show_answer (RC_RESULTS_PAGE (user_data), data);
}

void
rc_results_page_stop_asking (RcResultsPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
rc_results_page_ask (RcResultsPage *self)
{
  RcSearchQuery *query = rc_search_query_copy (self->query);

  rc_results_page_stop_asking (self);
  self->cancellable = g_cancellable_new ();
  query->limit = FIRST_ROWS;
  query->offset = 0;
  query->facets = TRUE;
  rc_page_set_busy (RC_PAGE (self), TRUE);
  rc_results_data_load_async (rc_page_get_catalogue (RC_PAGE (self)), query, rc_ui_language_get ()->code, self->cancellable,
                              answered_cb, self);
}
