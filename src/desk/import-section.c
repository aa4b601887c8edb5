/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Import a file: choose it, try it out, bring it in, see what became of every record, take it back. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/import-section.h"
#include "desk/proportion-bar.h"
#include "desk/work.h"
#include "widgets/format.h"

#include <adwaita.h>
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
  guint64 added, updated;   /* by it */
  GPtrArray *shown;         /* (owned) (nullable) RcProblem, those in the list */
  GtkWidget *bar_title;
  GtkWidget *steps;
  GtkWidget *undo_button;
  GtkWidget *choose_button;
  GtkWidget *start_button;
  GtkWidget *stop_button;
  GtkWidget *result_title;
  GtkWidget *result_words;
  GtkWidget *progress;
  GtkWidget *counts;
  GtkWidget *proportions;
  GtkWidget *problems_title;
  GtkWidget *problems;
};

static guint told_signal;

G_DEFINE_FINAL_TYPE (RcImportSection, rc_import_section, GTK_TYPE_BOX)

/* The three steps: choose a file, try it out, the result. */
static void
show_step (RcImportSection *self, int now)
{
  int at = 0;

  for (GtkWidget *step = gtk_widget_get_first_child (self->steps); step != NULL; step = gtk_widget_get_next_sibling (step), at++)
    {
      g_autofree char *number = g_strdup_printf ("%d", at + 1);
      GtkWidget *mark = gtk_widget_get_first_child (step);

      gtk_label_set_label (GTK_LABEL (mark), at < now ? "✓" : number);
      gtk_widget_remove_css_class (step, "now");
      gtk_widget_remove_css_class (step, "done");
      if (at <= now)
        gtk_widget_add_css_class (step, at == now ? "now" : "done");
    }
}

static void
hide_result (RcImportSection *self)
{
  GtkWidget *const parts[] = { self->counts, self->proportions, self->problems, self->problems_title, self->start_button, self->undo_button };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_visible (parts[i], FALSE);
}

static void
add_count (RcImportSection *self, const char *icon_name, const char *name, guint64 count, const char *words, const char *tone)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_autofree char *number = rc_format_count (count);
  const char *const texts[] = { name, number, words };
  const char *const classes[] = { "count-name", "big-number", "muted" };

  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (card), head);
  gtk_widget_add_css_class (head, tone);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label = gtk_label_new (texts[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), i == 2);
      gtk_widget_add_css_class (label, classes[i]);
      gtk_box_append (GTK_BOX (i == 0 ? head : card), label);
    }
  gtk_widget_add_css_class (card, "count-card");
  gtk_box_append (GTK_BOX (self->counts), card);
  rc_proportion_bar_add (RC_PROPORTION_BAR (self->proportions), count, tone);
}

static void
show_counts (RcImportSection *self, const RcImportReport *report)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->counts)) != NULL)
    gtk_box_remove (GTK_BOX (self->counts), child);
  rc_proportion_bar_clear (RC_PROPORTION_BAR (self->proportions));
  add_count (self, "list-add-symbolic", _ ("New"), report->added,
             self->dry_run ? _ ("would be added") : _ ("added to the catalogue"), "tone-ok");
  add_count (self, "document-edit-symbolic", _ ("Updated"), report->updated, _ ("same record, newer details"), "tone-accent");
  add_count (self, "object-select-symbolic", _ ("Unchanged"), report->unchanged, _ ("already here, the same"), "tone-plain");
  add_count (self, "edit-copy-symbolic", _ ("Duplicates"), report->duplicates, _ ("already here, left alone"), "tone-plain");
  add_count (self, "dialog-error-symbolic", _ ("Rejected"), report->rejected,
             report->rejected > 0 ? _ ("need a correction, see below") : _ ("everything could be read"), "tone-error");
  gtk_widget_set_visible (self->counts, TRUE);
  gtk_widget_set_visible (self->proportions, report->read > 0);
}

