/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find a record, and change it: a list with a search on one side, the form on the other. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/result-list.h"
#include "desk/record-editor.h"
#include "desk/records-section.h"
#include "widgets/badge.h"
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
  GPtrArray *bound;        /* (owned) Row (borrowed): those on the screen */
  GtkWidget *search_entry;
  GtkWidget *count_label;
  GtkWidget *order_label;
  GtkWidget *list;
  GtkWidget *editor_slot;
};

static guint told_signal;

G_DEFINE_FINAL_TYPE (RcRecordsSection, rc_records_section, GTK_TYPE_BOX)

/* The parts of a row. */
typedef struct
{
  RcRecordsSection *section; /* (borrowed) */
  GtkListItem *item;         /* (borrowed) */
  GtkWidget *dot, *title, *second, *badge;
} Row;

static char *
dup_second_line (const RcRowData *data)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (data->people != NULL)
    g_string_append (words, data->people);
  if (data->year != 0)
    g_string_append_printf (words, "%s%d", words->len > 0 ? " · " : "", data->year);
  if (data->shelfmark != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", data->shelfmark);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_dot (Row *row)
{
  RcRow *item = gtk_list_item_get_item (row->item);
  RcRecordEditor *editor = row->section->editor;
  gboolean unsaved = item != NULL && rc_row_get_id (item) == rc_record_editor_get_id (editor) && rc_record_editor_is_changed (editor);

  gtk_widget_set_opacity (row->dot, unsaved ? 1 : 0);
}

static void
fill_row (Row *row)
{
  RcRow *item = gtk_list_item_get_item (row->item);
  const RcRowData *data = item != NULL ? rc_row_get_data (item) : NULL;
  GtkWidget *holder = gtk_widget_get_parent (gtk_list_item_get_child (row->item));
  const char *title = data == NULL ? "" : *data->title != '\0' ? data->title : _ ("(no title)");
  g_autofree char *second = data != NULL ? dup_second_line (data) : g_strdup ("");
  g_autofree char *name = NULL;

  gtk_label_set_label (GTK_LABEL (row->title), title);
  gtk_label_set_label (GTK_LABEL (row->second), second);
  gtk_widget_set_visible (row->badge, data != NULL);
  if (data != NULL)
    rc_badge_set_group (RC_BADGE (row->badge), rc_group_of (data->kind, data->material));
  show_dot (row);
  if (data == NULL || holder == NULL)
    return;
  name = g_strdup_printf ("%s, %s", title, second);
  gtk_accessible_update_property (GTK_ACCESSIBLE (holder), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
add_line (GtkWidget *box, const char *class)
{
  GtkWidget *line = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_ellipsize (GTK_LABEL (line), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (line, TRUE);
  gtk_widget_add_css_class (line, class);
  gtk_box_append (GTK_BOX (box), line);
  return line;
}

static void
setup_cb (RcRecordsSection *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  Row *row = g_new0 (Row, 1);

  row->section = self;
  row->item = item;
  row->dot = g_object_new (ADW_TYPE_BIN, "valign", GTK_ALIGN_CENTER, "css-name", "dot", NULL);
  row->title = add_line (lines, "work-title");
  row->second = add_line (lines, "muted");
  row->badge = GTK_WIDGET (rc_badge_new ());
  gtk_widget_set_valign (row->badge, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "queue-row");
  gtk_box_append (GTK_BOX (box), row->dot);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), row->badge);
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
  gtk_list_item_set_child (item, box);
}

static Row *
get_row (GtkListItem *item)
{
  return g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "row");
}

static void
bind_cb (RcRecordsSection *self, GtkListItem *item)
{
  Row *row = get_row (item);

  fill_row (row);
  g_ptr_array_add (self->bound, row);
  g_signal_connect_swapped (gtk_list_item_get_item (item), "notify::data", G_CALLBACK (fill_row), row);
}

static void
unbind_cb (RcRecordsSection *self, GtkListItem *item)
{
  Row *row = get_row (item);

  g_ptr_array_remove_fast (self->bound, row);
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), fill_row, row);
}

static void
show_dots (RcRecordsSection *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_dot (g_ptr_array_index (self->bound, i));
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

/* Marks the record that is edited, where the list has it. */
static void
show_selected (RcRecordsSection *self, gboolean scroll)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (GTK_LIST_VIEW (self->list));
  RcResultList *results = get_results (self);
  gint64 place = results != NULL ? rc_result_list_find (results, rc_record_editor_get_id (self->editor)) : -1;

  if (results == NULL)
    return;
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (selection), place >= 0 ? (guint) place : GTK_INVALID_LIST_POSITION);
  if (scroll && place >= 0)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", (guint) place);
}

static void
state_cb (RcRecordsSection *self)
{
  show_selected (self, FALSE);
  show_dots (self);
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
  g_autoptr (GtkSingleSelection) selection = NULL;
  g_autoptr (RcResultList) results = NULL;

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
  selection = g_object_new (GTK_TYPE_SINGLE_SELECTION, "autoselect", FALSE, "can-unselect", TRUE, NULL);
  results = rc_result_list_new (loader, g_steal_pointer (&answer->ids));
  gtk_single_selection_set_model (selection, G_LIST_MODEL (results));
  /* NULL first: GTK 4.8 would ask for every row of a model that replaces another. */
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));
  show_selected (self, TRUE);
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
  gtk_label_set_label (GTK_LABEL (self->order_label), *text != '\0' ? _ ("Best match first") : _ ("Newest first"));
  rc_catalogue_search_async (self->catalogue, query, self->searching, found_cb, g_object_ref (self));
}

/* A barcode scanner types the number and presses Enter. */
static void
search_activated_cb (RcRecordsSection *self)
{
  self->open_first = TRUE;
  search_cb (self);
  /* The next number takes the place of this one. */
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
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

void
rc_records_section_add_document (RcRecordsSection *self, const char *path)
{
  g_return_if_fail (RC_IS_RECORDS_SECTION (self));
  rc_record_editor_add_document (self->editor, path);
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
  /* Its rows know this section: they go first. */
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_RECORDS_SECTION);
  G_OBJECT_CLASS (rc_records_section_parent_class)->dispose (object);
}

static void
rc_records_section_finalize (GObject *object)
{
  g_ptr_array_unref (RC_RECORDS_SECTION (object)->bound);
  G_OBJECT_CLASS (rc_records_section_parent_class)->finalize (object);
}

static void
rc_records_section_class_init (RcRecordsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_records_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_records_section_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-records-section.ui");
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, count_label);
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, order_label);
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

  self->bound = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
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
  g_signal_connect_object (self->editor, "state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  search_cb (self);
  return self;
}
