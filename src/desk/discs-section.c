/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The discs: those we have, and a new one from its image or a folder. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/discs.h"
#include "desk/choose-file.h"
#include "desk/disc-form.h"
#include "desk/disc-window.h"
#include "desk/discs-section.h"
#include "desk/rows.h"
#include "desk/work-bar.h"
#include "desk/work.h"
#include "widgets/format.h"
#include "widgets/wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MAX_PROBLEMS_SHOWN 20
#define FILL_US 4000
#define DRIVE "/dev/cdrom" /* the name that Debian gives the first one */

struct _RcDiscsSection
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;   /* (owned) NULL after dispose */
  GPtrArray *discs;         /* (owned) (nullable) RcDiscRow: those in the list */
  GCancellable *listing;    /* (owned) */
  GCancellable *looking;    /* (owned) into the disc that was chosen */
  guint n_rows;             /* of them, those that have a row */
  guint filling;            /* the source that makes the others; 0: all are there */
  gint64 batch;             /* the capture that can be undone; 0 none */
  gint64 again;             /* the disc that is captured again; 0: a new one */
  char *offered;            /* (owned) (nullable) path of an image that was brought here */
  GtkWidget *bar_title;
  GtkWidget *offered_button;
  GtkWidget *undo_button;
  GtkWidget *form_title;
  GtkWidget *form;
  GtkWidget *again_label;
  GtkWidget *image_button;
  GtkWidget *new_button;
  GtkWidget *drive_button;
  GtkWidget *fields;
  GtkWidget *work;
  GtkWidget *report_label;
  GtkWidget *rows;
};

static guint told_signal;

G_DEFINE_FINAL_TYPE (RcDiscsSection, rc_discs_section, GTK_TYPE_BOX)

static char *
dup_sizes (guint64 n_files, guint64 bytes)
{
  g_autofree char *number = rc_format_count (n_files);
  g_autofree char *files = g_strdup_printf (ngettext ("%s file", "%s files", (gulong) n_files), number);
  g_autofree char *size = rc_format_size (bytes);

  return g_strdup_printf ("%s · %s", files, size);
}

/* "In full", "4 files could not be read", "Only the list is kept" */
static char *
dup_state (const RcDiscRow *disc)
{
  g_autofree char *number = rc_format_count (disc->n_unreadable);

  if (disc->n_unreadable > 0)
    return g_strdup_printf (ngettext ("%s file could not be read", "%s files could not be read", (gulong) disc->n_unreadable), number);
  return g_strdup (disc->sha256 != NULL ? _ ("Kept in full") : _ ("Only the list is kept"));
}

/* position -1: at the end. */
static void
add_row (RcDiscsSection *self, const RcDiscRow *disc, int position)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *content = rc_rows_make_box (12, RC_ROWS_WIDTH);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "media-optical-symbolic", "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_autofree char *sizes = dup_sizes (disc->n_files, disc->bytes);
  g_autofree char *state = dup_state (disc);
  g_autofree char *words = disc->shelfmark != NULL ? g_strdup_printf ("%s · %s · %s", disc->shelfmark, sizes, state)
                                                   : g_strdup_printf ("%s · %s", sizes, state);
  g_autofree char *name = g_strdup_printf ("%s, %s", disc->title, words);

  gtk_widget_add_css_class (icon, "round-icon");
  gtk_widget_add_css_class (icon, "disc");
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (disc->title, "work-title"));
  gtk_box_append (GTK_BOX (lines), rc_rows_make_lines (words, "second-line"));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_layout_manager (buttons, rc_wrap_layout_new (6));
  gtk_widget_set_valign (buttons, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (content), box);
  gtk_box_append (GTK_BOX (content), buttons);
  if (disc->sha256 != NULL)
    {
      rc_rows_aim_button (rc_rows_add_button (buttons, _ ("Look inside…"), "discs.open", _ ("Save its files, add the records of libraries on it")),
                          _ ("Look inside"), disc->title, disc->id);
      rc_rows_aim_button (rc_rows_add_button (buttons, _ ("Verify"), "discs.verify", _ ("Read the image again and compare")), _ ("Verify"),
                          disc->title, disc->id);
    }
  rc_rows_aim_button (rc_rows_add_button (buttons, _ ("Capture again…"), "discs.again", _ ("Read the disc or its image anew, into the same record")),
                      _ ("Capture again"), disc->title, disc->id);
  gtk_list_box_insert (GTK_LIST_BOX (self->rows), rc_rows_make_row (content, "source-row", name), position);
}

