/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of one import, with what it would not take: to be read, and to be saved as files. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/originals.h"
#include "desk/choose-file.h"
#include "desk/import-words.h"
#include "desk/problem-list.h"
#include "desk/own-window.h"
#include "desk/report-window.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

struct _RcReportWindow
{
  AdwWindow parent_instance;
  RcCatalogue *catalogue; /* (owned) */
  RcImportReport *report; /* (owned) (nullable) */
  char *name;             /* (owned) of the file that was imported */
  gint64 batch;
  char *path;         /* (owned) (nullable) where the rejected records are to go */
  GBytes *saving;     /* (owned) (nullable) what is being written */
  GtkWidget *title;
  GtkWidget *words;
  GtkWidget *problems;
  GtkWidget *nothing;
  GtkWidget *saved;
};

G_DEFINE_FINAL_TYPE (RcReportWindow, rc_report_window, ADW_TYPE_WINDOW)

static void
say (RcReportWindow *self, const char *words)
{
  gtk_label_set_label (GTK_LABEL (self->saved), words);
  gtk_widget_set_visible (self->saved, TRUE);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcReportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *words = NULL;

  g_clear_pointer (&self->saving, g_bytes_unref);
  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    words = g_strdup_printf ("%s: %s", _ ("Not saved"), error->message);
  else
    /* Translators: %s is the name of a file. */
    words = g_strdup_printf (_ ("Saved as %s"), shown);
  if (self->catalogue != NULL)
    say (self, words);
}

/* Takes bytes. */
static void
write_file (RcReportWindow *self, const char *path, GBytes *bytes)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_clear_pointer (&self->saving, g_bytes_unref);
  self->saving = bytes;
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, written_cb, g_object_ref (self));
}

static void
report_chosen_cb (GtkWidget *widget, const char *path)
{
  RcReportWindow *self = RC_REPORT_WINDOW (widget);
  char *text = rc_import_report_dup_text (self->name, self->report);

  write_file (self, path, g_bytes_new_take (text, strlen (text)));
}

static void
save_report_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcReportWindow *self = RC_REPORT_WINDOW (widget);
  g_autofree char *name = g_strdup_printf ("%s.report.txt", self->name);

  rc_choose_file (widget, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save the report"), _ ("Save"), name, report_chosen_cb);
}

static gpointer
get_rejects_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *batch = data;

  return rc_originals_get_rejects (db, *batch, error);
}

static void
rejects_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcReportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  if (bytes == NULL)
    say (self, error->message);
  else if (g_bytes_get_size (bytes) == 0)
    say (self, _ ("What was rejected is not kept: look for it in the file that was imported."));
  else
    write_file (self, self->path, g_steal_pointer (&bytes));
}

static void
rejects_chosen_cb (GtkWidget *widget, const char *path)
{
  RcReportWindow *self = RC_REPORT_WINDOW (widget);

  g_free (self->path);
  self->path = g_strdup (path);
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_DEFAULT, get_rejects_in_thread, g_memdup2 (&self->batch, sizeof self->batch), g_free,
                           (GDestroyNotify) g_bytes_unref, NULL, rejects_read_cb, g_object_ref (self));
}

static void
save_rejects_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcReportWindow *self = RC_REPORT_WINDOW (widget);
  g_autofree char *name = g_strdup_printf ("rejected-%s", self->name);

  rc_choose_file (widget, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save the rejected records"), _ ("Save"), name, rejects_chosen_cb);
}

static void
rc_report_window_dispose (GObject *object)
{
  RcReportWindow *self = RC_REPORT_WINDOW (object);

  g_clear_object (&self->catalogue);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_REPORT_WINDOW);
  G_OBJECT_CLASS (rc_report_window_parent_class)->dispose (object);
}

static void
rc_report_window_finalize (GObject *object)
{
  RcReportWindow *self = RC_REPORT_WINDOW (object);

  g_clear_pointer (&self->report, rc_import_report_free);
  g_clear_pointer (&self->saving, g_bytes_unref);
  g_free (self->name);
  g_free (self->path);
  G_OBJECT_CLASS (rc_report_window_parent_class)->finalize (object);
}

static void
rc_report_window_class_init (RcReportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_report_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_report_window_finalize;
  g_type_ensure (RC_TYPE_PROBLEM_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-report-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RcReportWindow, title);
  gtk_widget_class_bind_template_child (widget_class, RcReportWindow, words);
  gtk_widget_class_bind_template_child (widget_class, RcReportWindow, problems);
  gtk_widget_class_bind_template_child (widget_class, RcReportWindow, nothing);
  gtk_widget_class_bind_template_child (widget_class, RcReportWindow, saved);
  gtk_widget_class_install_action (widget_class, "report.save", NULL, save_report_cb);
  gtk_widget_class_install_action (widget_class, "report.save-rejects", NULL, save_rejects_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rc_report_window_init (RcReportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_report (RcReportWindow *self, const RcBatch *import)
{
  g_autofree char *moment = rc_format_moment (import->time);
  g_autofree char *words = self->report != NULL ? rc_import_report_dup_words (self->report) : g_strdup (_ ("There is no report of this import."));
  GPtrArray *problems = self->report != NULL ? self->report->problems : NULL;

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), self->name);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), moment);
  gtk_window_set_title (GTK_WINDOW (self), self->name);
  gtk_label_set_label (GTK_LABEL (self->words), words);
  rc_problem_list_set_problems (RC_PROBLEM_LIST (self->problems), problems);
  gtk_widget_set_visible (self->nothing, problems != NULL && problems->len == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save", self->report != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save-rejects", self->report != NULL && self->report->rejected > 0);
}

GtkWindow *
rc_report_window_new (GtkWindow *parent, RcCatalogue *catalogue, const RcBatch *import)
{
  RcReportWindow *self = g_object_new (RC_TYPE_REPORT_WINDOW, NULL);

  rc_own_window_place (GTK_WINDOW (self), parent);
  self->catalogue = g_object_ref (catalogue);
  self->report = rc_import_report_new_from_json (import->report);
  self->name = g_strdup (import->label);
  self->batch = import->id;
  show_report (self, import);
  return GTK_WINDOW (self);
}
