/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be checked: a chip for each class, the records of the one that is chosen, and what can be done at once. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/grant-sources.h"
#include "catalogue/quality.h"
#include "desk/check-list.h"
#include "desk/check-row.h"
#include "desk/check-section.h"
#include "desk/check-words.h"
#include "desk/count-chip.h"
#include "desk/import-words.h"
#include "desk/rows.h"
#include "desk/work.h"
#include "widgets/format.h"
#include "widgets/front.h"
#include "widgets/wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* A list that changes in more places is shown as a new one: GTK 4.8 would ask for every row. */
#define MAX_KEPT_ROWS 2000
/* Grants of which the sources say something else are a class of their own, which stands after those of records. */
#define DIFFERING RC_QUALITY_BIT (RC_N_QUALITIES)
#define ALL (RC_QUALITY_WRONG | DIFFERING)
/* The chip of all that is wrong stands before those of the classes. */
#define N_CHIPS (RC_N_QUALITIES + 2)
#define DIFFERING_CHIP (N_CHIPS - 1)

struct _RcCheckSection
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;    /* (owned) NULL after dispose */
  GCancellable *counting;    /* (owned) (nullable) */
  GCancellable *listing;     /* (owned) (nullable) */
  guint32 shown;             /* classes (bits) of the list */
  RcCheckList *records;      /* (owned) (nullable) */
  GArray *done;              /* (owned) gint64 batches that can be taken back, in order */
  gboolean busy;             /* something is being written */
  gboolean filling;          /* chips are set by the program */
  GtkWidget *chip_buttons[N_CHIPS];
  GtkWidget *bar_title;
  GtkWidget *chips;
  GtkWidget *pages;
  GtkWidget *list;
};

enum
{
  TOLD,
  FAILED,
  COUNTED,
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcCheckSection, rc_check_section, GTK_TYPE_BOX)

static guint32
get_chip_classes (guint chip)
{
  return chip == 0 ? ALL : RC_QUALITY_BIT (chip - 1);
}

static void
show_undo (RcCheckSection *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "check.undo", self->done->len > 0 && !self->busy);
}

static const char *
get_chip_label (guint chip)
{
  if (chip == 0)
    return C_ ("records to check", "All");
  /* Translators: grants of which a source says something else than what is kept here. */
  return chip == DIFFERING_CHIP ? _ ("Sources differ") : rc_quality_get_label ((RcQuality) (chip - 1));
}

static void
show_chip (RcCheckSection *self, guint chip, guint64 count)
{
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (self->chip_buttons[chip]);

  rc_count_chip_set (button, get_chip_label (chip), count);
  gtk_widget_set_visible (GTK_WIDGET (button), count > 0 || chip == 0 || gtk_toggle_button_get_active (button));
}

typedef struct
{
  RcQualityCounts records;
  guint64 n_differing; /* grants */
} Counts;

static gpointer
count_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree Counts *counts = g_new0 (Counts, 1);
  g_autoptr (GArray) differing = NULL;

  if (!rc_quality_count (db, &counts->records, cancellable, error))
    return NULL;
  differing = rc_grant_sources_list_differing (db, cancellable, error);
  if (differing == NULL)
    return NULL;
  counts->n_differing = differing->len;
  return g_steal_pointer (&counts);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcCheckSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree Counts *counts = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *number = NULL;
  g_autofree char *words = NULL;
  guint64 n;

  if (self->catalogue == NULL || counts == NULL)
    return;
  n = counts->records.n_wrong + counts->n_differing;
  for (guint chip = 0; chip < N_CHIPS; chip++)
    show_chip (self, chip, chip == 0 ? n : chip == DIFFERING_CHIP ? counts->n_differing : counts->records.n[chip - 1]);
  number = rc_format_count (n);
  words = g_strdup_printf (ngettext ("%s record to check", "%s records to check", (gulong) n), number);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->bar_title), words);
  g_signal_emit (self, signals[COUNTED], 0, (guint) MIN (n, G_MAXUINT));
}

static gpointer
list_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  guint32 classes = GPOINTER_TO_UINT (data);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) differing = NULL;

  ids = (classes & ~DIFFERING) != 0 ? rc_quality_list (db, classes & ~DIFFERING, cancellable, error) : g_array_new (FALSE, FALSE, sizeof (gint64));
  if (ids == NULL || (classes & DIFFERING) == 0)
    return g_steal_pointer (&ids);
  differing = rc_grant_sources_list_differing (db, cancellable, error);
  if (differing == NULL)
    return NULL;
  g_array_append_vals (ids, differing->data, differing->len);
  return g_steal_pointer (&ids);
}

