/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Import a file: choose it, try it out, bring it in, see what became of every record, take it back. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_TYPE_IMPORT_SECTION (rc_import_section_get_type ())
G_DECLARE_FINAL_TYPE (RcImportSection, rc_import_section, RC, IMPORT_SECTION, GtkBox)

/* Signal "told" (words). */
RcImportSection *rc_import_section_new (RcCatalogue *catalogue);
/* As if the files had been chosen: dropped on the window, or named on the command line. */
void rc_import_section_choose (RcImportSection *self, const char *const *paths);
/* A file is read or written; to leave now would stop it. */
gboolean rc_import_section_is_running (RcImportSection *self);

G_END_DECLS
