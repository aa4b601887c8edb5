/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grant sources: what each brought, how its last try went, and a new try now. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_TYPE_SOURCES_SECTION (rc_sources_section_get_type ())
G_DECLARE_FINAL_TYPE (RcSourcesSection, rc_sources_section, RC, SOURCES_SECTION, GtkBox)

/* Signal "told" (words). Signal "failing" (guint): how many sources did not answer well the last time. */
RcSourcesSection *rc_sources_section_new (RcCatalogue *catalogue);

G_END_DECLS
