/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the ids of an answer as rows in a GtkListView, and swaps answers without losing the place. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/results-list-view.h"
#include "widgets/format.h"
#include "widgets/result-row.h"

#include <glib/gi18n.h>

struct _RcResultsListView
{
  GObject parent_instance;

  GtkListView *view;      /* borrowed */
  RcCatalogue *catalogue; /* (owned) */
  RcResultList *list;     /* (owned) (nullable) */
  char *query;            /* (owned) (nullable) */
  guint64 total;
  gboolean brief;
  GPtrArray *rows;        /* (owned) the widgets alive, borrowed: told when "brief" changes */
  guint restore_source;   /* waiting to scroll back; 0 none */
  double restore_value;   /* px */
};

G_DEFINE_FINAL_TYPE (RcResultsListView, rc_results_list_view, G_TYPE_OBJECT)

static void
setup_cb (RcResultsListView *self, GtkListItem *item)
{
  GtkWidget *row = rc_result_row_new ();

  rc_result_row_set_brief (RC_RESULT_ROW (row), self->brief);
  g_ptr_array_add (self->rows, row);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (RcResultsListView *self, GtkListItem *item)
{
  g_autofree char *number = rc_format_count (gtk_list_item_get_position (item) + 1);
  g_autofree char *total = rc_format_count (self->total);
  /* Translators: the place of a row in the list, for screen readers: "3 of 47". */
  g_autofree char *place = g_strdup_printf (_("%s of %s"), number, total);

  rc_result_row_set (RC_RESULT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item), self->query, place);
}

static void
unbind_cb (RcResultsListView *self, GtkListItem *item)
{
  rc_result_row_set (RC_RESULT_ROW (gtk_list_item_get_child (item)), NULL, NULL, NULL);
}

static void
teardown_cb (RcResultsListView *self, GtkListItem *item)
{
  g_ptr_array_remove_fast (self->rows, gtk_list_item_get_child (item));
}

static void
rc_results_list_view_dispose (GObject *object)
{
  RcResultsListView *self = RC_RESULTS_LIST_VIEW (object);

  g_clear_handle_id (&self->restore_source, g_source_remove);
  g_clear_object (&self->list);
  g_clear_object (&self->catalogue);
  G_OBJECT_CLASS (rc_results_list_view_parent_class)->dispose (object);
}

static void
rc_results_list_view_finalize (GObject *object)
{
  RcResultsListView *self = RC_RESULTS_LIST_VIEW (object);

  g_free (self->query);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (rc_results_list_view_parent_class)->finalize (object);
}

static void
rc_results_list_view_class_init (RcResultsListViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_results_list_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_results_list_view_finalize;
}

static void
rc_results_list_view_init (RcResultsListView *self)
{
  self->rows = g_ptr_array_new ();
}

RcResultsListView *
rc_results_list_view_new (GtkListView *view, RcCatalogue *catalogue)
{
  RcResultsListView *self = g_object_new (RC_TYPE_RESULTS_LIST_VIEW, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->view = view;
  self->catalogue = g_object_ref (catalogue);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (teardown_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (view, factory);
  return self;
}

static gboolean
restore_cb (gpointer user_data)
{
  RcResultsListView *self = RC_RESULTS_LIST_VIEW (user_data);

  self->restore_source = 0;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)), self->restore_value);
  return G_SOURCE_REMOVE;
}

/* First no model, then the new one: GTK 4.8 asks a model that replaces another for every one of its rows. */
void
rc_results_list_view_show (RcResultsListView *self, GArray *ids, const char *query, guint64 total, gboolean stay)
{
  g_autoptr (RcRowLoader) loader = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;
  gboolean focused;

  g_return_if_fail (RC_IS_RESULTS_LIST_VIEW (self));
  g_return_if_fail (ids != NULL);

  g_free (self->query);
  self->query = g_strdup (query);
  self->total = total;
  self->restore_value = stay ? gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view))) : 0;
  focused = gtk_widget_get_focus_child (GTK_WIDGET (self->view)) != NULL;

  loader = rc_row_loader_new (self->catalogue, query);
  gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->list);
  self->list = rc_result_list_new (loader, ids);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));

  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (self->restore_value > 0 && self->restore_source == 0)
    self->restore_source = g_idle_add (restore_cb, self);
}

void
rc_results_list_view_set_brief (RcResultsListView *self, gboolean brief)
{
  g_return_if_fail (RC_IS_RESULTS_LIST_VIEW (self));

  self->brief = brief;
  for (guint i = 0; i < self->rows->len; i++)
    rc_result_row_set_brief (RC_RESULT_ROW (g_ptr_array_index (self->rows, i)), brief);
}

RcResultList *
rc_results_list_view_get_list (RcResultsListView *self)
{
  g_return_val_if_fail (RC_IS_RESULTS_LIST_VIEW (self), NULL);
  return self->list;
}
