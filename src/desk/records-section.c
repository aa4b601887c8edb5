/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find a record, and change it: a list with a search on one side, the form on the other. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/result-list.h"
#include "desk/record-editor.h"
#include "desk/records-section.h"
#include "widgets/format.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RcRecordsSection
{
  GtkBox parent_instance;
  RcCatalogue *catalogue; /* (owned) */
  RcRecordEditor *editor; /* (borrowed) the slot's child */
  GCancellable *searching; /* (owned) (nullable) */
  gint64 wanted;           /* to be edited once the question about unsaved changes is answered */
  gboolean open_first;     /* Enter was pressed: the first hit is opened */
  GtkWidget *search_entry;
  GtkWidget *count_label;
  GtkWidget *list;
  GtkWidget *editor_slot;
};

static guint told_signal;

G_DEFINE_FINAL_TYPE (RcRecordsSection, rc_records_section, GTK_TYPE_BOX)

static void
fill_row (GtkListItem *item)
{
  RcRow *row = gtk_list_item_get_item (item);
  const RcRowData *data = row != NULL ? rc_row_get_data (row) : NULL;
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *title = gtk_widget_get_first_child (box);
  GtkWidget *second = gtk_widget_get_last_child (box);
  g_autoptr (GString) words = g_string_new (NULL);

  gtk_inscription_set_text (GTK_INSCRIPTION (title),
                            data == NULL ? "" : *data->title != '\0' ? data->title : _ ("(no title)"));
  if (data != NULL && data->people != NULL)
    g_string_append (words, data->people);
  if (data != NULL && data->year != 0)
    g_string_append_printf (words, "%s%d", words->len > 0 ? " · " : "", data->year);
  if (data != NULL && data->shelfmark != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", data->shelfmark);
  gtk_inscription_set_text (GTK_INSCRIPTION (second), words->str);
  if (data != NULL && gtk_widget_get_parent (box) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    *data->title != '\0' ? data->title : _ ("(no title)"), -1);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = gtk_inscription_new (NULL);
  GtkWidget *second = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (title), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (second), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "work-title");
  gtk_widget_add_css_class (second, "muted");
  gtk_widget_add_css_class (box, "desk-row");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), second);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  fill_row (item);
  g_signal_connect_swapped (gtk_list_item_get_item (item), "notify::data", G_CALLBACK (fill_row), item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), fill_row, item);
}

static void
answer_cb (AdwMessageDialog *dialog, const char *response, RcRecordsSection *self)
{
  if (g_str_equal (response, "discard"))
    rc_record_editor_edit (self->editor, self->wanted);
}

/* Opens the record at once, or asks first when the form has changes that nobody saved. */
static void
edit (RcRecordsSection *self, gint64 id)
{
  GtkWidget *dialog;

  self->wanted = id;
  if (!rc_record_editor_is_changed (self->editor))
    {
      rc_record_editor_edit (self->editor, id);
      return;
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Leave without saving?"),
                                   _ ("This record has changes that are not saved."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _ ("Stay"), "discard", _ ("Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answer_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static RcResultList *
get_results (RcRecordsSection *self)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (GTK_LIST_VIEW (self->list));

  return selection != NULL ? RC_RESULT_LIST (gtk_single_selection_get_model (GTK_SINGLE_SELECTION (selection))) : NULL;
}

static void
row_activated_cb (RcRecordsSection *self, guint position)
{
  RcResultList *results = get_results (self);

  if (results != NULL && position < g_list_model_get_n_items (G_LIST_MODEL (results)))
    edit (self, rc_result_list_get_id (results, position));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcRecordsSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchAnswer) answer = rc_catalogue_search_finish (RC_CATALOGUE (source), result, &error);
  g_autoptr (RcRowLoader) loader = NULL;
  g_autofree char *number = NULL;
  g_autofree char *words = NULL;
  GtkSelectionModel *selection;

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    {
      g_signal_emit (self, told_signal, 0, error->message);
      return;
    }
  number = rc_format_count (answer->total);
  words = g_strdup_printf (ngettext ("%s record", "%s records", (gulong) answer->total), number);
  gtk_label_set_label (GTK_LABEL (self->count_label), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  loader = rc_row_loader_new (self->catalogue, NULL);
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (rc_result_list_new (loader, g_steal_pointer (&answer->ids)))));
  /* NULL first: GTK 4.8 would ask for every row of a model that replaces another. */
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), selection);
  g_object_unref (selection);
  if (self->open_first && answer->total > 0)
    row_activated_cb (self, 0);
  self->open_first = FALSE;
}

static void
search_cb (RcRecordsSection *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autoptr (RcSearchQuery) query = rc_search_query_new (text);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->searching = g_cancellable_new ();
  rc_search_query_add_filter (query, RC_FACET_KIND, "publication");
  rc_search_query_add_filter (query, RC_FACET_KIND, "disc");
  query->all = TRUE;
  query->limit = G_MAXUINT;
  query->sort = *text != '\0' ? RC_SORT_RELEVANCE : RC_SORT_NEWEST;
  rc_catalogue_search_async (self->catalogue, query, self->searching, found_cb, g_object_ref (self));
}

/* A barcode scanner types the number and presses Enter. */
static void
search_activated_cb (RcRecordsSection *self)
{
  self->open_first = TRUE;
  search_cb (self);
}

static void
told_cb (RcRecordsSection *self, const char *words)
{
  g_signal_emit (self, told_signal, 0, words);
}

void
rc_records_section_start_new (RcRecordsSection *self)
{
  g_return_if_fail (RC_IS_RECORDS_SECTION (self));
  edit (self, 0);
}

void
rc_records_section_start_search (RcRecordsSection *self)
{
  g_return_if_fail (RC_IS_RECORDS_SECTION (self));
  gtk_widget_grab_focus (self->search_entry);
}

void
rc_records_section_save (RcRecordsSection *self)
{
  g_return_if_fail (RC_IS_RECORDS_SECTION (self));
  gtk_widget_activate_action (GTK_WIDGET (self->editor), "editor.save", NULL);
}

gboolean
rc_records_section_is_changed (RcRecordsSection *self)
{
  g_return_val_if_fail (RC_IS_RECORDS_SECTION (self), FALSE);
  return rc_record_editor_is_changed (self->editor);
}

gboolean
rc_records_section_undo (RcRecordsSection *self)
{
  g_return_val_if_fail (RC_IS_RECORDS_SECTION (self), FALSE);
  if (rc_record_editor_is_changed (self->editor))
    return FALSE;
  return gtk_widget_activate_action (GTK_WIDGET (self->editor), "editor.undo", NULL);
}

static void
rc_records_section_dispose (GObject *object)
{
  RcRecordsSection *self = RC_RECORDS_SECTION (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_object (&self->catalogue);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_RECORDS_SECTION);
  G_OBJECT_CLASS (rc_records_section_parent_class)->dispose (object);
}

static void
rc_records_section_class_init (RcRecordsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_records_section_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-records-section.ui");
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, count_label);
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, list);
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, editor_slot);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  told_signal = g_signal_new ("told", RC_TYPE_RECORDS_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_records_section_init (RcRecordsSection *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
}

RcRecordsSection *
rc_records_section_new (RcCatalogue *catalogue)
{
  RcRecordsSection *self = g_object_new (RC_TYPE_RECORDS_SECTION, NULL);

  self->catalogue = g_object_ref (catalogue);
  self->editor = rc_record_editor_new (catalogue);
  adw_bin_set_child (ADW_BIN (self->editor_slot), GTK_WIDGET (self->editor));
  g_signal_connect_object (self->editor, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  search_cb (self);
  return self;
}
