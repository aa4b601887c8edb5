/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sources brought and visitors do not see before somebody says yes: a chip for each source, a row for each that waits. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/reviews.h"
#include "desk/ask.h"
#include "desk/count-chip.h"
#include "desk/import-words.h"
#include "desk/review-load.h"
#include "desk/review-row.h"
#include "desk/review-section.h"
#include "desk/rows.h"
#include "desk/work.h"
#include "widgets/fill.h"
#include "widgets/format.h"
#include "widgets/front.h"
#include "widgets/wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RcReviewSection
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;    /* (owned) NULL after dispose */
  GCancellable *cancellable; /* (owned) of what is read */
  GPtrArray *counts;         /* (owned) (nullable) RcReviewCount */
  gint64 source;             /* whose are shown; 0: all */
  GListStore *items;         /* (owned) RcReviewItem: all that wait */
  GtkFilterListModel *shown; /* (owned) those of the source */
  GArray *done;              /* (owned) gint64 batches that can be taken back, in order */
  gboolean busy;             /* something is being written */
  gboolean filling;          /* chips are set by the program */
  GtkWidget *bar_title;
  GtkWidget *head;
  GtkWidget *chips;
  GtkWidget *none_button;
  GtkWidget *all_button;
  GtkWidget *pages;
  GtkWidget *list;
};

enum
{
  TOLD,
  KEPT,
  FAILED,
  COUNTED,
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcReviewSection, rc_review_section, GTK_TYPE_BOX)

static const RcReviewCount *
find_count (RcReviewSection *self)
{
  for (guint i = 0; self->counts != NULL && i < self->counts->len; i++)
    {
      const RcReviewCount *count = g_ptr_array_index (self->counts, i);

      if (count->source == self->source)
        return count;
    }
  return NULL;
}

/* What can be done now: for what is ticked, else for all of the source. */
static void
show_actions (RcReviewSection *self)
{
  const RcReviewCount *count = self->source != 0 ? find_count (self) : NULL;
  g_autoptr (GArray) chosen = rc_review_items_dup_chosen (G_LIST_MODEL (self->shown));
  g_autofree char *number = chosen->len > 0 ? rc_format_count (chosen->len) : count != NULL ? rc_format_count (count->n) : NULL;
  g_autofree char *words = NULL;
  g_autofree char *no_words = NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.undo", self->done->len > 0 && !self->busy);
  gtk_widget_set_visible (self->all_button, number != NULL);
  gtk_widget_set_visible (self->none_button, number != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.yes-to-all", number != NULL && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.no-to-all", number != NULL && !self->busy);
  if (number == NULL)
    return;
  if (chosen->len > 0)
    {
      words = g_strdup_printf (ngettext ("Yes to %s chosen", "Yes to %s chosen", chosen->len), number);
      no_words = g_strdup_printf (ngettext ("No to %s chosen", "No to %s chosen", chosen->len), number);
      gtk_button_set_label (GTK_BUTTON (self->all_button), words);
      gtk_button_set_label (GTK_BUTTON (self->none_button), no_words);
      return;
    }
  words = g_strdup_printf (ngettext ("Yes to %s of this source", "Yes to all %s of this source", count->n), number);
  gtk_button_set_label (GTK_BUTTON (self->all_button), words);
  no_words = g_strdup_printf (ngettext ("No to %s of this source", "No to all %s of this source", count->n), number);
  gtk_button_set_label (GTK_BUTTON (self->none_button), no_words);
}

static gboolean
is_of_source (gpointer item, gpointer user_data)
{
  RcReviewSection *self = user_data;

  return self->source == 0 || rc_review_item_get_review (item)->source == self->source;
}

static void
show_list (RcReviewSection *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0 ? "list" : "nothing");
  show_actions (self);
}

static void
chip_toggled_cb (RcReviewSection *self, GtkToggleButton *button)
{
  const gint64 *source = g_object_get_data (G_OBJECT (button), "rc-source");

  if (!gtk_toggle_button_get_active (button) || self->filling)
    return;
  self->source = *source;
  show_list (self);
}

static GtkToggleButton *
add_chip (RcReviewSection *self, GtkToggleButton *group, const char *words, gint64 source, guint n)
{
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (rc_count_chip_new (group));

  rc_count_chip_set (button, words, n);
  g_object_set_data_full (G_OBJECT (button), "rc-source", g_memdup2 (&source, sizeof source), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (chip_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->chips), GTK_WIDGET (button));
  gtk_toggle_button_set_active (button, source == self->source);
  return button;
}

