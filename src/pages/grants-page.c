/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grants that are open: by month, by day, for whom. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grants-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "pages/grant-row.h"
#include "pages/grant-words.h"
#include "pages/grants-filter.h"
#include "pages/grants-load.h"
#include "widgets/facet-list.h"
#include "widgets/format.h"
#include "widgets/front.h"
#include "widgets/widgets.h"


struct _RcGrantsPage
{
  RcPage parent_instance;
  RcGrantsContent *content;  /* (owned) (nullable) */
  RcGrantsFilter *filter;    /* (owned) */
  RcGrantsOrder order;
  RcRowLoader *loader;       /* (owned) (nullable) of the lists that Previous and Next go through */
  RcResultList *shown;       /* (owned) (nullable) what is in the list, in order */
  gboolean filling;          /* buttons are being set, nobody pressed them */

  GtkWidget *filters_button;
  GtkWidget *filters_label;
  GtkWidget *facets_pane;
  GtkWidget *facets_box;
  GtkWidget *facets[RC_GRANTS_TYPE + 1];
  GtkWidget *list_pane;
  GtkWidget *count_label;
  GtkWidget *total_label;
  GtkWidget *order_box;
  GtkWidget *deadline_button;
  GtkWidget *amount_button;
  GtkWidget *new_button;
  GtkWidget *strips;
  GtkWidget *months;
  GtkWidget *days_scroller;
  GtkWidget *days;
  GtkWidget *chips;
  GtkWidget *old_row;
  GtkWidget *old_label;
  GtkWidget *list_states;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (RcGrantsPage, rc_grants_page, RC_TYPE_PAGE)

static void fill (RcGrantsPage *self);

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* --- rows --- */

static void
setup_row_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, rc_grant_row_new ());
}

static void
bind_row_cb (RcGrantsPage *self, GtkListItem *item)
{
  RcRow *row = gtk_list_item_get_item (item);
  GtkWidget *child = gtk_list_item_get_child (item);
  const RcRowData *data = rc_row_get_data (row);
  g_autofree char *name = NULL;

  rc_grant_row_set (RC_GRANT_ROW (child), data, rc_fold_bin_get_narrow (RC_FOLD_BIN (self)), get_now ());
  name = rc_grant_row_dup_name (data, get_now ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (child)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
activated_cb (RcGrantsPage *self, guint position)
{
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (self));

  if (navigator != NULL)
    rc_navigator_open_record (navigator, rc_result_list_get_id (self->shown, position), RC_KIND_GRANT, self->shown);
}

/* --- filters --- */

static void
set_value (RcGrantsPage *self, RcGrantsGroup group, const char *value, gboolean on)
{
  /* A month or a day is one choice; the other strip is let go. */
  if (group == RC_GRANTS_MONTH || group == RC_GRANTS_DAY)
    {
      rc_grants_filter_clear_group (self->filter, RC_GRANTS_MONTH);
      rc_grants_filter_clear_group (self->filter, RC_GRANTS_DAY);
    }
  rc_grants_filter_set (self->filter, group, value, on);
  fill (self);
}

static void
facet_toggled_cb (GtkWidget *facet, const char *value, gboolean on, RcGrantsPage *self)
{
  for (guint group = 0; group < G_N_ELEMENTS (self->facets); group++)
    if (self->facets[group] == facet)
      set_value (self, (RcGrantsGroup) group, value, on);
}

static void
strip_toggled_cb (GtkToggleButton *button, RcGrantsPage *self)
{
  RcGrantsGroup group = (RcGrantsGroup) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "rc-group"));
  const char *value = g_object_get_data (G_OBJECT (button), "rc-value");

  if (!self->filling)
    set_value (self, group, value, gtk_toggle_button_get_active (button));
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcGrantsPage *self = RC_GRANTS_PAGE (widget);

  rc_grants_filter_clear (self->filter);
  fill (self);
}

static void
order_toggled_cb (RcGrantsPage *self)
{
  self->order = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->amount_button)) ? RC_GRANTS_BY_AMOUNT
                : gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->new_button))  ? RC_GRANTS_NEW_FIRST
                                                                                      : RC_GRANTS_BY_DEADLINE;
  if (self->content != NULL)
    fill (self);
}

