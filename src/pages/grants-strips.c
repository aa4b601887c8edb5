/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When grants close: eight months as bars, the next fourteen days with a dot where one closes. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grants-strips.h"

#include <string.h>

#include <glib/gi18n.h>

#include "widgets/deadline-text.h"
#include "widgets/fill.h"
#include "widgets/format.h"

#define LOWEST_BAR 4 /* px */
#define HIGHEST_BAR 27

/* One button: a month or a day. */
typedef struct
{
  GtkWidget *button;
  GtkWidget *upper; /* how many, or the day of the week */
  GtkWidget *lower; /* the month, or the day */
  GtkWidget *mark;  /* the bar, or the dot */
} Cell;

struct _RcGrantsStrips
{
  GtkWidget parent_instance;

  GtkWidget *scrolled; /* (owned) */
  GtkWidget *strips;
  Cell months[RC_GRANTS_N_MONTHS];
  Cell days[RC_GRANTS_N_DAYS];
  gboolean filling;    /* buttons are being set, nobody pressed them */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcGrantsStrips, rc_grants_strips, GTK_TYPE_WIDGET)

static void
toggled_cb (RcGrantsStrips *self, GtkToggleButton *button)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHOSEN], 0, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "rc-group")),
                   g_object_get_data (G_OBJECT (button), "rc-value"), gtk_toggle_button_get_active (button));
}