/* NULL first: GTK 4.8 would ask for every row of a model that replaces another. */
static void
show_new_list (RcCheckSection *self, GArray *ids)
{
  GtkSingleSelection *selection = g_object_new (GTK_TYPE_SINGLE_SELECTION, "autoselect", FALSE, "can-unselect", TRUE, NULL);

  g_clear_object (&self->records);
  self->records = rc_check_list_new (self->catalogue);
  rc_check_list_take_ids (self->records, ids);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (self->records));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcCheckSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);
  guint n_ids;

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (ids == NULL)
    {
      g_signal_emit (self, signals[TOLD], 0, error->message);
      return;
    }
  n_ids = ids->len;
  if (self->records == NULL || MAX (n_ids, g_list_model_get_n_items (G_LIST_MODEL (self->records))) > MAX_KEPT_ROWS)
    show_new_list (self, g_steal_pointer (&ids));
  else
    rc_check_list_take_ids (self->records, g_steal_pointer (&ids));
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), n_ids > 0 ? "list" : "nothing");
}

static void
start_listing (RcCheckSection *self)
{
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->listing = g_cancellable_new ();
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_DEFAULT, list_in_thread, GUINT_TO_POINTER (self->shown), NULL,
                           (GDestroyNotify) g_array_unref, self->listing, listed_cb, g_object_ref (self));
}

static void
catalogue_changed_cb (RcCheckSection *self)
{
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  /* Behind what somebody waits for. */
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_LOW, count_in_thread, NULL, NULL, g_free, self->counting, counted_cb,
                           g_object_ref (self));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    start_listing (self);
}

static void
chip_toggled_cb (RcCheckSection *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button) || self->filling)
    return;
  for (guint chip = 0; chip < N_CHIPS; chip++)
    if (self->chip_buttons[chip] == GTK_WIDGET (button))
      self->shown = get_chip_classes (chip);
  g_clear_object (&self->records);
  start_listing (self);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcCheckSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSaved) saved = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  self->busy = FALSE;
  if (saved != NULL)
    {
      g_array_append_val (self->done, saved->batch);
      g_signal_emit (self, signals[TOLD], 0, _ ("Done. Ctrl+Z takes it back."));
    }
  else
    {
      g_autofree char *words = g_strdup_printf ("%s: %s", _ ("Not saved"), error->message);

      g_signal_emit (self, signals[FAILED], 0, words);
    }
  show_undo (self);
}

/* That of the record that an action names, or of the row that has the keyboard. */
static RcCheckItem *
find_meant (RcCheckSection *self, gint64 id)
{
  GtkWidget *focused = id == 0 ? rc_rows_find_focused (self->list, RC_TYPE_CHECK_ROW) : NULL;

  if (id == 0)
    return focused != NULL ? rc_check_row_get_item (RC_CHECK_ROW (focused)) : NULL;
  return self->records != NULL ? rc_check_list_find (self->records, id) : NULL;
}

static void
act_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcCheckSection *self = RC_CHECK_SECTION (widget);
  RcCheckItem *item = find_meant (self, g_variant_get_int64 (parameter));
  guint n_findings = 0;
  const RcFinding *finding = item != NULL ? rc_check_item_find (item, self->shown, &n_findings) : NULL;
  gboolean use = g_str_equal (action, "check.use");
  g_autofree char *label = NULL;
  const char *title;
  gint64 id;

  if (finding == NULL || self->busy || (use && finding->right == NULL))
    return;
  id = rc_check_item_get_id (item);
  title = rc_check_item_get_data (item)->title;
  self->busy = TRUE;
  show_undo (self);
  /* Translators: how a change is called in the history of a record; %s is its title. */
  label = g_strdup_printf (use ? _ ("Mended “%s”") : _ ("Found right: “%s”"), title);
  if (use)
    rc_work_mend_async (self->catalogue, id, finding->quality, label, NULL, written_cb, g_object_ref (self));
  else
    rc_work_accept_async (self->catalogue, id, RC_QUALITY_BIT (finding->quality), label, NULL, written_cb, g_object_ref (self));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcCheckSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) report = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  self->busy = FALSE;
  if (report == NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else
    g_signal_emit (self, signals[TOLD], 0, rc_undo_report_get_word (report));
  show_undo (self);
}

