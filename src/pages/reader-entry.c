/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row beside the pages of the reader: a heading of the contents, or a place that was found. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-entry.h"

#include <glib/gi18n.h>

#define MOST_BEFORE 18 /* letters before what was found */
#define VIEW "rc-reader-entry-view"

struct _RcReaderEntry
{
  GObject parent_instance;
  int page;
  char *text; /* (owned) */
  guint start;
  guint end;
  GListStore *parts; /* (owned) (nullable) RcReaderEntry */
};

G_DEFINE_FINAL_TYPE (RcReaderEntry, rc_reader_entry, G_TYPE_OBJECT)

static void
rc_reader_entry_finalize (GObject *object)
{
  g_clear_object (&RC_READER_ENTRY (object)->parts);
  g_free (RC_READER_ENTRY (object)->text);
  G_OBJECT_CLASS (rc_reader_entry_parent_class)->finalize (object);
}

static void
rc_reader_entry_class_init (RcReaderEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_reader_entry_finalize;
}

static void
rc_reader_entry_init (RcReaderEntry *self)
{
}

RcReaderEntry *
rc_reader_entry_new (int page, const char *text, guint start, guint end)
{
  RcReaderEntry *self = g_object_new (RC_TYPE_READER_ENTRY, NULL);

  self->page = page;
  self->text = g_strdup (text);
  self->start = start;
  self->end = end;
  return self;
}

int
rc_reader_entry_get_page (RcReaderEntry *self)
{
  g_return_val_if_fail (RC_IS_READER_ENTRY (self), -1);

  return self->page;
}

void
rc_reader_entry_add_part (RcReaderEntry *self, RcReaderEntry *part)
{
  g_return_if_fail (RC_IS_READER_ENTRY (self));

  if (self->parts == NULL)
    self->parts = g_list_store_new (RC_TYPE_READER_ENTRY);
  g_list_store_append (self->parts, part);
}

GListModel *
rc_reader_entry_get_parts (RcReaderEntry *self)
{
  g_return_val_if_fail (RC_IS_READER_ENTRY (self), NULL);

  return G_LIST_MODEL (self->parts);
}

static GtkWidget *
make_row (GtkWidget *first, GtkWidget *second)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_append (GTK_BOX (row), first);
  gtk_box_append (GTK_BOX (row), second);
  return row;
}

static GtkWidget *
make_number (void)
{
  GtkWidget *number = gtk_label_new (NULL);

  gtk_widget_add_css_class (number, "muted");
  gtk_widget_set_valign (number, GTK_ALIGN_START);
  return number;
}

static GtkWidget *
make_text (int lines)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_yalign (GTK_INSCRIPTION (text), 0);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (text), (guint) lines);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (text), (guint) lines);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (text, TRUE);
  return text;
}

/* What people call the page of an entry: (transfer full). */
static char *
dup_page (GtkListItemFactory *factory, const RcReaderEntry *entry)
{
  RcPageView *view = g_object_get_data (G_OBJECT (factory), VIEW);

  return view != NULL ? rc_page_view_dup_label (view, (guint) entry->page) : g_strdup_printf ("%d", entry->page + 1);
}

/* The name of the row for a screen reader; the row is GTK's own widget around ours. */
static void
name_row (GtkListItem *item, const RcReaderEntry *entry, const char *page)
{
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (item));
  g_autofree char *name = NULL;

  if (page != NULL)
    /* Translators: a heading or a found line, and the page it is on. */
    name = g_strdup_printf (_("%s, page %s"), entry->text, page);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name != NULL ? name : entry->text, -1);
}

/* A heading, or a marked page, which has no parts. */
static void
setup_contents_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *text = make_text (2), *number = make_number ();

  /* Beside the arrow, which is in the middle. */
  gtk_inscription_set_yalign (GTK_INSCRIPTION (text), 0.5f);
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), make_row (text, number));
  /* The row has the keyboard, and its arrows do what this does. */
  gtk_widget_set_focusable (expander, FALSE);
  gtk_list_item_set_child (item, expander);
}

static void
expanded_cb (GtkTreeListRow *tree_row, GParamSpec *pspec, GtkWidget *row)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_EXPANDED, gtk_tree_list_row_get_expanded (tree_row), -1);
}

static void
bind_tree_row (GtkWidget *row, GtkTreeListRow *tree_row)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LEVEL, (int) gtk_tree_list_row_get_depth (tree_row) + 1, -1);
  if (!gtk_tree_list_row_is_expandable (tree_row))
    return;
  g_signal_connect_object (tree_row, "notify::expanded", G_CALLBACK (expanded_cb), row, 0);
  expanded_cb (tree_row, NULL, row);
}

