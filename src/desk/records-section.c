/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find a record, and change it: a list with a search on one side, the form on the other. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/result-list.h"
#include "desk/ask.h"
#include "desk/grant-editor.h"
#include "desk/list-or-form.h"
#include "desk/queue-row.h"
#include "desk/record-editor.h"
#include "desk/records-section.h"
#include "desk/rows.h"
#include "widgets/format.h"
#include "widgets/front.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RcRecordsSection
{
  GtkBox parent_instance;
  RcCatalogue *catalogue; /* (owned) */
  RcRecordEditor *editor; /* (borrowed) the children of `editors`, one of which is in front */
  RcGrantEditor *grant_editor;
  GtkWidget *editors;
  GCancellable *opening;   /* (owned) (nullable) */
  GCancellable *searching; /* (owned) (nullable) */
  gint64 wanted;           /* to be edited once the question about unsaved changes is answered */
  RcFinding *finding;      /* (owned) (nullable) what is to be checked in it */
  RcListOrForm *sides;     /* (owned) */
  gboolean is_due;         /* the list is old, and nobody looks at it */
  gboolean open_first;     /* Enter was pressed: the first hit is opened */
  GPtrArray *bound;        /* (owned) RcQueueRow (borrowed): those on the screen */
  GtkWidget *queue;
  GtkWidget *queue_bar;
  GtkWidget *controls;
  GtkWidget *search_entry;
  GtkWidget *head;
  GtkWidget *count_label;
  GtkWidget *order_label;
  GtkWidget *list;
  GtkWidget *editor_slot;
};

static guint told_signal;
static guint kept_signal;
static guint failed_signal;

G_DEFINE_FINAL_TYPE (RcRecordsSection, rc_records_section, GTK_TYPE_BOX)

static gboolean
is_grant_shown (RcRecordsSection *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->editors)) == GTK_WIDGET (self->grant_editor);
}

static GtkWidget *
get_editor (RcRecordsSection *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->editors));
}

static gint64
get_open_id (RcRecordsSection *self)
{
  return is_grant_shown (self) ? rc_grant_editor_get_id (self->grant_editor) : rc_record_editor_get_id (self->editor);
}

/* A blue dot for the record that is edited and not saved. */
static void
show_dot (RcRecordsSection *self, RcQueueRow *row)
{
  gint64 id = rc_queue_row_get_id (row);

  rc_queue_row_set_unsaved (row, id != 0 && id == get_open_id (self) && rc_records_section_is_changed (self));
}

static void
setup_cb (RcRecordsSection *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, GTK_WIDGET (rc_queue_row_new ()));
}

static void
bind_cb (RcRecordsSection *self, GtkListItem *item)
{
  RcQueueRow *row = RC_QUEUE_ROW (gtk_list_item_get_child (item));

  rc_queue_row_set_item (row, gtk_list_item_get_item (item));
  g_ptr_array_add (self->bound, row);
  show_dot (self, row);
}

static void
unbind_cb (RcRecordsSection *self, GtkListItem *item)
{
  RcQueueRow *row = RC_QUEUE_ROW (gtk_list_item_get_child (item));

  g_ptr_array_remove_fast (self->bound, row);
  rc_queue_row_set_item (row, NULL);
}

static void
show_dots (RcRecordsSection *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_dot (self, g_ptr_array_index (self->bound, i));
}

/* The editor that was in front forgets what nobody saved. */
static void
show_editor (RcRecordsSection *self, gpointer editor)
{
  if (editor == (gpointer) get_editor (self))
    return;
  if (is_grant_shown (self))
    rc_grant_editor_edit (self->grant_editor, 0);
  else if (rc_record_editor_is_changed (self->editor))
    rc_record_editor_edit (self->editor, 0);
  gtk_stack_set_visible_child (GTK_STACK (self->editors), GTK_WIDGET (editor));
}

static gpointer
get_kind_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcRecordDetails) details = rc_records_get (db, *(const gint64 *) data, error);

  return details != NULL ? GINT_TO_POINTER (details->record->kind) : NULL;
}

static void
kind_known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcRecordsSection) self = user_data;
  g_autoptr (GError) error = NULL;
  int kind = GPOINTER_TO_INT (rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error));

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (kind == RC_KIND_GRANT)
    {
      show_editor (self, self->grant_editor);
      rc_grant_editor_edit (self->grant_editor, self->wanted);
      return;
    }
  show_editor (self, self->editor);
  rc_record_editor_edit_at (self->editor, self->wanted, self->finding);
}

/* What kind it is tells which form it has. */
static void
open_wanted (GtkWidget *widget)
{
  RcRecordsSection *self = RC_RECORDS_SECTION (widget);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (self->wanted == 0)
    {
      show_editor (self, self->editor);
      rc_record_editor_edit_at (self->editor, 0, NULL);
      return;
    }
  self->opening = g_cancellable_new ();
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_DEFAULT, get_kind_in_thread, g_memdup2 (&self->wanted, sizeof self->wanted), g_free,
                           NULL, self->opening, kind_known_cb, g_object_ref (self));
}

