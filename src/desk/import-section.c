/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Import files: choose them, try them out, bring them in, see what became of every record, take it back. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/choose-file.h"
#include "desk/history.h"
#include "desk/import-groups-list.h"
#include "desk/import-outcome.h"
#include "desk/import-plan.h"
#include "desk/import-section.h"
#include "desk/import-words.h"
#include "desk/rows.h"
#include "desk/step-bar.h"
#include "desk/work-bar.h"
#include "desk/work.h"
#include "widgets/format.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RcImportSection
{
  GtkBox parent_instance;
  RcCatalogue *catalogue; /* (owned) NULL after dispose */
  RcImportPlan *plan;     /* (owned) (nullable) */
  GCancellable *looking;  /* (owned) (nullable) of the look that is under way */
  gint64 batch;           /* the import that was finished; 0 none */
  GtkWidget *bar_title;
  GtkWidget *steps;
  GtkWidget *undo_button;
  GtkWidget *choose_button;
  GtkWidget *try_button;
  GtkWidget *start_button;
  GtkWidget *done_button;
  GtkWidget *result_title;
  GtkWidget *words_row;
  GtkWidget *result_words;
  GtkWidget *change_button;
  GtkWidget *work;
  GtkWidget *groups;
  GtkWidget *outcome;
  GtkWidget *history;
};

static guint told_signal;

G_DEFINE_FINAL_TYPE (RcImportSection, rc_import_section, GTK_TYPE_BOX)

static void
hide_parts (RcImportSection *self)
{
  GtkWidget *const parts[] = { self->groups,        self->try_button,  self->start_button, self->undo_button,
                               self->done_button, self->history, self->change_button };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_visible (parts[i], FALSE);
  rc_import_outcome_show (RC_IMPORT_OUTCOME (self->outcome), NULL, NULL);
}

static void
set_running (RcImportSection *self, gboolean running)
{
  if (!running)
    rc_work_bar_end (RC_WORK_BAR (self->work));
  gtk_widget_set_visible (self->choose_button, !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.choose", !running);
}

static void
say (RcImportSection *self, const char *title, const char *words)
{
  gtk_label_set_label (GTK_LABEL (self->result_title), title);
  gtk_label_set_label (GTK_LABEL (self->result_words), words);
}

static void
show_step (RcImportSection *self, RcStep now)
{
  rc_step_bar_show (RC_STEP_BAR (self->steps), now);
}

static void
show_way_out (RcImportSection *self, const char *words)
{
  gtk_button_set_label (GTK_BUTTON (self->done_button), words);
  gtk_widget_set_visible (self->done_button, TRUE);
  gtk_widget_set_visible (self->choose_button, TRUE);
}

/* As it was before a file was chosen, with what was imported before. */
static void
show_beginning (RcImportSection *self, const char *title, const char *words)
{
  g_cancellable_cancel (self->looking);
  hide_parts (self);
  show_step (self, RC_STEP_CHOOSE);
  say (self, title, words);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->bar_title), _ ("MARC, MODS, Dublin Core, CDS/ISIS, CSV, RIS, BibTeX"));
  gtk_widget_set_visible (self->history, TRUE);
  gtk_widget_set_visible (self->choose_button, TRUE);
}

/* "books.mrc", "books.mrc and 2 more" */
static char *
dup_files_name (RcImportSection *self)
{
  g_autofree char *base = g_path_get_basename (self->plan->files[0]);
  g_autofree char *name = g_filename_display_name (base);
  guint n_more = g_strv_length (self->plan->files) - 1;

  if (n_more == 0)
    return g_steal_pointer (&name);
  return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", n_more), name, n_more);
}

/* "books.mrc · MARC 21 · windows-1251": what was recognised. */
static void
show_recognised (RcImportSection *self, RcFormat format, const char *encoding)
{
  g_autofree char *name = dup_files_name (self);
  g_autofree char *words = format != RC_FORMAT_AUTO ? g_strjoin (" · ", name, rc_import_format_name (format), encoding, NULL) : g_strdup (name);

  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->bar_title), words);
}

