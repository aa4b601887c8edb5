/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records that describe one publication: chosen, compared, and joined when somebody agrees. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/join-chooser.h"
#include "desk/join-table.h"
#include "desk/join-window.h"
#include "desk/own-window.h"
#include "desk/rows.h"
#include "record/local.h"
#include "widgets/fill.h"
#include "widgets/format.h"
#include "widgets/wrap-layout.h"

#include <glib/gi18n.h>

struct _RcJoinWindow
{
  AdwWindow parent_instance;
  RcCatalogue *catalogue;    /* (owned) NULL after dispose */
  GCancellable *loading;     /* (owned) (nullable) */
  gint64 id;                 /* the record that it began with */
  struct _RcPair *pair;      /* (owned) (nullable) what is compared */
  guint kept;                /* which of the pair */
  GtkWidget *title;
  GtkWidget *pages;
  GtkWidget *chooser_slot;
  GtkWidget *scroller;
  GtkWidget *buttons;
  GtkWidget *heads;
  GtkWidget *words;
  GtkWidget *table_slot;
  GtkWidget *failure;
  GtkWidget *swap_button;
};

/* Both records, and what would become of their fields when the first or the second is kept. */
typedef struct _RcPair
{
  RcRecordDetails *sides[2]; /* (owned) */
  GArray *rows[2];           /* (owned) RcJoinRow */
} RcPair;

static guint agreed_signal;

G_DEFINE_FINAL_TYPE (RcJoinWindow, rc_join_window, ADW_TYPE_WINDOW)

static void
pair_free (gpointer data)
{
  RcPair *pair = data;

  for (guint i = 0; i < G_N_ELEMENTS (pair->sides); i++)
    {
      g_clear_pointer (&pair->sides[i], rc_record_details_free);
      g_clear_pointer (&pair->rows[i], g_array_unref);
    }
  g_free (pair);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPair, pair_free)

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *ids = data;
  g_autoptr (RcPair) pair = g_new0 (RcPair, 1);

  for (guint i = 0; i < G_N_ELEMENTS (pair->sides); i++)
    {
      pair->sides[i] = rc_records_get (db, ids[i], error);
      if (pair->sides[i] == NULL)
        return NULL;
      if (pair->sides[i]->record->kind != RC_KIND_PUBLICATION || pair->sides[i]->record->marc == NULL || pair->sides[i]->id != ids[i] ||
          (i == 1 && ids[0] == ids[1]))
        {
          g_set_error_literal (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CONFLICT, _ ("Only two publications can be joined."));
          return NULL;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (pair->rows); i++)
    pair->rows[i] = rc_join_rows_new (pair->sides[i]->record->marc, pair->sides[1 - i]->record->marc);
  return g_steal_pointer (&pair);
}

static guint
count_local (const RcPair *pair, guint kept)
{
  const RcMarc *marc = pair->sides[1 - kept]->record->marc;
  guint n = 0;

  for (guint i = 0; i < pair->rows[kept]->len; i++)
    {
      const RcJoinRow *row = &g_array_index (pair->rows[kept], RcJoinRow, i);
      const RcMarcField *field = row->theirs >= 0 ? rc_marc_get_field (marc, (guint) row->theirs) : NULL;

      /* Copies are counted by themselves. */
      n += field != NULL && row->taken && rc_marc_field_is_local (field) && !g_str_equal (field->tag, "852") &&
           !g_str_equal (field->tag, "952");
    }
  return n;
}

static void
add_count (GPtrArray *parts, guint n, const char *format)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  if (n > 0)
    g_ptr_array_add (parts, g_strdup_printf (format, n));
#pragma GCC diagnostic pop
}