static void
open_new_grant (GtkWidget *widget)
{
  RcRecordsSection *self = RC_RECORDS_SECTION (widget);

  g_cancellable_cancel (self->opening);
  show_editor (self, self->grant_editor);
  rc_grant_editor_edit (self->grant_editor, 0);
}

/* Does it at once, or asks first when the form has changes that nobody saved. */
static void
leave (RcRecordsSection *self, RcAskedFunc go_on)
{
  if (rc_records_section_is_changed (self))
    rc_ask (GTK_WIDGET (self), _ ("Leave without saving?"), _ ("This record has changes that are not saved."), _ ("Stay"), _ ("Discard"), go_on);
  else
    go_on (GTK_WIDGET (self));
}

/* Takes the finding (nullable). */
static void
edit_at (RcRecordsSection *self, gint64 id, RcFinding *finding)
{
  rc_list_or_form_show (self->sides, TRUE);
  self->wanted = id;
  g_clear_pointer (&self->finding, rc_finding_free);
  self->finding = finding;
  leave (self, open_wanted);
}

static void
edit (RcRecordsSection *self, gint64 id)
{
  edit_at (self, id, NULL);
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
  gint64 place = results != NULL ? rc_result_list_find (results, get_open_id (self)) : -1;

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

  if (results == NULL || position >= g_list_model_get_n_items (G_LIST_MODEL (results)))
    return;
  /* Back from the list to what is typed there. */
  if (rc_result_list_get_id (results, position) == get_open_id (self) && rc_records_section_is_changed (self))
    rc_list_or_form_show (self->sides, TRUE);
  else
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

  self->is_due = FALSE;
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->searching = g_cancellable_new ();
  rc_search_query_add_filter (query, RC_FACET_KIND, "publication");
  rc_search_query_add_filter (query, RC_FACET_KIND, "disc");
  rc_search_query_add_filter (query, RC_FACET_KIND, "grant");
  query->all = TRUE;
  query->limit = G_MAXUINT;
  query->sort = *text != '\0' ? RC_SORT_RELEVANCE : RC_SORT_NEWEST;
  gtk_label_set_label (GTK_LABEL (self->order_label), *text != '\0' ? _ ("Best match first") : _ ("Newest first"));
  rc_catalogue_search_async (self->catalogue, query, self->searching, found_cb, g_object_ref (self));
}

static void
catalogue_changed_cb (RcRecordsSection *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    search_cb (self);
  else
    self->is_due = TRUE;
}

static void
rc_records_section_map (GtkWidget *widget)
{
  RcRecordsSection *self = RC_RECORDS_SECTION (widget);

  GTK_WIDGET_CLASS (rc_records_section_parent_class)->map (widget);
  if (self->is_due)
    search_cb (self);
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

static void
kept_cb (RcRecordsSection *self, const char *words, gint64 batch)
{
  g_signal_emit (self, kept_signal, 0, words, batch);
}

static void
failed_cb (RcRecordsSection *self, const char *words)
{
  g_signal_emit (self, failed_signal, 0, words);
}

void
rc_records_section_start_new (RcRecordsSection *self)
{
  g_return_if_fail (RC_IS_RECORDS_SECTION (self));
  edit (self, 0);
}

void
rc_records_section_start_new_grant (RcRecordsSection *self)
{
  g_return_if_fail (RC_IS_RECORDS_SECTION (self));
  rc_list_or_form_show (self->sides, TRUE);
  leave (self, open_new_grant);
}

void
rc_records_section_start_search (RcRecordsSection *self)
{
  g_return_if_fail (RC_IS_RECORDS_SECTION (self));
  rc_list_or_form_show (self->sides, FALSE);
  gtk_widget_grab_focus (self->search_entry);
}

void
rc_records_section_open (RcRecordsSection *self, gint64 id, const RcFinding *finding)
{
  g_return_if_fail (RC_IS_RECORDS_SECTION (self));
  edit_at (self, id, finding != NULL ? rc_finding_copy (finding) : NULL);
}

void
rc_records_section_save (RcRecordsSection *self)
{
  g_return_if_fail (RC_IS_RECORDS_SECTION (self));
  gtk_widget_activate_action (get_editor (self), "editor.save", NULL);
}

void
rc_records_section_add_document (RcRecordsSection *self, const char *path)
{
  g_return_if_fail (RC_IS_RECORDS_SECTION (self));
  rc_list_or_form_show (self->sides, TRUE);
  show_editor (self, self->editor);
  rc_record_editor_add_document (self->editor, path);
}

gboolean
rc_records_section_go_back (RcRecordsSection *self)
{
  g_return_val_if_fail (RC_IS_RECORDS_SECTION (self), FALSE);
  return rc_list_or_form_go_back (self->sides);
}

GtkWidget *
rc_records_section_get_form (RcRecordsSection *self)
{
  g_return_val_if_fail (RC_IS_RECORDS_SECTION (self), NULL);
  return is_grant_shown (self) ? rc_grant_editor_get_form (self->grant_editor) : rc_record_editor_get_form (self->editor);
}

gboolean
rc_records_section_is_changed (RcRecordsSection *self)
{
  g_return_val_if_fail (RC_IS_RECORDS_SECTION (self), FALSE);
  return is_grant_shown (self) ? rc_grant_editor_is_changed (self->grant_editor) : rc_record_editor_is_changed (self->editor);
}

gboolean
rc_records_section_is_saving (RcRecordsSection *self)
{
  g_return_val_if_fail (RC_IS_RECORDS_SECTION (self), FALSE);
  return rc_record_editor_is_saving (self->editor) || rc_grant_editor_is_saving (self->grant_editor);
}

gboolean
rc_records_section_is_running (RcRecordsSection *self)
{
  g_return_val_if_fail (RC_IS_RECORDS_SECTION (self), FALSE);
  return rc_record_editor_is_running (self->editor);
}

gboolean
rc_records_section_undo (RcRecordsSection *self, gboolean again)
{
  g_return_val_if_fail (RC_IS_RECORDS_SECTION (self), FALSE);
  if (rc_records_section_is_changed (self))
    return FALSE;
  return gtk_widget_activate_action (get_editor (self), again ? "editor.redo" : "editor.undo", NULL);
}

void
rc_records_section_undo_batch (RcRecordsSection *self, gint64 batch)
{
  g_return_if_fail (RC_IS_RECORDS_SECTION (self));
  gtk_widget_activate_action (get_editor (self), "editor.undo-batch", "x", batch);
}

/* The editor's own keys, wherever in the section the keyboard is. */
static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return gtk_widget_activate_action (get_editor (RC_RECORDS_SECTION (widget)), g_variant_get_string (arguments, NULL), NULL);
}

