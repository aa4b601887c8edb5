/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One grant: its fields, what its sources say anew, what was done with it. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/clock.h"
#include "catalogue/deadline-moves.h"
#include "catalogue/grant-sources.h"
#include "desk/grant-editor-private.h"
#include "desk/grant-editor.h"
#include "desk/record-history.h"
#include "desk/rows.h"
#include "widgets/deadline-text.h"
#include "widgets/fill.h"
#include "widgets/format.h"
#include "widgets/language-button.h"

#include <adwaita.h>
#include <glib/gi18n.h>

enum
{
  TOLD,
  KEPT,
  FAILED,
  STATE,
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcGrantEditor, rc_grant_editor, GTK_TYPE_BOX)

/* Everything that is read of one grant. */
typedef struct
{
  RcRecordDetails *details; /* (owned) */
  GPtrArray *sources;       /* (owned) RcGrantSource */
  GPtrArray *revisions;     /* (owned) RcRevision */
  GPtrArray *moves;         /* (owned) RcDeadlineMove */
  RcClock clock;
} RcWholeGrant;

static void
whole_grant_free (gpointer data)
{
  RcWholeGrant *whole = data;

  g_clear_pointer (&whole->details, rc_record_details_free);
  g_clear_pointer (&whole->sources, g_ptr_array_unref);
  g_clear_pointer (&whole->revisions, g_ptr_array_unref);
  g_clear_pointer (&whole->moves, g_ptr_array_unref);
  g_free (whole);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcWholeGrant, whole_grant_free)

void
rc_grant_editor_tell (RcGrantEditor *self, const char *words)
{
  g_signal_emit (self, signals[TOLD], 0, words);
}

void
rc_grant_editor_tell_kept (RcGrantEditor *self, const char *words, gint64 batch)
{
  g_signal_emit (self, signals[KEPT], 0, words, batch);
}

void
rc_grant_editor_tell_failed (RcGrantEditor *self, const char *words)
{
  g_signal_emit (self, signals[FAILED], 0, words);
}

gboolean
rc_grant_editor_ask_to_show (RcGrantEditor *self)
{
  gboolean is_shown = FALSE;

  g_signal_emit (self, signals[FOUND], 0, &is_shown);
  return is_shown;
}

guint
rc_grant_editor_count_changes (RcGrantEditor *self)
{
  g_autoptr (RcGrantForm) now = NULL;

  if (self->form_before == NULL)
    return 0;
  now = rc_grant_fields_read (self->fields);
  return rc_grant_form_count_changes (self->form_before, now);
}

void
rc_grant_editor_show_state (RcGrantEditor *self)
{
  guint changes = rc_grant_editor_count_changes (self);
  g_autofree char *words = NULL;

  if (self->busy)
    words = g_strdup (_ ("Saving…"));
  else if (changes > 0)
    words = g_strdup_printf (ngettext ("Not saved · %u change", "Not saved · %u changes", changes), changes);
  else
    words = g_strdup (self->id == 0 ? _ ("Nothing typed yet") : _ ("Saved"));
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->bar_title), *self->grant->title != '\0' ? self->grant->title : _ ("New grant"));
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->bar_title), words);
  gtk_widget_set_visible (self->paste_bar, self->id == 0);
  gtk_widget_set_visible (self->hidden_bar, self->id != 0 && self->state != RC_STATE_VISIBLE);
  gtk_label_set_label (GTK_LABEL (self->hidden_words), self->state == RC_STATE_REVIEW ? _ ("It waits for a yes: visitors do not see it.")
                                                                                      : _ ("Visitors do not see it."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", changes > 0 && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.undo", (changes > 0 || self->done->len > 0) && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.publish", self->id != 0 && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.remove", self->id != 0 && changes == 0 && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save-calendar", self->id != 0 && changes == 0 && !self->busy);
  gtk_widget_set_sensitive (self->lead_slot, changes == 0 && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.take", changes == 0 && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.dismiss", changes == 0 && !self->busy);
  rc_grant_editor_note_draft (self);
  g_signal_emit (self, signals[STATE], 0);
}

void
rc_grant_editor_show_faults (RcGrantEditor *self)
{
  g_autoptr (RcGrantForm) now = rc_grant_fields_read (self->fields);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_grant_fault_free);
  g_autoptr (RcGrant) grant = rc_grant_form_read (now, self->grant, faults);

  rc_grant_fields_show_faults (self->fields, faults);
  rc_grant_editor_show_state (self);
}

/* What is compared is what the fields say of it: they may have a plainer way to write the same. */
static void
show_grant (RcGrantEditor *self, const RcGrant *grant)
{
  g_autoptr (RcGrantForm) form = rc_grant_form_new (grant);

  g_clear_pointer (&self->grant, rc_grant_free);
  g_clear_pointer (&self->form_before, rc_grant_form_free);
  self->grant = rc_grant_copy (grant);
  rc_grant_fields_write (self->fields, form);
  self->form_before = rc_grant_fields_read (self->fields);
}