/* What happens, before it does. */
static char *
dup_consequence (const RcPair *pair, guint kept)
{
  const RcRecordDetails *ours = pair->sides[kept], *theirs = pair->sides[1 - kept];
  guint n_local = count_local (pair, kept);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  g_autofree char *along = NULL;

  add_count (parts, theirs->copies->len, ngettext ("%u copy", "%u copies", theirs->copies->len));
  add_count (parts, theirs->documents->len, ngettext ("%u file", "%u files", theirs->documents->len));
  add_count (parts, n_local, ngettext ("%u local field", "%u local fields", n_local));
  g_ptr_array_add (parts, NULL);
  list = g_strjoinv (", ", (char **) parts->pdata);
  /* Translators: %s is what comes from the other one of two records: "2 copies, 1 file". */
  along = *list != '\0' ? g_strdup_printf (_ ("From the other one comes along: %s."), list)
                        : g_strdup (_ ("The other one has no copies, files or local fields."));
  return g_strdup_printf ("%s %s%s%s", along, _ ("It goes, its numbers and barcodes lead to the kept one, and Undo splits both again."),
                          ours->state != RC_STATE_VISIBLE && theirs->state == RC_STATE_VISIBLE ? " " : "",
                          ours->state != RC_STATE_VISIBLE && theirs->state == RC_STATE_VISIBLE
                            ? _ ("The kept one is not shown to visitors.")
                            : "");
}

static char *
dup_facts (const RcRecordDetails *details)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *control = rc_marc_dup_control_number (details->record->marc);

  if (details->description->people[0] != NULL)
    g_ptr_array_add (parts, g_strdup (details->description->people[0]));
  if (details->description->year != 0)
    g_ptr_array_add (parts, g_strdup_printf ("%d", details->description->year));
  if (control != NULL)
    /* Translators: %s is the control number of a record. */
    g_ptr_array_add (parts, g_strdup_printf (_ ("No. %s"), control));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static GtkWidget *
make_head (const RcRecordDetails *details, gboolean kept)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *pill = gtk_label_new (kept ? _ ("Kept") : _ ("Joined to it"));
  g_autofree char *facts = dup_facts (details);

  gtk_widget_add_css_class (pill, "pill");
  gtk_widget_add_css_class (pill, kept ? "ok" : "warm");
  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "note");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), pill);
  gtk_box_append (GTK_BOX (box), rc_rows_make_lines (rc_format_title (details->title), "work-title"));
  gtk_box_append (GTK_BOX (box), rc_rows_make_lines (facts, "second-line"));
  return box;
}

static void
show_pair (RcJoinWindow *self)
{
  const RcPair *pair = self->pair;
  g_autofree char *words = dup_consequence (pair, self->kept);

  rc_box_empty (GTK_BOX (self->heads));
  gtk_box_append (GTK_BOX (self->heads), make_head (pair->sides[self->kept], TRUE));
  gtk_box_append (GTK_BOX (self->heads), make_head (pair->sides[1 - self->kept], FALSE));
  gtk_label_set_label (GTK_LABEL (self->words), words);
  rc_join_table_show (RC_JOIN_TABLE (adw_bin_get_child (ADW_BIN (self->table_slot))), pair->rows[self->kept],
                      pair->sides[self->kept]->record->marc, pair->sides[1 - self->kept]->record->marc);
}

static void
show_page (RcJoinWindow *self, const char *page)
{
  gboolean comparing = g_str_equal (page, "compare");

  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), page);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), comparing ? _ ("Both field by field") : _ ("Choose the other one"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "join.join", comparing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "join.swap", comparing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "join.choose", comparing);
}

static void
fail_cb (RcJoinWindow *self, const char *words)
{
  rc_label_fill (GTK_LABEL (self->failure), words);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcJoinWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  RcPair *pair = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&pair, pair_free);
      return;
    }
  fail_cb (self, pair != NULL ? NULL : error->message);
  if (pair == NULL)
    return;
  g_clear_pointer (&self->pair, pair_free);
  self->pair = pair;
  self->kept = 0;
  show_pair (self);
  show_page (self, "compare");
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  gtk_widget_grab_focus (self->swap_button);
}

