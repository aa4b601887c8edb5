/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Import a file: choose it, try it out, bring it in, see what became of every record, take it back. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/choose-file.h"
#include "desk/history.h"
#include "desk/import-section.h"
#include "desk/import-words.h"
#include "desk/problem-list.h"
#include "desk/proportion-bar.h"
#include "desk/readings-list.h"
#include "desk/rows.h"
#include "desk/work-bar.h"
#include "desk/work.h"
#include "widgets/format.h"
#include "widgets/wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define COUNT_CHARS 18 /* of the words below a number, in a row */

struct _RcImportSection
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;   /* (owned) NULL after dispose */
  char *path;               /* (owned) (nullable) */
  char *encoding;           /* (owned) (nullable) that somebody chose for it */
  gboolean dry_run;         /* of what runs */
  gint64 batch;             /* the import that was finished; 0 none */
  GtkWidget *bar_title;
  GtkWidget *steps;
  GtkWidget *undo_button;
  GtkWidget *choose_button;
  GtkWidget *start_button;
  GtkWidget *done_button;
  GtkWidget *result_title;
  GtkWidget *result_words;
  GtkWidget *work;
  GtkWidget *counts;
  GtkWidget *proportions;
  GtkWidget *readings;
  GtkWidget *problems;
  GtkWidget *history;
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
  GtkWidget *const parts[] = { self->counts, self->proportions, self->problems, self->start_button, self->undo_button, self->done_button };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_visible (parts[i], FALSE);
  rc_readings_list_show (RC_READINGS_LIST (self->readings), NULL, NULL);
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
      gtk_label_set_max_width_chars (GTK_LABEL (label), i == 2 ? COUNT_CHARS : -1);
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

/* As it was before a file was chosen, with what was imported before. */
static void
show_beginning (RcImportSection *self, const char *title, const char *words)
{
  hide_result (self);
  show_step (self, 0);
  say (self, title, words);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->bar_title), _ ("MARC, MODS, Dublin Core, CDS/ISIS, CSV, RIS, BibTeX"));
  gtk_widget_set_visible (self->history, TRUE);
}

/* "books.mrc · MARC 21 · windows-1251": what was recognised. */
static void
show_recognised (RcImportSection *self, const RcImportReport *report)
{
  const RcImportedFile *file = report->files->len == 1 ? g_ptr_array_index (report->files, 0) : NULL;
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *words = NULL;

  if (file == NULL)
    return;
  words = file->encoding != NULL ? g_strdup_printf ("%s · %s · %s", name, rc_import_format_name (file->format), file->encoding)
                                 : g_strdup_printf ("%s · %s", name, rc_import_format_name (file->format));
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->bar_title), words);
  if (self->dry_run)
    rc_readings_list_show (RC_READINGS_LIST (self->readings), self->path, self->encoding != NULL ? self->encoding : file->encoding);
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
  show_recognised (self, report);
  show_counts (self, report);
  rc_problem_list_set_problems (RC_PROBLEM_LIST (self->problems), report->problems);
  show_step (self, self->dry_run ? 1 : 2);
  self->batch = self->dry_run ? 0 : report->import;
  gtk_widget_set_visible (self->start_button, self->dry_run && report->added + report->updated > 0);
  gtk_widget_set_visible (self->undo_button, self->batch != 0);
  gtk_button_set_label (GTK_BUTTON (self->done_button), self->dry_run ? _ ("Cancel") : _ ("Done"));
  gtk_widget_set_visible (self->done_button, TRUE);
  /* Large text leaves no room beside the others; Cancel and Done lead to it. */
  gtk_widget_set_visible (self->choose_button, rc_rows_get_orientation () == GTK_ORIENTATION_HORIZONTAL);
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
  if (report != NULL)
    show_report (self, report);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_beginning (self, self->dry_run ? _ ("The trial was stopped") : _ ("The import was stopped"), _ ("Nothing of it is in the catalogue."));
  else
    show_beginning (self, _ ("The file was not imported"), error->message);
}

