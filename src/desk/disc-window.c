/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on a disc, for whoever looks after it: its libraries, which become records, and its files, which are saved. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/disc-window.h"
#include "desk/own-window.h"

#include <glib/gi18n.h>

#include "catalogue/disc-list.h"
#include "desk/choose-file.h"
#include "desk/problem-list.h"
#include "desk/rows.h"
#include "desk/work.h"
#include "widgets/fill.h"
#include "widgets/format.h"

#define MAX_SHOWN 100 /* files; who looks for another one types more of its name */

struct _RcDiscWindow
{
  AdwWindow parent_instance;
  RcCatalogue *catalogue;    /* (owned) NULL after dispose */
  gint64 disc;
  RcFileNames *names;        /* (owned) (nullable) once they are read */
  GPtrArray *collections;    /* (owned) (nullable) RcCollection */
  GCancellable *cancellable; /* (owned) of all that is under way here */
  GCancellable *finding;     /* (owned) (nullable) */
  gboolean busy;             /* one thing at a time; its button keeps the keyboard */
  gint64 batch;              /* that can be undone; 0: none */
  char *path;                /* (owned) (nullable) on the disc, of what is to be saved */
  GtkWidget *title;
  GtkWidget *libraries_title;
  GtkWidget *libraries;
  GtkWidget *problems;
  GtkWidget *words;
  GtkWidget *undo_button;
  GtkWidget *search_entry;
  GtkWidget *found_label;
  GtkWidget *files;
};

G_DEFINE_FINAL_TYPE (RcDiscWindow, rc_disc_window, ADW_TYPE_WINDOW)

static void
say (RcDiscWindow *self, const char *words)
{
  gtk_label_set_label (GTK_LABEL (self->words), words);
  gtk_widget_set_visible (self->words, TRUE);
}

/* --- libraries --- */

static void
add_library (RcDiscWindow *self, guint index)
{
  const RcCollection *collection = g_ptr_array_index (self->collections, index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *number = rc_format_count (collection->n_records);
  g_autofree char *records = g_strdup_printf (ngettext ("%s record", "%s records", collection->n_records), number);
  g_autofree char *words = g_strdup_printf ("%s · %s", collection->isis ? "CDS/ISIS" : "Greenstone", records);
  g_autofree char *name = g_strdup_printf ("%s, %s", collection->path, words);

  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (collection->path, "work-title"));
  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (words, "second-line"));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), lines);
  rc_rows_aim_button (rc_rows_add_button (box, _ ("Add records"), "disc.take", _ ("Add the records of this library to the catalogue")),
                      _ ("Add records"), collection->path, index);
  gtk_list_box_append (GTK_LIST_BOX (self->libraries), rc_rows_make_row (box, "source-row", name));
}

static void
libraries_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcDiscWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) collections = rc_work_finish (RC_CATALOGUE (source), result, &error);

  /* A disc of which only the list is kept has none that could be read. */
  if (self->catalogue == NULL || collections == NULL)
    return;
  self->collections = g_steal_pointer (&collections);
  for (guint i = 0; i < self->collections->len; i++)
    add_library (self, i);
  gtk_widget_set_visible (self->libraries_title, self->collections->len > 0);
  gtk_widget_set_visible (self->libraries, self->collections->len > 0);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcDiscWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcCollectionReport) report = rc_work_finish (RC_CATALOGUE (source), result, &error);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *number = NULL;

  if (self->catalogue == NULL)
    return;
  self->busy = FALSE;
  if (report == NULL)
    {
      say (self, error->message);
      return;
    }
  number = rc_format_count (report->added);
  g_string_append_printf (words, ngettext ("%s record was added.", "%s records were added.", (gulong) report->added), number);
  if (report->unchanged > 0)
    {
      g_autofree char *known = rc_format_count (report->unchanged);

      g_string_append_c (words, ' ');
      g_string_append_printf (words, ngettext ("%s was there already.", "%s were there already.", (gulong) report->unchanged), known);
    }
  say (self, words->str);
  rc_problem_list_set_problems (RC_PROBLEM_LIST (self->problems), report->problems);
  gtk_widget_set_visible (self->problems, report->problems->len > 0);
  self->batch = report->batch;
  gtk_widget_set_visible (self->undo_button, self->batch != 0);
}

