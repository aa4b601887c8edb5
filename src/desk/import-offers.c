/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people can decide after a trial. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/import-offers.h"

#include "desk/drop-search.h"
#include "desk/rows.h"
#include "widgets/fill.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

struct _RcImportOffers
{
  GtkBox parent_instance;
  gboolean setting; /* it is not people who choose */
  GtkWidget *twins_row;
  GtkWidget *twins_drop;
  GtkWidget *mend_row;
  GtkWidget *mend_check;
  GtkWidget *mend_label;
  GtkWidget *samples;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (RcImportOffers, rc_import_offers, GTK_TYPE_BOX)

/* In the order of RcTwinRule. */
static const char *
get_rule_name (guint rule)
{
  const char *const names[] = { _ ("Leave them alone"), _ ("Bring them up to date"), _ ("Keep both") };

  return names[MIN (rule, G_N_ELEMENTS (names) - 1)];
}

static void
name_drop (RcImportOffers *self)
{
  rc_drop_down_set_name (GTK_DROP_DOWN (self->twins_drop), _ ("Records that are here already, from another library or without a number"),
                         get_rule_name (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->twins_drop))));
}

static void
changed_cb (RcImportOffers *self)
{
  name_drop (self);
  if (!self->setting)
    g_signal_emit (self, changed_signal, 0);
}

static void
show_mending (RcImportOffers *self, const RcImportReport *report)
{
  g_autofree char *number = rc_format_count (report->garbled);
  g_autofree char *words = g_strdup_printf (ngettext ("Repair text of %s record that was read in a wrong encoding before it came here",
                                                      "Repair text of %s records that was read in a wrong encoding before it came here",
                                                      (gulong) report->garbled),
                                            number);

  gtk_label_set_label (GTK_LABEL (self->mend_label), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->mend_check), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  rc_box_empty (GTK_BOX (self->samples));
  for (guint i = 0; report->mendings != NULL && i < report->mendings->len; i++)
    {
      const RcTextChange *mending = g_ptr_array_index (report->mendings, i);
      /* Translators: a field of a record, "Title", what it says now and what it would say. */
      g_autofree char *line = g_strdup_printf (_ ("%s: %s → %s"), mending->name, mending->before, mending->after);

      gtk_box_append (GTK_BOX (self->samples), rc_rows_make_lines (line, NULL));
    }
}

void
rc_import_offers_show (RcImportOffers *self, const RcImportReport *report, const RcImportPlan *plan)
{
  gboolean twins, garbled;

  g_return_if_fail (RC_IS_IMPORT_OFFERS (self));

  twins = report != NULL && (report->duplicates > 0 || plan->twins != RC_TWINS_SKIP);
  garbled = report != NULL && report->garbled > 0;
  self->setting = TRUE;
  if (report != NULL)
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->twins_drop), plan->twins);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->mend_check), plan->mends);
      show_mending (self, report);
      name_drop (self);
    }
  self->setting = FALSE;
  gtk_widget_set_visible (self->twins_row, twins);
  gtk_widget_set_visible (self->mend_row, garbled);
  gtk_widget_set_visible (GTK_WIDGET (self), twins || garbled);
}

void
rc_import_offers_fill_plan (RcImportOffers *self, RcImportPlan *plan)
{
  g_return_if_fail (RC_IS_IMPORT_OFFERS (self) && plan != NULL);

  plan->twins = (RcTwinRule) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->twins_drop));
  plan->mends = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->mend_check));
}

static void
rc_import_offers_class_init (RcImportOffersClass *klass)
{
  changed_signal = g_signal_new ("changed", RC_TYPE_IMPORT_OFFERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_twins_row (RcImportOffers *self)
{
  GtkWidget *row = rc_rows_make_box (12, RC_ROWS_WIDTH);
  const char *const names[] = { get_rule_name (0), get_rule_name (1), get_rule_name (2), NULL };
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", _ ("Records that are here already, from another library or without a number"),
                                   "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE, NULL);

  self->twins_drop = gtk_drop_down_new_from_strings (names);
  gtk_widget_set_valign (self->twins_drop, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->twins_drop, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), self->twins_drop);
  gtk_widget_add_css_class (row, "note");
  return row;
}

static GtkWidget *
make_mend_row (RcImportOffers *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->mend_check = gtk_check_button_new ();
  self->mend_label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (self->mend_check), self->mend_label);
  g_signal_connect_object (self->mend_check, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->samples = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gtk_widget_set_margin_start (self->samples, 30);
  gtk_box_append (GTK_BOX (row), self->mend_check);
  gtk_box_append (GTK_BOX (row), self->samples);
  gtk_widget_add_css_class (row, "note");
  return row;
}

static void
rc_import_offers_init (RcImportOffers *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->twins_row = make_twins_row (self);
  self->mend_row = make_mend_row (self);
  gtk_box_append (GTK_BOX (self), self->mend_row);
  gtk_box_append (GTK_BOX (self), self->twins_row);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