static void
fill_facet (RcGrantsPage *self, RcGrantsGroup group)
{
  g_autoptr (GPtrArray) values = rc_grants_filter_list_values (self->content->rows, group);
  g_autoptr (GArray) counted = g_array_new (FALSE, FALSE, sizeof (RcFacetValue));
  g_autoptr (GPtrArray) ticked = g_ptr_array_new ();

  for (guint i = 0; i < values->len; i++)
    {
      RcFacetValue value = { g_ptr_array_index (values, i), 0 };

      value.count = rc_grants_filter_count_value (self->filter, self->content->rows, group, value.value, get_now ());
      g_array_append_val (counted, value);
      if (rc_grants_filter_has (self->filter, group, value.value))
        g_ptr_array_add (ticked, value.value);
    }
  rc_facet_list_set (RC_FACET_LIST (self->facets[group]), counted, ticked);
}

/* --- months and days --- */

static GtkWidget *
make_strip_button (RcGrantsPage *self, RcGrantsGroup group, guint index, const char *upper, const char *lower, const char *name)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label;

  label = gtk_label_new (upper);
  gtk_widget_add_css_class (label, "strip-upper");
  gtk_box_append (GTK_BOX (box), label);
  label = gtk_label_new (lower);
  gtk_widget_add_css_class (label, "strip-lower");
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "strip-button");
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "rc-group", GINT_TO_POINTER (group));
  g_object_set_data_full (G_OBJECT (button), "rc-value", g_strdup_printf ("%u", index), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (strip_toggled_cb), self);
  return button;
}

static guint
count_in_strip (RcGrantsPage *self, RcGrantsGroup group, guint index)
{
  g_autofree char *value = g_strdup_printf ("%u", index);

  return rc_grants_filter_count_value (self->filter, self->content->rows, group, value, get_now ());
}

static gboolean
is_on (RcGrantsPage *self, RcGrantsGroup group, guint index)
{
  g_autofree char *value = g_strdup_printf ("%u", index);

  return rc_grants_filter_has (self->filter, group, value);
}

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* Keeps the keyboard where it was: the button at the same place of the strip. */
static int
find_focus (GtkWidget *box)
{
  int index = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child), index++)
    if (gtk_widget_has_focus (child))
      return index;
  return -1;
}

static void
focus_child (GtkWidget *box, int index)
{
  GtkWidget *child = gtk_widget_get_first_child (box);

  for (; index > 0 && child != NULL; index--)
    child = gtk_widget_get_next_sibling (child);
  if (index == 0 && child != NULL)
    gtk_widget_grab_focus (child);
}

static void
fill_months (RcGrantsPage *self)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autoptr (GDateTime) month = g_date_time_new_local (g_date_time_get_year (today), g_date_time_get_month (today), 1, 0, 0, 0);
  int focus = find_focus (self->months);

  empty (self->months);
  for (guint i = 0; i < RC_GRANTS_N_MONTHS; i++)
    {
      guint n = count_in_strip (self, RC_GRANTS_MONTH, i);
      g_autofree char *count = rc_format_count (n);
      g_autofree char *name = i + 1 < RC_GRANTS_N_MONTHS ? rc_format_skeleton (month, "LLL") : g_strdup (_("Later"));
      /* Translators: a month and how many grants close in it. */
      g_autofree char *spoken = g_strdup_printf (ngettext ("%s, %u grant", "%s, %u grants", n), name, n);
      GtkWidget *button = make_strip_button (self, RC_GRANTS_MONTH, i, count, name, spoken);
      GDateTime *next = g_date_time_add_months (month, 1);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), is_on (self, RC_GRANTS_MONTH, i));
      gtk_box_append (GTK_BOX (self->months), button);
      g_date_time_unref (month);
      month = next;
    }
  if (focus >= 0)
    focus_child (self->months, focus);
}

