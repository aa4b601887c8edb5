/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a trial or an import did: its counts, what can be decided, what is to be looked at, and what changes. */
#pragma once

#include "desk/import-plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_IMPORT_OUTCOME (rc_import_outcome_get_type ())
G_DECLARE_FINAL_TYPE (RcImportOutcome, rc_import_outcome, RC, IMPORT_OUTCOME, GtkBox)

/* Signals: "changed": somebody decided otherwise after a trial; "save-rejects": what was rejected is wanted as a file. */

/* Shows the report of what the plan was for; NULL hides all. */
void rc_import_outcome_show (RcImportOutcome *self, const RcImportReport *report, const RcImportPlan *plan);
/* Writes into the plan what was decided. */
void rc_import_outcome_fill_plan (RcImportOutcome *self, RcImportPlan *plan);

G_END_DECLS