static gpointer
list_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rc_discs_list (db, error);
}

static gboolean
is_same_disc (const RcDiscRow *a, const RcDiscRow *b)
{
  return a->id == b->id && g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->shelfmark, b->shelfmark) == 0 &&
         g_strcmp0 (a->sha256, b->sha256) == 0 && a->n_files == b->n_files && a->bytes == b->bytes && a->n_unreadable == b->n_unreadable;
}

/* A frame has time for some rows. */
static gboolean
fill_cb (gpointer user_data)
{
  RcDiscsSection *self = user_data;
  gint64 end = g_get_monotonic_time () + FILL_US;

  while (self->n_rows < self->discs->len && g_get_monotonic_time () < end)
    add_row (self, g_ptr_array_index (self->discs, self->n_rows++), -1);
  if (self->n_rows < self->discs->len)
    return G_SOURCE_CONTINUE;
  self->filling = 0;
  return G_SOURCE_REMOVE;
}

static void
remove_row (RcDiscsSection *self, guint position)
{
  gtk_list_box_remove (GTK_LIST_BOX (self->rows), GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), (int) position)));
}

/* Both lists are by id. Rows of discs that are as they were stay, and the keyboard on the one where it is. */
static void
update_rows (RcDiscsSection *self, GPtrArray *discs)
{
  guint kept = 0, i = 0;

  for (guint j = 0; j < self->n_rows; j++)
    {
      const RcDiscRow *old = g_ptr_array_index (self->discs, j);
      const RcDiscRow *now = NULL;

      for (; i < discs->len && ((RcDiscRow *) g_ptr_array_index (discs, i))->id < old->id; i++)
        add_row (self, g_ptr_array_index (discs, i), (int) kept++);
      if (i < discs->len && ((RcDiscRow *) g_ptr_array_index (discs, i))->id == old->id)
        now = g_ptr_array_index (discs, i++);
      if (now != NULL && is_same_disc (now, old))
        {
          kept++;
          continue;
        }
      remove_row (self, kept);
      if (now != NULL)
        add_row (self, now, (int) kept++);
    }
  self->n_rows = kept;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcDiscsSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) discs = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *words = NULL;

  if (self->catalogue == NULL || discs == NULL)
    return;
  update_rows (self, discs);
  words = g_strdup_printf (ngettext ("%u disc", "%u discs", discs->len), discs->len);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->bar_title), words);
  g_clear_pointer (&self->discs, g_ptr_array_unref);
  self->discs = g_steal_pointer (&discs);
  if (self->n_rows < self->discs->len && self->filling == 0)
    self->filling = g_idle_add_full (G_PRIORITY_LOW, fill_cb, self, NULL);
}

static void
load (RcDiscsSection *self)
{
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_DEFAULT, list_in_thread, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                           self->listing, listed_cb, g_object_ref (self));
}

gboolean
rc_discs_section_is_running (RcDiscsSection *self)
{
  g_return_val_if_fail (RC_IS_DISCS_SECTION (self), FALSE);
  return rc_work_bar_is_running (RC_WORK_BAR (self->work));
}

static void
set_running (RcDiscsSection *self, gboolean running)
{
  if (!running)
    rc_work_bar_end (RC_WORK_BAR (self->work));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "discs.choose", !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "discs.choose-folder", !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "discs.choose-drive", !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "discs.verify", !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "discs.add-offered", !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "discs.again", !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "discs.cancel-again", !running);
}

static const RcDiscRow *
find_disc (RcDiscsSection *self, gint64 id)
{
  for (guint i = 0; self->discs != NULL && i < self->discs->len; i++)
    {
      const RcDiscRow *disc = g_ptr_array_index (self->discs, i);

      if (disc->id == id)
        return disc;
    }
  return NULL;
}

/* What is chosen next becomes another capture of this disc; NULL: a new one. */
static void
set_again (RcDiscsSection *self, const RcDiscRow *disc)
{
  g_autofree char *title = disc != NULL ? g_strdup_printf (_ ("Capture “%s” again"), disc->title) : NULL;

  self->again = disc != NULL ? disc->id : 0;
  gtk_label_set_label (GTK_LABEL (self->form_title), title != NULL ? title : _ ("Add disc"));
  gtk_widget_set_visible (self->form, disc == NULL);
  gtk_widget_set_visible (self->again_label, disc != NULL);
  gtk_widget_set_visible (self->new_button, disc != NULL);
  gtk_widget_set_visible (self->offered_button, disc == NULL && self->offered != NULL);
}