static void
show_chips (RcReviewSection *self)
{
  guint total = 0;
  GtkToggleButton *first;

  for (guint i = 0; i < self->counts->len; i++)
    total += ((RcReviewCount *) g_ptr_array_index (self->counts, i))->n;
  if (find_count (self) == NULL)
    self->source = 0;
  self->filling = TRUE;
  rc_box_empty (GTK_BOX (self->chips));
  first = add_chip (self, NULL, C_ ("what waits for a yes", "All"), 0, total);
  for (guint i = 0; i < self->counts->len; i++)
    {
      const RcReviewCount *count = g_ptr_array_index (self->counts, i);

      add_chip (self, first, count->name != NULL ? count->name : _ ("Without a source"), count->source, count->n);
    }
  self->filling = FALSE;
  gtk_widget_set_visible (self->head, total > 0);
}

static void
show_total (RcReviewSection *self)
{
  guint total = 0;
  g_autofree char *number = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->counts->len; i++)
    total += ((RcReviewCount *) g_ptr_array_index (self->counts, i))->n;
  number = rc_format_count (total);
  words = g_strdup_printf (ngettext ("%s waits for a yes", "%s wait for a yes", total), number);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->bar_title), words);
  g_signal_emit (self, signals[COUNTED], 0, total);
}

static void
chosen_cb (RcReviewSection *self)
{
  if (!self->filling)
    show_actions (self);
}

/* All that are shown, or none where all are already. */
static void
choose_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcReviewSection *self = RC_REVIEW_SECTION (widget);
  g_autoptr (GArray) chosen = rc_review_items_dup_chosen (G_LIST_MODEL (self->shown));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  self->filling = TRUE;
  rc_review_items_choose (G_LIST_MODEL (self->shown), chosen->len < n);
  self->filling = FALSE;
  show_actions (self);
}

/* Only what differs changes, so that the keyboard stays where it is. */
static void
show_reviews (RcReviewSection *self, GPtrArray *reviews)
{
  GListModel *model = G_LIST_MODEL (self->items);
  guint n_old = g_list_model_get_n_items (model), least = MIN (n_old, reviews->len), begin = 0, end = 0;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

#define OLD_ID(i) (rc_review_item_get_review (g_ptr_array_index (old, i))->id)
#define NEW_ID(i) (((const RcReview *) g_ptr_array_index (reviews, i))->id)
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_old; i++)
    g_ptr_array_add (old, g_list_model_get_item (model, i));
  while (begin < least && OLD_ID (begin) == NEW_ID (begin))
    begin++;
  while (end < least - begin && OLD_ID (n_old - 1 - end) == NEW_ID (reviews->len - 1 - end))
    end++;
#undef OLD_ID
#undef NEW_ID
  for (guint i = begin; i < reviews->len - end; i++)
    {
      RcReviewItem *item = rc_review_item_new (g_steal_pointer (&g_ptr_array_index (reviews, i)));

      g_signal_connect_object (item, "notify::chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->items, begin, n_old - begin - end, items->pdata, items->len);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcReviewSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcReviewLoad) waiting = rc_review_load_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (waiting == NULL)
    {
      g_signal_emit (self, signals[TOLD], 0, error->message);
      return;
    }
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  self->counts = g_steal_pointer (&waiting->counts);
  show_chips (self);
  show_total (self);
  g_ptr_array_set_free_func (waiting->reviews, (GDestroyNotify) rc_review_free);
  show_reviews (self, waiting->reviews);
  show_list (self);
}

static void
load (RcReviewSection *self)
{
  rc_review_load_async (self->catalogue, self->cancellable, listed_cb, g_object_ref (self));
}

/* What is being written, for the words at its end. */
typedef struct
{
  RcReviewSection *section; /* (owned) */
  RcState state;
} RcAnswering;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree RcAnswering *answering = user_data;
  g_autoptr (RcReviewSection) self = answering->section;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSaved) saved = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  self->busy = FALSE;
  if (saved != NULL)
    {
      g_array_append_val (self->done, saved->batch);
      g_signal_emit (self, signals[KEPT], 0, answering->state == RC_STATE_VISIBLE ? _ ("Visitors see it now.") : _ ("Visitors will not see it."),
                     saved->batch);
    }
  else
    g_signal_emit (self, signals[FAILED], 0, error->message);
  show_actions (self);
}

/* `ids` (nullable, gint64, taken): without them for all of the source that is shown. */
static void
answer (RcReviewSection *self, GArray *ids, RcState state, const char *label)
{
  RcAnswering *answering = g_new0 (RcAnswering, 1);

  answering->section = g_object_ref (self);
  answering->state = state;
  self->busy = TRUE;
  show_actions (self);
  rc_work_review_async (self->catalogue, ids, self->source, state, label, NULL, answered_cb, answering);
}

