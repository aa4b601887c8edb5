/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The staff's window: the sections on one side, the one that is worked in beside them. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/clock.h"
#include "desk/ask.h"
#include "desk/check-section.h"
#include "desk/desk-window.h"
#include "desk/discs-section.h"
#include "desk/import-section.h"
#include "desk/lookup-section.h"
#include "desk/records-section.h"
#include "desk/review-section.h"
#include "desk/section-fold.h"
#include "desk/section-list.h"
#include "desk/sources-section.h"
#include "desk/toasts.h"
#include "desk/trouble.h"
#include "desk/visitors-section.h"
#include "desk/work.h"
#include "widgets/format.h"
#include "widgets/front.h"
#include "widgets/language-button.h"
#include "widgets/panes.h"

#include <glib/gi18n.h>

/* Somebody else may mend it: mount the folder, make the catalogue, give the rights. */
#define LOOK_AGAIN_SECONDS 3

struct _RcDeskWindow
{
  AdwApplicationWindow parent_instance;
  RcCatalogue *catalogue;    /* (owned) */
  RcRecordsSection *records; /* (borrowed) the stack's children; NULL until the catalogue is open */
  RcCheckSection *check;
  RcReviewSection *review;
  RcImportSection *import;
  RcLookupSection *lookup;
  RcDiscsSection *discs;
  GStrv waiting;    /* (owned) (nullable) files to take when the catalogue is open */
  guint looking;    /* source that looks for the catalogue again; 0: none */
  gboolean leaving; /* the question about unsaved changes was answered */
  RcToasts *toasts;
  GtkWidget *fold;
  GtkWidget *sections;
  GtkWidget *stack;
  GtkWidget *trouble;
  GtkWidget *create_button;
  GtkWidget *menu_button;
};

G_DEFINE_FINAL_TYPE (RcDeskWindow, rc_desk_window, ADW_TYPE_APPLICATION_WINDOW)

static void
told_cb (RcDeskWindow *self, const char *words)
{
  rc_toasts_tell (self->toasts, words);
}

static void
kept_cb (RcDeskWindow *self, const char *words, gint64 batch)
{
  rc_toasts_tell_kept (self->toasts, words, _ ("Undo"), "win.undo-batch", batch);
}

static void
reviewed_cb (RcDeskWindow *self, const char *words, gint64 batch)
{
  rc_toasts_tell_kept (self->toasts, words, _ ("Undo"), "win.undo-review", batch);
}

static void
failed_cb (RcDeskWindow *self, const char *words)
{
  rc_toasts_fail (self->toasts, words);
}

static void
show_section (RcDeskWindow *self, const char *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
  rc_section_list_select (RC_SECTION_LIST (self->sections), name);
}

