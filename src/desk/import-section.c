/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Import a file: choose it, try it out, bring it in, see what became of every record, take it back. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/import-section.h"
#include "desk/work.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

#define MAX_PROBLEMS_SHOWN 2000

struct _RcImportSection
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;   /* (owned) NULL after dispose */
  GtkNativeDialog *chooser; /* (owned) (nullable) */
  GCancellable *running;    /* (owned) (nullable) while a file is read */
  char *path;               /* (owned) (nullable) */
  gboolean dry_run;         /* of what runs */
  gint64 batch;             /* the import that can be undone; 0 none */
  GtkWidget *file_label;
  GtkWidget *undo_button;
  GtkWidget *choose_button;
  GtkWidget *start_button;
  GtkWidget *stop_button;
  GtkWidget *result_title;
  GtkWidget *result_words;
  GtkWidget *progress;
  GtkWidget *counts;
  GtkWidget *problems_title;
  GtkWidget *problems;
};

static guint told_signal;

G_DEFINE_FINAL_TYPE (RcImportSection, rc_import_section, GTK_TYPE_BOX)

static void
add_count (RcImportSection *self, const char *name, guint64 count, const char *words, const char *tone)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *number = rc_format_count (count);
  const char *const texts[] = { name, number, words };
  const char *const classes[] = { tone, "big-number", "muted" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label = gtk_label_new (texts[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, classes[i]);
      gtk_box_append (GTK_BOX (card), label);
    }
  gtk_widget_add_css_class (card, "count-card");
  gtk_box_append (GTK_BOX (self->counts), card);
}

static void
show_counts (RcImportSection *self, const RcImportReport *report)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->counts)) != NULL)
    gtk_box_remove (GTK_BOX (self->counts), child);
  add_count (self, _ ("New"), report->added, _ ("added to the catalogue"), "tone-ok");
  add_count (self, _ ("Updated"), report->updated, _ ("same record, newer details"), "tone-accent");
  add_count (self, _ ("Unchanged"), report->unchanged, _ ("already here, the same"), "muted");
  add_count (self, _ ("Duplicates"), report->duplicates, _ ("already here, left alone"), "muted");
  add_count (self, _ ("Rejected"), report->rejected, _ ("could not be read, see below"), "tone-error");
  gtk_widget_set_visible (self->counts, TRUE);
}

static void
show_problems (RcImportSection *self, const RcImportReport *report)
{
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);
  guint n = MIN (report->problems->len, MAX_PROBLEMS_SHOWN);
  g_autofree char *number = rc_format_count (report->problems->len);
  g_autofree char *title =
      g_strdup_printf (ngettext ("%s thing to look at", "%s things to look at", report->problems->len), number);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = rc_problem_to_string (g_ptr_array_index (report->problems, i));

      gtk_string_list_append (lines, line);
    }
  gtk_label_set_label (GTK_LABEL (self->problems_title), title);
  gtk_widget_set_visible (self->problems_title, n > 0);
  gtk_widget_set_visible (self->problems, n > 0);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->problems), NULL);
  if (n > 0)
    {
      GtkNoSelection *model = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&lines)));

      gtk_list_view_set_model (GTK_LIST_VIEW (self->problems), GTK_SELECTION_MODEL (model));
      g_object_unref (model);
    }
}

static void
set_running (RcImportSection *self, gboolean running)
{
  if (!running)
    g_clear_object (&self->running);
  gtk_widget_set_visible (self->progress, running);
  gtk_widget_set_visible (self->stop_button, running);
  gtk_widget_set_visible (self->choose_button, !running);
}

static void
say (RcImportSection *self, const char *title, const char *words)
{
  gtk_label_set_label (GTK_LABEL (self->result_title), title);
  gtk_label_set_label (GTK_LABEL (self->result_words), words);
}

static void
progress_cb (double fraction, const char *words, gpointer user_data)
{
  RcImportSection *self = user_data;

  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), words);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), MIN (fraction, 1));
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
}

static void
show_report (RcImportSection *self, const RcImportReport *report)
{
  g_autofree char *number = rc_format_count (report->read);
  g_autofree char *seconds = rc_format_decimal (report->seconds, 1);
  /* Translators: "4 812 records read in 3.4 seconds." */
  g_autofree char *words =
      g_strdup_printf (ngettext ("%s record read in %s seconds.", "%s records read in %s seconds.", (gulong) report->read), number, seconds);
  g_autofree char *more = NULL;

  if (self->dry_run)
    more = g_strdup_printf ("%s %s", words, _ ("Nothing is written yet."));
  else
    more = g_strdup_printf ("%s %s", words, _ ("Visitors can find the new ones now."));
  say (self, self->dry_run ? _ ("This is what the import would do") : _ ("The import is finished"), more);
  show_counts (self, report);
  show_problems (self, report);
  self->batch = self->dry_run ? 0 : report->import;
  gtk_widget_set_visible (self->start_button, self->dry_run && report->added + report->updated > 0);
  gtk_widget_set_visible (self->undo_button, self->batch != 0);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcImportSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcImportReport) report = rc_work_import_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  set_running (self, FALSE);
  if (report != NULL)
    show_report (self, report);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, _ ("The import was stopped"), _ ("Nothing of it is in the catalogue."));
  else
    say (self, _ ("The file was not imported"), error->message);
}