/* Where it comes from, and how its deadline moved. */
static void
append_moves (GString *words, GPtrArray *moves, gint64 now)
{
  for (guint i = 0; i < moves->len; i++)
    {
      const RcDeadlineMove *move = g_ptr_array_index (moves, i);
      g_autofree char *from = move->from != 0 ? rc_deadline_dup_short_day (move->from, now) : g_strdup (_ ("no day"));
      g_autofree char *to = move->to != 0 ? rc_deadline_dup_short_day (move->to, now) : g_strdup (_ ("no day"));
      g_autofree char *moment = rc_format_moment (move->time);

      g_string_append (words, words->len > 0 ? "\n" : "");
      /* Translators: two days, and the moment at which it was changed: "today 09:12". */
      g_string_append_printf (words, _ ("Deadline moved from %s to %s (%s)"), from, to, moment);
    }
}

static void
show_sources (RcGrantEditor *self, GPtrArray *sources, GPtrArray *moves)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < sources->len; i++)
    {
      const RcGrantSource *source = g_ptr_array_index (sources, i);
      g_autofree char *moment = source->checked > 0 ? rc_format_moment (source->checked) : NULL;

      g_string_append (words, words->len > 0 ? "\n" : "");
      if (moment != NULL)
        /* Translators: the name of a source, and when it answered last: "today 09:12". */
        g_string_append_printf (words, _ ("From “%s”, which answered %s"), source->name, moment);
      else
        g_string_append_printf (words, _ ("From “%s”"), source->name);
    }
  append_moves (words, moves, self->now);
  rc_label_fill (GTK_LABEL (self->origin), words->str);
  gtk_widget_set_visible (self->lead_slot, rc_lead_chooser_show (self->lead, sources));
  gtk_widget_set_visible (self->beside_slot, rc_beside_list_show (self->beside, sources, self->grant) > 0);
}

static void
fill_empty (RcGrantEditor *self)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();

  self->state = RC_STATE_VISIBLE;
  show_grant (self, grant);
  rc_label_fill (GTK_LABEL (self->origin), NULL);
  gtk_widget_set_visible (self->lead_slot, FALSE);
  gtk_widget_set_visible (self->beside_slot, FALSE);
  gtk_widget_set_visible (self->history_slot, FALSE);
  rc_grant_editor_show_state (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    rc_grant_fields_focus (self->fields, NULL);
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *id = data;
  g_autoptr (RcWholeGrant) whole = g_new0 (RcWholeGrant, 1);

  whole->details = rc_records_get (db, *id, error);
  whole->sources = whole->details != NULL ? rc_grant_sources_list (db, whole->details->id, error) : NULL;
  whole->revisions = whole->sources != NULL ? rc_records_get_revisions (db, whole->details->id, error) : NULL;
  whole->moves = whole->revisions != NULL ? rc_deadlines_list_moves (db, whole->details->id, error) : NULL;
  return whole->moves != NULL && rc_clock_read (&whole->clock, db, g_get_real_time () / G_USEC_PER_SEC, error) ? g_steal_pointer (&whole) : NULL;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcGrantEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcWholeGrant) whole = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (whole == NULL || whole->details->record->grant == NULL)
    {
      self->id = 0;
      fill_empty (self);
      /* Typed into a grant that is not there any more: a new one. */
      rc_grant_editor_apply_draft (self);
      return;
    }
  /* What is typed is not lost to what somebody else did. */
  if (self->id == whole->details->id && self->form_before != NULL && rc_grant_editor_count_changes (self) > 0)
    return;
  self->id = whole->details->id;
  self->state = whole->details->state;
  self->changed = whole->details->changed;
  self->now = whole->clock.now;
  if (self->form_before == NULL || !rc_grant_equal (self->grant, whole->details->record->grant))
    show_grant (self, whole->details->record->grant);
  show_sources (self, whole->sources, whole->moves);
  rc_record_history_show (RC_RECORD_HISTORY (adw_bin_get_child (ADW_BIN (self->history_slot))), whole->revisions);
  gtk_widget_set_visible (self->history_slot, whole->revisions->len > 0);
  rc_grant_editor_show_state (self);
  rc_grant_editor_apply_draft (self);
}

static void
load (RcGrantEditor *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_DEFAULT, load_in_thread, g_memdup2 (&self->id, sizeof self->id), g_free, whole_grant_free,
                           self->loading, loaded_cb, g_object_ref (self));
}

void
rc_grant_editor_edit (RcGrantEditor *self, gint64 id)
{
  g_return_if_fail (RC_IS_GRANT_EDITOR (self));

  self->id = id;
  g_clear_pointer (&self->draft, rc_grant_draft_free);
  g_clear_pointer (&self->form_before, rc_grant_form_free);
  if (id == 0)
    {
      g_cancellable_cancel (self->loading);
      fill_empty (self);
    }
  else
    load (self);
}

