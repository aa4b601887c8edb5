/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters beside the list of grants: who one is, from where, in which field, which sort, how much. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grants-facets.h"

#include <glib/gi18n.h>

#include "pages/grant-words.h"
#include "pages/grants-chips.h"
#include "widgets/facet-list.h"
#include "widgets/fill.h"
#include "widgets/wrap-layout.h"

#define N_LISTS (RC_GRANTS_TYPE + 1)

struct _RcGrantsFacets
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;         /* (owned) */
  GtkWidget *lists[N_LISTS];
  GtkWidget *amounts_box;
  GtkWidget *amounts;
  GtkWidget *all;              /* also what is not for the visitor */
  GtkWidget *moved;            /* only those whose deadline moved */
  gboolean filling;            /* buttons are being set, nobody pressed them */
};

enum
{
  TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcGrantsFacets, rc_grants_facets, GTK_TYPE_WIDGET)

static void
list_toggled_cb (RcGrantsFacets *self, const char *value, gboolean on, GtkWidget *list)
{
  for (int group = 0; group < N_LISTS; group++)
    if (self->lists[group] == list)
      {
        g_signal_emit (self, signals[TOGGLED], 0, group, value, on);
        return;
      }
}

static void
amount_toggled_cb (RcGrantsFacets *self, GtkToggleButton *button)
{
  if (!self->filling)
    g_signal_emit (self, signals[TOGGLED], 0, RC_GRANTS_AMOUNT, g_object_get_data (G_OBJECT (button), "rc-value"),
                   gtk_toggle_button_get_active (button));
}

static void
all_toggled_cb (RcGrantsFacets *self, GtkCheckButton *button)
{
  if (!self->filling)
    g_signal_emit (self, signals[TOGGLED], 0, RC_GRANTS_ALL, "all", gtk_check_button_get_active (button));
}

static void
moved_toggled_cb (RcGrantsFacets *self, GtkCheckButton *button)
{
  if (!self->filling)
    g_signal_emit (self, signals[TOGGLED], 0, RC_GRANTS_MOVED, "moved", gtk_check_button_get_active (button));
}

static char *
dup_heading (const char *value)
{
  return g_strdup (value);
}

/* Words that are too long for the pane go on in a second line. */
static GtkWidget *
make_check (const char *text)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return check;
}

