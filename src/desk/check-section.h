/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be checked: records by what is wrong with them, opened, mended or found right. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_TYPE_CHECK_SECTION (rc_check_section_get_type ())
G_DECLARE_FINAL_TYPE (RcCheckSection, rc_check_section, RC, CHECK_SECTION, GtkBox)

/* Signals "told" (words), "failed" (words); "counted" (guint): so many records have something wrong; "open" (gint64 record,
 * const RcFinding *): somebody wants to see the place in the record. */
RcCheckSection *rc_check_section_new (RcCatalogue *catalogue);
/* Ctrl+Z: FALSE when there is nothing to be taken back. */
gboolean rc_check_section_undo (RcCheckSection *self);

G_END_DECLS