gboolean
rc_grant_editor_is_changed (RcGrantEditor *self)
{
  g_return_val_if_fail (RC_IS_GRANT_EDITOR (self), FALSE);
  return self->draft != NULL || rc_grant_editor_count_changes (self) > 0;
}

gboolean
rc_grant_editor_is_saving (RcGrantEditor *self)
{
  g_return_val_if_fail (RC_IS_GRANT_EDITOR (self), FALSE);
  return self->busy;
}

gint64
rc_grant_editor_get_id (RcGrantEditor *self)
{
  g_return_val_if_fail (RC_IS_GRANT_EDITOR (self), 0);
  return self->id;
}

GtkWidget *
rc_grant_editor_get_form (RcGrantEditor *self)
{
  g_return_val_if_fail (RC_IS_GRANT_EDITOR (self), NULL);
  return self->form;
}

static void
rc_grant_editor_dispose (GObject *object)
{
  RcGrantEditor *self = RC_GRANT_EDITOR (object);

  /* Who closes the window has said what becomes of what is typed. What is being saved is kept until it is. */
  if (self->catalogue != NULL && !self->busy && self->found_draft == NULL)
    rc_grant_editor_drop_draft (self);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->catalogue);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_GRANT_EDITOR);
  G_OBJECT_CLASS (rc_grant_editor_parent_class)->dispose (object);
}

static void
rc_grant_editor_finalize (GObject *object)
{
  RcGrantEditor *self = RC_GRANT_EDITOR (object);

  g_clear_pointer (&self->grant, rc_grant_free);
  g_clear_pointer (&self->form_before, rc_grant_form_free);
  g_clear_pointer (&self->draft, rc_grant_draft_free);
  g_clear_object (&self->draft_file);
  g_free (self->calendar);
  g_array_unref (self->done);
  G_OBJECT_CLASS (rc_grant_editor_parent_class)->finalize (object);
}

static void
rc_grant_editor_class_init (RcGrantEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_grant_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_grant_editor_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-grant-editor.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcGrantEditor, name)
  BIND (bar_title);
  BIND (menu_button);
  BIND (undo_button);
  BIND (form);
  BIND (paste_bar);
  BIND (hidden_bar);
  BIND (hidden_words);
  BIND (origin);
  BIND (lead_slot);
  BIND (beside_slot);
  BIND (fields_slot);
  BIND (history_slot);
#undef BIND
  rc_grant_editor_install_work (widget_class);
  signals[TOLD] = g_signal_new ("told", RC_TYPE_GRANT_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[KEPT] = g_signal_new ("kept", RC_TYPE_GRANT_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[FAILED] = g_signal_new ("failed", RC_TYPE_GRANT_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[STATE] = g_signal_new ("state", RC_TYPE_GRANT_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FOUND] = g_signal_new ("found", RC_TYPE_GRANT_EDITOR, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);
}

/* Where words have no room beside each other. */
static void
fit (RcGrantEditor *self)
{
  rc_rows_turn (self->paste_bar, 12, RC_ROWS_FORM_WIDTH);
  rc_rows_turn (self->hidden_bar, 12, RC_ROWS_FORM_WIDTH);
}

static void
rc_grant_editor_init (RcGrantEditor *self)
{
  self->done = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->grant = rc_grant_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lead = rc_lead_chooser_new ();
  adw_bin_set_child (ADW_BIN (self->lead_slot), GTK_WIDGET (self->lead));
  g_signal_connect_object (self->lead, "chosen", G_CALLBACK (rc_grant_editor_follow), self, G_CONNECT_SWAPPED);
  self->beside = rc_beside_list_new ();
  adw_bin_set_child (ADW_BIN (self->beside_slot), GTK_WIDGET (self->beside));
  adw_bin_set_child (ADW_BIN (self->history_slot), GTK_WIDGET (rc_record_history_new ()));
  rc_menu_button_set_name (GTK_MENU_BUTTON (self->menu_button), _ ("More about this grant"));
  fit (self);
}

RcGrantEditor *
rc_grant_editor_new (RcCatalogue *catalogue)
{
  RcGrantEditor *self = g_object_new (RC_TYPE_GRANT_EDITOR, NULL);

  self->catalogue = g_object_ref (catalogue);
  self->fields = rc_grant_fields_new (catalogue);
  adw_bin_set_child (ADW_BIN (self->fields_slot), GTK_WIDGET (self->fields));
  g_signal_connect_object (self->fields, "changed", G_CALLBACK (rc_grant_editor_show_faults), self, G_CONNECT_SWAPPED);
  rc_grant_editor_edit (self, 0);
  rc_grant_editor_begin_drafts (self);
  return self;
}