static void
bind_contents_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  GtkWidget *child = gtk_tree_expander_get_child (expander), *row = gtk_widget_get_parent (GTK_WIDGET (expander));
  gpointer listed = gtk_list_item_get_item (item);
  g_autoptr (RcReaderEntry) entry = GTK_IS_TREE_LIST_ROW (listed) ? gtk_tree_list_row_get_item (listed) : g_object_ref (listed);
  g_autofree char *number = entry->page >= 0 ? dup_page (factory, entry) : NULL;

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_first_child (child)), entry->text);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (child)), number != NULL ? number : "");
  gtk_list_item_set_activatable (item, entry->page >= 0);
  name_row (item, entry, number);
  if (!GTK_IS_TREE_LIST_ROW (listed))
    return;
  gtk_tree_expander_set_list_row (expander, listed);
  bind_tree_row (row, listed);
}

static void
unbind_contents_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *expander = gtk_list_item_get_child (item), *row = gtk_widget_get_parent (expander);

  if (!GTK_IS_TREE_LIST_ROW (gtk_list_item_get_item (item)))
    return;
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), expanded_cb, row);
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_EXPANDED);
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), NULL);
}

/* Two short lines hold less than the whole snippet, and what was found is to be in them: where it begins within the text, in bytes. */
static guint
find_start (const RcReaderEntry *entry)
{
  const char *start = entry->text + entry->start;

  for (guint n = 0; n < MOST_BEFORE && start > entry->text; n++)
    start = g_utf8_prev_char (start);
  /* The word that is cut goes away whole. */
  while (start > entry->text && start < entry->text + entry->start && start[-1] != ' ')
    start = g_utf8_next_char (start);
  return (guint) (start - entry->text);
}

static void
setup_hit_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, make_row (make_number (), make_text (2)));
}

static void
bind_hit_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  const RcReaderEntry *entry = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *text = gtk_widget_get_last_child (row);
  g_autofree char *page = dup_page (factory, entry);
  /* Translators: short for "page 76". */
  g_autofree char *number = g_strdup_printf (_("p. %s"), page);
  g_autoptr (PangoAttrList) marks = pango_attr_list_new ();
  guint from = find_start (entry);
  g_autofree char *shown = g_strconcat (from > 0 ? "…" : "", entry->text + from, NULL);
  guint dots = from > 0 ? (guint) strlen ("…") : 0;
  GdkRGBA colour;

  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (text), "mark", &colour) && entry->end > entry->start)
    {
      PangoAttribute *mark = pango_attr_background_new ((guint16) (colour.red * 65535), (guint16) (colour.green * 65535),
                                                        (guint16) (colour.blue * 65535));

      mark->start_index = entry->start - from + dots;
      mark->end_index = entry->end - from + dots;
      pango_attr_list_insert (marks, mark);
    }
  gtk_inscription_set_text (GTK_INSCRIPTION (text), shown);
  gtk_inscription_set_attributes (GTK_INSCRIPTION (text), marks);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (row)), number);
  name_row (item, entry, page);
}

static GtkListItemFactory *
make_factory (GCallback setup, GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, NULL);
  g_signal_connect (factory, "bind", bind, NULL);
  return factory;
}

GtkListItemFactory *
rc_reader_entry_make_contents_factory (void)
{
  GtkListItemFactory *factory = make_factory (G_CALLBACK (setup_contents_cb), G_CALLBACK (bind_contents_cb));

  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_contents_cb), NULL);
  return factory;
}

GtkListItemFactory *
rc_reader_entry_make_hits_factory (void)
{
  return make_factory (G_CALLBACK (setup_hit_cb), G_CALLBACK (bind_hit_cb));
}

/* Rows that are there are made again. */
static void
pages_known_cb (GtkListView *list)
{
  g_autoptr (GtkListItemFactory) factory = g_object_ref (gtk_list_view_get_factory (list));

  gtk_list_view_set_factory (list, NULL);
  gtk_list_view_set_factory (list, factory);
}

void
rc_reader_entry_name_pages (GtkListView *list, RcPageView *view)
{
  g_return_if_fail (GTK_IS_LIST_VIEW (list) && RC_IS_PAGE_VIEW (view));

  g_object_set_data_full (G_OBJECT (gtk_list_view_get_factory (list)), VIEW, g_object_ref (view), g_object_unref);
  g_signal_connect_object (view, "pages-known", G_CALLBACK (pages_known_cb), list, G_CONNECT_SWAPPED);
}
