/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sources brought and visitors do not see before somebody says yes. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_TYPE_REVIEW_SECTION (rc_review_section_get_type ())
G_DECLARE_FINAL_TYPE (RcReviewSection, rc_review_section, RC, REVIEW_SECTION, GtkBox)

/* Signal "told" (words). Signal "kept" (words, gint64 batch): the same of an answer, which rc_review_section_undo takes back. Signal
 * "failed" (words): to be said until somebody has seen it. Signal "counted" (guint): how many wait. Signal "open" (gint64): a record
 * that somebody wants to see whole. */
RcReviewSection *rc_review_section_new (RcCatalogue *catalogue);
/* Takes one answer that was given here back, 0: the last one. FALSE when there is none. */
gboolean rc_review_section_undo (RcReviewSection *self, gint64 batch);

G_END_DECLS
