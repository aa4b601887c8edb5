/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grants that are open: by month, by day, for whom. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grants-page-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "pages/grants-chips.h"
#include "pages/grants-facets.h"
#include "pages/grants-strips.h"
#include "widgets/fill.h"
#include "widgets/front.h"
#include "widgets/language.h"
#include "widgets/widgets.h"

#define LARGEST_TEXT_BESIDE 1.1

G_DEFINE_FINAL_TYPE (RcGrantsPage, rc_grants_page, RC_TYPE_PAGE)

static void
activated_cb (RcGrantsPage *self, guint position)
{
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (self));
  RcResultList *among = rc_grants_list_get_ids (self->rows);

  if (navigator != NULL)
    rc_navigator_open_record (navigator, rc_result_list_get_id (among, position), RC_KIND_GRANT, among);
}

static void
chosen_cb (RcGrantsPage *self, int group, const char *value, gboolean on)
{
  /* A month or a day is one choice; the other strip is let go. */
  if (group == RC_GRANTS_MONTH || group == RC_GRANTS_DAY)
    {
      rc_grants_filter_clear_group (self->filter, RC_GRANTS_MONTH);
      rc_grants_filter_clear_group (self->filter, RC_GRANTS_DAY);
    }
  if (group == RC_GRANTS_ALL)
    rc_grants_filter_set_all (self->filter, on);
  else
    rc_grants_filter_set (self->filter, (RcGrantsGroup) group, value, on);
  rc_grants_page_fill (self, group == RC_GRANTS_ALL);
}

static void
chip_removed_cb (RcGrantsPage *self, int group, const char *value)
{
  rc_grants_filter_set (self->filter, (RcGrantsGroup) group, value, FALSE);
  rc_grants_page_fill (self, FALSE);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcGrantsPage *self = RC_GRANTS_PAGE (widget);

  rc_grants_filter_clear (self->filter);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  rc_grants_page_fill (self, FALSE);
}

static void
chips_cleared_cb (RcGrantsPage *self)
{
  rc_grants_filter_clear (self->filter);
  rc_grants_page_fill (self, FALSE);
}

static void
set_order (RcGrantsPage *self, RcGrantsOrder order)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  self->order = order;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (order == RC_GRANTS_BY_AMOUNT   ? self->amount_button
                                                   : order == RC_GRANTS_NEW_FIRST ? self->new_button
                                                                                  : self->deadline_button),
                                TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->order_drop), order);
  self->filling = FALSE;
  rc_grants_page_fill (self, FALSE);
}

static void
order_toggled_cb (RcGrantsPage *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    set_order (self, GTK_WIDGET (button) == self->amount_button ? RC_GRANTS_BY_AMOUNT
                     : GTK_WIDGET (button) == self->new_button  ? RC_GRANTS_NEW_FIRST
                                                                : RC_GRANTS_BY_DEADLINE);
}

static void
order_chosen_cb (RcGrantsPage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->order_drop));

  if (selected <= RC_GRANTS_NEW_FIRST)
    set_order (self, (RcGrantsOrder) selected);
}

static void
clear_words_cb (RcGrantsPage *self, GtkEntryIconPosition position)
{
  if (position == GTK_ENTRY_ICON_SECONDARY)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

/* Down and Enter lead from the words to what they found. */
static void
entry_activated_cb (RcGrantsPage *self)
{
  gtk_widget_grab_focus (self->list);
}

static gboolean
entry_key_cb (RcGrantsPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return FALSE;
  return gtk_widget_grab_focus (self->list);
}

static void
update_panes (RcGrantsPage *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self));
  gboolean narrow = rc_fold_bin_get_narrow (RC_FOLD_BIN (self));
  gboolean sheet = folded && self->filters_open;

  gtk_widget_set_visible (self->title_label, !folded);
  gtk_widget_set_visible (self->facets_pane, !folded || sheet);
  gtk_widget_set_hexpand (self->facets_pane, folded);
  gtk_widget_set_visible (self->done_button, folded);
  gtk_widget_set_visible (self->list_pane, !sheet);
  gtk_widget_set_halign (self->entry_clamp, narrow ? GTK_ALIGN_FILL : GTK_ALIGN_START);
  gtk_widget_set_visible (self->order_box, !narrow);
  gtk_widget_set_visible (self->order_drop, narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->head), narrow && rc_text_scale () > LARGEST_TEXT_BESIDE ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  /* Both fit side by side in small text only; on a narrow screen neither fits, and one row to move takes the least room. */
  rc_grants_strips_set_stacked (RC_GRANTS_STRIPS (self->strips), !narrow && (folded || rc_text_scale () > LARGEST_TEXT_BESIDE));
}

static void
folded_cb (RcGrantsPage *self)
{
  update_panes (self);
  rc_grants_page_fill (self, TRUE);
}

static void
set_filters_open (RcGrantsPage *self, gboolean open)
{
  self->filters_open = open;
  update_panes (self);
  if (open)
    gtk_widget_child_focus (self->facets_pane, GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->list);
}

static void
open_filters_cb (RcGrantsPage *self)
{
  set_filters_open (self, TRUE);
}