static const RcReview *
find_review (RcReviewSection *self, gint64 id)
{
  GtkWidget *focused = id == 0 ? rc_rows_find_focused (self->list, RC_TYPE_REVIEW_ROW) : NULL;
  RcReviewItem *its_item = focused != NULL ? rc_review_row_get_item (RC_REVIEW_ROW (focused)) : NULL;

  if (its_item != NULL)
    return rc_review_item_get_review (its_item);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (RcReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (rc_review_item_get_review (item)->id == id)
        return rc_review_item_get_review (item);
    }
  return NULL;
}

static void
answer_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcReviewSection *self = RC_REVIEW_SECTION (widget);
  const RcReview *review = self->busy ? NULL : find_review (self, g_variant_get_int64 (parameter));
  gboolean yes = g_str_equal (action, "review.yes");
  g_autofree char *label = NULL;
  GArray *ids;

  if (review == NULL)
    return;
  /* Translators: how an answer is called in the history of a grant; %s is its title. */
  label = g_strdup_printf (yes ? _ ("Shown to visitors: “%s”") : _ ("Not shown to visitors: “%s”"), review->title);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (ids, review->id);
  answer (self, ids, yes ? RC_STATE_VISIBLE : RC_STATE_DRAFT, label);
}

static void
answer_all (RcReviewSection *self, RcState state)
{
  const RcReviewCount *count = find_count (self);
  g_autofree char *label = NULL;

  if (count == NULL || self->source == 0 || self->busy)
    return;
  /* Translators: %s is the name of a source. */
  label = g_strdup_printf (state == RC_STATE_VISIBLE ? _ ("Shown to visitors: all that waited of “%s”") : _ ("Not shown to visitors: all that waited of “%s”"),
                           count->name != NULL ? count->name : "");
  answer (self, NULL, state, label);
}

/* FALSE: nothing is ticked. No question is asked: somebody ticked each, and Ctrl+Z takes it back. */
static gboolean
answer_chosen (RcReviewSection *self, RcState state)
{
  g_autoptr (GArray) ids = rc_review_items_dup_chosen (G_LIST_MODEL (self->shown));
  g_autofree char *number = rc_format_count (ids->len);
  g_autofree char *label = NULL;

  if (ids->len == 0 || self->busy)
    return ids->len > 0;
  /* Translators: how an answer is called in the history; %s is a number of grants. */
  label = g_strdup_printf (state == RC_STATE_VISIBLE ? _ ("Shown to visitors: %s that were chosen") : _ ("Not shown to visitors: %s that were chosen"), number);
  answer (self, g_steal_pointer (&ids), state, label);
  return TRUE;
}

static void
all_agreed_cb (GtkWidget *widget)
{
  answer_all (RC_REVIEW_SECTION (widget), RC_STATE_VISIBLE);
}

static void
none_agreed_cb (GtkWidget *widget)
{
  answer_all (RC_REVIEW_SECTION (widget), RC_STATE_DRAFT);
}

static void
no_to_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const RcReviewCount *count = find_count (RC_REVIEW_SECTION (widget));
  g_autofree char *number = count != NULL ? rc_format_count (count->n) : NULL;
  g_autofree char *question = NULL;

  if (answer_chosen (RC_REVIEW_SECTION (widget), RC_STATE_DRAFT) || count == NULL)
    return;
  question = g_strdup_printf (ngettext ("Keep %s of “%s” from visitors?", "Keep all %s of “%s” from visitors?", count->n), number,
                              count->name != NULL ? count->name : "");
  rc_ask (widget, question, _ ("They stay here as drafts, and the source does not bring them again. Ctrl+Z takes it back."), _ ("Not yet"),
          _ ("Keep them"), none_agreed_cb);
}

static void
yes_to_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const RcReviewCount *count = find_count (RC_REVIEW_SECTION (widget));
  g_autofree char *number = count != NULL ? rc_format_count (count->n) : NULL;
  g_autofree char *question = NULL;

  if (answer_chosen (RC_REVIEW_SECTION (widget), RC_STATE_VISIBLE) || count == NULL)
    return;
  question = g_strdup_printf (ngettext ("Show %s of “%s”?", "Show all %s of “%s”?", count->n), number, count->name != NULL ? count->name : "");
  rc_ask (widget, question, _ ("Visitors see them from now on. Ctrl+Z takes it back."), _ ("Not yet"), _ ("Show them"), all_agreed_cb);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcReviewSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) report = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  self->busy = FALSE;
  if (report == NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else
    g_signal_emit (self, signals[TOLD], 0, rc_undo_report_get_word (report));
  show_actions (self);
}

