/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the pages of a document: all of them in small, and the list of contents. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-sidebar.h"

#include <glib/gi18n.h>

#include "pages/reader-contents.h"
#include "pages/reader-entry.h"
#include "widgets/front.h"
#include "widgets/thumbnail.h"
#include "widgets/widgets.h"

/* The pages as a list: of each there is an object only while somebody holds it. */
struct _RcReaderPageList
{
  GObject parent_instance;
  guint n_pages;
};

#define RC_TYPE_READER_PAGE_LIST (rc_reader_page_list_get_type ())
G_DECLARE_FINAL_TYPE (RcReaderPageList, rc_reader_page_list, RC, READER_PAGE_LIST, GObject)

static void rc_reader_page_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RcReaderPageList, rc_reader_page_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rc_reader_page_list_model_init))

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return RC_READER_PAGE_LIST (model)->n_pages;
}

static gpointer
get_item (GListModel *model, guint position)
{
  return position < RC_READER_PAGE_LIST (model)->n_pages ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
rc_reader_page_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
rc_reader_page_list_class_init (RcReaderPageListClass *klass)
{
}

static void
rc_reader_page_list_init (RcReaderPageList *self)
{
}

static RcReaderPageList *
rc_reader_page_list_new (guint n_pages)
{
  RcReaderPageList *self = g_object_new (RC_TYPE_READER_PAGE_LIST, NULL);

  self->n_pages = n_pages;
  return self;
}

struct _RcReaderSidebar
{
  GtkBox parent_instance;
  RcPageView *view;         /* (owned) (nullable) */
  GHashTable *thumbnails;   /* (owned) set of RcThumbnail that are in a row now */

  GtkWidget *stack;
  GtkWidget *pages_tab;
  GtkWidget *grid;
  GtkWidget *contents;
  GtkWidget *contents_tab;
  GtkWidget *marks;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcReaderSidebar, rc_reader_sidebar, GTK_TYPE_BOX)

/* --- pages --- */

static void
page_cb (RcReaderSidebar *self)
{
  GHashTableIter iter;
  gpointer thumbnail;

  g_hash_table_iter_init (&iter, self->thumbnails);
  while (g_hash_table_iter_next (&iter, &thumbnail, NULL))
    rc_thumbnail_set_current (thumbnail, rc_thumbnail_get_page (thumbnail) == rc_page_view_get_page (self->view));
  rc_reader_contents_set_page (GTK_LIST_VIEW (self->contents), rc_page_view_get_page (self->view));
}

static void
show_thumbnail (RcReaderSidebar *self, RcThumbnail *thumbnail, guint page)
{
  RcPdfSize size = rc_page_view_get_page_size (self->view, page);

  rc_thumbnail_set_page (thumbnail, rc_page_view_get_small (self->view), page, &size);
}

/* Sizes are known now, or the colours are others. */
static void
show_again_cb (RcReaderSidebar *self)
{
  GHashTableIter iter;
  gpointer thumbnail;

  g_hash_table_iter_init (&iter, self->thumbnails);
  while (g_hash_table_iter_next (&iter, &thumbnail, NULL))
    show_thumbnail (self, thumbnail, rc_thumbnail_get_page (thumbnail));
}

static void
setup_thumbnail_cb (RcReaderSidebar *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), rc_thumbnail_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_list_item_set_child (item, box);
}

static void
bind_thumbnail_cb (RcReaderSidebar *self, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  RcThumbnail *thumbnail = RC_THUMBNAIL (gtk_widget_get_first_child (box));
  guint page = gtk_list_item_get_position (item);
  g_autofree char *number = rc_page_view_dup_label (self->view, page);
  g_autofree char *name = g_strdup_printf (_("Page %s"), number);

  show_thumbnail (self, thumbnail, page);
  rc_thumbnail_set_current (thumbnail, page == rc_page_view_get_page (self->view));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_hash_table_add (self->thumbnails, thumbnail);
}

static void
unbind_thumbnail_cb (RcReaderSidebar *self, GtkListItem *item)
{
  RcThumbnail *thumbnail = RC_THUMBNAIL (gtk_widget_get_first_child (gtk_list_item_get_child (item)));

  rc_thumbnail_set_page (thumbnail, NULL, 0, NULL);
  g_hash_table_remove (self->thumbnails, thumbnail);
}

static void
fill_grid (RcReaderSidebar *self)
{
  g_autoptr (GtkSelectionModel) model
    = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (rc_reader_page_list_new (rc_page_view_get_n_pages (self->view)))));

  gtk_grid_view_set_model (GTK_GRID_VIEW (self->grid), model);
}

static void
page_activated_cb (RcReaderSidebar *self, guint position)
{
  rc_page_view_jump (self->view, position, 0);
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* --- contents --- */

static void
show_marks (RcReaderSidebar *self)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (self->marks)));
  gboolean empty = model == NULL || g_list_model_get_n_items (model) == 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), empty ? "no-marks" : "marks");
}

