/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the chosen files are read, before they are tried out: group by group, where there are several. */
#pragma once

#include "catalogue/catalogue.h"
#include "desk/import-group.h"
#include "desk/import-plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_IMPORT_GROUPS_LIST (rc_import_groups_list_get_type ())
G_DECLARE_FINAL_TYPE (RcImportGroupsList, rc_import_groups_list, RC, IMPORT_GROUPS_LIST, GtkBox)

/* Signals: "told" (words); "looked": files are looked at anew as somebody said they are read, or that is done. */

void rc_import_groups_list_set_catalogue (RcImportGroupsList *self, RcCatalogue *catalogue);
/* Takes the groups (RcImportGroup); NULL or an empty one: nothing is shown. Those that people should look at are open. */
void rc_import_groups_list_take_groups (RcImportGroupsList *self, GPtrArray *groups);
/* There is something to be seen and changed. */
gboolean rc_import_groups_list_has_any (RcImportGroupsList *self);
/* Nothing was guessed that people should see. */
gboolean rc_import_groups_list_is_sure (RcImportGroupsList *self);
/* What is shown is not what would be read. */
gboolean rc_import_groups_list_is_looking (RcImportGroupsList *self);
/* What a single file told (borrowed); NULL: there are several, or it told nothing. */
const RcImportLook *rc_import_groups_list_get_look (RcImportGroupsList *self);
/* Writes into the plan how each file is read. */
void rc_import_groups_list_fill_plan (RcImportGroupsList *self, RcImportPlan *plan);

G_END_DECLS