static void
fill_days (RcGrantsPage *self)
{
  g_autoptr (GDateTime) day = g_date_time_new_now_local ();
  int focus = find_focus (self->days);

  empty (self->days);
  for (guint i = 0; i < RC_GRANTS_N_DAYS; i++)
    {
      guint n = count_in_strip (self, RC_GRANTS_DAY, i);
      g_autofree char *weekday = rc_format_skeleton (day, "ccc");
      g_autofree char *number = g_strdup_printf ("%d", g_date_time_get_day_of_month (day));
      g_autofree char *full = rc_format_skeleton (day, "EEEdMMMM");
      /* Translators: a day and how many grants close on it. */
      g_autofree char *spoken = g_strdup_printf (ngettext ("%s, %u grant", "%s, %u grants", n), full, n);
      GtkWidget *button = make_strip_button (self, RC_GRANTS_DAY, i, weekday, number, spoken);
      GDateTime *next = g_date_time_add_days (day, 1);

      gtk_widget_add_css_class (button, "day");
      if (n > 0)
        gtk_widget_add_css_class (button, "busy");
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), is_on (self, RC_GRANTS_DAY, i));
      gtk_box_append (GTK_BOX (self->days), button);
      g_date_time_unref (day);
      day = next;
    }
  if (focus >= 0)
    focus_child (self->days, focus);
}

/* --- the list --- */

static void
fill_list (RcGrantsPage *self, GPtrArray *wanted)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GListStore) store = g_list_store_new (RC_TYPE_ROW);
  g_autoptr (GtkSelectionModel) model = NULL;

  for (guint i = 0; i < wanted->len; i++)
    {
      const RcRowData *data = g_ptr_array_index (wanted, i);

      g_array_append_val (ids, data->id);
      g_list_store_append (store, g_hash_table_lookup (self->content->objects, &data->id));
    }
  g_clear_object (&self->shown);
  self->shown = rc_result_list_new (self->loader, ids);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&store))));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), model);
  gtk_stack_set_visible_child_name (GTK_STACK (self->list_states), wanted->len > 0 ? "list"
                                                                   : self->content->rows->len > 0 ? "nothing"
                                                                                                  : "none");
}

static void
fill_counts (RcGrantsPage *self, guint n)
{
  guint total = self->content->rows->len;
  guint n_filters = rc_grants_filter_count (self->filter);
  g_autofree char *count = rc_format_count (n);
  g_autofree char *all = rc_format_count (total);
  g_autofree char *open = g_strdup_printf (n_filters > 0 ? g_dngettext (NULL, "%s open for you", "%s open for you", n)
                                                         : g_dngettext (NULL, "%s open now", "%s open now", n),
                                           count);
  /* Translators: after "31 open for you": how many there are in all. */
  g_autofree char *of = g_strdup_printf (_("of %s"), all);
  g_autofree char *filters = n_filters > 0 ? g_strdup_printf (_("Filters · %u"), n_filters) : g_strdup (_("Filters"));

  gtk_label_set_text (GTK_LABEL (self->count_label), open);
  gtk_label_set_text (GTK_LABEL (self->total_label), of);
  gtk_widget_set_visible (self->total_label, n != total);
  gtk_widget_set_visible (self->chips, n_filters > 0);
  gtk_label_set_text (GTK_LABEL (self->filters_label), filters);
  rc_page_announce (RC_PAGE (self), open);
}

/* Listings that are a week old say so. */
static void
fill_age (RcGrantsPage *self)
{
  gint64 refreshed = self->content->newest_refresh;
  g_autofree char *day = rc_format_moment (refreshed);
  /* Translators: %s is a day like "21 November". */
  g_autofree char *text = g_strdup_printf (_("Listings from %s. Some deadlines may have changed since."), day);

  gtk_label_set_text (GTK_LABEL (self->old_label), text);
  gtk_widget_set_visible (self->old_row, refreshed > 0 && get_now () - refreshed > 7 * 86400);
}

static void
fill (RcGrantsPage *self)
{
  g_autoptr (GPtrArray) wanted = rc_grants_filter_apply (self->filter, self->content->rows, self->order, get_now ());

  self->filling = TRUE;
  fill_list (self, wanted);
  fill_counts (self, wanted->len);
  for (guint group = 0; group < G_N_ELEMENTS (self->facets); group++)
    fill_facet (self, (RcGrantsGroup) group);
  fill_months (self);
  fill_days (self);
  fill_age (self);
  self->filling = FALSE;
}

/* --- the page --- */

