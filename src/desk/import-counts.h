/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the records of an import: a card and a part of a bar for each outcome. */
#pragma once

#include <gtk/gtk.h>

#include "import/import.h"

G_BEGIN_DECLS

#define RC_TYPE_IMPORT_COUNTS (rc_import_counts_get_type ())
G_DECLARE_FINAL_TYPE (RcImportCounts, rc_import_counts, RC, IMPORT_COUNTS, GtkBox)

/* NULL hides them. dry_run: nothing was written. */
void rc_import_counts_show (RcImportCounts *self, const RcImportReport *report, gboolean dry_run);

G_END_DECLS