static void
take_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDiscWindow *self = RC_DISC_WINDOW (widget);
  gint64 index = g_variant_get_int64 (parameter);
  const RcCollection *collection = self->collections != NULL && index < self->collections->len ? g_ptr_array_index (self->collections, index) : NULL;

  if (collection == NULL || self->busy)
    return;
  self->busy = TRUE;
  say (self, _ ("Reading the records…"));
  rc_work_take_collection_async (self->catalogue, self->disc, collection->path, self->cancellable, taken_cb, g_object_ref (self));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcDiscWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) undone = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  self->busy = FALSE;
  gtk_widget_set_visible (self->problems, FALSE);
  say (self, undone != NULL ? _ ("The records were taken out again.") : error->message);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDiscWindow *self = RC_DISC_WINDOW (widget);

  if (self->busy)
    return;
  self->busy = TRUE;
  gtk_widget_grab_focus (self->search_entry);
  gtk_widget_set_visible (self->undo_button, FALSE);
  rc_work_undo_async (self->catalogue, self->batch, NULL, undone_cb, g_object_ref (self));
}

/* --- files --- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcDiscWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = rc_work_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *shown = path != NULL ? g_filename_display_basename (path) : NULL;
  /* Translators: %s is the name of a file. */
  g_autofree char *words = path != NULL ? g_strdup_printf (_ ("Saved as %s"), shown) : g_strdup_printf ("%s: %s", _ ("Not saved"), error->message);

  if (self->catalogue == NULL)
    return;
  self->busy = FALSE;
  say (self, words);
}