static void
update_panes (RcGrantsPage *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self));
  gboolean filters = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->filters_button));

  gtk_widget_set_visible (self->filters_button, folded);
  gtk_widget_set_visible (self->facets_pane, !folded || filters);
  gtk_widget_set_hexpand (self->facets_pane, folded);
  gtk_widget_set_visible (self->list_pane, !folded || !filters);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->strips), folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->order_box, !rc_fold_bin_get_narrow (RC_FOLD_BIN (self)));
}

static void
narrow_cb (RcGrantsPage *self)
{
  update_panes (self);
  if (self->content != NULL)
    fill (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcGrantsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcGrantsContent) content = rc_grants_content_load_finish (RC_CATALOGUE (source), result, &error);

  if (!rc_page_finish_loading (RC_PAGE (self), error))
    return;
  g_clear_pointer (&self->content, rc_grants_content_free);
  self->content = g_steal_pointer (&content);
  fill (self);
}

static void
rc_grants_page_reload (RcPage *page)
{
  rc_grants_content_load_async (rc_page_get_catalogue (page), rc_page_start_loading (page), loaded_cb, g_object_ref (page));
}

static gboolean
rc_grants_page_step_back (RcPage *page)
{
  RcGrantsPage *self = RC_GRANTS_PAGE (page);

  if (!gtk_widget_get_visible (self->filters_button) || !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->filters_button)))
    return FALSE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->filters_button), FALSE);
  return TRUE;
}

static GtkWidget *
rc_grants_page_get_first_focus (RcPage *page)
{
  return RC_GRANTS_PAGE (page)->list;
}

static void
rc_grants_page_dispose (GObject *object)
{
  RcGrantsPage *self = RC_GRANTS_PAGE (object);

  g_clear_object (&self->loader);
  g_clear_object (&self->shown);
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
rc_grants_page_class_init (RcGrantsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rc_grants_page_dispose;
  object_class->finalize = rc_grants_page_finalize;
  RC_PAGE_CLASS (klass)->reload = rc_grants_page_reload;
  RC_PAGE_CLASS (klass)->step_back = rc_grants_page_step_back;
  RC_PAGE_CLASS (klass)->get_first_focus = rc_grants_page_get_first_focus;

  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/grants-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcGrantsPage, name)
  BIND (filters_button);
  BIND (filters_label);
  BIND (facets_pane);
  BIND (facets_box);
  BIND (list_pane);
  BIND (count_label);
  BIND (total_label);
  BIND (order_box);
  BIND (deadline_button);
  BIND (amount_button);
  BIND (new_button);
  BIND (strips);
  BIND (months);
  BIND (days_scroller);
  BIND (days);
  BIND (chips);
  BIND (old_row);
  BIND (old_label);
  BIND (list_states);
  BIND (list);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, update_panes);
  gtk_widget_class_bind_template_callback (widget_class, order_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "grants.clear", NULL, clear_action);
}

static void
add_facet (RcGrantsPage *self, RcGrantsGroup group, const char *title, RcFacetLabelFunc label)
{
  self->facets[group] = rc_facet_list_new (title, label);
  g_signal_connect (self->facets[group], "toggled", G_CALLBACK (facet_toggled_cb), self);
  gtk_box_append (GTK_BOX (self->facets_box), self->facets[group]);
}

static void
rc_grants_page_init (RcGrantsPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->filter = rc_grants_filter_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_front_only (GTK_STACK (self->list_states));
  add_facet (self, RC_GRANTS_AUDIENCE, _("I am"), rc_grant_dup_audience);
  add_facet (self, RC_GRANTS_COUNTRY, _("From"), rc_grant_dup_country);
  add_facet (self, RC_GRANTS_TYPE, _("Type"), rc_grant_dup_type);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  g_object_unref (factory);
  g_signal_connect (self, "notify::folded", G_CALLBACK (update_panes), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  update_panes (self);
}

GtkWidget *
rc_grants_page_new (RcCatalogue *catalogue, RcNavigator *navigator)
{
  RcGrantsPage *self = g_object_new (RC_TYPE_GRANTS_PAGE, "catalogue", catalogue, "navigator", navigator, NULL);

  self->loader = rc_row_loader_new (catalogue, NULL);
  rc_page_reload (RC_PAGE (self));
  return GTK_WIDGET (self);
}