static void
close_filters_cb (RcGrantsPage *self)
{
  set_filters_open (self, FALSE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcGrantsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcGrantsContent) content = rc_grants_content_load_finish (RC_CATALOGUE (source), result, &error);
  gboolean first = self->content == NULL;

  if (!rc_page_finish_loading (RC_PAGE (self), error))
    return;
  g_clear_pointer (&self->content, rc_grants_content_free);
  self->content = g_steal_pointer (&content);
  rc_grants_page_fill (self, !first);
}

static void
rc_grants_page_reload (RcPage *page)
{
  RcGrantsPage *self = RC_GRANTS_PAGE (page);

  rc_grants_content_load_async (rc_page_get_catalogue (page), rc_ui_language_get ()->code, rc_page_start_loading (page), loaded_cb,
                                g_object_ref (page));
  /* What the words find may have changed as well. */
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    rc_grants_page_search (self);
}

static gboolean
rc_grants_page_step_back (RcPage *page)
{
  RcGrantsPage *self = RC_GRANTS_PAGE (page);

  if (!rc_fold_bin_get_folded (RC_FOLD_BIN (self)) || !self->filters_open)
    return FALSE;
  set_filters_open (self, FALSE);
  return TRUE;
}

static GtkWidget *
rc_grants_page_get_first_focus (RcPage *page)
{
  return RC_GRANTS_PAGE (page)->list;
}

static gboolean
rc_grants_page_start_search (RcPage *page)
{
  return gtk_widget_grab_focus (RC_GRANTS_PAGE (page)->entry);
}

static void
rc_grants_page_dispose (GObject *object)
{
  RcGrantsPage *self = RC_GRANTS_PAGE (object);

  g_clear_object (&self->clock);
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_object (&self->rows);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_GRANTS_PAGE);
  G_OBJECT_CLASS (rc_grants_page_parent_class)->dispose (object);
}

static void
rc_grants_page_finalize (GObject *object)
{
  RcGrantsPage *self = RC_GRANTS_PAGE (object);

  g_clear_pointer (&self->content, rc_grants_content_free);
  rc_grants_filter_free (self->filter);
  G_OBJECT_CLASS (rc_grants_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcGrantsPage, name)
  BIND (title_label);
  BIND (entry_clamp);
  BIND (entry);
  BIND (facets_pane);
  BIND (facets);
  BIND (done_button);
  BIND (list_pane);
  BIND (count_label);
  BIND (total_label);
  BIND (order_box);
  BIND (deadline_button);
  BIND (amount_button);
  BIND (new_button);
  BIND (head);
  BIND (order_drop);
  BIND (order_hint);
  BIND (order_hint_label);
  BIND (strips);
  BIND (chips);
  BIND (old_row);
  BIND (old_label);
  BIND (list_states);
  BIND (list);
#undef BIND
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback_full (widget_class, "words_changed_cb", G_CALLBACK (rc_grants_page_search));
  gtk_widget_class_bind_template_callback (widget_class, clear_words_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, chip_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chips_cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, order_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, order_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "grants.clear", NULL, clear_action);
}

static void
rc_grants_page_class_init (RcGrantsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rc_grants_page_dispose;
  object_class->finalize = rc_grants_page_finalize;
  RC_PAGE_CLASS (klass)->reload = rc_grants_page_reload;
  RC_PAGE_CLASS (klass)->step_back = rc_grants_page_step_back;
  RC_PAGE_CLASS (klass)->get_first_focus = rc_grants_page_get_first_focus;
  RC_PAGE_CLASS (klass)->start_search = rc_grants_page_start_search;

  g_type_ensure (RC_TYPE_GRANTS_CHIPS);
  g_type_ensure (RC_TYPE_GRANTS_FACETS);
  g_type_ensure (RC_TYPE_GRANTS_STRIPS);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/grants-page.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
rc_grants_page_init (RcGrantsPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *inner;

  self->filter = rc_grants_filter_new ();
  /* The template sets the order before the page is whole. */
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  rc_front_only (GTK_STACK (self->list_states));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, keys);
  inner = gtk_widget_get_first_child (self->order_drop);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->order_drop), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Order"), -1);
  rc_button_set_name (GTK_BUTTON (inner), _("Order"));
  g_signal_connect (self, "notify::folded", G_CALLBACK (folded_cb), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (folded_cb), NULL);
  g_signal_connect (self, "notify::cramped", G_CALLBACK (folded_cb), NULL);
  update_panes (self);
}

GtkWidget *
rc_grants_page_new (RcCatalogue *catalogue, RcNavigator *navigator)
{
  RcGrantsPage *self = g_object_new (RC_TYPE_GRANTS_PAGE, "catalogue", catalogue, "navigator", navigator, NULL);

  self->rows = rc_grants_list_new (GTK_LIST_VIEW (self->list), catalogue);
  /* Nobody is told of a day that is not left, or of a grant that has closed, however long the page is looked at. */
  self->clock = rc_day_clock_new (NULL, NULL);
  g_signal_connect_object (self->clock, "changed", G_CALLBACK (rc_page_reload), self, G_CONNECT_SWAPPED);
  rc_page_reload (RC_PAGE (self));
  return GTK_WIDGET (self);
}