static void
report (RcDiscsSection *self, const char *words)
{
  gtk_label_set_label (GTK_LABEL (self->report_label), words);
  gtk_widget_set_visible (self->report_label, TRUE);
}

static void
show_capture (RcDiscsSection *self, const RcCaptureReport *capture)
{
  g_autofree char *sizes = dup_sizes (capture->files, capture->bytes);
  g_autoptr (GString) words = g_string_new (NULL);

  /* Translators: %s is "1 204 files · 620 MB". */
  g_string_append_printf (words, capture->again ? _ ("The disc was captured again: %s.") : _ ("The disc was added: %s."), sizes);
  if (capture->unreadable > 0)
    {
      g_autofree char *number = rc_format_count (capture->unreadable);

      g_string_append_c (words, ' ');
      g_string_append_printf (words, ngettext ("%s file could not be read.", "%s files could not be read.", (gulong) capture->unreadable),
                              number);
    }
  for (guint i = 0; i < MIN (capture->problems->len, MAX_PROBLEMS_SHOWN); i++)
    {
      g_autofree char *line = rc_problem_to_string (g_ptr_array_index (capture->problems, i));

      g_string_append_printf (words, "\n%s", line);
    }
  report (self, words->str);
  self->batch = capture->again ? 0 : capture->batch;
  gtk_widget_set_visible (self->undo_button, self->batch != 0);
  rc_disc_form_clear (RC_DISC_FORM (self->form));
}

static void
captured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcDiscsSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcCaptureReport) capture = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  set_running (self, FALSE);
  if (capture != NULL)
    show_capture (self, capture);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    report (self, self->again != 0 ? _ ("Stopped. The disc is as it was.") : _ ("Stopped. Nothing of the disc is in the catalogue."));
  else
    report (self, error->message);
  if (self->again != 0)
    set_again (self, NULL);
  load (self);
}

static void
add_disc (RcDiscsSection *self, const char *path)
{
  RcDiscWish *wish = self->again != 0 ? g_new0 (RcDiscWish, 1) : rc_disc_form_get (RC_DISC_FORM (self->form));

  wish->into = self->again;
  gtk_widget_set_visible (self->report_label, FALSE);
  gtk_widget_set_visible (self->undo_button, FALSE);
  set_running (self, TRUE);
  rc_work_capture_async (self->catalogue, path, wish, rc_work_bar_progress, self->work,
                         rc_work_bar_start (RC_WORK_BAR (self->work)), captured_cb, g_object_ref (self));
}

/* What cannot be looked into may still be taken in: an archive with an image in it. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcDiscsSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcCaptureLook) look = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (look != NULL)
    rc_disc_form_propose (RC_DISC_FORM (self->form), look);
  else
    report (self, error->message);
}

static void
chosen_cb (GtkWidget *widget, const char *path)
{
  rc_discs_section_choose (RC_DISCS_SECTION (widget), path);
}

void
rc_discs_section_choose (RcDiscsSection *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *words = NULL;

  g_return_if_fail (RC_IS_DISCS_SECTION (self));
  if (rc_discs_section_is_running (self))
    return;
  if (self->again != 0)
    {
      add_disc (self, path);
      return;
    }
  g_free (self->offered);
  self->offered = g_strdup (path);
  words = g_strdup_printf (_ ("Add %s"), name);
  gtk_button_set_label (GTK_BUTTON (self->offered_button), words);
  gtk_widget_set_visible (self->offered_button, TRUE);
  gtk_widget_grab_focus (self->form);
  gtk_widget_set_visible (self->report_label, FALSE);
  g_cancellable_cancel (self->looking);
  g_object_unref (self->looking);
  self->looking = g_cancellable_new ();
  rc_work_look_async (self->catalogue, path, self->looking, looked_cb, g_object_ref (self));
}

static void
add_offered_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDiscsSection *self = RC_DISCS_SECTION (widget);
  g_autofree char *path = g_steal_pointer (&self->offered);

  gtk_widget_set_visible (self->offered_button, FALSE);
  if (path != NULL)
    add_disc (self, path);
}

static void
choose_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rc_choose_file (widget, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Add a disc image"), _ ("Add"), NULL, chosen_cb);
}

static void
choose_folder_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rc_choose_file (widget, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Add a folder as a disc"), _ ("Add"), NULL, chosen_cb);
}

static void
choose_drive_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rc_discs_section_choose (RC_DISCS_SECTION (widget), DRIVE);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcDiscsSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDiscRow) disc = rc_work_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *words = NULL;

  if (self->catalogue == NULL)
    return;
  set_running (self, FALSE);
  if (disc != NULL)
    /* Translators: %s is the title of a disc. */
    words = g_strdup_printf (_ ("The image of “%s” is as it was when it was kept."), disc->title);
  report (self, words != NULL ? words : error->message);
}