static void
rc_records_section_dispose (GObject *object)
{
  RcRecordsSection *self = RC_RECORDS_SECTION (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->sides);
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
  g_clear_pointer (&RC_RECORDS_SECTION (object)->finding, rc_finding_free);
  G_OBJECT_CLASS (rc_records_section_parent_class)->finalize (object);
}

static void
rc_records_section_class_init (RcRecordsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_records_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_records_section_finalize;
  widget_class->map = rc_records_section_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-records-section.ui");
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, queue);
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, queue_bar);
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, controls);
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, head);
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, count_label);
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, order_label);
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, list);
  gtk_widget_class_bind_template_child (widget_class, RcRecordsSection, editor_slot);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_j, GDK_CONTROL_MASK, key_cb, "s", "editor.join");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, key_cb, "s", "editor.duplicate");
  told_signal = g_signal_new ("told", RC_TYPE_RECORDS_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  kept_signal = g_signal_new ("kept", RC_TYPE_RECORDS_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  failed_signal = g_signal_new ("failed", RC_TYPE_RECORDS_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_records_section_init (RcRecordsSection *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->bound = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_rows_turn (self->head, 9, 200);
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
}

static void
watch (RcRecordsSection *self, gpointer editor)
{
  g_signal_connect_object (editor, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
grant_found_cb (RcRecordsSection *self)
{
  if (rc_records_section_is_changed (self) || self->wanted != 0)
    return FALSE;
  rc_list_or_form_show (self->sides, TRUE);
  show_editor (self, self->grant_editor);
  return TRUE;
}

/* The bars have the buttons of a folded window. */
static void
follow (RcRecordsSection *self, RcSectionFold *fold)
{
  GtkWidget *bars[] = { gtk_widget_get_first_child (GTK_WIDGET (self->editor)), gtk_widget_get_first_child (GTK_WIDGET (self->grant_editor)) };

  self->sides = rc_list_or_form_new (fold, self->queue, self->list, self->editor_slot);
  gtk_box_prepend (GTK_BOX (self->queue_bar), rc_section_fold_make_button (fold));
  g_object_bind_property (fold, "folded", self->controls, "visible", G_BINDING_SYNC_CREATE);
  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      rc_section_fold_add_bar (fold, bars[i]);
      rc_list_or_form_add_bar (self->sides, bars[i]);
    }
}

RcRecordsSection *
rc_records_section_new (RcCatalogue *catalogue, RcSectionFold *fold)
{
  RcRecordsSection *self = g_object_new (RC_TYPE_RECORDS_SECTION, NULL);

  self->catalogue = g_object_ref (catalogue);
  self->editor = rc_record_editor_new (catalogue);
  self->grant_editor = rc_grant_editor_new (catalogue);
  self->editors = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->editors), FALSE);
  gtk_stack_add_child (GTK_STACK (self->editors), GTK_WIDGET (self->editor));
  gtk_stack_add_child (GTK_STACK (self->editors), GTK_WIDGET (self->grant_editor));
  rc_front_only (GTK_STACK (self->editors));
  adw_bin_set_child (ADW_BIN (self->editor_slot), self->editors);
  follow (self, fold);
  watch (self, self->editor);
  watch (self, self->grant_editor);
  g_signal_connect_object (self->grant_editor, "found", G_CALLBACK (grant_found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (catalogue_changed_cb), self, G_CONNECT_SWAPPED);
  search_cb (self);
  return self;
}
