/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search found, and how to narrow it. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/results-page-private.h"
#include "pages/filter-chips.h"
#include "pages/filter-pane.h"
#include "pages/no-results.h"
#include "pages/subject-line.h"
#include "pages/understood-bar.h"
#include "widgets/front.h"
#include "widgets/result-view.h"
#include "widgets/widgets.h"

#include <adwaita.h>
#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (RcResultsPage, rc_results_page, RC_TYPE_PAGE)

static void
close_sheet_cb (RcResultsPage *self)
{
  gtk_widget_set_visible (self->sheet, FALSE);
  gtk_widget_grab_focus (self->list);
}

static void
open_sheet_cb (RcResultsPage *self)
{
  gtk_widget_set_visible (self->sheet, TRUE);
  gtk_widget_child_focus (self->sheet, GTK_DIR_TAB_FORWARD);
}

static void
drop_filter_cb (RcResultsPage *self, guint facet)
{
  g_return_if_fail (facet < RC_N_FACETS);

  g_clear_pointer (&self->query->filters[facet], g_ptr_array_unref);
  rc_results_page_ask (self);
}

static void
clear_filters_cb (RcResultsPage *self)
{
  for (guint i = 0; i < RC_N_FACETS; i++)
    g_clear_pointer (&self->query->filters[i], g_ptr_array_unref);
  self->query->open_only = FALSE;
  rc_results_page_ask (self);
}

/* Other words may be taken for others again. */
static void
take_text (RcResultsPage *self, const char *text)
{
  g_free (self->query->text);
  self->query->text = g_strdup (text);
  self->query->exactly = FALSE;
}

static void
typed_cb (RcResultsPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     *text != '\0' ? "edit-clear-symbolic" : NULL);
  if (self->filling)
    return;
  take_text (self, text);
  rc_results_page_ask (self);
}

static void
clear_text_cb (RcResultsPage *self, GtkEntryIconPosition position)
{
  if (position == GTK_ENTRY_ICON_SECONDARY)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
entry_activated_cb (RcResultsPage *self)
{
  gtk_widget_grab_focus (self->list);
}

/* Down leads from the words to what they found. */
static gboolean
entry_key_cb (RcResultsPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return FALSE;
  return gtk_widget_grab_focus (self->list);
}

static void
sort_chosen_cb (RcResultsPage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->sort_drop));

  if (self->filling || self->query == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  self->query->sort = (RcSort) selected;
  rc_results_page_ask (self);
}

static void
row_activated_cb (RcResultsPage *self, guint position)
{
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (self));
  RcResultList *list = rc_result_view_get_list (RC_RESULT_VIEW (self->list));
  g_autoptr (RcRow) row = list != NULL ? g_list_model_get_item (G_LIST_MODEL (list), position) : NULL;
  const RcRowData *data = row != NULL ? rc_row_get_data (row) : NULL;

  /* The page of the row leads on to the next ones. */
  rc_results_page_ask_for_rest (self);
  if (navigator != NULL && data != NULL)
    rc_navigator_open_row (navigator, data, list);
}

static void
hit_activated_cb (RcResultsPage *self, guint position)
{
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (self));
  RcResultList *list = rc_result_view_get_list (RC_RESULT_VIEW (self->list));
  g_autoptr (RcRow) row = list != NULL ? g_list_model_get_item (G_LIST_MODEL (list), position) : NULL;
  const RcRowData *data = row != NULL ? rc_row_get_data (row) : NULL;

  if (navigator != NULL && data != NULL && data->snippet_document != 0)
    rc_navigator_open_document (navigator, data->snippet_document, (int) data->snippet_page, rc_result_list_get_query (list));
}

static void
set_words (RcResultsPage *self, const char *words)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), words);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->filling = FALSE;
  if (words != self->query->text)
    take_text (self, words);
}

static void
search_word_cb (RcResultsPage *self, const char *word)
{
  set_words (self, word);
  gtk_widget_grab_focus (self->entry);
  rc_results_page_ask (self);
}

/* The button goes with what it stood beside. */
static void
exactly_cb (RcResultsPage *self)
{
  self->query->exactly = TRUE;
  gtk_widget_grab_focus (self->entry);
  rc_results_page_ask (self);
}

/* From one subject to another: words that were a name do not stay. */
static void
choose_subject_cb (RcResultsPage *self, const char *value)
{
  g_autofree char *subject = g_strdup (value);

  if (self->query->filters[RC_FACET_SUBJECT] == NULL)
    set_words (self, "");
  g_clear_pointer (&self->query->filters[RC_FACET_SUBJECT], g_ptr_array_unref);
  rc_search_query_add_filter (self->query, RC_FACET_SUBJECT, subject);
  gtk_widget_grab_focus (self->list);
  rc_results_page_ask (self);
}

static void
browse_cb (RcResultsPage *self)
{
  set_words (self, "");
  gtk_widget_grab_focus (self->entry);
  clear_filters_cb (self);
}

