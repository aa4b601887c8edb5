/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a trial or an import did. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/import-outcome.h"

#include "desk/changes-list.h"
#include "desk/import-counts.h"
#include "desk/import-offers.h"
#include "desk/problem-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RcImportOutcome
{
  GtkBox parent_instance;
  GtkWidget *counts;
  GtkWidget *offers;
  GtkWidget *problems;
  GtkWidget *rejects_button;
  GtkWidget *changes;
};

enum
{
  CHANGED,
  SAVE_REJECTS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcImportOutcome, rc_import_outcome, GTK_TYPE_BOX)

static void
changed_cb (RcImportOutcome *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
save_rejects_cb (RcImportOutcome *self)
{
  g_signal_emit (self, signals[SAVE_REJECTS], 0);
}

void
rc_import_outcome_show (RcImportOutcome *self, const RcImportReport *report, const RcImportPlan *plan)
{
  gboolean dry_run = plan != NULL && plan->dry_run;

  g_return_if_fail (RC_IS_IMPORT_OUTCOME (self));

  rc_import_counts_show (RC_IMPORT_COUNTS (self->counts), report, dry_run);
  rc_import_offers_show (RC_IMPORT_OFFERS (self->offers), dry_run ? report : NULL, plan);
  rc_problem_list_set_problems (RC_PROBLEM_LIST (self->problems), report != NULL ? report->problems : NULL);
  gtk_widget_set_visible (self->rejects_button, report != NULL && report->rejected > 0);
  rc_changes_list_show (RC_CHANGES_LIST (self->changes), report, dry_run);
  rc_problem_list_set_fills (RC_PROBLEM_LIST (self->problems), !gtk_widget_get_visible (self->changes));
  gtk_widget_set_visible (GTK_WIDGET (self), report != NULL);
}

void
rc_import_outcome_fill_plan (RcImportOutcome *self, RcImportPlan *plan)
{
  g_return_if_fail (RC_IS_IMPORT_OUTCOME (self));
  rc_import_offers_fill_plan (RC_IMPORT_OFFERS (self->offers), plan);
}

static void
rc_import_outcome_class_init (RcImportOutcomeClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", RC_TYPE_IMPORT_OUTCOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVE_REJECTS] = g_signal_new ("save-rejects", RC_TYPE_IMPORT_OUTCOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_rejects_button (RcImportOutcome *self)
{
  GtkWidget *button = gtk_button_new (), *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "document-save-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Save what was refused…"));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_tooltip_text (button, _ ("The rejected records as they came, to be corrected and imported again"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (save_rejects_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
rc_import_outcome_init (RcImportOutcome *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->counts = g_object_new (RC_TYPE_IMPORT_COUNTS, NULL);
  self->offers = g_object_new (RC_TYPE_IMPORT_OFFERS, NULL);
  self->problems = g_object_new (RC_TYPE_PROBLEM_LIST, NULL);
  self->changes = g_object_new (RC_TYPE_CHANGES_LIST, NULL);
  self->rejects_button = make_rejects_button (self);
  rc_problem_list_add_button (RC_PROBLEM_LIST (self->problems), self->rejects_button);
  g_signal_connect_object (self->offers, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->counts);
  gtk_box_append (GTK_BOX (self), self->offers);
  gtk_box_append (GTK_BOX (self), self->problems);
  gtk_box_append (GTK_BOX (self), self->changes);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
