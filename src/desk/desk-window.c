/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The staff's window: the sections on one side, the one that is worked in beside them. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/desk-window.h"
#include "desk/discs-section.h"
#include "desk/import-section.h"
#include "desk/records-section.h"
#include "desk/sources-section.h"
#include "pages/page-stack.h"

#include <glib/gi18n.h>

struct _RcDeskWindow
{
  AdwApplicationWindow parent_instance;
  RcRecordsSection *records; /* (borrowed) the stack's children */
  RcImportSection *import;
  gboolean leaving; /* the question about unsaved changes was answered */
  GtkWidget *toasts;
  GtkWidget *stack;
  GtkWidget *menu_button;
};

G_DEFINE_FINAL_TYPE (RcDeskWindow, rc_desk_window, ADW_TYPE_APPLICATION_WINDOW)

static void
told_cb (RcDeskWindow *self, const char *words)
{
  AdwToast *toast;
  g_autofree char *plain = g_markup_escape_text (words, -1);

  /* A toast's title is markup, always, in libadwaita 1.2. */
  toast = adw_toast_new (plain);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

static void
add_section (RcDeskWindow *self, gpointer section, const char *name, const char *title)
{
  gtk_stack_add_titled (GTK_STACK (self->stack), GTK_WIDGET (section), name, title);
  if (g_signal_lookup ("told", G_OBJECT_TYPE (section)) != 0)
    g_signal_connect_object (section, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
}

static void
show_section (RcDeskWindow *self, const char *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
}

static void
new_record_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDeskWindow *self = RC_DESK_WINDOW (widget);

  show_section (self, "records");
  rc_records_section_start_new (self->records);
}

static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDeskWindow *self = RC_DESK_WINDOW (widget);

  show_section (self, "records");
  rc_records_section_start_search (self->records);
}

static void
import_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDeskWindow *self = RC_DESK_WINDOW (widget);

  show_section (self, "import");
  gtk_widget_activate_action (GTK_WIDGET (self->import), "import.choose", NULL);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDeskWindow *self = RC_DESK_WINDOW (widget);

  rc_records_section_save (self->records);
}

/* Before the text field that has the keyboard: it takes Ctrl+Z only while there is something unsaved. */
static gboolean
undo_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RcDeskWindow *self = RC_DESK_WINDOW (widget);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "records") == 0 && rc_records_section_undo (self->records);
}

static void
leave_cb (AdwMessageDialog *dialog, const char *response, RcDeskWindow *self)
{
  if (!g_str_equal (response, "discard"))
    return;
  self->leaving = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
close_request (GtkWindow *window)
{
  RcDeskWindow *self = RC_DESK_WINDOW (window);
  GtkWidget *dialog;

  if (self->leaving || !rc_records_section_is_changed (self->records))
    return GTK_WINDOW_CLASS (rc_desk_window_parent_class)->close_request (window);
  dialog = adw_message_dialog_new (window, _ ("Leave without saving?"), _ ("A record has changes that are not saved."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _ ("Stay"), "discard", _ ("Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (leave_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, RcDeskWindow *self)
{
  const char *path = g_file_peek_path (g_value_get_object (value));

  if (path == NULL)
    return FALSE;
  rc_desk_window_import (self, path);
  return TRUE;
}

void
rc_desk_window_import (RcDeskWindow *self, const char *path)
{
  g_return_if_fail (RC_IS_DESK_WINDOW (self));
  show_section (self, "import");
  rc_import_section_choose (self->import, path);
}

static void
rc_desk_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RC_TYPE_DESK_WINDOW);
  G_OBJECT_CLASS (rc_desk_window_parent_class)->dispose (object);
}

static void
rc_desk_window_class_init (RcDeskWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_desk_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RcDeskWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RcDeskWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RcDeskWindow, menu_button);
  gtk_widget_class_install_action (widget_class, "win.new-record", NULL, new_record_cb);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.new-record", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "win.import", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "win.save", NULL);
}

static void
rc_desk_window_init (RcDeskWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);
  g_autoptr (GtkBuilder) builder = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (undo_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (drop, "drop", G_CALLBACK (dropped_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->menu_button)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Main menu"), -1);
  builder = gtk_builder_new_from_resource ("/kz/unesco/ResourceCentre/Desk/ui/desk-help-overlay.ui");
  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (self),
                                           GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
}

RcDeskWindow *
rc_desk_window_new (GtkApplication *application, RcCatalogue *catalogue)
{
  RcDeskWindow *self = g_object_new (RC_TYPE_DESK_WINDOW, "application", application, NULL);

  self->records = rc_records_section_new (catalogue);
  self->import = rc_import_section_new (catalogue);
  add_section (self, self->records, "records", _ ("Records"));
  add_section (self, self->import, "import", _ ("Import"));
  add_section (self, rc_sources_section_new (catalogue), "sources", _ ("Grant sources"));
  add_section (self, rc_discs_section_new (catalogue), "discs", _ ("Discs"));
  add_section (self, rc_page_stack_new (catalogue, NULL), "visitors", _ ("As visitors see it"));
  return self;
}
