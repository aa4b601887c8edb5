/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the list of grants is narrowed by: a chip each, which takes it away again. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grants-chips.h"

#include <glib/gi18n.h>
#include <string.h>

#include "pages/grant-words.h"
#include "widgets/deadline-text.h"
#include "widgets/fill.h"
#include "widgets/format.h"

struct _RcGrantsChips
{
  GtkWidget parent_instance;

  GtkWidget *scrolled; /* (owned) */
  GtkWidget *box;
};

enum
{
  REMOVED,
  CLEARED,
  FILTERS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcGrantsChips, rc_grants_chips, GTK_TYPE_WIDGET)

/* "USD up to 5000" */
static char *
dup_amount (const char *value)
{
  g_autofree char *currency = g_strndup (value, strcspn (value, " "));
  const char *last = strrchr (value, ' ');
  g_autofree char *number = rc_format_count (last != NULL ? g_ascii_strtoull (last, NULL, 10) : 0);
  g_autofree char *sum = g_strdup_printf ("%s\u00a0%s", rc_currency_get_sign (currency), number);

  if (strstr (value, " up to ") != NULL)
    /* Translators: a sum of money: "Up to US$ 5 000". */
    return g_strdup_printf (_("Up to %s"), sum);
  /* Translators: a sum of money: "More than US$ 5 000". */
  return g_strdup_printf (_("More than %s"), sum);
}

static char *
dup_month (const char *value, gint64 now)
{
  g_autoptr (GDateTime) today = rc_deadline_day_to_time (rc_deadline_today (now));
  g_autoptr (GDateTime) first = g_date_time_add_days (today, 1 - g_date_time_get_day_of_month (today));
  int index = (int) g_ascii_strtoll (value, NULL, 10);
  g_autoptr (GDateTime) month = g_date_time_add_months (first, index);
  g_autofree char *name = NULL;

  if (index == RC_GRANTS_ANY_TIME)
    return g_strdup (_("Open at any time"));
  if (index == RC_GRANTS_NOT_STATED)
    return g_strdup (_("Day not stated"));
  if (index >= RC_GRANTS_LATER)
    /* Translators: a filter: grants that close in more than half a year. */
    return g_strdup (_("Closes later"));
  name = rc_format_skeleton (month, "LLLL");
  /* Translators: a filter; %s is a month that stands alone, like "March". */
  return g_strdup_printf (_("Closes: %s"), name);
}

char *
rc_grants_dup_label (RcGrantsGroup group, const char *value, GHashTable *labels, gint64 now)
{
  g_autofree char *day = NULL;
  const char *label;

  g_return_val_if_fail (value != NULL, NULL);

  switch (group)
    {
    case RC_GRANTS_AUDIENCE:
      return rc_grant_dup_audience (value);
    case RC_GRANTS_COUNTRY:
      return rc_grant_dup_country (value);
    case RC_GRANTS_TYPE:
      return rc_grant_dup_type (value);
    case RC_GRANTS_AMOUNT:
      return dup_amount (value);
    case RC_GRANTS_MONTH:
      return dup_month (value, now);
    case RC_GRANTS_DAY:
      day = rc_deadline_dup_short_day ((guint) g_ascii_strtoull (value, NULL, 10), now);
      return g_strdup_printf (_("Closes: %s"), day);
    case RC_GRANTS_MOVED:
      return g_strdup (_("Deadline moved lately"));
    case RC_GRANTS_FIELD:
    default:
      label = labels != NULL ? g_hash_table_lookup (labels, value) : NULL;
      return g_strdup (label != NULL ? label : value);
    }
}

static void
removed_cb (RcGrantsChips *self, GtkButton *chip)
{
  g_autofree char *value = g_strdup (g_object_get_data (G_OBJECT (chip), "rc-value"));

  g_signal_emit (self, signals[REMOVED], 0, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "rc-group")), value);
}

static void
cleared_cb (RcGrantsChips *self)
{
  g_signal_emit (self, signals[CLEARED], 0);
}

static void
filters_cb (RcGrantsChips *self)
{
  g_signal_emit (self, signals[FILTERS], 0);
}