static GtkWidget *
add_line (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_cell (RcGrantsStrips *self, GtkWidget *strip, Cell *cell, RcGrantsGroup group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  cell->button = gtk_toggle_button_new ();
  cell->mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  cell->upper = add_line (box, "strip-upper");
  if (group == RC_GRANTS_MONTH)
    gtk_box_append (GTK_BOX (box), cell->mark);
  cell->lower = add_line (box, "strip-lower");
  if (group == RC_GRANTS_DAY)
    {
      gtk_widget_set_halign (cell->mark, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), cell->mark);
    }
  gtk_widget_add_css_class (cell->mark, group == RC_GRANTS_MONTH ? "strip-bar" : "strip-dot");
  gtk_widget_set_valign (box, group == RC_GRANTS_MONTH ? GTK_ALIGN_END : GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (cell->button, TRUE);
  gtk_button_set_child (GTK_BUTTON (cell->button), box);
  gtk_widget_set_css_classes (cell->button, (const char *[]){ "flat", "strip-button", group == RC_GRANTS_DAY ? "day" : "month", NULL });
  g_object_set_data (G_OBJECT (cell->button), "rc-group", GINT_TO_POINTER (group));
  g_signal_connect_object (cell->button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (strip), cell->button);
}

static GtkWidget *
add_strip (GtkWidget *strips, const char *name, gboolean same_width)
{
  GtkWidget *strip = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, "homogeneous", same_width, NULL);

  gtk_widget_set_css_classes (strip, (const char *[]){ "rc-card", "strip", NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (strip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (strips), strip);
  return strip;
}

static void
rc_grants_strips_dispose (GObject *object)
{
  g_clear_pointer (&RC_GRANTS_STRIPS (object)->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (rc_grants_strips_parent_class)->dispose (object);
}

static void
rc_grants_strips_class_init (RcGrantsStripsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_grants_strips_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "strips");
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_INT,
                                  G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
rc_grants_strips_init (RcGrantsStrips *self)
{
  GtkWidget *months, *days;

  self->strips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  months = add_strip (self->strips, _("Months"), FALSE);
  days = add_strip (self->strips, _("The next 14 days"), TRUE);
  gtk_widget_set_hexpand (months, FALSE);
  gtk_widget_set_hexpand (days, TRUE);
  for (guint i = 0; i < RC_GRANTS_N_MONTHS; i++)
    add_cell (self, months, &self->months[i], RC_GRANTS_MONTH);
  for (guint i = 0; i < RC_GRANTS_N_DAYS; i++)
    add_cell (self, days, &self->days[i], RC_GRANTS_DAY);
  /* Where there is no room for them they are moved by a finger, or by the keyboard. */
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->strips);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

void
rc_grants_strips_set_stacked (RcGrantsStrips *self, gboolean stacked)
{
  g_return_if_fail (RC_IS_GRANTS_STRIPS (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->strips), stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* Takes the value. */
static void
set_cell (Cell *cell, char *value, gboolean on, const char *upper, const char *lower, const char *name)
{
  g_object_set_data_full (G_OBJECT (cell->button), "rc-value", value, g_free);
  gtk_label_set_text (GTK_LABEL (cell->upper), upper);
  gtk_label_set_text (GTK_LABEL (cell->lower), lower);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (cell->button), on);
  rc_button_set_name (GTK_BUTTON (cell->button), name);
}

/* NULL for a month. */
static const char *
get_words (guint index)
{
  switch (index)
    {
    case RC_GRANTS_LATER:
      /* Translators: after the names of months: any later month. */
      return _("Later");
    case RC_GRANTS_ANY_TIME:
      /* Translators: after the names of months: grants that never close; two short words, which stand below each other. */
      return C_("grants", "Any time");
    case RC_GRANTS_NOT_STATED:
      /* Translators: after the names of months: no day is named; one or two short words, which stand below each other. */
      return C_("grants", "Not stated");
    default:
      return NULL;
    }
}

static void
fill_months (RcGrantsStrips *self, const RcGrantsFilter *filter, GPtrArray *rows, gint64 now)
{
  g_autoptr (GDateTime) today = rc_deadline_day_to_time (rc_deadline_today (now));
  g_autoptr (GDateTime) first = g_date_time_add_days (today, 1 - g_date_time_get_day_of_month (today));
  gboolean chosen = rc_grants_filter_get_values (filter, RC_GRANTS_MONTH)->len > 0;
  g_autoptr (GHashTable) all = rc_grants_filter_count_values (filter, rows, RC_GRANTS_MONTH, now);
  guint counts[RC_GRANTS_N_MONTHS];
  guint most = 1;

  for (guint i = 0; i < RC_GRANTS_N_MONTHS; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i);

      counts[i] = rc_grants_counts_get (all, value);
      if (i <= RC_GRANTS_LATER)
        most = MAX (most, counts[i]);
    }
  for (guint i = 0; i < RC_GRANTS_N_MONTHS; i++)
    {
      g_autoptr (GDateTime) month = g_date_time_add_months (first, (int) i);
      const char *words = get_words (i);
      g_autofree char *count = rc_format_count (counts[i]);
      g_autofree char *name = words != NULL ? g_strdup (words) : rc_format_skeleton (month, "LLL");
      gsize length = strlen (name);
      g_autofree char *full = words != NULL ? g_strdup (words) : rc_format_skeleton (month, "LLLLy");
      /* Translators: a month and how many grants close in it. */
      g_autofree char *spoken = g_strdup_printf (ngettext ("%s, %u grant", "%s, %u grants", counts[i]), full, counts[i]);
      char *value = g_strdup_printf ("%u", i);

      /* "нояб." is as clear without its stop, and all eight fit. */
      if (g_str_has_suffix (name, "."))
        name[length - 1] = '\0';
      if (i > RC_GRANTS_LATER)
        g_strdelimit (name, " ", '\n');
      set_cell (&self->months[i], value, rc_grants_filter_has (filter, RC_GRANTS_MONTH, value), count, name, spoken);
      gtk_widget_set_size_request (self->months[i].mark, -1,
                                   counts[i] > 0 ? LOWEST_BAR + (int) ((HIGHEST_BAR - LOWEST_BAR) * counts[i] / most) : 1);
      /* What is no month is no bar among theirs, and takes no room while there is none of it. */
      if (i > RC_GRANTS_LATER)
        {
          gtk_widget_set_visible (self->months[i].mark, FALSE);
          gtk_widget_set_visible (self->months[i].button, counts[i] > 0 || rc_grants_filter_has (filter, RC_GRANTS_MONTH, value));
        }
      set_class (self->months[i].button, "now", i == 0 && !chosen);
    }
}

static void
fill_days (RcGrantsStrips *self, const RcGrantsFilter *filter, GPtrArray *rows, gint64 now)
{
  gboolean chosen = rc_grants_filter_get_values (filter, RC_GRANTS_DAY)->len > 0;
  g_autoptr (GHashTable) counts = rc_grants_filter_count_values (filter, rows, RC_GRANTS_DAY, now);
  guint today = rc_deadline_today (now);

  for (guint i = 0; i < RC_GRANTS_N_DAYS; i++)
    {
      guint number = today + i;
      g_autoptr (GDateTime) day = rc_deadline_day_to_time (number);
      char *value = g_strdup_printf ("%u", number);
      guint n = rc_grants_counts_get (counts, value);
      g_autofree char *weekday = rc_format_skeleton (day, "ccc");
      g_autofree char *of_month = g_strdup_printf ("%d", g_date_time_get_day_of_month (day));
      g_autofree char *full = rc_format_skeleton (day, "EEEdMMMM");
      /* Translators: a day and how many grants close on it. */
      g_autofree char *spoken = g_strdup_printf (ngettext ("%s, %u grant", "%s, %u grants", n), full, n);

      set_cell (&self->days[i], value, rc_grants_filter_has (filter, RC_GRANTS_DAY, value), weekday, of_month, spoken);
      gtk_widget_set_opacity (self->days[i].mark, n > 0 ? 1 : 0);
      set_class (self->days[i].button, "now", i == 0 && !chosen);
    }
}

void
rc_grants_strips_set (RcGrantsStrips *self, const RcGrantsFilter *filter, GPtrArray *rows, gint64 now)
{
  g_return_if_fail (RC_IS_GRANTS_STRIPS (self));
  g_return_if_fail (filter != NULL && rows != NULL);

  self->filling = TRUE;
  fill_months (self, filter, rows, now);
  fill_days (self, filter, rows, now);
  self->filling = FALSE;
}
