/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a file is read, before it is tried out: its format, its encoding, its columns, each with samples and each to be changed. */
#pragma once

#include "catalogue/catalogue.h"
#include "desk/import-look.h"
#include "import/import.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_IMPORT_READING (rc_import_reading_get_type ())
G_DECLARE_FINAL_TYPE (RcImportReading, rc_import_reading, RC, IMPORT_READING, GtkBox)

/* Signals: "told" (words); "changed": another format or encoding was chosen, and the file is to be looked at anew. */

void rc_import_reading_set_catalogue (RcImportReading *self, RcCatalogue *catalogue);
/* Shows what was found. again: of the same file as before, with what people chose meanwhile, which stays chosen. */
void rc_import_reading_show (RcImportReading *self, const RcImportLook *look, gboolean again);
/* What people chose; nothing else is said. The caller frees it. */
RcImportWay *rc_import_reading_dup_way (RcImportReading *self);

G_END_DECLS