static void
show_report (RcImportSection *self, const RcImportReport *report)
{
  const RcImportedFile *file = report->files->len == 1 ? g_ptr_array_index (report->files, 0) : NULL;
  gboolean dry_run = self->plan->dry_run;
  g_autofree char *number = rc_format_count (report->read);
  g_autofree char *seconds = rc_format_decimal (report->seconds, 1);
  /* Translators: "4 812 records read in 3.4 seconds." */
  g_autofree char *words =
      g_strdup_printf (ngettext ("%s record read in %s seconds.", "%s records read in %s seconds.", (gulong) report->read), number, seconds);
  g_autofree char *more = g_strdup_printf ("%s %s", words, dry_run ? _ ("Nothing is written yet.") : _ ("Visitors can find the new ones now."));

  say (self, dry_run ? _ ("This is what the import would do") : _ ("The import is finished"), more);
  if (file != NULL)
    show_recognised (self, file->format, file->encoding);
  rc_import_outcome_show (RC_IMPORT_OUTCOME (self->outcome), report, self->plan);
  show_step (self, dry_run ? RC_STEP_TRY : RC_STEP_RESULT);
  self->batch = dry_run ? 0 : report->import;
  gtk_widget_set_visible (self->start_button, dry_run && report->added + report->updated > 0);
  gtk_widget_set_visible (self->change_button, dry_run && rc_import_groups_list_has_any (RC_IMPORT_GROUPS_LIST (self->groups)));
  gtk_button_set_label (GTK_BUTTON (self->change_button),
                        report->files->len == 1 ? _ ("How the file is read…") : _ ("How the files are read…"));
  gtk_widget_set_visible (self->undo_button, self->batch != 0);
  show_way_out (self, dry_run ? _ ("Cancel") : _ ("Done"));
  gtk_widget_grab_focus (dry_run && gtk_widget_get_visible (self->start_button) ? self->start_button : self->done_button);
}

static void
tell_saved (RcImportSection *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  /* Translators: %s is the name of a file. */
  g_autofree char *words = g_strdup_printf (_ ("Saved as %s"), name);

  g_signal_emit (self, told_signal, 0, words);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcImportSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcImportReport) report = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  set_running (self, FALSE);
  if (report != NULL && self->plan->rejects != NULL)
    tell_saved (self, self->plan->rejects);
  g_clear_pointer (&self->plan->rejects, g_free);
  if (report != NULL)
    show_report (self, report);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_beginning (self, self->plan->dry_run ? _ ("The trial was stopped") : _ ("The import was stopped"), _ ("Nothing of it is in the catalogue."));
  else
    show_beginning (self, _ ("The file was not imported"), error->message);
}

static void
start (RcImportSection *self, gboolean dry_run)
{
  self->plan->dry_run = dry_run;
  show_recognised (self, RC_FORMAT_AUTO, NULL);
  hide_parts (self);
  show_step (self, dry_run ? RC_STEP_TRY : RC_STEP_RESULT);
  say (self, dry_run ? _ ("Trying out…") : _ ("Importing…"), _ ("Stopping leaves nothing half done."));
  set_running (self, TRUE);
  rc_work_import_async (self->catalogue, self->plan, rc_work_bar_progress, self->work, rc_work_bar_start (RC_WORK_BAR (self->work)),
                        imported_cb, g_object_ref (self));
}

/* What was found out of a single file; of several the list tells. */
static void
show_found (RcImportSection *self)
{
  const RcImportLook *look = rc_import_groups_list_get_look (RC_IMPORT_GROUPS_LIST (self->groups));

  show_recognised (self, look != NULL ? look->format : RC_FORMAT_AUTO, look != NULL ? look->encoding : NULL);
}