static void
tab_cb (RcReaderSidebar *self)
{
  gboolean pages = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->pages_tab));
  gboolean empty = gtk_list_view_get_model (GTK_LIST_VIEW (self->contents)) == NULL;

  if (!pages && !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->contents_tab)))
    show_marks (self);
  else
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), pages ? "pages" : empty ? "no-contents" : "contents");
}

static void
outline_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcReaderSidebar) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outline = rc_pdf_outline_finish (RC_PDF (source), result, &error);

  /* Without contents, or when the page is gone meanwhile. */
  if (outline == NULL || outline->len == 0 || self->view == NULL)
    return;
  rc_reader_contents_fill (GTK_LIST_VIEW (self->contents), outline);
  rc_reader_contents_set_page (GTK_LIST_VIEW (self->contents), rc_page_view_get_page (self->view));
  tab_cb (self);
}

static void
heading_activated_cb (RcReaderSidebar *self, guint position)
{
  int page = rc_reader_contents_get_page (GTK_LIST_VIEW (self->contents), position);

  if (page >= 0)
    rc_page_view_jump (self->view, (guint) page, 0);
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* A marked page. */
static void
entry_activated_cb (RcReaderSidebar *self, guint position, GtkListView *list)
{
  g_autoptr (RcReaderEntry) entry = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);

  if (rc_reader_entry_get_page (entry) >= 0)
    rc_page_view_jump (self->view, (guint) rc_reader_entry_get_page (entry), 0);
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* --- the whole --- */

static void
rc_reader_sidebar_dispose (GObject *object)
{
  RcReaderSidebar *self = RC_READER_SIDEBAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_READER_SIDEBAR);
  g_clear_object (&self->view);
  G_OBJECT_CLASS (rc_reader_sidebar_parent_class)->dispose (object);
}

static void
rc_reader_sidebar_finalize (GObject *object)
{
  g_hash_table_unref (RC_READER_SIDEBAR (object)->thumbnails);
  G_OBJECT_CLASS (rc_reader_sidebar_parent_class)->finalize (object);
}

static void
rc_reader_sidebar_class_init (RcReaderSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_reader_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_reader_sidebar_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/reader-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, RcReaderSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, RcReaderSidebar, pages_tab);
  gtk_widget_class_bind_template_child (widget_class, RcReaderSidebar, grid);
  gtk_widget_class_bind_template_child (widget_class, RcReaderSidebar, contents);
  gtk_widget_class_bind_template_child (widget_class, RcReaderSidebar, contents_tab);
  gtk_widget_class_bind_template_child (widget_class, RcReaderSidebar, marks);
  gtk_widget_class_bind_template_callback (widget_class, tab_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_thumbnail_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_thumbnail_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_thumbnail_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, heading_activated_cb);
}

static void
rc_reader_sidebar_init (RcReaderSidebar *self)
{
  g_autoptr (GtkListItemFactory) factory = rc_reader_entry_make_contents_factory ();

  self->thumbnails = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_front_only (GTK_STACK (self->stack));
  rc_reader_contents_init (GTK_LIST_VIEW (self->contents));
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->marks), factory);
}

void
rc_reader_sidebar_set_document (RcReaderSidebar *self, RcPdf *pdf, RcPageView *view)
{
  g_return_if_fail (RC_IS_READER_SIDEBAR (self));
  g_return_if_fail (self->view == NULL);

  self->view = g_object_ref (view);
  rc_reader_entry_name_pages (GTK_LIST_VIEW (self->contents), view);
  rc_reader_entry_name_pages (GTK_LIST_VIEW (self->marks), view);
  g_signal_connect_object (view, "notify::page", G_CALLBACK (page_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::night", G_CALLBACK (show_again_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "pages-known", G_CALLBACK (show_again_cb), self, G_CONNECT_SWAPPED);
  fill_grid (self);
  rc_pdf_outline_async (pdf, NULL, outline_cb, g_object_ref (self));
}

void
rc_reader_sidebar_set_bookmarks (RcReaderSidebar *self, GListModel *bookmarks)
{
  g_autoptr (GtkSelectionModel) model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (bookmarks)));

  g_return_if_fail (RC_IS_READER_SIDEBAR (self));

  gtk_list_view_set_model (GTK_LIST_VIEW (self->marks), model);
  g_signal_connect_object (bookmarks, "items-changed", G_CALLBACK (tab_cb), self, G_CONNECT_SWAPPED);
}

void
rc_reader_sidebar_set_folded (RcReaderSidebar *self, gboolean folded)
{
  g_return_if_fail (RC_IS_READER_SIDEBAR (self));

  gtk_widget_set_hexpand (GTK_WIDGET (self), folded);
  gtk_grid_view_set_max_columns (GTK_GRID_VIEW (self->grid), folded ? 8 : 2);
}