/* The pane stands beside the results where there is room, else in a sheet over them. */
static void
fold_cb (RcResultsPage *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self)), narrow = rc_fold_bin_get_narrow (RC_FOLD_BIN (self));
  AdwBin *from = ADW_BIN (folded ? self->side_slot : self->sheet_slot), *to = ADW_BIN (folded ? self->sheet_slot : self->side_slot);

  if (adw_bin_get_child (from) == self->pane)
    {
      adw_bin_set_child (from, NULL);
      adw_bin_set_child (to, self->pane);
    }
  gtk_widget_set_visible (self->side_slot, !folded);
  if (!folded)
    gtk_widget_set_visible (self->sheet, FALSE);
  gtk_widget_set_halign (self->entry_clamp, narrow ? GTK_ALIGN_FILL : GTK_ALIGN_START);
  gtk_widget_set_visible (self->asked_label, !narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_parent (self->sort_drop)),
                                  rc_fold_bin_get_cramped (RC_FOLD_BIN (self)) ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  rc_filter_chips_set_spacing (RC_FILTER_CHIPS (self->chips), narrow ? 6 : 12);
  rc_subject_line_set_spacing (RC_SUBJECT_LINE (self->subjects), narrow ? 6 : 12);
  rc_understood_bar_set_narrow (RC_UNDERSTOOD_BAR (self->understood), narrow);
  rc_result_view_set_brief (RC_RESULT_VIEW (self->list), narrow);
  rc_results_page_show_chips (self);
}

static void
reload (RcPage *page)
{
  RC_RESULTS_PAGE (page)->stay = TRUE;
  rc_results_page_ask (RC_RESULTS_PAGE (page));
}

static GtkWidget *
get_first_focus (RcPage *page)
{
  RcResultsPage *self = RC_RESULTS_PAGE (page);

  /* Somebody who comes back from a record goes on in the list. */
  return rc_result_view_get_list (RC_RESULT_VIEW (self->list)) != NULL ? self->list : self->entry;
}

static gboolean
step_back (RcPage *page)
{
  RcResultsPage *self = RC_RESULTS_PAGE (page);

  if (!gtk_widget_get_visible (self->sheet))
    return FALSE;
  close_sheet_cb (self);
  return TRUE;
}

static gboolean
start_search (RcPage *page)
{
  return gtk_widget_grab_focus (RC_RESULTS_PAGE (page)->entry);
}

static void
rc_results_page_dispose (GObject *object)
{
  RcResultsPage *self = RC_RESULTS_PAGE (object);

  rc_results_page_stop_asking (self);
  if (self->pane != NULL)
    rc_filter_pane_set_query (RC_FILTER_PANE (self->pane), NULL);
  g_clear_object (&self->pane);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_RESULTS_PAGE);
  g_clear_pointer (&self->query, rc_search_query_free);
  g_clear_pointer (&self->asked, g_free);
  G_OBJECT_CLASS (rc_results_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, entry_clamp);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, entry);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, found_stack);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, side_slot);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, of_label);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, asked_label);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, sort_drop);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, chips);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, subjects);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, understood);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, list);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, no_results);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, sheet_slot);
  gtk_widget_class_bind_template_child (widget_class, RcResultsPage, sheet_button);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, hit_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_word_cb);
  gtk_widget_class_bind_template_callback (widget_class, exactly_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_subject_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_sheet_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_sheet_cb);
}

static void
rc_results_page_class_init (RcResultsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RcPageClass *page_class = RC_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_results_page_dispose;
  page_class->reload = reload;
  page_class->get_first_focus = get_first_focus;
  page_class->step_back = step_back;
  page_class->start_search = start_search;

  g_type_ensure (RC_TYPE_FILTER_CHIPS);
  g_type_ensure (RC_TYPE_NO_RESULTS);
  g_type_ensure (RC_TYPE_RESULT_VIEW);
  g_type_ensure (RC_TYPE_SUBJECT_LINE);
  g_type_ensure (RC_TYPE_UNDERSTOOD_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/results-page.ui");
  bind_children (widget_class);
}

static void
rc_results_page_init (RcResultsPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *inner;

  gtk_widget_init_template (GTK_WIDGET (self));
  rc_front_only (GTK_STACK (self->found_stack));
  self->pane = g_object_ref_sink (rc_filter_pane_new ());
  adw_bin_set_child (ADW_BIN (self->side_slot), self->pane);
  g_signal_connect_object (self->pane, "changed", G_CALLBACK (rc_results_page_ask), self, G_CONNECT_SWAPPED);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, keys);

  inner = gtk_widget_get_first_child (self->sort_drop);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sort_drop), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Order"), -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Order"), -1);
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)), "value-changed",
                           G_CALLBACK (rc_results_page_scrolled), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::folded", G_CALLBACK (fold_cb), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (fold_cb), NULL);
  g_signal_connect (self, "notify::cramped", G_CALLBACK (fold_cb), NULL);
}

GtkWidget *
rc_results_page_new (RcCatalogue *catalogue, RcNavigator *navigator, const RcSearchQuery *query)
{
  RcResultsPage *self = g_object_new (RC_TYPE_RESULTS_PAGE, "catalogue", catalogue, "navigator", navigator, NULL);

  g_return_val_if_fail (query != NULL, NULL);

  self->query = rc_search_query_copy (query);
  self->query->rescue = TRUE;
  rc_filter_pane_set_query (RC_FILTER_PANE (self->pane), self->query);
  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->sort_drop), self->query->sort);
  self->filling = FALSE;
  set_words (self, self->query->text);
  rc_filter_chips_set_spacing (RC_FILTER_CHIPS (self->chips), 12);
  rc_subject_line_set_spacing (RC_SUBJECT_LINE (self->subjects), 12);
  rc_results_page_show_chips (self);
  rc_results_page_ask (self);
  return GTK_WIDGET (self);
}
