/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people can decide after a trial: what becomes of records that are there already, and whether damaged text is mended. */
#pragma once

#include "desk/import-plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_IMPORT_OFFERS (rc_import_offers_get_type ())
G_DECLARE_FINAL_TYPE (RcImportOffers, rc_import_offers, RC, IMPORT_OFFERS, GtkBox)

/* Signal "changed": somebody decided otherwise, and the file is to be tried out anew. */

/* Shows what the trial gives reason for, and what was decided; NULL hides it. */
void rc_import_offers_show (RcImportOffers *self, const RcImportReport *report, const RcImportPlan *plan);
/* Writes into the plan what was decided. */
void rc_import_offers_fill_plan (RcImportOffers *self, RcImportPlan *plan);

G_END_DECLS
