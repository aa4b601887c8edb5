/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was brought in before, newest first, each with its counts, its report and its way back. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/batches.h"
#include "desk/ask.h"
#include "desk/history.h"
#include "desk/import-words.h"
#include "desk/report-window.h"
#include "desk/rows.h"
#include "desk/work.h"
#include "widgets/fill.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

#define N_SHOWN 50

/* One import and whether it can be taken back. */
typedef struct
{
  RcBatch *batch;         /* (owned) */
  RcImportReport *report; /* (owned) (nullable) */
  guint n_records, n_changed_since;
} RcPast;

struct _RcHistory
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;    /* (owned) NULL after dispose */
  GCancellable *cancellable; /* (owned) of what is read */
  GPtrArray *past;           /* (owned) (nullable) RcPast */
  gint64 wanted;             /* the import that is to be taken back, 0 none */
  gboolean waiting;          /* until the list has it */
  GtkWidget *title;
  GtkWidget *rows;
};

enum
{
  TOLD,
  UNDONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcHistory, rc_history, GTK_TYPE_BOX)

static void
past_free (gpointer data)
{
  RcPast *past = data;

  g_clear_pointer (&past->batch, rc_batch_free);
  g_clear_pointer (&past->report, rc_import_report_free);
  g_free (past);
}

static gpointer
list_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) batches = rc_batches_list (db, RC_BATCH_IMPORT, N_SHOWN, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (past_free);

  if (batches == NULL)
    return NULL;
  g_ptr_array_set_free_func (batches, NULL);
  for (guint i = 0; i < batches->len; i++)
    {
      RcPast *past = g_new0 (RcPast, 1);

      past->batch = g_ptr_array_index (batches, i);
      past->report = rc_import_report_new_from_json (past->batch->report);
      g_ptr_array_add (all, past);
    }
  for (guint i = 0; i < all->len; i++)
    {
      RcPast *past = g_ptr_array_index (all, i);

      if (!past->batch->undone && !rc_batch_count_records (db, past->batch->id, &past->n_records, &past->n_changed_since, error))
        return NULL;
    }
  return g_steal_pointer (&all);
}

/* Why it cannot be taken back; NULL when it can. */
static const char *
get_hindrance (const RcPast *past)
{
  if (past->batch->undone)
    return _ ("Taken back");
  if (past->n_records == 0)
    return _ ("It changed nothing");
  if (past->n_changed_since >= past->n_records)
    return _ ("Every record of it was changed again since, so there is nothing to take back");
  return NULL;
}

static GtkWidget *
make_button (const char *words, const char *about, const char *action, gint64 batch)
{
  GtkWidget *button = gtk_button_new_with_label (words);
  g_autofree char *name = g_strdup_printf ("%s: %s", words, about);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", batch);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  rc_button_set_name (GTK_BUTTON (button), name);
  return button;
}

static GtkWidget *
make_undo_button (const RcPast *past, const char *hindrance)
{
  GtkWidget *button = make_button (_ ("Undo"), past->batch->label, "history.undo", past->batch->id);

  gtk_widget_add_css_class (button, "destructive");
  if (hindrance != NULL)
    {
      /* Its action would make it sensitive again. */
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), NULL);
      gtk_widget_set_sensitive (button, FALSE);
      gtk_widget_set_tooltip_text (button, hindrance);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hindrance, -1);
    }
  return button;
}

static GtkWidget *
make_row (const RcPast *past)
{
  GtkWidget *box = rc_rows_make_box (12, RC_ROWS_WIDTH);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const char *hindrance = get_hindrance (past);
  g_autofree char *moment = rc_format_moment (past->batch->time);
  g_autofree char *who = g_strdup_printf ("%s · %s", moment, past->batch->who);
  g_autofree char *counts = past->report != NULL ? rc_import_report_dup_words (past->report) : g_strdup ("");
  g_autofree char *second = hindrance != NULL ? g_strdup_printf ("%s · %s", counts, hindrance) : g_strdup (counts);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", past->batch->label, moment, second);

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (past->batch->label, "row-name"));
  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (second, "second-line"));
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), rc_rows_make_label (who, "second-line"));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (buttons), make_button (C_ ("of an import", "Report"), past->batch->label, "history.report", past->batch->id));
  gtk_box_append (GTK_BOX (buttons), make_undo_button (past, hindrance));
  return rc_rows_make_row (box, "source-row", name);
}