static void
chosen_cb (RcDeskWindow *self, const char *name)
{
  if (g_str_equal (name, "new-record"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-record", NULL);
  else if (g_str_equal (name, "new-grant"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-grant", NULL);
  else
    show_section (self, name);
  rc_section_fold_choose (RC_SECTION_FOLD (self->fold), gtk_stack_get_visible_child (GTK_STACK (self->stack)));
}

static void
failing_cb (RcDeskWindow *self, guint count)
{
  g_autofree char *meaning = g_strdup_printf (ngettext ("%u failed", "%u failed", count), count);

  rc_section_list_set_count (RC_SECTION_LIST (self->sections), "sources", count, meaning, "soon");
}

static void
counted_cb (RcDeskWindow *self, guint count)
{
  g_autofree char *number = rc_format_count (count);
  g_autofree char *meaning = g_strdup_printf (ngettext ("%s record to check", "%s records to check", count), number);

  rc_section_list_set_count (RC_SECTION_LIST (self->sections), "check", count, meaning, NULL);
}

static void
waiting_cb (RcDeskWindow *self, guint count)
{
  g_autofree char *number = rc_format_count (count);
  g_autofree char *meaning = g_strdup_printf (ngettext ("%s waits for a yes", "%s wait for a yes", count), number);

  rc_section_list_set_count (RC_SECTION_LIST (self->sections), "review", count, meaning, NULL);
}

static void
open_record_cb (RcDeskWindow *self, gint64 id, const RcFinding *finding)
{
  show_section (self, "records");
  rc_records_section_open (self->records, id, finding);
}

static void
open_taken_cb (RcDeskWindow *self, gint64 id)
{
  open_record_cb (self, id, NULL);
}

static void
add_section (RcDeskWindow *self, gpointer section, const char *name, const char *icon_name, const char *title)
{
  GtkWidget *bar = gtk_widget_get_first_child (section);

  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (section), name);
  rc_section_list_add (RC_SECTION_LIST (self->sections), name, icon_name, title, TRUE);
  /* That of the records has its own, with a way back from the form. */
  if (ADW_IS_HEADER_BAR (bar))
    {
      adw_header_bar_pack_start (ADW_HEADER_BAR (bar), rc_section_fold_make_button (RC_SECTION_FOLD (self->fold)));
      rc_section_fold_add_bar (RC_SECTION_FOLD (self->fold), bar);
    }
  if (g_signal_lookup ("told", G_OBJECT_TYPE (section)) != 0)
    g_signal_connect_object (section, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
}

static void
add_sections (RcDeskWindow *self)
{
  RcSourcesSection *sources = rc_sources_section_new (self->catalogue);

  self->check = rc_check_section_new (self->catalogue);
  self->review = rc_review_section_new (self->catalogue);
  self->records = rc_records_section_new (self->catalogue, RC_SECTION_FOLD (self->fold));
  self->import = rc_import_section_new (self->catalogue);
  self->lookup = rc_lookup_section_new (self->catalogue);
  self->discs = rc_discs_section_new (self->catalogue);
  add_section (self, self->check, "check", "object-select-symbolic", _ ("To check"));
  add_section (self, self->review, "review", "starred-symbolic", _ ("To approve"));
  add_section (self, self->records, "records", "document-edit-symbolic", _ ("Records"));
  rc_section_list_add (RC_SECTION_LIST (self->sections), "new-record", "list-add-symbolic", _ ("New record"), FALSE);
  rc_section_list_add (RC_SECTION_LIST (self->sections), "new-grant", "list-add-symbolic", _ ("New grant"), FALSE);
  add_section (self, self->import, "import", "folder-open-symbolic", _ ("Import"));
  add_section (self, self->lookup, "lookup", "system-search-symbolic", _ ("Other libraries"));
  add_section (self, sources, "sources", "view-refresh-symbolic", _ ("Grant sources"));
  add_section (self, self->discs, "discs", "media-optical-symbolic", _ ("Discs"));
  add_section (self, rc_visitors_section_new (self->catalogue), "visitors", "computer-symbolic", _ ("As visitors see it"));
  g_signal_connect_object (self->lookup, "open", G_CALLBACK (open_taken_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->records, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->records, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "counted", G_CALLBACK (counted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "open", G_CALLBACK (open_record_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "kept", G_CALLBACK (reviewed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "counted", G_CALLBACK (waiting_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "open", G_CALLBACK (open_taken_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sources, "failing", G_CALLBACK (failing_cb), self, G_CONNECT_SWAPPED);
  show_section (self, "records");
  rc_records_section_start_search (self->records);
}

static gboolean look_again_cb (gpointer user_data);

static void
show_trouble (RcDeskWindow *self, const GError *error)
{
  gboolean missing = rc_trouble_show (ADW_STATUS_PAGE (self->trouble), rc_catalogue_get_folder (self->catalogue), error);

  gtk_widget_set_visible (self->create_button, missing);
  if (!gtk_widget_get_visible (self->trouble))
    {
      gtk_widget_set_visible (self->trouble, TRUE);
      gtk_widget_child_focus (self->trouble, GTK_DIR_TAB_FORWARD);
    }
  self->looking = g_timeout_add_seconds (LOOK_AGAIN_SECONDS, look_again_cb, self);
}

static gpointer
find_clock_problem_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 time = g_get_real_time () / G_USEC_PER_SEC;
  RcClock clock;

  return rc_clock_read (&clock, db, time, error) ? rc_clock_dup_problem (&clock, time) : NULL;
}

/* What cannot be read is told by the sections. */
static void
got_clock_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcDeskWindow) self = user_data;
  g_autofree char *problem = rc_catalogue_call_finish (RC_CATALOGUE (source), result, NULL);

  if (problem != NULL)
    rc_toasts_fail (self->toasts, problem);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcDeskWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) waiting = NULL;

  rc_work_open_finish (RC_CATALOGUE (source), result, &error);
  if (self->catalogue != RC_CATALOGUE (source) || self->records != NULL)
    return;
  if (error != NULL)
    {
      show_trouble (self, error);
      return;
    }
  gtk_widget_set_visible (self->trouble, FALSE);
  add_sections (self);
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_LOW, find_clock_problem_in_thread, NULL, NULL, g_free, NULL, got_clock_cb,
                           g_object_ref (self));
  waiting = g_steal_pointer (&self->waiting);
  if (waiting != NULL)
    rc_desk_window_take_files (self, (const char *const *) waiting);
}

/* Each try has a catalogue of its own: one that could not be opened stays so. */
static void
open_catalogue (RcDeskWindow *self, const char *folder, gboolean create)
{
  g_autoptr (RcCatalogue) catalogue = rc_catalogue_new (folder, TRUE);

  g_clear_handle_id (&self->looking, g_source_remove);
  g_set_object (&self->catalogue, catalogue);
  rc_work_open_async (self->catalogue, create, NULL, opened_cb, g_object_ref (self));
}

static void
open_again (RcDeskWindow *self, gboolean create)
{
  g_autofree char *folder = g_strdup (rc_catalogue_get_folder (self->catalogue));

  open_catalogue (self, folder, create);
}

static gboolean
look_again_cb (gpointer user_data)
{
  RcDeskWindow *self = user_data;

  self->looking = 0;
  open_again (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDeskWindow *self = RC_DESK_WINDOW (widget);

  /* That it was tried is seen. */
  gtk_widget_set_visible (self->trouble, FALSE);
  open_again (self, g_str_equal (action, "win.create"));
}

static void
records_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDeskWindow *self = RC_DESK_WINDOW (widget);

  if (self->records == NULL)
    return;
  if (g_str_equal (action, "win.save"))
    {
      rc_records_section_save (self->records);
      return;
    }
  show_section (self, "records");
  if (g_str_equal (action, "win.new-record"))
    rc_records_section_start_new (self->records);
  else if (g_str_equal (action, "win.new-grant"))
    rc_records_section_start_new_grant (self->records);
  else
    rc_records_section_start_search (self->records);
}

/* Of a message that is still shown. */
static void
undo_batch_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDeskWindow *self = RC_DESK_WINDOW (widget);

  if (self->records != NULL)
    rc_records_section_undo_batch (self->records, g_variant_get_int64 (parameter));
}

static void
undo_review_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDeskWindow *self = RC_DESK_WINDOW (widget);

  if (self->review != NULL)
    rc_review_section_undo (self->review, g_variant_get_int64 (parameter));
}

static void
import_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDeskWindow *self = RC_DESK_WINDOW (widget);

  if (self->records == NULL)
    return;
  show_section (self, "import");
  gtk_widget_activate_action (GTK_WIDGET (self->import), "import.choose", NULL);
}

static gboolean
is_shown (RcDeskWindow *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), name) == 0;
}

