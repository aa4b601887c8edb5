/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one library has: its records below each other, each of which can be taken over. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/catalogue.h"
#include "refresh/lookup.h"

G_BEGIN_DECLS

#define RC_TYPE_LOOKUP_COLUMN (rc_lookup_column_get_type ())
G_DECLARE_FINAL_TYPE (RcLookupColumn, rc_lookup_column, RC, LOOKUP_COLUMN, GtkBox)

/* Takes the answer. Signals: "told" (words); "open" (gint64 id): that record is wanted. */
RcLookupColumn *rc_lookup_column_new (RcCatalogue *catalogue, RcLookupAnswer *taken_answer);

G_END_DECLS
