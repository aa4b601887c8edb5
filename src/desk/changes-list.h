/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import changes in records that are there already: each with its fields, before and after. */
#pragma once

#include <gtk/gtk.h>

#include "import/import.h"

G_BEGIN_DECLS

#define RC_TYPE_CHANGES_LIST (rc_changes_list_get_type ())
G_DECLARE_FINAL_TYPE (RcChangesList, rc_changes_list, RC, CHANGES_LIST, GtkBox)

/* NULL, or a report without changes, hides it. dry_run: they would be changed. */
void rc_changes_list_show (RcChangesList *self, const RcImportReport *report, gboolean dry_run);

G_END_DECLS