/* Before the text field that has the keyboard: it takes Ctrl+Z only while there is something unsaved. */
static gboolean
undo_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RcDeskWindow *self = RC_DESK_WINDOW (widget);

  if (is_shown (self, "check"))
    return !GPOINTER_TO_INT (user_data) && rc_check_section_undo (self->check);
  if (is_shown (self, "review"))
    return !GPOINTER_TO_INT (user_data) && rc_review_section_undo (self->review, 0);
  return is_shown (self, "records") && rc_records_section_undo (self->records, GPOINTER_TO_INT (user_data));
}

/* F6: the next pane, in reading order. */
static gboolean
next_pane_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RcDeskWindow *self = RC_DESK_WINDOW (widget);
  GtkWidget *section = gtk_stack_get_visible_child (GTK_STACK (self->stack));
  GtkWidget *panes[] = { self->sections, section, NULL };
  guint n = 2;

  if (is_shown (self, "records"))
    {
      panes[1] = gtk_widget_get_first_child (section);
      /* Not the bar above it, whose buttons Tab leads to. */
      panes[2] = rc_records_section_get_form (self->records);
      n = 3;
    }
  return rc_panes_focus_next (panes, n);
}

static gboolean
sections_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  rc_section_fold_toggle (RC_SECTION_FOLD (RC_DESK_WINDOW (widget)->fold));
  return TRUE;
}

/* Alt+Left: from the form to the list, from there to the sections, where they are not beside each other. */
static gboolean
back_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RcDeskWindow *self = RC_DESK_WINDOW (widget);

  if (!rc_fold_bin_get_folded (RC_FOLD_BIN (self->fold)) || self->records == NULL)
    return FALSE;
  if (!is_shown (self, "records") || !rc_records_section_go_back (self->records))
    rc_section_fold_toggle (RC_SECTION_FOLD (self->fold));
  return TRUE;
}

static void
leave_cb (GtkWidget *widget)
{
  RC_DESK_WINDOW (widget)->leaving = TRUE;
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
close_request (GtkWindow *window)
{
  RcDeskWindow *self = RC_DESK_WINDOW (window);

  if (self->leaving || self->records == NULL)
    return GTK_WINDOW_CLASS (rc_desk_window_parent_class)->close_request (window);
  if (rc_records_section_is_saving (self->records))
    rc_ask (GTK_WIDGET (self), _ ("Close before it is saved?"),
            _ ("A change waits until an import or other work has ended. It is saved then, unless somebody else has changed the same record."),
            _ ("Stay"), _ ("Close anyway"), leave_cb);
  else if (rc_records_section_is_changed (self->records))
    rc_ask (GTK_WIDGET (self), _ ("Leave without saving?"), _ ("A record has changes that are not saved."), _ ("Stay"), _ ("Discard"),
            leave_cb);
  else if (rc_import_section_is_running (self->import) || rc_discs_section_is_running (self->discs) ||
           rc_records_section_is_running (self->records))
    rc_ask (GTK_WIDGET (self), _ ("Stop what is being brought in?"), _ ("It is not finished. Nothing of it will be in the catalogue."),
            _ ("Stay"), _ ("Stop and leave"), leave_cb);
  else
    return GTK_WINDOW_CLASS (rc_desk_window_parent_class)->close_request (window);
  return TRUE;
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, RcDeskWindow *self)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  for (GSList *link = files; link != NULL; link = link->next)
    if (g_file_peek_path (link->data) != NULL)
      g_strv_builder_add (builder, g_file_peek_path (link->data));
  paths = g_strv_builder_end (builder);
  if (paths[0] == NULL)
    return FALSE;
  rc_desk_window_take_files (self, (const char *const *) paths);
  return TRUE;
}