/* How the files are read, to be looked at and changed. */
static void
show_reading (RcImportSection *self)
{
  const RcImportLook *look = rc_import_groups_list_get_look (RC_IMPORT_GROUPS_LIST (self->groups));

  hide_parts (self);
  show_step (self, RC_STEP_MATCH);
  show_found (self);
  if (look == NULL)
    say (self, _ ("This is how the files are read"), _ ("Change what is wrong, then try it out. Nothing is written yet."));
  else if (look->unknown)
    say (self, _ ("What do the columns hold?"), _ ("The file is a table, but the names of its columns do not tell what stands in them."));
  else
    say (self, _ ("This is how the file is read"), _ ("Change what is wrong, then try it out. Nothing is written yet."));
  gtk_widget_set_visible (self->groups, TRUE);
  gtk_widget_set_visible (self->try_button, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.try", TRUE);
  show_way_out (self, _ ("Cancel"));
  gtk_widget_grab_focus (self->try_button);
}

/* What cannot be looked at the trial refuses in words. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcImportSection) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *groups = rc_import_groups_look_finish (result, &error);

  if (self->catalogue == NULL || groups == NULL)
    {
      g_clear_pointer (&groups, g_ptr_array_unref);
      return;
    }
  rc_import_groups_list_take_groups (RC_IMPORT_GROUPS_LIST (self->groups), groups);
  if (rc_import_groups_list_is_sure (RC_IMPORT_GROUPS_LIST (self->groups)))
    start (self, TRUE);
  else
    show_reading (self);
}

/* Files are looked at as people said they are read, or were. */
static void
looked_again_cb (RcImportSection *self)
{
  gboolean looking = rc_import_groups_list_is_looking (RC_IMPORT_GROUPS_LIST (self->groups));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.try", !looking);
  if (!looking)
    show_found (self);
}

/* As it was decided after a trial: it is tried out anew. */
static void
decided_cb (RcImportSection *self)
{
  rc_import_outcome_fill_plan (RC_IMPORT_OUTCOME (self->outcome), self->plan);
  start (self, TRUE);
}

gboolean
rc_import_section_is_running (RcImportSection *self)
{
  g_return_val_if_fail (RC_IS_IMPORT_SECTION (self), FALSE);
  return rc_work_bar_is_running (RC_WORK_BAR (self->work));
}

void
rc_import_section_choose (RcImportSection *self, const char *const *paths)
{
  g_return_if_fail (RC_IS_IMPORT_SECTION (self) && paths != NULL && paths[0] != NULL);

  if (rc_import_section_is_running (self))
    return;
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  g_clear_pointer (&self->plan, rc_import_plan_free);
  self->plan = rc_import_plan_new (paths);
  rc_import_groups_list_take_groups (RC_IMPORT_GROUPS_LIST (self->groups), NULL);
  hide_parts (self);
  show_step (self, RC_STEP_MATCH);
  show_recognised (self, RC_FORMAT_AUTO, NULL);
  say (self, paths[1] != NULL ? _ ("Looking at the files…") : _ ("Looking at the file…"), _ ("Nothing is written yet."));
  show_way_out (self, _ ("Cancel"));
  rc_import_groups_look_async (self->catalogue, paths, self->looking, looked_cb, g_object_ref (self));
}

static void
chosen_cb (GtkWidget *widget, const char *const *paths)
{
  rc_import_section_choose (RC_IMPORT_SECTION (widget), paths);
}

static void
choose_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rc_choose_files (widget, _ ("Import files"), _ ("Try out"), chosen_cb);
}

static void
try_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcImportSection *self = RC_IMPORT_SECTION (widget);

  rc_import_groups_list_fill_plan (RC_IMPORT_GROUPS_LIST (self->groups), self->plan);
  start (self, TRUE);
}

static void
change_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_reading (RC_IMPORT_SECTION (widget));
}

static void
rejects_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcImportSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue != NULL && path != NULL)
    tell_saved (self, path);
  else if (self->catalogue != NULL)
    g_signal_emit (self, told_signal, 0, error->message);
}