static void
verify_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDiscsSection *self = RC_DISCS_SECTION (widget);

  set_running (self, TRUE);
  rc_work_verify_async (self->catalogue, g_variant_get_int64 (parameter), rc_work_bar_start (RC_WORK_BAR (self->work)), verified_cb,
                        g_object_ref (self));
}

/* The title stands in the row. */
static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDiscsSection *self = RC_DISCS_SECTION (widget);
  const RcDiscRow *disc = find_disc (self, g_variant_get_int64 (parameter));

  if (disc != NULL)
    gtk_window_present (rc_disc_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->catalogue, disc->id, disc->title));
}

static void
again_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDiscsSection *self = RC_DISCS_SECTION (widget);
  const RcDiscRow *disc = find_disc (self, g_variant_get_int64 (parameter));

  if (disc == NULL)
    return;
  set_again (self, disc);
  gtk_widget_grab_focus (self->image_button);
}

static void
cancel_again_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDiscsSection *self = RC_DISCS_SECTION (widget);

  set_again (self, NULL);
  gtk_widget_grab_focus (self->form);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcDiscsSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) undone = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  report (self, undone != NULL ? _ ("The disc was taken out again.") : error->message);
  load (self);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcDiscsSection *self = RC_DISCS_SECTION (widget);

  gtk_widget_set_visible (self->undo_button, FALSE);
  rc_work_undo_async (self->catalogue, self->batch, NULL, undone_cb, g_object_ref (self));
}

static void
rc_discs_section_dispose (GObject *object)
{
  RcDiscsSection *self = RC_DISCS_SECTION (object);

  g_clear_handle_id (&self->filling, g_source_remove);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->discs, g_ptr_array_unref);
  g_clear_pointer (&self->offered, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_DISCS_SECTION);
  G_OBJECT_CLASS (rc_discs_section_parent_class)->dispose (object);
}

static void
rc_discs_section_class_init (RcDiscsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_discs_section_dispose;
  g_type_ensure (RC_TYPE_DISC_FORM);
  g_type_ensure (RC_TYPE_WORK_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-discs-section.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcDiscsSection, name)
  BIND (bar_title);
  BIND (offered_button);
  BIND (undo_button);
  BIND (form_title);
  BIND (form);
  BIND (again_label);
  BIND (image_button);
  BIND (new_button);
  BIND (drive_button);
  BIND (fields);
  BIND (work);
  BIND (report_label);
  BIND (rows);
#undef BIND
  gtk_widget_class_install_action (widget_class, "discs.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "discs.choose-folder", NULL, choose_folder_cb);
  gtk_widget_class_install_action (widget_class, "discs.add-offered", NULL, add_offered_cb);
  gtk_widget_class_install_action (widget_class, "discs.choose-drive", NULL, choose_drive_cb);
  gtk_widget_class_install_action (widget_class, "discs.verify", "x", verify_cb);
  gtk_widget_class_install_action (widget_class, "discs.open", "x", open_cb);
  gtk_widget_class_install_action (widget_class, "discs.again", "x", again_cb);
  gtk_widget_class_install_action (widget_class, "discs.cancel-again", NULL, cancel_again_cb);
  gtk_widget_class_install_action (widget_class, "discs.undo", NULL, undo_cb);
  told_signal = g_signal_new ("told", RC_TYPE_DISCS_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_discs_section_init (RcDiscsSection *self)
{
  self->listing = g_cancellable_new ();
  self->looking = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->drive_button, g_file_test (DRIVE, G_FILE_TEST_EXISTS));
  gtk_widget_set_layout_manager (self->fields, rc_wrap_layout_new (12));
}

RcDiscsSection *
rc_discs_section_new (RcCatalogue *catalogue)
{
  RcDiscsSection *self = g_object_new (RC_TYPE_DISCS_SECTION, NULL);

  self->catalogue = g_object_ref (catalogue);
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return self;
}