static void
rc_grants_chips_dispose (GObject *object)
{
  g_clear_pointer (&RC_GRANTS_CHIPS (object)->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (rc_grants_chips_parent_class)->dispose (object);
}

static void
rc_grants_chips_class_init (RcGrantsChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_grants_chips_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chips");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[REMOVED]
    = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  signals[CLEARED] = g_signal_new ("cleared", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FILTERS] = g_signal_new ("filters", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rc_grants_chips_init (RcGrantsChips *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filters"), -1);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->box);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

static GtkWidget *
add_button (RcGrantsChips *self, const char *text, const char *name, GCallback callback)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_box_append (GTK_BOX (box), gtk_label_new (text));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_css_classes (button, (const char *[]){ "rc-button", "quiet", NULL });
  rc_button_set_name (GTK_BUTTON (button), name);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), button);
  return button;
}

static void
add_chip (RcGrantsChips *self, RcGrantsGroup group, const char *value, const char *text)
{
  /* Translators: takes a filter away; %s is what it lets through. */
  g_autofree char *name = g_strdup_printf (_("Remove filter: %s"), text);
  GtkWidget *chip = add_button (self, text, name, G_CALLBACK (removed_cb));

  gtk_box_append (GTK_BOX (gtk_button_get_child (GTK_BUTTON (chip))), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_widget_set_css_classes (chip, (const char *[]){ "chip", "on", NULL });
  g_object_set_data (G_OBJECT (chip), "rc-group", GINT_TO_POINTER (group));
  g_object_set_data_full (G_OBJECT (chip), "rc-value", g_strdup (value), g_free);
}

static void
add_filters_button (RcGrantsChips *self, guint n_filters)
{
  /* Translators: how many filters are on. */
  g_autofree char *text = n_filters > 0 ? g_strdup_printf (_("Filters · %u"), n_filters) : g_strdup (_("Filters"));
  GtkWidget *button = add_button (self, text, text, G_CALLBACK (filters_cb));

  gtk_box_prepend (GTK_BOX (gtk_button_get_child (GTK_BUTTON (button))), gtk_image_new_from_icon_name ("view-more-symbolic"));
}

/* The place of the child that has the keyboard; -1. */
static int
find_focus (RcGrantsChips *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (self->box);
  int index = 0;

  if (focus == NULL)
    return -1;
  while ((focus = gtk_widget_get_prev_sibling (focus)) != NULL)
    index++;
  return index;
}

/* To the child at that place, or the last one. */
static gboolean
focus_child (RcGrantsChips *self, int index)
{
  GtkWidget *child = gtk_widget_get_first_child (self->box);

  for (; index > 0 && child != NULL && gtk_widget_get_next_sibling (child) != NULL; index--)
    child = gtk_widget_get_next_sibling (child);
  return child != NULL && gtk_widget_grab_focus (child);
}

gboolean
rc_grants_chips_set (RcGrantsChips *self, const RcGrantsFilter *filter, GHashTable *labels, gboolean with_filters, gint64 now)
{
  guint n_filters = rc_grants_filter_count (filter);
  int focus;

  g_return_val_if_fail (RC_IS_GRANTS_CHIPS (self), TRUE);

  focus = find_focus (self);
  rc_box_empty (GTK_BOX (self->box));
  if (with_filters)
    add_filters_button (self, n_filters);
  for (guint group = 0; group < RC_GRANTS_N_GROUPS; group++)
    {
      GPtrArray *values = rc_grants_filter_get_values (filter, (RcGrantsGroup) group);

      for (guint i = 0; i < values->len; i++)
        {
          const char *value = g_ptr_array_index (values, i);
          g_autofree char *text = rc_grants_dup_label ((RcGrantsGroup) group, value, labels, now);

          add_chip (self, (RcGrantsGroup) group, value, text);
        }
    }
  if (n_filters > 0)
    add_button (self, _("Clear all"), _("Clear all filters"), G_CALLBACK (cleared_cb));
  gtk_widget_set_visible (GTK_WIDGET (self), n_filters > 0 || with_filters);
  return focus < 0 || focus_child (self, focus);
}