static void
start (RcImportSection *self, gboolean dry_run)
{
  g_autofree char *name = g_path_get_basename (self->path);

  self->dry_run = dry_run;
  self->running = g_cancellable_new ();
  gtk_label_set_label (GTK_LABEL (self->file_label), name);
  gtk_widget_set_visible (self->start_button, FALSE);
  gtk_widget_set_visible (self->undo_button, FALSE);
  gtk_widget_set_visible (self->counts, FALSE);
  gtk_widget_set_visible (self->problems, FALSE);
  gtk_widget_set_visible (self->problems_title, FALSE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), "");
  say (self, dry_run ? _ ("Trying out…") : _ ("Importing…"), _ ("Stopping leaves nothing half done."));
  set_running (self, TRUE);
  rc_work_import_async (self->catalogue, self->path, dry_run, progress_cb, self, self->running, imported_cb, g_object_ref (self));
}

void
rc_import_section_choose (RcImportSection *self, const char *path)
{
  g_return_if_fail (RC_IS_IMPORT_SECTION (self));

  if (self->running != NULL)
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  start (self, TRUE);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, RcImportSection *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    rc_import_section_choose (self, g_file_peek_path (file));
  g_clear_object (&self->chooser);
}

static void
choose_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcImportSection *self = RC_IMPORT_SECTION (widget);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  g_clear_object (&self->chooser);
  self->chooser = GTK_NATIVE_DIALOG (
      gtk_file_chooser_native_new (_ ("Import a file"), window, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Try out"), _ ("Cancel")));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (self->chooser);
}

static void
start_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  start (RC_IMPORT_SECTION (widget), FALSE);
}

static void
stop_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_cancellable_cancel (RC_IMPORT_SECTION (widget)->running);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcImportSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) report = rc_work_undo_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *words = NULL;

  if (self->catalogue == NULL)
    return;
  if (report == NULL)
    {
      gtk_widget_set_visible (self->undo_button, TRUE);
      g_signal_emit (self, told_signal, 0, error->message);
      return;
    }
  /* Translators: what an undo did, each with its number. */
  words = g_strdup_printf (_ ("Removed: %u. Restored: %u. Changed again since, and left alone: %u."), report->removed, report->restored,
                           report->kept);
  say (self, _ ("The import was taken back"), words);
  gtk_widget_set_visible (self->counts, FALSE);
  gtk_widget_set_visible (self->problems, FALSE);
  gtk_widget_set_visible (self->problems_title, FALSE);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcImportSection *self = RC_IMPORT_SECTION (widget);

  gtk_widget_set_visible (self->undo_button, FALSE);
  rc_work_undo_async (self->catalogue, self->batch, NULL, undone_cb, g_object_ref (self));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "desk-row");
  gtk_list_item_set_child (item, label);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  const char *line = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (label), line);
  gtk_widget_set_tooltip_text (label, line);
}

static void
rc_import_section_dispose (GObject *object)
{
  RcImportSection *self = RC_IMPORT_SECTION (object);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_object (&self->chooser);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->path, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_IMPORT_SECTION);
  G_OBJECT_CLASS (rc_import_section_parent_class)->dispose (object);
}

static void
rc_import_section_class_init (RcImportSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_import_section_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-import-section.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcImportSection, name)
  BIND (file_label);
  BIND (undo_button);
  BIND (choose_button);
  BIND (start_button);
  BIND (stop_button);
  BIND (result_title);
  BIND (result_words);
  BIND (progress);
  BIND (counts);
  BIND (problems_title);
  BIND (problems);
#undef BIND
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "import.start", NULL, start_cb);
  gtk_widget_class_install_action (widget_class, "import.stop", NULL, stop_cb);
  gtk_widget_class_install_action (widget_class, "import.undo", NULL, undo_cb);
  told_signal = g_signal_new ("told", RC_TYPE_IMPORT_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_import_section_init (RcImportSection *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->problems), factory);
}

RcImportSection *
rc_import_section_new (RcCatalogue *catalogue)
{
  RcImportSection *self = g_object_new (RC_TYPE_IMPORT_SECTION, NULL);

  self->catalogue = g_object_ref (catalogue);
  return self;
}