static void
show_problems (RcImportSection *self, const RcImportReport *report)
{
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);
  g_autoptr (GtkNoSelection) model = NULL;
  guint n = MIN (report->problems->len, MAX_PROBLEMS_SHOWN);
  g_autofree char *number = rc_format_count (report->problems->len);
  g_autofree char *title =
      g_strdup_printf (ngettext ("%s thing to look at", "%s things to look at", report->problems->len), number);

  gtk_list_view_set_model (GTK_LIST_VIEW (self->problems), NULL);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_ref (report->problems);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = rc_problem_to_string (g_ptr_array_index (report->problems, i));

      gtk_string_list_append (lines, line);
    }
  gtk_label_set_label (GTK_LABEL (self->problems_title), title);
  gtk_widget_set_visible (self->problems_title, n > 0);
  gtk_widget_set_visible (self->problems, n > 0);
  model = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&lines)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->problems), GTK_SELECTION_MODEL (model));
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
  show_step (self, self->dry_run ? 1 : 2);
  self->added = report->added;
  self->updated = report->updated;
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
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->bar_title), name);
  hide_result (self);
  show_step (self, dry_run ? 1 : 2);
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
  hide_result (self);
  say (self, _ ("The import was taken back"), words);
}

static void
undo_answered_cb (AdwMessageDialog *dialog, const char *response, RcImportSection *self)
{
  if (!g_str_equal (response, "undo") || self->batch == 0)
    return;
  gtk_widget_set_visible (self->undo_button, FALSE);
  rc_work_undo_async (self->catalogue, self->batch, NULL, undone_cb, g_object_ref (self));
}

/* Says first what it would do. */
static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcImportSection *self = RC_IMPORT_SECTION (widget);
  g_autofree char *added = rc_format_count (self->added);
  g_autofree char *updated = rc_format_count (self->updated);
  g_autofree char *removes = g_strdup_printf (ngettext ("Removes %s record.", "Removes %s records.", (gulong) self->added), added);
  g_autofree char *restores = g_strdup_printf (ngettext ("Restores %s record.", "Restores %s records.", (gulong) self->updated), updated);
  g_autofree char *words = g_strdup_printf ("%s %s %s", removes, restores, _ ("What was changed again since is left alone."));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Undo this import?"), words);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("Keep"), "undo", _ ("Undo"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "undo", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (undo_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
add_column (GtkWidget *row, int chars, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (chars > 0)
    {
      gtk_label_set_width_chars (GTK_LABEL (label), chars);
      gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
    }
  gtk_widget_set_hexpand (label, chars == 0);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (row), label);
  return label;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  add_column (row, 12, "muted");
  add_column (row, 14, "row-name");
  add_column (row, 0, NULL);
  gtk_widget_add_css_class (row, "problem-row");
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
}

/* Where, which record, what is wrong. */
static void
bind_cb (RcImportSection *self, GtkListItem *item)
{
  const RcProblem *problem = g_ptr_array_index (self->shown, gtk_list_item_get_position (item));
  const char *line = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *where = gtk_widget_get_first_child (row);
  g_autofree char *number = rc_format_count (problem->position);
  /* Translators: the place of a record in a file, counted from 1. */
  g_autofree char *place = problem->position > 0   ? g_strdup_printf (_ ("Record %s"), number)
                           : problem->file != NULL ? g_path_get_basename (problem->file)
                                                   : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (where), place);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (where)), problem->control != NULL ? problem->control : "");
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (row)), problem->message);
  gtk_widget_set_tooltip_text (row, line);
  if (gtk_widget_get_parent (row) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
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
  if (self->problems != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->problems), NULL);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_IMPORT_SECTION);
  G_OBJECT_CLASS (rc_import_section_parent_class)->dispose (object);
}

static void
rc_import_section_class_init (RcImportSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_import_section_dispose;
  g_type_ensure (RC_TYPE_PROPORTION_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-import-section.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcImportSection, name)
  BIND (bar_title);
  BIND (steps);
  BIND (undo_button);
  BIND (choose_button);
  BIND (start_button);
  BIND (stop_button);
  BIND (result_title);
  BIND (result_words);
  BIND (progress);
  BIND (counts);
  BIND (proportions);
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
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->problems), factory);
  show_step (self, 0);
}

RcImportSection *
rc_import_section_new (RcCatalogue *catalogue)
{
  RcImportSection *self = g_object_new (RC_TYPE_IMPORT_SECTION, NULL);

  self->catalogue = g_object_ref (catalogue);
  return self;
}