static void
start (RcImportSection *self, gboolean dry_run)
{
  g_autofree char *name = g_path_get_basename (self->path);

  self->dry_run = dry_run;
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->bar_title), name);
  hide_result (self);
  gtk_widget_set_visible (self->history, FALSE);
  show_step (self, dry_run ? 1 : 2);
  say (self, dry_run ? _ ("Trying out…") : _ ("Importing…"), _ ("Stopping leaves nothing half done."));
  set_running (self, TRUE);
  rc_work_import_async (self->catalogue, self->path, self->encoding, dry_run, rc_work_bar_progress, self->work,
                        rc_work_bar_start (RC_WORK_BAR (self->work)), imported_cb, g_object_ref (self));
}

gboolean
rc_import_section_is_running (RcImportSection *self)
{
  g_return_val_if_fail (RC_IS_IMPORT_SECTION (self), FALSE);
  return rc_work_bar_is_running (RC_WORK_BAR (self->work));
}

void
rc_import_section_choose (RcImportSection *self, const char *path)
{
  g_return_if_fail (RC_IS_IMPORT_SECTION (self));

  if (rc_import_section_is_running (self))
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  g_clear_pointer (&self->encoding, g_free);
  start (self, TRUE);
}

/* Another reading: it is tried out anew. */
static void
encoding_cb (RcImportSection *self, const char *encoding)
{
  if (rc_import_section_is_running (self))
    return;
  g_free (self->encoding);
  self->encoding = g_strdup (encoding);
  start (self, TRUE);
}

static void
chosen_cb (GtkWidget *widget, const char *path)
{
  rc_import_section_choose (RC_IMPORT_SECTION (widget), path);
}

static void
choose_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rc_choose_file (widget, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Import a file"), _ ("Try out"), NULL, chosen_cb);
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
  gtk_widget_set_visible (self->choose_button, TRUE);
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

  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->encoding, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_IMPORT_SECTION);
  G_OBJECT_CLASS (rc_import_section_parent_class)->dispose (object);
}

static void
rc_import_section_class_init (RcImportSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_import_section_dispose;
  g_type_ensure (RC_TYPE_HISTORY);
  g_type_ensure (RC_TYPE_PROBLEM_LIST);
  g_type_ensure (RC_TYPE_PROPORTION_BAR);
  g_type_ensure (RC_TYPE_READINGS_LIST);
  g_type_ensure (RC_TYPE_WORK_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-import-section.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcImportSection, name)
  BIND (bar_title);
  BIND (steps);
  BIND (undo_button);
  BIND (choose_button);
  BIND (start_button);
  BIND (done_button);
  BIND (result_title);
  BIND (result_words);
  BIND (work);
  BIND (counts);
  BIND (proportions);
  BIND (readings);
  BIND (problems);
  BIND (history);
#undef BIND
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "import.start", NULL, start_cb);
  gtk_widget_class_install_action (widget_class, "import.done", NULL, done_cb);
  gtk_widget_class_install_action (widget_class, "import.undo", NULL, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, encoding_cb);
  gtk_widget_class_bind_template_callback (widget_class, told_cb);
  gtk_widget_class_bind_template_callback (widget_class, undone_cb);
  told_signal = g_signal_new ("told", RC_TYPE_IMPORT_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_import_section_init (RcImportSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Five side by side are too wide in large text. */
  if (rc_rows_get_orientation () == GTK_ORIENTATION_VERTICAL)
    gtk_widget_set_layout_manager (self->counts, rc_wrap_layout_new (12));
  show_step (self, 0);
}

RcImportSection *
rc_import_section_new (RcCatalogue *catalogue)
{
  RcImportSection *self = g_object_new (RC_TYPE_IMPORT_SECTION, NULL);

  self->catalogue = g_object_ref (catalogue);
  rc_history_set_catalogue (RC_HISTORY (self->history), catalogue);
  return self;
}
