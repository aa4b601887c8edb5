/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a disc is: its cover, where it stands, and how much is on it. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/records.h"
#include "pages/disc-facts.h"

G_BEGIN_DECLS

#define RC_TYPE_DISC_ABOUT (rc_disc_about_get_type ())
G_DECLARE_FINAL_TYPE (RcDiscAbout, rc_disc_about, RC, DISC_ABOUT, GtkBox)

/* What is known at once. */
void rc_disc_about_fill (RcDiscAbout *self, const RcRecordDetails *details);
/* What was counted. */
void rc_disc_about_fill_facts (RcDiscAbout *self, const RcDiscFacts *facts);
/* Of the first copy that has one; borrowed, NULL. */
const char *rc_disc_about_get_shelfmark (const RcRecordDetails *details);

G_END_DECLS
