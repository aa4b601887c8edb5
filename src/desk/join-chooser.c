/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which record a record is to be joined with: those that look like it, or what a search finds. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/result-list.h"
#include "catalogue/twins.h"
#include "desk/join-chooser.h"
#include "desk/queue-row.h"
#include "desk/rows.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

/* Who needs more types more. */
#define MAX_SHOWN 50

struct _RcJoinChooser
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;    /* (owned) NULL after dispose */
  GCancellable *cancellable; /* (owned) of what looks for twins */
  GCancellable *searching;   /* (owned) (nullable) */
  gint64 id;                 /* the record that another one is looked for */
  GPtrArray *twins;          /* (owned) (nullable) RcTwin */
  GtkWidget *entry;
  GtkWidget *head;
  GtkWidget *pages;
  GtkWidget *likely; /* GtkListBox of twins */
  GtkWidget *found;  /* GtkListView of what the search found */
  GtkWidget *nothing;
};

enum
{
  CHOSEN,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcJoinChooser, rc_join_chooser, GTK_TYPE_BOX)

static void
show_page (RcJoinChooser *self, const char *page, const char *words)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), page);
  gtk_label_set_label (GTK_LABEL (self->head), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
show_nothing (RcJoinChooser *self, const char *words)
{
  gtk_label_set_label (GTK_LABEL (self->nothing), words);
  show_page (self, "nothing", "");
}

static gboolean
is_searching (RcJoinChooser *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
}

static void
show_twins (RcJoinChooser *self)
{
  if (self->twins == NULL || is_searching (self))
    return;
  if (self->twins->len > 0)
    show_page (self, "likely", _ ("These may be the same publication"));
  else
    show_nothing (self, _ ("No other record looks like the same publication. Search for the one you mean."));
}

static GtkWidget *
make_twin_row (const RcTwin *twin)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  const char *title = rc_format_title (twin->title);
  /* Translators: how surely two records are the same, 100 being quite sure. */
  g_autofree char *score = g_strdup_printf (_ ("%u of 100"), twin->score);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", title, score, twin->why);
  GtkWidget *pill = gtk_label_new (score);
  GtkWidget *row;

  gtk_widget_add_css_class (pill, "pill");
  gtk_widget_add_css_class (pill, twin->score >= RC_TWIN_SURE ? "ok" : twin->score >= RC_TWIN_LIKELY ? "warm" : "plain");
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), rc_rows_make_lines (title, "work-title"));
  gtk_box_append (GTK_BOX (lines), rc_rows_make_lines (twin->why, "second-line"));
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), pill);
  row = rc_rows_make_row (box, "source-row", name);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static gpointer
find_twins_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *id = data;
  g_autoptr (RcRecordDetails) details = rc_records_get (db, *id, error);

  return details != NULL ? rc_twins_find (db, details->record, *id, error) : NULL;
}

static void
twins_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcJoinChooser) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) twins = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (twins == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  g_ptr_array_set_size (twins, (int) MIN (twins->len, MAX_SHOWN));
  self->twins = g_steal_pointer (&twins);
  for (guint i = 0; i < self->twins->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->likely), make_twin_row (g_ptr_array_index (self->twins, i)));
  show_twins (self);
}

static void
twin_activated_cb (RcJoinChooser *self, GtkListBoxRow *row)
{
  const RcTwin *twin = g_ptr_array_index (self->twins, gtk_list_box_row_get_index (row));

  g_signal_emit (self, signals[CHOSEN], 0, twin->record);
}

/* A record is not joined with itself. */
static void
drop_own (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      {
        g_array_remove_index (ids, i);
        return;
      }
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcJoinChooser) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchAnswer) answer = rc_catalogue_search_finish (RC_CATALOGUE (source), result, &error);
  g_autoptr (RcRowLoader) loader = NULL;
  g_autoptr (GtkSingleSelection) selection = NULL;
  g_autoptr (RcResultList) results = NULL;

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  drop_own (answer->ids, self->id);
  if (answer->ids->len == 0)
    {
      show_nothing (self, _ ("No other record has these words."));
      return;
    }
  loader = rc_row_loader_new (self->catalogue, NULL);
  results = rc_result_list_new (loader, g_steal_pointer (&answer->ids));
  selection = g_object_new (GTK_TYPE_SINGLE_SELECTION, "autoselect", FALSE, "can-unselect", TRUE, NULL);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (results));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->found), NULL);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->found), GTK_SELECTION_MODEL (selection));
  show_page (self, "found", _ ("Best match first"));
}

