/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a disc is: its cover, where it stands, and how much is on it. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/records.h"
#include "pages/disc-facts.h"
#include "pages/my-list.h"

G_BEGIN_DECLS

#define RC_TYPE_DISC_ABOUT (rc_disc_about_get_type ())
G_DECLARE_FINAL_TYPE (RcDiscAbout, rc_disc_about, RC, DISC_ABOUT, GtkBox)

/* What is known at once. */
void rc_disc_about_fill (RcDiscAbout *self, const RcRecordDetails *details);
/* Where the disc can be put aside. */
void rc_disc_about_set_list (RcDiscAbout *self, RcMyList *list, gint64 disc);
/* What was counted. */
void rc_disc_about_fill_facts (RcDiscAbout *self, const RcDiscFacts *facts);
/* What its programs were made for. */
void rc_disc_about_set_system (RcDiscAbout *self, RcSystem system);
/* The first copy that has a shelfmark; borrowed, NULL. */
const RcCopy *rc_disc_about_get_copy (const RcRecordDetails *details);

G_END_DECLS
