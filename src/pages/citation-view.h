/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations to be taken along: in the style that is chosen, as codes for a phone, and onto paper where that is allowed. */
#pragma once

#include "pages/citing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_CITATION_VIEW (rc_citation_view_get_type ())
G_DECLARE_FINAL_TYPE (RcCitationView, rc_citation_view, RC, CITATION_VIEW, GtkBox)

/* `citings`: RcCiting; kept. `title`: what stands above them on paper. */
void rc_citation_view_set (RcCitationView *self, const char *title, GPtrArray *citings);
/* The code stands beside the text, not above it. */
void rc_citation_view_set_wide (RcCitationView *self, gboolean wide);

/* Texts for codes, char *: as many citations in each as a camera reads easily from a screen, with their links; then the deadlines of
 * grants, as events. */
GPtrArray *rc_citation_view_make_codes (GPtrArray *citings, RcCitingStyle style);

G_END_DECLS