static const RcPast *
find_past (RcHistory *self, gint64 batch)
{
  for (guint i = 0; self->past != NULL && i < self->past->len; i++)
    {
      const RcPast *past = g_ptr_array_index (self->past, i);

      if (past->batch->id == batch)
        return past;
    }
  return NULL;
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) report = rc_work_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *words = report != NULL ? rc_undo_report_dup_words (report) : g_strdup (error->message);

  if (self->catalogue != NULL)
    g_signal_emit (self, signals[report != NULL ? UNDONE : TOLD], 0, words);
}

static void
undo_agreed_cb (GtkWidget *widget)
{
  RcHistory *self = RC_HISTORY (widget);

  rc_work_undo_async (self->catalogue, self->wanted, NULL, undone_cb, g_object_ref (self));
}

/* Says first what it would do. */
static void
ask_to_undo (RcHistory *self, const RcPast *past)
{
  g_autofree char *words = past->report != NULL ? rc_import_report_dup_undo_words (past->report, past->n_changed_since) : NULL;

  self->wanted = past->batch->id;
  if (words != NULL && get_hindrance (past) == NULL)
    rc_ask (GTK_WIDGET (self), _ ("Undo this import?"), words, _ ("Keep"), _ ("Undo"), undo_agreed_cb);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) past = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (past == NULL)
    {
      g_signal_emit (self, signals[TOLD], 0, error->message);
      return;
    }
  g_clear_pointer (&self->past, g_ptr_array_unref);
  self->past = g_steal_pointer (&past);
  rc_rows_clear (self->rows);
  for (guint i = 0; i < self->past->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->rows), make_row (g_ptr_array_index (self->past, i)));
  if (self->waiting && find_past (self, self->wanted) != NULL)
    {
      self->waiting = FALSE;
      ask_to_undo (self, find_past (self, self->wanted));
    }
}

static void
load (RcHistory *self)
{
  /* Behind what somebody waits for. */
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_LOW, list_in_thread, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                           listed_cb, g_object_ref (self));
}

static void
report_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcHistory *self = RC_HISTORY (widget);
  const RcPast *past = find_past (self, g_variant_get_int64 (parameter));

  if (past != NULL)
    gtk_window_present (rc_report_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->catalogue, past->batch));
}

void
rc_history_undo (RcHistory *self, gint64 import)
{
  const RcPast *past;

  g_return_if_fail (RC_IS_HISTORY (self));
  past = find_past (self, import);
  self->wanted = import;
  /* One that was finished just now is not in the list yet. */
  self->waiting = past == NULL;
  if (past != NULL)
    ask_to_undo (self, past);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rc_history_undo (RC_HISTORY (widget), g_variant_get_int64 (parameter));
}

static void
rc_history_dispose (GObject *object)
{
  RcHistory *self = RC_HISTORY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->past, g_ptr_array_unref);
  G_OBJECT_CLASS (rc_history_parent_class)->dispose (object);
}

static void
rc_history_class_init (RcHistoryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_history_dispose;
  gtk_widget_class_install_action (widget_class, "history.report", "x", report_cb);
  gtk_widget_class_install_action (widget_class, "history.undo", "x", undo_cb);
  signals[TOLD] = g_signal_new ("told", RC_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[UNDONE] = g_signal_new ("undone", RC_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_history_init (RcHistory *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *none = rc_rows_make_label (_ ("Nothing was imported yet."), "muted");

  self->cancellable = g_cancellable_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->title = rc_rows_make_label (_ ("Earlier imports"), "section-name");
  self->rows = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->rows, "card-list");
  gtk_widget_set_valign (self->rows, GTK_ALIGN_START);
  gtk_widget_set_margin_top (none, 24);
  gtk_widget_set_margin_bottom (none, 24);
  gtk_widget_set_halign (none, GTK_ALIGN_CENTER);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->rows), none);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Earlier imports"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), self->title);
  gtk_box_append (GTK_BOX (self), scroller);
}

void
rc_history_set_catalogue (RcHistory *self, RcCatalogue *catalogue)
{
  g_return_if_fail (RC_IS_HISTORY (self) && self->catalogue == NULL);

  self->catalogue = g_object_ref (catalogue);
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
}