gboolean
rc_review_section_undo (RcReviewSection *self, gint64 batch)
{
  g_return_val_if_fail (RC_IS_REVIEW_SECTION (self), FALSE);

  if (self->busy)
    return FALSE;
  for (guint i = self->done->len; i > 0; i--)
    {
      gint64 done = g_array_index (self->done, gint64, i - 1);

      if (batch != 0 && done != batch)
        continue;
      g_array_remove_index (self->done, i - 1);
      self->busy = TRUE;
      show_actions (self);
      rc_work_undo_async (self->catalogue, done, NULL, undone_cb, g_object_ref (self));
      return TRUE;
    }
  return FALSE;
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rc_review_section_undo (RC_REVIEW_SECTION (widget), 0);
}

static void
row_activated_cb (RcReviewSection *self, guint position)
{
  g_autoptr (RcReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (item != NULL)
    g_signal_emit (self, signals[OPEN], 0, rc_review_item_get_review (item)->id);
}

static void
setup_cb (RcReviewSection *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, GTK_WIDGET (rc_review_row_new ()));
}

static void
bind_cb (RcReviewSection *self, GtkListItem *item)
{
  rc_review_row_set_item (RC_REVIEW_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (RcReviewSection *self, GtkListItem *item)
{
  rc_review_row_set_item (RC_REVIEW_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
rc_review_section_dispose (GObject *object)
{
  RcReviewSection *self = RC_REVIEW_SECTION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->catalogue);
  /* Its rows know this section: they go first. */
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->items);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_REVIEW_SECTION);
  G_OBJECT_CLASS (rc_review_section_parent_class)->dispose (object);
}

static void
rc_review_section_finalize (GObject *object)
{
  RcReviewSection *self = RC_REVIEW_SECTION (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  g_array_unref (self->done);
  G_OBJECT_CLASS (rc_review_section_parent_class)->finalize (object);
}

static void
rc_review_section_class_init (RcReviewSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_review_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_review_section_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-review-section.ui");
  gtk_widget_class_bind_template_child (widget_class, RcReviewSection, bar_title);
  gtk_widget_class_bind_template_child (widget_class, RcReviewSection, head);
  gtk_widget_class_bind_template_child (widget_class, RcReviewSection, chips);
  gtk_widget_class_bind_template_child (widget_class, RcReviewSection, none_button);
  gtk_widget_class_bind_template_child (widget_class, RcReviewSection, all_button);
  gtk_widget_class_bind_template_child (widget_class, RcReviewSection, pages);
  gtk_widget_class_bind_template_child (widget_class, RcReviewSection, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "review.yes", "x", answer_cb);
  gtk_widget_class_install_action (widget_class, "review.no", "x", answer_cb);
  gtk_widget_class_install_action (widget_class, "review.yes-to-all", NULL, yes_to_all_cb);
  gtk_widget_class_install_action (widget_class, "review.no-to-all", NULL, no_to_all_cb);
  gtk_widget_class_install_action (widget_class, "review.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "review.choose-all", NULL, choose_all_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "review.yes", "x", (gint64) 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "review.no", "x", (gint64) 0);
  signals[TOLD] = g_signal_new ("told", RC_TYPE_REVIEW_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[KEPT] = g_signal_new ("kept", RC_TYPE_REVIEW_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[FAILED] = g_signal_new ("failed", RC_TYPE_REVIEW_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[COUNTED] = g_signal_new ("counted", RC_TYPE_REVIEW_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[OPEN] = g_signal_new ("open", RC_TYPE_REVIEW_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
rc_review_section_init (RcReviewSection *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_of_source, self, NULL));
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  /* The list view takes the key for a selection of its own. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_a, GDK_CONTROL_MASK),
                                                                                          gtk_named_action_new ("review.choose-all")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->cancellable = g_cancellable_new ();
  self->done = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->items = g_list_store_new (RC_TYPE_REVIEW_ITEM);
  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), filter);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown))));
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_front_only (GTK_STACK (self->pages));
  rc_rows_turn (self->head, 12, RC_ROWS_WIDTH);
  gtk_widget_set_layout_manager (self->chips, rc_wrap_layout_new (6));
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), selection);
  show_actions (self);
}

RcReviewSection *
rc_review_section_new (RcCatalogue *catalogue)
{
  RcReviewSection *self = g_object_new (RC_TYPE_REVIEW_SECTION, NULL);

  self->catalogue = g_object_ref (catalogue);
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return self;
}
