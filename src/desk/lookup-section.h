/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copy cataloguing: other libraries are asked, what they have stands side by side, and one of it is taken over. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_TYPE_LOOKUP_SECTION (rc_lookup_section_get_type ())
G_DECLARE_FINAL_TYPE (RcLookupSection, rc_lookup_section, RC, LOOKUP_SECTION, GtkBox)

/* Signals: "told" (words) in passing; "open" (gint64 id): that record is wanted. */
RcLookupSection *rc_lookup_section_new (RcCatalogue *catalogue);

G_END_DECLS