/* A trial keeps nothing: it is done once more, and writes them as it goes. */
static void
rejects_chosen_cb (GtkWidget *widget, const char *path)
{
  RcImportSection *self = RC_IMPORT_SECTION (widget);

  if (self->batch != 0)
    {
      rc_work_save_rejects_async (self->catalogue, self->batch, path, NULL, rejects_saved_cb, g_object_ref (self));
      return;
    }
  if (rc_import_section_is_running (self))
    return;
  self->plan->rejects = g_strdup (path);
  start (self, TRUE);
}

static void
save_rejects_cb (RcImportSection *self)
{
  g_autofree char *base = g_path_get_basename (self->plan->files[0]);
  g_autofree char *shown = g_filename_display_name (base);
  g_autofree char *name = g_strdup_printf ("rejected-%s", shown);

  rc_choose_file (GTK_WIDGET (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save the rejected records"), _ ("Save"), name, rejects_chosen_cb);
}

static void
start_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  start (RC_IMPORT_SECTION (widget), FALSE);
}

static void
done_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcImportSection *self = RC_IMPORT_SECTION (widget);

  show_beginning (self, _ ("Choose a file to begin"),
                  _ ("It is tried out first: nothing is written before you say so, and an import can be taken back."));
  gtk_widget_grab_focus (self->choose_button);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcImportSection *self = RC_IMPORT_SECTION (widget);

  rc_history_undo (RC_HISTORY (self->history), self->batch);
}

static void
undone_cb (RcImportSection *self, const char *words)
{
  if (!rc_import_section_is_running (self))
    show_beginning (self, _ ("The import was taken back"), words);
}

static void
told_cb (RcImportSection *self, const char *words)
{
  g_signal_emit (self, told_signal, 0, words);
}

static void
rc_import_section_dispose (GObject *object)
{
  RcImportSection *self = RC_IMPORT_SECTION (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->plan, rc_import_plan_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_IMPORT_SECTION);
  G_OBJECT_CLASS (rc_import_section_parent_class)->dispose (object);
}

static void
rc_import_section_class_init (RcImportSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_import_section_dispose;
  g_type_ensure (RC_TYPE_HISTORY);
  g_type_ensure (RC_TYPE_IMPORT_GROUPS_LIST);
  g_type_ensure (RC_TYPE_IMPORT_OUTCOME);
  g_type_ensure (RC_TYPE_STEP_BAR);
  g_type_ensure (RC_TYPE_WORK_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-import-section.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcImportSection, name)
  BIND (bar_title);
  BIND (steps);
  BIND (undo_button);
  BIND (choose_button);
  BIND (try_button);
  BIND (start_button);
  BIND (done_button);
  BIND (result_title);
  BIND (words_row);
  BIND (result_words);
  BIND (change_button);
  BIND (work);
  BIND (groups);
  BIND (outcome);
  BIND (history);
#undef BIND
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "import.try", NULL, try_cb);
  gtk_widget_class_install_action (widget_class, "import.change", NULL, change_cb);
  gtk_widget_class_install_action (widget_class, "import.start", NULL, start_cb);
  gtk_widget_class_install_action (widget_class, "import.done", NULL, done_cb);
  gtk_widget_class_install_action (widget_class, "import.undo", NULL, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, looked_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, decided_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_rejects_cb);
  gtk_widget_class_bind_template_callback (widget_class, told_cb);
  gtk_widget_class_bind_template_callback (widget_class, undone_cb);
  told_signal = g_signal_new ("told", RC_TYPE_IMPORT_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_import_section_init (RcImportSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_rows_turn (self->words_row, 12, RC_ROWS_WIDTH);
  gtk_widget_set_halign (self->change_button, GTK_ALIGN_START);
}

RcImportSection *
rc_import_section_new (RcCatalogue *catalogue)
{
  RcImportSection *self = g_object_new (RC_TYPE_IMPORT_SECTION, NULL);

  self->catalogue = g_object_ref (catalogue);
  rc_import_groups_list_set_catalogue (RC_IMPORT_GROUPS_LIST (self->groups), catalogue);
  rc_history_set_catalogue (RC_HISTORY (self->history), catalogue);
  return self;
}
