/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows grants as rows in a GtkListView. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grants-list.h"

#include "pages/grant-row.h"
#include "pages/who.h"
#include "widgets/fold-bin.h"

#define LONGEST_TITLE 60 /* characters in one line of a page of the usual width */
#define LARGEST_TEXT_FOR_LINE 1.5

struct _RcGrantsList
{
  GObject parent_instance;

  GtkListView *view;    /* borrowed */
  RcRowLoader *loader;  /* (owned) of the ids */
  RcResultList *ids;    /* (owned) (nullable) */
  GHashTable *labels;   /* (owned) (nullable) of the content that is shown */
  const RcGrantsFilter *filter; /* borrowed (nullable) */
  gint64 new_since;
  gint64 now;           /* Unix seconds: every row tells the same moment, whenever it comes into sight */
  gboolean narrow;
  gboolean cramped;
  gboolean long_titles; /* one of them does not fit a line */
  guint restore_source; /* waiting to scroll back; 0 none */
  double restore_value; /* px */
};

G_DEFINE_FINAL_TYPE (RcGrantsList, rc_grants_list, G_TYPE_OBJECT)

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, rc_grant_row_new ());
}

static void
bind_cb (RcGrantsList *self, GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  const RcRowData *data = rc_row_get_data (gtk_list_item_get_item (item));
  gboolean is_new = data->added > self->new_since;
  RcAnswer answer = self->filter != NULL ? rc_grants_filter_answer (self->filter, data) : RC_ANSWER_YES;
  g_autofree char *name = rc_grant_row_dup_name (data, is_new, answer, self->now);

  rc_grant_row_set (RC_GRANT_ROW (child), data, self->labels, is_new, answer, self->narrow, self->now);
  rc_grant_row_set_long_titles (RC_GRANT_ROW (child), self->long_titles || self->narrow || rc_text_scale () > LARGEST_TEXT_FOR_LINE);
  rc_grant_row_set_cramped (RC_GRANT_ROW (child), self->cramped);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (child)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
rc_grants_list_dispose (GObject *object)
{
  RcGrantsList *self = RC_GRANTS_LIST (object);

  g_clear_handle_id (&self->restore_source, g_source_remove);
  g_clear_object (&self->loader);
  g_clear_object (&self->ids);
  g_clear_pointer (&self->labels, g_hash_table_unref);
  G_OBJECT_CLASS (rc_grants_list_parent_class)->dispose (object);
}

static void
rc_grants_list_class_init (RcGrantsListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_grants_list_dispose;
}

static void
rc_grants_list_init (RcGrantsList *self)
{
  self->new_since = G_MAXINT64;
}

RcGrantsList *
rc_grants_list_new (GtkListView *view, RcCatalogue *catalogue)
{
  RcGrantsList *self = g_object_new (RC_TYPE_GRANTS_LIST, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->view = view;
  self->loader = rc_row_loader_new (catalogue, NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (view, factory);
  return self;
}

static gboolean
restore_cb (gpointer data)
{
  RcGrantsList *self = RC_GRANTS_LIST (data);

  self->restore_source = 0;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)), self->restore_value);
  return G_SOURCE_REMOVE;
}

/* First no model, then the new one: GTK 4.8 asks a model that replaces another for every one of its rows. */
static void
set_model (RcGrantsList *self, GListStore *store)
{
  g_autoptr (GtkSelectionModel) model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (store))));
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->view)) != NULL;

  gtk_list_view_set_model (self->view, NULL);
  gtk_list_view_set_model (self->view, model);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
rc_grants_list_show (RcGrantsList *self, const RcGrantsContent *content, const RcGrantsFilter *filter, GPtrArray *wanted, gint64 now,
                     gboolean narrow, gboolean cramped, gboolean stay)
{
  g_autoptr (GListStore) store = g_list_store_new (RC_TYPE_ROW);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean long_titles = FALSE;

  g_return_if_fail (RC_IS_GRANTS_LIST (self));

  for (guint i = 0; i < wanted->len; i++)
    {
      const RcRowData *data = g_ptr_array_index (wanted, i);

      long_titles = long_titles || g_utf8_strlen (data->title, -1) > LONGEST_TITLE;
      g_array_append_val (ids, data->id);
      g_list_store_append (store, g_hash_table_lookup (content->objects, &data->id));
    }
  g_clear_object (&self->ids);
  self->ids = rc_result_list_new (self->loader, ids);
  rc_who_set (self->ids, rc_grants_filter_get_values (filter, RC_GRANTS_AUDIENCE), rc_grants_filter_get_values (filter, RC_GRANTS_COUNTRY));
  g_clear_pointer (&self->labels, g_hash_table_unref);
  self->labels = g_hash_table_ref (content->labels);
  self->new_since = content->new_since;
  self->filter = filter;
  self->now = now;
  self->narrow = narrow;
  self->cramped = cramped;
  self->long_titles = long_titles;
  self->restore_value = stay ? gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view))) : 0;
  set_model (self, store);
  if (self->restore_value > 0 && self->restore_source == 0)
    self->restore_source = g_idle_add (restore_cb, self);
}

RcResultList *
rc_grants_list_get_ids (RcGrantsList *self)
{
  g_return_val_if_fail (RC_IS_GRANTS_LIST (self), NULL);

  return self->ids;
}