static gboolean
has_ending (const char *path, const char *ending)
{
  g_autofree char *folded = g_ascii_strdown (path, -1);

  return g_str_has_suffix (folded, ending);
}

void
rc_desk_window_take_files (RcDeskWindow *self, const char *const *paths)
{
  g_return_if_fail (RC_IS_DESK_WINDOW (self) && paths != NULL && paths[0] != NULL);

  if (self->records == NULL)
    {
      g_strfreev (self->waiting);
      self->waiting = g_strdupv ((char **) paths);
    }
  else if (paths[1] == NULL && has_ending (paths[0], ".iso"))
    {
      show_section (self, "discs");
      rc_discs_section_choose (self->discs, paths[0]);
    }
  else if (paths[1] == NULL && has_ending (paths[0], ".pdf"))
    {
      show_section (self, "records");
      rc_records_section_add_document (self->records, paths[0]);
    }
  else
    {
      show_section (self, "import");
      rc_import_section_choose (self->import, paths);
    }
}

static void
rc_desk_window_dispose (GObject *object)
{
  RcDeskWindow *self = RC_DESK_WINDOW (object);

  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->waiting, g_strfreev);
  gtk_widget_dispose_template (GTK_WIDGET (object), RC_TYPE_DESK_WINDOW);
  G_OBJECT_CLASS (rc_desk_window_parent_class)->dispose (object);
}

static void
rc_desk_window_class_init (RcDeskWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_desk_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  g_type_ensure (RC_TYPE_SECTION_FOLD);
  g_type_ensure (RC_TYPE_SECTION_LIST);
  g_type_ensure (RC_TYPE_TOASTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RcDeskWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RcDeskWindow, sections);
  gtk_widget_class_bind_template_child (widget_class, RcDeskWindow, fold);
  gtk_widget_class_bind_template_child (widget_class, RcDeskWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RcDeskWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, RcDeskWindow, create_button);
  gtk_widget_class_bind_template_child (widget_class, RcDeskWindow, menu_button);
  gtk_widget_class_install_action (widget_class, "win.create", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "win.try-again", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "win.new-record", NULL, records_cb);
  gtk_widget_class_install_action (widget_class, "win.new-grant", NULL, records_cb);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, records_cb);
  gtk_widget_class_install_action (widget_class, "win.save", NULL, records_cb);
  gtk_widget_class_install_action (widget_class, "win.undo-batch", "x", undo_batch_cb);
  gtk_widget_class_install_action (widget_class, "win.undo-review", "x", undo_review_cb);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.new-record", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "win.new-grant", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "win.import", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "win.save", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F9, 0, sections_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, back_cb, NULL);
}

static void
add_key (GtkEventController *keys, guint keyval, GdkModifierType modifiers, GtkShortcutFunc func, gboolean again)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers), gtk_callback_action_new (func, GINT_TO_POINTER (again), NULL)));
}

static void
rc_desk_window_init (RcDeskWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_autoptr (GtkBuilder) builder = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  rc_front_only (GTK_STACK (self->stack));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_KEY_z, GDK_CONTROL_MASK, undo_cb, FALSE);
  add_key (keys, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, undo_cb, TRUE);
  add_key (keys, GDK_KEY_F6, 0, next_pane_cb, FALSE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (drop, "drop", G_CALLBACK (dropped_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_object (self->sections, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  rc_menu_button_set_name (GTK_MENU_BUTTON (self->menu_button), _ ("Main menu"));
  builder = gtk_builder_new_from_resource ("/kz/unesco/ResourceCentre/Desk/ui/desk-help-overlay.ui");
  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (self),
                                           GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
}

RcDeskWindow *
rc_desk_window_new (GtkApplication *application, const char *folder)
{
  RcDeskWindow *self = g_object_new (RC_TYPE_DESK_WINDOW, "application", application, NULL);

  open_catalogue (self, folder, FALSE);
  return self;
}
