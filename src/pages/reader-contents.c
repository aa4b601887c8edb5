/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contents of a document as a tree in a list. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-contents.h"

#include "pages/reader-entry.h"

#define MOST_OPEN 40 /* headings that are shown at first together with those below them */

static GtkTreeListRow *
get_row (GtkListView *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);
}

static int
get_page (GtkTreeListRow *row)
{
  g_autoptr (RcReaderEntry) entry = gtk_tree_list_row_get_item (row);

  return rc_reader_entry_get_page (entry);
}

/* (nullable) what a row of the list shows; borrowed. */
static GtkTreeListRow *
get_shown (GtkWidget *widget)
{
  GtkWidget *expander = widget != NULL ? gtk_widget_get_first_child (widget) : NULL;

  return GTK_IS_TREE_EXPANDER (expander) ? gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (expander)) : NULL;
}

static void
go_to (GtkListView *list, GtkTreeListRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (list), "list.scroll-to-item", "u", gtk_tree_list_row_get_position (row));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (get_shown (child) == row)
      {
        gtk_widget_grab_focus (child);
        return;
      }
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GtkListView *list)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (list)) == GTK_TEXT_DIR_RTL;
  gboolean inwards = key == (mirrored ? GDK_KEY_Left : GDK_KEY_Right);
  GtkTreeListRow *row = get_shown (gtk_widget_get_focus_child (GTK_WIDGET (list)));
  g_autoptr (GtkTreeListRow) above = NULL;

  if (row == NULL || (key != GDK_KEY_Left && key != GDK_KEY_Right) || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (gtk_tree_list_row_is_expandable (row) && gtk_tree_list_row_get_expanded (row) != inwards)
    {
      gtk_tree_list_row_set_expanded (row, inwards);
      return GDK_EVENT_STOP;
    }
  above = inwards ? NULL : gtk_tree_list_row_get_parent (row);
  if (above != NULL)
    go_to (list, above);
  return GDK_EVENT_STOP;
}

void
rc_reader_contents_init (GtkListView *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autoptr (GtkListItemFactory) factory = rc_reader_entry_make_contents_factory ();

  gtk_list_view_set_factory (list, factory);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), list);
  gtk_widget_add_controller (GTK_WIDGET (list), keys);
}

/* Headings in the order of the document, each below the last one that is less deep. */
static GListStore *
make_tree (GPtrArray *outline)
{
  GListStore *top = g_list_store_new (RC_TYPE_READER_ENTRY);
  g_autoptr (GPtrArray) above = g_ptr_array_new (); /* the last heading of each depth, borrowed from the tree */

  for (guint i = 0; i < outline->len; i++)
    {
      const RcOutlineItem *item = g_ptr_array_index (outline, i);
      g_autoptr (RcReaderEntry) entry = rc_reader_entry_new (item->page, item->title, 0, 0);
      guint depth = MIN ((guint) item->depth, above->len);

      if (depth == 0)
        g_list_store_append (top, entry);
      else
        rc_reader_entry_add_part (g_ptr_array_index (above, depth - 1), entry);
      g_ptr_array_set_size (above, (int) depth);
      g_ptr_array_add (above, entry);
    }
  return top;
}

static GListModel *
get_parts (gpointer entry, gpointer data)
{
  GListModel *parts = rc_reader_entry_get_parts (entry);

  return parts != NULL ? g_object_ref (parts) : NULL;
}

void
rc_reader_contents_fill (GtkListView *list, GPtrArray *outline)
{
  GListModel *top = G_LIST_MODEL (make_tree (outline));
  gboolean alone = g_list_model_get_n_items (top) == 1;
  g_autoptr (GtkTreeListModel) tree = gtk_tree_list_model_new (top, FALSE, outline->len <= MOST_OPEN, get_parts, NULL, NULL);
  g_autoptr (GtkTreeListRow) first = gtk_tree_list_model_get_row (tree, 0);
  g_autoptr (GtkSingleSelection) selection = gtk_single_selection_new (NULL);

  /* The title of the whole, mostly. */
  if (alone)
    gtk_tree_list_row_set_expanded (first, TRUE);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (tree));
  gtk_list_view_set_model (list, GTK_SELECTION_MODEL (selection));
}

void
rc_reader_contents_set_page (GtkListView *list, guint page)
{
  GtkSelectionModel *model = gtk_list_view_get_model (list);
  guint n = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0, found = GTK_INVALID_LIST_POSITION;
  int latest = -1;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkTreeListRow) row = get_row (list, i);
      int begins = get_page (row);

      if (begins >= latest && begins >= 0 && begins <= (int) page)
        {
          latest = begins;
          found = i;
        }
    }
  if (model != NULL)
    gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), found);
}

int
rc_reader_contents_get_page (GtkListView *list, guint position)
{
  g_autoptr (GtkTreeListRow) row = get_row (list, position);

  return get_page (row);
}