static void
place_chosen_cb (GtkWidget *widget, const char *path)
{
  RcDiscWindow *self = RC_DISC_WINDOW (widget);

  self->busy = TRUE;
  rc_work_save_disc_file_async (self->catalogue, self->disc, self->path, path, self->cancellable, saved_cb, g_object_ref (self));
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDiscWindow *self = RC_DISC_WINDOW (widget);
  g_autofree char *name = NULL;

  if (self->busy)
    return;
  g_free (self->path);
  self->path = g_variant_dup_string (parameter, NULL);
  name = g_path_get_basename (self->path);
  rc_choose_file (widget, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save the file"), _ ("Save"), name, place_chosen_cb);
}

typedef struct
{
  gint64 disc;
  RcFileNames *names; /* (owned) (nullable) */
  char *text;         /* (owned) */
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_clear_pointer (&self->names, rc_file_names_unref);
  g_free (self->text);
  g_free (self);
}

typedef struct
{
  RcFileNames *names; /* (owned) */
  GPtrArray *rows;    /* (owned) RcListedFile (nullable) */
  guint n_found;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *self = data;

  g_clear_pointer (&self->names, rc_file_names_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
find_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  const RcDiscQuery query = { .text = question->text, .folder = "" };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  guint n_folders = 0;

  answer->names = question->names != NULL ? rc_file_names_ref (question->names) : rc_file_names_load (db, question->disc, cancellable, error);
  if (answer->names == NULL || !rc_file_names_find (answer->names, &query, ids, &n_folders, cancellable, error))
    return NULL;
  /* Folders come first, and are not saved. */
  g_array_remove_range (ids, 0, MIN (n_folders, ids->len));
  answer->n_found = ids->len;
  answer->rows = rc_disc_list_load (db, (const gint64 *) (gpointer) ids->data, MIN (ids->len, MAX_SHOWN), error);
  return answer->rows != NULL ? g_steal_pointer (&answer) : NULL;
}

static void
add_file (RcDiscWindow *self, const RcFileRow *file)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *button;
  g_autofree char *size = rc_format_size ((guint64) MAX (file->size_bytes, 0));
  g_autofree char *folder = g_path_get_dirname (file->path);
  g_autofree char *words = strcmp (folder, ".") != 0 ? g_strdup_printf ("%s · %s", size, folder) : g_strdup (size);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", file->name, size, file->path);
  g_autofree char *button_name = g_strdup_printf ("%s: %s", _ ("Save"), file->name);

  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (file->name, "work-title"));
  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (words, "second-line"));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), lines);
  button = gtk_button_new_with_label (_ ("Save…"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", file->path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "disc.save");
  rc_button_set_name (GTK_BUTTON (button), button_name);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_box_append (GTK_LIST_BOX (self->files), rc_rows_make_row (box, "source-row", name));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcDiscWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *number = NULL, *words = NULL;

  if (self->catalogue == NULL || answer == NULL)
    return;
  if (self->names == NULL)
    self->names = rc_file_names_ref (answer->names);
  rc_rows_clear (self->files);
  for (guint i = 0; i < answer->rows->len; i++)
    {
      const RcListedFile *row = g_ptr_array_index (answer->rows, i);

      if (row != NULL)
        add_file (self, row->file);
    }
  number = rc_format_count (answer->n_found);
  if (answer->n_found > answer->rows->len)
    /* Translators: %s is a number greater than the other one. */
    words = g_strdup_printf (_ ("%s files, of which the first %u are here"), number, answer->rows->len);
  else
    words = g_strdup_printf (ngettext ("%s file", "%s files", answer->n_found), number);
  gtk_label_set_label (GTK_LABEL (self->found_label), words);
}

static void
find_files (RcDiscWindow *self)
{
  Question *question = g_new0 (Question, 1);

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  self->finding = g_cancellable_new ();
  question->disc = self->disc;
  question->names = self->names != NULL ? rc_file_names_ref (self->names) : NULL;
  question->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_DEFAULT, find_in_thread, question, question_free, answer_free, self->finding, found_cb,
                           g_object_ref (self));
}

static void
rc_disc_window_dispose (GObject *object)
{
  RcDiscWindow *self = RC_DISC_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->names, rc_file_names_unref);
  g_clear_pointer (&self->collections, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_DISC_WINDOW);
  G_OBJECT_CLASS (rc_disc_window_parent_class)->dispose (object);
}

static void
rc_disc_window_class_init (RcDiscWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_disc_window_dispose;
  g_type_ensure (RC_TYPE_PROBLEM_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-disc-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcDiscWindow, name)
  BIND (title);
  BIND (libraries_title);
  BIND (libraries);
  BIND (problems);
  BIND (words);
  BIND (undo_button);
  BIND (search_entry);
  BIND (found_label);
  BIND (files);
#undef BIND
  gtk_widget_class_install_action (widget_class, "disc.take", "x", take_cb);
  gtk_widget_class_install_action (widget_class, "disc.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "disc.save", "s", save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rc_disc_window_init (RcDiscWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_problem_list_set_fills (RC_PROBLEM_LIST (self->problems), FALSE);
}

GtkWindow *
rc_disc_window_new (GtkWindow *parent, RcCatalogue *catalogue, gint64 disc, const char *title)
{
  RcDiscWindow *self = g_object_new (RC_TYPE_DISC_WINDOW, "title", title, NULL);

  rc_own_window_place (GTK_WINDOW (self), parent);
  self->catalogue = g_object_ref (catalogue);
  self->disc = disc;
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  g_signal_connect_object (self->search_entry, "search-changed", G_CALLBACK (find_files), self, G_CONNECT_SWAPPED);
  rc_work_find_collections_async (catalogue, disc, self->cancellable, libraries_cb, g_object_ref (self));
  find_files (self);
  return GTK_WINDOW (self);
}
