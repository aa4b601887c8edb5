/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the visitor put aside, and how to take it along. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/my-list-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "pages/citation-view.h"
#include "widgets/fill.h"
#include "widgets/result-row.h"
#include "widgets/widgets.h"

#define END_WIDTH 372
#define WIDEST 1440

struct _RcMyListPage
{
  RcPage parent_instance;
  RcMyList *list; /* (owned) (nullable) */

  GtkWidget *count_label;
  GtkWidget *stack;
  GtkWidget *columns;
  GtkWidget *rows;
  GtkWidget *end_column;
  GtkWidget *citations;
};

G_DEFINE_FINAL_TYPE (RcMyListPage, rc_my_list_page, RC_TYPE_PAGE)

/* A row is a box with what is shown and the button that takes it off the list. */
static RcResultRow *
get_result (GtkWidget *row)
{
  return RC_RESULT_ROW (gtk_widget_get_first_child (row));
}

static gint64
get_id (GtkWidget *row)
{
  return rc_row_get_id (rc_result_row_get_row (get_result (row)));
}

static void
opened_cb (RcMyListPage *self, RcResultRow *result)
{
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (self));
  const RcRowData *data = rc_row_get_data (rc_result_row_get_row (result));
  g_autoptr (RcResultList) among = rc_my_list_dup_results (self->list);

  if (navigator != NULL && data != NULL)
    rc_navigator_open_row (navigator, data, among);
}

static void
remove_cb (RcMyListPage *self, GtkWidget *button)
{
  rc_my_list_remove (self->list, get_id (gtk_widget_get_parent (button)));
}

static void
name_button_cb (GtkWidget *button, GParamSpec *pspec, RcRow *row)
{
  const RcRowData *data = rc_row_get_data (row);
  /* Translators: takes something off the visitor's list; %s is its title. */
  g_autofree char *name = g_strdup_printf (_("Remove from my list: %s"), data != NULL ? data->title : _("No longer in the catalogue"));

  rc_button_set_name (GTK_BUTTON (button), name);
}

static GtkWidget *
make_row (RcMyListPage *self, RcRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *result = rc_result_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  rc_result_row_set_brief (RC_RESULT_ROW (result), rc_fold_bin_get_narrow (RC_FOLD_BIN (self)));
  rc_result_row_set (RC_RESULT_ROW (result), row, 0, 1, NULL, FALSE);
  gtk_widget_set_hexpand (result, TRUE);
  g_signal_connect_object (result, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_css_classes (button, (const char *[]){ "rc-button", "square", NULL });
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "notify::data", G_CALLBACK (name_button_cb), button, G_CONNECT_SWAPPED);
  name_button_cb (button, NULL, row);
  gtk_box_append (GTK_BOX (box), result);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "my-list-row");
  return box;
}

static GtkWidget *
get_row (RcMyListPage *self, guint position)
{
  GtkWidget *row = gtk_widget_get_first_child (self->rows);

  for (guint i = 0; row != NULL && i < position; i++)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

/* "2 titles", and each row knows its place. */
static void
show_count (RcMyListPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list)), position = 0;
  g_autofree char *text = g_strdup_printf (ngettext ("%u title", "%u titles", n), n);

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    rc_result_row_set (get_result (row), rc_result_row_get_row (get_result (row)), position++, n, NULL, TRUE);
  gtk_label_set_label (GTK_LABEL (self->count_label), text);
  gtk_widget_set_visible (self->count_label, n > 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n > 0 ? "list" : "empty");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcMyListPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) citings = rc_citing_load_finish (RC_CATALOGUE (source), result, &error);

  if (rc_page_finish_loading (RC_PAGE (self), error))
    rc_citation_view_set (RC_CITATION_VIEW (self->citations), _("My list"), citings);
}

static void
rc_my_list_page_reload (RcPage *page)
{
  RcMyListPage *self = RC_MY_LIST_PAGE (page);

  rc_citing_load_async (rc_page_get_catalogue (page), rc_my_list_dup_ids (self->list), rc_page_start_loading (page), loaded_cb,
                        g_object_ref (self));
}

static void
changed_cb (RcMyListPage *self, guint position, guint n_removed, guint n_added)
{
  gboolean had_focus = gtk_widget_get_focus_child (self->rows) != NULL;
  GtkWidget *next;

  for (guint i = 0; i < n_removed; i++)
    gtk_box_remove (GTK_BOX (self->rows), get_row (self, position));
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (RcRow) row = g_list_model_get_item (G_LIST_MODEL (self->list), position + i);

      gtk_box_insert_child_after (GTK_BOX (self->rows), make_row (self, row), position + i > 0 ? get_row (self, position + i - 1) : NULL);
    }
  show_count (self);
  rc_my_list_page_reload (RC_PAGE (self));
  if (!had_focus)
    return;
  /* The keyboard goes on with what took the place of the row that is gone. */
  next = get_row (self, position);
  if (next == NULL && position > 0)
    next = get_row (self, position - 1);
  if (next != NULL)
    gtk_widget_grab_focus (gtk_widget_get_last_child (next));
  else
    rc_page_grab_first_focus (RC_PAGE (self));
}

static void
clear_cb (RcMyListPage *self)
{
  rc_my_list_clear (self->list);
}

static void
fold_cb (RcMyListPage *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self)), narrow = rc_fold_bin_get_narrow (RC_FOLD_BIN (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->end_column), folded ? WIDEST : END_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->end_column), folded ? WIDEST : END_WIDTH);
  gtk_widget_set_size_request (self->end_column, folded ? -1 : END_WIDTH, -1);
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    rc_result_row_set_brief (get_result (row), narrow);
}

static GtkWidget *
rc_my_list_page_get_first_focus (RcPage *page)
{
  GtkWidget *row = gtk_widget_get_first_child (RC_MY_LIST_PAGE (page)->rows);

  return row != NULL ? gtk_widget_get_first_child (row) : NULL;
}

static void
rc_my_list_page_dispose (GObject *object)
{
  RcMyListPage *self = RC_MY_LIST_PAGE (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_MY_LIST_PAGE);
  G_OBJECT_CLASS (rc_my_list_page_parent_class)->dispose (object);
}

static void
rc_my_list_page_class_init (RcMyListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_my_list_page_dispose;
  RC_PAGE_CLASS (klass)->reload = rc_my_list_page_reload;
  RC_PAGE_CLASS (klass)->get_first_focus = rc_my_list_page_get_first_focus;

  g_type_ensure (RC_TYPE_CITATION_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/my-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RcMyListPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, RcMyListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RcMyListPage, columns);
  gtk_widget_class_bind_template_child (widget_class, RcMyListPage, rows);
  gtk_widget_class_bind_template_child (widget_class, RcMyListPage, end_column);
  gtk_widget_class_bind_template_child (widget_class, RcMyListPage, citations);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
rc_my_list_page_init (RcMyListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_fold_bin_set_fold_width (RC_FOLD_BIN (self), 900);
  g_signal_connect (self, "notify::folded", G_CALLBACK (fold_cb), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (fold_cb), NULL);
  fold_cb (self);
}

GtkWidget *
rc_my_list_page_new (RcCatalogue *catalogue, RcNavigator *navigator)
{
  RcMyListPage *self = g_object_new (RC_TYPE_MY_LIST_PAGE, "catalogue", catalogue, "navigator", navigator, NULL);

  self->list = g_object_ref (rc_navigator_get_my_list (navigator));
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (changed_cb), self);
  changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->list)));
  return GTK_WIDGET (self);
}