static void
search_cb (RcJoinChooser *self)
{
  g_autoptr (RcSearchQuery) query = NULL;

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  if (!is_searching (self))
    {
      show_twins (self);
      return;
    }
  self->searching = g_cancellable_new ();
  query = rc_search_query_new (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  rc_search_query_add_filter (query, RC_FACET_KIND, "publication");
  query->all = TRUE;
  query->limit = MAX_SHOWN + 1;
  rc_catalogue_search_async (self->catalogue, query, self->searching, searched_cb, g_object_ref (self));
}

static void
found_activated_cb (RcJoinChooser *self, guint position)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (GTK_LIST_VIEW (self->found));
  RcResultList *results = RC_RESULT_LIST (gtk_single_selection_get_model (GTK_SINGLE_SELECTION (selection)));

  g_signal_emit (self, signals[CHOSEN], 0, rc_result_list_get_id (results, position));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, GTK_WIDGET (rc_queue_row_new ()));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  rc_queue_row_set_item (RC_QUEUE_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  rc_queue_row_set_item (RC_QUEUE_ROW (gtk_list_item_get_child (item)), NULL);
}

static gboolean
rc_join_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (RC_JOIN_CHOOSER (widget)->entry);
}

static void
rc_join_chooser_dispose (GObject *object)
{
  RcJoinChooser *self = RC_JOIN_CHOOSER (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->searching);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->twins, g_ptr_array_unref);
  G_OBJECT_CLASS (rc_join_chooser_parent_class)->dispose (object);
}

static void
rc_join_chooser_class_init (RcJoinChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_join_chooser_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = rc_join_chooser_grab_focus;
  signals[CHOSEN] = g_signal_new ("chosen", RC_TYPE_JOIN_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[FAILED] = g_signal_new ("failed", RC_TYPE_JOIN_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
add_page (RcJoinChooser *self, GtkWidget *list, const char *name, const char *label)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *card;

  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  /* How high rows are whose text wraps, a scrolled window does not ask: the list is the card where it has such, and else what scrolls. */
  card = GTK_IS_SCROLLABLE (list) ? scroller : list;
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), card == scroller);
  gtk_widget_set_valign (card, GTK_ALIGN_START);
  gtk_widget_add_css_class (card, "card-list");
  gtk_stack_add_named (GTK_STACK (self->pages), scroller, name);
  return list;
}

static void
add_pages (RcJoinChooser *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_stack_add_named (GTK_STACK (self->pages), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "looking");
  self->likely = add_page (self, gtk_list_box_new (), "likely", _ ("These may be the same publication"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->likely), GTK_SELECTION_NONE);
  g_signal_connect_object (self->likely, "row-activated", G_CALLBACK (twin_activated_cb), self, G_CONNECT_SWAPPED);
  self->found = add_page (self, gtk_list_view_new (NULL, factory), "found", _ ("Records found"));
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->found), TRUE);
  g_signal_connect_object (self->found, "activate", G_CALLBACK (found_activated_cb), self, G_CONNECT_SWAPPED);
  self->nothing = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "valign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (self->nothing, "muted");
  gtk_stack_add_named (GTK_STACK (self->pages), self->nothing, "nothing");
}

static void
rc_join_chooser_init (RcJoinChooser *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->entry = g_object_new (GTK_TYPE_SEARCH_ENTRY, "search-delay", 0, "placeholder-text", _ ("Title, author, barcode"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Find the other record"), -1);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  self->head = rc_rows_make_label (NULL, "field-name");
  self->pages = gtk_stack_new ();
  gtk_widget_set_vexpand (self->pages, TRUE);
  gtk_box_append (GTK_BOX (self), self->entry);
  gtk_box_append (GTK_BOX (self), self->head);
  gtk_box_append (GTK_BOX (self), self->pages);
  add_pages (self);
}

RcJoinChooser *
rc_join_chooser_new (RcCatalogue *catalogue, gint64 id)
{
  RcJoinChooser *self = g_object_new (RC_TYPE_JOIN_CHOOSER, NULL);

  self->catalogue = g_object_ref (catalogue);
  self->id = id;
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, find_twins_in_thread, g_memdup2 (&id, sizeof id), g_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, twins_found_cb, g_object_ref (self));
  return self;
}