static void
add_list (RcGrantsFacets *self, GtkWidget *box, RcGrantsGroup group, const char *title, RcFacetLabelFunc label)
{
  self->lists[group] = rc_facet_list_new (title, label);
  g_signal_connect_object (self->lists[group], "toggled", G_CALLBACK (list_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->lists[group]);
}

static void
add_amounts (RcGrantsFacets *self, GtkWidget *box)
{
  GtkWidget *title = gtk_label_new (_("Amount"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "facet-title");
  self->amounts_box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, "orientation", GTK_ORIENTATION_VERTICAL,
                                    "spacing", 6, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->amounts_box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Amount"), -1);
  self->amounts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->amounts, rc_wrap_layout_new (6));
  gtk_widget_add_css_class (self->amounts_box, "amounts-box");
  gtk_box_append (GTK_BOX (self->amounts_box), title);
  gtk_box_append (GTK_BOX (self->amounts_box), self->amounts);
  gtk_box_append (GTK_BOX (box), self->amounts_box);
}

static void
rc_grants_facets_dispose (GObject *object)
{
  g_clear_pointer (&RC_GRANTS_FACETS (object)->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (rc_grants_facets_parent_class)->dispose (object);
}

static void
rc_grants_facets_class_init (RcGrantsFacetsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_grants_facets_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filters");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_INT,
                                   G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
rc_grants_facets_init (RcGrantsFacets *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filters"), -1);
  add_list (self, box, RC_GRANTS_AUDIENCE, _("I am"), rc_grant_dup_audience);
  add_list (self, box, RC_GRANTS_COUNTRY, _("From"), rc_grant_dup_country);
  self->all = make_check (_("Show also what is not for me"));
  gtk_widget_add_css_class (self->all, "facet");
  gtk_widget_add_css_class (self->all, "facet-all");
  g_signal_connect_object (self->all, "toggled", G_CALLBACK (all_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->all);
  /* Translators: the fields of knowledge that a grant is for. */
  add_list (self, box, RC_GRANTS_FIELD, _("Field"), dup_heading);
  add_list (self, box, RC_GRANTS_TYPE, _("Type"), rc_grant_dup_type);
  add_amounts (self, box);
  self->moved = make_check (_("Deadline moved lately"));
  gtk_widget_add_css_class (self->moved, "facet");
  gtk_widget_add_css_class (self->moved, "facet-all");
  g_signal_connect_object (self->moved, "toggled", G_CALLBACK (moved_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->moved);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), box);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

static void
facet_value_clear (gpointer value)
{
  g_free (((RcFacetValue *) value)->value);
}

static void
fill_list (RcGrantsFacets *self, RcGrantsGroup group, const RcGrantsFilter *filter, GPtrArray *rows, gint64 now)
{
  g_autoptr (GPtrArray) values = rc_grants_filter_list_values (rows, group);
  g_autoptr (GHashTable) counts = rc_grants_filter_count_values (filter, rows, group, now);
  g_autoptr (GArray) counted = g_array_new (FALSE, FALSE, sizeof (RcFacetValue));

  g_array_set_clear_func (counted, facet_value_clear);
  for (guint i = 0; i < values->len; i++)
    {
      const char *value = g_ptr_array_index (values, i);
      RcFacetValue each = { g_strdup (value), rc_grants_counts_get (counts, value) };

      g_array_append_val (counted, each);
    }
  rc_facet_list_set (RC_FACET_LIST (self->lists[group]), counted, rc_grants_filter_get_values (filter, group));
}

static GtkWidget *
find_amount (RcGrantsFacets *self, const char *value)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->amounts); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (g_object_get_data (G_OBJECT (child), "rc-value"), value))
      return child;
  return NULL;
}

static GtkWidget *
add_amount (RcGrantsFacets *self, const char *value, gint64 now)
{
  g_autofree char *text = rc_grants_dup_label (RC_GRANTS_AMOUNT, value, NULL, now);
  GtkWidget *button = gtk_toggle_button_new_with_label (text);

  gtk_widget_add_css_class (button, "chip");
  g_object_set_data_full (G_OBJECT (button), "rc-value", g_strdup (value), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (amount_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->amounts), button);
  return button;
}

/* Buttons stay where they are, and the keyboard on them; a sum that is chosen stays, even when the listings have changed. */
static void
fill_amounts (RcGrantsFacets *self, const RcGrantsFilter *filter, GPtrArray *rows, gint64 now)
{
  g_autoptr (GPtrArray) values = rc_grants_filter_list_values (rows, RC_GRANTS_AMOUNT);
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (self->amounts); child != NULL; child = next)
    {
      const char *value = g_object_get_data (G_OBJECT (child), "rc-value");

      next = gtk_widget_get_next_sibling (child);
      if (!g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL) && !rc_grants_filter_has (filter, RC_GRANTS_AMOUNT, value))
        gtk_box_remove (GTK_BOX (self->amounts), child);
    }
  for (guint i = 0; i < values->len; i++)
    if (find_amount (self, g_ptr_array_index (values, i)) == NULL)
      add_amount (self, g_ptr_array_index (values, i), now);
  for (GtkWidget *child = gtk_widget_get_first_child (self->amounts); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gboolean on = rc_grants_filter_has (filter, RC_GRANTS_AMOUNT, g_object_get_data (G_OBJECT (child), "rc-value"));

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), on);
      if (on)
        gtk_widget_add_css_class (child, "on");
      else
        gtk_widget_remove_css_class (child, "on");
    }
  gtk_widget_set_visible (self->amounts_box, gtk_widget_get_first_child (self->amounts) != NULL);
}

static void
fill_moved (RcGrantsFacets *self, const RcGrantsFilter *filter, GPtrArray *rows, gint64 now)
{
  g_autoptr (GHashTable) counts = rc_grants_filter_count_values (filter, rows, RC_GRANTS_MOVED, now);
  gboolean on = rc_grants_filter_has (filter, RC_GRANTS_MOVED, "moved");

  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->moved), on);
  gtk_widget_set_visible (self->moved, on || rc_grants_counts_get (counts, "moved") > 0);
}

void
rc_grants_facets_set (RcGrantsFacets *self, const RcGrantsFilter *filter, GPtrArray *rows, GHashTable *labels, gint64 now)
{
  g_return_if_fail (RC_IS_GRANTS_FACETS (self));
  g_return_if_fail (filter != NULL && rows != NULL);

  self->filling = TRUE;
  rc_facet_list_set_names (RC_FACET_LIST (self->lists[RC_GRANTS_FIELD]), labels);
  for (guint group = 0; group < N_LISTS; group++)
    fill_list (self, (RcGrantsGroup) group, filter, rows, now);
  fill_amounts (self, filter, rows, now);
  fill_moved (self, filter, rows, now);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->all), rc_grants_filter_get_all (filter));
  gtk_widget_set_visible (self->all, rc_grants_filter_get_values (filter, RC_GRANTS_AUDIENCE)->len > 0
                                       || rc_grants_filter_get_values (filter, RC_GRANTS_COUNTRY)->len > 0);
  self->filling = FALSE;
}