static void
compare (RcJoinWindow *self, gint64 other)
{
  const gint64 ids[] = { self->id, other };

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_DEFAULT, load_in_thread, g_memdup2 (ids, sizeof ids), g_free, pair_free,
                           self->loading, loaded_cb, g_object_ref (self));
}

static void
choose (RcJoinWindow *self)
{
  GtkWidget *chooser = adw_bin_get_child (ADW_BIN (self->chooser_slot));

  if (chooser == NULL)
    {
      chooser = GTK_WIDGET (rc_join_chooser_new (self->catalogue, self->id));
      g_signal_connect_object (chooser, "chosen", G_CALLBACK (compare), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (chooser, "failed", G_CALLBACK (fail_cb), self, G_CONNECT_SWAPPED);
      adw_bin_set_child (ADW_BIN (self->chooser_slot), chooser);
    }
  fail_cb (self, NULL);
  show_page (self, "choose");
  gtk_widget_grab_focus (chooser);
}

static void
choose_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  choose (RC_JOIN_WINDOW (widget));
}

static void
swap_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcJoinWindow *self = RC_JOIN_WINDOW (widget);

  self->kept = 1 - self->kept;
  show_pair (self);
}

static void
join_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcJoinWindow *self = RC_JOIN_WINDOW (widget);
  const RcRecordDetails *ours = self->pair->sides[self->kept], *theirs = self->pair->sides[1 - self->kept];
  g_autoptr (RcMarc) joined = rc_join_rows_apply (self->pair->rows[self->kept], ours->record->marc, theirs->record->marc);
  RcJoin agreed = { ours->id, theirs->id, ours->record->marc, theirs->record->marc, joined, ours->title, theirs->title };

  g_signal_emit (self, agreed_signal, 0, &agreed);
  gtk_window_close (GTK_WINDOW (self));
}

static void
rc_join_window_dispose (GObject *object)
{
  RcJoinWindow *self = RC_JOIN_WINDOW (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->catalogue);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_JOIN_WINDOW);
  g_clear_pointer (&self->pair, pair_free);
  G_OBJECT_CLASS (rc_join_window_parent_class)->dispose (object);
}

static void
rc_join_window_class_init (RcJoinWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_join_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-join-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RcJoinWindow, title);
  gtk_widget_class_bind_template_child (widget_class, RcJoinWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RcJoinWindow, chooser_slot);
  gtk_widget_class_bind_template_child (widget_class, RcJoinWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, RcJoinWindow, heads);
  gtk_widget_class_bind_template_child (widget_class, RcJoinWindow, buttons);
  gtk_widget_class_bind_template_child (widget_class, RcJoinWindow, words);
  gtk_widget_class_bind_template_child (widget_class, RcJoinWindow, table_slot);
  gtk_widget_class_bind_template_child (widget_class, RcJoinWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, RcJoinWindow, swap_button);
  gtk_widget_class_install_action (widget_class, "join.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "join.swap", NULL, swap_cb);
  gtk_widget_class_install_action (widget_class, "join.join", NULL, join_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "join.join", NULL);
  agreed_signal = g_signal_new ("agreed", RC_TYPE_JOIN_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
rc_join_window_init (RcJoinWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->buttons, rc_wrap_layout_new (12));
  adw_bin_set_child (ADW_BIN (self->table_slot), GTK_WIDGET (rc_join_table_new ()));
}

GtkWindow *
rc_join_window_new (GtkWindow *parent, RcCatalogue *catalogue, gint64 id, gint64 other)
{
  RcJoinWindow *self = g_object_new (RC_TYPE_JOIN_WINDOW, NULL);

  rc_own_window_place (GTK_WINDOW (self), parent);
  self->catalogue = g_object_ref (catalogue);
  self->id = id;
  if (other == 0)
    choose (self);
  else
    compare (self, other);
  return GTK_WINDOW (self);
}