gboolean
rc_check_section_undo (RcCheckSection *self)
{
  gint64 batch;

  g_return_val_if_fail (RC_IS_CHECK_SECTION (self), FALSE);

  if (self->done->len == 0 || self->busy)
    return FALSE;
  batch = g_array_index (self->done, gint64, self->done->len - 1);
  g_array_set_size (self->done, self->done->len - 1);
  self->busy = TRUE;
  show_undo (self);
  rc_work_undo_async (self->catalogue, batch, NULL, undone_cb, g_object_ref (self));
  return TRUE;
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rc_check_section_undo (RC_CHECK_SECTION (widget));
}

static void
row_activated_cb (RcCheckSection *self, guint position)
{
  g_autoptr (RcCheckItem) item = self->records != NULL ? g_list_model_get_item (G_LIST_MODEL (self->records), position) : NULL;
  guint n_findings = 0;

  if (item != NULL)
    g_signal_emit (self, signals[OPEN], 0, rc_check_item_get_id (item), rc_check_item_find (item, self->shown, &n_findings));
}

static void
setup_cb (RcCheckSection *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, GTK_WIDGET (rc_check_row_new ()));
}

static void
bind_cb (RcCheckSection *self, GtkListItem *item)
{
  rc_check_row_set_item (RC_CHECK_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item), self->shown);
}

static void
unbind_cb (RcCheckSection *self, GtkListItem *item)
{
  rc_check_row_set_item (RC_CHECK_ROW (gtk_list_item_get_child (item)), NULL, 0);
}

/* Opened after something changed elsewhere. */
static void
rc_check_section_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rc_check_section_parent_class)->map (widget);
  start_listing (RC_CHECK_SECTION (widget));
}

static void
rc_check_section_dispose (GObject *object)
{
  RcCheckSection *self = RC_CHECK_SECTION (object);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_object (&self->catalogue);
  /* Its rows know this section: they go first. */
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_clear_object (&self->records);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_CHECK_SECTION);
  G_OBJECT_CLASS (rc_check_section_parent_class)->dispose (object);
}

static void
rc_check_section_finalize (GObject *object)
{
  g_array_unref (RC_CHECK_SECTION (object)->done);
  G_OBJECT_CLASS (rc_check_section_parent_class)->finalize (object);
}

static void
rc_check_section_class_init (RcCheckSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_check_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_check_section_finalize;
  widget_class->map = rc_check_section_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-check-section.ui");
  gtk_widget_class_bind_template_child (widget_class, RcCheckSection, bar_title);
  gtk_widget_class_bind_template_child (widget_class, RcCheckSection, chips);
  gtk_widget_class_bind_template_child (widget_class, RcCheckSection, pages);
  gtk_widget_class_bind_template_child (widget_class, RcCheckSection, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "check.use", "x", act_cb);
  gtk_widget_class_install_action (widget_class, "check.accept", "x", act_cb);
  gtk_widget_class_install_action (widget_class, "check.undo", NULL, undo_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "check.use", "x", (gint64) 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "check.accept", "x", (gint64) 0);
  signals[TOLD] = g_signal_new ("told", RC_TYPE_CHECK_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", RC_TYPE_CHECK_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[COUNTED] = g_signal_new ("counted", RC_TYPE_CHECK_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[OPEN] = g_signal_new ("open", RC_TYPE_CHECK_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_POINTER);
}

static void
add_chip (RcCheckSection *self, guint chip)
{
  GtkWidget *button = rc_count_chip_new (chip > 0 ? GTK_TOGGLE_BUTTON (self->chip_buttons[0]) : NULL);

  gtk_widget_set_visible (button, FALSE);
  g_signal_connect_object (button, "toggled", G_CALLBACK (chip_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->chips), button);
  self->chip_buttons[chip] = button;
}

static void
rc_check_section_init (RcCheckSection *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->done = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->shown = ALL;
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_front_only (GTK_STACK (self->pages));
  gtk_widget_set_layout_manager (self->chips, rc_wrap_layout_new (6));
  self->filling = TRUE;
  for (guint chip = 0; chip < N_CHIPS; chip++)
    add_chip (self, chip);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chip_buttons[0]), TRUE);
  self->filling = FALSE;
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  show_undo (self);
}

RcCheckSection *
rc_check_section_new (RcCatalogue *catalogue)
{
  RcCheckSection *self = g_object_new (RC_TYPE_CHECK_SECTION, NULL);

  self->catalogue = g_object_ref (catalogue);
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (catalogue_changed_cb), self, G_CONNECT_SWAPPED);
  catalogue_changed_cb (self);
  return self;
}
